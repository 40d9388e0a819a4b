// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What may go wrong, what is said of it, and that nothing is ever posted twice.

#include "chatpartner.h"
#include "chatreplay.h"
#include "chatsessionerrors_p.h"

#include <QtTest/QtTest>

using Code = Chat::ErrorCode;

class tst_ChatSessionErrors : public SessionFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void statuses_data();
    void statuses();
    void whatServicesSay_data();
    void whatServicesSay();
    void contentThatIsNoStream_data();
    void contentThatIsNoStream();
    void connectionsThatFail_data();
    void connectionsThatFail();
    void whatIsMissingIsNotSent_data();
    void whatIsMissingIsNotSent();
    void streamsThatBreakAreTruncated_data();
    void streamsThatBreakAreTruncated();
    void errorsInsideTheStream_data();
    void errorsInsideTheStream();
    void anErrorWithoutAWordIsAnErrorToo_data();
    void anErrorWithoutAWordIsAnErrorToo();
    void anEventThatNobodyCanReadIsSaidAtTheEnd();
    void whatHasArrivedStays();
    void theErrorIsSettledWhenItIsTold();
    void aRetryUsesWhatWasSetRight();
    void theDelayThatIsAskedFor_data();
    void theDelayThatIsAskedFor();

private:
    [[nodiscard]] ChatError ask();
};

// The error of a turn. There is none where the turn has succeeded.
ChatError tst_ChatSessionErrors::ask()
{
    const int before = watch->ends;
    if (!session->send(QStringLiteral("Hi")))
        return {};
    if (watch->ends == before && !QTest::qWaitFor([&] { return watch->ends > before; }))
        qWarning("The turn has no end.");
    return session->error();
}

void tst_ChatSessionErrors::statuses_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Chat::ErrorCode>("code");
    const auto row = [](int status, Code code) { QTest::addRow("%d", status) << status << code; };
    row(400, Code::Refused);
    row(401, Code::Unauthorized);
    row(402, Code::QuotaExceeded);
    row(403, Code::Forbidden);
    row(404, Code::NotFound);
    row(405, Code::Refused);
    row(408, Code::TimedOut);
    row(413, Code::TooLarge);
    row(418, Code::Refused);
    row(422, Code::Refused);
    row(429, Code::RateLimited);
    row(500, Code::ServerFailed);
    row(502, Code::ServerFailed);
    row(503, Code::Overloaded);
    row(504, Code::TimedOut);
    row(529, Code::Overloaded);
}

void tst_ChatSessionErrors::statuses()
{
    QFETCH(int, status);
    QFETCH(Chat::ErrorCode, code);
    server->route(QStringLiteral("/chat"), SseTestScript::reply(status));
    const ChatError error = ask();
    QCOMPARE(error.code, code);
    QCOMPARE(error.httpStatus, status);
    QVERIFY(!error.message.isEmpty());
    QVERIFY(!error.advice.isEmpty());
    QVERIFY(session->canRetry());
    QCOMPARE(server->requests().size(), 1);
    QCOMPARE(partsOf(lastOf(*session)), QStringList{ QStringLiteral("Error ") + nameOf(code) });
}

void tst_ChatSessionErrors::whatServicesSay_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<Chat::ErrorCode>("code");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("serviceCode");

    const QByteArray json("application/json");
    const QString none;
    QTest::newRow("OpenAI") << 429
                            << QByteArray(R"({"error":{"message":"Slow down","type":"requests",)"
                                          R"("param":null,"code":"rate_limit_exceeded"}})")
                            << json << Code::RateLimited << QStringLiteral("Slow down")
                            << QStringLiteral("requests") << QStringLiteral("rate_limit_exceeded");
    QTest::newRow("OpenAI, no money")
        << 429
        << QByteArray(R"({"error":{"message":"Pay","type":"insufficient_quota","param":null,)"
                      R"("code":"insufficient_quota"}})")
        << json << Code::QuotaExceeded << QStringLiteral("Pay")
        << QStringLiteral("insufficient_quota") << QStringLiteral("insufficient_quota");
    QTest::newRow("OpenAI, too long")
        << 400
        << QByteArray(R"({"error":{"message":"Too long","type":"invalid_request_error",)"
                      R"("code":"context_length_exceeded"}})")
        << json << Code::TooLarge << QStringLiteral("Too long")
        << QStringLiteral("invalid_request_error") << QStringLiteral("context_length_exceeded");
    QTest::newRow("Anthropic")
        << 529
        << QByteArray(R"({"type":"error","error":{"type":"overloaded_error","message":"Busy"}})")
        << json << Code::Overloaded << QStringLiteral("Busy") << QStringLiteral("overloaded_error")
        << none;
    QTest::newRow("Gemini")
        << 403
        << QByteArray(R"({"error":{"code":403,"message":"No","status":"PERMISSION_DENIED"}})")
        << json << Code::Forbidden << QStringLiteral("No") << QStringLiteral("PERMISSION_DENIED")
        << QStringLiteral("403");
    QTest::newRow("Gemini, in a list")
        << 400
        << QByteArray(R"([{"error":{"code":400,"message":"Bad","status":"INVALID_ARGUMENT"}}])")
        << json << Code::Refused << QStringLiteral("Bad") << QStringLiteral("INVALID_ARGUMENT")
        << QStringLiteral("400");
    QTest::newRow("a text alone") << 404 << QByteArray(R"({"error":"model 'x' not found"})") << json
                                  << Code::NotFound << QStringLiteral("model 'x' not found") << none
                                  << none;
    QTest::newRow("vLLM") << 400
                          << QByteArray(R"({"object":"error","message":"Bad","type":"BadRequest",)"
                                        R"("code":400})")
                          << json << Code::Refused << QStringLiteral("Bad")
                          << QStringLiteral("BadRequest") << QStringLiteral("400");
    QTest::newRow("FastAPI") << 401 << QByteArray(R"({"detail":"Not authenticated"})") << json
                             << Code::Unauthorized << QStringLiteral("Not authenticated") << none
                             << none;
    QTest::newRow("FastAPI, a list")
        << 422
        << QByteArray(R"({"detail":[{"loc":["body","x"],"msg":"field required",)"
                      R"("type":"missing"}]})")
        << json << Code::Refused << QStringLiteral("field required") << QStringLiteral("missing")
        << none;
    QTest::newRow("a list of errors")
        << 403 << QByteArray(R"({"errors":[{"message":"No"}]})") << json << Code::Forbidden
        << QStringLiteral("No") << none << none;
    QTest::newRow("plain text") << 500 << QByteArray("out of\nmemory\n") << QByteArray("text/plain")
                                << Code::ServerFailed << QStringLiteral("out of memory") << none
                                << none;
    QTest::newRow("a web page") << 502 << QByteArray("<html><h1>502 Bad Gateway</h1></html>")
                                << QByteArray("text/html") << Code::ServerFailed
                                << QStringLiteral("The service has failed.") << none << none;
    QTest::newRow("JSON that says nothing")
        << 500 << QByteArray("{}") << json << Code::ServerFailed
        << QStringLiteral("The service has failed.") << none << none;
}

void tst_ChatSessionErrors::whatServicesSay()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, contentType);
    QFETCH(Chat::ErrorCode, code);
    QFETCH(QString, message);
    QFETCH(QString, type);
    QFETCH(QString, serviceCode);
    server->route(QStringLiteral("/chat"), SseTestScript::reply(status, body, contentType));
    const ChatError error = ask();
    QCOMPARE(error.code, code);
    QCOMPARE(error.message, message);
    QCOMPARE(error.serviceType, type);
    QCOMPARE(error.serviceCode, serviceCode);
    QCOMPARE(error.httpStatus, status);
    QVERIFY(!error.advice.isEmpty());
    QCOMPARE(server->requests().size(), 1);
}

void tst_ChatSessionErrors::contentThatIsNoStream_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<Chat::ErrorCode>("code");
    QTest::addColumn<QString>("message");
    const QString notStreamed =
        QStringLiteral("The service has answered with JSON at once, and did not stream.");
    QTest::newRow("an answer at once")
        << QByteArray(R"({"choices":[{"message":{"content":"Hello"}}]})")
        << QByteArray("application/json; charset=utf-8") << Code::MalformedStream << notStreamed;
    QTest::newRow("JSON that is broken") << QByteArray("{") << QByteArray("application/json")
                                         << Code::MalformedStream << notStreamed;
    QTest::newRow("an error all the same")
        << QByteArray(R"({"error":{"message":"Busy","type":"overloaded_error"}})")
        << QByteArray("application/json") << Code::Overloaded << QStringLiteral("Busy");
    QTest::newRow("a web page") << QByteArray("<html></html>") << QByteArray("text/html")
                                << Code::MalformedStream
                                << QStringLiteral("The endpoint has answered with a web page.");
}

void tst_ChatSessionErrors::contentThatIsNoStream()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, contentType);
    QFETCH(Chat::ErrorCode, code);
    QFETCH(QString, message);
    server->route(QStringLiteral("/chat"), SseTestScript::reply(200, body, contentType));
    const ChatError error = ask();
    QCOMPARE(error.code, code);
    QCOMPARE(error.message, message);
    QVERIFY(!error.advice.isEmpty());
    QCOMPARE(server->requests().size(), 1);
}

void tst_ChatSessionErrors::connectionsThatFail_data()
{
    QTest::addColumn<SseTestScript>("script");
    QTest::addColumn<Chat::ErrorCode>("code");
    QTest::newRow("hangs up") << SseTestScript::raw().close() << Code::ConnectionFailed;
    QTest::newRow("resets") << SseTestScript::raw().reset() << Code::ConnectionFailed;
    QTest::newRow("speaks another protocol")
        << SseTestScript::raw().sendRaw("SSH-2.0-OpenSSH\r\n").close() << Code::ConnectionFailed;
    QTest::newRow("does not answer") << SseTestScript::raw().stall() << Code::TimedOut;
    QTest::newRow("falls silent") << SseTestScript::eventStream().send(Partner::text("Hel")).stall()
                                  << Code::TimedOut;
    QTest::newRow("has a line without an end")
        << SseTestScript::eventStream().send("data: " + QByteArray(5000, 'x')).stall()
        << Code::MalformedStream;
}

void tst_ChatSessionErrors::connectionsThatFail()
{
    QFETCH(SseTestScript, script);
    QFETCH(Chat::ErrorCode, code);
    server->route(QStringLiteral("/chat"), script);
    session->source()->setResponseTimeout(200);
    session->source()->setIdleTimeout(200);
    session->source()->setMaximumLineSize(4096);
    const ChatError error = ask();
    QCOMPARE(error.code, code);
    QVERIFY(!error.message.isEmpty());
    QVERIFY(!error.advice.isEmpty());
    QVERIFY(session->canRetry());
    QCOMPARE(server->requests().size(), 1);
}

void tst_ChatSessionErrors::whatIsMissingIsNotSent_data()
{
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<QString>("model");
    QTest::addColumn<QByteArray>("header");
    const QString here = QStringLiteral("/chat");
    QTest::newRow("endpoint") << QString() << QStringLiteral("m") << QByteArray();
    QTest::newRow("scheme") << QStringLiteral("ftp://h/") << QStringLiteral("m") << QByteArray();
    QTest::newRow("model") << here << QString() << QByteArray();
    QTest::newRow("header") << here << QStringLiteral("m") << QByteArray("a\r\nX-Evil: 1");
}

void tst_ChatSessionErrors::whatIsMissingIsNotSent()
{
    QFETCH(QString, endpoint);
    QFETCH(QString, model);
    QFETCH(QByteArray, header);
    session->setEndpoint(endpoint.startsWith(QLatin1Char('/')) ? server->url(endpoint)
                                                               : QUrl(endpoint));
    session->setModel(model);
    if (!header.isEmpty())
        session->setHeader("X-Mine", header);
    const ChatError error = ask();
    QCOMPARE(error.code, Code::InvalidRequest);
    QVERIFY(!error.advice.isEmpty());
    QVERIFY(!error.message.contains(QLatin1String("Evil")));
    QCOMPARE(server->requests().size(), 0);
    QCOMPARE(session->messages()->count(), 2);
}

void tst_ChatSessionErrors::streamsThatBreakAreTruncated_data()
{
    QTest::addColumn<Chat::Format>("format");
    QTest::addColumn<QString>("capture");
    QTest::addColumn<bool>("isOrderly");
    const std::pair<Chat::Format, const char *> captures[] = {
        { Chat::Format::OpenAiChat, "aimock-openai-chat-think" },
        { Chat::Format::OpenAiChat, "aimock-openai-chat-weather" },
        { Chat::Format::OpenAiResponses, "aimock-openai-responses-weather" },
        { Chat::Format::AnthropicMessages, "aimock-anthropic-weather" },
        { Chat::Format::Gemini, "aimock-gemini-think" },
        { Chat::Format::UiMessageStream, "aisdk-uimessage-tool" },
    };
    for (const auto &[format, capture] : captures) {
        for (const bool isOrderly : { true, false })
            QTest::addRow("%s, %s", capture, isOrderly ? "in good order" : "broken")
                << format << QString::fromLatin1(capture) << isOrderly;
    }
}

// After each of its events.
void tst_ChatSessionErrors::streamsThatBreakAreTruncated()
{
    QFETCH(Chat::Format, format);
    QFETCH(QString, capture);
    QFETCH(bool, isOrderly);
    session->setFormat(format);
    session->setMaximumToolRounds(0);
    const QByteArray body = ChatReplay::capturedBody(capture);
    QVERIFY(!body.isEmpty());
    int truncated = 0;
    for (qsizetype cut = 0; cut < body.size(); cut = body.indexOf("\n\n", cut) + 2) {
        const QByteArray piece = body.left(cut);
        const auto deltas = ChatReplay::decoded(format, ChatReplay::parsed({ piece }));
        const bool isWhole = !deltas.isEmpty() && deltas.last().type == ChatDelta::Type::End;
        auto script = SseTestScript::eventStream().send(piece);
        server->route(QStringLiteral("/chat"), isOrderly ? script.end() : script.close());
        server->clearRequests();
        session->clear();
        const ChatError error = ask();
        QCOMPARE(server->requests().size(), 1);
        if (isWhole)
            continue; // it lacks what says nothing
        QCOMPARE(error.code, Code::Truncated);
        QVERIFY(!error.message.isEmpty());
        QVERIFY(session->canRetry());
        QCOMPARE(lastOf(*session)->finishReason(), Chat::FinishReason::Error);
        ++truncated;
    }
    QVERIFY(truncated > 3);
}

void tst_ChatSessionErrors::errorsInsideTheStream_data()
{
    QTest::addColumn<Chat::Format>("format");
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<Chat::ErrorCode>("code");
    QTest::newRow("OpenAiChat")
        << Chat::Format::OpenAiChat
        << QByteArray(R"({"error":{"message":"Broken.","type":"server_error","code":null}})")
        << Code::ServerFailed;
    QTest::newRow("OpenAiResponses")
        << Chat::Format::OpenAiResponses
        << QByteArray(R"({"type":"error","code":"rate_limit_exceeded","message":"Broken."})")
        << Code::RateLimited;
    QTest::newRow("AnthropicMessages")
        << Chat::Format::AnthropicMessages
        << QByteArray(R"({"type":"error","error":{"type":"overloaded_error",)"
                      R"("message":"Broken."}})")
        << Code::Overloaded;
    QTest::newRow("Gemini")
        << Chat::Format::Gemini
        << QByteArray(R"({"error":{"code":503,"message":"Broken.","status":"UNAVAILABLE"}})")
        << Code::Overloaded;
    QTest::newRow("UiMessageStream")
        << Chat::Format::UiMessageStream << QByteArray(R"({"type":"error","errorText":"Broken."})")
        << Code::ServerFailed;
}

void tst_ChatSessionErrors::errorsInsideTheStream()
{
    QFETCH(Chat::Format, format);
    QFETCH(QByteArray, event);
    QFETCH(Chat::ErrorCode, code);
    server->route(QStringLiteral("/chat"),
                  SseTestScript::eventStream().send(Partner::event(event)).stall());
    session->setFormat(format);
    const ChatError error = ask();
    QCOMPARE(error.code, code);
    QCOMPARE(error.message, QStringLiteral("Broken."));
    QCOMPARE(server->requests().size(), 1);
    QTRY_COMPARE(server->openConnectionCount(), 0);
}

void tst_ChatSessionErrors::anErrorWithoutAWordIsAnErrorToo_data()
{
    QTest::addColumn<Chat::Format>("format");
    QTest::addColumn<QByteArray>("stream");
    QTest::newRow("OpenAiChat") << Chat::Format::OpenAiChat
                                << Partner::text("Hel") + Partner::end(R"("error")");
    QTest::newRow("UiMessageStream")
        << Chat::Format::UiMessageStream
        << Partner::event(R"({"type":"text-delta","id":"1","delta":"Hel"})")
            + Partner::event(R"({"type":"finish","finishReason":"error"})")
            + Partner::event("[DONE]");
}

void tst_ChatSessionErrors::anErrorWithoutAWordIsAnErrorToo()
{
    QFETCH(Chat::Format, format);
    QFETCH(QByteArray, stream);
    server->route(QStringLiteral("/chat"), Partner::stream(stream));
    session->setFormat(format);
    const ChatError error = ask();
    QCOMPARE(error.code, Code::ServerFailed);
    QVERIFY(!error.message.isEmpty());
    QVERIFY(session->canRetry());
    QCOMPARE(partsOf(lastOf(*session)),
             (QStringList{ QStringLiteral("Text Hel"), QStringLiteral("Error ServerFailed") }));
}

void tst_ChatSessionErrors::anEventThatNobodyCanReadIsSaidAtTheEnd()
{
    server->route(QStringLiteral("/chat"),
                  Partner::stream(Partner::text("Hel") + Partner::event("{broken")
                                  + Partner::text("lo.") + Partner::end()));
    const ChatError error = ask();
    QCOMPARE(error.code, Code::MalformedStream);
    QCOMPARE(
        partsOf(lastOf(*session)),
        (QStringList{ QStringLiteral("Text Hello."), QStringLiteral("Error MalformedStream") }));
}

void tst_ChatSessionErrors::whatHasArrivedStays()
{
    server->route(QStringLiteral("/chat"),
                  SseTestScript::eventStream()
                      .send(Partner::reasoning("Well") + Partner::text("Hel"))
                      .close());
    static_cast<void>(ask());
    QCOMPARE(partsOf(lastOf(*session)),
             (QStringList{ QStringLiteral("Reasoning Well"), QStringLiteral("Text Hel"),
                           QStringLiteral("Error Truncated") }));
    QCOMPARE(lastOf(*session)->finishReason(), Chat::FinishReason::Error);
    QVERIFY(!lastOf(*session)->isStreaming());
}

void tst_ChatSessionErrors::theErrorIsSettledWhenItIsTold()
{
    server->route(QStringLiteral("/chat"), SseTestScript::reply(500));
    int told = 0;
    connect(session.get(), &ChatSession::errorOccurred, this, [&](const ChatError &error) {
        ++told;
        QCOMPARE(session->phase(), Chat::Phase::Idle);
        QVERIFY(!session->isBusy());
        QCOMPARE(session->error(), error);
        QVERIFY(session->canRetry());
        QVERIFY(!lastOf(*session)->isStreaming());
        QCOMPARE(session->source()->phase(), SseSource::Phase::Idle);
    });
    static_cast<void>(ask());
    QCOMPARE(told, 1);
    server->route(QStringLiteral("/chat"), Partner::answer("Yes."));
    QVERIFY(!ask().isError());
    QVERIFY(!session->canRetry());
}

void tst_ChatSessionErrors::aRetryUsesWhatWasSetRight()
{
    server->route(QStringLiteral("/chat"), { SseTestScript::reply(401), Partner::answer("Yes.") });
    QCOMPARE(ask().code, Code::Unauthorized);
    QCOMPARE(session->error().advice, QStringLiteral("Set an API key."));
    session->setApiKey(QStringLiteral("right-key"));
    QVERIFY(session->retry());
    QTRY_COMPARE(watch->ends, 2);
    QVERIFY(!session->error().isError());
    QCOMPARE(server->requests().at(1).header("Authorization"), "Bearer right-key");
    QCOMPARE(session->messages()->count(), 2);
}

void tst_ChatSessionErrors::theDelayThatIsAskedFor_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<int>("delay");
    const QByteArray now("Sun, 06 Nov 1994 08:49:30 GMT");
    QTest::newRow("seconds") << QByteArray("7") << QByteArray() << 7000;
    QTest::newRow("none at all") << QByteArray("0") << QByteArray() << 0;
    QTest::newRow("a date") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << now << 7000;
    QTest::newRow("more than an hour") << QByteArray("999999999") << QByteArray() << 3600000;
    QTest::newRow("nonsense") << QByteArray("soon") << QByteArray() << -1;
    QTest::newRow("negative") << QByteArray("-7") << QByteArray() << -1;
    QTest::newRow("nothing") << QByteArray() << QByteArray() << -1;
}

void tst_ChatSessionErrors::theDelayThatIsAskedFor()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, date);
    QFETCH(int, delay);
    SseError error(SseError::Code::UnexpectedStatus, QStringLiteral("429"));
    error.setHttpStatus(429);
    error.setResponseHeaders({ { "Retry-After", value }, { "Date", date } });
    const ChatError result = ChatSessionErrors::fromSseError(error, 0);
    QCOMPARE(result.retryAfter, delay);
    QCOMPARE(result.code, Code::RateLimited);
}

QTEST_GUILESS_MAIN(tst_ChatSessionErrors)
#include "tst_chatsessionerrors.moc"
