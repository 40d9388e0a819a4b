// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What handlers may do: anything.

#include "chatpartner.h"

#include <QtCore/qpointer.h>

#include <functional>

class tst_ChatSessionHandlers : public SessionFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void destroyedInAnyHandler_data();
    void destroyedInAnyHandler();
    void anotherTurnBegunInAHandler();

private:
    [[nodiscard]] bool isDestroyedBy(int nth, bool fails);
    static void listen(ChatSession *victim, QObject *context, const std::function<void()> &strike);
};

void tst_ChatSessionHandlers::destroyedInAnyHandler_data()
{
    QTest::addColumn<bool>("fails");
    QTest::newRow("of an answer") << false;
    QTest::newRow("of an error") << true;
}

// In the first emission, in the second, and so on, until there is none left.
void tst_ChatSessionHandlers::destroyedInAnyHandler()
{
    QFETCH(bool, fails);
    constexpr int Many = 500;
    int nth = 0;
    while (nth < Many && isDestroyedBy(nth, fails))
        ++nth;
    QVERIFY2(nth > 30, qPrintable(QString::number(nth)));
    QVERIFY(nth < Many);
}

// Whether there was so many an emission; the session has not survived it then.
bool tst_ChatSessionHandlers::isDestroyedBy(int nth, bool fails)
{
    setUp();
    server->route(QStringLiteral("/chat"),
                  { Partner::calls(Partner::reasoning("Well") + Partner::text("Let me see.")
                                   + Partner::call(0, "t1", "clock") + Partner::usage(1, 2)),
                    fails ? SseTestScript::reply(429).header("Retry-After", "1")
                          : Partner::answer("Noon.") });
    watch.reset();
    ChatSession *const victim = session.release();
    const QPointer<ChatSession> alive(victim);
    int emissions = 0;
    bool hasEnded = false;
    const auto strike = [&] {
        if (emissions++ == nth)
            delete victim;
    };
    QObject context;
    listen(victim, &context, strike);
    connect(victim, &ChatSession::finished, &context, [&] { hasEnded = true; });
    connect(victim, &ChatSession::errorOccurred, &context, [&] { hasEnded = true; });
    static_cast<void>(victim->send(QStringLiteral("What time is it?")));
    if (!QTest::qWaitFor([&] { return !alive || hasEnded; }))
        qWarning("The turn has no end.");
    const bool isDestroyed = !alive;
    delete alive;
    return isDestroyed;
}

// To all that is announced in a turn, also by what is the session's.
void tst_ChatSessionHandlers::listen(ChatSession *victim, QObject *context,
                                     const std::function<void()> &strike)
{
    const auto on = [context, strike](auto *sender, auto signal) {
        connect(sender, signal, context, [strike] { strike(); });
    };
    on(victim, &ChatSession::phaseChanged);
    on(victim, &ChatSession::usageChanged);
    on(victim, &ChatSession::ratesChanged);
    on(victim, &ChatSession::errorChanged);
    on(victim, &ChatSession::retryCountdownChanged);
    on(victim, &ChatSession::sent);
    on(victim, &ChatSession::finished);
    on(victim, &ChatSession::errorOccurred);
    on(victim->messages(), &ChatModel::rowsInserted);
    on(victim->messages(), &ChatModel::countChanged);
    on(victim->messages(), &ChatModel::dataChanged);
    on(victim->source(), &SseSource::phaseChanged);
    on(victim->source(), &SseSource::closed);
    on(victim->source(), &SseSource::errorOccurred);
    connect(victim, &ChatSession::toolCalled, context, [=](ChatPendingCall *call) {
        on(call, &ChatPendingCall::pendingChanged);
        const QPointer<ChatPendingCall> pending(call);
        strike();
        if (pending)
            pending->answer(QStringLiteral("12:00"));
    });
    victim->setApiKeyHandler([=](ChatKeyRequest *request) {
        on(request, &ChatKeyRequest::pendingChanged);
        const QPointer<ChatKeyRequest> pending(request);
        strike();
        if (pending)
            pending->provide(QStringLiteral("key"));
    });
}

void tst_ChatSessionHandlers::anotherTurnBegunInAHandler()
{
    server->route(QStringLiteral("/chat"),
                  { Partner::answer("One."), Partner::answer("Two."), SseTestScript::reply(500),
                    Partner::answer("Four.") });
    connect(session.get(), &ChatSession::finished, session.get(), [this] {
        if (session->messages()->count() < 6)
            QVERIFY(session->send(QStringLiteral("More")));
    });
    connect(session.get(), &ChatSession::errorOccurred, session.get(),
            [this] { QVERIFY(session->retry()); });
    QVERIFY(session->send(QStringLiteral("Count")));
    QTRY_COMPARE(watch->ends, 4);
    QCOMPARE(session->messages()->count(), 6);
    QCOMPARE(lastOf(*session)->text(), QStringLiteral("Four."));
    QCOMPARE(server->requests().size(), 4);
    QVERIFY(!session->error().isError());
}

QTEST_GUILESS_MAIN(tst_ChatSessionHandlers)
#include "tst_chatsessionhandlers.moc"
