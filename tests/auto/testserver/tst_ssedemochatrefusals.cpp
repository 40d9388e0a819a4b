// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The chat of the demo server, byte for byte: what it does not take, and how it fails when it is
// told to.

#include "demochat.h"

#include <SseQt/SseDemoServer>

#include <QtTest/QTest>

using namespace DemoChat;

class tst_SseDemoChatRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void badRequestsAreRefused_data();
    void badRequestsAreRefused();
    void aKeyIsRequiredWhereAsked_data();
    void aKeyIsRequiredWhereAsked();
    void numbersInTheQueryAreChecked_data();
    void numbersInTheQueryAreChecked();
    void errorComesInTheMiddle();
    void errorOfAWholeAnswerIsAStatus();
    void dropCutsInTheMiddle();
    void busyAsksToWait();
    void busyAnswersWhoHasWaited();

private:
    std::unique_ptr<SseDemoServer> server;
};

void tst_SseDemoChatRefusals::init()
{
    server = std::make_unique<SseDemoServer>();
    QVERIFY2(server->listen(), qPrintable(server->errorString()));
}

void tst_SseDemoChatRefusals::cleanup()
{
    server.reset();
}

void tst_SseDemoChatRefusals::badRequestsAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("param");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const QByteArray &body, const QString &param,
                        const QString &word) { QTest::newRow(name) << body << param << word; };
    row("empty", "", {}, u"JSON"_s);
    row("cut", "{", {}, u"offset"_s);
    row("no UTF-8", "\xff\xfe", {}, u"JSON"_s);
    row("array", "[]", {}, u"object"_s);
    row("no object", "true", {}, u"JSON"_s);
    const QString messages = u"messages"_s;
    row("nothing", "{}", messages, messages);
    row("no messages", R"({"messages":[]})", messages, messages);
    row("no list", R"({"messages":"hello"})", messages, u"array"_s);
    row("text as message", R"({"messages":["hello"]})", u"messages[0]"_s, u"object"_s);

    const auto rest = [&row](const char *name, const QByteArray &end, const QString &param,
                             const QString &word) {
        row(name, R"({"messages":[{"role":"user","content":"hello"})" + end, param, word);
    };
    rest("number as content", R"(,{"role":"user","content":5}]})", u"messages[1].content"_s,
         u"string"_s);
    rest("no content", R"(,{"role":"user"}]})", u"messages[1].content"_s, u"string"_s);
    rest("no content of the assistant", R"(,{"role":"assistant","content":null}]})",
         u"messages[1].content"_s, u"string"_s);
    rest("text as part", R"(,{"role":"user","content":["hello"]}]})", u"messages[1].content"_s,
         u"parts"_s);
    rest("no role", R"(,{"content":"hello"}]})", u"messages[1].role"_s, u"developer"_s);
    rest("unknown role", R"(,{"role":"bot","content":"hello"}]})", u"messages[1].role"_s,
         u"assistant"_s);
    rest("result of nothing", R"(,{"role":"tool","tool_call_id":"a","content":"b"}]})",
         u"messages[1].tool_call_id"_s, u"call"_s);
    const QByteArray call =
        R"(,{"role":"assistant","tool_calls":[{"id":"a7","type":"function","function":{"name":"f","arguments":"{}"}}]})";
    rest("call without answer", call + "]}", u"messages[2]"_s, u"a7"_s);
    rest("question before the answer", call + R"(,{"role":"user","content":"x"}]})",
         u"messages[2]"_s, u"a7"_s);
    rest("answer to another call", call + R"(,{"role":"tool","tool_call_id":"b","content":"x"}]})",
         u"messages[2].tool_call_id"_s, u"call"_s);
    rest(
        "arguments that are no text",
        R"(,{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":{}}}]}]})",
        u"messages[1].tool_calls"_s, u"function"_s);
    rest("no calls", R"(,{"role":"assistant","tool_calls":[]}]})", u"messages[1].tool_calls"_s,
         u"array"_s);
    rest("stream", R"(],"stream":"yes"})", u"stream"_s, u"true"_s);
    rest("stream options", R"(],"stream":true,"stream_options":1})", u"stream_options"_s,
         u"object"_s);
    rest("options without stream", R"(],"stream_options":{"include_usage":true}})",
         u"stream_options"_s, u"true"_s);
    rest("model", R"(],"model":5})", u"model"_s, u"string"_s);
    rest("tools", R"(],"tools":{}})", u"tools"_s, u"array"_s);
    rest("tool without name", R"(],"tools":[{"type":"function","function":{}}]})", u"tools[0]"_s,
         u"name"_s);
    rest("tool without type", R"(],"tools":[{"function":{"name":"f"}}]})", u"tools[0]"_s,
         u"type"_s);
    rest("no tokens", R"(],"max_tokens":0})", u"max_tokens"_s, u"1"_s);
    rest("half a token", R"(],"max_completion_tokens":1.5})", u"max_completion_tokens"_s, u"1"_s);
}

void tst_SseDemoChatRefusals::badRequestsAreRefused()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, param);
    QFETCH(QString, word);
    POST(client, Path, body);
    QCOMPARE(client.status(), 400);
    QCOMPARE(client.header("Content-Type"), "application/json");
    const QJsonObject object = QJsonDocument::fromJson(client.body()).object();
    QCOMPARE(object.keys(), QStringList{ u"error"_s });
    const QJsonObject error = object["error"_L1].toObject();
    QCOMPARE(error.keys(), QStringList({ u"code"_s, u"message"_s, u"param"_s, u"type"_s }));
    QVERIFY2(error["message"_L1].toString().contains(word),
             qPrintable(error["message"_L1].toString()));
    QCOMPARE(error["type"_L1].toString(), u"invalid_request_error"_s);
    QCOMPARE(error["param"_L1].isNull(), param.isEmpty());
    QCOMPARE(error["param"_L1].toString(), param);
    QVERIFY(error["code"_L1].isNull());
}

void tst_SseDemoChatRefusals::aKeyIsRequiredWhereAsked_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("status");
    const QByteArray keyed = QByteArray(Path) + "?interval=0&key=open%20sesame";
    QTest::newRow("none") << keyed << QByteArray() << 401;
    QTest::newRow("wrong") << keyed << QByteArray("Authorization: Bearer sesame\r\n") << 401;
    QTest::newRow("another scheme")
        << keyed << QByteArray("Authorization: Basic open sesame\r\n") << 401;
    QTest::newRow("right") << keyed << QByteArray("Authorization: Bearer open sesame\r\n") << 200;
    QTest::newRow("not asked") << QByteArray(AtOnce) << QByteArray() << 200;
}

void tst_SseDemoChatRefusals::aKeyIsRequiredWhereAsked()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, header);
    QFETCH(int, status);
    TestClient client(server->port());
    client.post(target, chatBody(u"hello"_s, true), header);
    QTRY_VERIFY(client.isComplete());
    QCOMPARE(client.status(), status);
    if (status == 200)
        return;
    const QJsonObject error = whole(client.body()).error;
    QCOMPARE(error["code"_L1].toString(), u"invalid_api_key"_s);
    // Errors get logged, and keys should not.
    QVERIFY(!client.body().contains("sesame"));
}

void tst_SseDemoChatRefusals::numbersInTheQueryAreChecked_data()
{
    QTest::addColumn<QByteArray>("query");
    for (const char *query : { "interval=x", "interval=-1", "rate=0", "rate=100001", "rate=x",
                               "retry-after=-1", "retry-after=soon" }) {
        QTest::newRow(query) << QByteArray(query);
    }
}

void tst_SseDemoChatRefusals::numbersInTheQueryAreChecked()
{
    QFETCH(QByteArray, query);
    POST(client, QByteArray(Path) + '?' + query, chatBody(u"/busy"_s, true));
    QCOMPARE(client.status(), 400);
    QVERIFY(client.body().contains("must be a whole number"));
}

void tst_SseDemoChatRefusals::errorComesInTheMiddle()
{
    POST(client, AtOnce, chatBody(u"please /error now"_s, true, withUsage()));
    QCOMPARE(client.status(), 200);
    const Answer answer = streamed(client.body());
    QVERIFY2(answer.content.size() > 20, qPrintable(answer.content));
    QCOMPARE(answer.error["type"_L1].toString(), u"server_error"_s);
    QVERIFY(!answer.error["message"_L1].toString().isEmpty());
    QVERIFY(parse(client.body()).last().json().contains("error"_L1));
    QCOMPARE(answer.finishReason, QString());
    QVERIFY(answer.usage.isEmpty());
    QVERIFY(!answer.isDone);
}

void tst_SseDemoChatRefusals::errorOfAWholeAnswerIsAStatus()
{
    POST(client, Path, chatBody(u"/error"_s, false));
    QCOMPARE(client.status(), 500);
    QCOMPARE(whole(client.body()).error["type"_L1].toString(), u"server_error"_s);
}

void tst_SseDemoChatRefusals::dropCutsInTheMiddle()
{
    TestClient client(server->port());
    client.post(AtOnce, chatBody(u"hello /drop"_s, true));
    QTRY_VERIFY(client.closed);
    QVERIFY(!client.isComplete());
    const Answer answer = streamed(client.body());
    QVERIFY(!answer.isDone);
    QCOMPARE(answer.finishReason, QString());
    QVERIFY2(answer.content.size() > 20, qPrintable(answer.content));
}

void tst_SseDemoChatRefusals::busyAsksToWait()
{
    for (const bool stream : { false, true }) {
        for (int i = 0; i < 2; ++i) {
            POST(client, Path, chatBody(u"/busy"_s, stream));
            QCOMPARE(client.status(), 429);
            QCOMPARE(client.header("Retry-After"), "5");
            const QJsonObject error = whole(client.body()).error;
            QCOMPARE(error["type"_L1].toString(), u"rate_limit_error"_s);
            QCOMPARE(error["code"_L1].toString(), u"rate_limit_exceeded"_s);
        }
    }
}

void tst_SseDemoChatRefusals::busyAnswersWhoHasWaited()
{
    const QByteArray target = QByteArray(AtOnce) + "&retry-after=0";
    const QByteArray body = chatBody(u"/busy"_s, true);
    // Again and again: each is told to wait once.
    for (int i = 0; i < 2; ++i) {
        POST(refused, target, body);
        QCOMPARE(refused.status(), 429);
        QCOMPARE(refused.header("Retry-After"), "0");
        POST(answered, target, body);
        QCOMPARE(answered.status(), 200);
        QVERIFY(streamed(answered.body()).content.contains(u"waiting"));
    }
    POST(refused, target, body);
    POST(other, target, chatBody(u"/busy please"_s, true));
    QCOMPARE(other.status(), 429);
}

QTEST_GUILESS_MAIN(tst_SseDemoChatRefusals)

#include "tst_ssedemochatrefusals.moc"
