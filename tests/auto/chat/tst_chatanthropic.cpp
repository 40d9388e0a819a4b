// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatreplay.h"

using namespace ChatReplay;
using Chat::ErrorCode;

// Anthropic's Messages, in what captured streams do not show.
class tst_ChatAnthropic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streamsSay_data();
    void streamsSay();
    void finishReasons_data();
    void finishReasons();
    void whatTheNextRequestNeedsIsKept_data();
    void whatTheNextRequestNeedsIsKept();
    void errorsInsideTheStream_data();
    void errorsInsideTheStream();
    void anEndWithoutMessageStopIsTruncation_data();
    void anEndWithoutMessageStopIsTruncation();
    void nothingFollowsTheEnd();
    void cutSurrogatesJoin();
    void tooManyCallsAreAnError();
    void tooLongArgumentsAreNeverPassedOn();
    void tooManyPartsAreUnknown();

private:
    void addTexts();
    void addCalls();
    void addUsage();
    void addOddities();
};

namespace {

QByteArray at(int index, const QByteArray &type, const QByteArray &members)
{
    return R"({"type":"content_block_)" + type + R"(","index":)" + QByteArray::number(index)
        + members + '}';
}

QByteArray begun(int index, const QByteArray &block)
{
    return at(index, "start", R"(,"content_block":{)" + block + '}');
}

QByteArray more(int index, const QByteArray &delta)
{
    return at(index, "delta", R"(,"delta":{)" + delta + '}');
}

QByteArray text(int index, const QByteArray &fragment)
{
    return more(index, R"("type":"text_delta","text":")" + fragment + '"');
}

QByteArray thinking(int index, const QByteArray &fragment)
{
    return more(index, R"("type":"thinking_delta","thinking":")" + fragment + '"');
}

QByteArray input(int index, const QByteArray &escaped)
{
    return more(index, R"("type":"input_json_delta","partial_json":")" + escaped + '"');
}

QByteArray ended(int index)
{
    return at(index, "stop", QByteArray());
}

QByteArray finished(const QByteArray &reason)
{
    return R"({"type":"message_delta","delta":{"stop_reason":")" + reason
        + R"(","stop_sequence":null},"usage":{}})";
}

const QByteArray Start = R"({"type":"message_start","message":{"id":"a","model":"m","usage":{}}})";
const QByteArray Stop = R"({"type":"message_stop"})";
const QByteArray EmptyText = R"("type":"text","text":"")";
const QByteArray EmptyThinking = R"("type":"thinking","thinking":"","signature":"")";
const QByteArray ToolUse = R"("type":"tool_use","id":"c1","name":"f","input":{})";

Deltas deltasFrom(const QByteArrayList &data)
{
    return decoded(Chat::Format::AnthropicMessages, eventsOf(data));
}

QByteArrayList linesFrom(const QByteArrayList &data)
{
    return linesOf(deltasFrom(data));
}

void addRow(const char *name, const QByteArrayList &data, const QByteArrayList &lines)
{
    QTest::newRow(name) << QByteArrayList{ Start } + data
            + QByteArrayList{ finished("end_turn"), Stop }
                        << lines;
}

} // namespace

void tst_ChatAnthropic::streamsSay_data()
{
    QTest::addColumn<QByteArrayList>("data");
    // Without the beginning and the end, which are the same in all of them.
    QTest::addColumn<QByteArrayList>("lines");
    addTexts();
    addCalls();
    addUsage();
    addOddities();
}

void tst_ChatAnthropic::addTexts()
{
    addRow("text", { begun(0, EmptyText), text(0, "Hel"), text(0, "lo"), ended(0) },
           { "Text 0 Hel", "Text 0 lo", "PartEnd 0" });
    addRow("a block may begin with text",
           { begun(0, R"("type":"text","text":"Hel")"), text(0, "lo"), ended(0) },
           { "Text 0 Hel", "Text 0 lo", "PartEnd 0" });
    addRow("a block without text says nothing", { begun(0, EmptyText), text(0, ""), ended(0) }, {});
    addRow("thinking, then text",
           { begun(0, EmptyThinking), thinking(0, "hm"), ended(0), begun(1, EmptyText),
             text(1, "x"), ended(1) },
           { "Reasoning 0 hm", "PartEnd 0", "Text 1 x", "PartEnd 1" });
    addRow("blocks may take turns",
           { begun(0, EmptyThinking), begun(1, EmptyText), thinking(0, "a"), text(1, "x"),
             thinking(0, "b"), ended(1), ended(0) },
           { "Reasoning 0 a", "Text 1 x", "Reasoning 0 b", "PartEnd 1", "PartEnd 0" });
    addRow("an index that comes again is another block",
           { begun(0, EmptyText), text(0, "x"), begun(0, EmptyText), text(0, "y"), ended(0) },
           { "Text 0 x", "PartEnd 0", "Text 1 y", "PartEnd 1" });
    addRow("a block that nobody has ended ends with the message",
           { begun(0, EmptyText), text(0, "x") }, { "Text 0 x", "PartEnd 0" });
    addRow("citations are unknown",
           { begun(0, EmptyText), text(0, "x"),
             more(0, R"("type":"citations_delta","citation":{"url":"u"})"), ended(0) },
           { "Text 0 x", "Unknown citations_delta", "PartEnd 0" });
}

void tst_ChatAnthropic::addCalls()
{
    addRow("a call",
           { begun(0, ToolUse), input(0, ""), input(0, R"({\"a\":)"), input(0, "1}"), ended(0) },
           { "ToolBegin c1 f", R"(ToolArguments c1 {"a":)", "ToolArguments c1 1}",
             R"(ToolComplete c1 f {"a":1})" });
    addRow("a call without input", { begun(0, ToolUse), input(0, ""), ended(0) },
           { "ToolBegin c1 f", "ToolArguments c1 {}", "ToolComplete c1 f {}" });
    addRow("a call with all of its input in the beginning",
           { begun(0, R"("type":"tool_use","id":"c1","name":"f","input":{"a":1})"), ended(0) },
           { "ToolBegin c1 f", R"(ToolArguments c1 {"a":1})", R"(ToolComplete c1 f {"a":1})" });
    addRow("a call without an ID gets one",
           { begun(0, R"("type":"tool_use","name":"f")"), input(0, "{}"), ended(0) },
           { "ToolBegin call-1 f", "ToolArguments call-1 {}", "ToolComplete call-1 f {}" });
    addRow("calls of a tool of the service are unknown",
           { begun(0, R"("type":"server_tool_use","id":"s","name":"web_search","input":{})"),
             input(0, R"({\"query\":)"), input(0, R"(\"q\"})"), ended(0),
             begun(1, R"("type":"web_search_tool_result","tool_use_id":"s","content":[])"),
             ended(1) },
           { "Unknown server_tool_use", "Unknown web_search_tool_result" });
}

void tst_ChatAnthropic::addUsage()
{
    const auto usage = [](const QByteArray &members) {
        return R"({"type":"message_delta","delta":{},"usage":{)" + members + "}}";
    };
    addRow("usage comes in pieces",
           { usage(R"("input_tokens":9,"output_tokens":1)"), usage(R"("output_tokens":5)"),
             usage(R"("output_tokens":5,"input_tokens":null)") },
           { "Usage 9 1 -1 -1", "Usage 9 5 -1 -1" });
    addRow("what the cache was read and written for is of the input",
           { usage(R"("input_tokens":9,"cache_read_input_tokens":100,)"
                   R"("cache_creation_input_tokens":20,"output_tokens":1)"),
             usage(R"("output_tokens":7,"output_tokens_details":{"thinking_tokens":4})") },
           { "Usage 129 1 -1 100", "Usage 129 7 4 100" });
    addRow("usage in figures that are none", { usage(R"("input_tokens":"9","output_tokens":-3)") },
           {});
}

void tst_ChatAnthropic::addOddities()
{
    addRow("pings say nothing",
           { R"({"type":"ping"})", begun(0, EmptyText), R"({"type":"ping"})", text(0, "x"),
             R"({"type": "ping"})", ended(0), "" },
           { "Text 0 x", "PartEnd 0" });
    addRow("events that nobody knows are unknown", { R"({"type":"message_note","x":1})" },
           { "Unknown message_note" });
    addRow("blocks that nobody knows are unknown", { begun(0, R"("type":"hologram")"), ended(0) },
           { "Unknown hologram" });
    addRow("fragments that nobody knows are unknown",
           { begun(0, EmptyText), more(0, R"("type":"scent_delta")"), ended(0) },
           { "Unknown scent_delta" });
    addRow(
        "fragments that fit no block are unknown",
        { text(7, "x"), begun(0, EmptyText), thinking(0, "x"), input(0, "{}"), ended(0), ended(7) },
        { "Unknown text_delta", "Unknown thinking_delta", "Unknown input_json_delta" });
    addRow("malformed data are an error, and the rest is read",
           { begun(0, EmptyText), "{", text(0, "x"), ended(0) },
           { "Error MalformedStream", "Text 0 x", "PartEnd 0" });
    addRow("a refusal is explained",
           { R"({"type":"message_delta","delta":{"stop_reason":"refusal",)"
             R"("stop_details":{"type":"refusal","explanation":"No."}}})" },
           { "Refusal 0 No.", "PartEnd 0", "Finish ContentFilter" });
}

void tst_ChatAnthropic::streamsSay()
{
    QFETCH(QByteArrayList, data);
    QFETCH(QByteArrayList, lines);
    const Deltas deltas = deltasFrom(data);
    QCOMPARE(brokenLaw(deltas), QString());
    QByteArrayList said = linesOf(deltas);
    QCOMPARE(said.takeFirst(), "MessageBegin a m");
    QCOMPARE(said.takeLast(), "End");
    // What was open ends before.
    QVERIFY(said.removeOne("Finish Stop"));
    QCOMPARE(said, lines);
}

void tst_ChatAnthropic::finishReasons_data()
{
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QByteArrayList>("lines");

    const QByteArray whole = "ToolComplete c2 g {";
    const QByteArray cutOff = "ToolState c2 g Error";
    const auto add = [](const char *reason, const QByteArray &call, const QByteArray &finish) {
        QTest::newRow(reason) << QByteArray(reason) << QByteArrayList{ call, finish };
    };
    add("end_turn", whole, "Finish Stop");
    add("stop_sequence", whole, "Finish Stop");
    add("tool_use", whole, "Finish ToolCalls");
    add("pause_turn", whole, "Finish Other");
    add("something_new", whole, "Finish Other");
    add("max_tokens", cutOff, "Finish Length");
    add("model_context_window_exceeded", cutOff, "Finish Length");
    add("refusal", cutOff, "Finish ContentFilter");
}

// The block of a call ends also where its input was cut off; only the reason tells.
void tst_ChatAnthropic::finishReasons()
{
    QFETCH(QByteArray, reason);
    QFETCH(QByteArrayList, lines);
    const QByteArrayList said =
        linesFrom({ begun(0, ToolUse), input(0, "{}"), ended(0),
                    begun(1, R"("type":"tool_use","id":"c2","name":"g","input":{})"), input(1, "{"),
                    ended(1), finished(reason), Stop });
    const QByteArrayList before = { "ToolBegin c1 f", "ToolArguments c1 {}", "ToolComplete c1 f {}",
                                    "ToolBegin c2 g", "ToolArguments c2 {" };
    QCOMPARE(said, before + lines + QByteArrayList{ "End" });
}

void tst_ChatAnthropic::whatTheNextRequestNeedsIsKept_data()
{
    QTest::addColumn<QByteArrayList>("data");
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<QByteArrayList>("values");

    const QByteArray signature = R"("type":"signature_delta","signature":"s")";
    QTest::newRow("the signature of thinking")
        << QByteArrayList{ begun(0, EmptyThinking), thinking(0, "x"), more(0, signature), ended(0) }
        << QByteArrayList{ "Reasoning 0 x", "PartEnd 0" }
        << QByteArrayList{ R"({"signature":"s"})" };
    QTest::newRow("a signature that the block begins with") << QByteArrayList{
        begun(0, R"("type":"thinking","thinking":"x","signature":"s")"), ended(0)
    } << QByteArrayList{ "Reasoning 0 x", "PartEnd 0" } << QByteArrayList{ R"({"signature":"s"})" };
    QTest::newRow("thinking that is not shown")
        << QByteArrayList{ begun(0, EmptyThinking), more(0, signature), ended(0) }
        << QByteArrayList{ "PartEnd 0" } << QByteArrayList{ R"({"signature":"s"})" };
    QTest::newRow("redacted thinking")
        << QByteArrayList{ begun(0, R"("type":"redacted_thinking","data":"d")"), ended(0) }
        << QByteArrayList{ "Unknown redacted_thinking" }
        << QByteArrayList{ R"({"data":"d","type":"redacted_thinking"})" };
    const QByteArray server = R"("type":"server_tool_use","id":"s","name":"n","input":{})";
    QTest::newRow("what the service's tool was given")
        << QByteArrayList{ begun(0, server), input(0, R"({\"q\":)"), input(0, "1}"), ended(0) }
        << QByteArrayList{ "Unknown server_tool_use" }
        << QByteArrayList{ R"({"id":"s","input":{"q":1},"name":"n","type":"server_tool_use"})" };
    QTest::newRow("a citation")
        << QByteArrayList{ begun(0, EmptyText),
                           more(0, R"("type":"citations_delta","citation":{"url":"u"})"), ended(0) }
        << QByteArrayList{ "Unknown citations_delta" }
        << QByteArrayList{ R"({"citation":{"url":"u"},"type":"citations_delta"})" };
}

void tst_ChatAnthropic::whatTheNextRequestNeedsIsKept()
{
    QFETCH(QByteArrayList, data);
    QFETCH(QByteArrayList, lines);
    QFETCH(QByteArrayList, values);
    const Deltas deltas = deltasFrom(data + QByteArrayList{ Stop });
    QCOMPARE(linesOf(deltas), lines + QByteArrayList{ "End" });
    QCOMPARE(valuesOf(deltas), values);
}

void tst_ChatAnthropic::errorsInsideTheStream_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<ErrorCode>("code");

    const auto add = [](const char *type, ErrorCode code) {
        QTest::newRow(type) << QByteArray(type) << code;
    };
    add("overloaded_error", ErrorCode::Overloaded);
    add("rate_limit_error", ErrorCode::RateLimited);
    add("invalid_request_error", ErrorCode::Refused);
    add("authentication_error", ErrorCode::Unauthorized);
    add("permission_error", ErrorCode::Forbidden);
    add("not_found_error", ErrorCode::NotFound);
    add("billing_error", ErrorCode::QuotaExceeded);
    add("timeout_error", ErrorCode::TimedOut);
    add("api_error", ErrorCode::ServerFailed);
    add("new_error", ErrorCode::Refused);
}

void tst_ChatAnthropic::errorsInsideTheStream()
{
    QFETCH(QByteArray, type);
    QFETCH(ErrorCode, code);
    const QByteArray error =
        R"({"type":"error","error":{"type":")" + type + R"(","message":"So it is"}})";
    const QByteArrayList data = { begun(0, EmptyText), text(0, "x"), error };
    const Deltas deltas = deltasFrom(data);

    // The service has ended it, in its way: nothing was cut off.
    const Answer answer = answerOf(deltas);
    QCOMPARE(answer.errors, QList{ code });
    QCOMPARE(answer.parts, 1);
    QVERIFY(!answer.isWhole);
    const ChatError said = deltas.at(1).error;
    QCOMPARE(said.message, QStringLiteral("So it is"));
    QCOMPARE(said.serviceType, QString::fromUtf8(type));

    // What a service says after it is read all the same.
    const Answer more = answerOf(deltasFrom(data + QByteArrayList{ text(0, "y"), Stop }));
    QCOMPARE(more.text, QStringLiteral("xy"));
    QVERIFY(more.isWhole);
}

void tst_ChatAnthropic::anEndWithoutMessageStopIsTruncation_data()
{
    QTest::addColumn<QByteArrayList>("data");
    QTest::addColumn<QByteArrayList>("lines");

    QTest::newRow("nothing at all") << QByteArrayList{} << QByteArrayList{};
    QTest::newRow("in a text") << QByteArrayList{ begun(0, EmptyText), text(0, "x") }
                               << QByteArrayList{ "Text 0 x", "PartEnd 0" };
    QTest::newRow("in a call") << QByteArrayList{ begun(0, ToolUse), input(0, "{") }
                               << QByteArrayList{ "ToolBegin c1 f", "ToolArguments c1 {",
                                                  "ToolState c1 f Error" };
    QTest::newRow("after the reason")
        << QByteArrayList{ finished("end_turn") } << QByteArrayList{ "Finish Stop" };
}

void tst_ChatAnthropic::anEndWithoutMessageStopIsTruncation()
{
    QFETCH(QByteArrayList, data);
    QFETCH(QByteArrayList, lines);
    QCOMPARE(linesFrom(data), lines + QByteArrayList{ "Error Truncated" });
}

void tst_ChatAnthropic::nothingFollowsTheEnd()
{
    const auto decoder = ChatEventDecoder::create(Chat::Format::AnthropicMessages);
    QVERIFY(!decoder->isComplete());
    QCOMPARE(linesOf(decoder->decode(SseEvent("message_stop", Stop))), QByteArrayList{ "End" });
    QVERIFY(decoder->isComplete());
    QVERIFY(decoder->decode(SseEvent("message_start", Start)).isEmpty());
    QVERIFY(decoder->finish().isEmpty());

    const auto truncated = ChatEventDecoder::create(Chat::Format::AnthropicMessages);
    QCOMPARE(linesOf(truncated->finish()), QByteArrayList{ "Error Truncated" });
    QVERIFY(!truncated->isComplete());
    QVERIFY(truncated->finish().isEmpty());
    QVERIFY(truncated->decode(SseEvent("message_stop", Stop)).isEmpty());
}

void tst_ChatAnthropic::cutSurrogatesJoin()
{
    const Answer answer = answerOf(
        deltasFrom({ begun(0, EmptyThinking), thinking(0, "\\ud83d"), thinking(0, "\\ude01"),
                     ended(0), begun(1, EmptyText), text(1, "a\\ud83d"), text(1, "\\ude00\xC3\xBC"),
                     ended(1), begun(2, ToolUse), input(2, R"({\"a\":\"\ud83d)"),
                     input(2, R"(\ude02\"})"), ended(2), Stop }));
    QCOMPARE(answer.reasoning, QStringLiteral(u"\U0001F601"));
    QCOMPARE(answer.text, QStringLiteral(u"a\U0001F600\u00FC"));
    QCOMPARE(answer.tools, QStringList{ QStringLiteral(u"c1 f {\"a\":\"\U0001F602\"}") });
}

void tst_ChatAnthropic::tooManyCallsAreAnError()
{
    QByteArrayList data;
    for (int i = 0; i < 200; ++i)
        data << begun(i, ToolUse) << input(i, "{}") << ended(i);
    const Answer answer = answerOf(deltasFrom(data + QByteArrayList{ Stop }));
    QCOMPARE(answer.tools.size(), 128);
    QCOMPARE(answer.errors, QList{ ErrorCode::MalformedStream });
    QVERIFY(answer.isWhole);
}

// What is left of them is not what the model meant.
void tst_ChatAnthropic::tooLongArgumentsAreNeverPassedOn()
{
    const QByteArray half(9 * 1024 * 1024, 'x');
    const Answer answer = answerOf(deltasFrom(
        { begun(0, ToolUse), input(0, R"({\"a\":\")" + half), input(0, half + R"(\"})"), ended(0),
          begun(1, ToolUse), input(1, "{}"), ended(1), finished("tool_use"), Stop }));
    QCOMPARE(answer.errors, QList{ ErrorCode::MalformedStream });
    QCOMPARE(answer.tools, QStringList());
    QVERIFY(answer.isWhole);
}

void tst_ChatAnthropic::tooManyPartsAreUnknown()
{
    QByteArrayList data;
    for (int i = 0; i < 4100; ++i)
        data << begun(i, EmptyText) << text(i, "a");
    const Deltas deltas = deltasFrom(data);
    QCOMPARE(brokenLaw(deltas), QString());
    const Answer answer = answerOf(deltas);
    QCOMPARE(answer.parts, 4096);
    QCOMPARE(answer.unknown.size(), 8); // beginning and text of each
}

QTEST_GUILESS_MAIN(tst_ChatAnthropic)

#include "tst_chatanthropic.moc"
