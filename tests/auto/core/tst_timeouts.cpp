// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// A source that hangs hangs for no longer than its timeouts, and tells where and why.

#include "sourcewatch.h"
#include "surroundings.h"

#include <SseQt/SseTestServer>

#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtTest/QtTest>

#include <memory>
#include <vector>

using namespace std::chrono_literals;
using Code = SseError::Code;
using CloseReason = SseSource::CloseReason;
using Phase = SseSource::Phase;

class tst_Timeouts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void defaultsAndDurations();
    void eachHasItsCodeAndPhase_data();
    void eachHasItsCodeAndPhase();
    void zeroSwitchesItOff_data();
    void zeroSwitchesItOff();
    void everyByteCountsAgainstIdleness_data();
    void everyByteCountsAgainstIdleness();
    void commentsAreNoEvents();
    void aHandlerThatTakesItsTimeIsNoSilence();
    void afterSilenceTheConnectionIsAFreshOne();
    void aPostThatFallsSilentEnds();
    void aPostWithoutABodyHasTheTimeOfBoth();
    void aRequestWithoutAConnectionSaysSo();
    void aClosedSourceHasNoAlarms();

private:
    std::unique_ptr<Surroundings> world;
    std::unique_ptr<SseTestServer> server;
};

void tst_Timeouts::init()
{
    world = std::make_unique<Surroundings>();
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
}

void tst_Timeouts::defaultsAndDurations()
{
    SseSource source;
    QCOMPARE(source.connectTimeout(), 10000);
    QCOMPARE(source.responseTimeout(), 60000);
    QCOMPARE(source.idleTimeout(), 300000);
    QCOMPARE(source.eventTimeout(), 0);
    QCOMPARE(source.preparationTimeout(), 30000);
    QSignalSpy idle(&source, &SseSource::idleTimeoutChanged);
    QSignalSpy event(&source, &SseSource::eventTimeoutChanged);
    QSignalSpy preparation(&source, &SseSource::preparationTimeoutChanged);
    source.setIdleTimeout(1min);
    source.setEventTimeout(2h);
    source.setPreparationTimeout(5s);
    QCOMPARE(source.idleTimeout(), 60000);
    QCOMPARE(source.idleTimeoutAsDuration(), 1min);
    QCOMPARE(source.eventTimeoutAsDuration(), 2h);
    QCOMPARE(source.preparationTimeoutAsDuration(), 5s);
    source.setIdleTimeout(60000);
    QCOMPARE(idle.count(), 1);
    QCOMPARE(event.count(), 1);
    QCOMPARE(preparation.count(), 1);
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral("idleTimeout cannot be -1")));
    source.setIdleTimeout(-1);
    QCOMPARE(source.idleTimeout(), 60000);
}

void tst_Timeouts::eachHasItsCodeAndPhase_data()
{
    QTest::addColumn<SseTestScript>("script");
    QTest::addColumn<QByteArray>("property");
    QTest::addColumn<Phase>("phase");
    QTest::addColumn<Code>("code");
    QTest::newRow("headers") << SseTestScript::raw().stall() << QByteArray("responseTimeout")
                             << Phase::AwaitingHeaders << Code::ResponseTimeout;
    QTest::newRow("half of the headers")
        << SseTestScript::raw().sendRaw("HTTP/1.1 200 OK\r\n").stall()
        << QByteArray("responseTimeout") << Phase::AwaitingHeaders << Code::ResponseTimeout;
    QTest::newRow("bytes") << SseTestScript::eventStream().stall() << QByteArray("idleTimeout")
                           << Phase::Streaming << Code::IdleTimeout;
    QTest::newRow("events") << SseTestScript::eventStream().stall() << QByteArray("eventTimeout")
                            << Phase::Streaming << Code::EventTimeout;
}

void tst_Timeouts::eachHasItsCodeAndPhase()
{
    QFETCH(SseTestScript, script);
    QFETCH(QByteArray, property);
    QFETCH(Phase, phase);
    QFETCH(Code, code);
    server->route(QStringLiteral("/"), script);
    SseSource source(server->url());
    world->give(source);
    QVERIFY(source.setProperty(property.constData(), 7000));
    const SourceWatch watch(source);
    source.open();
    QVERIFY(reaches(source, phase));
    world->clock.advance(6999);
    QVERIFY(watch.errors.isEmpty());
    world->clock.advance(1);
    QCOMPARE(watch.errors.size(), 1);
    const SseError error = watch.errors.at(0);
    QCOMPARE(error.code(), code);
    QCOMPARE(int(error.phase()), int(phase));
    QVERIFY2(error.message().contains(QStringLiteral("7000 ms")), qPrintable(error.message()));
    QVERIFY(error.willReconnect());
    QCOMPARE(error.httpStatus(), phase == Phase::Streaming ? 200 : 0);
    QTRY_COMPARE(server->openConnectionCount(), 0);
}

void tst_Timeouts::zeroSwitchesItOff_data()
{
    eachHasItsCodeAndPhase_data();
}

void tst_Timeouts::zeroSwitchesItOff()
{
    QFETCH(SseTestScript, script);
    QFETCH(Phase, phase);
    server->route(QStringLiteral("/"), script);
    SseSource source(server->url());
    world->give(source);
    for (const char *const other : { "responseTimeout", "idleTimeout", "eventTimeout" })
        QVERIFY(source.setProperty(other, 0));
    const SourceWatch watch(source);
    source.open();
    QVERIFY(reaches(source, phase));
    world->clock.advance(7 * 24 * 3600 * 1000);
    QVERIFY(watch.errors.isEmpty());
    QCOMPARE(source.phase(), phase);
}

void tst_Timeouts::everyByteCountsAgainstIdleness_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("an event") << QByteArray("data: 1\n\n");
    QTest::newRow("a comment") << QByteArray(":\n");
    QTest::newRow("a blank line") << QByteArray("\n");
    QTest::newRow("half a line") << QByteArray("d");
}

void tst_Timeouts::everyByteCountsAgainstIdleness()
{
    QFETCH(QByteArray, bytes);
    server->route(QStringLiteral("/"), SseTestScript::eventStream().stall());
    SseSource source(server->url());
    world->give(source);
    const SourceWatch watch(source);
    source.open();
    QVERIFY(reaches(source, Phase::Streaming));
    for (int i = 1; i <= 5; ++i) {
        world->clock.advance(299999);
        QCOMPARE(source.phase(), Phase::Streaming);
        server->sendToAll(bytes);
        QTRY_COMPARE(source.statistics().bytes, double(i * bytes.size()));
    }
    world->clock.advance(300000);
    QCOMPARE(watch.errors.size(), 1);
    QCOMPARE(watch.errors.at(0).code(), Code::IdleTimeout);
}

void tst_Timeouts::commentsAreNoEvents()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().stall());
    SseSource source(server->url());
    world->give(source);
    source.setEventTimeout(10000);
    const SourceWatch watch(source);
    source.open();
    QVERIFY(reaches(source, Phase::Streaming));
    world->clock.advance(9000);
    server->sendToAll("data: 1\n\n");
    QTRY_COMPARE(watch.events.size(), 1);
    world->clock.advance(9000);
    server->sendToAll(":\n\n");
    QTRY_COMPARE(source.statistics().comments, 1.0);
    QVERIFY(watch.errors.isEmpty());
    world->clock.advance(1000);
    QCOMPARE(watch.errors.size(), 1);
    QCOMPARE(watch.errors.at(0).code(), Code::EventTimeout);
}

void tst_Timeouts::aHandlerThatTakesItsTimeIsNoSilence()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n").stall());
    SseSource source(server->url());
    world->give(source);
    source.setEventTimeout(200000);
    const SourceWatch watch(source);
    bool isAsked = false;
    connect(&source, &SseSource::eventReceived, this, [&] {
        if (std::exchange(isAsked, true))
            return;
        // A dialog stands open for an hour, while the server goes on.
        server->sendToAll("data: 2\n\n");
        QTRY_COMPARE(server->openConnectionCount(), 1);
        for (int i = 0; i < 60; ++i) {
            world->clock.advance(60000);
            QCoreApplication::processEvents();
        }
    });
    source.open();
    QTRY_COMPARE(watch.data(), (QStringList{ QStringLiteral("1"), QStringLiteral("2") }));
    QVERIFY(watch.errors.isEmpty());
    world->clock.advance(200000);
    QCOMPARE(watch.errors.size(), 1);
    QCOMPARE(watch.errors.at(0).code(), Code::EventTimeout);
}

void tst_Timeouts::afterSilenceTheConnectionIsAFreshOne()
{
    // The first stream ends in good order, and leaves its connection to the second.
    server->route(QStringLiteral("/"),
                  QList{ SseTestScript::eventStream().send("data: 1\n\n").end(),
                         SseTestScript::eventStream().send("data: 2\n\n").stall() });
    SseSource source(server->url());
    world->give(source);
    SseReconnectPolicy policy;
    policy.setCleanEnd(SseReconnectPolicy::CleanEnd::ReconnectAtOnce);
    source.setReconnectPolicy(policy);
    const SourceWatch watch(source);
    source.open();
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
    world->clock.advance(0);
    QVERIFY(waitsFor(&source, &SseSource::eventReceived));
    QCOMPARE(server->requests().at(1).connection, server->requests().at(0).connection);
    world->clock.advance(300000);
    QCOMPARE(watch.errors.constLast().code(), Code::IdleTimeout);
    world->clock.advance(source.nextReconnectIn());
    QVERIFY(waitsFor(&source, &SseSource::eventReceived));
    QVERIFY(server->requests().at(2).connection != server->requests().at(1).connection);
}

void tst_Timeouts::aPostThatFallsSilentEnds()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n").stall());
    SseSource source(server->url());
    world->give(source);
    source.setMethod(QStringLiteral("POST"));
    source.setBody("x");
    const SourceWatch watch(source);
    source.open();
    QVERIFY(waitsFor(&source, &SseSource::eventReceived));
    world->clock.advance(300000);
    QCOMPARE(watch.log.join(u','),
             QStringLiteral("opened,event 1,error IdleTimeout,closed Failed"));
}

void tst_Timeouts::aPostWithoutABodyHasTheTimeOfBoth()
{
    server->route(QStringLiteral("/"), SseTestScript::raw().stall());
    SseSource source(server->url());
    world->give(source);
    source.setMethod(QStringLiteral("POST"));
    const SourceWatch watch(source);
    source.open();
    QVERIFY(reaches(source, Phase::AwaitingHeaders));
    QTRY_COMPARE(server->requests().size(), 1);
    world->clock.advance(69999);
    QVERIFY(watch.errors.isEmpty());
    world->clock.advance(1);
    QCOMPARE(watch.log.join(u','), QStringLiteral("error ResponseTimeout,closed Failed"));
    QCOMPARE(watch.errors.at(0).phase(), SseError::Phase::AwaitingHeaders);
    // Without one of them the other still holds for what it can.
    source.setConnectTimeout(0);
    source.open();
    QVERIFY(reaches(source, Phase::AwaitingHeaders));
    world->clock.advance(59999);
    QCOMPARE(source.phase(), Phase::AwaitingHeaders);
    world->clock.advance(1);
    QCOMPARE(watch.errors.constLast().code(), Code::ResponseTimeout);
    source.setConnectTimeout(10000);
    source.setResponseTimeout(0);
    source.open();
    QVERIFY(reaches(source, Phase::AwaitingHeaders));
    world->clock.advance(3600000);
    QCOMPARE(source.phase(), Phase::AwaitingHeaders);
}

void tst_Timeouts::aRequestWithoutAConnectionSaysSo()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().stall());
    QNetworkAccessManager manager;
    std::vector<std::unique_ptr<SseSource>> sources;
    for (int i = 0; i < 6; ++i) { // as many as a manager has for a host
        sources.push_back(std::make_unique<SseSource>(server->url()));
        world->give(*sources.back());
        sources.back()->setIdleTimeout(0);
        sources.back()->setNetworkAccessManager(&manager);
        sources.back()->open();
    }
    for (const auto &source : sources)
        QVERIFY(reaches(*source, Phase::Streaming));

    SseSource seventh(server->url());
    world->give(seventh);
    seventh.setNetworkAccessManager(&manager);
    const SourceWatch watch(seventh);
    seventh.open();
    QCOMPARE(seventh.phase(), Phase::Dialing);
    // Another, with connections of its own, shows that there was time enough.
    SseSource other(server->url());
    other.open();
    QVERIFY(reaches(other, Phase::Streaming));
    QCOMPARE(seventh.phase(), Phase::Dialing);
    world->clock.advance(10000);
    QCOMPARE(watch.errors.size(), 1);
    QCOMPARE(watch.errors.at(0).code(), Code::ConnectTimeout);
    QCOMPARE(watch.errors.at(0).phase(), SseError::Phase::Dialing);
    QVERIFY2(watch.errors.at(0).message().contains(QStringLiteral("got no connection")),
             qPrintable(watch.errors.at(0).message()));
}

void tst_Timeouts::aClosedSourceHasNoAlarms()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n").stall());
    SseSource source(server->url());
    world->give(source);
    const SourceWatch watch(source);
    source.open();
    QVERIFY(waitsFor(&source, &SseSource::eventReceived));
    source.close();
    world->clock.advance(24 * 3600 * 1000);
    QCoreApplication::processEvents();
    QCOMPARE(watch.log.join(u','), QStringLiteral("opened,event 1,closed Requested"));
    QCOMPARE(source.phase(), Phase::Idle);
}

QTEST_GUILESS_MAIN(tst_Timeouts)
#include "tst_timeouts.moc"
