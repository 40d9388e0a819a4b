// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What follows when a stream ends, breaks or is refused: whether and when it is opened again, and
// what becomes of the events that come twice.

#include "catprocess.h"

#include <SseQt/SseDemoServer>
#include <SseQt/SseTestServer>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_SseCatReconnects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void reconnectsGoOnAfterTheLastEvent();
    void delays_data();
    void delays();
    void delaysGrow();
    void reconnectsCanBeSwitchedOff();
    void attemptsAreCounted();
    void silenceIsReconnected();
    void resilientTriesAgain_data();
    void resilientTriesAgain();
    void resilientHasItsEnd_data();
    void resilientHasItsEnd();
    void resilientSendsABodyOnce();
    void retryAfterIsHeeded();
    void repeatedEvents_data();
    void repeatedEvents();
    void droppedEventsAreNoted();
    void droppedEventCanBeTheEnd();

private:
    [[nodiscard]] QString url() const { return server->url(u"/"_s).toString(); }

    std::unique_ptr<SseTestServer> server;
};

void tst_SseCatReconnects::init()
{
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
}

void tst_SseCatReconnects::reconnectsGoOnAfterTheLastEvent()
{
    SseDemoServer demo;
    QVERIFY(demo.listen());
    CatProcess cat({ u"--format"_s, u"jsonl"_s, u"--reconnect-interval"_s, u"1"_s, u"-n3"_s,
                     demo.url(u"/reconnect-test"_s).toString() });
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.status(), 0);
    const auto events = cat.objects(u"event"_s);
    QCOMPARE(events.size(), 3);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(events.at(i).value("lastEventId"_L1).toString(), QString::number(i + 1));
    const auto errors = cat.objects(u"error"_s);
    QCOMPARE(errors.size(), 2);
    QCOMPARE(errors.at(0).value("code"_L1).toString(), u"ConnectionLost"_s);
    const auto requests = demo.requests();
    QCOMPARE(requests.size(), 3);
    QVERIFY(requests.at(0).headerValues("Last-Event-ID").isEmpty());
    QCOMPARE(requests.at(1).header("Last-Event-ID"), "1"_ba);
    QCOMPARE(requests.at(2).header("Last-Event-ID"), "2"_ba);
}

void tst_SseCatReconnects::delays_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");

    const auto interval = [](const char *milliseconds) {
        return QStringList{ u"--reconnect-interval"_s, QString::fromLatin1(milliseconds) };
    };
    // Chance makes them a fifth shorter or longer, and those that the server asks for only longer.
    QTest::newRow("default") << QStringList() << QByteArray() << 2400 << 3600;
    QTest::newRow("long") << interval("123456") << QByteArray() << 98764 << 148148;
    QTest::newRow("at the policy's least") << interval("100") << QByteArray() << 100 << 120;
    QTest::newRow("below the policy's least") << interval("50") << QByteArray() << 50 << 60;
    QTest::newRow("1") << interval("1") << QByteArray() << 1 << 1;
    QTest::newRow("0") << interval("0") << QByteArray() << 1 << 1;
    QTest::newRow("resilient") << QStringList{ u"--resilient"_s } + interval("50") << QByteArray()
                               << 50 << 60;
    QTest::newRow("the server's") << interval("1") << "retry: 234567\n"_ba << 234567 << 281481;
    QTest::newRow("a server in a hurry") << QStringList() << "retry: 0\n"_ba << 100 << 120;
    QTest::newRow("a server in a hurry, and so the user")
        << interval("7") << "retry: 0\n"_ba << 7 << 8;
}

void tst_SseCatReconnects::delays()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, stream);
    QFETCH(int, least);
    QFETCH(int, most);
    server->route(u"/"_s, SseTestScript::eventStream().send(stream));
    CatProcess cat(arguments + QStringList{ u"--format"_s, u"jsonl"_s, url() });
    QVERIFY(cat.hasPrinted("\"delayMs\":"));
    const auto errors = cat.objects(u"error"_s);
    QVERIFY(errors.size() >= 1);
    QCOMPARE(errors.at(0).value("code"_L1).toString(), u"StreamEnded"_s);
    QCOMPARE(errors.at(0).value("willReconnect"_L1), QJsonValue(true));
    const int delay = errors.at(0).value("delayMs"_L1).toInt();
    QVERIFY2(delay >= least && delay <= most, qPrintable(QString::number(delay)));
    QCOMPARE(cat.objects(u"retry"_s).isEmpty(), stream.isEmpty());
}

void tst_SseCatReconnects::delaysGrow()
{
    server->route(u"/"_s, SseTestScript::raw().close());
    CatProcess cat({ u"--reconnect-interval=10"_s, u"--max-reconnect-attempts=3"_s,
                     u"--format=jsonl"_s, url() });
    QVERIFY(cat.hasEnded());
    const auto errors = cat.objects(u"error"_s);
    QCOMPARE(errors.size(), 4);
    for (const auto &[i, least, most] :
         { std::tuple(0, 10, 12), std::tuple(1, 16, 24), std::tuple(2, 32, 48) }) {
        const int delay = errors.at(i).value("delayMs"_L1).toInt();
        QVERIFY2(delay >= least && delay <= most, qPrintable(QString::number(delay)));
    }
    QVERIFY(errors.at(3).value("delayMs"_L1).isNull());
}

void tst_SseCatReconnects::reconnectsCanBeSwitchedOff()
{
    server->route(u"/"_s, SseTestScript::eventStream().send("data: a\n\ndata: cut").close());
    CatProcess cat({ u"--no-reconnect"_s, u"--format"_s, u"jsonl"_s, url() });
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.objects(u"event"_s).size(), 1);
    const auto errors = cat.objects(u"error"_s);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.at(0).value("code"_L1).toString(), u"ConnectionLost"_s);
    QVERIFY(errors.at(0).value("delayMs"_L1).isNull());
    QCOMPARE(cat.status(), 1);
    QCOMPARE(server->requests().size(), 1);
}

void tst_SseCatReconnects::attemptsAreCounted()
{
    server->route(u"/"_s, SseTestScript::raw().close());
    CatProcess cat({ u"--max-reconnect-attempts"_s, u"2"_s, u"--reconnect-interval"_s, u"1"_s,
                     u"--format"_s, u"jsonl"_s, url() });
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.objects(u"error"_s).size(), 3);
    QCOMPARE(cat.status(), 1);
}

void tst_SseCatReconnects::silenceIsReconnected()
{
    server->route(u"/"_s,
                  { SseTestScript::eventStream().send("id: 1\ndata: a\n\n").stall(),
                    SseTestScript::eventStream().send("id: 2\ndata: b\n\n").stall() });
    CatProcess cat({ u"--idle-timeout=200"_s, u"--reconnect-interval=1"_s, u"-n2"_s,
                     u"--format=jsonl"_s, url() });
    QVERIFY(cat.hasEnded());
    const auto errors = cat.objects(u"error"_s);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.at(0).value("code"_L1).toString(), u"IdleTimeout"_s);
    QCOMPARE(errors.at(0).value("phase"_L1).toString(), u"streaming"_s);
    QCOMPARE(cat.status(), 0);
    QCOMPARE(server->requests().size(), 2);
    QCOMPARE(server->requests().at(1).header("Last-Event-ID"), "1"_ba);
}

void tst_SseCatReconnects::resilientTriesAgain_data()
{
    QTest::addColumn<int>("status");

    for (const int status : { 408, 425, 429, 500, 502, 503, 504, 599 })
        QTest::addRow("%d", status) << status;
}

// Without the option each of them is final, as the tests of failures show.
void tst_SseCatReconnects::resilientTriesAgain()
{
    QFETCH(int, status);
    server->route(
        u"/"_s,
        { SseTestScript::reply(status), SseTestScript::eventStream().send("data: a\n\n").stall() });
    CatProcess cat(
        { u"--resilient"_s, u"--reconnect-interval=1"_s, u"-n1"_s, u"--format=jsonl"_s, url() });
    QVERIFY(cat.hasEnded());
    const auto errors = cat.objects(u"error"_s);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.at(0).value("code"_L1).toString(), u"UnexpectedStatus"_s);
    QCOMPARE(errors.at(0).value("phase"_L1).toString(), u"awaitingHeaders"_s);
    QCOMPARE(errors.at(0).value("httpStatus"_L1).toInt(), status);
    QCOMPARE(errors.at(0).value("willReconnect"_L1), QJsonValue(true));
    QCOMPARE(cat.objects(u"event"_s).size(), 1);
    QCOMPARE(cat.status(), 0);
}

void tst_SseCatReconnects::resilientHasItsEnd_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("attempts");

    for (const int status : { 204, 400, 401, 404, 410 })
        QTest::addRow("%d is final", status) << status << 1;
    QTest::newRow("no attempt left") << 503 << 3;
}

void tst_SseCatReconnects::resilientHasItsEnd()
{
    QFETCH(int, status);
    QFETCH(int, attempts);
    server->route(u"/"_s, SseTestScript::reply(status));
    CatProcess cat({ u"--resilient"_s, u"--reconnect-interval=1"_s, u"--max-reconnect-attempts=2"_s,
                     u"--format=jsonl"_s, url() });
    QVERIFY(cat.hasEnded());
    QCOMPARE(server->requests().size(), attempts);
    const auto errors = cat.objects(u"error"_s);
    QCOMPARE(errors.size(), attempts);
    QCOMPARE(errors.constLast().value("willReconnect"_L1), QJsonValue(false));
    QCOMPARE(cat.status(), 1);
}

void tst_SseCatReconnects::resilientSendsABodyOnce()
{
    server->route(u"/"_s, SseTestScript::reply(503));
    CatProcess cat({ u"--resilient"_s, u"--reconnect-interval=1"_s, u"-d"_s, u"x"_s, url() });
    QVERIFY(cat.hasEnded());
    QCOMPARE(server->requests().size(), 1);
    QCOMPARE(cat.status(), 1);
}

void tst_SseCatReconnects::retryAfterIsHeeded()
{
    server->route(u"/"_s, SseTestScript::reply(429).header("Retry-After", "234"));
    CatProcess cat({ u"--resilient"_s, u"--reconnect-interval=1"_s, u"--format=jsonl"_s, url() });
    QVERIFY(cat.hasPrinted("\"delayMs\":"));
    const int delay = cat.objects(u"error"_s).at(0).value("delayMs"_L1).toInt();
    QVERIFY2(delay >= 234000 && delay <= 280800, qPrintable(QString::number(delay)));
}

void tst_SseCatReconnects::repeatedEvents_data()
{
    QTest::addColumn<QByteArrayList>("streams");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("printed");

    const QByteArrayList ids{ "id: 1\ndata: a\n\nid: 2\ndata: b\n\n",
                              "id: 2\ndata: b\n\nid: 3\ndata: c\n\n" };
    const QByteArrayList withoutIds{ "data: a\n\ndata: b\n\n",
                                     "data: b\n\ndata: b\n\ndata: c\n\n" };
    QTest::newRow("by ID") << ids << QStringList{ u"--dedupe"_s, u"-n3"_s } << "a b c"_ba;
    QTest::newRow("by ID, kept") << ids << QStringList{ u"-n4"_s } << "a b b c"_ba;
    QTest::newRow("by data, the first after a reconnect")
        << withoutIds << QStringList{ u"--dedupe"_s, u"-n4"_s } << "a b b c"_ba;
    QTest::newRow("by data, kept") << withoutIds << QStringList{ u"-n5"_s } << "a b b b c"_ba;
    QTest::newRow("in one stream") << QByteArrayList{ ids.at(0) + ids.at(1) }
                                   << QStringList{ u"--dedupe"_s, u"-n3"_s } << "a b c"_ba;
}

void tst_SseCatReconnects::repeatedEvents()
{
    QFETCH(QByteArrayList, streams);
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, printed);
    QList<SseTestScript> scripts;
    for (const QByteArray &stream : std::as_const(streams))
        scripts.append(SseTestScript::eventStream().send(stream));
    server->route(u"/"_s, scripts);
    CatProcess cat(arguments
                   + QStringList{ u"--reconnect-interval=1"_s, u"--format=jsonl"_s, url() });
    QVERIFY(cat.hasEnded());
    QByteArrayList data;
    const auto events = cat.objects(u"event"_s);
    for (const QJsonObject &event : events)
        data.append(event.value("data"_L1).toString().toUtf8());
    QCOMPARE(data.join(' '), printed);
    // Nothing else tells of what was dropped.
    QCOMPARE(cat.lines().size(), 2 * streams.size() - 1 + data.size() + 1);
    QCOMPARE(cat.errors(), QByteArray());
    QCOMPARE(cat.status(), 0);
}

void tst_SseCatReconnects::droppedEventsAreNoted()
{
    server->route(u"/"_s,
                  { SseTestScript::eventStream().send("id: 1\x1B\ndata: a\n\ndata: b\n\n"),
                    SseTestScript::eventStream().send(
                        "data: b\n\nid: 1\x1B\ndata: a\n\nid: 2\ndata: c\n\n") });
    CatProcess cat({ u"-v"_s, u"--dedupe"_s, u"--reconnect-interval=1"_s, u"-n3"_s, url() });
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.output(), "[message #1\\x1b] a\n[message] b\n[message #2] c\n"_ba);
    QByteArrayList notes;
    const auto lines = cat.errorLines();
    for (const QByteArray &line : lines) {
        if (line.contains("repeated"))
            notes.append(line);
    }
    QCOMPARE(notes,
             QByteArrayList({ "* event repeated, dropped", R"(* event 1\x1b repeated, dropped)" }));
}

void tst_SseCatReconnects::droppedEventCanBeTheEnd()
{
    server->route(u"/"_s,
                  SseTestScript::eventStream()
                      .send("id: 1\ndata: a\n\nid: 1\nevent: done\ndata: b\n\ndata: c\n\n")
                      .stall());
    CatProcess cat({ u"--dedupe"_s, u"--until-type=done"_s, url() });
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.output(), "[message #1] a\n"_ba);
    QCOMPARE(cat.status(), 0);
}

QTEST_GUILESS_MAIN(tst_SseCatReconnects)

#include "tst_ssecatreconnects.moc"
