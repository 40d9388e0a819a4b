// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatreplay.h"

using namespace ChatReplay;
using Type = ChatDelta::Type;

// Chat Completions, in what captured streams do not show.
class tst_ChatOpenAiChat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streamsSay_data();
    void streamsSay();
    void finishReasons_data();
    void finishReasons();
    void errorsInsideTheStream_data();
    void errorsInsideTheStream();
    void endsAreToldFromTruncation_data();
    void endsAreToldFromTruncation();
    void nothingFollowsTheEnd();
    void unknownIsKeptWhole();
    void cutSurrogatesJoin();
    void pingsAreKnownByTheirName();
    void tooManyCallsAreAnError();
    void tooLongArgumentsAreAnError();
    void tooManyPartsAreUnknown();

private:
    void addTexts();
    void addCalls();
    void addUsage();
    void addOddities();
};

namespace {

QByteArray chunk(const QByteArray &members)
{
    return R"({"id":"a","model":"m",)" + members + '}';
}

// A chunk with these members in the delta of its choice.
QByteArray said(const QByteArray &delta)
{
    return chunk(R"("choices":[{"index":0,"delta":{)" + delta + R"(},"finish_reason":null}])");
}

QByteArray calls(const QByteArray &list)
{
    return said("\"tool_calls\":[" + list + ']');
}

QByteArray finished(const QByteArray &reason)
{
    return chunk(R"("choices":[{"index":0,"delta":{},"finish_reason":")" + reason + R"("}])");
}

QByteArray text(const QByteArray &content)
{
    return said(R"("content":")" + content + '"');
}

QByteArrayList linesFrom(const QByteArrayList &data)
{
    return linesOf(decoded(Chat::Format::OpenAiChat, eventsOf(data)));
}

void addRow(const char *name, const QByteArrayList &data, const QByteArrayList &lines)
{
    QTest::newRow(name) << data + QByteArrayList{ finished("stop"), "[DONE]" } << lines;
}

} // namespace

void tst_ChatOpenAiChat::streamsSay_data()
{
    QTest::addColumn<QByteArrayList>("data");
    // Without the first and the last, which are the same in all of them.
    QTest::addColumn<QByteArrayList>("lines");
    addTexts();
    addCalls();
    addUsage();
    addOddities();
}

void tst_ChatOpenAiChat::addTexts()
{
    const QByteArrayList hello = { "Text 0 Hel", "Text 0 lo", "PartEnd 0", "Finish Stop" };
    addRow("text", { text("Hel"), text("lo") }, hello);
    addRow("choices are empty in any chunk",
           { text("Hel"), chunk(R"("choices":[])"), text("lo"), chunk(R"("choices":[])") }, hello);
    addRow("reasoning_content", { said(R"("reasoning_content":"hm")"), text("x") },
           { "Reasoning 0 hm", "PartEnd 0", "Text 1 x", "PartEnd 1", "Finish Stop" });
    addRow("reasoning", { said(R"("reasoning":"hm","content":"")") },
           { "Reasoning 0 hm", "PartEnd 0", "Finish Stop" });
    addRow("reasoning that is said twice counts once",
           { said(R"("reasoning_content":"hm","reasoning":"hm","reasoning_details":[{"a":1}])") },
           { "Reasoning 0 hm", "PartEnd 0", "Finish Stop" });
    addRow("each change of the kind begins a part",
           { said(R"("reasoning":"a")"), text("b"), said(R"("reasoning":"c")") },
           { "Reasoning 0 a", "PartEnd 0", "Text 1 b", "PartEnd 1", "Reasoning 2 c", "PartEnd 2",
             "Finish Stop" });
    addRow("empty texts begin and end no part",
           { said(R"("role":"assistant","content":"","refusal":null)"), said(R"("reasoning":"a")"),
             text(""), said(R"("reasoning":"b","content":"")") },
           { "Reasoning 0 a", "Reasoning 0 b", "PartEnd 0", "Finish Stop" });
    addRow("refusal", { said(R"("refusal":"I ca")"), said(R"("refusal":"nnot")") },
           { "Refusal 0 I ca", "Refusal 0 nnot", "PartEnd 0", "Finish Stop" });
    addRow("a leading U+FEFF stays", { text("\xEF\xBB\xBFx") },
           { "Text 0 \xEF\xBB\xBFx", "PartEnd 0", "Finish Stop" });
}

void tst_ChatOpenAiChat::addCalls()
{
    const QByteArray begun = "ToolBegin c1 f";
    const QByteArrayList whole = { begun, R"(ToolArguments c1 {"a":1})",
                                   R"(ToolComplete c1 f {"a":1})", "Finish ToolCalls" };
    addRow("a call in one chunk",
           { calls(R"({"index":0,"id":"c1","function":{"name":"f","arguments":"{\"a\":1}"}})") },
           whole);
    addRow("arguments that are JSON and no text",
           { calls(R"({"index":0,"id":"c1","function":{"name":"f","arguments":{"a":1}}})") },
           whole);
    addRow("no arguments are an empty object",
           { calls(R"({"index":0,"id":"c1","function":{"name":"f","arguments":""}})") },
           { begun, "ToolComplete c1 f {}", "Finish ToolCalls" });
    addRow("a call's ID and name may be repeated, or be empty",
           { calls(R"({"index":0,"id":"c1","function":{"name":"f","arguments":"{\"a\""}})"),
             calls(R"({"index":0,"id":"","function":{"name":"","arguments":":"}})"),
             calls(R"({"index":0,"id":"c1","function":{"name":"f","arguments":"1}"}})") },
           { begun, R"(ToolArguments c1 {"a")", "ToolArguments c1 :", "ToolArguments c1 1}",
             R"(ToolComplete c1 f {"a":1})", "Finish ToolCalls" });
    addRow("a name that comes after the arguments",
           { calls(R"({"index":0,"id":"c1","function":{"arguments":"{\"a\":"}})"),
             calls(R"({"index":0,"function":{"name":"f","arguments":"1}"}})") },
           { begun, R"(ToolArguments c1 {"a":)", "ToolArguments c1 1}",
             R"(ToolComplete c1 f {"a":1})", "Finish ToolCalls" });
    addRow("a call is complete when the next begins",
           { calls(R"({"index":0,"id":"c1","function":{"name":"f","arguments":"{}"}})"),
             calls(R"({"index":1,"id":"c2","function":{"name":"g","arguments":"{"}})"),
             calls(R"({"index":1,"function":{"arguments":"}"}})") },
           { begun, "ToolArguments c1 {}", "ToolComplete c1 f {}", "ToolBegin c2 g",
             "ToolArguments c2 {", "ToolArguments c2 }", "ToolComplete c2 g {}",
             "Finish ToolCalls" });
    addRow("a call that is complete takes no more",
           { calls(R"({"index":0,"id":"c1","function":{"name":"f","arguments":"{}"}})"),
             calls(R"({"index":1,"id":"c2","function":{"name":"g","arguments":"{}"}})"),
             calls(R"({"index":0,"function":{"arguments":"\n"}})") },
           { begun, "ToolArguments c1 {}", "ToolComplete c1 f {}", "ToolBegin c2 g",
             "ToolArguments c2 {}", "ToolComplete c2 g {}", "Finish ToolCalls" });
    addRow("calls may take turns",
           { calls(R"({"index":0,"id":"c1","function":{"name":"f","arguments":"{"}},)"
                   R"({"index":1,"id":"c2","function":{"name":"g","arguments":"{"}})"),
             calls(R"({"index":0,"function":{"arguments":"}"}})"),
             calls(R"({"index":1,"function":{"arguments":"}"}})") },
           { begun, "ToolArguments c1 {", "ToolBegin c2 g", "ToolArguments c2 {",
             "ToolArguments c1 }", "ToolArguments c2 }", "ToolComplete c1 f {}",
             "ToolComplete c2 g {}", "Finish ToolCalls" });

    const QByteArrayList two = { begun,
                                 "ToolArguments c1 {}",
                                 "ToolComplete c1 f {}",
                                 "ToolBegin c2 g",
                                 "ToolArguments c2 {}",
                                 "ToolComplete c2 g {}",
                                 "Finish ToolCalls" };
    addRow("calls without an index are told apart by ID",
           { calls(R"({"id":"c1","function":{"name":"f","arguments":"{"}})"),
             calls(R"({"function":{"arguments":"}"}})"),
             calls(R"({"id":"c2","function":{"name":"g","arguments":"{}"}})") },
           { begun, "ToolArguments c1 {", "ToolArguments c1 }", "ToolComplete c1 f {}",
             "ToolBegin c2 g", "ToolArguments c2 {}", "ToolComplete c2 g {}", "Finish ToolCalls" });
    addRow("calls that all have the same index are told apart by ID",
           { calls(R"({"index":0,"id":"c1","function":{"name":"f","arguments":"{}"}},)"
                   R"({"index":0,"id":"c2","function":{"name":"g","arguments":"{}"}})") },
           two);
    addRow("calls that share an ID are told apart by their index",
           { calls(R"({"index":0,"id":"c1","function":{"name":"f","arguments":"{}"}},)"
                   R"({"index":1,"id":"c1","function":{"name":"g","arguments":"{}"}})") },
           { begun, "ToolArguments c1 {}", "ToolComplete c1 f {}", "ToolBegin call-2 g",
             "ToolArguments call-2 {}", "ToolComplete call-2 g {}", "Finish ToolCalls" });
    addRow("an ID that is made up is none that there is",
           { calls(R"({"index":0,"id":"call-2","function":{"name":"f","arguments":"{}"}},)"
                   R"({"index":1,"function":{"name":"g","arguments":"{}"}})") },
           { "ToolBegin call-2 f", "ToolArguments call-2 {}", "ToolComplete call-2 f {}",
             "ToolBegin call-3 g", "ToolArguments call-3 {}", "ToolComplete call-3 g {}",
             "Finish ToolCalls" });
    addRow("calls without ID and index are told apart by name, and get an ID",
           { calls(R"({"function":{"name":"f","arguments":"{}"}},)"
                   R"({"function":{"name":"g","arguments":"{}"}})") },
           { "ToolBegin call-1 f", "ToolArguments call-1 {}", "ToolComplete call-1 f {}",
             "ToolBegin call-2 g", "ToolArguments call-2 {}", "ToolComplete call-2 g {}",
             "Finish ToolCalls" });
    addRow("text ends where a call begins, and goes on in a part of its own",
           { text("x"), calls(R"({"index":0,"id":"c1","function":{"name":"f","arguments":"{}"}})"),
             text("y") },
           { "Text 0 x", "PartEnd 0", begun, "ToolArguments c1 {}", "Text 1 y", "PartEnd 1",
             "ToolComplete c1 f {}", "Finish ToolCalls" });
}

void tst_ChatOpenAiChat::addUsage()
{
    addRow("usage with details",
           { chunk(R"("choices":[],"usage":{"prompt_tokens":9,"completion_tokens":7,)"
                   R"("prompt_tokens_details":{"cached_tokens":4},)"
                   R"("completion_tokens_details":{"reasoning_tokens":3}})") },
           { "Usage 9 7 3 4", "Finish Stop" });
    addRow("usage that grows, and is said again",
           { chunk(R"("choices":[],"usage":{"prompt_tokens":9,"completion_tokens":1})"),
             chunk(R"("choices":[],"usage":null)"),
             chunk(R"("choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2})"),
             chunk(R"("choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2})") },
           { "Usage 9 1 -1 -1", "Usage 9 2 -1 -1", "Finish Stop" });
    addRow("usage in figures that are none",
           { chunk(R"("choices":[],"usage":{"prompt_tokens":"9","completion_tokens":-3})"),
             chunk(R"("choices":[],"usage":{"prompt_tokens":1e30,"completion_tokens":1.5})") },
           { "Finish Stop" });
}

void tst_ChatOpenAiChat::addOddities()
{
    addRow("other choices are unknown",
           { chunk(R"("choices":[{"index":1,"delta":{"content":"no"}},)"
                   R"({"index":0,"delta":{"content":"yes"}}])") },
           { "Unknown choice", "Text 0 yes", "PartEnd 0", "Finish Stop" });
    addRow("a choice without an index is the first",
           { chunk(R"("choices":[{"delta":{"content":"yes"}}])") },
           { "Text 0 yes", "PartEnd 0", "Finish Stop" });
    addRow("members that nobody knows are unknown, where they hold something",
           { said(R"("content":"x","audio":{"id":"7"},"images":[],"tag":null,"note":"")") },
           { "Text 0 x", "Unknown audio", "PartEnd 0", "Finish Stop" });
    addRow("members of another type are unknown",
           { said(R"("content":[{"type":"text"}])"), said(R"("tool_calls":{"a":1})") },
           { "Unknown content", "Unknown tool_calls", "Finish Stop" });
    addRow("chunks that nobody knows are unknown", { R"({"object":"chat.note","x":1})" },
           { "Unknown chat.note", "Finish Stop" });
    addRow("what keeps a connection alive says nothing",
           { text("x"), R"({"type":"ping"})", "{}", "", " ", R"({"type":"keepalive","n":1})",
             text("y") },
           { "Text 0 x", "Text 0 y", "PartEnd 0", "Finish Stop" });
    addRow("malformed data are an error, and the rest is read",
           { text("x"), R"({"choices":)", "[1]", "7", text("y") },
           { "Text 0 x", "Error MalformedStream", "Error MalformedStream", "Error MalformedStream",
             "Text 0 y", "PartEnd 0", "Finish Stop" });
    addRow("finish_reason is said once", { finished("length"), finished("stop") },
           { "Finish Length" });
}

void tst_ChatOpenAiChat::streamsSay()
{
    QFETCH(QByteArrayList, data);
    QFETCH(QByteArrayList, lines);
    QByteArrayList said = linesFrom(data);
    const qsizetype begin = said.indexOf("MessageBegin a m");
    QVERIFY(begin >= 0);
    said.removeAt(begin);
    QCOMPARE(said.takeLast(), "End");
    QCOMPARE(said, lines);
}

void tst_ChatOpenAiChat::finishReasons_data()
{
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QByteArrayList>("lines");

    const QByteArray abandoned = "ToolState c2 g Error";
    QTest::newRow("tool_calls") << QByteArray("tool_calls")
                                << QByteArrayList{ "ToolComplete c2 g {", "Finish ToolCalls" };
    QTest::newRow("stop, though there are calls")
        << QByteArray("stop") << QByteArrayList{ "ToolComplete c2 g {", "Finish ToolCalls" };
    QTest::newRow("length") << QByteArray("length") << QByteArrayList{ abandoned, "Finish Length" };
    QTest::newRow("content_filter")
        << QByteArray("content_filter") << QByteArrayList{ abandoned, "Finish ContentFilter" };
    QTest::newRow("error") << QByteArray("error") << QByteArrayList{ abandoned, "Finish Error" };
    QTest::newRow("unknown") << QByteArray("eos_token")
                             << QByteArrayList{ "ToolComplete c2 g {", "Finish Other" };
}

void tst_ChatOpenAiChat::finishReasons()
{
    QFETCH(QByteArray, reason);
    QFETCH(QByteArrayList, lines);
    const QByteArrayList said =
        linesFrom({ calls(R"({"index":0,"id":"c1","function":{"name":"f","arguments":"{}"}})"),
                    calls(R"({"index":1,"id":"c2","function":{"name":"g","arguments":"{"}})"),
                    finished(reason), "[DONE]" });
    QCOMPARE(said.mid(said.indexOf("ToolArguments c2 {") + 1), lines + QByteArrayList{ "End" });
}

void tst_ChatOpenAiChat::errorsInsideTheStream_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("message");

    const QString message = QStringLiteral("Slow down");
    QTest::newRow("an object") << QByteArray()
                               << QByteArray(R"({"error":{"message":"Slow down",)"
                                             R"("type":"tokens","code":"rate_limit_exceeded"}})")
                               << message;
    QTest::newRow("a text") << QByteArray() << QByteArray(R"({"error":"Slow down"})") << message;
    QTest::newRow("an object that calls itself an error")
        << QByteArray() << QByteArray(R"({"object":"error","message":"Slow down","code":429})")
        << message;
    QTest::newRow("an event called error, with an object")
        << QByteArray("error") << QByteArray(R"({"message":"Slow down"})") << message;
    QTest::newRow("an event called error, with text")
        << QByteArray("error") << QByteArray("Slow down") << message;
    QTest::newRow("beside a choice")
        << QByteArray()
        << chunk(R"("error":{"code":429,"message":"Slow down"},)"
                 R"("choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}])")
        << message;
}

void tst_ChatOpenAiChat::errorsInsideTheStream()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, data);
    QFETCH(QString, message);
    const auto decoder = ChatEventDecoder::create(Chat::Format::OpenAiChat);
    Deltas deltas = decoder->decode(SseEvent({}, text("x")));
    deltas += decoder->decode(SseEvent(type, data));
    deltas += decoder->finish();

    // The service has ended it, in its way: nothing was cut off.
    const Answer answer = answerOf(deltas);
    QCOMPARE(answer.errors.size(), 1);
    QVERIFY(answer.errors.first() != Chat::ErrorCode::Truncated);
    QVERIFY(!answer.isWhole);
    QCOMPARE(answer.parts, 1);
    const auto error = std::find_if(deltas.begin(), deltas.end(), [](const ChatDelta &delta) {
        return delta.type == Type::Error;
    });
    QCOMPARE(error->error.message, message);
}

void tst_ChatOpenAiChat::endsAreToldFromTruncation_data()
{
    QTest::addColumn<QByteArrayList>("data");
    QTest::addColumn<QByteArrayList>("lines"); // after what is the same in all of them

    QTest::newRow("neither") << QByteArrayList{}
                             << QByteArrayList{ "PartEnd 0", "ToolState c1 f Error",
                                                "Error Truncated" };
    const QByteArrayList ended = { "PartEnd 0", "ToolComplete c1 f {", "Finish ToolCalls", "End" };
    QTest::newRow("both") << QByteArrayList{ finished("tool_calls"), "[DONE]" } << ended;
    QTest::newRow("only finish_reason") << QByteArrayList{ finished("tool_calls") } << ended;
    QTest::newRow("only [DONE]") << QByteArrayList{ "[DONE]" } << ended;
    QTest::newRow("[DONE] with space around it") << QByteArrayList{ " [DONE] " } << ended;
}

void tst_ChatOpenAiChat::endsAreToldFromTruncation()
{
    QFETCH(QByteArrayList, data);
    QFETCH(QByteArrayList, lines);
    const QByteArrayList before = {
        calls(R"({"index":0,"id":"c1","function":{"name":"f","arguments":"{"}})"), text("x")
    };
    QCOMPARE(linesFrom(before + data).mid(4), lines);
}

void tst_ChatOpenAiChat::nothingFollowsTheEnd()
{
    const auto decoder = ChatEventDecoder::create(Chat::Format::OpenAiChat);
    QVERIFY(!decoder->isComplete());
    QVERIFY(!decoder->decode(SseEvent({}, finished("stop"))).isEmpty());
    QVERIFY(!decoder->isComplete());
    QCOMPARE(linesOf(decoder->decode(SseEvent({}, "[DONE]"))), QByteArrayList{ "End" });
    QVERIFY(decoder->isComplete());
    QVERIFY(decoder->decode(SseEvent({}, text("x"))).isEmpty());
    QVERIFY(decoder->decode(SseEvent({}, "[DONE]")).isEmpty());
    QVERIFY(decoder->finish().isEmpty());
    QVERIFY(decoder->isComplete());

    const auto truncated = ChatEventDecoder::create(Chat::Format::OpenAiChat);
    QCOMPARE(linesOf(truncated->finish()), QByteArrayList{ "Error Truncated" });
    QVERIFY(!truncated->isComplete());
    QVERIFY(truncated->finish().isEmpty());
    QVERIFY(truncated->decode(SseEvent({}, text("x"))).isEmpty());
}

void tst_ChatOpenAiChat::unknownIsKeptWhole()
{
    const QByteArray data = R"({"object":"chat.note","x":[1,{"y":2}]})";
    const Deltas deltas = decoded(Chat::Format::OpenAiChat, eventsOf({ data }));
    QCOMPARE(deltas.first().type, Type::Unknown);
    QCOMPARE(deltas.first().value, SseEvent({}, data).json());
}

void tst_ChatOpenAiChat::cutSurrogatesJoin()
{
    const Answer answer = answerOf(decoded(
        Chat::Format::OpenAiChat,
        eventsOf(
            { text("a\\ud83d"), text("\\ude00\xC3\xBC"), said(R"("reasoning":"\ud83d")"),
              said(R"("reasoning":"\ude01")"),
              calls(
                  R"({"index":0,"id":"c","function":{"name":"f","arguments":"{\"a\":\"\ud83d"}})"),
              calls(R"({"index":0,"function":{"arguments":"\ude02\"}"}})"), "[DONE]" })));
    QCOMPARE(answer.text, QStringLiteral(u"a\U0001F600\u00FC"));
    QCOMPARE(answer.reasoning, QStringLiteral(u"\U0001F601"));
    QCOMPARE(answer.tools, QStringList{ QStringLiteral(u"c f {\"a\":\"\U0001F602\"}") });
}

void tst_ChatOpenAiChat::pingsAreKnownByTheirName()
{
    const auto decoder = ChatEventDecoder::create(Chat::Format::OpenAiChat);
    for (const char *const name : { "ping", "keepalive", "keep-alive", "heartbeat" }) {
        QVERIFY2(decoder->decode(SseEvent(name, R"({"time":1})")).isEmpty(), name);
        QVERIFY2(decoder->decode(SseEvent(name, "now")).isEmpty(), name);
    }
}

void tst_ChatOpenAiChat::tooManyCallsAreAnError()
{
    QByteArrayList data;
    for (int i = 0; i < 200; ++i) {
        const QByteArray number = QByteArray::number(i);
        data += calls(R"({"index":)" + number + R"(,"id":"c)" + number
                      + R"(","function":{"name":"f","arguments":"{}"}})");
    }
    const Answer answer =
        answerOf(decoded(Chat::Format::OpenAiChat, eventsOf(data + QByteArrayList{ "[DONE]" })));
    QCOMPARE(answer.tools.size(), 128);
    QCOMPARE(answer.tools.last(), QStringLiteral("c127 f {}"));
    QCOMPARE(answer.errors, QList{ Chat::ErrorCode::MalformedStream });
    QVERIFY(answer.isWhole);
}

void tst_ChatOpenAiChat::tooLongArgumentsAreAnError()
{
    const QByteArray fragment(1024 * 1024, 'x');
    QByteArrayList data = { calls(R"({"index":0,"id":"c","function":{"name":"f"}})") };
    for (int i = 0; i < 18; ++i)
        data += calls(R"({"index":0,"function":{"arguments":")" + fragment + R"("}})");
    data += "[DONE]";
    QByteArrayList lines = linesFrom(data);
    QCOMPARE(lines.count("ToolArguments c " + fragment), 16);
    lines.removeAll("ToolArguments c " + fragment);
    QCOMPARE(lines,
             (QByteArrayList{ "MessageBegin a m", "ToolBegin c f", "Error MalformedStream",
                              "ToolState c f Error", "Finish ToolCalls", "End" }));
}

void tst_ChatOpenAiChat::tooManyPartsAreUnknown()
{
    QByteArrayList data;
    for (int i = 0; i < 2050; ++i)
        data << text("a") << said(R"("reasoning":"b")");
    const Deltas deltas = decoded(Chat::Format::OpenAiChat, eventsOf(data));
    QCOMPARE(brokenLaw(deltas), QString());
    const Answer answer = answerOf(deltas);
    QCOMPARE(answer.parts, 4096);
    QCOMPARE(answer.unknown.size(), 4);
}

QTEST_GUILESS_MAIN(tst_ChatOpenAiChat)

#include "tst_chatopenaichat.moc"
