// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// How a run ends, and the exit status that says so.

#include "catprocess.h"

#include <SseQt/SseTestServer>

#include <memory>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

using namespace Qt::StringLiterals;

class tst_SseCatEnds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void ends_data();
    void ends();
    void timeRunsOut_data();
    void timeRunsOut();
    void signalsClose_data();
    void signalsClose();
    void readerThatGoesEndsIt();
    void outputThatCannotBeWrittenFails();

private:
    [[nodiscard]] QString url() const { return server->url(u"/"_s).toString(); }

    std::unique_ptr<SseTestServer> server;
};

void tst_SseCatEnds::init()
{
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
}

void tst_SseCatEnds::ends_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("printed");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<int>("status");

    const QString requested = u"requested"_s;
    const QString ended = u"ended"_s;
    const auto row = [](const char *name, const QStringList &arguments, const char *printed,
                        const QString &reason, int status) {
        QTest::newRow(name) << arguments << QByteArray(printed) << reason << status;
    };
    // The stream: 1, x:2, y:3, x:4, done:"a\nb", 6.
    row("none", {}, "1 2 3 4 a\nb 6", ended, 0);
    row("count", { u"-n"_s, u"2"_s }, "1 2", requested, 0);
    row("count, long", { u"--count=1"_s }, "1", requested, 0);
    row("count of the last", { u"-n6"_s }, "1 2 3 4 a\nb 6", requested, 0);
    row("count of printed", { u"-n2"_s, u"--type"_s, u"x"_s }, "2 4", requested, 0);
    row("count that does not come", { u"-n7"_s }, "1 2 3 4 a\nb 6", ended, 3);
    row("count of printed that does not come", { u"-n3"_s, u"--type=x"_s }, "2 4", ended, 3);
    row("type", { u"--until-type"_s, u"x"_s }, "1 2", requested, 0);
    row("type message", { u"--until-type"_s, u"message"_s }, "1", requested, 0);
    row("type not printed", { u"--until-type"_s, u"y"_s, u"--type"_s, u"x"_s }, "2", requested, 0);
    row("type that does not come", { u"--until-type=z"_s }, "1 2 3 4 a\nb 6", ended, 3);
    row("data", { u"--until-data"_s, u"3"_s }, "1 2 3", requested, 0);
    row("data of two lines", { u"--until-data"_s, u"a\nb"_s }, "1 2 3 4 a\nb", requested, 0);
    row("data not printed", { u"--until-data=3"_s, u"--type=x"_s }, "2", requested, 0);
    row("part of data", { u"--until-data"_s, u"a"_s }, "1 2 3 4 a\nb 6", ended, 3);
    row("empty data that do not come", { u"--until-data="_s }, "1 2 3 4 a\nb 6", ended, 3);
    row("the first of several", { u"-n4"_s, u"--until-data=3"_s, u"--until-type=done"_s }, "1 2 3",
        requested, 0);
    row("none of several", { u"-n40"_s, u"--until-data=30"_s, u"--until-type=z"_s },
        "1 2 3 4 a\nb 6", ended, 3);
    row("time that is not needed", { u"--max-time=1000"_s }, "1 2 3 4 a\nb 6", ended, 0);
}

void tst_SseCatEnds::ends()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, printed);
    QFETCH(QString, reason);
    QFETCH(int, status);
    server->route(u"/"_s,
                  SseTestScript::eventStream().send(
                      "data: 1\n\nevent: x\ndata: 2\n\nevent: y\ndata: 3\n\nevent: x\ndata: 4\n\n"
                      "event: done\ndata: a\ndata: b\n\ndata: 6\n\n"));
    // Whether reconnecting is off, or no attempts are left, makes no difference.
    for (const QStringList &once : { QStringList{ u"--no-reconnect"_s },
                                     QStringList{ u"--max-reconnect-attempts"_s, u"0"_s } }) {
        CatProcess cat(arguments + once + QStringList{ u"--format"_s, u"jsonl"_s, url() });
        QVERIFY(cat.hasEnded());
        QByteArrayList data;
        const auto events = cat.objects(u"event"_s);
        for (const QJsonObject &event : events)
            data.append(event.value("data"_L1).toString().toUtf8());
        QCOMPARE(data.join(' '), printed);
        QCOMPARE(cat.objects().constLast().value("kind"_L1).toString(), u"closed"_s);
        QCOMPARE(cat.objects().constLast().value("reason"_L1).toString(), reason);
        QCOMPARE(cat.objects(u"error"_s).size(), 0);
        QCOMPARE(cat.status(), status);
    }
}

void tst_SseCatEnds::timeRunsOut_data()
{
    QTest::addColumn<SseTestScript>("answer");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");

    const auto silent = SseTestScript::eventStream().stall();
    const auto mute = SseTestScript::raw().stall();
    const auto ending = SseTestScript::eventStream();
    QTest::newRow("open") << silent << QStringList() << 0;
    QTest::newRow("open, another end missed") << silent << QStringList{ u"-n1"_s } << 3;
    QTest::newRow("no answer") << mute << QStringList() << 0;
    QTest::newRow("no answer, another end missed")
        << mute << QStringList{ u"--until-type=x"_s } << 3;
    QTest::newRow("waiting to reconnect") << ending << QStringList() << 0;
    QTest::newRow("waiting to reconnect, another end missed")
        << ending << QStringList{ u"--until-data=x"_s } << 3;
}

void tst_SseCatEnds::timeRunsOut()
{
    QFETCH(SseTestScript, answer);
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    server->route(u"/"_s, answer);
    CatProcess cat(arguments
                   + QStringList{ u"--max-time"_s, u"0.3"_s, u"--reconnect-interval"_s, u"100000"_s,
                                  u"--format"_s, u"jsonl"_s, url() });
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.lines().constLast(),
             R"({"kind":"closed","reason":"requested","lastEventId":""})"_ba);
    QCOMPARE(cat.status(), status);
}

void tst_SseCatEnds::signalsClose_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");

#ifdef Q_OS_UNIX
    for (const auto &[name, signal] :
         { std::pair("SIGINT", SIGINT), std::pair("SIGTERM", SIGTERM) }) {
        QTest::addRow("%s", name) << signal << QStringList() << 0;
        QTest::addRow("%s, time left", name) << signal << QStringList{ u"--max-time=100"_s } << 0;
        QTest::addRow("%s, an end missed", name) << signal << QStringList{ u"-n2"_s } << 3;
    }
#endif
}

void tst_SseCatEnds::signalsClose()
{
#ifdef Q_OS_UNIX
    QFETCH(int, signal);
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    server->route(u"/"_s, SseTestScript::eventStream().send("id: 1\ndata: a\n\n").stall());
    CatProcess cat;
    // It leaves alone what it is told to ignore, as a background job is.
    cat.process.setChildProcessModifier([signal] { std::signal(signal, SIG_DFL); });
    cat.start(arguments + QStringList{ u"--format=jsonl"_s, url() });
    QVERIFY(cat.hasPrinted("\"data\":\"a\""));
    QCOMPARE(::kill(pid_t(cat.process.processId()), signal), 0);
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.lines().constLast(),
             R"({"kind":"closed","reason":"requested","lastEventId":"1"})"_ba);
    QCOMPARE(cat.status(), status);
#else
    QSKIP("Signals are POSIX's");
#endif
}

void tst_SseCatEnds::readerThatGoesEndsIt()
{
    server->route(u"/"_s, [](SseTestExchange *exchange) {
        exchange->startEventStream();
        exchange->write("data: a\n\n");
    });
    CatProcess cat({ u"-n100"_s, url() });
    QVERIFY(cat.hasPrinted("[message] a\n"));
    cat.process.closeReadChannel(QProcess::StandardOutput);
    // The write that fails need not be the first.
    QVERIFY(QTest::qWaitFor(
        [this, &cat] {
            server->sendToAll("data: b\n\n");
            return cat.process.state() == QProcess::NotRunning;
        },
        30000));
    QCOMPARE(cat.process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(cat.status(), 0);
    QCOMPARE(cat.errors(), QByteArray());
}

void tst_SseCatEnds::outputThatCannotBeWrittenFails()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("There is no /dev/full here");
    server->route(u"/"_s, SseTestScript::eventStream().send("data: a\n\ndata: b\n\n").stall());
    CatProcess cat;
    cat.process.setStandardOutputFile(u"/dev/full"_s);
    cat.start({ u"-n1"_s, url() });
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.errors(),
             "ssecat: Cannot write to standard output: No space left on device.\n"_ba);
    QCOMPARE(cat.status(), 1);
}

QTEST_GUILESS_MAIN(tst_SseCatEnds)

#include "tst_ssecatends.moc"
