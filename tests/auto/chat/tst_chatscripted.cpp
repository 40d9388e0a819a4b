// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Streams over a socket into a session: what services say in ways that few servers can be made to
// say on demand.

#include "chatpartner.h"
#include "chatreplay.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using Chat::ErrorCode;
using Chat::FinishReason;
using Chat::Format;
using Chat::PartType;
using Chat::Phase;
using ChatReplay::capturedBody;

namespace {

// A part in a line, as "text: Hello".
QString lineOf(const ChatPart &part)
{
    switch (part.type()) {
    case PartType::ToolCall:
        return QStringList{ u"tool:"_s, part.toolName(), part.arguments(), nameOf(part.toolState()),
                            part.result() }
            .join(u' ')
            .trimmed();
    case PartType::Error:
        return u"error: %1 %2"_s.arg(nameOf(part.error().code), part.error().message);
    case PartType::Unknown:
        return u"unknown: "_s + part.name();
    default:
        break;
    }
    return u"%1: %2"_s.arg(nameOf(part.type()).toLower(), part.text());
}

QStringList linesOf(const ChatMessage &message)
{
    QStringList lines;
    const QList<ChatPart *> parts = message.parts();
    for (const ChatPart *part : parts)
        lines.append(lineOf(*part));
    return lines;
}

// Events of Responses, each with the number that it is given.
QByteArray numbered(int number, const QByteArray &type, const QByteArray &members)
{
    return "event: " + type + "\ndata: {\"type\":\"" + type
        + "\",\"sequence_number\":" + QByteArray::number(number) + ',' + members + "}\n\n";
}

QByteArray fragment(int number, const QByteArray &text, const QByteArray &kind = "output_text")
{
    return numbered(number, "response." + kind + ".delta",
                    R"("item_id":"i","output_index":0,"content_index":0,"delta":")" + text + '"');
}

QByteArray response(int number, const QByteArray &status, const QByteArray &more = {})
{
    return numbered(number, "response." + status,
                    R"("response":{"id":"r","model":"m","status":")" + status + '"' + more + '}');
}

// Events of Messages.
QByteArray named(const QByteArray &type, const QByteArray &members = {})
{
    return "event: " + type + "\ndata: {\"type\":\"" + type + '"' + members + "}\n\n";
}

QByteArray messageStart()
{
    return named(
        "message_start",
        R"(,"message":{"id":"a","role":"assistant","model":"m","content":[],"usage":{"input_tokens":1,"output_tokens":1}})");
}

QByteArray block(const QByteArray &text)
{
    return named("content_block_start", R"(,"index":0,"content_block":{"type":"text","text":""})")
        + named("content_block_delta",
                R"(,"index":0,"delta":{"type":"text_delta","text":")" + text + "\"}")
        + named("content_block_stop", R"(,"index":0)");
}

QByteArray messageStop(const QByteArray &reason)
{
    return named("message_delta",
                 R"(,"delta":{"stop_reason":")" + reason + R"("},"usage":{"output_tokens":5})")
        + named("message_stop");
}

// A response of Gemini with that text, and members of the candidate behind it.
QByteArray candidate(const QByteArray &text, const QByteArray &more = {})
{
    return Partner::event(R"({"candidates":[{"content":{"role":"model","parts":[{"text":")" + text
                          + R"("}]},"index":0)" + more + "}]}");
}

} // namespace

class tst_ChatScripted : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void streamsBecomeAnswers_data();
    void streamsBecomeAnswers();
    void whatOnlyKeepsTheConnectionChangesNothing_data();
    void whatOnlyKeepsTheConnectionChangesNothing();
    void statusesBecomeErrors_data();
    void statusesBecomeErrors();
    void anErrorInTheStreamCanBeRetried();
    void silenceTimesOut();
    void aResetIsTruncation();

private:
    [[nodiscard]] bool hasEnded() const;
    void ask(Format format, const SseTestScript &script);

    std::unique_ptr<SseTestServer> server;
    std::unique_ptr<ChatSession> session;
    ChatTool weather;
    ChatTool time;
    int calls = 0;
};

#define ASK(format, script)                                                                        \
    ask(format, script);                                                                           \
    if (QTest::currentTestFailed())                                                                \
    return

void tst_ChatScripted::init()
{
    server = std::make_unique<SseTestServer>();
    QVERIFY2(server->listen(), qPrintable(server->errorString()));
    session = std::make_unique<ChatSession>();
    session->setModel(u"m"_s);
    session->setEndpoint(server->url(u"/chat"_s));
    weather.setName(u"get_weather"_s);
    time.setName(u"get_time"_s);
    for (ChatTool *tool : { &weather, &time }) {
        tool->setHandler([this](ChatPendingCall *) { ++calls; });
        session->addTool(tool);
    }
}

void tst_ChatScripted::cleanup()
{
    session.reset();
    server.reset();
}

// Tools that have been called here are an end, too: they are not answered.
bool tst_ChatScripted::hasEnded() const
{
    const QList<ChatPart *> parts = lastOf(*session)->parts();
    const auto running = std::count_if(parts.begin(), parts.end(), [](const ChatPart *part) {
        return part->toolState() == Chat::ToolState::Running;
    });
    return !session->isBusy() || (calls > 0 && calls == running);
}

void tst_ChatScripted::ask(Format format, const SseTestScript &script)
{
    server->clearRequests();
    server->route(u"/chat"_s, script);
    session->clear();
    calls = 0;
    session->setFormat(format);
    QVERIFY(session->send(u"Well?"_s));
    QTRY_VERIFY(hasEnded());
    QCOMPARE(session->messages()->count(), 2);
    // Whatever has happened, nobody pays twice.
    QCOMPARE(server->requests().size(), 1);
}

void tst_ChatScripted::streamsBecomeAnswers_data()
{
    QTest::addColumn<Format>("format");
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QStringList>("parts");
    QTest::addColumn<FinishReason>("reason");
    const auto row = [](const char *name, Format format, const QByteArray &stream,
                        const QStringList &parts, FinishReason reason) {
        QTest::newRow(name) << format << stream << parts << reason;
    };
    const QByteArray hello = Partner::text("Hello");
    const auto chat = [&](const char *name, const QByteArray &stream, const QStringList &parts,
                          FinishReason reason) {
        row(name, Format::OpenAiChat, stream, parts, reason);
    };
    const QByteArray noChoice = Partner::event(R"({"choices":[]})");
    chat("empty choices", noChoice + hello + noChoice + Partner::end(), { u"text: Hello"_s },
         FinishReason::Stop);
    chat(
        "error in the stream",
        hello
            + Partner::event(
                R"({"error":{"message":"It broke","type":"server_error","param":null,"code":null}})"),
        { u"text: Hello"_s, u"error: ServerFailed It broke"_s }, FinishReason::Error);
    chat("too much in the stream",
         Partner::event(R"({"error":{"message":"Slow down","type":"rate_limit_error","code":429}})")
             + Partner::event("[DONE]"),
         { u"error: RateLimited Slow down"_s }, FinishReason::Error);
    chat("error of a gateway",
         hello + Partner::event(R"({"object":"error","message":"out of memory","code":500})")
             + Partner::end(),
         { u"text: Hello"_s, u"error: ServerFailed out of memory"_s }, FinishReason::Error);
    chat("refusal",
         Partner::chunk(R"({"refusal":"I will "})") + Partner::chunk(R"({"refusal":"not."})")
             + Partner::end(),
         { u"refusal: I will not."_s }, FinishReason::Stop);
    chat("content filter", hello + Partner::end(R"("content_filter")"), { u"text: Hello"_s },
         FinishReason::ContentFilter);
    chat("nothing said", Partner::chunk(R"({"role":"assistant"})") + Partner::end(), {},
         FinishReason::Stop);

    const auto responses = [&](const char *name, const QByteArray &stream, const QStringList &parts,
                               FinishReason reason) {
        row(name, Format::OpenAiResponses, response(0, "created") + stream, parts, reason);
    };
    responses("repeated sequence numbers",
              fragment(1, "Hel") + fragment(2, "lo") + fragment(1, "Hel") + fragment(2, "lo")
                  + fragment(3, "!") + response(3, "completed") + response(4, "completed"),
              { u"text: Hello!"_s }, FinishReason::Stop);
    responses("refusal of a response",
              fragment(1, "I will ", "refusal") + fragment(2, "not.", "refusal")
                  + response(3, "completed"),
              { u"refusal: I will not."_s }, FinishReason::Stop);
    responses("error of a response",
              fragment(1, "Hello")
                  + numbered(2, "error",
                             R"("code":"rate_limit_exceeded","message":"Slow down","param":null)"),
              { u"text: Hello"_s, u"error: RateLimited Slow down"_s }, FinishReason::Error);
    responses(
        "failed response",
        fragment(1, "Hello")
            + response(2, "failed", R"(,"error":{"code":"server_error","message":"It broke"})"),
        { u"text: Hello"_s, u"error: ServerFailed It broke"_s }, FinishReason::Error);
    responses(
        "incomplete response",
        fragment(1, "Hello")
            + response(2, "incomplete", R"(,"incomplete_details":{"reason":"max_output_tokens"})"),
        { u"text: Hello"_s }, FinishReason::Length);
    responses("event of a later version",
              fragment(1, "Hel") + numbered(2, "response.dreaming", R"("of":"sheep")")
                  + fragment(3, "lo") + response(4, "completed"),
              { u"text: Hello"_s, u"unknown: response.dreaming"_s }, FinishReason::Stop);

    const auto messages = [&](const char *name, const QByteArray &stream, const QStringList &parts,
                              FinishReason reason) {
        row(name, Format::AnthropicMessages, messageStart() + stream, parts, reason);
    };
    messages(
        "overloaded",
        block("Hello")
            + named("error", R"(,"error":{"type":"overloaded_error","message":"Too many of you"})"),
        { u"text: Hello"_s, u"error: Overloaded Too many of you"_s }, FinishReason::Error);
    messages("refusal as a reason", block("Hello") + messageStop("refusal"), { u"text: Hello"_s },
             FinishReason::ContentFilter);
    messages("block of a later version",
             named("content_block_start", R"(,"index":0,"content_block":{"type":"dream"})")
                 + named("content_block_delta", R"(,"index":0,"delta":{"type":"dream_delta"})")
                 + named("content_block_stop", R"(,"index":0)") + messageStop("end_turn"),
             { u"unknown: dream_delta"_s, u"unknown: dream"_s }, FinishReason::Stop);

    const auto gemini = [&](const char *name, const QByteArray &stream, const QStringList &parts,
                            FinishReason reason) {
        row(name, Format::Gemini, stream, parts, reason);
    };
    gemini("unavailable",
           candidate("Hello")
               + Partner::event(
                   R"({"error":{"code":503,"message":"Come back","status":"UNAVAILABLE"}})"),
           { u"text: Hello"_s, u"error: Overloaded Come back"_s }, FinishReason::Error);
    gemini("blocked prompt",
           Partner::event(
               R"({"promptFeedback":{"blockReason":"SAFETY","blockReasonMessage":"Not this"}})"),
           { u"error: ContentFiltered Not this"_s }, FinishReason::Error);
    gemini("filtered answer", candidate("Hello") + candidate("", R"(,"finishReason":"SAFETY")"),
           { u"text: Hello"_s }, FinishReason::ContentFilter);

    row("captured tool call", Format::UiMessageStream, capturedBody(u"aisdk-uimessage-tool"_s),
        { uR"(tool: weather {"city":"Zürich"} Completed {"city":"Zürich","temp":18})"_s,
          u"step: "_s, u"text: Hello, wörld 👋\nline 2"_s },
        FinishReason::Stop);
    row("captured error", Format::UiMessageStream, capturedBody(u"aisdk-uimessage-error"_s),
        { u"text: Partial "_s, u"error: ServerFailed provider exploded"_s }, FinishReason::Error);
}

void tst_ChatScripted::streamsBecomeAnswers()
{
    QFETCH(Format, format);
    QFETCH(QByteArray, stream);
    QFETCH(QStringList, parts);
    QFETCH(FinishReason, reason);
    for (const qsizetype pieces : { stream.size(), qsizetype(7), qsizetype(1) }) {
        ASK(format, SseTestScript::eventStream().send(stream, pieces).end());
        QCOMPARE(linesOf(*lastOf(*session)), parts);
        QCOMPARE(lastOf(*session)->finishReason(), reason);
        QVERIFY(!lastOf(*session)->isStreaming());
        QCOMPARE(session->error().isError(), reason == FinishReason::Error);
        QCOMPARE(session->phase(), Phase::Idle);
        QCOMPARE(session->canRetry(), session->error().isError());
    }
    if (reason == FinishReason::Error)
        return;

    // Without its end, the same is an answer that lacks something. The end is two events where
    // [DONE] is one of them.
    qsizetype end = stream.size();
    for (int i = stream.endsWith("[DONE]\n\n") ? 2 : 1; i > 0; --i)
        end = stream.lastIndexOf("\n\n", end - 3) + 2;
    ASK(format, Partner::stream(stream.first(end)));
    QCOMPARE(session->error().code, ErrorCode::Truncated);
    QCOMPARE(lastOf(*session)->finishReason(), FinishReason::Error);
}

void tst_ChatScripted::whatOnlyKeepsTheConnectionChangesNothing_data()
{
    QTest::addColumn<Format>("format");
    const auto rows = [](Format format, const std::initializer_list<const char *> names) {
        for (const char *const name : names)
            QTest::newRow(name) << format;
    };
    rows(Format::OpenAiChat,
         { "aimock-openai-chat-hello", "aimock-openai-chat-think", "aimock-openai-chat-weather",
           "aimock-openai-chat-truncate", "aimock-openrouter-keepalive" });
    rows(Format::OpenAiResponses,
         { "aimock-openai-responses-hello", "aimock-openai-responses-think",
           "aimock-openai-responses-weather" });
    rows(Format::AnthropicMessages,
         { "aimock-anthropic-hello", "aimock-anthropic-think", "aimock-anthropic-weather" });
    rows(Format::Gemini, { "aimock-gemini-think", "aimock-gemini-weather" });
    rows(Format::UiMessageStream, { "aisdk-uimessage-tool", "aisdk-uimessage-error" });
}

void tst_ChatScripted::whatOnlyKeepsTheConnectionChangesNothing()
{
    QFETCH(Format, format);
    const QByteArray stream = capturedBody(QLatin1String(QTest::currentDataTag()));
    ASK(format, Partner::stream(stream));
    const QStringList parts = linesOf(*lastOf(*session));
    QVERIFY(!parts.isEmpty());
    const FinishReason reason = lastOf(*session)->finishReason();
    const ErrorCode code = session->error().code;

    QByteArray pings = "\n\n: keep-alive\n\n:\n\nretry: 5\n\n";
    if (format == Format::AnthropicMessages)
        pings += named("ping");
    const QByteArray kept = QByteArray(stream).replace("\n\n", pings);
    ASK(format, SseTestScript::eventStream().send(pings).send(kept, 11).end());
    QCOMPARE(linesOf(*lastOf(*session)), parts);
    QCOMPARE(lastOf(*session)->finishReason(), reason);
    QCOMPARE(session->error().code, code);
}

void tst_ChatScripted::statusesBecomeErrors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("message");
    QTest::newRow("overloaded")
        << 529
        << QByteArray(
               R"({"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}})")
        << ErrorCode::Overloaded << u"Overloaded"_s;
    QTest::newRow("too long")
        << 400
        << QByteArray(
               R"({"error":{"message":"Too long","type":"invalid_request_error","code":"context_length_exceeded"}})")
        << ErrorCode::TooLarge << u"Too long"_s;
    QTest::newRow("no such model")
        << 404
        << QByteArray(
               R"({"error":{"message":"No such model","type":"invalid_request_error","code":"model_not_found"}})")
        << ErrorCode::NotFound << u"No such model"_s;
    QTest::newRow("no money")
        << 429 << QByteArray(R"({"error":{"message":"Pay first","code":"insufficient_quota"}})")
        << ErrorCode::QuotaExceeded << u"Pay first"_s;
    QTest::newRow("a list")
        << 503
        << QByteArray(R"([{"error":{"code":503,"message":"Come back","status":"UNAVAILABLE"}}])")
        << ErrorCode::Overloaded << u"Come back"_s;
    QTest::newRow("a stream that is none")
        << 200 << QByteArray(R"({"error":{"message":"It broke","type":"server_error"}})")
        << ErrorCode::ServerFailed << u"It broke"_s;
}

void tst_ChatScripted::statusesBecomeErrors()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(ErrorCode, code);
    QFETCH(QString, message);
    ASK(Format::OpenAiChat, SseTestScript::reply(status, body, "application/json"));
    QCOMPARE(session->error().code, code);
    QCOMPARE(session->error().message, message);
    QVERIFY(!session->error().advice.isEmpty());
    QCOMPARE(session->error().httpStatus, status);
    QCOMPARE(linesOf(*lastOf(*session)), QStringList(u"error: %1 %2"_s.arg(nameOf(code), message)));
}

void tst_ChatScripted::anErrorInTheStreamCanBeRetried()
{
    const QByteArray hello = Partner::text("Hello");
    ASK(Format::OpenAiChat,
        Partner::stream(hello + Partner::event(R"({"error":{"message":"It broke"}})")));
    QVERIFY(session->error().isError());
    server->route(u"/chat"_s, Partner::answer("Hello"));
    QVERIFY(session->retry());
    QTRY_VERIFY(hasEnded());
    QCOMPARE(session->error(), ChatError());
    QCOMPARE(session->messages()->count(), 2);
    QCOMPARE(linesOf(*lastOf(*session)), QStringList{ u"text: Hello"_s });
    QCOMPARE(server->requests().size(), 2);
    QCOMPARE(server->requests().at(1).body, server->requests().at(0).body);
}

void tst_ChatScripted::silenceTimesOut()
{
    session->source()->setIdleTimeout(50);
    ASK(Format::OpenAiChat, SseTestScript::eventStream().send(Partner::text("Hello")).stall());
    QCOMPARE(session->error().code, ErrorCode::TimedOut);
    QCOMPARE(linesOf(*lastOf(*session)).first(), u"text: Hello"_s);
}

void tst_ChatScripted::aResetIsTruncation()
{
    // The wait lets the text arrive: a reset takes along what is on its way.
    ASK(Format::OpenAiChat,
        SseTestScript::eventStream()
            .send(Partner::text("Hello"))
            .pause(std::chrono::milliseconds(100))
            .reset());
    QCOMPARE(session->error().code, ErrorCode::Truncated);
    QCOMPARE(linesOf(*lastOf(*session)).first(), u"text: Hello"_s);
}

QTEST_GUILESS_MAIN(tst_ChatScripted)

#include "tst_chatscripted.moc"
