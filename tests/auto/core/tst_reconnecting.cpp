// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What happens between the end of one stream and the beginning of the next.

#include "sourcewatch.h"

#include <SseQt/SseTestServer>

#include <QtCore/qelapsedtimer.h>
#include <QtTest/QtTest>

#include <memory>

using Code = SseError::Code;
using CloseReason = SseSource::CloseReason;
using Phase = SseSource::Phase;
using ReadyState = SseSource::ReadyState;

class tst_Reconnecting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void ends_data();
    void ends();
    void resumesAfterTheNewestId();
    void aNewStreamBeginsClean();
    void theServersRetryIsHonoured();
    void aRetryOfZeroMakesNoHotLoop();
    void closeWhileWaitingStopsIt();
    void closeWhileWaitingFromTheErrorHandler();
    void withoutAutoReconnectAnEndIsAnEnd();
    void withoutAutoReconnectALossIsAnError();
    void attemptsAreCountedInARowAndAnOpenStreamForgivesThem();
    void noAttemptsIsNoReconnecting();
    void changingTheUrlWhileWaitingOpensAtOnce();
    void aStatusAfterReconnectingIsFinal();

private:
    std::unique_ptr<SseTestServer> server;
};

void tst_Reconnecting::init()
{
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
}

void tst_Reconnecting::ends_data()
{
    QTest::addColumn<SseTestScript>("first");
    QTest::addColumn<Code>("code");

    const auto stream = [] { return SseTestScript::eventStream().send("data: 1\n\n"); };
    QTest::newRow("in good order") << stream().end() << Code::StreamEnded;
    QTest::newRow("cut") << stream().close() << Code::ConnectionLost;
    QTest::newRow("reset") << stream().reset() << Code::ConnectionLost;
    QTest::newRow("delimited by its end") << stream().closeDelimited().end() << Code::StreamEnded;
}

void tst_Reconnecting::ends()
{
    QFETCH(SseTestScript, first);
    QFETCH(Code, code);
    server->route(QStringLiteral("/"),
                  QList{ first, SseTestScript::eventStream().send("data: 2\n\n").stall() });
    SseSource source(server->url());
    setExactDelay(source, 20);
    const SourceWatch watch(source);
    ReadyState stateInError = ReadyState::Closed;
    Phase phaseInError = Phase::Idle;
    connect(&source, &SseSource::errorOccurred, this, [&] {
        stateInError = source.readyState();
        phaseInError = source.phase();
    });
    source.open();
    QTRY_COMPARE(watch.data(), (QStringList{ QStringLiteral("1"), QStringLiteral("2") }));
    QCOMPARE(
        watch.log.join(u','),
        QStringLiteral("opened,event 1,error %1,opened,event 2").arg(SourceWatch::nameOf(code)));
    QVERIFY(watch.errors.at(0).willReconnect());
    QCOMPARE(watch.errors.at(0).reconnectDelay(), 20);
    QCOMPARE(stateInError, ReadyState::Connecting);
    QCOMPARE(phaseInError, Phase::WaitingToReconnect);
    QCOMPARE(
        watch.phases,
        (QList{ Phase::Dialing, Phase::AwaitingHeaders, Phase::Streaming, Phase::WaitingToReconnect,
                Phase::Dialing, Phase::AwaitingHeaders, Phase::Streaming }));
}

void tst_Reconnecting::resumesAfterTheNewestId()
{
    server->route(QStringLiteral("/"),
                  QList{
                      SseTestScript::eventStream()
                          .send("id: 1\ndata: a\n\nid: 2\n\nid: 3\ndata: never\n")
                          .end(),
                      SseTestScript::eventStream().send("data: b\n\nid\n\n").end(),
                      SseTestScript::eventStream().send("data: c\n\n").stall(),
                  });
    SseSource source(server->url());
    setExactDelay(source, 1);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.events.size(), 3);
    QVERIFY(server->requests().at(0).header("Last-Event-ID").isNull());
    QCOMPARE(server->requests().at(1).header("Last-Event-ID"), "2");
    QVERIFY(server->requests().at(2).header("Last-Event-ID").isNull()); // it was reset
    QCOMPARE(watch.events.at(1).lastEventId(), QStringLiteral("2"));
    QVERIFY(watch.events.at(2).lastEventId().isEmpty());
}

void tst_Reconnecting::aNewStreamBeginsClean()
{
    server->route(QStringLiteral("/"),
                  QList{ SseTestScript::eventStream().send("event: lost\ndata: lost\r").end(),
                         SseTestScript::eventStream()
                             .send("\n\xEF\xBB\xBF"
                                   "data: x\n\n")
                             .end(),
                         SseTestScript::eventStream()
                             .send("\xEF\xBB\xBF"
                                   "data: clean\n\n")
                             .stall() });
    SseSource source(server->url());
    setExactDelay(source, 1);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.data(), QStringList{ QStringLiteral("clean") });
    QCOMPARE(watch.events.at(0).type(), QStringLiteral("message"));
}

void tst_Reconnecting::theServersRetryIsHonoured()
{
    server->route(QStringLiteral("/"),
                  QList{ SseTestScript::eventStream().send("retry: 150\n").end(),
                         SseTestScript::eventStream().stall() });
    SseSource source(server->url());
    setExactDelay(source, 60000);
    const SourceWatch watch(source);
    QElapsedTimer sinceError;
    connect(&source, &SseSource::errorOccurred, this, [&] { sinceError.start(); });
    source.open();
    QTRY_COMPARE(watch.openedCount, 2);
    QVERIFY(sinceError.elapsed() >= 149); // timers that ring early do not count
    QCOMPARE(watch.errors.at(0).reconnectDelay(), 150);
    QCOMPARE(source.effectiveReconnectInterval(), 150);
    QCOMPARE(source.reconnectInterval(), 60000);
}

void tst_Reconnecting::aRetryOfZeroMakesNoHotLoop()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send("retry: 0\n").end());
    SseSource source(server->url());
    const SourceWatch watch(source);
    QElapsedTimer timer;
    timer.start();
    source.open();
    QTRY_COMPARE(watch.errors.size(), 3);
    QVERIFY(timer.elapsed() >= 280);
    const int first = watch.errors.at(0).reconnectDelay();
    QVERIFY2(first >= 100 && first <= 120, qPrintable(QString::number(first)));
    QVERIFY(watch.errors.at(1).reconnectDelay() >= 200);
}

void tst_Reconnecting::closeWhileWaitingStopsIt()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().end());
    SseSource source(server->url());
    setExactDelay(source, 50);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(source.phase(), Phase::WaitingToReconnect);
    source.close();
    QCOMPARE(watch.closed, QList{ CloseReason::Requested });
    // Another source, opened later and reconnecting as often, shows that the time has passed.
    SseSource clock(server->url(QStringLiteral("/")));
    setExactDelay(clock, 50);
    const SourceWatch clockWatch(clock);
    clock.open();
    QTRY_COMPARE(clockWatch.openedCount, 3);
    QCOMPARE(watch.openedCount, 1);
    QCOMPARE(watch.log.join(u','), QStringLiteral("opened,error StreamEnded,closed Requested"));
}

void tst_Reconnecting::closeWhileWaitingFromTheErrorHandler()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().end());
    SseSource source(server->url());
    setExactDelay(source, 1);
    const SourceWatch watch(source);
    connect(&source, &SseSource::errorOccurred, &source, &SseSource::close);
    source.open();
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Requested });
    QCOMPARE(source.phase(), Phase::Idle);
    QCOMPARE(server->requests().size(), 1);
}

void tst_Reconnecting::withoutAutoReconnectAnEndIsAnEnd()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n").end());
    SseSource source(server->url());
    source.setAutoReconnect(false);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.log.join(u','), QStringLiteral("opened,event 1,closed Ended"));
    QVERIFY(source.isActive());
}

void tst_Reconnecting::withoutAutoReconnectALossIsAnError()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n").close());
    SseSource source(server->url());
    source.setAutoReconnect(false);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.log.join(u','),
                 QStringLiteral("opened,event 1,error ConnectionLost,closed Failed"));
    QVERIFY(!watch.errors.at(0).willReconnect());
}

void tst_Reconnecting::attemptsAreCountedInARowAndAnOpenStreamForgivesThem()
{
    const SseTestScript silence = SseTestScript::raw().stall();
    const SseTestScript stream = SseTestScript::eventStream().send("data: 1\n\n").end();
    server->route(QStringLiteral("/"), QList{ silence, stream, silence, stream, silence });
    SseSource source(server->url());
    setExactDelay(source, 1);
    source.setResponseTimeout(50);
    source.setMaximumReconnectAttempts(2);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(watch.openedCount, 2);
    // After the second stream two attempts are left.
    QCOMPARE(watch.log.mid(watch.log.lastIndexOf(QStringLiteral("opened"))).join(u','),
             QStringLiteral(
                 "opened,event 1,error StreamEnded,error ResponseTimeout,error ResponseTimeout,"
                 "closed Failed"));
}

void tst_Reconnecting::noAttemptsIsNoReconnecting()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().end());
    SseSource source(server->url());
    source.setMaximumReconnectAttempts(0);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.log.join(u','), QStringLiteral("opened,closed Ended"));
}

void tst_Reconnecting::changingTheUrlWhileWaitingOpensAtOnce()
{
    server->route(QStringLiteral("/a"), SseTestScript::eventStream().end());
    server->route(QStringLiteral("/b"), SseTestScript::eventStream().stall());
    SseSource source(server->url(QStringLiteral("/a")));
    setExactDelay(source, 60000);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(source.phase(), Phase::WaitingToReconnect);
    source.setUrl(server->url(QStringLiteral("/b")));
    QTRY_COMPARE(watch.openedCount, 2);
}

void tst_Reconnecting::aStatusAfterReconnectingIsFinal()
{
    server->route(
        QStringLiteral("/"),
        QList{ SseTestScript::eventStream().send("data: 1\n\n").end(), SseTestScript::reply(204) });
    SseSource source(server->url());
    setExactDelay(source, 1);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.log.join(u','),
                 QStringLiteral("opened,event 1,error StreamEnded,error UnexpectedStatus,"
                                "closed Failed"));
    QCOMPARE(server->requests().size(), 2);
}

QTEST_GUILESS_MAIN(tst_Reconnecting)
#include "tst_reconnecting.moc"
