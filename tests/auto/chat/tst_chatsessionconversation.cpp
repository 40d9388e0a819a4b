// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What becomes of a turn when its conversation changes under it.

#include "chatpartner.h"

#include <QtCore/qpointer.h>

using Code = Chat::ErrorCode;
using Phase = Chat::Phase;

class tst_ChatSessionConversation : public SessionFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void anAnswerThatIsFullEndsTheTurn();
    void anAnswerThatIsFullCannotGoOnAfterItsTools();
    void endingTheAnswerEndsTheTurn();
    void anErrorThatIsAppliedEndsTheTurn();
    void aQuestionThatIsRemovedIsNotAskedAgain();
    void anAnswerThatIsRemovedIsAskedForAgain();
    void aQuestionThatIsAskedWhileClearingIsOfTheNewConversation();
    void whatIsAskedWhileRowsChangeIsSentAfterwards();
    void whatIsAnsweredWhileRowsChangeIsSentAfterwards();

private:
    [[nodiscard]] static SseTestScript flood();
};

// More than a message can hold, from a service that does not stop by itself.
SseTestScript tst_ChatSessionConversation::flood()
{
    const QByteArray fragment = Partner::text(QByteArray(512 * 1024, 'a'));
    return SseTestScript::eventStream().sendRepeatedly(fragment, 70).stall();
}

void tst_ChatSessionConversation::anAnswerThatIsFullEndsTheTurn()
{
    server->route(QStringLiteral("/chat"), { flood(), Partner::answer("Yes.") });
    QVERIFY(session->send(QStringLiteral("Everything?")));
    QTRY_COMPARE_WITH_TIMEOUT(watch->ends, 1, 30'000);
    QCOMPARE(session->error().code, Code::TooLarge);
    QCOMPARE(session->phase(), Phase::Idle);
    QCOMPARE(lastOf(*session)->finishReason(), Chat::FinishReason::Error);
    QCOMPARE(lastOf(*session)->count(), 2);
    QCOMPARE(lastOf(*session)->partAt(1)->error(), session->error());
    QTRY_COMPARE(server->openConnectionCount(), 0);
    QVERIFY(session->retry());
    QTRY_COMPARE(watch->ends, 2);
    QCOMPARE(partsOf(lastOf(*session)), QStringList{ QStringLiteral("Text Yes.") });
}

// It has no room for another round, and its tools are not to run twice.
void tst_ChatSessionConversation::anAnswerThatIsFullCannotGoOnAfterItsTools()
{
    server->route(QStringLiteral("/chat"),
                  { Partner::calls(Partner::call(0, "t1", "clock")), flood() });
    addTool(QStringLiteral("clock"))->setHandler([](ChatPendingCall *call) { call->answer(1); });
    QVERIFY(session->send(QStringLiteral("Everything?")));
    QTRY_COMPARE_WITH_TIMEOUT(watch->ends, 1, 30'000);
    QCOMPARE(session->error().code, Code::TooLarge);
    QVERIFY(!session->canRetry());
    QTRY_COMPARE(server->openConnectionCount(), 0);
}

void tst_ChatSessionConversation::endingTheAnswerEndsTheTurn()
{
    server->route(QStringLiteral("/chat"),
                  SseTestScript::eventStream().send(Partner::text("Hel")).stall());
    QVERIFY(session->send(QStringLiteral("Hi")));
    QTRY_COMPARE(session->phase(), Phase::Answering);
    session->messages()->end(lastOf(*session), Chat::FinishReason::Stopped);
    QCOMPARE(session->phase(), Phase::Idle);
    QCOMPARE(watch->log.last(), QStringLiteral("finished Stopped"));
    QTRY_COMPARE(server->openConnectionCount(), 0);
}

void tst_ChatSessionConversation::anErrorThatIsAppliedEndsTheTurn()
{
    server->route(QStringLiteral("/chat"),
                  SseTestScript::eventStream().send(Partner::text("Hel")).stall());
    QVERIFY(session->send(QStringLiteral("Hi")));
    QTRY_COMPARE(session->phase(), Phase::Answering);
    ChatDelta failure;
    failure.type = ChatDelta::Type::Error;
    failure.error.code = Code::ContentFiltered;
    session->messages()->apply(lastOf(*session), failure);
    QCOMPARE(session->error().code, Code::ContentFiltered);
    QCOMPARE(watch->log.last(), QStringLiteral("error ContentFiltered"));
    QCOMPARE(partsOf(lastOf(*session)),
             (QStringList{ QStringLiteral("Text Hel"), QStringLiteral("Error ContentFiltered") }));
    QTRY_COMPARE(server->openConnectionCount(), 0);
}

void tst_ChatSessionConversation::aQuestionThatIsRemovedIsNotAskedAgain()
{
    server->route(
        QStringLiteral("/chat"),
        { Partner::answer("One."), SseTestScript::reply(429).header("Retry-After", "9") });
    QVERIFY(session->send(QStringLiteral("First")));
    QTRY_COMPARE(watch->ends, 1);
    QVERIFY(session->send(QStringLiteral("Second")));
    QTRY_COMPARE(watch->ends, 2);
    QVERIFY(session->canRetry());
    QVERIFY(session->scheduleRetry());
    QSignalSpy changed(session.get(), &ChatSession::errorChanged);
    session->messages()->remove(2, 2);
    QVERIFY(!session->canRetry());
    QVERIFY(!session->isRetryScheduled());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(session->phase(), Phase::Idle);
    QVERIFY(!session->retry());
    QCOMPARE(server->requests().size(), 2);
}

void tst_ChatSessionConversation::anAnswerThatIsRemovedIsAskedForAgain()
{
    server->route(QStringLiteral("/chat"), { SseTestScript::reply(500), Partner::answer("Yes.") });
    QVERIFY(session->send(QStringLiteral("Hi")));
    QTRY_COMPARE(watch->ends, 1);
    session->messages()->remove(1);
    QVERIFY(session->retry());
    QTRY_COMPARE(watch->ends, 2);
    QCOMPARE(server->requests().at(1).body, server->requests().at(0).body);
    QCOMPARE(session->messages()->count(), 2);
}

// As programs do that send what waits as soon as a session is idle.
void tst_ChatSessionConversation::aQuestionThatIsAskedWhileClearingIsOfTheNewConversation()
{
    server->route(QStringLiteral("/chat"),
                  { SseTestScript::eventStream().send(Partner::text("Hel")).stall(),
                    Partner::answer("Yes.") });
    QVERIFY(session->send(QStringLiteral("Old")));
    QTRY_COMPARE(session->phase(), Phase::Answering);
    connect(session.get(), &ChatSession::phaseChanged, this, [this](Phase phase) {
        if (phase == Phase::Idle && session->messages()->count() < 2)
            QVERIFY(session->send(QStringLiteral("New")));
    });
    session->clear();
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(session->messages()->count(), 2);
    QCOMPARE(Partner::messagesOf(server->requests().at(1)),
             QByteArrayList{ R"({"content":"New","role":"user"})" });
}

// The model puts off what it is called for until its views know the rows.
void tst_ChatSessionConversation::whatIsAskedWhileRowsChangeIsSentAfterwards()
{
    server->route(QStringLiteral("/chat"), Partner::answer("Yes."));
    connect(
        session->messages(), &ChatModel::rowsAboutToBeInserted, this,
        [this] {
            if (!session->isBusy())
                QVERIFY(session->send(QStringLiteral("Second")));
        },
        Qt::DirectConnection);
    session->messages()->append(Chat::Role::User, QStringLiteral("First"));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(Partner::messagesOf(server->requests().at(0)),
             (QByteArrayList{ R"({"content":"First","role":"user"})",
                              R"({"content":"Second","role":"user"})" }));
    QCOMPARE(lastOf(*session)->text(), QStringLiteral("Yes."));
}

void tst_ChatSessionConversation::whatIsAnsweredWhileRowsChangeIsSentAfterwards()
{
    server->route(QStringLiteral("/chat"),
                  { Partner::calls(Partner::call(0, "t1", "clock")), Partner::answer("Noon.") });
    QPointer<ChatPendingCall> waiting;
    addTool(QStringLiteral("clock"))->setHandler([&](ChatPendingCall *call) { waiting = call; });
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_VERIFY(waiting);
    connect(session->messages(), &ChatModel::rowsAboutToBeInserted, this, [&] {
        if (waiting)
            waiting->answer(QStringLiteral("12:00"));
    });
    session->messages()->insert(0, Chat::Role::System, {}, {});
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(resultOf(1, "t1"), "12:00");
}

QTEST_GUILESS_MAIN(tst_ChatSessionConversation)
#include "tst_chatsessionconversation.moc"
