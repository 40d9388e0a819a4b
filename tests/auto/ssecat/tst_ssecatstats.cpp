// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// --stats: what was seen, in numbers, before the last line.

#include "catprocess.h"

#include <SseQt/SseTestServer>

#include <QtCore/qregularexpression.h>

#include <memory>

using namespace Qt::StringLiterals;

class tst_SseCatStats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void namesAndTheirOrder();
    void wholeStream();
    void whatDidNotHappenIsNull_data();
    void whatDidNotHappenIsNull();
    void openStreamThatIsLeft();
    void silentStreamThatIsLeft();
    void reconnectsAndDroppedEvents();
    void textTellsThemOnStandardError_data();
    void textTellsThemOnStandardError();
    void textSaysWhatNeverCame();
    void noneUnlessAskedFor();
    void parsedInput_data();
    void parsedInput();
    void parsedInputAsText();

private:
    [[nodiscard]] QString url() const { return server->url(u"/"_s).toString(); }
    [[nodiscard]] static QByteArray withoutNumbers(QByteArray line);
    [[nodiscard]] static QJsonObject statsOf(CatProcess &cat);

    std::unique_ptr<SseTestServer> server;
};

void tst_SseCatStats::init()
{
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
}

QByteArray tst_SseCatStats::withoutNumbers(QByteArray line)
{
    return QString::fromUtf8(line).replace(QRegularExpression(u"[0-9]+"_s), u"N"_s).toUtf8();
}

// The only object of its kind, if it is the last but one.
QJsonObject tst_SseCatStats::statsOf(CatProcess &cat)
{
    const auto all = cat.objects();
    if (all.size() < 2 || cat.objects(u"stats"_s).size() != 1
        || all.constLast().value("kind"_L1) != "closed"_L1)
        return {};
    const QJsonObject object = all.at(all.size() - 2);
    return object.value("kind"_L1) == "stats"_L1 ? object : QJsonObject();
}

void tst_SseCatStats::namesAndTheirOrder()
{
    server->route(u"/"_s, SseTestScript::eventStream().send("data: a\n\n"));
    CatProcess cat({ u"--stats"_s, u"--no-reconnect"_s, u"--format=jsonl"_s, url() });
    QVERIFY(cat.hasEnded());
    QCOMPARE(withoutNumbers(cat.lines().value(2)),
             R"({"kind":"stats","attempts":N,"streams":N,"bytes":N,"events":N,"comments":N,)"
             R"("repeatedEvents":N,"droppedEvents":N,"reads":N,"largestRead":N,)"
             R"("mostEventsAtOnce":N,"timeToHeaders":N,"timeToFirstByte":N,"timeToFirstEvent":N,)"
             R"("longestSilence":N,"timeSinceLastByte":null})"_ba);
    QCOMPARE(cat.lines().value(3), R"({"kind":"closed","reason":"ended","lastEventId":""})"_ba);
    QCOMPARE(cat.lines().size(), 4);
    QCOMPARE(cat.errors(), QByteArray());
    QCOMPARE(cat.status(), 0);
}

void tst_SseCatStats::wholeStream()
{
    const QByteArray stream = ": c\nretry: 1\ndata: a\n\n:\nevent: x\nid: 1\ndata: b\n\n";
    server->route(u"/"_s, SseTestScript::eventStream().send(stream));
    // What is not printed is seen all the same.
    CatProcess cat(
        { u"--stats"_s, u"--no-reconnect"_s, u"--type=x"_s, u"--format=jsonl"_s, url() });
    QVERIFY(cat.hasEnded());
    const QJsonObject stats = statsOf(cat);
    QCOMPARE(stats.value("attempts"_L1).toInt(), 1);
    QCOMPARE(stats.value("streams"_L1).toInt(), 1);
    QCOMPARE(stats.value("bytes"_L1).toInt(), int(stream.size()));
    QCOMPARE(stats.value("events"_L1).toInt(), 2);
    QCOMPARE(stats.value("comments"_L1).toInt(), 2);
    QCOMPARE(stats.value("repeatedEvents"_L1).toInt(), 0);
    QCOMPARE(stats.value("droppedEvents"_L1).toInt(), 0);
    QVERIFY(stats.value("reads"_L1).toInt() >= 1);
    QVERIFY(stats.value("largestRead"_L1).toInt() <= int(stream.size()));
    QVERIFY(stats.value("timeToFirstEvent"_L1).toInt() >= stats.value("timeToHeaders"_L1).toInt());
}

void tst_SseCatStats::whatDidNotHappenIsNull_data()
{
    QTest::addColumn<QString>("target"); // the server's when empty
    QTest::addColumn<SseTestScript>("answer");
    QTest::addColumn<int>("attempts");
    QTest::addColumn<int>("streams");

    QTest::newRow("nothing sent") << u"ftp://localhost/"_s << SseTestScript() << 0 << 0;
    QTest::newRow("no answer") << QString() << SseTestScript::raw().close() << 1 << 0;
    QTest::newRow("refused") << QString() << SseTestScript::reply(404) << 1 << 0;
    QTest::newRow("nothing in it") << QString() << SseTestScript::eventStream() << 1 << 1;
}

void tst_SseCatStats::whatDidNotHappenIsNull()
{
    QFETCH(QString, target);
    QFETCH(SseTestScript, answer);
    QFETCH(int, attempts);
    QFETCH(int, streams);
    server->route(u"/"_s, answer);
    CatProcess cat({ u"--stats"_s, u"--no-reconnect"_s, u"--format=jsonl"_s,
                     target.isEmpty() ? url() : target });
    QVERIFY(cat.hasEnded());
    const QJsonObject stats = statsOf(cat);
    QCOMPARE(stats.value("attempts"_L1), QJsonValue(attempts));
    QCOMPARE(stats.value("streams"_L1), QJsonValue(streams));
    for (const auto name : { "bytes"_L1, "events"_L1, "comments"_L1, "reads"_L1, "largestRead"_L1 })
        QCOMPARE(stats.value(name), QJsonValue(0));
    for (const auto name : { "timeToFirstByte"_L1, "timeToFirstEvent"_L1, "timeSinceLastByte"_L1 })
        QCOMPARE(stats.value(name), QJsonValue());
    if (streams == 1)
        QVERIFY(stats.value("timeToHeaders"_L1).isDouble());
    QCOMPARE(cat.status(), streams == 1 ? 0 : 1);
}

// What the source says while the stream is open counts, not what is left of it afterwards.
void tst_SseCatStats::openStreamThatIsLeft()
{
    server->route(u"/"_s,
                  SseTestScript::eventStream().send("data: a\n\ndata: b\n\ndata: c\n\n").stall());
    CatProcess cat({ u"--stats"_s, u"-n2"_s, u"--format=jsonl"_s, url() });
    QVERIFY(cat.hasEnded());
    const QJsonObject stats = statsOf(cat);
    QCOMPARE(stats.value("events"_L1).toInt(), 2);
    QVERIFY(stats.value("timeSinceLastByte"_L1).isDouble());
    QCOMPARE(cat.status(), 0);
}

void tst_SseCatStats::silentStreamThatIsLeft()
{
    server->route(u"/"_s, SseTestScript::eventStream().stall());
    CatProcess cat({ u"--stats"_s, u"--max-time=0.4"_s, u"--format=jsonl"_s, url() });
    QVERIFY(cat.hasEnded());
    const QJsonObject stats = statsOf(cat);
    QVERIFY(stats.value("timeToHeaders"_L1).isDouble());
    QVERIFY(stats.value("timeToFirstByte"_L1).isNull());
    QVERIFY(stats.value("timeSinceLastByte"_L1).isDouble());
    QVERIFY(stats.value("longestSilence"_L1).toInt()
            >= stats.value("timeSinceLastByte"_L1).toInt());
}

void tst_SseCatStats::reconnectsAndDroppedEvents()
{
    for (const bool drops : { true, false }) {
        server->route(
            u"/"_s,
            { SseTestScript::reply(503), SseTestScript::eventStream().send("id: 1\ndata: a\n\n:\n"),
              SseTestScript::eventStream().send("id: 1\ndata: a\n\nid: 2\ndata: b\n\n") });
        CatProcess cat(
            QStringList{ u"--stats"_s, u"--resilient"_s, u"--reconnect-interval=1"_s,
                         u"--format=jsonl"_s, url() }
            + (drops ? QStringList{ u"-n2"_s, u"--dedupe"_s } : QStringList{ u"-n3"_s }));
        QVERIFY(cat.hasEnded());
        const QJsonObject stats = statsOf(cat);
        QCOMPARE(stats.value("attempts"_L1).toInt(), 3);
        QCOMPARE(stats.value("streams"_L1).toInt(), 2);
        QCOMPARE(stats.value("events"_L1).toInt(), 3);
        QCOMPARE(stats.value("comments"_L1).toInt(), 1);
        QCOMPARE(stats.value("repeatedEvents"_L1).toInt(), 1);
        QCOMPARE(stats.value("droppedEvents"_L1).toInt(), drops ? 1 : 0);
    }
}

void tst_SseCatStats::textTellsThemOnStandardError_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("output");

    QTest::newRow("text") << u"text"_s << "[message] a\n"_ba;
    QTest::newRow("data") << u"data"_s << "a\n"_ba;
}

void tst_SseCatStats::textTellsThemOnStandardError()
{
    QFETCH(QString, format);
    QFETCH(QByteArray, output);
    server->route(u"/"_s, SseTestScript::eventStream().send("data: a\n\n").stall());
    CatProcess cat({ u"--stats"_s, u"-n1"_s, u"--format"_s, format, url() });
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.output(), output);
    const QByteArrayList expected = {
        "stats: attempts N, streams N",
        "stats: bytes N, reads N, largest read N",
        "stats: events N, most at once N, repeated N, dropped N, comments N",
        "stats: headers after N ms, first byte after N ms, first event after N ms",
        "stats: longest silence N ms, the last one N ms",
    };
    QByteArrayList lines = cat.errorLines();
    QCOMPARE(lines.value(0), "stats: attempts 1, streams 1"_ba);
    for (QByteArray &line : lines)
        line = withoutNumbers(line);
    QCOMPARE(lines, expected);
}

void tst_SseCatStats::textSaysWhatNeverCame()
{
    server->route(u"/"_s, SseTestScript::raw().close());
    CatProcess cat({ u"--stats"_s, u"--no-reconnect"_s, url() });
    QVERIFY(cat.hasEnded());
    const QByteArrayList expected = {
        "stats: attempts 1, streams 0",
        "stats: bytes 0, reads 0, largest read 0",
        "stats: events 0, most at once 0, repeated 0, dropped 0, comments 0",
        "stats: headers never, first byte never, first event never",
    };
    QCOMPARE(cat.errorLines().mid(1), expected);
}

void tst_SseCatStats::noneUnlessAskedFor()
{
    server->route(u"/"_s, SseTestScript::eventStream().send("data: a\n\n").stall());
    for (const QString &format : { u"text"_s, u"jsonl"_s }) {
        CatProcess cat({ u"-n1"_s, u"--format"_s, format, url() });
        QVERIFY(cat.hasEnded());
        QVERIFY(!cat.output().contains("stats"));
        QCOMPARE(cat.errors(), QByteArray());
    }
}

void tst_SseCatStats::parsedInput_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArray>("stats");

    const auto row = [](const char *name, const QStringList &arguments, const QByteArray &stream,
                        const char *stats) {
        QTest::newRow(name) << arguments << stream
                            << R"({"kind":"stats",)" + QByteArray(stats) + '}';
    };
    row("nothing", {}, {}, R"("bytes":0,"events":0,"comments":0)");
    row("whole", {}, ":\ndata: a\n\n: c\nevent: x\ndata: b\n\ndata: c",
        R"("bytes":40,"events":2,"comments":2)");
    row("printed or not", { u"--type=x"_s }, "data: a\n\ndata: b\n\n",
        R"("bytes":18,"events":2,"comments":0)");
    // What comes after the end that was asked for was not looked at.
    row("end", { u"-n1"_s }, "data: a\n\ndata: b\n\n", R"("bytes":9,"events":1,"comments":0)");
    row("malformed", { u"--strict"_s }, "data: a\n\nx\ndata: b\n\n",
        R"("bytes":11,"events":1,"comments":0)");
}

void tst_SseCatStats::parsedInput()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, stream);
    QFETCH(QByteArray, stats);
    for (const QString &size : { u"1"_s, u"7"_s, u"65536"_s }) {
        CatProcess cat(arguments
                           + QStringList{ u"--parse"_s, u"--stats"_s, u"--format=jsonl"_s,
                                          u"--chunk-size"_s, size },
                       stream);
        QVERIFY(cat.hasEnded());
        QVERIFY(!statsOf(cat).isEmpty());
        QCOMPARE(cat.lines().at(cat.lines().size() - 2), stats);
    }
}

void tst_SseCatStats::parsedInputAsText()
{
    CatProcess cat({ u"--parse"_s, u"--stats"_s }, ":\ndata: a\n\n");
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.output(), "[message] a\n"_ba);
    QCOMPARE(cat.errors(), "stats: bytes 11, events 1, comments 1\n"_ba);
    QCOMPARE(cat.status(), 0);
}

QTEST_GUILESS_MAIN(tst_SseCatStats)

#include "tst_ssecatstats.moc"
