// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatreplay.h"

using namespace ChatReplay;
using Type = ChatDelta::Type;

// Responses, in what captured streams do not show.
class tst_ChatOpenAiResponses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streamsSay_data();
    void streamsSay();
    void endsSay_data();
    void endsSay();
    void anOutputAloneIsTheAnswer();
    void theNameOfTheEventServesWhereTheTypeIsMissing();
    void repeatedNumbersAreDropped();
    void numbersThatAreAllZeroSayNothing();
    void nothingFollowsTheEnd();
    void unknownIsKeptWhole();
    void cutSurrogatesJoin();
    void tooManyCallsAreAnError();
    void tooManyPartsAreUnknown();
    void tooLongTextsAreNotCompared();

private:
    void addTexts();
    void addCalls();
    void addOddities();
};

namespace {

QByteArray json(const QByteArray &type, const QByteArray &members = {})
{
    return R"({"type":")" + type + '"' + (members.isEmpty() ? "" : ",") + members + '}';
}

QByteArray created()
{
    return json("response.created", R"("response":{"id":"r","model":"m","status":"in_progress"})");
}

QByteArray text(const QByteArray &delta)
{
    return json("response.output_text.delta",
                R"("output_index":0,"content_index":0,"delta":")" + delta + '"');
}

QByteArray textDone(const QByteArray &whole)
{
    return json("response.output_text.done",
                R"("output_index":0,"content_index":0,"text":")" + whole + '"');
}

// Of an item in the output's first place.
QByteArray item(const QByteArray &what, const QByteArray &members)
{
    return json("response.output_item." + what, R"("output_index":0,"item":{)" + members + '}');
}

QByteArray arguments(const QByteArray &what, const QByteArray &members)
{
    return json("response.function_call_arguments." + what, R"("output_index":0,)" + members);
}

QByteArray ended(const QByteArray &how, const QByteArray &members = {})
{
    return json("response." + how,
                R"("response":{"id":"r","model":"m","status":")" + how + '"'
                    + (members.isEmpty() ? "" : ",") + members + '}');
}

QByteArrayList linesFrom(const QByteArrayList &data)
{
    return linesOf(decoded(Chat::Format::OpenAiResponses, eventsOf(data)));
}

void addRow(const char *name, const QByteArrayList &data, const QByteArrayList &lines)
{
    QTest::newRow(name) << data << lines;
}

} // namespace

void tst_ChatOpenAiResponses::streamsSay_data()
{
    QTest::addColumn<QByteArrayList>("data");
    // Without the beginning, and without the end of a response that is completed.
    QTest::addColumn<QByteArrayList>("lines");
    addTexts();
    addCalls();
    addOddities();
}

void tst_ChatOpenAiResponses::addTexts()
{
    const QByteArrayList hello = { "Text 0.text.0 Hel", "Text 0.text.0 lo", "PartEnd 0.text.0",
                                   "Finish Stop" };
    addRow("the whole text does not double its fragments",
           { text("Hel"), text("lo"), textDone("Hello"), textDone("Hello") }, hello);
    addRow("the whole text brings what its fragments lack", { text("Hel"), textDone("Hello") },
           hello);
    addRow("the whole content does, too",
           { text("Hel"),
             json("response.content_part.done",
                  R"("output_index":0,"content_index":0,)"
                  R"("part":{"type":"output_text","text":"Hello"})") },
           hello);
    addRow(
        "the whole item does, too",
        { text("Hel"),
          item("done", R"("type":"message","content":[{"type":"output_text","text":"Hello"}])") },
        hello);
    addRow("the whole text alone", { textDone("Hello") },
           { "Text 0.text.0 Hello", "PartEnd 0.text.0", "Finish Stop" });
    addRow("a whole that is not what its fragments were is kept aside",
           { text("Hlo"), textDone("Hello") },
           { "Text 0.text.0 Hlo", "Unknown response.output_text.done", "PartEnd 0.text.0",
             "Finish Stop" });
    addRow("a fragment after the whole is kept aside", { textDone("Hello"), text("lo") },
           { "Text 0.text.0 Hello", "PartEnd 0.text.0", "Unknown response.output_text.delta",
             "Finish Stop" });
    addRow(
        "refusal",
        { json("response.refusal.delta", R"("output_index":0,"content_index":1,"delta":"No")"),
          json("response.refusal.done", R"("output_index":0,"content_index":1,"refusal":"Nope")") },
        { "Refusal 0.refusal.1 No", "Refusal 0.refusal.1 pe", "PartEnd 0.refusal.1",
          "Finish Stop" });
    addRow("reasoning itself, and several parts of a summary of it",
           { json("response.reasoning_text.delta", R"("content_index":0,"delta":"a")"),
             json("response.reasoning_text.done", R"("content_index":0,"text":"a")"),
             json("response.reasoning_summary_text.delta", R"("summary_index":0,"delta":"b")"),
             json("response.reasoning_summary_part.done",
                  R"("summary_index":0,"part":{"type":"summary_text","text":"b"})"),
             json("response.reasoning_summary_text.delta", R"("summary_index":1,"delta":"c")"),
             item("done",
                  R"("type":"reasoning","content":[{"type":"reasoning_text","text":"a"}],)"
                  R"("summary":[{"type":"summary_text","text":"b"},)"
                  R"({"type":"summary_text","text":"cd"}])") },
           { "Reasoning 0.reasoning.0 a", "PartEnd 0.reasoning.0", "Reasoning 0.summary.0 b",
             "PartEnd 0.summary.0", "Reasoning 0.summary.1 c", "Reasoning 0.summary.1 d",
             "PartEnd 0.summary.1", "Finish Stop" });
}

void tst_ChatOpenAiResponses::addCalls()
{
    const QByteArray added = item("added",
                                  R"("type":"function_call","id":"i","call_id":"c",)"
                                  R"("name":"f","arguments":"")");
    const QByteArray done = item("done",
                                 R"("type":"function_call","id":"i","call_id":"c",)"
                                 R"("name":"f","arguments":"{\"a\":1}")");
    const QByteArray fragment = arguments("delta", R"("delta":"{\"a\":")");
    const QByteArray whole = arguments("done", R"("arguments":"{\"a\":1}")");
    const QByteArrayList lines = { "ToolBegin c f", R"(ToolArguments c {"a":)",
                                   "ToolArguments c 1}", R"(ToolComplete c f {"a":1})",
                                   "Finish ToolCalls" };
    addRow("the whole arguments bring what their fragments lack", { added, fragment, whole, done },
           lines);
    addRow("the whole call does, too", { added, fragment, done }, lines);
    addRow("the response does, too",
           { added, fragment,
             ended("completed",
                   R"("output":[{"type":"message"},{"type":"function_call",)"
                   R"("call_id":"c","name":"f","arguments":"{\"a\":1}"}])") },
           lines);
    addRow("a call that is told whole", { done },
           { "ToolBegin c f", R"(ToolArguments c {"a":1})", R"(ToolComplete c f {"a":1})",
             "Finish ToolCalls" });
    addRow("arguments of a call that nobody has begun are kept until it is told",
           { fragment, whole, done },
           { "Unknown response.function_call_arguments.delta", "ToolBegin c f",
             R"(ToolArguments c {"a":1})", R"(ToolComplete c f {"a":1})", "Finish ToolCalls" });
    addRow("no arguments are an empty object", { added, arguments("done", R"("arguments":"")") },
           { "ToolBegin c f", "ToolComplete c f {}", "Finish ToolCalls" });
    addRow("a call that stays incomplete",
           { added, fragment,
             item("done",
                  R"("type":"function_call","call_id":"c","name":"f","arguments":"{\"a\":",)"
                  R"("status":"incomplete")"),
             ended("incomplete", R"("incomplete_details":{"reason":"max_output_tokens"})") },
           { "ToolBegin c f", R"(ToolArguments c {"a":)", "ToolState c f Error", "Finish Length" });
}

void tst_ChatOpenAiResponses::addOddities()
{
    addRow("items of other kinds are unknown, and what is said of them",
           { item("added", R"("type":"web_search_call","id":"w")"),
             json("response.web_search_call.searching", R"("output_index":0)"),
             item("done", R"("type":"web_search_call","id":"w")") },
           { "Unknown web_search_call", "Unknown response.web_search_call.searching",
             "Unknown web_search_call", "Finish Stop" });
    addRow("contents of other kinds are unknown",
           { json("response.content_part.added", R"("part":{"type":"output_audio"})"),
             json("response.output_text.annotation.added", R"("annotation":{})") },
           { "Unknown response.content_part.added", "Unknown response.output_text.annotation.added",
             "Finish Stop" });
    addRow("what keeps a connection alive says nothing",
           { text("x"), json("keepalive", R"("sequence_number":3)"), json("ping"), "", "[DONE]",
             text("y") },
           { "Text 0.text.0 x", "Text 0.text.0 y", "PartEnd 0.text.0", "Finish Stop" });
    addRow("an output that leaves items out doubles nothing",
           { json("response.output_text.delta", R"("output_index":1,"delta":"x")"),
             ended("completed",
                   R"("output":[{"type":"message",)"
                   R"("content":[{"type":"output_text","text":"x"}]}])") },
           { "Text 1.text.0 x", "PartEnd 1.text.0", "Finish Stop" });
    addRow("states before the answer say nothing",
           { json("response.queued", R"("response":{"id":"r","status":"queued"})"),
             json("response.in_progress", R"("response":{"id":"r"})") },
           { "Finish Stop" });
    addRow("malformed data are an error, and the rest is read", { "{", text("x") },
           { "Error MalformedStream", "Text 0.text.0 x", "PartEnd 0.text.0", "Finish Stop" });
}

void tst_ChatOpenAiResponses::streamsSay()
{
    QFETCH(QByteArrayList, data);
    QFETCH(QByteArrayList, lines);
    QByteArrayList said =
        linesFrom(QByteArrayList{ created() } + data + QByteArrayList{ ended("completed") });
    QCOMPARE(said.takeFirst(), "MessageBegin r m");
    QCOMPARE(said.takeLast(), "End");
    QCOMPARE(said, lines);
}

void tst_ChatOpenAiResponses::endsSay_data()
{
    QTest::addColumn<QByteArrayList>("data");
    QTest::addColumn<QByteArrayList>("lines");

    addRow("completed, with usage",
           { ended("completed",
                   R"("usage":{"input_tokens":9,"input_tokens_details":{"cached_tokens":4},)"
                   R"("output_tokens":7,"output_tokens_details":{"reasoning_tokens":3}})") },
           { "PartEnd 0.text.0", "Finish Stop", "Usage 9 7 3 4", "End" });
    addRow("incomplete, for its length",
           { ended("incomplete", R"("incomplete_details":{"reason":"max_output_tokens"})") },
           { "PartEnd 0.text.0", "Finish Length", "End" });
    addRow("incomplete, for a filter",
           { ended("incomplete", R"("incomplete_details":{"reason":"content_filter"})") },
           { "PartEnd 0.text.0", "Finish ContentFilter", "End" });
    addRow("incomplete, for nobody knows what", { ended("incomplete") },
           { "PartEnd 0.text.0", "Finish Other", "End" });
    addRow("failed",
           { ended("failed", R"("error":{"code":"rate_limit_exceeded","message":"Slow down"})") },
           { "PartEnd 0.text.0", "Error RateLimited", "Finish Error", "End" });
    addRow("failed, without a reason", { ended("failed", R"("error":null)") },
           { "PartEnd 0.text.0", "Error ServerFailed", "Finish Error", "End" });
    addRow("error", { json("error", R"("code":"server_error","message":"Oh","param":null)") },
           { "PartEnd 0.text.0", "Error ServerFailed", "End" });
    addRow("error, with an object",
           { json("error", R"("error":{"type":"invalid_request_error","message":"Oh"})") },
           { "PartEnd 0.text.0", "Error Refused", "End" });
    addRow("error, without a type", { R"({"error":{"code":"insufficient_quota"}})" },
           { "PartEnd 0.text.0", "Error QuotaExceeded", "End" });
    addRow("no response in the end", { json("response.completed") },
           { "PartEnd 0.text.0", "Finish Stop", "End" });
    addRow("nothing", {}, { "PartEnd 0.text.0", "Error Truncated" });
    addRow("[DONE] alone", { "[DONE]" }, { "PartEnd 0.text.0", "Error Truncated" });
}

void tst_ChatOpenAiResponses::endsSay()
{
    QFETCH(QByteArrayList, data);
    QFETCH(QByteArrayList, lines);
    QCOMPARE(linesFrom(QByteArrayList{ created(), text("x") } + data).mid(2), lines);
}

// As gateways do that do not stream.
void tst_ChatOpenAiResponses::anOutputAloneIsTheAnswer()
{
    const QByteArray output =
        R"("output":[{"type":"reasoning","summary":[{"type":"summary_text","text":"hm"}]},)"
        R"({"type":"message","content":[{"type":"output_text","text":"x"},)"
        R"({"type":"refusal","refusal":"no"}]},)"
        R"({"type":"function_call","call_id":"c","name":"f","arguments":"{}"}])";
    const QByteArrayList lines = {
        "MessageBegin r m",   "Reasoning 0.summary.0 hm", "PartEnd 0.summary.0", "Text 1.text.0 x",
        "PartEnd 1.text.0",   "Refusal 1.refusal.1 no",   "PartEnd 1.refusal.1", "ToolBegin c f",
        "ToolArguments c {}", "ToolComplete c f {}",      "Finish ToolCalls",    "End"
    };
    QCOMPARE(linesFrom({ ended("completed", output) }), lines);
}

void tst_ChatOpenAiResponses::theNameOfTheEventServesWhereTheTypeIsMissing()
{
    const Events events = {
        SseEvent("response.output_text.delta",
                 R"({"output_index":0,"content_index":0,"delta":"x"})"),
        SseEvent("response.completed", R"({"response":{"status":"completed"}})"),
    };
    const QByteArrayList lines = { "Text 0.text.0 x", "MessageBegin", "PartEnd 0.text.0",
                                   "Finish Stop", "End" };
    QCOMPARE(linesOf(decoded(Chat::Format::OpenAiResponses, events)), lines);
}

void tst_ChatOpenAiResponses::repeatedNumbersAreDropped()
{
    const auto numbered = [](int number, const QByteArray &delta) {
        return json("response.output_text.delta",
                    R"("output_index":0,"content_index":0,"delta":")" + delta
                        + R"(","sequence_number":)" + QByteArray::number(number));
    };
    const QByteArrayList lines =
        linesFrom({ numbered(1, "a"), numbered(1, "a"), numbered(2, "b"), numbered(0, "a"),
                    numbered(2, "b"), text("c"), numbered(3, "d"), ended("completed") });
    QCOMPARE(lines.first(4),
             (QByteArrayList{ "Text 0.text.0 a", "Text 0.text.0 b", "Text 0.text.0 c",
                              "Text 0.text.0 d" }));
}

// Of a gateway that counts nothing.
void tst_ChatOpenAiResponses::numbersThatAreAllZeroSayNothing()
{
    const auto fragment = [](const QByteArray &delta) {
        return json("response.output_text.delta",
                    R"("output_index":0,"content_index":0,"sequence_number":0,"delta":")" + delta
                        + '"');
    };
    const QByteArrayList lines =
        linesFrom({ fragment("a"), fragment("b"), fragment("b"), ended("completed") });
    QCOMPARE(lines.first(3),
             (QByteArrayList{ "Text 0.text.0 a", "Text 0.text.0 b", "Text 0.text.0 b" }));
}

void tst_ChatOpenAiResponses::nothingFollowsTheEnd()
{
    const auto decoder = ChatEventDecoder::create(Chat::Format::OpenAiResponses);
    QVERIFY(!decoder->isComplete());
    QVERIFY(!decoder->decode(SseEvent({}, ended("completed"))).isEmpty());
    QVERIFY(decoder->isComplete());
    QVERIFY(decoder->decode(SseEvent({}, text("x"))).isEmpty());
    QVERIFY(decoder->decode(SseEvent({}, ended("failed"))).isEmpty());
    QVERIFY(decoder->finish().isEmpty());

    const auto truncated = ChatEventDecoder::create(Chat::Format::OpenAiResponses);
    QCOMPARE(linesOf(truncated->finish()), QByteArrayList{ "Error Truncated" });
    QVERIFY(!truncated->isComplete());
    QVERIFY(truncated->finish().isEmpty());
    QVERIFY(truncated->decode(SseEvent({}, text("x"))).isEmpty());
}

void tst_ChatOpenAiResponses::unknownIsKeptWhole()
{
    const QByteArray data = item("done", R"("type":"web_search_call","queries":["a","b"])");
    const Deltas deltas = decoded(Chat::Format::OpenAiResponses, eventsOf({ data }));
    QCOMPARE(deltas.first().type, Type::Unknown);
    QCOMPARE(deltas.first().value, SseEvent({}, data).json());
}

void tst_ChatOpenAiResponses::cutSurrogatesJoin()
{
    const QByteArrayList data = { text("a\\ud83d"), text("\\ude00b"),
                                  textDone("a\xF0\x9F\x98\x80"
                                           "bc"),
                                  ended("completed") };
    const Answer answer = answerOf(decoded(Chat::Format::OpenAiResponses, eventsOf(data)));
    QCOMPARE(answer.text, QStringLiteral(u"a\U0001F600bc"));
    QVERIFY(answer.unknown.isEmpty());
}

void tst_ChatOpenAiResponses::tooManyCallsAreAnError()
{
    QByteArrayList data;
    for (int i = 0; i < 200; ++i) {
        const QByteArray number = QByteArray::number(i);
        data += json("response.output_item.done",
                     R"("output_index":)" + number + R"(,"item":{"type":"function_call",)"
                         + R"("call_id":"c)" + number + R"(","name":"f","arguments":"{}"})");
    }
    data += ended("completed");
    const Answer answer = answerOf(decoded(Chat::Format::OpenAiResponses, eventsOf(data)));
    QCOMPARE(answer.tools.size(), 128);
    QCOMPARE(answer.tools.last(), QStringLiteral("c127 f {}"));
    QCOMPARE(answer.errors, QList{ Chat::ErrorCode::MalformedStream });
    QVERIFY(answer.isWhole);
}

void tst_ChatOpenAiResponses::tooManyPartsAreUnknown()
{
    QByteArrayList data;
    for (int i = 0; i < 4100; ++i) {
        data += json("response.output_text.delta",
                     R"("content_index":)" + QByteArray::number(i) + R"(,"delta":"a")");
    }
    const Deltas deltas = decoded(Chat::Format::OpenAiResponses, eventsOf(data));
    QCOMPARE(brokenLaw(deltas), QString());
    const Answer answer = answerOf(deltas);
    QCOMPARE(answer.parts, 4096);
    QCOMPARE(answer.unknown.size(), 4);
}

void tst_ChatOpenAiResponses::tooLongTextsAreNotCompared()
{
    const QByteArray fragment(1024 * 1024, 'x');
    QByteArrayList data(17, text(fragment));
    data << textDone("other") << text("late") << ended("completed");
    const Answer answer = answerOf(decoded(Chat::Format::OpenAiResponses, eventsOf(data)));
    QCOMPARE(answer.text.size(), 17 * fragment.size());
    QCOMPARE(answer.parts, 1);
    QCOMPARE(answer.unknown, QStringList{ QStringLiteral("response.output_text.delta") });
}

QTEST_GUILESS_MAIN(tst_ChatOpenAiResponses)

#include "tst_chatopenairesponses.moc"
