// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// A turn from the question to its end, and all that may happen on the way.

#include "chatpartner.h"
#include "chatreplay.h"

#include <QtCore/qpointer.h>
#include <QtTest/QtTest>

#include <memory>

using Code = Chat::ErrorCode;
using Phase = Chat::Phase;

class tst_ChatSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void defaults();
    void propertiesTellTheirChangesOnce();
    void aTurnGoesThroughItsPhases();
    void captures_data();
    void captures();
    void theConversationIsSentAlong();
    void theKeyHeader_data();
    void theKeyHeader();
    void theKeyIsAskedForBeforeEachRequest();
    void theKeyIsAskedForAgainInEachRound();
    void aKeyThatDoesNotComeEndsTheTurn_data();
    void aKeyThatDoesNotComeEndsTheTurn();
    void theKeyDoesNotLeaveItsOrigin_data();
    void theKeyDoesNotLeaveItsOrigin();
    void aKeyThatIsNoneIsNotSent_data();
    void aKeyThatIsNoneIsNotSent();
    void theKeyIsNotToBeRead();
    void whatIsSetMeanwhileHoldsFromTheNextTurnOn();
    void whatIsRefused();
    void stopping_data();
    void stopping();
    void stoppingWhileTheKeyIsAwaited();
    void closingTheSourceIsStopping();
    void regenerating();
    void resending();
    void aPlaceInAnotherAnswerIsNotSent();
    void clearing();
    void loadingBeginsAnotherConversation();
    void removingTheAnswerGivesUpTheTurn();
    void usageIsThatOfAllAnswers();
    void destroyedInAnyHandler_data();
    void destroyedInAnyHandler();
    void anotherTurnBegunInAHandler();

private:
    std::unique_ptr<SseTestServer> server;
    std::unique_ptr<ChatSession> session;
    std::unique_ptr<SessionWatch> watch;
};

void tst_ChatSession::init()
{
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
    session = std::make_unique<ChatSession>();
    session->setEndpoint(server->url(QStringLiteral("/chat")));
    session->setModel(QStringLiteral("m1"));
    watch = std::make_unique<SessionWatch>(*session);
}

void tst_ChatSession::cleanup()
{
    watch.reset();
    session.reset();
    server.reset();
}

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

void tst_ChatSession::theKeyHeader_data()
{
    QTest::addColumn<Chat::Format>("format");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("OpenAiChat") << Chat::Format::OpenAiChat << QByteArray("Authorization")
                                << QByteArray("Bearer secret-key");
    QTest::newRow("OpenAiResponses") << Chat::Format::OpenAiResponses << QByteArray("Authorization")
                                     << QByteArray("Bearer secret-key");
    QTest::newRow("AnthropicMessages")
        << Chat::Format::AnthropicMessages << QByteArray("x-api-key") << QByteArray("secret-key");
    QTest::newRow("Gemini") << Chat::Format::Gemini << QByteArray("x-goog-api-key")
                            << QByteArray("secret-key");
    QTest::newRow("UiMessageStream") << Chat::Format::UiMessageStream << QByteArray("Authorization")
                                     << QByteArray("Bearer secret-key");
}

void tst_ChatSession::theKeyHeader()
{
    QFETCH(Chat::Format, format);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    server->route(QStringLiteral("/chat"), SseTestScript::reply(500));
    session->setFormat(format);
    session->setApiKey(QStringLiteral("secret-key"));
    session->setHeader("X-Title", "Test");
    QVERIFY(session->hasApiKey());
    QVERIFY(session->send(QStringLiteral("Hi")));
    QTRY_COMPARE(watch->ends, 1);
    const SseTestRequest request = server->requests().constFirst();
    QCOMPARE(request.header(name), value);
    QCOMPARE(request.header("X-Title"), "Test");
    QCOMPARE(request.header("anthropic-version"),
             format == Chat::Format::AnthropicMessages ? QByteArray("2023-06-01") : QByteArray());
}

void tst_ChatSession::theKeyIsAskedForBeforeEachRequest()
{
    server->route(QStringLiteral("/chat"), Partner::answer("Yes."));
    QList<QPointer<ChatKeyRequest>> asked;
    session->setApiKey(QStringLiteral("unused"));
    session->setApiKeyHandler([&](ChatKeyRequest *request) { asked.append(request); });
    QVERIFY(session->send(QStringLiteral("Hi")));
    QCOMPARE(asked.size(), 1);
    QVERIFY(asked.at(0)->isPending());
    QCOMPARE(session->phase(), Phase::Sending);
    QCOMPARE(server->requests().size(), 0);
    QSignalSpy pending(asked.at(0), &ChatKeyRequest::pendingChanged);
    asked.at(0)->provide(QStringLiteral("first-key"));
    QCOMPARE(pending.size(), 1);
    QTRY_COMPARE(watch->ends, 1);
    QVERIFY(!asked.at(0));

    session->setApiKeyHandler(
        [](ChatKeyRequest *request) { request->provide(QStringLiteral("second-key")); });
    QVERIFY(session->send(QStringLiteral("Hi again")));
    QTRY_COMPARE(watch->ends, 2);
    QCOMPARE(server->requests().at(0).header("Authorization"), "Bearer first-key");
    QCOMPARE(server->requests().at(1).header("Authorization"), "Bearer second-key");
}

void tst_ChatSession::theKeyIsAskedForAgainInEachRound()
{
    server->route(QStringLiteral("/chat"),
                  { Partner::calls(Partner::call(0, "t1", "clock")), Partner::answer("Noon.") });
    ChatTool clock;
    clock.setName(QStringLiteral("clock"));
    clock.setHandler([](ChatPendingCall *call) { call->answer(QStringLiteral("12:00")); });
    session->addTool(&clock);
    int asked = 0;
    session->setApiKeyHandler(
        [&](ChatKeyRequest *request) { request->provide(QStringLiteral("key-%1").arg(++asked)); });
    QVERIFY(session->send(QStringLiteral("What time is it?")));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(server->requests().at(0).header("Authorization"), "Bearer key-1");
    QCOMPARE(server->requests().at(1).header("Authorization"), "Bearer key-2");
}

void tst_ChatSession::aKeyThatDoesNotComeEndsTheTurn_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("refused at once") << QStringLiteral("fail");
    QTest::newRow("refused later") << QStringLiteral("failLater");
    QTest::newRow("given up") << QStringLiteral("delete");
}

void tst_ChatSession::aKeyThatDoesNotComeEndsTheTurn()
{
    QFETCH(QString, how);
    QPointer<ChatKeyRequest> asked;
    session->setApiKeyHandler([&](ChatKeyRequest *request) {
        asked = request;
        if (how == QLatin1String("fail"))
            request->fail(QStringLiteral("The wallet is locked."));
    });
    QVERIFY(session->send(QStringLiteral("Hi")));
    if (how == QLatin1String("failLater"))
        asked->fail(QStringLiteral("The wallet is locked."));
    else if (how == QLatin1String("delete"))
        delete asked;
    QCOMPARE(watch->errors.size(), 1);
    QCOMPARE(watch->errors.at(0).code, Code::MissingKey);
    QVERIFY(!watch->errors.at(0).message.isEmpty());
    QVERIFY(!watch->errors.at(0).advice.isEmpty());
    QVERIFY(session->canRetry());
    QCOMPARE(server->requests().size(), 0);
}

void tst_ChatSession::theKeyDoesNotLeaveItsOrigin_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isPosted");
    for (const int status : { 301, 302, 303, 307, 308 })
        QTest::addRow("%d", status) << status << (status >= 307);
}

void tst_ChatSession::theKeyDoesNotLeaveItsOrigin()
{
    QFETCH(int, status);
    QFETCH(bool, isPosted);
    SseTestServer other;
    QVERIFY(other.listen());
    other.route(QStringLiteral("/chat"), Partner::answer("Give me the key."));
    server->route(QStringLiteral("/chat"),
                  SseTestScript::redirect(status, other.url(QStringLiteral("/chat"))));
    session->setApiKey(QStringLiteral("secret-key"));
    session->setHeader("X-Other-Secret", "hidden");
    QVERIFY(session->send(QStringLiteral("Hi")));
    QTRY_COMPARE(watch->ends, 1);
    const QList<SseTestRequest> strays = other.requests();
    for (const SseTestRequest &request : strays) {
        QVERIFY(!request.body.contains("Hi"));
        for (const auto &header : request.headers)
            QVERIFY(!header.second.contains("secret-key") && !header.second.contains("hidden"));
    }
    if (isPosted) {
        QCOMPARE(strays.size(), 0);
        QCOMPARE(watch->errors.at(0).code, Code::ConnectionFailed);
        QVERIFY(!watch->errors.at(0).message.contains(QLatin1String("secret-key")));
    }
}

void tst_ChatSession::aKeyThatIsNoneIsNotSent_data()
{
    QTest::addColumn<QString>("key");
    QTest::newRow("another header") << QStringLiteral("key\r\nX-Evil: 1");
    QTest::newRow("a line feed at its end") << QStringLiteral("key\n");
    QTest::newRow("a space") << QStringLiteral("my key");
    QTest::newRow("NUL") << QStringLiteral("key") + QChar(0);
    QTest::newRow("bullets") << QStringLiteral("••••");
}

void tst_ChatSession::aKeyThatIsNoneIsNotSent()
{
    QFETCH(QString, key);
    session->setApiKey(key);
    QVERIFY(session->send(QStringLiteral("Hi")));
    QCOMPARE(watch->errors.size(), 1);
    QCOMPARE(watch->errors.at(0).code, Code::InvalidRequest);
    QVERIFY(watch->errors.at(0).message.contains(QLatin1String("API key")));
    QVERIFY(!watch->errors.at(0).message.contains(key));
    QCOMPARE(server->requests().size(), 0);
}

void tst_ChatSession::theKeyIsNotToBeRead()
{
    server->route(QStringLiteral("/chat"),
                  SseTestScript::reply(401,
                                       R"({"error":{"message":"Wrong key: secret-key",)"
                                       R"("code":"secret-key"}})",
                                       "application/json"));
    session->setApiKey(QStringLiteral("secret-key"));
    QVERIFY(session->send(QStringLiteral("Hi")));
    const QList<SseSource::Header> headers = session->source()->headers();
    for (const SseSource::Header &header : headers)
        QVERIFY(!header.second.contains("secret-key"));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(watch->errors.at(0).code, Code::Unauthorized);
    QVERIFY(watch->errors.at(0).message.startsWith(QLatin1String("Wrong key: ")));
    QVERIFY(!watch->errors.at(0).message.contains(QLatin1String("secret-key")));
    QVERIFY(!watch->errors.at(0).serviceCode.contains(QLatin1String("secret-key")));
    const QByteArray saved = QJsonDocument(session->messages()->toJson()).toJson();
    QVERIFY(!saved.contains("secret-key"));
    const QMetaObject *const meta = session->metaObject();
    for (int i = 0; i < meta->propertyCount(); ++i) {
        const QVariant value = meta->property(i).read(session.get());
        QVERIFY(!value.toString().contains(QLatin1String("secret-key")));
    }
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

void tst_ChatSession::stoppingWhileTheKeyIsAwaited()
{
    QPointer<ChatKeyRequest> asked;
    session->setApiKeyHandler([&](ChatKeyRequest *request) { asked = request; });
    QVERIFY(session->send(QStringLiteral("Hi")));
    session->stop();
    QVERIFY(!asked->isPending());
    QCOMPARE(watch->log.last(), QStringLiteral("finished Stopped"));
    asked->provide(QStringLiteral("late-key"));
    QCOMPARE(session->phase(), Phase::Idle);
    QTRY_VERIFY(!asked);
    QCOMPARE(server->requests().size(), 0);
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

void tst_ChatSession::destroyedInAnyHandler_data()
{
    QTest::addColumn<int>("nth");
    QTest::addColumn<bool>("fails");
    // There is no telling how many there are: the loop ends where none is left.
    for (const bool fails : { false, true }) {
        for (int nth = 0; nth < 40; ++nth)
            QTest::addRow("%s, emission %d", fails ? "error" : "answer", nth) << nth << fails;
    }
}

void tst_ChatSession::destroyedInAnyHandler()
{
    QFETCH(int, nth);
    QFETCH(bool, fails);
    const auto first = Partner::calls(Partner::reasoning("Well") + Partner::text("Let me see.")
                                      + Partner::call(0, "t1", "clock") + Partner::usage(1, 2));
    server->route(QStringLiteral("/chat"),
                  { first,
                    fails ? SseTestScript::reply(429).header("Retry-After", "1")
                          : Partner::answer("Noon.") });
    watch.reset();
    auto *const victim = session.release();
    const QPointer<ChatSession> alive(victim);
    int emissions = 0;
    bool hasEnded = false;
    const auto strike = [&] {
        if (emissions++ == nth)
            delete victim;
    };
    ChatSession *const q = victim;
    QObject context;
    const auto on = [&](auto *sender, auto signal) {
        connect(sender, signal, &context, [&] { strike(); });
    };
    on(q, &ChatSession::phaseChanged);
    on(q, &ChatSession::usageChanged);
    on(q, &ChatSession::ratesChanged);
    on(q, &ChatSession::errorChanged);
    on(q, &ChatSession::retryCountdownChanged);
    on(q, &ChatSession::sent);
    on(q->messages(), &ChatModel::rowsInserted);
    on(q->messages(), &ChatModel::countChanged);
    on(q->messages(), &ChatModel::dataChanged);
    on(q->source(), &SseSource::phaseChanged);
    on(q->source(), &SseSource::closed);
    on(q->source(), &SseSource::errorOccurred);
    connect(q, &ChatSession::toolCalled, &context, [&](ChatPendingCall *call) {
        on(call, &ChatPendingCall::pendingChanged);
        const QPointer<ChatPendingCall> pending(call);
        strike();
        if (pending)
            pending->answer(QStringLiteral("12:00"));
    });
    connect(q, &ChatSession::finished, &context, [&] {
        hasEnded = true;
        strike();
    });
    connect(q, &ChatSession::errorOccurred, &context, [&] {
        hasEnded = true;
        strike();
    });
    q->setApiKeyHandler([&](ChatKeyRequest *request) {
        on(request, &ChatKeyRequest::pendingChanged);
        const QPointer<ChatKeyRequest> pending(request);
        strike();
        if (pending)
            pending->provide(QStringLiteral("key"));
    });
    static_cast<void>(q->send(QStringLiteral("What time is it?")));
    QTRY_VERIFY(!alive || hasEnded);
    QVERIFY(!alive || emissions <= nth);
    if (alive)
        delete victim;
}

void tst_ChatSession::anotherTurnBegunInAHandler()
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

QTEST_GUILESS_MAIN(tst_ChatSession)
#include "tst_chatsession.moc"
