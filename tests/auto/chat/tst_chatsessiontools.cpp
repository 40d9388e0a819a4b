// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Tools: who is asked, how they answer, and how the conversation goes on.

#include "chatpartner.h"

#include <QtCore/qpointer.h>
#include <QtTest/QtTest>

#include <memory>

using Code = Chat::ErrorCode;
using Phase = Chat::Phase;

class tst_ChatSessionTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void toolsTellTheirChangesOnce();
    void aRoundGoesThroughItsPhases();
    void everyFormatGoesOnAfterACall_data();
    void everyFormatGoesOnAfterACall();
    void whoIsAsked_data();
    void whoIsAsked();
    void severalCallsWaitAtTheSameTime();
    void answersOfAllKinds_data();
    void answersOfAllKinds();
    void argumentsThatAreNoneAreToldToTheModel_data();
    void argumentsThatAreNoneAreToldToTheModel();
    void onlyEnabledToolsAreDeclared();
    void aToolThatIsDestroyedLeaves();
    void whatIsDestroyedFailsItsCall_data();
    void whatIsDestroyedFailsItsCall();
    void theSecondAnswerIsIgnored();
    void stoppedCallsAreNotPending();
    void clearingReleasesCalls();
    void roundsAreLimited_data();
    void roundsAreLimited();
    void callsThatWereMadeByTheServiceAreNotMadeAgain();
    void callsOfAnAnswerThatWasCutShortAreNotMade();
    void callsOfATruncatedAnswerAreNotMade();
    void callsOfTheSameIdInTwoRoundsAreToldApart();
    void aRoundThatFailedIsTriedAgainAlone();
    void aRetryOfTheFirstRoundReplacesTheAnswer();

private:
    [[nodiscard]] ChatTool *addTool(const QString &name);
    [[nodiscard]] QByteArray resultOf(int request, const QByteArray &callId) const;

    std::unique_ptr<SseTestServer> server;
    std::unique_ptr<ChatSession> session;
    std::unique_ptr<SessionWatch> watch;
};

void tst_ChatSessionTools::init()
{
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
    session = std::make_unique<ChatSession>();
    session->setEndpoint(server->url(QStringLiteral("/chat")));
    session->setModel(QStringLiteral("m1"));
    watch = std::make_unique<SessionWatch>(*session);
    server->route(QStringLiteral("/chat"),
                  { Partner::calls(Partner::call(0, "t1", "clock")), Partner::answer("Noon.") });
}

void tst_ChatSessionTools::cleanup()
{
    watch.reset();
    session.reset();
    server.reset();
}

ChatTool *tst_ChatSessionTools::addTool(const QString &name)
{
    auto *const tool = new ChatTool(session.get());
    tool->setName(name);
    session->addTool(tool);
    return tool;
}

// What the service was told of a call.
QByteArray tst_ChatSessionTools::resultOf(int request, const QByteArray &callId) const
{
    const QJsonArray messages =
        Partner::bodyOf(server->requests().at(request)).value(QLatin1String("messages")).toArray();
    for (const QJsonValue &message : messages) {
        const QJsonObject object = message.toObject();
        if (object.value(QLatin1String("tool_call_id")).toString().toUtf8() == callId)
            return object.value(QLatin1String("content")).toString().toUtf8();
    }
    return "there is none";
}

void tst_ChatSessionTools::toolsTellTheirChangesOnce()
{
    ChatTool tool;
    QVERIFY(tool.isEnabled());
    QSignalSpy names(&tool, &ChatTool::nameChanged);
    QSignalSpy descriptions(&tool, &ChatTool::descriptionChanged);
    QSignalSpy parameters(&tool, &ChatTool::parametersChanged);
    QSignalSpy enabled(&tool, &ChatTool::enabledChanged);
    for (int i = 0; i < 2; ++i) {
        tool.setName(QStringLiteral("clock"));
        tool.setDescription(QStringLiteral("Tells the time."));
        tool.setParameters({ { QStringLiteral("type"), QStringLiteral("object") } });
        tool.setEnabled(false);
    }
    for (const QSignalSpy *const spy : { &names, &descriptions, &parameters, &enabled })
        QCOMPARE(spy->size(), 1);
}

void tst_ChatSessionTools::aRoundGoesThroughItsPhases()
{
    ChatTool *const clock = addTool(QStringLiteral("clock"));
    QPointer<ChatPendingCall> pending;
    clock->setHandler([&](ChatPendingCall *call) { pending = call; });
    server->route(QStringLiteral("/chat"),
                  { Partner::calls(Partner::text("Let me see.")
                                   + Partner::call(0, "t1", "clock", R"({\"zone\":\"UTC\"})")),
                    Partner::answer("Noon.") });
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_VERIFY(pending);
    QCOMPARE(session->phase(), Phase::CallingTool);
    QCOMPARE(pending->name(), QStringLiteral("clock"));
    QCOMPARE(pending->callId(), QStringLiteral("t1"));
    QCOMPARE(pending->arguments().value(QLatin1String("zone")), QJsonValue(QLatin1String("UTC")));
    QVERIFY(pending->isPending());
    QVERIFY(lastOf(*session)->isStreaming());
    session->messages()->flush();
    QCOMPARE(lastOf(*session)->toolCall(QStringLiteral("t1"))->toolState(),
             Chat::ToolState::Running);
    QSignalSpy pendings(pending, &ChatPendingCall::pendingChanged);
    pending->answer(QStringLiteral("12:00"));
    QCOMPARE(pendings.size(), 1);
    QVERIFY(!pending->isPending());
    QTRY_COMPARE(watch->ends, 1);
    QVERIFY(!pending);
    const QStringList expected{ QStringLiteral("Sending"),      QStringLiteral("sent"),
                                QStringLiteral("Answering"),    QStringLiteral("CallingTool"),
                                QStringLiteral("Sending"),      QStringLiteral("sent"),
                                QStringLiteral("Answering"),    QStringLiteral("Idle"),
                                QStringLiteral("finished Stop") };
    QCOMPARE(watch->log, expected);
    QCOMPARE(session->messages()->count(), 2);
    QCOMPARE(partsOf(lastOf(*session)),
             (QStringList{ QStringLiteral("Text Let me see."),
                           QStringLiteral("ToolCall clock Completed 12:00"), QStringLiteral("Step"),
                           QStringLiteral("Text Noon.") }));
    const QByteArrayList messages{
        R"({"content":"Time?","role":"user"})",
        R"({"content":"Let me see.","role":"assistant","tool_calls":[{"function":{"arguments":)"
        R"("{\"zone\":\"UTC\"}","name":"clock"},"id":"t1","type":"function"}]})",
        R"({"content":"12:00","role":"tool","tool_call_id":"t1"})"
    };
    QCOMPARE(Partner::messagesOf(server->requests().at(1)), messages);
}

void tst_ChatSessionTools::everyFormatGoesOnAfterACall_data()
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

void tst_ChatSessionTools::everyFormatGoesOnAfterACall()
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

void tst_ChatSessionTools::whoIsAsked_data()
{
    QTest::addColumn<bool>("hasTool");
    QTest::addColumn<bool>("hasHandler");
    QTest::addColumn<bool>("isToolConnected");
    QTest::addColumn<bool>("isSessionConnected");
    QTest::addColumn<QByteArray>("told");
    const QByteArray nobody("Error: There is no tool of the name clock.");
    QTest::newRow("the handler") << true << true << true << true << QByteArray("handler");
    QTest::newRow("the tool's signal") << true << false << true << true << QByteArray("tool");
    QTest::newRow("the session's signal")
        << true << false << false << true << QByteArray("session");
    QTest::newRow("the session's, without a tool")
        << false << false << false << true << QByteArray("session");
    QTest::newRow("nobody") << true << false << false << false << nobody;
    QTest::newRow("nobody, without a tool") << false << false << false << false << nobody;
}

void tst_ChatSessionTools::whoIsAsked()
{
    QFETCH(bool, hasTool);
    QFETCH(bool, hasHandler);
    QFETCH(bool, isToolConnected);
    QFETCH(bool, isSessionConnected);
    QFETCH(QByteArray, told);
    const auto says = [](const QString &who) {
        return [who](ChatPendingCall *call) { call->answer(who); };
    };
    ChatTool *const tool = hasTool ? addTool(QStringLiteral("clock")) : nullptr;
    if (hasHandler)
        tool->setHandler(says(QStringLiteral("handler")));
    if (isToolConnected)
        connect(tool, &ChatTool::called, this, says(QStringLiteral("tool")));
    if (isSessionConnected)
        connect(session.get(), &ChatSession::toolCalled, this, says(QStringLiteral("session")));
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(watch->errors.size(), 0);
    QCOMPARE(resultOf(1, "t1"), told);
}

void tst_ChatSessionTools::severalCallsWaitAtTheSameTime()
{
    server->route(QStringLiteral("/chat"),
                  { Partner::calls(Partner::call(0, "t1", "clock") + Partner::call(1, "t2", "clock")
                                   + Partner::call(2, "t3", "weather")),
                    Partner::answer("Done.") });
    QList<QPointer<ChatPendingCall>> calls;
    connect(session.get(), &ChatSession::toolCalled, this, [&](ChatPendingCall *call) {
        calls.append(call);
        if (call->callId() == QLatin1String("t2"))
            call->answer(2);
    });
    QVERIFY(session->send(QStringLiteral("Go")));
    QTRY_COMPARE(calls.size(), 3);
    calls.at(2)->answer(3);
    QCOMPARE(session->phase(), Phase::CallingTool);
    QCOMPARE(server->requests().size(), 1);
    calls.at(0)->answer(1);
    QCOMPARE(session->phase(), Phase::Sending);
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(resultOf(1, "t1"), "1");
    QCOMPARE(resultOf(1, "t2"), "2");
    QCOMPARE(resultOf(1, "t3"), "3");
}

void tst_ChatSessionTools::answersOfAllKinds_data()
{
    QTest::addColumn<QJsonValue>("result");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("text") << QJsonValue(QStringLiteral("a \"b\"")) << QByteArray("a \"b\"");
    QTest::newRow("object") << QJsonValue(QJsonObject{ { QStringLiteral("a"), 1 } })
                            << QByteArray(R"({"a":1})");
    QTest::newRow("array") << QJsonValue(QJsonArray{ 1, true }) << QByteArray("[1,true]");
    QTest::newRow("number") << QJsonValue(1.5) << QByteArray("1.5");
    QTest::newRow("false") << QJsonValue(false) << QByteArray("false");
    QTest::newRow("null") << QJsonValue() << QByteArray("null");
    QTest::newRow("undefined") << QJsonValue(QJsonValue::Undefined) << QByteArray("null");
    QTest::newRow("nothing said") << QJsonValue(QString()) << QByteArray();
}

void tst_ChatSessionTools::answersOfAllKinds()
{
    QFETCH(QJsonValue, result);
    QFETCH(QByteArray, told);
    addTool(QStringLiteral("clock"))->setHandler([&](ChatPendingCall *call) {
        call->answer(result);
    });
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(resultOf(1, "t1"), told);
}

void tst_ChatSessionTools::argumentsThatAreNoneAreToldToTheModel_data()
{
    QTest::addColumn<QByteArray>("arguments");
    QTest::newRow("an array") << QByteArray("[1]");
    QTest::newRow("not whole") << QByteArray(R"({\"zone\":)");
    QTest::newRow("text") << QByteArray("at noon");
}

void tst_ChatSessionTools::argumentsThatAreNoneAreToldToTheModel()
{
    QFETCH(QByteArray, arguments);
    server->route(QStringLiteral("/chat"),
                  { Partner::calls(Partner::call(0, "t1", "clock", arguments)
                                   + Partner::call(1, "t2", "clock")),
                    Partner::answer("Noon.") });
    int called = 0;
    addTool(QStringLiteral("clock"))->setHandler([&](ChatPendingCall *call) {
        ++called;
        call->answer(QStringLiteral("12:00"));
    });
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(watch->errors.size(), 0);
    QCOMPARE(called, 1);
    const ChatPart *const part = lastOf(*session)->toolCall(QStringLiteral("t1"));
    QCOMPARE(part->toolState(), Chat::ToolState::Error);
    QVERIFY(part->result().startsWith(QLatin1String("The arguments are no JSON object")));
    QVERIFY2(resultOf(1, "t1").startsWith("Error: The arguments are no JSON object"),
             resultOf(1, "t1").constData());
    QCOMPARE(resultOf(1, "t2"), "12:00");
}

void tst_ChatSessionTools::onlyEnabledToolsAreDeclared()
{
    ChatTool *const clock = addTool(QStringLiteral("clock"));
    ChatTool *const weather = addTool(QStringLiteral("weather"));
    weather->setDescription(QStringLiteral("Tells the weather."));
    clock->setEnabled(false);
    server->route(QStringLiteral("/chat"), Partner::answer("Yes."));
    QVERIFY(session->send(QStringLiteral("Hi")));
    QTRY_COMPARE(watch->ends, 1);
    const QJsonArray tools =
        Partner::bodyOf(server->requests().constFirst()).value(QLatin1String("tools")).toArray();
    QCOMPARE(QJsonDocument(tools).toJson(QJsonDocument::Compact),
             R"([{"function":{"description":"Tells the weather.","name":"weather","parameters":)"
             R"({"properties":{},"type":"object"}},"type":"function"}])");
    weather->setEnabled(false);
    QVERIFY(session->send(QStringLiteral("Hi")));
    QTRY_COMPARE(watch->ends, 2);
    QVERIFY(!Partner::bodyOf(server->requests().at(1)).contains(QLatin1String("tools")));
}

void tst_ChatSessionTools::aToolThatIsDestroyedLeaves()
{
    QSignalSpy changes(session.get(), &ChatSession::toolsChanged);
    ChatTool *const clock = addTool(QStringLiteral("clock"));
    ChatTool *const weather = addTool(QStringLiteral("weather"));
    QCOMPARE(session->tools(), (QList{ clock, weather }));
    delete clock;
    QCOMPARE(session->tools(), QList{ weather });
    session->removeTool(weather);
    QCOMPARE(session->tools(), QList<ChatTool *>());
    delete weather;
    QCOMPARE(changes.size(), 4);
}

void tst_ChatSessionTools::whatIsDestroyedFailsItsCall_data()
{
    QTest::addColumn<bool>("isTool");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("the call") << false << QByteArray("Error: The call was given up.");
    QTest::newRow("the tool") << true << QByteArray("Error: The tool is gone.");
}

void tst_ChatSessionTools::whatIsDestroyedFailsItsCall()
{
    QFETCH(bool, isTool);
    QFETCH(QByteArray, told);
    QPointer<ChatPendingCall> pending;
    ChatTool *const clock = addTool(QStringLiteral("clock"));
    clock->setHandler([&](ChatPendingCall *call) { pending = call; });
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_VERIFY(pending);
    if (isTool)
        delete clock;
    else
        delete pending;
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(watch->errors.size(), 0);
    QCOMPARE(resultOf(1, "t1"), told);
}

void tst_ChatSessionTools::theSecondAnswerIsIgnored()
{
    addTool(QStringLiteral("clock"))->setHandler([](ChatPendingCall *call) {
        call->answer(1);
        call->answer(2);
        call->fail(QStringLiteral("three"));
    });
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(resultOf(1, "t1"), "1");
    QCOMPARE(server->requests().size(), 2);
}

void tst_ChatSessionTools::stoppedCallsAreNotPending()
{
    QPointer<ChatPendingCall> pending;
    addTool(QStringLiteral("clock"))->setHandler([&](ChatPendingCall *call) { pending = call; });
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_VERIFY(pending);
    QSignalSpy pendings(pending, &ChatPendingCall::pendingChanged);
    session->stop();
    QCOMPARE(watch->log.last(), QStringLiteral("finished Stopped"));
    QVERIFY(!pending->isPending());
    QCOMPARE(pendings.size(), 1);
    QCOMPARE(partsOf(lastOf(*session)),
             QStringList{ QStringLiteral("ToolCall clock Error interrupted") });
    pending->answer(QStringLiteral("12:00"));
    QCOMPARE(pendings.size(), 1);
    QTRY_VERIFY(!pending);
    QCOMPARE(session->phase(), Phase::Idle);
    QCOMPARE(server->requests().size(), 1);
    QCOMPARE(partsOf(lastOf(*session)),
             QStringList{ QStringLiteral("ToolCall clock Error interrupted") });

    QVERIFY(session->send(QStringLiteral("And now?")));
    QTRY_COMPARE(watch->ends, 2);
    QCOMPARE(resultOf(1, "t1"), "Error: interrupted");
}

void tst_ChatSessionTools::clearingReleasesCalls()
{
    QPointer<ChatPendingCall> pending;
    addTool(QStringLiteral("clock"))->setHandler([&](ChatPendingCall *call) { pending = call; });
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_VERIFY(pending);
    session->clear();
    QVERIFY(!pending->isPending());
    pending->answer(1);
    QCOMPARE(session->messages()->count(), 0);
    QCOMPARE(session->phase(), Phase::Idle);
    QCOMPARE(watch->ends, 0);
}

void tst_ChatSessionTools::roundsAreLimited_data()
{
    QTest::addColumn<int>("rounds");
    QTest::newRow("none") << 0;
    QTest::newRow("two") << 2;
    QTest::newRow("the default") << 8;
}

void tst_ChatSessionTools::roundsAreLimited()
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

void tst_ChatSessionTools::callsThatWereMadeByTheServiceAreNotMadeAgain()
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

void tst_ChatSessionTools::callsOfAnAnswerThatWasCutShortAreNotMade()
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

void tst_ChatSessionTools::callsOfATruncatedAnswerAreNotMade()
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

void tst_ChatSessionTools::callsOfTheSameIdInTwoRoundsAreToldApart()
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

void tst_ChatSessionTools::aRoundThatFailedIsTriedAgainAlone()
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

void tst_ChatSessionTools::aRetryOfTheFirstRoundReplacesTheAnswer()
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

QTEST_GUILESS_MAIN(tst_ChatSessionTools)
#include "tst_chatsessiontools.moc"
