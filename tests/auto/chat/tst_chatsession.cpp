// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// A turn from the question to its end, and all that may happen on the way.

#include "chatpartner.h"
#include "chatreplay.h"

#include <QtTest/QtTest>

using Code = Chat::ErrorCode;
using Phase = Chat::Phase;

class tst_ChatSession : public SessionFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void defaults();
    void propertiesTellTheirChangesOnce();
    void aTurnGoesThroughItsPhases();
    void captures_data();
    void captures();
    void theConversationIsSentAlong();
    void whatIsSetMeanwhileHoldsFromTheNextTurnOn();
    void whatIsRefused();
    void stopping_data();
    void stopping();
    void closingTheSourceIsStopping();
    void regenerating();
    void resending();
    void aPlaceInAnotherAnswerIsNotSent();
    void clearing();
    void loadingBeginsAnotherConversation();
    void removingTheAnswerGivesUpTheTurn();
    void usageIsThatOfAllAnswers();
};

void tst_ChatSession::defaults()
{
    const ChatSession fresh;
    QCOMPARE(fresh.format(), Chat::Format::OpenAiChat);
    QCOMPARE(fresh.phase(), Phase::Idle);
    QCOMPARE(fresh.maximumToolRounds(), 8);
    QCOMPARE(fresh.retryCountdown(), -1);
    QCOMPARE(fresh.timeToFirstToken(), -1);
    QCOMPARE(fresh.tokensPerSecond(), 0.0);
    QVERIFY(!fresh.isBusy());
    QVERIFY(!fresh.hasApiKey());
    QVERIFY(!fresh.canRetry());
    QVERIFY(!fresh.error().isError());
    QVERIFY(fresh.usage().isEmpty());
    QCOMPARE(fresh.messages()->count(), 0);
}

void tst_ChatSession::propertiesTellTheirChangesOnce()
{
    ChatSession fresh;
    QSignalSpy formats(&fresh, &ChatSession::formatChanged);
    QSignalSpy endpoints(&fresh, &ChatSession::endpointChanged);
    QSignalSpy models(&fresh, &ChatSession::modelChanged);
    QSignalSpy prompts(&fresh, &ChatSession::systemPromptChanged);
    QSignalSpy options(&fresh, &ChatSession::optionsChanged);
    QSignalSpy keys(&fresh, &ChatSession::hasApiKeyChanged);
    QSignalSpy rounds(&fresh, &ChatSession::maximumToolRoundsChanged);
    QSignalSpy tools(&fresh, &ChatSession::toolsChanged);
    ChatTool tool;
    for (int i = 0; i < 2; ++i) {
        fresh.setFormat(Chat::Format::Gemini);
        fresh.setEndpoint(QUrl(QStringLiteral("http://example.org")));
        fresh.setModel(QStringLiteral("m"));
        fresh.setSystemPrompt(QStringLiteral("p"));
        fresh.setOptions({ { QStringLiteral("temperature"), 1 } });
        fresh.setApiKey(QStringLiteral("k"));
        fresh.setMaximumToolRounds(2);
        fresh.addTool(&tool);
    }
    for (const QSignalSpy *const spy :
         { &formats, &endpoints, &models, &prompts, &options, &keys, &rounds, &tools })
        QCOMPARE(spy->size(), 1);
    fresh.setApiKey({});
    QCOMPARE(keys.size(), 2);
    QTest::ignoreMessage(QtWarningMsg,
                         "ChatSession: maximumToolRounds cannot be -1; it stays as it was");
    fresh.setMaximumToolRounds(-1);
    QCOMPARE(fresh.maximumToolRounds(), 2);
}

void tst_ChatSession::aTurnGoesThroughItsPhases()
{
    server->route(QStringLiteral("/chat"),
                  Partner::stream(Partner::reasoning("Well, ") + Partner::reasoning("yes.")
                                  + Partner::text("Hel") + Partner::text("lo.")
                                  + Partner::usage(7, 5) + Partner::end()));
    QVERIFY(session->send(QStringLiteral("Hi")));
    QVERIFY(session->isBusy());
    QCOMPARE(session->messages()->count(), 2);
    QVERIFY(lastOf(*session)->isStreaming());
    QTRY_COMPARE(watch->ends, 1);
    const QStringList expected{ QStringLiteral("Sending"),  QStringLiteral("sent"),
                                QStringLiteral("Thinking"), QStringLiteral("Answering"),
                                QStringLiteral("Idle"),     QStringLiteral("finished Stop") };
    QCOMPARE(watch->log, expected);
    QVERIFY(!session->isBusy());
    QVERIFY(!session->error().isError());
    QVERIFY(session->timeToFirstToken() >= 0);
    QCOMPARE(session->usage().inputTokens, 7);
    QCOMPARE(session->usage().outputTokens, 5);
    const ChatMessage *const answer = lastOf(*session);
    QCOMPARE(
        partsOf(answer),
        (QStringList{ QStringLiteral("Reasoning Well, yes."), QStringLiteral("Text Hello.") }));
    QCOMPARE(answer->messageId(), QStringLiteral("c1"));
    QVERIFY(!answer->isStreaming());
    QCOMPARE(server->requests().size(), 1);
    const SseTestRequest request = server->requests().constFirst();
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.header("Content-Type"), "application/json");
    QCOMPARE(request.body,
             R"({"messages":[{"content":"Hi","role":"user"}],"model":"m1","stream":true,)"
             R"("stream_options":{"include_usage":true}})");
}

void tst_ChatSession::captures_data()
{
    QTest::addColumn<Chat::Format>("format");
    QTest::addColumn<QString>("capture");
    QTest::addColumn<QStringList>("parts");
    const auto row = [](const char *name, Chat::Format format, const QStringList &parts) {
        QTest::newRow(name) << format << QString::fromLatin1(name) << parts;
    };
    const QStringList thought{ QStringLiteral(
                                   "Reasoning The user wants me to think. Two plus two is four."),
                               QStringLiteral("Text The answer is 4.") };
    row("aimock-openai-chat-think", Chat::Format::OpenAiChat, thought);
    row("aimock-openai-responses-think", Chat::Format::OpenAiResponses, thought);
    row("aimock-anthropic-think", Chat::Format::AnthropicMessages, thought);
    row("aimock-gemini-think", Chat::Format::Gemini, thought);
    row("aisdk-uimessage-tool", Chat::Format::UiMessageStream,
        { QStringLiteral("ToolCall weather Completed {\"city\":\"Zürich\",\"temp\":18}"),
          QStringLiteral("Step"), QStringLiteral("Text Hello, wörld 👋\nline 2") });
}

void tst_ChatSession::captures()
{
    QFETCH(Chat::Format, format);
    QFETCH(QString, capture);
    QFETCH(QStringList, parts);
    const QByteArray body = ChatReplay::capturedBody(capture);
    QVERIFY(!body.isEmpty());
    server->route(QStringLiteral("/chat"), SseTestScript::eventStream().send(body).end());
    session->setFormat(format);
    QVERIFY(session->send(QStringLiteral("think")));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(watch->errors.size(), 0);
    QCOMPARE(partsOf(lastOf(*session)), parts);
}

void tst_ChatSession::theConversationIsSentAlong()
{
    server->route(QStringLiteral("/chat"), { Partner::answer("One."), Partner::answer("Two.") });
    session->setSystemPrompt(QStringLiteral("Count."));
    QVERIFY(session->send(QStringLiteral("First?")));
    QTRY_COMPARE(watch->ends, 1);
    QVERIFY(session->send(QStringLiteral("Second?")));
    QTRY_COMPARE(watch->ends, 2);
    const QByteArrayList expected{ R"({"content":"Count.","role":"system"})",
                                   R"({"content":"First?","role":"user"})",
                                   R"({"content":"One.","role":"assistant"})",
                                   R"({"content":"Second?","role":"user"})" };
    QCOMPARE(Partner::messagesOf(server->requests().at(1)), expected);
}

void tst_ChatSession::whatIsSetMeanwhileHoldsFromTheNextTurnOn()
{
    SseTestServer other;
    QVERIFY(other.listen());
    other.route(QStringLiteral("/chat"), Partner::answer("Other."));
    server->route(QStringLiteral("/chat"),
                  { Partner::calls(Partner::call(0, "t1", "clock")), Partner::answer("Noon.") });
    ChatTool clock;
    clock.setName(QStringLiteral("clock"));
    session->addTool(&clock);
    session->setApiKey(QStringLiteral("old-key"));
    QObject::connect(&clock, &ChatTool::called, session.get(), [&](ChatPendingCall *call) {
        session->setEndpoint(other.url(QStringLiteral("/chat")));
        session->setModel(QStringLiteral("m2"));
        session->setFormat(Chat::Format::AnthropicMessages);
        session->setFormat(Chat::Format::OpenAiChat);
        session->setApiKey(QStringLiteral("new-key"));
        session->setSystemPrompt(QStringLiteral("New."));
        session->setOptions({ { QStringLiteral("temperature"), 1 } });
        session->removeTool(&clock);
        call->answer(QStringLiteral("12:00"));
    });
    QVERIFY(session->send(QStringLiteral("What time is it?")));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(watch->errors.size(), 0);
    const QJsonObject second = Partner::bodyOf(server->requests().at(1));
    QCOMPARE(second.value(QLatin1String("model")), QJsonValue(QLatin1String("m1")));
    QVERIFY(!second.contains(QLatin1String("temperature")));
    QVERIFY(second.contains(QLatin1String("tools")));
    QCOMPARE(server->requests().at(1).header("Authorization"), "Bearer old-key");

    QVERIFY(session->send(QStringLiteral("And now?")));
    QTRY_COMPARE(watch->ends, 2);
    QCOMPARE(other.requests().size(), 1);
    const QJsonObject third = Partner::bodyOf(other.requests().constFirst());
    QCOMPARE(third.value(QLatin1String("model")), QJsonValue(QLatin1String("m2")));
    QCOMPARE(third.value(QLatin1String("temperature")), QJsonValue(1));
    QVERIFY(!third.contains(QLatin1String("tools")));
    QCOMPARE(other.requests().constFirst().header("Authorization"), "Bearer new-key");
}

void tst_ChatSession::whatIsRefused()
{
    server->route(QStringLiteral("/chat"), SseTestScript::eventStream().stall());
    QVERIFY(!session->send(QStringLiteral("  \n")));
    QVERIFY(!session->regenerate());
    QVERIFY(!session->resend(0, QStringLiteral("Hi")));
    QVERIFY(!session->retry());
    QVERIFY(!session->scheduleRetry());
    QCOMPARE(session->messages()->count(), 0);
    QVERIFY(session->send(QStringLiteral("Hi")));
    for (const char *const what : { "send", "regenerate", "resend", "retry" })
        QTest::ignoreMessage(QtWarningMsg,
                             QByteArrayLiteral("ChatSession::") + what
                                 + "() has no effect on a session that is busy");
    QVERIFY(!session->send(QStringLiteral("Again")));
    QVERIFY(!session->regenerate());
    QVERIFY(!session->resend(0, QStringLiteral("Hi")));
    QVERIFY(!session->retry());
    QCOMPARE(session->messages()->count(), 2);
    session->stop();
    QVERIFY(!session->resend(1, QStringLiteral("This is the answer.")));
    QVERIFY(!session->resend(7, QStringLiteral("There is none.")));
}

void tst_ChatSession::stopping_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<Chat::Phase>("phase");
    QTest::addColumn<QStringList>("parts");
    QTest::newRow("Sending") << QByteArray() << Phase::Sending << QStringList();
    QTest::newRow("Thinking") << Partner::reasoning("Well") << Phase::Thinking
                              << QStringList{ QStringLiteral("Reasoning Well") };
    QTest::newRow("Answering") << Partner::text("Hel") << Phase::Answering
                               << QStringList{ QStringLiteral("Text Hel") };
    QTest::newRow("CallingTool") << Partner::call(0, "t1", "clock", "{") << Phase::CallingTool
                                 << QStringList{ QStringLiteral(
                                        "ToolCall clock Error interrupted") };
}

void tst_ChatSession::stopping()
{
    QFETCH(QByteArray, sent);
    QFETCH(Chat::Phase, phase);
    QFETCH(QStringList, parts);
    server->route(QStringLiteral("/chat"),
                  { SseTestScript::eventStream().send(sent).stall(), Partner::answer("Yes.") });
    QVERIFY(session->send(QStringLiteral("Hi")));
    QTRY_COMPARE(server->requests().size(), 1);
    QTRY_COMPARE(session->phase(), phase);
    session->stop();
    QCOMPARE(session->phase(), Phase::Idle);
    QCOMPARE(watch->log.last(), QStringLiteral("finished Stopped"));
    QCOMPARE(watch->ends, 1);
    QCOMPARE(partsOf(lastOf(*session)), parts);
    QVERIFY(!lastOf(*session)->isStreaming());
    QTRY_COMPARE(server->openConnectionCount(), 0);
    session->stop();
    QCOMPARE(watch->ends, 1);

    // What follows is a request that services take.
    QVERIFY(session->send(QStringLiteral("Go on")));
    QTRY_COMPARE(watch->ends, 2);
    QCOMPARE(watch->errors.size(), 0);
    const QByteArrayList messages = Partner::messagesOf(server->requests().at(1));
    QCOMPARE(messages.first(), R"({"content":"Hi","role":"user"})");
    QCOMPARE(messages.last(), R"({"content":"Go on","role":"user"})");
    for (const QByteArray &message : messages)
        QVERIFY(!message.contains("tool"));
}

void tst_ChatSession::closingTheSourceIsStopping()
{
    server->route(QStringLiteral("/chat"),
                  SseTestScript::eventStream().send(Partner::text("Hel")).stall());
    QVERIFY(session->send(QStringLiteral("Hi")));
    QTRY_COMPARE(session->phase(), Phase::Answering);
    session->source()->close();
    QCOMPARE(watch->log.last(), QStringLiteral("finished Stopped"));
    QCOMPARE(session->phase(), Phase::Idle);
}

void tst_ChatSession::regenerating()
{
    server->route(QStringLiteral("/chat"), { Partner::answer("One."), Partner::answer("Two.") });
    QVERIFY(session->send(QStringLiteral("Count")));
    QTRY_COMPARE(watch->ends, 1);
    QVERIFY(session->regenerate());
    QTRY_COMPARE(watch->ends, 2);
    QCOMPARE(session->messages()->count(), 2);
    QCOMPARE(lastOf(*session)->text(), QStringLiteral("Two."));
    QCOMPARE(server->requests().at(1).body, server->requests().at(0).body);
}

void tst_ChatSession::resending()
{
    server->route(QStringLiteral("/chat"),
                  { Partner::answer("One."), Partner::answer("Two."), Partner::answer("Three.") });
    QVERIFY(session->send(QStringLiteral("First")));
    QTRY_COMPARE(watch->ends, 1);
    QVERIFY(session->send(QStringLiteral("Second")));
    QTRY_COMPARE(watch->ends, 2);
    QVERIFY(session->resend(0, QStringLiteral("Else")));
    QTRY_COMPARE(watch->ends, 3);
    QCOMPARE(session->messages()->count(), 2);
    QCOMPARE(session->messages()->messageAt(0)->text(), QStringLiteral("Else"));
    QCOMPARE(lastOf(*session)->text(), QStringLiteral("Three."));
    QCOMPARE(Partner::messagesOf(server->requests().at(2)),
             QByteArrayList{ R"({"content":"Else","role":"user"})" });
}

void tst_ChatSession::aPlaceInAnotherAnswerIsNotSent()
{
    server->route(QStringLiteral("/chat"),
                  Partner::stream("id: 7\n" + Partner::text("One.") + Partner::end()));
    for (int i = 1; i <= 2; ++i) {
        QVERIFY(session->send(QStringLiteral("Count")));
        QTRY_COMPARE(watch->ends, i);
    }
    QCOMPARE(server->requests().at(1).header("Last-Event-ID"), QByteArray());
}

void tst_ChatSession::clearing()
{
    server->route(
        QStringLiteral("/chat"),
        SseTestScript::eventStream().send(Partner::text("Hel") + Partner::usage(3, 4)).stall());
    QVERIFY(session->send(QStringLiteral("Hi")));
    QTRY_COMPARE(session->usage().outputTokens, 4);
    session->clear();
    QCOMPARE(session->phase(), Phase::Idle);
    QCOMPARE(session->messages()->count(), 0);
    QVERIFY(session->usage().isEmpty());
    QVERIFY(session->totalUsage().isEmpty());
    QCOMPARE(session->timeToFirstToken(), -1);
    QCOMPARE(watch->ends, 0);
    QTRY_COMPARE(server->openConnectionCount(), 0);
}

void tst_ChatSession::loadingBeginsAnotherConversation()
{
    server->route(
        QStringLiteral("/chat"),
        SseTestScript::eventStream().send(Partner::text("Hel") + Partner::usage(3, 4)).stall());
    ChatModel other;
    other.append(Chat::Role::User, QStringLiteral("Loaded"));
    QVERIFY(session->send(QStringLiteral("Hi")));
    QTRY_COMPARE(session->usage().outputTokens, 4);
    QCOMPARE(session->messages()->fromJson(other.toJson()), QString());
    QCOMPARE(session->phase(), Phase::Idle);
    QCOMPARE(session->messages()->count(), 1);
    QVERIFY(session->totalUsage().isEmpty());
    QCOMPARE(watch->ends, 0);
    server->route(QStringLiteral("/chat"), Partner::answer("Yes."));
    QVERIFY(session->regenerate());
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(Partner::messagesOf(server->requests().at(1)),
             QByteArrayList{ R"({"content":"Loaded","role":"user"})" });
}

void tst_ChatSession::removingTheAnswerGivesUpTheTurn()
{
    server->route(QStringLiteral("/chat"),
                  SseTestScript::eventStream().send(Partner::text("Hel")).stall());
    QVERIFY(session->send(QStringLiteral("Hi")));
    QTRY_COMPARE(session->phase(), Phase::Answering);
    session->messages()->remove(1);
    QCOMPARE(session->phase(), Phase::Idle);
    QCOMPARE(watch->ends, 0);
    QTRY_COMPARE(server->openConnectionCount(), 0);
}

void tst_ChatSession::usageIsThatOfAllAnswers()
{
    server->route(
        QStringLiteral("/chat"),
        { Partner::calls(Partner::call(0, "t1", "clock") + Partner::usage(10, 2)),
          Partner::stream(Partner::text("Noon.") + Partner::usage(20, 3) + Partner::end()),
          Partner::stream(Partner::text("Yes.") + Partner::usage(5, 1) + Partner::end()) });
    QObject::connect(session.get(), &ChatSession::toolCalled, session.get(),
                     [](ChatPendingCall *call) { call->answer(1); });
    QVERIFY(session->send(QStringLiteral("What time is it?")));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(session->usage().inputTokens, 30);
    QCOMPARE(session->usage().outputTokens, 5);
    QCOMPARE(lastOf(*session)->usage().outputTokens, 5);
    QCOMPARE(session->totalUsage().outputTokens, 5);
    QVERIFY(session->send(QStringLiteral("Sure?")));
    QTRY_COMPARE(watch->ends, 2);
    QCOMPARE(session->usage().outputTokens, 1);
    QCOMPARE(session->totalUsage().outputTokens, 6);
    QCOMPARE(session->totalUsage().inputTokens, 35);
}

QTEST_GUILESS_MAIN(tst_ChatSession)
#include "tst_chatsession.moc"
