// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The offer to try again, the countdown to it, and how fast answers come: all that is about time.

#include "chatpartner.h"
#include "chatsession_p.h"
#include "virtualclock.h"

#include <QtCore/qpointer.h>
#include <QtTest/QtTest>

using Code = Chat::ErrorCode;
using Phase = Chat::Phase;

class tst_ChatSessionWaiting : public SessionFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theCountdownIsToldOnceASecond();
    void whichErrorsCountDown_data();
    void whichErrorsCountDown();
    void noTimeAtAllIsReadyAtOnce();
    void moreThanAnHourIsAnHour_data();
    void moreThanAnHourIsAnHour();
    void retryingNeedNotWait();
    void aScheduledRetryIsSentAtTheEnd();
    void aScheduledRetryIsCancelled();
    void schedulingAfterTheCountdownSendsAtOnce();
    void cancellingDropsTheOffer_data();
    void cancellingDropsTheOffer();
    void sendingSomethingElseDropsTheOffer();
    void clearingDropsTheOffer();
    void failingAgainCountsAgain();
    void destroyedWhileCounting_data();
    void destroyedWhileCounting();
    void ratesAreMeasured();
    void ratesAreToldFourTimesASecond();
    void toolsAndWaitingAreNotCounted();

private:
    void failWith(const SseTestScript &script);

    VirtualClock clock;
};

void tst_ChatSessionWaiting::init()
{
    setUp();
    ChatSessionPrivate::giveClock(*session, &clock);
}

void tst_ChatSessionWaiting::cleanup()
{
    tearDown();
    QCOMPARE(clock.alarmCount(), 0);
}

namespace {

SseTestScript tooMany(const QByteArray &retryAfter, int status = 429)
{
    SseTestScript script = SseTestScript::reply(status);
    return script.header("Retry-After", retryAfter);
}

} // namespace

void tst_ChatSessionWaiting::failWith(const SseTestScript &script)
{
    server->route(QStringLiteral("/chat"), { script, Partner::answer("Yes.") });
    QVERIFY(session->send(QStringLiteral("Hi")));
    QTRY_COMPARE(watch->ends, 1);
}

void tst_ChatSessionWaiting::theCountdownIsToldOnceASecond()
{
    failWith(tooMany("3"));
    QCOMPARE(session->phase(), Phase::WaitingToRetry);
    QVERIFY(!session->isBusy());
    QVERIFY(session->canRetry());
    QCOMPARE(session->retryCountdown(), 3000);
    QCOMPARE(session->error().retryAfter, 3000);
    clock.advance(999);
    QCOMPARE(watch->countdown, QList<int>{ 3000 });
    clock.advance(1);
    QCOMPARE(watch->countdown, (QList<int>{ 3000, 2000 }));
    clock.advance(1999);
    QCOMPARE(watch->log.last(), QStringLiteral("error RateLimited"));
    clock.advance(1);
    QCOMPARE(watch->countdown, (QList<int>{ 3000, 2000, 1000, 0 }));
    QCOMPARE(watch->log.mid(watch->log.size() - 4),
             (QStringList{ QStringLiteral("WaitingToRetry"), QStringLiteral("error RateLimited"),
                           QStringLiteral("Idle"), QStringLiteral("retryReady") }));
    QCOMPARE(session->phase(), Phase::Idle);
    QCOMPARE(session->retryCountdown(), 0);
    QVERIFY(session->canRetry());
    QVERIFY(session->error().isError());
    // Nothing is sent by itself.
    clock.advance(3600000);
    QCOMPARE(server->requests().size(), 1);
    QVERIFY(session->retry());
    QTRY_COMPARE(watch->ends, 2);
    QCOMPARE(lastOf(*session)->text(), QStringLiteral("Yes."));
    QCOMPARE(session->messages()->count(), 2);
    QCOMPARE(session->retryCountdown(), -1);
}

void tst_ChatSessionWaiting::whichErrorsCountDown_data()
{
    QTest::addColumn<SseTestScript>("script");
    QTest::addColumn<bool>("counts");
    const QByteArray quota(R"({"error":{"message":"Pay","code":"insufficient_quota"}})");
    const QByteArray details(R"({"error":{"code":429,"message":"Wait","status":)"
                             R"("RESOURCE_EXHAUSTED","details":[{"retryDelay":"5s"}]}})");
    QTest::newRow("429") << tooMany("5") << true;
    QTest::newRow("503") << tooMany("5", 503) << true;
    QTest::newRow("529") << tooMany("5", 529) << true;
    QTest::newRow("429 without") << SseTestScript::reply(429) << false;
    QTest::newRow("429 that is nonsense") << tooMany("soon") << false;
    QTest::newRow("500") << tooMany("5", 500) << false;
    QTest::newRow("404") << tooMany("5", 404) << false;
    QTest::newRow("no money left")
        << SseTestScript::reply(429, quota, "application/json").header("Retry-After", "5") << false;
    QTest::newRow("in the details")
        << SseTestScript::reply(429, details, "application/json") << true;
}

void tst_ChatSessionWaiting::whichErrorsCountDown()
{
    QFETCH(SseTestScript, script);
    QFETCH(bool, counts);
    failWith(script);
    QCOMPARE(session->phase(), counts ? Phase::WaitingToRetry : Phase::Idle);
    QCOMPARE(session->retryCountdown(), counts ? 5000 : -1);
    QVERIFY(session->canRetry());
    clock.advance(3600000);
    QCOMPARE(watch->log.count(QStringLiteral("retryReady")), counts ? 1 : 0);
    QCOMPARE(server->requests().size(), 1);
}

void tst_ChatSessionWaiting::noTimeAtAllIsReadyAtOnce()
{
    failWith(tooMany("0"));
    QCOMPARE(watch->log.mid(watch->log.size() - 3),
             (QStringList{ QStringLiteral("Idle"), QStringLiteral("error RateLimited"),
                           QStringLiteral("retryReady") }));
    QCOMPARE(session->retryCountdown(), 0);
    QVERIFY(session->canRetry());
}

void tst_ChatSessionWaiting::moreThanAnHourIsAnHour_data()
{
    QTest::addColumn<SseTestScript>("script");
    const QByteArray details(R"({"error":{"code":429,"message":"Wait","status":)"
                             R"("RESOURCE_EXHAUSTED","details":[{"retryDelay":"86400s"}]}})");
    QTest::newRow("header") << tooMany("86400");
    QTest::newRow("body") << SseTestScript::reply(429, details, "application/json");
    QTest::newRow("stream") << Partner::stream(Partner::event(details));
}

void tst_ChatSessionWaiting::moreThanAnHourIsAnHour()
{
    QFETCH(SseTestScript, script);
    failWith(script);
    QCOMPARE(session->retryCountdown(), 3600000);
    QCOMPARE(session->error().retryAfter, 3600000);
}

void tst_ChatSessionWaiting::retryingNeedNotWait()
{
    failWith(tooMany("30"));
    clock.advance(2500);
    QVERIFY(session->retry());
    QCOMPARE(session->phase(), Phase::Sending);
    QCOMPARE(session->retryCountdown(), -1);
    QVERIFY(!session->error().isError());
    QTRY_COMPARE(watch->ends, 2);
    clock.advance(3600000);
    QCOMPARE(server->requests().size(), 2);
    QVERIFY(!watch->log.contains(QStringLiteral("retryReady")));
}

void tst_ChatSessionWaiting::aScheduledRetryIsSentAtTheEnd()
{
    failWith(tooMany("2"));
    QSignalSpy scheduled(session.get(), &ChatSession::retryScheduledChanged);
    QVERIFY(session->scheduleRetry());
    QVERIFY(session->scheduleRetry());
    QVERIFY(session->isRetryScheduled());
    QCOMPARE(scheduled.size(), 1);
    clock.advance(1999);
    QCOMPARE(session->phase(), Phase::WaitingToRetry);
    clock.advance(1);
    QCOMPARE(session->phase(), Phase::Sending);
    QVERIFY(!session->isRetryScheduled());
    QCOMPARE(scheduled.size(), 2);
    QTRY_COMPARE(watch->ends, 2);
    QVERIFY(!watch->log.contains(QStringLiteral("retryReady")));
    QCOMPARE(server->requests().size(), 2);
}

void tst_ChatSessionWaiting::aScheduledRetryIsCancelled()
{
    failWith(tooMany("2"));
    QVERIFY(session->scheduleRetry());
    session->cancelRetry();
    QVERIFY(!session->isRetryScheduled());
    clock.advance(3600000);
    QCOMPARE(server->requests().size(), 1);
}

void tst_ChatSessionWaiting::schedulingAfterTheCountdownSendsAtOnce()
{
    failWith(tooMany("2"));
    clock.advance(2000);
    QVERIFY(session->scheduleRetry());
    QCOMPARE(session->phase(), Phase::Sending);
    QTRY_COMPARE(watch->ends, 2);
}

void tst_ChatSessionWaiting::cancellingDropsTheOffer_data()
{
    QTest::addColumn<bool>("byStop");
    QTest::newRow("cancelRetry") << false;
    QTest::newRow("stop") << true;
}

void tst_ChatSessionWaiting::cancellingDropsTheOffer()
{
    QFETCH(bool, byStop);
    failWith(tooMany("5"));
    if (byStop)
        session->stop();
    else
        session->cancelRetry();
    QCOMPARE(session->phase(), Phase::Idle);
    QCOMPARE(session->retryCountdown(), -1);
    QVERIFY(!session->canRetry());
    QCOMPARE(session->error().code, Code::RateLimited);
    QVERIFY(!session->retry());
    clock.advance(3600000);
    QVERIFY(!watch->log.contains(QStringLiteral("retryReady")));
    QCOMPARE(server->requests().size(), 1);
}

void tst_ChatSessionWaiting::sendingSomethingElseDropsTheOffer()
{
    failWith(tooMany("5"));
    QVERIFY(session->scheduleRetry());
    QVERIFY(session->send(QStringLiteral("Else")));
    QVERIFY(!session->canRetry());
    QCOMPARE(session->retryCountdown(), -1);
    QTRY_COMPARE(watch->ends, 2);
    clock.advance(3600000);
    QCOMPARE(server->requests().size(), 2);
}

void tst_ChatSessionWaiting::clearingDropsTheOffer()
{
    failWith(tooMany("5"));
    session->clear();
    QCOMPARE(session->phase(), Phase::Idle);
    QVERIFY(!session->canRetry());
    QVERIFY(!session->error().isError());
    clock.advance(3600000);
    QCOMPARE(server->requests().size(), 1);
}

void tst_ChatSessionWaiting::failingAgainCountsAgain()
{
    server->route(QStringLiteral("/chat"), { tooMany("2"), tooMany("3"), Partner::answer("Yes.") });
    QVERIFY(session->send(QStringLiteral("Hi")));
    QTRY_COMPARE(watch->ends, 1);
    QVERIFY(session->scheduleRetry());
    clock.advance(2000);
    QTRY_COMPARE(watch->ends, 2);
    // It was scheduled for that one time.
    QVERIFY(!session->isRetryScheduled());
    QCOMPARE(session->retryCountdown(), 3000);
    clock.advance(3600000);
    QCOMPARE(server->requests().size(), 2);
    QCOMPARE(session->messages()->count(), 2);
}

void tst_ChatSessionWaiting::destroyedWhileCounting_data()
{
    QTest::addColumn<bool>("isScheduled");
    QTest::addColumn<int>("at");
    for (const bool isScheduled : { false, true }) {
        for (const int at : { 2000, 1000, 0, -1 })
            QTest::addRow("%s, at %d", isScheduled ? "scheduled" : "not scheduled", at)
                << isScheduled << at;
    }
}

void tst_ChatSessionWaiting::destroyedWhileCounting()
{
    QFETCH(bool, isScheduled);
    QFETCH(int, at);
    server->route(QStringLiteral("/chat"), { tooMany("3"), Partner::answer("Yes.") });
    watch.reset();
    auto *const victim = session.release();
    const QPointer<ChatSession> alive(victim);
    connect(victim, &ChatSession::errorOccurred, this, [=] {
        if (isScheduled)
            QVERIFY(victim->scheduleRetry());
    });
    connect(victim, &ChatSession::retryCountdownChanged, this, [=](int left) {
        if (left == at)
            delete victim;
    });
    connect(victim, &ChatSession::retryReady, this, [=] {
        if (at == -1)
            delete victim;
    });
    QVERIFY(victim->send(QStringLiteral("Hi")));
    QTRY_COMPARE(victim->phase(), Phase::WaitingToRetry);
    clock.advance(3000);
    if (isScheduled && at == 0) {
        // At its end the countdown is a request already.
        QVERIFY(alive);
        delete victim;
    }
    QVERIFY(!alive);
}

void tst_ChatSessionWaiting::ratesAreMeasured()
{
    SseTestExchange *exchange = nullptr;
    server->route(QStringLiteral("/chat"), [&](SseTestExchange *given) {
        exchange = given;
        exchange->startEventStream();
    });
    QVERIFY(session->send(QStringLiteral("Hi")));
    QTRY_VERIFY(exchange);
    clock.advance(700);
    QCOMPARE(session->timeToFirstToken(), -1);
    exchange->write(Partner::text("a"));
    QTRY_COMPARE(session->timeToFirstToken(), 700);
    QCOMPARE(session->tokensPerSecond(), 0.0);
    clock.advance(1000);
    exchange->write(Partner::text("b"));
    QTRY_COMPARE(session->tokensPerSecond(), 2.0);
    clock.advance(1000);
    exchange->write(Partner::text("c") + Partner::usage(1, 50) + Partner::end());
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(session->tokensPerSecond(), 25.0);
    QCOMPARE(session->timeToFirstToken(), 700);
}

void tst_ChatSessionWaiting::ratesAreToldFourTimesASecond()
{
    SseTestExchange *exchange = nullptr;
    server->route(QStringLiteral("/chat"), [&](SseTestExchange *given) {
        exchange = given;
        exchange->startEventStream();
    });
    QSignalSpy rates(session.get(), &ChatSession::ratesChanged);
    QVERIFY(session->send(QStringLiteral("Hi")));
    QTRY_VERIFY(exchange);
    QByteArray whole;
    const auto say = [&](const QByteArray &letter) {
        whole += letter;
        exchange->write(Partner::text(letter));
        QTRY_COMPARE(lastOf(*session)->text().toUtf8(), whole);
    };
    say("a");
    QCOMPARE(rates.size(), 1);
    for (int i = 1; i <= 12; ++i) {
        clock.advance(50);
        say("b");
    }
    QCOMPARE(rates.size(), 3); // at 250 ms and at 500 ms
    session->stop();
    QCOMPARE(rates.size(), 4);
}

void tst_ChatSessionWaiting::toolsAndWaitingAreNotCounted()
{
    QList<SseTestExchange *> exchanges;
    server->route(QStringLiteral("/chat"), [&](SseTestExchange *given) {
        exchanges.append(given);
        given->startEventStream();
    });
    QPointer<ChatPendingCall> pending;
    connect(session.get(), &ChatSession::toolCalled, this,
            [&](ChatPendingCall *call) { pending = call; });
    QVERIFY(session->send(QStringLiteral("Hi")));
    QTRY_COMPARE(exchanges.size(), 1);
    clock.advance(100);
    exchanges.at(0)->write(Partner::text("a"));
    QTRY_COMPARE(session->phase(), Phase::Answering);
    clock.advance(1000);
    exchanges.at(0)->write(Partner::call(0, "t1", "clock") + Partner::usage(1, 10)
                           + Partner::end(R"("tool_calls")"));
    QTRY_VERIFY(pending);
    clock.advance(60000);
    pending->answer(1);
    QTRY_COMPARE(exchanges.size(), 2);
    clock.advance(5000);
    exchanges.at(1)->write(Partner::text("b"));
    QTRY_COMPARE(session->phase(), Phase::Answering);
    clock.advance(1000);
    exchanges.at(1)->write(Partner::text("c") + Partner::usage(1, 20) + Partner::end());
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(session->tokensPerSecond(), 15.0);
    QCOMPARE(session->timeToFirstToken(), 100);
}

QTEST_GUILESS_MAIN(tst_ChatSessionWaiting)
#include "tst_chatsessionwaiting.moc"
