// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatreplay.h"

using namespace ChatReplay;
using Chat::ErrorCode;

// The UI message stream, in what captured streams do not show.
class tst_ChatUiMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streamsSay_data();
    void streamsSay();
    void toolsSay_data();
    void toolsSay();
    void finishReasons_data();
    void finishReasons();
    void whatTheNextRequestNeedsIsKept_data();
    void whatTheNextRequestNeedsIsKept();
    void errorsInsideTheStream();
    void endsAreToldFromTruncation_data();
    void endsAreToldFromTruncation();
    void nothingFollowsTheEnd();
    void cutSurrogatesJoin();
    void tooManyCallsAreAnError();
    void tooManyPartsAreUnknown();

private:
    void addTexts();
    void addMessages();
    void addInputs();
    void addOutputs();
};

namespace {

QByteArray chunk(const QByteArray &type, const QByteArray &members = QByteArray())
{
    return R"({"type":")" + type + '"' + (members.isEmpty() ? "" : ",") + members + '}';
}

QByteArray begun(const QByteArray &kind, const QByteArray &id)
{
    return chunk(kind + "-start", R"("id":")" + id + '"');
}

QByteArray more(const QByteArray &kind, const QByteArray &id, const QByteArray &text)
{
    return chunk(kind + "-delta", R"("id":")" + id + R"(","delta":")" + text + '"');
}

QByteArray ended(const QByteArray &kind, const QByteArray &id)
{
    return chunk(kind + "-end", R"("id":")" + id + '"');
}

// Of the call c1.
QByteArray tool(const QByteArray &type, const QByteArray &members = QByteArray())
{
    return chunk("tool-" + type,
                 R"("toolCallId":"c1")" + (members.isEmpty() ? QByteArray() : ',' + members));
}

QByteArray input(const QByteArray &escaped)
{
    return tool("input-delta", R"("inputTextDelta":")" + escaped + '"');
}

const QByteArray Start = chunk("start", R"("messageId":"a")");
const QByteArray Named = R"("toolName":"f")";
const QByteArray Available = tool("input-available", Named + R"(,"input":{"a":1})");
const QByteArray Done = "[DONE]";

QByteArray finished(const QByteArray &reason)
{
    return chunk("finish", R"("finishReason":")" + reason + '"');
}

Deltas deltasFrom(const QByteArrayList &data)
{
    return decoded(Chat::Format::UiMessageStream, eventsOf(data));
}

QByteArrayList linesFrom(const QByteArrayList &data)
{
    return linesOf(deltasFrom(data));
}

void addRow(const char *name, const QByteArrayList &data, const QByteArrayList &lines)
{
    QTest::newRow(name) << data << lines;
}

void verifyStream(const QByteArrayList &data, const QByteArrayList &lines)
{
    const Deltas deltas =
        deltasFrom(QByteArrayList{ Start } + data + QByteArrayList{ finished("stop"), Done });
    QCOMPARE(brokenLaw(deltas), QString());
    QByteArrayList said = linesOf(deltas);
    QCOMPARE(said.takeFirst(), "MessageBegin a");
    QCOMPARE(said.takeLast(), "End");
    QCOMPARE(said.takeLast(), "Finish Stop");
    QCOMPARE(said, lines);
}

} // namespace

void tst_ChatUiMessage::streamsSay_data()
{
    QTest::addColumn<QByteArrayList>("data");
    // Without the beginning and the end, which are the same in all of them.
    QTest::addColumn<QByteArrayList>("lines");
    addTexts();
    addMessages();
}

void tst_ChatUiMessage::addTexts()
{
    addRow("text",
           { begun("text", "t"), more("text", "t", "Hel"), more("text", "t", "lo"),
             ended("text", "t") },
           { "Text 0 Hel", "Text 0 lo", "PartEnd 0" });
    addRow("a part without text says nothing",
           { begun("text", "t"), more("text", "t", ""), ended("text", "t") }, {});
    addRow("text and reasoning may have the same ID, and take turns",
           { begun("reasoning", "0"), begun("text", "0"), more("reasoning", "0", "a"),
             more("text", "0", "x"), more("reasoning", "0", "b"), ended("reasoning", "0"),
             more("text", "0", "y"), ended("text", "0") },
           { "Reasoning 0 a", "Text 1 x", "Reasoning 0 b", "PartEnd 0", "Text 1 y", "PartEnd 1" });
    addRow("an ID that comes again in the next step is another part",
           { chunk("start-step"), begun("text", "0"), more("text", "0", "x"), ended("text", "0"),
             chunk("finish-step"), chunk("start-step"), begun("text", "0"), more("text", "0", "y"),
             ended("text", "0"), chunk("finish-step") },
           { "Text 0 x", "PartEnd 0", "Step", "Text 1 y", "PartEnd 1" });
    addRow(
        "an ID that begins again is another part",
        { begun("text", "0"), more("text", "0", "x"), begun("text", "0"), more("text", "0", "y") },
        { "Text 0 x", "PartEnd 0", "Text 1 y", "PartEnd 1" });
    addRow("what is open ends with the step",
           { chunk("start-step"), more("text", "0", "x"), chunk("finish-step"), chunk("start-step"),
             more("text", "0", "y") },
           { "Text 0 x", "PartEnd 0", "Step", "Text 1 y", "PartEnd 1" });
    addRow("text without a beginning, and an end of nothing",
           { ended("text", "t"), more("text", "t", "x"), ended("reasoning", "t") },
           { "Text 0 x", "PartEnd 0" });
}

void tst_ChatUiMessage::addMessages()
{
    addRow("sources, files and data are unknown",
           { chunk("source-url", R"("sourceId":"s","url":"u")"),
             chunk("source-document", R"("sourceId":"s")"), chunk("file", R"("url":"u")"),
             chunk("data-weather", R"("id":"d","data":{"t":1})"),
             chunk("message-metadata", R"("messageMetadata":{"a":1})"), chunk("text-colour"),
             chunk("reasoning-part-finish"), chunk("tool-new", R"("toolCallId":"c")"),
             chunk("hologram") },
           { "Unknown source-url", "Unknown source-document", "Unknown file",
             "Unknown data-weather", "Unknown message-metadata", "Unknown text-colour",
             "Unknown reasoning-part-finish", "Unknown tool-new", "Unknown hologram" });
    addRow("metadata that come along are unknown",
           { chunk("finish", R"("messageMetadata":{"a":1})"),
             chunk("finish", R"("messageMetadata":{})") },
           { "Unknown messageMetadata" });
    addRow("a message begins once", { chunk("start", R"("messageId":"b")") }, { "Unknown start" });
    addRow("the last reason counts where streams were merged",
           { finished("length"), more("text", "t", "x") }, { "Text 0 x", "PartEnd 0" });
    addRow("what keeps a connection alive says nothing",
           { "", "{}", chunk("ping"), more("text", "t", "x") }, { "Text 0 x", "PartEnd 0" });
    addRow(
        "malformed data are an error, and the rest is read",
        { more("text", "t", "x"), "{", "[1]", more("text", "t", "y") },
        { "Text 0 x", "Error MalformedStream", "Error MalformedStream", "Text 0 y", "PartEnd 0" });
}

void tst_ChatUiMessage::streamsSay()
{
    QFETCH(QByteArrayList, data);
    QFETCH(QByteArrayList, lines);
    verifyStream(data, lines);
}

void tst_ChatUiMessage::toolsSay_data()
{
    QTest::addColumn<QByteArrayList>("data");
    QTest::addColumn<QByteArrayList>("lines"); // between what is the same in all of them
    addInputs();
    addOutputs();
}

void tst_ChatUiMessage::addInputs()
{
    const QByteArray whole = R"(ToolComplete c1 f {"a":1})";
    const QByteArrayList called = { "ToolBegin c1 f", R"(ToolArguments c1 {"a":1})", whole,
                                    "ToolState c1 Running" };
    addRow("a call in one event", { Available }, called);
    addRow("a call in fragments",
           { tool("input-start", Named), input(R"({\"a\":)"), input("1}"), Available },
           { "ToolBegin c1 f", R"(ToolArguments c1 {"a":)", "ToolArguments c1 1}", whole,
             "ToolState c1 Running" });
    addRow("a call is whole once", { Available, Available, input("x") }, called);
    addRow("a call without input", { tool("input-available", Named) },
           { "ToolBegin c1 f", "ToolComplete c1 f {}", "ToolState c1 Running" });
    addRow("a call with null as input", { tool("input-available", Named + R"(,"input":null)") },
           { "ToolBegin c1 f", "ToolComplete c1 f {}", "ToolState c1 Running" });
    addRow("a call whose input is text",
           { tool("input-start", Named + R"(,"inputEncoding":"text")"), input("a b"),
             tool("input-available", Named + R"(,"input":"a b")") },
           { "ToolBegin c1 f", R"(ToolArguments c1 "a b")", R"(ToolComplete c1 f "a b")",
             "ToolState c1 Running" });
    addRow("a call that the client may have to allow",
           { Available, tool("approval-request", R"("approvalId":"p")") },
           called + QByteArrayList{ "Unknown tool-approval-request" });
    addRow("a call that is not whole when the answer ends",
           { tool("input-start", Named), input("{") },
           { "ToolBegin c1 f", "ToolArguments c1 {", "ToolState c1 f Error" });
    addRow("input that is not valid",
           { tool("input-start", Named), input("{x"),
             tool("input-error", Named + R"(,"input":"{x","errorText":"no")") },
           { "ToolBegin c1 f", "ToolArguments c1 {x", R"(ToolComplete c1 f "{x")",
             "ToolResult c1 Error" });
    addRow("a call without an ID is unknown", { chunk("tool-input-available", Named) },
           { "Unknown tool-input-available" });
}

void tst_ChatUiMessage::addOutputs()
{
    const QByteArrayList called = { "ToolBegin c1 f", R"(ToolArguments c1 {"a":1})",
                                    R"(ToolComplete c1 f {"a":1})", "ToolState c1 Running" };
    const auto add = [&](const char *name, const QByteArrayList &data,
                         const QByteArrayList &lines) {
        addRow(name, QByteArrayList{ Available } + data, called + lines);
    };
    add("output", { tool("output-available", R"("output":{"b":2})") },
        { "ToolResult c1 Completed" });
    add("output that is not the last",
        { tool("output-available", R"("output":1,"preliminary":true)"),
          tool("output-available", R"("output":2)") },
        { "ToolState c1 Running", "ToolResult c1 Completed" });
    add("a tool that fails", { tool("output-error", R"("errorText":"no")") },
        { "ToolResult c1 Error" });
    add("a tool that is not allowed", { tool("output-denied") }, { "ToolResult c1 Error" });
    addRow("output of a call whose input has had no end",
           { tool("input-start", Named), input("{}"), tool("output-available", R"("output":1)") },
           { "ToolBegin c1 f", "ToolArguments c1 {}", "ToolComplete c1 f {}",
             "ToolResult c1 Completed" });
    addRow("output of a call of an earlier answer", { tool("output-available", R"("output":1)") },
           { "ToolResult c1 Completed" });
}

void tst_ChatUiMessage::toolsSay()
{
    QFETCH(QByteArrayList, data);
    QFETCH(QByteArrayList, lines);
    verifyStream(data, lines);
}

void tst_ChatUiMessage::finishReasons_data()
{
    QTest::addColumn<QByteArrayList>("data");
    QTest::addColumn<QByteArrayList>("lines"); // after those of a call without output

    const QByteArray lost = "ToolState c1 Error";
    addRow("stop", { finished("stop") }, { "Finish Stop" });
    addRow("length", { finished("length") }, { "Finish Length" });
    addRow("tool-calls", { finished("tool-calls") }, { "Finish ToolCalls" });
    addRow("content-filter", { finished("content-filter") }, { "Finish ContentFilter" });
    addRow("other", { finished("other") }, { "Finish Other" });
    addRow("error", { finished("error") }, { lost, "Finish Error" });
    addRow("abort", { chunk("abort", R"("reason":"timeout")") }, { lost, "Finish Stopped" });
    addRow("none, and a tool has no output", { chunk("finish") }, { "Finish ToolCalls" });
    addRow("none, and all is done", { tool("output-available", R"("output":1)"), chunk("finish") },
           { "ToolResult c1 Completed", "Finish Stop" });
    addRow("none, after an error", { chunk("error", R"("errorText":"no")"), chunk("finish") },
           { "Error ServerFailed", lost, "Finish Error" });
}

// Who runs a tool that has no output is the client's business, unless the answer has failed.
void tst_ChatUiMessage::finishReasons()
{
    QFETCH(QByteArrayList, data);
    QFETCH(QByteArrayList, lines);
    const QByteArrayList said =
        linesFrom(QByteArrayList{ Available } + data + QByteArrayList{ Done });
    QCOMPARE(said.mid(4), lines + QByteArrayList{ "End" });
}

void tst_ChatUiMessage::whatTheNextRequestNeedsIsKept_data()
{
    QTest::addColumn<QByteArrayList>("data");
    QTest::addColumn<QByteArrayList>("values");

    const QByteArray metadata = R"("providerMetadata":{"p":{"signature":"s"}})";
    const QByteArray end = chunk("reasoning-end", R"("id":"0",)" + metadata);
    addRow("metadata of a part, at its end",
           { begun("reasoning", "0"), more("reasoning", "0", "x"), end }, { '{' + metadata + '}' });
    addRow("metadata of a part, in its beginning",
           { chunk("text-start", R"("id":"0",)" + metadata), more("text", "0", "x"),
             ended("text", "0") },
           { '{' + metadata + '}' });
    addRow("metadata of reasoning that is not shown", { begun("reasoning", "0"), end },
           { '{' + metadata + '}' });
    addRow("the whole of what is unknown", { chunk("data-x", R"("data":[1],"id":"d")") },
           { R"({"data":[1],"id":"d","type":"data-x"})" });
    addRow("results", { tool("output-available", R"("output":{"b":[2]})") }, { R"({"b":[2]})" });
    addRow("results so far", { tool("output-available", R"("output":"x","preliminary":true)") },
           { R"("x")" });
    addRow("why a tool has failed", { tool("output-error", R"("errorText":"no")") }, { R"("no")" });
}

void tst_ChatUiMessage::whatTheNextRequestNeedsIsKept()
{
    QFETCH(QByteArrayList, data);
    QFETCH(QByteArrayList, values);
    QCOMPARE(valuesOf(deltasFrom(data + QByteArrayList{ Done })), values);
}

void tst_ChatUiMessage::errorsInsideTheStream()
{
    const QByteArrayList data = { more("text", "t", "x"),
                                  chunk("error", R"("errorText":"So it is")") };
    const Deltas deltas = deltasFrom(data);
    QCOMPARE(linesOf(deltas), (QByteArrayList{ "Text 0 x", "Error ServerFailed", "PartEnd 0" }));
    QCOMPARE(deltas.at(1).error.message, QStringLiteral("So it is"));
    QVERIFY(!deltas.at(1).error.advice.isEmpty());

    const Deltas silent = deltasFrom({ chunk("error") });
    QVERIFY(!silent.at(0).error.message.isEmpty());

    // What a server says after it is read all the same.
    QCOMPARE(linesFrom(data + QByteArrayList{ more("text", "t", "y"), Done }),
             (QByteArrayList{ "Text 0 x", "Error ServerFailed", "Text 0 y", "PartEnd 0", "End" }));
}

void tst_ChatUiMessage::endsAreToldFromTruncation_data()
{
    QTest::addColumn<QByteArrayList>("data");
    QTest::addColumn<QByteArrayList>("lines");

    addRow("neither", {},
           { "PartEnd 0", "ToolState c2 g Error", "ToolState c1 Error", "Error Truncated" });
    const QByteArrayList whole = { "PartEnd 0", "ToolState c2 g Error", "Finish Stop", "End" };
    addRow("both", { finished("stop"), Done }, whole);
    addRow("only finish", { finished("stop") }, whole);
    addRow("only [DONE]", { Done }, whole);
    addRow("[DONE] with space around it", { " [DONE] " }, whole);
}

void tst_ChatUiMessage::endsAreToldFromTruncation()
{
    QFETCH(QByteArrayList, data);
    QFETCH(QByteArrayList, lines);
    const QByteArrayList before = {
        Available, chunk("tool-input-start", R"("toolCallId":"c2","toolName":"g")"),
        more("text", "t", "x")
    };
    QCOMPARE(linesFrom(before + data).mid(6), lines);
}

void tst_ChatUiMessage::nothingFollowsTheEnd()
{
    const auto decoder = ChatEventDecoder::create(Chat::Format::UiMessageStream);
    decoder->decode(SseEvent({}, finished("stop")));
    QVERIFY(!decoder->isComplete());
    QCOMPARE(linesOf(decoder->decode(SseEvent({}, Done))),
             (QByteArrayList{ "Finish Stop", "End" }));
    QVERIFY(decoder->isComplete());
    QVERIFY(decoder->decode(SseEvent({}, more("text", "t", "x"))).isEmpty());
    QVERIFY(decoder->finish().isEmpty());

    const auto truncated = ChatEventDecoder::create(Chat::Format::UiMessageStream);
    QCOMPARE(linesOf(truncated->finish()), QByteArrayList{ "Error Truncated" });
    QVERIFY(!truncated->isComplete());
    QVERIFY(truncated->finish().isEmpty());
    QVERIFY(truncated->decode(SseEvent({}, Done)).isEmpty());
}

void tst_ChatUiMessage::cutSurrogatesJoin()
{
    const Answer answer =
        answerOf(deltasFrom({ more("reasoning", "0", "\\ud83d"), more("reasoning", "0", "\\ude01"),
                              more("text", "0", "a\\ud83d"), more("text", "0", "\\ude00\xC3\xBC"),
                              tool("input-start", Named), input(R"({\"a\":\"\ud83d)"),
                              input(R"(\ude02\"})"), tool("input-available", Named), Done }));
    QCOMPARE(answer.reasoning, QStringLiteral(u"\U0001F601"));
    QCOMPARE(answer.text, QStringLiteral(u"a\U0001F600\u00FC"));
    QCOMPARE(answer.tools, QStringList{ QStringLiteral(u"c1 f {\"a\":\"\U0001F602\"}") });
}

void tst_ChatUiMessage::tooManyCallsAreAnError()
{
    QByteArrayList data;
    for (int i = 0; i < 200; ++i)
        data << chunk("tool-input-available",
                      R"("toolName":"f","toolCallId":"c)" + QByteArray::number(i) + '"');
    const Answer answer = answerOf(deltasFrom(data + QByteArrayList{ Done }));
    QCOMPARE(answer.tools.size(), 128);
    QCOMPARE(answer.errors, QList{ ErrorCode::MalformedStream });
    QVERIFY(answer.isWhole);
}

void tst_ChatUiMessage::tooManyPartsAreUnknown()
{
    QByteArrayList data;
    for (int i = 0; i < 4100; ++i) {
        const QByteArray id = QByteArray::number(i);
        data << begun("text", id) << more("text", id, "a");
    }
    const Deltas deltas = deltasFrom(data);
    QCOMPARE(brokenLaw(deltas), QString());
    const Answer answer = answerOf(deltas);
    QCOMPARE(answer.parts, 4096);
    QCOMPARE(answer.unknown.size(), 8); // beginning and text of each
}

QTEST_GUILESS_MAIN(tst_ChatUiMessage)

#include "tst_chatuimessage.moc"
