// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Attempts that are changed, put off and given up before they are made.

#include "sourcewatch.h"
#include "surroundings.h"

#include <SseQt/SseTestServer>

#include <QtTest/QtTest>

#include <memory>
#include <optional>

using Code = SseError::Code;
using CloseReason = SseSource::CloseReason;
using Phase = SseSource::Phase;

class tst_Attempts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyAttemptIsOffered();
    void changesHoldForOneAttempt();
    void handlerAndSignalMayBothChangeIt();
    void aHeldAttemptWaits();
    void proceedingInTheHandlerIsAsGoodAsNotHolding();
    void aHeldAttemptTimesOut();
    void aHeldAttemptMayBeGivenUp();
    void givingUpInTheHandler();
    void handlesOutliveWhatTheyStandFor();
    void anEmptyHandleDoesNothing();
    void handlersMayDoAnything_data();
    void handlersMayDoAnything();
    void changingTheSourceInTheHookHoldsForTheAttempt();
    void changingTheSourceWhileHeldHoldsForTheAttempt();
    void thePlaceMayBeSetInTheHook();
    void everyRepetitionHasANumber();
    void badInputIsRefused_data();
    void badInputIsRefused();
    void anotherOriginGetsNoneOfTheHeaders();
    void unauthorizedIsFinalByDefault();
    void unauthorizedIsRefreshedOnce_data();
    void unauthorizedIsRefreshedOnce();
    void aSecondUnauthorizedIsFinal();
    void unauthorizedIsForgivenAfterAStream();
    void aPostWithAnIdempotencyKey();

private:
    std::unique_ptr<Surroundings> world;
    std::unique_ptr<SseTestServer> server;
};

void tst_Attempts::init()
{
    world = std::make_unique<Surroundings>();
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n").stall());
}

void tst_Attempts::everyAttemptIsOffered()
{
    server->route(QStringLiteral("/"),
                  QList{ SseTestScript::reply(503),
                         SseTestScript::eventStream().send("id: 7\ndata: 1\n\n").end(),
                         SseTestScript::eventStream().stall() });
    SseSource source(server->url());
    world->give(source);
    source.setReconnectPolicy(SseReconnectPolicy::resilient());
    QStringList offers;
    connect(&source, &SseSource::aboutToConnect, this, [&](const SsePendingAttempt &attempt) {
        QVERIFY(attempt.isPending());
        QCOMPARE(source.phase(), Phase::Dialing);
        offers.append(QStringLiteral("%1 %2 %3 %4")
                          .arg(QString::number(attempt.number()), attempt.url().path(),
                               attempt.lastEventId(),
                               SourceWatch::codeName(attempt.previousError())));
    });
    source.open();
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
    world->clock.advance(10000);
    QVERIFY(waitsFor(&source, &SseSource::eventReceived));
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
    world->clock.advance(10000);
    QVERIFY(reaches(source, Phase::Streaming));
    QCOMPARE(offers,
             (QStringList{ QStringLiteral("0 /  NoError"), QStringLiteral("1 /  UnexpectedStatus"),
                           QStringLiteral("2 / 7 StreamEnded") }));
    // Opened anew, nothing lies behind it.
    source.close();
    source.open();
    QCOMPARE(offers.constLast(), QStringLiteral("0 / 7 NoError"));
}

void tst_Attempts::changesHoldForOneAttempt()
{
    const SseTestScript once = SseTestScript::eventStream().send("data: 1\n\n").end();
    server->route(QStringLiteral("/"), once);
    server->route(QStringLiteral("/elsewhere"), once);
    SseSource source(server->url());
    world->give(source);
    source.setHeaders({ { "X-Kept", "kept" }, { "X-Token", "old" }, { "X-Gone", "gone" } });
    int count = 0;
    source.setAttemptHandler([&](const SsePendingAttempt &attempt) {
        if (++count > 1)
            return;
        attempt.setUrl(server->url(QStringLiteral("/elsewhere")));
        attempt.setHeader("x-token", "new");
        attempt.setHeader("X-Gone", QByteArray());
        attempt.setHeader(QStringLiteral("X-Text"), QStringLiteral("v"));
    });
    source.open();
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
    world->clock.advance(10000);
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
    QCOMPARE(server->requests().at(0).path, QStringLiteral("/elsewhere"));
    QCOMPARE(server->requests().at(0).header("X-Kept"), "kept");
    QCOMPARE(server->requests().at(0).headerValues("X-Token"), QList<QByteArray>{ "new" });
    QCOMPARE(server->requests().at(0).header("X-Text"), "v");
    QVERIFY(server->requests().at(0).header("X-Gone").isNull());
    QCOMPARE(server->requests().at(1).path, QStringLiteral("/"));
    QCOMPARE(server->requests().at(1).header("X-Token"), "old");
    QCOMPARE(server->requests().at(1).header("X-Gone"), "gone");
    QCOMPARE(source.url(), server->url());
}

void tst_Attempts::handlerAndSignalMayBothChangeIt()
{
    SseSource source(server->url());
    source.setAttemptHandler([](const SsePendingAttempt &attempt) {
        attempt.setHeader("X-A", "handler");
        attempt.setHeader("X-B", "handler");
    });
    connect(&source, &SseSource::aboutToConnect, this,
            [](const SsePendingAttempt &attempt) { attempt.setHeader("X-B", "signal"); });
    source.open();
    QVERIFY(reaches(source, Phase::Streaming));
    QCOMPARE(server->requests().at(0).header("X-A"), "handler");
    QCOMPARE(server->requests().at(0).header("X-B"), "signal");
    source.setAttemptHandler({});
    source.reconnectNow();
    QVERIFY(reaches(source, Phase::Streaming));
    QVERIFY(server->requests().at(1).header("X-A").isNull());
}

void tst_Attempts::aHeldAttemptWaits()
{
    SseSource source(server->url());
    world->give(source);
    std::optional<SsePendingAttempt> held;
    source.setAttemptHandler([&](const SsePendingAttempt &attempt) {
        attempt.hold();
        held = attempt;
    });
    const SourceWatch watch(source);
    source.open();
    QCOMPARE(source.phase(), Phase::Dialing);
    QVERIFY(held && held->isPending());
    world->clock.advance(29999);
    QCOMPARE(source.phase(), Phase::Dialing);
    QCOMPARE(server->connectionCount(), 0);
    held->setHeader("Authorization", "Bearer fresh");
    held->proceed();
    QVERIFY(!held->isPending());
    QVERIFY(reaches(source, Phase::Streaming));
    QCOMPARE(server->requests().at(0).header("Authorization"), "Bearer fresh");
    world->clock.advance(60000); // its own timeout rings no more
    QVERIFY(watch.errors.isEmpty());
    held->proceed();
    held->fail(QStringLiteral("too late"));
    QVERIFY(watch.errors.isEmpty());
    QCOMPARE(server->requests().size(), 1);
}

void tst_Attempts::proceedingInTheHandlerIsAsGoodAsNotHolding()
{
    SseSource source(server->url());
    source.setAttemptHandler([](const SsePendingAttempt &attempt) {
        attempt.hold();
        attempt.proceed();
    });
    int offered = 0;
    connect(&source, &SseSource::aboutToConnect, this, [&] { ++offered; });
    source.open();
    QVERIFY(reaches(source, Phase::Streaming));
    QCOMPARE(offered, 1);
    QCOMPARE(server->requests().size(), 1);
}

void tst_Attempts::aHeldAttemptTimesOut()
{
    SseSource source(server->url());
    world->give(source);
    source.setPreparationTimeout(5000);
    source.setAttemptHandler([](const SsePendingAttempt &attempt) { attempt.hold(); });
    const SourceWatch watch(source);
    source.open();
    world->clock.advance(4999);
    QVERIFY(watch.errors.isEmpty());
    world->clock.advance(1);
    QCOMPARE(watch.errors.size(), 1);
    QCOMPARE(watch.errors.at(0).code(), Code::PreparationTimeout);
    QCOMPARE(watch.errors.at(0).phase(), SseError::Phase::Dialing);
    QVERIFY(watch.errors.at(0).willReconnect());
    // 0 waits for as long as it takes.
    source.setPreparationTimeout(0);
    source.reconnectNow();
    world->clock.advance(24 * 3600 * 1000);
    QCOMPARE(source.phase(), Phase::Dialing);
}

void tst_Attempts::aHeldAttemptMayBeGivenUp()
{
    SseSource source(server->url());
    std::optional<SsePendingAttempt> held;
    source.setAttemptHandler([&](const SsePendingAttempt &attempt) {
        attempt.hold();
        held = attempt;
    });
    const SourceWatch watch(source);
    source.open();
    held->fail(QStringLiteral("No token could be had."));
    QCOMPARE(watch.log.join(u','), QStringLiteral("error PreparationFailed,closed Failed"));
    QCOMPARE(watch.errors.at(0).message(), QStringLiteral("No token could be had."));
    QCOMPARE(server->connectionCount(), 0);
}

void tst_Attempts::givingUpInTheHandler()
{
    SseSource source(server->url());
    source.setAttemptHandler(
        [&](const SsePendingAttempt &attempt) { attempt.fail(QStringLiteral("no")); });
    int offered = 0;
    connect(&source, &SseSource::aboutToConnect, this, [&] { ++offered; });
    const SourceWatch watch(source);
    source.open();
    QCOMPARE(watch.log.join(u','), QStringLiteral("error PreparationFailed,closed Failed"));
    QCOMPARE(offered, 0);
}

void tst_Attempts::handlesOutliveWhatTheyStandFor()
{
    QList<SsePendingAttempt> handles;
    {
        SseSource source(server->url());
        source.setAttemptHandler([&](const SsePendingAttempt &attempt) {
            attempt.hold();
            handles.append(attempt);
        });
        source.open();
        source.close();
        QVERIFY(!handles.at(0).isPending());
        source.open();
        source.reconnectNow();
        QVERIFY(!handles.at(1).isPending());
        QVERIFY(handles.at(2).isPending());
    }
    for (const SsePendingAttempt &handle : std::as_const(handles)) {
        QVERIFY(!handle.isPending());
        handle.setHeader("a", "b");
        handle.setUrl(QUrl());
        handle.hold();
        handle.proceed();
        handle.fail(QStringLiteral("x"));
    }
    QCOMPARE(server->connectionCount(), 0);
}

void tst_Attempts::anEmptyHandleDoesNothing()
{
    SsePendingAttempt handle;
    SsePendingAttempt other(std::move(handle));
    handle = std::move(other);
    for (const SsePendingAttempt &each : { handle, other }) {
        QVERIFY(!each.isPending());
        each.hold();
        each.proceed();
        each.fail({});
        QVERIFY(each.url().isEmpty());
    }
}

void tst_Attempts::handlersMayDoAnything_data()
{
    QTest::addColumn<bool>("inSignal");
    QTest::addColumn<QString>("deed");
    QTest::addColumn<QString>("log");
    for (const bool inSignal : { false, true }) {
        const auto row = [&](const char *deed, const char *log) {
            QTest::addRow("%s, %s", deed, inSignal ? "signal" : "handler")
                << inSignal << QString::fromLatin1(deed) << QString::fromLatin1(log);
        };
        row("close", "closed Requested");
        row("delete", "");
        row("open another", "opened,event 1");
        row("change the url", "opened,event 1");
        row("remove the handler", "opened,event 1");
        row("reconnectNow", "opened,event 1");
    }
}

void tst_Attempts::handlersMayDoAnything()
{
    QFETCH(bool, inSignal);
    QFETCH(QString, deed);
    QFETCH(QString, log);
    server->route(QStringLiteral("/other"),
                  SseTestScript::eventStream().send("data: 1\n\n").stall());
    auto *const source = new SseSource(server->url());
    const QPointer<SseSource> guard(source);
    const SourceWatch watch(*source);
    bool isDone = false;
    const auto handler = [&] {
        if (std::exchange(isDone, true))
            return;
        if (deed == QLatin1String("close"))
            source->close();
        else if (deed == QLatin1String("delete"))
            delete source;
        else if (deed == QLatin1String("open another"))
            source->open(server->url(QStringLiteral("/other")));
        else if (deed == QLatin1String("change the url"))
            source->setUrl(server->url(QStringLiteral("/other")));
        else if (deed == QLatin1String("remove the handler"))
            source->setAttemptHandler({});
        else
            source->reconnectNow();
    };
    if (inSignal)
        connect(source, &SseSource::aboutToConnect, this, handler);
    else
        source->setAttemptHandler([&](const SsePendingAttempt &) { handler(); });
    source->open();
    if (log.contains(u'e') && guard)
        QTRY_COMPARE(watch.log.join(u','), log);
    QTRY_COMPARE(watch.log.join(u','), log);
    if (guard) {
        QTRY_VERIFY(server->openConnectionCount() <= 1);
        delete source;
    }
}

void tst_Attempts::changingTheSourceInTheHookHoldsForTheAttempt()
{
    SseSource source(server->url());
    int calls = 0;
    source.setAttemptHandler([&](const SsePendingAttempt &) {
        source.setHeader("X-Call", QByteArray::number(++calls));
    });
    source.open();
    QVERIFY(waitsFor(&source, &SseSource::eventReceived));
    QCoreApplication::processEvents();
    QCOMPARE(calls, 1);
    QCOMPARE(server->requests().size(), 1);
    QCOMPARE(server->requests().at(0).header("X-Call"), "1");

    // And one that is given up stays so.
    source.close();
    source.setAttemptHandler([&](const SsePendingAttempt &attempt) {
        source.setHeader("X-Call", QByteArray::number(++calls));
        attempt.fail(QStringLiteral("no"));
    });
    QSignalSpy closed(&source, &SseSource::closed);
    source.open();
    QCoreApplication::processEvents(); // the turn in which it would be opened anew
    QCOMPARE(closed.count(), 1);
    QCOMPARE(source.phase(), Phase::Idle);
}

void tst_Attempts::changingTheSourceWhileHeldHoldsForTheAttempt()
{
    SseSource source(server->url());
    source.setMethod(QStringLiteral("POST"));
    QList<SsePendingAttempt> offered;
    source.setAttemptHandler([&](const SsePendingAttempt &attempt) {
        attempt.hold();
        offered.append(attempt);
    });
    source.open();
    source.setHeader("Authorization", "Bearer fresh");
    source.setBody("late");
    offered.at(0).proceed();
    QVERIFY(waitsFor(&source, &SseSource::eventReceived));
    QCoreApplication::processEvents();
    QCOMPARE(offered.size(), 1);
    QCOMPARE(server->requests().size(), 1);
    QCOMPARE(server->requests().at(0).header("Authorization"), "Bearer fresh");
    QCOMPARE(server->requests().at(0).body, "late");
}

void tst_Attempts::thePlaceMayBeSetInTheHook()
{
    SseSource source(server->url());
    source.setAttemptHandler([&](const SsePendingAttempt &attempt) {
        source.setLastEventId(QStringLiteral("77"));
        QCOMPARE(attempt.lastEventId(), QStringLiteral("77"));
    });
    source.open();
    QVERIFY(waitsFor(&source, &SseSource::eventReceived));
    QCOMPARE(server->requests().at(0).header("Last-Event-ID"), "77");
    QCOMPARE(source.lastEventId(), QStringLiteral("77"));
}

void tst_Attempts::everyRepetitionHasANumber()
{
    const SseTestScript stream = SseTestScript::eventStream().send("data: 1\n\n");
    server->route(QStringLiteral("/"),
                  QList{ SseTestScript::reply(401), SseTestScript(stream).end(),
                         SseTestScript(stream).stall() });
    SseSource source(server->url());
    world->give(source);
    SseReconnectPolicy policy;
    policy.setRetryUnauthorized(true);
    source.setReconnectPolicy(policy);
    QList<int> numbers;
    QList<Code> errors;
    source.setAttemptHandler([&](const SsePendingAttempt &attempt) {
        numbers.append(attempt.number());
        errors.append(attempt.previousError().code());
    });
    source.open();
    for (int i = 0; i < 2; ++i) {
        QVERIFY(reaches(source, Phase::WaitingToReconnect));
        world->clock.advance(source.nextReconnectIn());
    }
    QVERIFY(waitsFor(&source, &SseSource::eventReceived));
    world->clock.sleep(3600000);
    world->clock.advance(10000);
    world->clock.advance(0);
    QVERIFY(waitsFor(&source, &SseSource::eventReceived));
    source.reconnectNow();
    QCOMPARE(numbers, (QList<int>{ 0, 1, 2, 3, 4 }));
    QCOMPARE(errors,
             (QList<Code>{ Code::NoError, Code::UnexpectedStatus, Code::StreamEnded,
                           Code::Suspended, Code::NoError }));
    source.open(server->url());
    QCOMPARE(numbers.constLast(), 0);
}

void tst_Attempts::badInputIsRefused_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<Code>("code");
    const QUrl none;
    QTest::newRow("line break") << server->url() << QByteArray("Authorization")
                                << QByteArray("a\r\nX-Injected: 1") << Code::InvalidRequest;
    QTest::newRow("name") << server->url() << QByteArray("a b") << QByteArray("v")
                          << Code::InvalidRequest;
    QTest::newRow("scheme") << QUrl(QStringLiteral("ftp://example.org/")) << QByteArray("a")
                            << QByteArray("v") << Code::InvalidUrl;
    QTest::newRow("no url") << none << QByteArray("a") << QByteArray("v") << Code::InvalidUrl;
}

void tst_Attempts::badInputIsRefused()
{
    QFETCH(QUrl, url);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(Code, code);
    if (url.port() > 0)
        url = server->url();
    SseSource source(server->url());
    source.setAttemptHandler([&](const SsePendingAttempt &attempt) {
        attempt.setUrl(url);
        attempt.setHeader(name, value);
    });
    const SourceWatch watch(source);
    source.open();
    QCOMPARE(watch.errors.size(), 1);
    QCOMPARE(watch.errors.at(0).code(), code);
    QVERIFY(!watch.errors.at(0).message().contains(QStringLiteral("Injected")));
    QCOMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(server->connectionCount(), 0);
}

void tst_Attempts::anotherOriginGetsNoneOfTheHeaders()
{
    SseTestServer other;
    QVERIFY(other.listen());
    other.route(QStringLiteral("/"), SseTestScript::eventStream().stall());
    SseSource source(server->url());
    source.setHeader("Authorization", "Bearer secret");
    source.setHeader("X-Custom", "secret");
    source.setLastEventId(QStringLiteral("5"));
    source.setAttemptHandler([&](const SsePendingAttempt &attempt) {
        attempt.setUrl(other.url());
        attempt.setHeader("X-Given", "for it");
    });
    source.open();
    QVERIFY(reaches(source, Phase::Streaming));
    const SseTestRequest request = other.requests().at(0);
    QVERIFY(request.header("Authorization").isNull());
    QVERIFY(request.header("X-Custom").isNull());
    QCOMPARE(request.header("X-Given"), "for it");
    QCOMPARE(request.header("Last-Event-ID"), "5"); // no secret, but the place
}

void tst_Attempts::unauthorizedIsFinalByDefault()
{
    server->route(QStringLiteral("/"), SseTestScript::reply(401));
    SseSource source(server->url());
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.log.join(u','), QStringLiteral("error UnexpectedStatus,closed Failed"));
}

void tst_Attempts::unauthorizedIsRefreshedOnce_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QByteArray>("challenge");
    QTest::addColumn<bool>("reconnects");
    QTest::newRow("GET") << QStringLiteral("GET") << QByteArray() << true;
    QTest::newRow("GET, Bearer") << QStringLiteral("GET") << QByteArray("Bearer") << true;
    QTest::newRow("GET, Basic") << QStringLiteral("GET") << QByteArray("Basic realm=\"r\"") << true;
    QTest::newRow("GET that does not reconnect otherwise")
        << QStringLiteral("GET") << QByteArray() << false;
    QTest::newRow("POST") << QStringLiteral("POST") << QByteArray() << true;
    QTest::newRow("POST, Basic") << QStringLiteral("POST") << QByteArray("Basic realm=\"r\"")
                                 << true;
}

void tst_Attempts::unauthorizedIsRefreshedOnce()
{
    QFETCH(QString, method);
    QFETCH(QByteArray, challenge);
    QFETCH(bool, reconnects);
    SseTestScript refusal = SseTestScript::reply(401, "expired");
    if (!challenge.isEmpty())
        refusal.header("WWW-Authenticate", challenge);
    server->route(QStringLiteral("/"),
                  QList{ refusal, SseTestScript::eventStream().send("data: 1\n\n").stall() });
    SseSource source(server->url());
    world->give(source);
    SseReconnectPolicy policy;
    policy.setEnabled(reconnects);
    policy.setRetryUnauthorized(true);
    source.setReconnectPolicy(policy);
    source.setMethod(method);
    if (method == QLatin1String("POST"))
        source.setBody("once");
    QByteArray token = "old";
    source.setAttemptHandler([&](const SsePendingAttempt &attempt) {
        if (attempt.previousError().httpStatus() == 401)
            token = "new";
        attempt.setHeader("Authorization", "Bearer " + token);
    });
    const SourceWatch watch(source);
    source.open();
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
    QCOMPARE(source.nextReconnectIn(), 0);
    QCOMPARE(source.reconnectAttempt(), 0);
    world->clock.advance(0);
    QVERIFY(waitsFor(&source, &SseSource::eventReceived));
    QCOMPARE(watch.log.join(u','), QStringLiteral("error UnexpectedStatus,opened,event 1"));
    QVERIFY(watch.errors.at(0).willReconnect());
    QCOMPARE(watch.errors.at(0).responseBody(), "expired");
    QCOMPARE(server->requests().size(), 2);
    QCOMPARE(server->requests().at(0).header("Authorization"), "Bearer old");
    QCOMPARE(server->requests().at(1).header("Authorization"), "Bearer new");
    QCOMPARE(server->requests().at(1).body, source.body());
}

void tst_Attempts::aSecondUnauthorizedIsFinal()
{
    server->route(QStringLiteral("/"), SseTestScript::reply(401));
    SseSource source(server->url());
    SseReconnectPolicy policy;
    policy.setRetryUnauthorized(true);
    source.setReconnectPolicy(policy);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.log.join(u','),
                 QStringLiteral("error UnexpectedStatus,error UnexpectedStatus,closed Failed"));
    QCOMPARE(server->requests().size(), 2);
    source.open(); // and is tried once more when it is opened anew
    QTRY_COMPARE(server->requests().size(), 4);
}

void tst_Attempts::unauthorizedIsForgivenAfterAStream()
{
    const SseTestScript refusal = SseTestScript::reply(401);
    const SseTestScript stream = SseTestScript::eventStream().send("data: 1\n\n").end();
    server->route(QStringLiteral("/"), QList{ refusal, stream, refusal, stream, refusal });
    SseSource source(server->url());
    setExactDelay(source, 1);
    SseReconnectPolicy policy = source.reconnectPolicy();
    policy.setRetryUnauthorized(true);
    source.setReconnectPolicy(policy);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(watch.events.size(), 2);
    QCOMPARE(server->requests().size(), 6);
}

void tst_Attempts::aPostWithAnIdempotencyKey()
{
    server->route(QStringLiteral("/"),
                  QList{ SseTestScript::reply(503),
                         SseTestScript::eventStream().send("data: 1\n\n").stall() });
    SseSource source(server->url());
    world->give(source);
    source.setMethod(QStringLiteral("POST"));
    source.setJsonBody(true);
    SseReconnectPolicy policy = SseReconnectPolicy::resilient();
    policy.setAnyMethod(true);
    source.setReconnectPolicy(policy);
    QByteArray key;
    source.setAttemptHandler([&](const SsePendingAttempt &attempt) {
        if (attempt.number() == 0)
            key = "key-1";
        attempt.setHeader("Idempotency-Key", key);
    });
    source.open();
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
    world->clock.advance(source.nextReconnectIn());
    QVERIFY(waitsFor(&source, &SseSource::eventReceived));
    QCOMPARE(server->requests().size(), 2);
    QCOMPARE(server->requests().at(0).header("Idempotency-Key"), "key-1");
    QCOMPARE(server->requests().at(1).header("Idempotency-Key"), "key-1");
    QCOMPARE(server->requests().at(1).body, "true");
}

QTEST_GUILESS_MAIN(tst_Attempts)
#include "tst_attempts.moc"
