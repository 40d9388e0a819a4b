// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Sources on a machine that goes offline, and that sleeps.

#include "sourcewatch.h"
#include "surroundings.h"

#include <SseQt/SseTestServer>

#include <QtCore/qscopeguard.h>
#include <QtCore/qthread.h>
#include <QtNetwork/qnetworkinformation.h>
#include <QtNetwork/qnetworkproxy.h>
#include <QtTest/QtTest>

#include <memory>

using Code = SseError::Code;
using CloseReason = SseSource::CloseReason;
using Phase = SseSource::Phase;

class tst_Waiting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void offlineWaitsAndOnlineConnectsAtOnce();
    void onlineBeforeTheTimeConnectsAtOnce();
    void onlineDoesNotOverruleTheServer();
    void handlersThatReconnectLeaveNothingStale();
    void offlineBurnsNoAttempts();
    void anAnswerIsBelievedMoreThanTheBackend();
    void noAttemptsIsNone();
    void offlineIsTriedOnceAMinute();
    void offlineCountsAgainstTheWholeTime();
    void offlineDoesNotConcernLoopback_data();
    void offlineDoesNotConcernLoopback();
    void goingOfflineLeavesAStreamAlone();
    void closingWhileOffline();
    void theSystemsReachabilityIsFollowed();
    void aSleepReplacesTheStream();
    void aSleepEndsTheWaiting();
    void aSleepLeavesAPostAlone();
    void aClockSetBackOrALittleChangesNothing();

private:
    // A host beyond the machine, which there will never be (RFC 6761).
    QUrl remoteUrl() const { return QUrl(QStringLiteral("http://sseqt.invalid/")); }

    std::unique_ptr<Surroundings> world;
    std::unique_ptr<SseTestServer> server;
};

namespace {

SseReconnectPolicy exactPolicy()
{
    SseReconnectPolicy policy;
    policy.setJitter(0);
    return policy;
}

} // namespace

void tst_Waiting::init()
{
    world = std::make_unique<Surroundings>();
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
}

void tst_Waiting::offlineWaitsAndOnlineConnectsAtOnce()
{
    SseSource source(remoteUrl());
    world->give(source);
    source.setReconnectPolicy(exactPolicy());
    const SourceWatch watch(source);
    QSignalSpy waits(&source, &SseSource::waitsForNetworkChanged);
    source.open();
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
    QCOMPARE(watch.errors.at(0).code(), Code::ConnectionFailed);
    world->reachability.setOnline(false);
    QVERIFY(!source.waitsForNetwork()); // its time has not come
    world->clock.advance(3000);
    QVERIFY(source.waitsForNetwork());
    QCOMPARE(source.phase(), Phase::WaitingToReconnect);
    QCOMPARE(source.nextReconnectIn(), -1);
    world->clock.advance(50000);
    QCOMPARE(source.phase(), Phase::WaitingToReconnect);
    world->reachability.setOnline(true);
    QCOMPARE(source.phase(), Phase::Dialing);
    QVERIFY(!source.waitsForNetwork());
    QCOMPARE(waits.count(), 2);
}

void tst_Waiting::onlineBeforeTheTimeConnectsAtOnce()
{
    SseSource source(remoteUrl());
    world->give(source);
    world->reachability.setOnline(false);
    source.open(); // a first attempt is made in any case: it says what is wrong
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
    QVERIFY(!source.waitsForNetwork());
    world->reachability.setOnline(true);
    QCOMPARE(source.phase(), Phase::Dialing);
}

void tst_Waiting::onlineDoesNotOverruleTheServer()
{
    // A server that answers, and that is not on this machine to look at.
    QNetworkProxyFactory::setUseSystemConfiguration(false);
    QNetworkProxy::setApplicationProxy(
        QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), server->port()));
    const auto reset = qScopeGuard(
        [] { QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::NoProxy)); });
    server->route(QStringLiteral("/"), [](SseTestExchange *exchange) {
        exchange->reply(503, {}, "text/plain", { { "Retry-After", "300" } });
    });
    SseSource source(remoteUrl());
    world->give(source);
    source.setReconnectPolicy(SseReconnectPolicy::resilient());
    source.open();
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
    QVERIFY(source.nextReconnectIn() >= 300000);
    world->reachability.setOnline(false);
    world->reachability.setOnline(true);
    QCOMPARE(source.phase(), Phase::WaitingToReconnect);
    // What is slept is waited.
    world->clock.sleep(100000);
    world->clock.advance(10000);
    QCOMPARE(source.phase(), Phase::WaitingToReconnect);
    const int left = source.nextReconnectIn();
    QVERIFY2(left >= 190000 && left <= 250000, qPrintable(QString::number(left)));
}

void tst_Waiting::handlersThatReconnectLeaveNothingStale()
{
    SseSource source(remoteUrl());
    world->give(source);
    world->reachability.setOnline(false);
    int left = 0;
    bool waits = false;
    connect(&source, &SseSource::nextReconnectInChanged, this, [&](int value) { left = value; });
    connect(&source, &SseSource::waitsForNetworkChanged, this, [&](bool value) { waits = value; });
    source.open();
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
    QTRY_VERIFY(left > 0);
    world->clock.advance(5000);
    QVERIFY(waits);
    bool isDone = false;
    connect(&source, &SseSource::phaseChanged, this, [&] {
        if (!std::exchange(isDone, true))
            source.reconnectNow(); // from Dialing to Dialing
    });
    world->reachability.setOnline(true);
    QCOMPARE(source.phase(), Phase::Dialing);
    QVERIFY(!waits);
    QVERIFY(!source.waitsForNetwork());
    QCOMPARE(left, -1);
}

void tst_Waiting::offlineBurnsNoAttempts()
{
    SseSource source(remoteUrl());
    world->give(source);
    SseReconnectPolicy policy = exactPolicy();
    policy.setMaximumAttempts(1);
    source.setReconnectPolicy(policy);
    world->reachability.setOnline(false);
    const SourceWatch watch(source);
    source.open();
    for (int i = 1; i <= 5; ++i) {
        QTRY_COMPARE(watch.errors.size(), i);
        QCOMPARE(source.reconnectAttempt(), 0);
        QVERIFY(watch.errors.constLast().willReconnect());
        world->clock.advance(3000);
        QVERIFY(source.waitsForNetwork());
        world->clock.advance(60000);
    }
    world->reachability.setOnline(true);
    QTRY_COMPARE(source.reconnectAttempt(), 1);
    world->clock.advance(3000);
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
}

void tst_Waiting::anAnswerIsBelievedMoreThanTheBackend()
{
    QNetworkProxy::setApplicationProxy(
        QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), server->port()));
    const auto reset = qScopeGuard(
        [] { QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::NoProxy)); });
    server->route(QStringLiteral("/"),
                  QList{ SseTestScript::reply(503).header("Retry-After", "300"),
                         SseTestScript::eventStream().send("data: 1\n\n").end() });
    SseSource source(remoteUrl());
    world->give(source);
    source.setReconnectPolicy(SseReconnectPolicy::resilient());
    world->reachability.setOnline(false);
    source.open();
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
    QCOMPARE(source.reconnectAttempt(), 1);
    QVERIFY(source.nextReconnectIn() >= 300000);
    for (int i = 0; i < 3; ++i) {
        world->clock.advance(source.nextReconnectIn());
        QVERIFY(!source.waitsForNetwork());
        QVERIFY(waitsFor(&source, &SseSource::eventReceived));
        QVERIFY(reaches(source, Phase::WaitingToReconnect));
    }
}

void tst_Waiting::noAttemptsIsNone()
{
    SseSource source(remoteUrl());
    world->give(source);
    source.setMaximumReconnectAttempts(0);
    world->reachability.setOnline(false);
    source.open();
    QVERIFY(waitsFor(&source, &SseSource::closed));

    server->route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n").stall());
    source.open(server->url());
    QVERIFY(waitsFor(&source, &SseSource::eventReceived));
    world->clock.sleep(3600000);
    world->clock.advance(10000);
    QCOMPARE(source.phase(), Phase::Streaming);
}

void tst_Waiting::offlineIsTriedOnceAMinute()
{
    SseSource source(remoteUrl());
    world->give(source);
    world->reachability.setOnline(false);
    source.open();
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
    world->clock.advance(3000);
    QVERIFY(source.waitsForNetwork());
    world->clock.advance(59999);
    QCOMPARE(source.phase(), Phase::WaitingToReconnect);
    world->clock.advance(1);
    QCOMPARE(source.phase(), Phase::Dialing);
}

void tst_Waiting::offlineCountsAgainstTheWholeTime()
{
    SseSource source(remoteUrl());
    world->give(source);
    SseReconnectPolicy policy = exactPolicy();
    policy.setMaximumTime(20000);
    source.setReconnectPolicy(policy);
    world->reachability.setOnline(false);
    const SourceWatch watch(source);
    source.open();
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
    world->clock.advance(19999);
    QVERIFY(source.waitsForNetwork());
    world->clock.advance(1);
    QCOMPARE(watch.closed, QList{ CloseReason::Failed });
    QVERIFY(!source.waitsForNetwork());
    QVERIFY(!watch.errors.constLast().willReconnect());
    QCOMPARE(watch.errors.constLast().code(), Code::ConnectionFailed);
}

void tst_Waiting::offlineDoesNotConcernLoopback_data()
{
    QTest::addColumn<QString>("host");
    for (const char *const host : { "127.0.0.1", "127.9.9.9", "::1", "localhost", "a.localhost" })
        QTest::newRow(host) << QString::fromLatin1(host);
}

void tst_Waiting::offlineDoesNotConcernLoopback()
{
    QFETCH(QString, host);
    QUrl url(QStringLiteral("http://x:1/")); // a port that nobody listens on
    url.setHost(host);
    SseSource source(url);
    world->give(source);
    source.setReconnectPolicy(exactPolicy());
    world->reachability.setOnline(false);
    source.open();
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
    world->clock.advance(3000);
    QCOMPARE(source.phase(), Phase::Dialing);
    QCOMPARE(source.reconnectAttempt(), 1);
}

void tst_Waiting::goingOfflineLeavesAStreamAlone()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n").stall());
    SseSource source(server->url());
    world->give(source);
    source.open();
    QVERIFY(reaches(source, Phase::Streaming));
    world->reachability.setOnline(false);
    world->reachability.setOnline(true);
    QCOMPARE(source.phase(), Phase::Streaming);
}

void tst_Waiting::closingWhileOffline()
{
    SseSource source(remoteUrl());
    world->give(source);
    world->reachability.setOnline(false);
    const SourceWatch watch(source);
    source.open();
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
    world->clock.advance(10000);
    QVERIFY(source.waitsForNetwork());
    source.close();
    QVERIFY(!source.waitsForNetwork());
    world->reachability.setOnline(true);
    world->clock.advance(3600000);
    QCOMPARE(source.phase(), Phase::Idle);
    QCOMPARE(watch.closed, QList{ CloseReason::Requested });
}

void tst_Waiting::theSystemsReachabilityIsFollowed()
{
    SseReachability *const system = SseReachability::system();
    QCOMPARE(SseReachability::system(), system);
    const QNetworkInformation *const information = QNetworkInformation::instance();
    if (!information)
        QSKIP("QNetworkInformation has no backend here");
    QCOMPARE(system->isOnline(),
             information->reachability() != QNetworkInformation::Reachability::Disconnected);

    // From another thread too, and a source there hears of changes in its own.
    const std::unique_ptr<QThread> thread(QThread::create([this] {
        SseReachability there;
        SseSource source(remoteUrl());
        SseEnvironment environment;
        environment.clock = &world->clock;
        environment.reachability = &there;
        SseEnvironment::give(source, environment);
        source.open();
        QVERIFY(reaches(source, Phase::WaitingToReconnect));
        std::unique_ptr<QThread> third(QThread::create([&there] {
            there.setOnline(false);
            there.setOnline(true);
        }));
        third->start();
        QVERIFY(third->wait());
        QCOMPARE(source.phase(), Phase::WaitingToReconnect);
        QVERIFY(reaches(source, Phase::Dialing));
    }));
    thread->start();
    QTRY_VERIFY(thread->isFinished());
}

void tst_Waiting::aSleepReplacesTheStream()
{
    server->route(QStringLiteral("/"),
                  SseTestScript::eventStream().send("id: 3\ndata: 1\n\n").stall());
    SseSource source(server->url());
    world->give(source);
    const SourceWatch watch(source);
    source.open();
    QVERIFY(waitsFor(&source, &SseSource::eventReceived));
    world->clock.advance(25000);
    world->clock.sleep(8 * 3600 * 1000);
    world->clock.advance(10000);
    QCOMPARE(watch.log.join(u','), QStringLiteral("opened,event 1,error Suspended"));
    QVERIFY(watch.errors.at(0).willReconnect());
    QCOMPARE(watch.errors.at(0).reconnectDelay(), 0);
    QCOMPARE(watch.errors.at(0).phase(), SseError::Phase::Streaming);
    QCOMPARE(source.reconnectAttempt(), 0);
    world->clock.advance(0);
    QVERIFY(waitsFor(&source, &SseSource::eventReceived));
    QCOMPARE(server->requests().at(1).header("Last-Event-ID"), "3");
    QVERIFY(server->requests().at(1).connection != server->requests().at(0).connection);
}

void tst_Waiting::aSleepEndsTheWaiting()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().end());
    SseSource source(server->url());
    world->give(source);
    source.setReconnectInterval(3600000);
    source.open();
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
    world->clock.sleep(2 * 3600 * 1000);
    world->clock.advance(10000);
    QCOMPARE(source.phase(), Phase::Dialing);
}

void tst_Waiting::aSleepLeavesAPostAlone()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n").stall());
    SseSource source(server->url());
    world->give(source);
    source.setMethod(QStringLiteral("POST"));
    source.open();
    QVERIFY(waitsFor(&source, &SseSource::eventReceived));
    world->clock.sleep(3600000);
    world->clock.advance(10000);
    QCOMPARE(source.phase(), Phase::Streaming);
}

void tst_Waiting::aClockSetBackOrALittleChangesNothing()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n").stall());
    SseSource source(server->url());
    world->give(source);
    const SourceWatch watch(source);
    source.open();
    QVERIFY(waitsFor(&source, &SseSource::eventReceived));
    for (const qint64 step : { -3600000, 9000, -5, 9999 }) {
        world->clock.sleep(step);
        world->clock.advance(10000);
    }
    QVERIFY(watch.errors.isEmpty());
    QCOMPARE(source.phase(), Phase::Streaming);
}

QTEST_GUILESS_MAIN(tst_Waiting)
#include "tst_waiting.moc"
