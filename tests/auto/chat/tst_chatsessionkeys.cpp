// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The API key: where it comes from, where it goes, and that it goes nowhere else.

#include "chatpartner.h"

#include <QtCore/qpointer.h>

using Code = Chat::ErrorCode;
using Phase = Chat::Phase;

class tst_ChatSessionKeys : public SessionFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void theKeyHeader_data();
    void theKeyHeader();
    void theKeyIsAskedForBeforeEachRequest();
    void theKeyIsAskedForAgainInEachRound();
    void theKeyIsForgottenWhenTheAnswerHasEnded();
    void aKeyThatDoesNotComeEndsTheTurn_data();
    void aKeyThatDoesNotComeEndsTheTurn();
    void stoppingWhileTheKeyIsAwaited();
    void theKeyDoesNotLeaveItsOrigin_data();
    void theKeyDoesNotLeaveItsOrigin();
    void theKeyGoesToAnOriginThatIsTrusted();
    void anAttemptThatIsLedElsewhereGetsNoKey_data();
    void anAttemptThatIsLedElsewhereGetsNoKey();
    void aKeyThatIsNoneIsNotSent_data();
    void aKeyThatIsNoneIsNotSent();
    void theKeyIsNotToBeRead();
    void whatAServiceQuotesOfSecretHeadersIsNotShown();
};

void tst_ChatSessionKeys::theKeyHeader_data()
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

void tst_ChatSessionKeys::theKeyHeader()
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

void tst_ChatSessionKeys::theKeyIsAskedForBeforeEachRequest()
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

void tst_ChatSessionKeys::theKeyIsAskedForAgainInEachRound()
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

// While tools are asked, which may take long, nobody needs it.
void tst_ChatSessionKeys::theKeyIsForgottenWhenTheAnswerHasEnded()
{
    server->route(QStringLiteral("/chat"),
                  { Partner::calls(Partner::call(0, "t1", "clock")), Partner::answer("Noon.") });
    session->setApiKeyHandler(
        [](ChatKeyRequest *request) { request->provide(QStringLiteral("secret-key")); });
    QSignalSpy called(session.get(), &ChatSession::toolCalled);
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_COMPARE(called.size(), 1);
    session->source()->open();
    QTRY_COMPARE(server->requests().size(), 2);
    QCOMPARE(server->requests().at(0).header("Authorization"), "Bearer secret-key");
    QCOMPARE(server->requests().at(1).header("Authorization"), QByteArray());
}

void tst_ChatSessionKeys::aKeyThatDoesNotComeEndsTheTurn_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("refused at once") << QStringLiteral("fail");
    QTest::newRow("refused later") << QStringLiteral("failLater");
    QTest::newRow("given up") << QStringLiteral("delete");
}

void tst_ChatSessionKeys::aKeyThatDoesNotComeEndsTheTurn()
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

void tst_ChatSessionKeys::stoppingWhileTheKeyIsAwaited()
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

void tst_ChatSessionKeys::theKeyDoesNotLeaveItsOrigin_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isPosted");
    for (const int status : { 301, 302, 303, 307, 308 })
        QTest::addRow("%d", status) << status << (status >= 307);
}

void tst_ChatSessionKeys::theKeyDoesNotLeaveItsOrigin()
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

void tst_ChatSessionKeys::theKeyGoesToAnOriginThatIsTrusted()
{
    SseTestServer other;
    QVERIFY(other.listen());
    other.route(QStringLiteral("/chat"), Partner::answer("Here I am."));
    server->route(QStringLiteral("/chat"),
                  SseTestScript::redirect(307, other.url(QStringLiteral("/chat"))));
    session->setApiKey(QStringLiteral("secret-key"));
    session->source()->setTrustedOrigins({ other.url().toString(QUrl::RemovePath) });
    QVERIFY(session->send(QStringLiteral("Hi")));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(other.requests().size(), 1);
    QCOMPARE(other.requests().at(0).header("Authorization"), "Bearer secret-key");
    QVERIFY(other.requests().at(0).body.contains("Hi"));
}

void tst_ChatSessionKeys::anAttemptThatIsLedElsewhereGetsNoKey_data()
{
    QTest::addColumn<bool>("byHandler");
    QTest::newRow("handler") << true;
    QTest::newRow("signal") << false;
}

void tst_ChatSessionKeys::anAttemptThatIsLedElsewhereGetsNoKey()
{
    QFETCH(bool, byHandler);
    SseTestServer other;
    QVERIFY(other.listen());
    other.route(QStringLiteral("/chat"), Partner::answer("Yes."));
    const auto lead = [&other](const SsePendingAttempt &attempt) {
        attempt.setUrl(other.url(QStringLiteral("/chat")));
    };
    if (byHandler)
        session->source()->setAttemptHandler(lead);
    else
        connect(session->source(), &SseSource::aboutToConnect, this, lead);
    session->setApiKey(QStringLiteral("secret-key"));
    QVERIFY(session->send(QStringLiteral("Hi")));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(server->requests().size(), 0);
    QCOMPARE(other.requests().size(), 1);
    QCOMPARE(other.requests().constFirst().header("Authorization"), QByteArray());
}

void tst_ChatSessionKeys::aKeyThatIsNoneIsNotSent_data()
{
    QTest::addColumn<QString>("key");
    QTest::newRow("another header") << QStringLiteral("key\r\nX-Evil: 1");
    QTest::newRow("a line feed at its end") << QStringLiteral("key\n");
    QTest::newRow("a space") << QStringLiteral("my key");
    QTest::newRow("NUL") << QStringLiteral("key") + QChar(0);
    QTest::newRow("bullets") << QStringLiteral("••••");
}

void tst_ChatSessionKeys::aKeyThatIsNoneIsNotSent()
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

void tst_ChatSessionKeys::theKeyIsNotToBeRead()
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

// Services that take a key in a header of their own get it by setHeader().
void tst_ChatSessionKeys::whatAServiceQuotesOfSecretHeadersIsNotShown()
{
    const QByteArray body(
        R"({"error":{"message":"Wrong: first-secret, second-secret, visible."}})");
    server->route(QStringLiteral("/chat"), SseTestScript::reply(401, body, "application/json"));
    session->setHeader("api-key", "first-secret");
    session->setHeader("Authorization", "Bearer second-secret");
    session->setHeader("X-Title", "visible");
    QVERIFY(session->send(QStringLiteral("Hi")));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(session->error().message,
             QString::fromUtf8("Wrong: \xE2\x80\xA6, \xE2\x80\xA6, visible."));
    QCOMPARE(lastOf(*session)->partAt(0)->error(), session->error());
}

QTEST_GUILESS_MAIN(tst_ChatSessionKeys)
#include "tst_chatsessionkeys.moc"
