// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The rounds of a turn: when calls are made, how the conversation goes on, what is tried again.

#include "chatpartner.h"

#include <algorithm>

using Code = Chat::ErrorCode;

class tst_ChatSessionRounds : public SessionFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void everyFormatGoesOnAfterACall_data();
    void everyFormatGoesOnAfterACall();
    void roundsAreLimited_data();
    void roundsAreLimited();
    void callsThatWereMadeByTheServiceAreNotMadeAgain();
    void callsOfAnAnswerThatWasCutShortAreNotMade();
    void callsOfATruncatedAnswerAreNotMade();
    void callsOfTheSameIdInTwoRoundsAreToldApart();
    void aRoundThatFailedIsTriedAgainAlone();
    void aRetryOfTheFirstRoundReplacesTheAnswer();
};

void tst_ChatSessionRounds::everyFormatGoesOnAfterACall_data()
{
    QTest::addColumn<Chat::Format>("format");
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<QByteArray>("told");

    const QByteArray responses =
        Partner::event(R"({"type":"response.created","response":{"id":"r1","model":"m1"}})");
    QTest::newRow("OpenAiResponses")
        << Chat::Format::OpenAiResponses
        << responses
            + Partner::event(R"({"type":"response.output_item.added","output_index":0,"item":)"
                             R"({"type":"function_call","id":"f1","call_id":"t1","name":"clock",)"
                             R"("arguments":""}})")
            + Partner::event(R"({"type":"response.function_call_arguments.done","item_id":"f1",)"
                             R"("output_index":0,"arguments":"{}"})")
            + Partner::event(R"({"type":"response.output_item.done","output_index":0,"item":)"
                             R"({"type":"function_call","id":"f1","call_id":"t1","name":"clock",)"
                             R"("arguments":"{}","status":"completed"}})")
            + Partner::event(R"({"type":"response.completed","response":{"id":"r1",)"
                             R"("status":"completed"}})")
        << responses
            + Partner::event(R"({"type":"response.output_text.delta","item_id":"i1",)"
                             R"("output_index":0,"content_index":0,"delta":"Noon."})")
            + Partner::event(R"({"type":"response.completed","response":{"id":"r1",)"
                             R"("status":"completed"}})")
        << QByteArray(R"({"call_id":"t1","output":"12:00","type":"function_call_output"})");

    const QByteArray messages =
        Partner::event(R"({"type":"message_start","message":{"id":"a1","model":"m1"}})");
    const auto messagesEnd = [](const QByteArray &reason) {
        return Partner::event(R"({"type":"content_block_stop","index":0})")
            + Partner::event(R"({"type":"message_delta","delta":{"stop_reason":")" + reason
                             + R"("}})")
            + Partner::event(R"({"type":"message_stop"})");
    };
    QTest::newRow("AnthropicMessages")
        << Chat::Format::AnthropicMessages
        << messages
            + Partner::event(R"({"type":"content_block_start","index":0,"content_block":)"
                             R"({"type":"tool_use","id":"t1","name":"clock","input":{}}})")
            + messagesEnd("tool_use")
        << messages
            + Partner::event(R"({"type":"content_block_start","index":0,"content_block":)"
                             R"({"type":"text","text":"Noon."}})")
            + messagesEnd("end_turn")
        << QByteArray(R"({"content":"12:00","tool_use_id":"t1","type":"tool_result"})");

    QTest::newRow("Gemini")
        << Chat::Format::Gemini
        << Partner::event(R"({"candidates":[{"content":{"parts":[{"functionCall":)"
                          R"({"name":"clock","args":{},"id":"t1"}}]},"finishReason":"STOP"}]})")
        << Partner::event(R"({"candidates":[{"content":{"parts":[{"text":"Noon."}]},)"
                          R"("finishReason":"STOP"}]})")
        << QByteArray(
               R"({"functionResponse":{"id":"t1","name":"clock","response":{"result":"12:00"}}})");

    QTest::newRow("UiMessageStream")
        << Chat::Format::UiMessageStream
        << Partner::event(R"({"type":"start","messageId":"a1"})")
            + Partner::event(R"({"type":"start-step"})")
            + Partner::event(R"({"type":"tool-input-available","toolCallId":"t1",)"
                             R"("toolName":"clock","input":{}})")
            + Partner::event(R"({"type":"finish-step"})") + Partner::event(R"({"type":"finish"})")
            + Partner::event("[DONE]")
        << Partner::event(R"({"type":"start","messageId":"a1"})")
            + Partner::event(R"({"type":"text-start","id":"1"})")
            + Partner::event(R"({"type":"text-delta","id":"1","delta":"Noon."})")
            + Partner::event(R"({"type":"finish"})") + Partner::event("[DONE]")
        << QByteArray(R"("output":"12:00","state":"output-available","toolCallId":"t1")");
}

void tst_ChatSessionRounds::everyFormatGoesOnAfterACall()
{
    QFETCH(Chat::Format, format);
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    QFETCH(QByteArray, told);
    server->route(QStringLiteral("/chat"), { Partner::stream(first), Partner::stream(second) });
    session->setFormat(format);
    addTool(QStringLiteral("clock"))->setHandler([](ChatPendingCall *call) {
        call->answer(QStringLiteral("12:00"));
    });
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(watch->errors.size(), 0);
    QCOMPARE(partsOf(lastOf(*session)),
             (QStringList{ QStringLiteral("ToolCall clock Completed 12:00"), QStringLiteral("Step"),
                           QStringLiteral("Text Noon.") }));
    QCOMPARE(server->requests().size(), 2);
    QVERIFY2(server->requests().at(1).body.contains(told),
             server->requests().at(1).body.constData());
}

void tst_ChatSessionRounds::roundsAreLimited_data()
{
    QTest::addColumn<int>("rounds");
    QTest::newRow("none") << 0;
    QTest::newRow("two") << 2;
    QTest::newRow("the default") << 8;
}

void tst_ChatSessionRounds::roundsAreLimited()
{
    QFETCH(int, rounds);
    server->route(QStringLiteral("/chat"), Partner::calls(Partner::call(0, "t", "clock")));
    int called = 0;
    addTool(QStringLiteral("clock"))->setHandler([&](ChatPendingCall *call) {
        ++called;
        call->answer(called);
    });
    session->setMaximumToolRounds(rounds);
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(watch->errors.at(0).code, Code::TooManyToolRounds);
    QVERIFY(!watch->errors.at(0).advice.isEmpty());
    QCOMPARE(called, rounds);
    QCOMPARE(server->requests().size(), rounds + 1);
    QVERIFY(!session->canRetry());

    // The call that was not made does not spoil what follows.
    server->route(QStringLiteral("/chat"), Partner::answer("Noon."));
    QVERIFY(session->send(QStringLiteral("Stop asking.")));
    QTRY_COMPARE(watch->ends, 2);
    const QByteArrayList messages = Partner::messagesOf(server->requests().constLast());
    const auto count = [&messages](const QByteArray &piece) {
        return std::count_if(messages.begin(), messages.end(),
                             [&](const QByteArray &message) { return message.contains(piece); });
    };
    QCOMPARE(count("tool_call_id"), count("tool_calls"));
    QCOMPARE(count("tool_calls"), rounds + 1);
}

void tst_ChatSessionRounds::callsThatWereMadeByTheServiceAreNotMadeAgain()
{
    session->setFormat(Chat::Format::UiMessageStream);
    server->route(
        QStringLiteral("/chat"),
        Partner::stream(Partner::event(R"({"type":"start","messageId":"a1"})")
                        + Partner::event(R"({"type":"tool-input-available","toolCallId":"t1",)"
                                         R"("toolName":"clock","input":{}})")
                        + Partner::event(R"({"type":"tool-output-available","toolCallId":"t1",)"
                                         R"("output":"12:00"})")
                        + Partner::event(R"({"type":"finish"})") + Partner::event("[DONE]")));
    QSignalSpy called(session.get(), &ChatSession::toolCalled);
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(watch->errors.size(), 0);
    QCOMPARE(called.size(), 0);
    QCOMPARE(server->requests().size(), 1);
    QCOMPARE(partsOf(lastOf(*session)),
             QStringList{ QStringLiteral("ToolCall clock Completed 12:00") });
}

void tst_ChatSessionRounds::callsOfAnAnswerThatWasCutShortAreNotMade()
{
    server->route(QStringLiteral("/chat"),
                  Partner::stream(Partner::call(0, "t1", "clock") + Partner::end(R"("length")")));
    QSignalSpy called(session.get(), &ChatSession::toolCalled);
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(watch->log.last(), QStringLiteral("finished Length"));
    QCOMPARE(called.size(), 0);
    QCOMPARE(server->requests().size(), 1);
    QCOMPARE(lastOf(*session)->partAt(0)->toolState(), Chat::ToolState::Error);
}

void tst_ChatSessionRounds::callsOfATruncatedAnswerAreNotMade()
{
    server->route(QStringLiteral("/chat"),
                  { SseTestScript::eventStream().send(Partner::call(0, "t1", "clock")).close(),
                    Partner::answer("Noon.") });
    QSignalSpy called(session.get(), &ChatSession::toolCalled);
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(watch->errors.at(0).code, Code::Truncated);
    QCOMPARE(called.size(), 0);
    QVERIFY(session->send(QStringLiteral("Again?")));
    QTRY_COMPARE(watch->ends, 2);
    QCOMPARE(watch->errors.size(), 1);
}

void tst_ChatSessionRounds::callsOfTheSameIdInTwoRoundsAreToldApart()
{
    server->route(QStringLiteral("/chat"),
                  { Partner::calls(Partner::call(0, "", "clock")),
                    Partner::calls(Partner::call(0, "", "clock")), Partner::answer("Noon.") });
    int called = 0;
    addTool(QStringLiteral("clock"))->setHandler([&](ChatPendingCall *call) {
        call->answer(++called);
    });
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(watch->errors.size(), 0);
    QCOMPARE(partsOf(lastOf(*session)),
             (QStringList{ QStringLiteral("ToolCall clock Completed 1"), QStringLiteral("Step"),
                           QStringLiteral("ToolCall clock Completed 2"), QStringLiteral("Step"),
                           QStringLiteral("Text Noon.") }));
    QCOMPARE(resultOf(2, "call-1"), "1");
    QCOMPARE(resultOf(2, "call-1-2"), "2");
}

void tst_ChatSessionRounds::aRoundThatFailedIsTriedAgainAlone()
{
    server->route(
        QStringLiteral("/chat"),
        { Partner::calls(Partner::call(0, "t1", "clock") + Partner::usage(1, 2)),
          SseTestScript::eventStream().send(Partner::text("It is n")).close(),
          Partner::stream(Partner::text("Noon.") + Partner::usage(3, 4) + Partner::end()) });
    int called = 0;
    addTool(QStringLiteral("clock"))->setHandler([&](ChatPendingCall *call) {
        ++called;
        call->answer(QStringLiteral("12:00"));
    });
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(watch->errors.at(0).code, Code::Truncated);
    QVERIFY(session->retry());
    QVERIFY(!session->error().isError());
    QVERIFY(lastOf(*session)->isStreaming());
    QTRY_COMPARE(watch->ends, 2);
    QCOMPARE(called, 1);
    QCOMPARE(server->requests().size(), 3);
    QCOMPARE(server->requests().at(2).body, server->requests().at(1).body);
    QCOMPARE(session->messages()->count(), 2);
    QCOMPARE(partsOf(lastOf(*session)),
             (QStringList{ QStringLiteral("ToolCall clock Completed 12:00"), QStringLiteral("Step"),
                           QStringLiteral("Text It is n"), QStringLiteral("Error Truncated"),
                           QStringLiteral("Step"), QStringLiteral("Text Noon.") }));
    QCOMPARE(lastOf(*session)->finishReason(), Chat::FinishReason::Stop);
    QCOMPARE(lastOf(*session)->usage().outputTokens, 6);
    QCOMPARE(session->totalUsage().outputTokens, 6);
}

void tst_ChatSessionRounds::aRetryOfTheFirstRoundReplacesTheAnswer()
{
    server->route(QStringLiteral("/chat"),
                  { SseTestScript::eventStream().send(Partner::text("It is n")).close(),
                    Partner::answer("Noon.") });
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_COMPARE(watch->ends, 1);
    QVERIFY(session->retry());
    QTRY_COMPARE(watch->ends, 2);
    QCOMPARE(server->requests().at(1).body, server->requests().at(0).body);
    QCOMPARE(session->messages()->count(), 2);
    QCOMPARE(partsOf(lastOf(*session)), QStringList{ QStringLiteral("Text Noon.") });
}

QTEST_GUILESS_MAIN(tst_ChatSessionRounds)
#include "tst_chatsessionrounds.moc"
