// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatreplay.h"

using namespace ChatReplay;
using Chat::ErrorCode;

// Gemini, in what captured streams do not show.
class tst_ChatGemini : public QObject
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
    void aBlockedPromptIsAnError();
    void anInvalidCallOfTheModelIsAnError();
    void anEndWithoutReasonIsTruncation_data();
    void anEndWithoutReasonIsTruncation();
    void onlyTheEndOfTheStreamIsTheEnd();
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

QByteArray response(const QByteArray &candidate)
{
    return R"({"candidates":[{)" + candidate + R"(}],"responseId":"a","modelVersion":"m"})";
}

// A response with these parts.
QByteArray said(const QByteArray &parts)
{
    return response(R"("content":{"role":"model","parts":[)" + parts + "]}");
}

QByteArray text(const QByteArray &text)
{
    return said(R"({"text":")" + text + R"("})");
}

QByteArray thought(const QByteArray &text)
{
    return said(R"({"thought":true,"text":")" + text + R"("})");
}

QByteArray call(const QByteArray &members)
{
    return said(R"({"functionCall":{)" + members + "}}");
}

QByteArray finished(const QByteArray &reason)
{
    return response(R"("finishReason":")" + reason + '"');
}

Deltas deltasFrom(const QByteArrayList &data)
{
    return decoded(Chat::Format::Gemini, eventsOf(data));
}

QByteArrayList linesFrom(const QByteArrayList &data)
{
    return linesOf(deltasFrom(data));
}

void addRow(const char *name, const QByteArrayList &data, const QByteArrayList &lines)
{
    QTest::newRow(name) << data + QByteArrayList{ finished("STOP") } << lines;
}

} // namespace

void tst_ChatGemini::streamsSay_data()
{
    QTest::addColumn<QByteArrayList>("data");
    // Without the first and the last, which are the same in all of them.
    QTest::addColumn<QByteArrayList>("lines");
    addTexts();
    addCalls();
    addUsage();
    addOddities();
}

void tst_ChatGemini::addTexts()
{
    addRow("text", { text("Hel"), text("lo") },
           { "Text 0 Hel", "Text 0 lo", "PartEnd 0", "Finish Stop" });
    addRow("pieces in one event", { said(R"({"text":"Hel"},{"text":"lo"})") },
           { "Text 0 Hel", "Text 0 lo", "PartEnd 0", "Finish Stop" });
    addRow("each change of the kind begins a part", { thought("a"), text("x"), thought("b") },
           { "Reasoning 0 a", "PartEnd 0", "Text 1 x", "PartEnd 1", "Reasoning 2 b", "PartEnd 2",
             "Finish Stop" });
    addRow("empty texts begin and end no part", { thought("a"), text(""), thought("b"), said("") },
           { "Reasoning 0 a", "Reasoning 0 b", "PartEnd 0", "Finish Stop" });
    addRow("a reason in every event", { text("x"), finished("STOP"), text("y") },
           { "Text 0 x", "Text 0 y", "PartEnd 0", "Finish Stop" });
}

void tst_ChatGemini::addCalls()
{
    addRow("a call", { call(R"("id":"c1","name":"f","args":{"a":1})") },
           { "ToolBegin c1 f", R"(ToolArguments c1 {"a":1})", R"(ToolComplete c1 f {"a":1})",
             "Finish ToolCalls" });
    addRow("calls without ID get one, and without arguments an empty object",
           { call(R"("name":"f")"), call(R"("name":"g","args":null)") },
           { "ToolBegin call-1 f", "ToolArguments call-1 {}", "ToolComplete call-1 f {}",
             "ToolBegin call-2 g", "ToolArguments call-2 {}", "ToolComplete call-2 g {}",
             "Finish ToolCalls" });
    addRow("text ends where a call begins",
           { text("x"), call(R"("id":"c1","name":"f")"), text("y") },
           { "Text 0 x", "PartEnd 0", "ToolBegin c1 f", "ToolArguments c1 {}",
             "ToolComplete c1 f {}", "Text 1 y", "PartEnd 1", "Finish ToolCalls" });
    addRow(
        "calls in pieces, and without a name, are unknown",
        { call(R"("name":"f","willContinue":true)"),
          call(R"("partialArgs":[{"jsonPath":"$.a","stringValue":"x"}])"), call("") },
        { "Unknown functionCall", "Unknown functionCall", "Unknown functionCall", "Finish Stop" });
}

void tst_ChatGemini::addUsage()
{
    const auto usage = [](const QByteArray &members) {
        return R"({"candidates":[],"responseId":"a","modelVersion":"m","usageMetadata":{)" + members
            + "}}";
    };
    addRow("usage that grows, and is said again",
           { usage(R"("promptTokenCount":9)"),
             usage(R"("promptTokenCount":9,"candidatesTokenCount":1)"),
             usage(R"("promptTokenCount":9,"candidatesTokenCount":1,"totalTokenCount":10)") },
           { "Usage 9 -1 -1 -1", "Usage 9 1 -1 -1", "Finish Stop" });
    addRow("thoughts are of the output, and tools of the input",
           { usage(R"("promptTokenCount":9,"candidatesTokenCount":5,"thoughtsTokenCount":3,)"
                   R"("cachedContentTokenCount":4,"toolUsePromptTokenCount":2)") },
           { "Usage 11 8 3 4", "Finish Stop" });
    addRow("usage in figures that are none",
           { usage(R"("promptTokenCount":"9","candidatesTokenCount":-1)") }, { "Finish Stop" });
}

void tst_ChatGemini::addOddities()
{
    addRow("other candidates are unknown",
           { R"({"candidates":[{"index":1,"content":{"parts":[{"text":"no"}]}},)"
             R"({"index":0,"content":{"parts":[{"text":"yes"}]}}],)"
             R"("responseId":"a","modelVersion":"m"})" },
           { "Unknown candidate", "Text 0 yes", "PartEnd 0", "Finish Stop" });
    addRow("code, its result and pictures are unknown, and end what was before",
           { text("x"), said(R"({"executableCode":{"language":"PYTHON","code":"1"}})"),
             said(R"({"codeExecutionResult":{"outcome":"OUTCOME_OK","output":"1"}})"),
             said(R"({"inlineData":{"mimeType":"image/png","data":""}})"),
             said(R"({"thought":true,"hologram":{}})") },
           { "Text 0 x", "PartEnd 0", "Unknown executableCode", "Unknown codeExecutionResult",
             "Unknown inlineData", "Unknown hologram", "Finish Stop" });
    addRow("where the text is from is unknown",
           { response(R"("groundingMetadata":{"a":1},"citationMetadata":{"b":1})"),
             response(R"("groundingMetadata":{},"safetyRatings":[{}])") },
           { "Unknown citationMetadata", "Unknown groundingMetadata", "Finish Stop" });
    addRow("a response that has nothing known is unknown",
           { text("x"), R"({"note":1})", text("y") },
           { "Text 0 x", "Unknown", "Text 0 y", "PartEnd 0", "Finish Stop" });
    addRow("what keeps a connection alive says nothing",
           { text("x"), "", "{}", R"({"type":"ping"})", text("y") },
           { "Text 0 x", "Text 0 y", "PartEnd 0", "Finish Stop" });
    addRow("malformed data are an error, and the rest is read", { text("x"), "[{", text("y") },
           { "Text 0 x", "Error MalformedStream", "Text 0 y", "PartEnd 0", "Finish Stop" });
}

void tst_ChatGemini::streamsSay()
{
    QFETCH(QByteArrayList, data);
    QFETCH(QByteArrayList, lines);
    const Deltas deltas = deltasFrom(data);
    QCOMPARE(brokenLaw(deltas), QString());
    QByteArrayList said = linesOf(deltas);
    QCOMPARE(said.takeFirst(), "MessageBegin a m");
    QCOMPARE(said.takeLast(), "End");
    QCOMPARE(said, lines);
}

void tst_ChatGemini::finishReasons_data()
{
    QTest::addColumn<QByteArray>("line");

    QTest::newRow("STOP") << QByteArray("Finish Stop");
    QTest::newRow("MAX_TOKENS") << QByteArray("Finish Length");
    for (const char *const reason :
         { "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY" })
        QTest::newRow(reason) << QByteArray("Finish ContentFilter");
    for (const char *const reason : { "LANGUAGE", "OTHER", "NO_IMAGE", "SOMETHING_NEW" })
        QTest::newRow(reason) << QByteArray("Finish Other");
}

void tst_ChatGemini::finishReasons()
{
    QFETCH(QByteArray, line);
    const QByteArrayList expected = { "MessageBegin a m", line, "End" };
    QCOMPARE(linesFrom({ finished(QTest::currentDataTag()) }), expected);
}

void tst_ChatGemini::whatTheNextRequestNeedsIsKept_data()
{
    QTest::addColumn<QByteArray>("parts");
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<QByteArrayList>("values");

    const QByteArrayList signature = { R"({"thoughtSignature":"s"})" };
    QTest::newRow("the signature of a call")
        << QByteArray(R"({"functionCall":{"id":"c1","name":"f"},"thoughtSignature":"s"},)"
                      R"({"functionCall":{"id":"c2","name":"f"}})")
        << QByteArrayList{ "ToolBegin c1 f", "ToolArguments c1 {}", "ToolComplete c1 f {}",
                           "ToolBegin c2 f", "ToolArguments c2 {}", "ToolComplete c2 f {}" }
        << signature;
    QTest::newRow("the signature of a text, which comes with any of its pieces")
        << QByteArray(R"({"text":"a"},{"text":"b","thoughtSignature":"s"},{"text":"c"})")
        << QByteArrayList{ "Text 0 a", "Text 0 b", "Text 0 c", "PartEnd 0" } << signature;
    QTest::newRow("a signature that follows the text")
        << QByteArray(R"({"text":"a"},{"text":"","thoughtSignature":"s"})")
        << QByteArrayList{ "Text 0 a", "PartEnd 0" } << signature;
    QTest::newRow("the signature of the first part alone")
        << QByteArray(R"({"text":"a","thought":true,"thoughtSignature":"s"},{"text":"b"})")
        << QByteArrayList{ "Reasoning 0 a", "PartEnd 0", "Text 1 b", "PartEnd 1" } << signature;
    QTest::newRow("a signature without anything")
        << QByteArray(R"({"text":"","thoughtSignature":"s"})")
        << QByteArrayList{ "Unknown thoughtSignature" }
        << QByteArrayList{ R"({"text":"","thoughtSignature":"s"})" };
    QTest::newRow("code") << QByteArray(R"({"executableCode":{"code":"1"},"thoughtSignature":"s"})")
                          << QByteArrayList{ "Unknown executableCode" }
                          << QByteArrayList{
                                 R"({"executableCode":{"code":"1"},"thoughtSignature":"s"})"
                             };
}

void tst_ChatGemini::whatTheNextRequestNeedsIsKept()
{
    QFETCH(QByteArray, parts);
    QFETCH(QByteArrayList, lines);
    QFETCH(QByteArrayList, values);
    const Deltas deltas = deltasFrom({ said(parts), finished("MAX_TOKENS") });
    QCOMPARE(linesOf(deltas),
             QByteArrayList{ "MessageBegin a m" } + lines
                 + QByteArrayList({ "Finish Length", "End" }));
    QCOMPARE(valuesOf(deltas), values);
}

void tst_ChatGemini::errorsInsideTheStream_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorCode>("code");

    const auto add = [](const char *name, int status, ErrorCode code) {
        QTest::newRow(name) << status << code;
    };
    add("INVALID_ARGUMENT", 400, ErrorCode::Refused);
    add("UNAUTHENTICATED", 401, ErrorCode::Unauthorized);
    add("PERMISSION_DENIED", 403, ErrorCode::Forbidden);
    add("NOT_FOUND", 404, ErrorCode::NotFound);
    add("RESOURCE_EXHAUSTED", 429, ErrorCode::RateLimited);
    add("INTERNAL", 500, ErrorCode::ServerFailed);
    add("UNAVAILABLE", 503, ErrorCode::Overloaded);
    add("DEADLINE_EXCEEDED", 504, ErrorCode::TimedOut);
}

void tst_ChatGemini::errorsInsideTheStream()
{
    QFETCH(int, status);
    QFETCH(ErrorCode, code);
    const QByteArray error = R"({"error":{"code":)" + QByteArray::number(status)
        + R"(,"message":"So it is","status":")" + QTest::currentDataTag() + R"("}})";
    const QByteArrayList data = { text("x"), error };
    const Deltas deltas = deltasFrom(data);

    // The service has ended it, in its way: nothing was cut off.
    const Answer answer = answerOf(deltas);
    QCOMPARE(answer.errors, QList{ code });
    QCOMPARE(answer.parts, 1);
    QVERIFY(!answer.isWhole);
    const ChatError said = deltas.at(2).error;
    QCOMPARE(said.message, QStringLiteral("So it is"));
    QCOMPARE(said.httpStatus, status);
    QCOMPARE(said.serviceType, QLatin1String(QTest::currentDataTag()));

    // What a service says after it is read all the same.
    const Answer more = answerOf(deltasFrom(data + QByteArrayList{ text("y"), finished("STOP") }));
    QCOMPARE(more.text, QStringLiteral("xy"));
    QVERIFY(more.isWhole);
}

void tst_ChatGemini::aBlockedPromptIsAnError()
{
    const Deltas deltas =
        deltasFrom({ R"({"promptFeedback":{"blockReason":"SAFETY","safetyRatings":[]},)"
                     R"("usageMetadata":{"promptTokenCount":9}})" });
    const QByteArrayList lines = { "MessageBegin", "Error ContentFiltered", "Usage 9 -1 -1 -1" };
    QCOMPARE(linesOf(deltas), lines);
    QCOMPARE(deltas.at(1).error.serviceCode, QStringLiteral("SAFETY"));

    const Deltas explained = deltasFrom({ R"({"promptFeedback":{"blockReason":"OTHER",)"
                                          R"("blockReasonMessage":"So it is"}})" });
    QCOMPARE(explained.at(1).error.message, QStringLiteral("So it is"));
    QCOMPARE(linesFrom({ R"({"promptFeedback":{"safetyRatings":[]}})", finished("STOP") }),
             (QByteArrayList{ "MessageBegin", "Finish Stop", "End" }));
}

void tst_ChatGemini::anInvalidCallOfTheModelIsAnError()
{
    const Deltas deltas = deltasFrom({ response(
        R"("finishReason":"MALFORMED_FUNCTION_CALL","finishMessage":"Malformed: f(")") });
    const QByteArrayList lines = { "MessageBegin a m", "Error ServerFailed", "Finish Error",
                                   "End" };
    QCOMPARE(linesOf(deltas), lines);
    QCOMPARE(deltas.at(1).error.message, QStringLiteral("Malformed: f("));
    QCOMPARE(deltas.at(1).error.serviceCode, QStringLiteral("MALFORMED_FUNCTION_CALL"));
    QCOMPARE(linesFrom({ finished("UNEXPECTED_TOOL_CALL") }), lines);
}

void tst_ChatGemini::anEndWithoutReasonIsTruncation_data()
{
    QTest::addColumn<QByteArrayList>("data");
    QTest::addColumn<QByteArrayList>("lines");

    QTest::newRow("nothing at all") << QByteArrayList{} << QByteArrayList{};
    QTest::newRow("in a text") << QByteArrayList{ text("x") }
                               << QByteArrayList{ "MessageBegin a m", "Text 0 x", "PartEnd 0" };
    QTest::newRow("with a reason that says nothing")
        << QByteArrayList{ finished("FINISH_REASON_UNSPECIFIED") }
        << QByteArrayList{ "MessageBegin a m" };
    QTest::newRow("of another candidate")
        << QByteArrayList{ response(R"("index":1,"finishReason":"STOP")") }
        << QByteArrayList{ "MessageBegin a m", "Unknown candidate" };
}

void tst_ChatGemini::anEndWithoutReasonIsTruncation()
{
    QFETCH(QByteArrayList, data);
    QFETCH(QByteArrayList, lines);
    QCOMPARE(linesFrom(data), lines + QByteArrayList{ "Error Truncated" });
}

void tst_ChatGemini::onlyTheEndOfTheStreamIsTheEnd()
{
    const auto decoder = ChatEventDecoder::create(Chat::Format::Gemini);
    decoder->decode(SseEvent({}, finished("STOP")));
    QVERIFY(!decoder->isComplete());
    QCOMPARE(linesOf(decoder->finish()), (QByteArrayList{ "Finish Stop", "End" }));
    QVERIFY(decoder->isComplete());
    QVERIFY(decoder->decode(SseEvent({}, text("x"))).isEmpty());
    QVERIFY(decoder->finish().isEmpty());

    const auto truncated = ChatEventDecoder::create(Chat::Format::Gemini);
    QCOMPARE(linesOf(truncated->finish()), QByteArrayList{ "Error Truncated" });
    QVERIFY(!truncated->isComplete());
    QVERIFY(truncated->finish().isEmpty());
}

void tst_ChatGemini::cutSurrogatesJoin()
{
    const Answer answer =
        answerOf(deltasFrom({ thought("\\ud83d"), thought("\\ude01"), text("a\\ud83d"),
                              text("\\ude00\xC3\xBC"), finished("STOP") }));
    QCOMPARE(answer.reasoning, QStringLiteral(u"\U0001F601"));
    QCOMPARE(answer.text, QStringLiteral(u"a\U0001F600\u00FC"));
}

void tst_ChatGemini::tooManyCallsAreAnError()
{
    const QByteArray one = R"({"functionCall":{"name":"f"},"thoughtSignature":"s"},)";
    const Deltas deltas = deltasFrom({ said(one.repeated(200).chopped(1)), finished("STOP") });
    const Answer answer = answerOf(deltas);
    QCOMPARE(answer.tools.size(), 128);
    QCOMPARE(answer.errors, QList{ ErrorCode::MalformedStream });
    QCOMPARE(valuesOf(deltas).size(), 128);
    QVERIFY(answer.isWhole);
}

// What is left of them is not what the model meant.
void tst_ChatGemini::tooLongArgumentsAreNeverPassedOn()
{
    const QByteArray half(9 * 1024 * 1024, 'x');
    const QByteArray big = call(R"("name":"f","args":{"a":")" + half + R"("})");
    const Answer answer = answerOf(deltasFrom({ big, big, finished("STOP") }));
    QCOMPARE(answer.errors, QList{ ErrorCode::MalformedStream });
    QCOMPARE(answer.tools.size(), 1);
    QVERIFY(answer.isWhole);
}

void tst_ChatGemini::tooManyPartsAreUnknown()
{
    QByteArrayList data;
    for (int i = 0; i < 2050; ++i)
        data << text("a") << thought("b");
    const Deltas deltas = deltasFrom(data);
    QCOMPARE(brokenLaw(deltas), QString());
    const Answer answer = answerOf(deltas);
    QCOMPARE(answer.parts, 4096);
    QCOMPARE(answer.unknown.size(), 4);
}

QTEST_GUILESS_MAIN(tst_ChatGemini)

#include "tst_chatgemini.moc"
