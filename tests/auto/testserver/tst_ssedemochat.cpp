// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The chat of the demo server, byte for byte: what it says, and at which pace.

#include "demochat.h"

#include <SseQt/SseDemoServer>

#include <QtCore/QElapsedTimer>
#include <QtTest/QTest>

using namespace DemoChat;

class tst_SseDemoChat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void streamsHaveTheirShape();
    void answersFitThePrompt_data();
    void answersFitThePrompt();
    void answersVary();
    void reasoningCanBeTurnedOff();
    void contentPartsAreTaken();
    void limitsCutTheAnswer();
    void theTourHasEverything();
    void theSameRequestHasTheSameAnswer();
    void weatherCallsTheTool_data();
    void weatherCallsTheTool();
    void weatherWithoutTheToolSaysSo_data();
    void weatherWithoutTheToolSaysSo();
    void resultsAreAnswered_data();
    void resultsAreAnswered();
    void tokensKeepTheirInterval();
    void longAnswersHaveTheirLength_data();
    void longAnswersHaveTheirLength();
    void longAnswersKeepTheirRate();
    void longAnswersWaitForTheirReader();
    void clientsLeavingEndTheirAnswers();

private:
    std::unique_ptr<SseDemoServer> server;
};

void tst_SseDemoChat::init()
{
    server = std::make_unique<SseDemoServer>();
    QVERIFY2(server->listen(), qPrintable(server->errorString()));
}

void tst_SseDemoChat::cleanup()
{
    server.reset();
}

void tst_SseDemoChat::streamsHaveTheirShape()
{
    for (const bool usage : { false, true }) {
        POST(client, AtOnce, chatBody(u"hello"_s, true, usage ? withUsage() : QJsonObject()));
        QCOMPARE(client.status(), 200);
        QCOMPARE(client.header("Content-Type"), "text/event-stream");
        QList<Event> events = parse(client.body());
        QCOMPARE(events.takeLast().data, "[DONE]");

        if (usage) {
            const QJsonObject last = events.takeLast().json();
            QVERIFY(last["choices"_L1].isArray() && last["choices"_L1].toArray().isEmpty());
            const QJsonObject counts = last["usage"_L1].toObject();
            QCOMPARE(counts["completion_tokens"_L1].toInt(), events.size() - 2);
            QCOMPARE(counts["total_tokens"_L1].toInt(),
                     counts["prompt_tokens"_L1].toInt() + counts["completion_tokens"_L1].toInt());
        }
        for (const Event &event : std::as_const(events)) {
            QCOMPARE(event.json()["object"_L1].toString(), u"chat.completion.chunk"_s);
            QCOMPARE(event.json()["model"_L1].toString(), u"some-model"_s);
            QCOMPARE(event.json()["id"_L1], events.first().json()["id"_L1]);
            QVERIFY(event.json()["created"_L1].toInteger() > 1'600'000'000);
            QCOMPARE(event.json()["choices"_L1].toArray().size(), 1);
            QCOMPARE(event.json().contains("usage"_L1), usage);
        }
        const QJsonObject first = choiceOf(events.first().json());
        QCOMPARE(first["delta"_L1].toObject()["role"_L1].toString(), u"assistant"_s);
        QVERIFY(first["finish_reason"_L1].isNull());
        const QJsonObject last = choiceOf(events.last().json());
        QCOMPARE(last["finish_reason"_L1].toString(), u"stop"_s);
        QCOMPARE(last["delta"_L1].toObject(), QJsonObject());

        // All of the reasoning is there before any of the answer.
        bool answers = false;
        for (const Event &event : events.sliced(1)) {
            const QJsonObject delta = choiceOf(event.json())["delta"_L1].toObject();
            answers = answers || delta.contains("content"_L1);
            QVERIFY(!answers || !delta.contains("reasoning_content"_L1));
        }
        const Answer answer = streamed(client.body());
        QVERIFY2(answer.content.startsWith(u"Hello! 👋 I am the SseQt demo."),
                 qPrintable(answer.content));
        QVERIFY2(answer.reasoning.contains(u"“hello”"), qPrintable(answer.reasoning));
        QVERIFY(events.size() > 20);
    }
}

void tst_SseDemoChat::answersFitThePrompt_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QString>("expected");
    QTest::newRow("sse") << u"What is SSE?"_s << u"Server-Sent Events"_s;
    QTest::newRow("reconnecting") << u"How does an event stream reconnect?"_s << u"Last-Event-ID"_s;
    QTest::newRow("breaking") << u"What happens when the connection breaks?"_s
                              << u"Last-Event-ID"_s;
    QTest::newRow("websocket") << u"Why not WebSockets?"_s << u"WebSocket"_s;
    QTest::newRow("qt") << u"And in Qt/C++?"_s << u"```cpp"_s;
    QTest::newRow("qml") << u"in QML, please"_s << u"import SSE"_s;
    QTest::newRow("unicode") << u"Do emoji work?"_s << u"здравствуйте"_s;
    QTest::newRow("errors") << u"What about errors?"_s << u"/error"_s;
    QTest::newRow("a path is no command") << u"open /var/errors"_s << u"/error"_s;
    QTest::newRow("help") << u"help"_s << u"by heart"_s;
    QTest::newRow("thanks") << u"THANKS!"_s << u"welcome"_s;
    QTest::newRow("something else")
        << u"Where is the nearest %1 bakery?"_s << u"“Where is the nearest %1 bakery?”"_s;
    QTest::newRow("no words") << u" ?! "_s << u"silence"_s;
    QTest::newRow("long") << QString(u"a b "_s.repeated(500)) << u"a b…”"_s;
    QTest::newRow("long without spaces") << u"x🚀"_s.repeated(100) << u"x🚀x🚀…”"_s;
    QTest::newRow("parts of words are no topics") << u"The Qtip shipment"_s << u"Qtip shipment"_s;
    QTest::newRow("tour") << u"/tour"_s << u"# A tour through Markdown"_s;
    QTest::newRow("short of a round") << u"/long 20"_s << u"## Round 1\n"_s;
}

void tst_SseDemoChat::answersFitThePrompt()
{
    QFETCH(QString, prompt);
    QFETCH(QString, expected);
    POST(client, AtOnce, chatBody(prompt, true, withUsage()));
    const Answer answer = streamed(client.body());
    QVERIFY2(answer.content.contains(expected), qPrintable(answer.content));
    QVERIFY(!answer.content.contains(QChar::ReplacementCharacter));
    QVERIFY(answer.isDone);
    QVERIFY(!answer.reasoning.isEmpty());

    // Tokens never cut a character, and the streamed answer is the whole one.
    QVERIFY(!client.body().contains("\\ud"));
    POST(other, Path, chatBody(prompt, false));
    QCOMPARE(other.status(), 200);
    QCOMPARE(other.header("Content-Type"), "application/json");
    const Answer same = whole(other.body());
    QCOMPARE(same.content, answer.content);
    QCOMPARE(same.reasoning, answer.reasoning);
    QCOMPARE(same.finishReason, answer.finishReason);
    QCOMPARE(same.usage, answer.usage);
}

void tst_SseDemoChat::answersVary()
{
    QStringList answers;
    QJsonArray messages;
    for (int turn = 0; turn < 2; ++turn) {
        messages.append(message(u"user"_s, u"hello"_s));
        POST(client, Path, chatBody({}, false, { { u"messages"_s, messages } }));
        QCOMPARE(client.status(), 200);
        answers.append(whole(client.body()).content);
        messages.append(message(u"assistant"_s, answers.constLast()));
    }
    QVERIFY(answers.at(0).contains(u"Hello!"));
    QVERIFY(answers.at(1).contains(u"Hi again!"));
}

void tst_SseDemoChat::reasoningCanBeTurnedOff()
{
    POST(client, Path, chatBody(u"hello"_s, false, { { u"reasoning_effort"_s, u"none"_s } }));
    const QJsonObject message = choiceOf(QJsonDocument::fromJson(client.body()).object());
    QVERIFY(!message["message"_L1].toObject().contains("reasoning_content"_L1));
    QCOMPARE(whole(client.body())
                 .usage["completion_tokens_details"_L1]
                 .toObject()["reasoning_tokens"_L1]
                 .toInt(-1),
             0);
}

void tst_SseDemoChat::contentPartsAreTaken()
{
    const QJsonArray content{ QJsonObject{ { u"type"_s, u"image_url"_s },
                                           { u"image_url"_s, QJsonObject() } },
                              QJsonObject{ { u"type"_s, u"text"_s }, { u"text"_s, u"hello"_s } } };
    POST(client, Path,
         chatBody({}, false,
                  { { u"messages"_s,
                      QJsonArray{ QJsonObject{ { u"role"_s, u"user"_s },
                                               { u"content"_s, content } } } } }));
    QCOMPARE(client.status(), 200);
    QVERIFY(client.body().contains("Hello!"));
}

void tst_SseDemoChat::limitsCutTheAnswer()
{
    for (const QString &name : { u"max_tokens"_s, u"max_completion_tokens"_s }) {
        POST(client, AtOnce, chatBody(u"/tour"_s, true, { { name, 100 } }));
        const Answer answer = streamed(client.body());
        QCOMPARE(answer.tokens, 100);
        QCOMPARE(answer.finishReason, u"length"_s);
        QVERIFY(answer.isDone);
        POST(other, Path, chatBody(u"/tour"_s, false, { { name, 100 } }));
        QCOMPARE(whole(other.body()).content, answer.content);
        QCOMPARE(whole(other.body()).finishReason, u"length"_s);
    }
    POST(client, AtOnce, chatBody(u"hello"_s, true, { { u"max_tokens"_s, 100'000 } }));
    QCOMPARE(streamed(client.body()).finishReason, u"stop"_s);
}

void tst_SseDemoChat::theTourHasEverything()
{
    POST(client, Path, chatBody(u"/tour"_s, false));
    const QString content = whole(client.body()).content;
    for (const char *piece : { "\n## ",      "\n---",
                               "**bold**",   "*italic*",
                               "~~",         "`code`",
                               "\n- ",       "\n    1. ",
                               "\n7. ",      "- [x]",
                               "\n> ",       "\n```cpp\n",
                               "\n````\n",   "|:-----|:------:|------:|",
                               "](https://", "<https://",
                               "[here]: ",   "javascript:",
                               "![",         "<script>",
                               "<div>",      "\n***\n" }) {
        QVERIFY2(content.contains(QLatin1String(piece)), piece);
    }
}

void tst_SseDemoChat::theSameRequestHasTheSameAnswer()
{
    for (const QString &prompt : { u"hello"_s, u"nonsense"_s, u"/long 100"_s }) {
        POST(one, AtOnce, chatBody(prompt, true));
        POST(other, AtOnce, chatBody(prompt, true));
        QCOMPARE(streamed(other.body()).content, streamed(one.body()).content);
        QCOMPARE(streamed(other.body()).tokens, streamed(one.body()).tokens);
    }
}

void tst_SseDemoChat::weatherCallsTheTool_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QString>("parameter");
    QTest::addColumn<QStringList>("places");
    QTest::newRow("one") << u"What is the weather in Paris?"_s << u"location"_s
                         << QStringList{ u"Paris"_s };
    QTest::newRow("two words") << u"Will it rain in New York tomorrow?"_s << u"city"_s
                               << QStringList{ u"New York"_s };
    QTest::newRow("two") << u"Weather for Zürich and São Paulo, please"_s << u"place"_s
                         << QStringList{ u"Zürich"_s, u"São Paulo"_s };
    QTest::newRow("three") << u"The forecast for Oslo, Rome and Cairo"_s << u"location"_s
                           << QStringList{ u"Oslo"_s, u"Rome"_s, u"Cairo"_s };
    QTest::newRow("none") << u"How is the weather?"_s << u"location"_s
                          << QStringList{ u"Berlin"_s };
    QTest::newRow("the schema names it")
        << u"weather in Lima"_s << u"where"_s << QStringList{ u"Lima"_s };
}

void tst_SseDemoChat::weatherCallsTheTool()
{
    QFETCH(QString, prompt);
    QFETCH(QString, parameter);
    QFETCH(QStringList, places);
    POST(client, AtOnce, chatBody(prompt, true, weatherTool(parameter)));
    const Answer answer = streamed(client.body());
    QCOMPARE(answer.finishReason, u"tool_calls"_s);
    QCOMPARE(answer.content, QString());
    QVERIFY(!answer.reasoning.isEmpty());
    QVERIFY(answer.isDone);
    QCOMPARE(answer.calls.size(), places.size());
    QStringList ids;
    for (qsizetype i = 0; i < places.size(); ++i) {
        const QJsonObject call = answer.calls.at(i).toObject();
        QCOMPARE(call["type"_L1].toString(), u"function"_s);
        QVERIFY(!ids.contains(call["id"_L1].toString()));
        ids.append(call["id"_L1].toString());
        const QJsonObject function = call["function"_L1].toObject();
        QCOMPARE(function["name"_L1].toString(), u"get_weather"_s);
        QCOMPARE(QJsonDocument::fromJson(function["arguments"_L1].toString().toUtf8()).object(),
                 (QJsonObject{ { parameter, places.at(i) } }));
    }
    POST(other, Path, chatBody(prompt, false, weatherTool(parameter)));
    QCOMPARE(whole(other.body()).calls, answer.calls);
    QCOMPARE(whole(other.body()).finishReason, u"tool_calls"_s);
}

void tst_SseDemoChat::weatherWithoutTheToolSaysSo_data()
{
    QTest::addColumn<QJsonObject>("more");
    QTest::newRow("no tools") << QJsonObject();
    QJsonObject other = weatherTool();
    other["tools"_L1] =
        QJsonArray{ QJsonObject{ { u"type"_s, u"function"_s },
                                 { u"function"_s, QJsonObject{ { u"name"_s, u"get_time"_s } } } } };
    QTest::newRow("another tool") << other;
    QJsonObject none = weatherTool();
    none["tool_choice"_L1] = u"none"_s;
    QTest::newRow("not to be called") << none;
}

void tst_SseDemoChat::weatherWithoutTheToolSaysSo()
{
    QFETCH(QJsonObject, more);
    POST(client, AtOnce, chatBody(u"Weather in Paris?"_s, true, more));
    const Answer answer = streamed(client.body());
    QVERIFY(answer.calls.isEmpty());
    QCOMPARE(answer.finishReason, u"stop"_s);
    QVERIFY2(answer.content.contains(u"```json"), qPrintable(answer.content));
}

void tst_SseDemoChat::resultsAreAnswered_data()
{
    QTest::addColumn<QString>("result");
    QTest::addColumn<QString>("expected");
    QTest::newRow("object") << uR"({"temperature":18.5,"sky":"clear"})"_s
                            << u"| temperature | 18.5 |"_s;
    QTest::newRow("cells stay cells") << uR"({"sky":"a|b\nc"})"_s << u"| sky | a\\|b c |"_s;
    QTest::newRow("nested") << uR"({"wind":{"speed":3},"gusts":null})"_s
                            << u"| wind | {\"speed\":3} |"_s;
    QTest::newRow("text") << u"sunny,\nwith clouds"_s << u"> sunny,\n> with clouds"_s;
    QTest::newRow("nothing") << u" \n"_s << u"Nothing at all"_s;
}

void tst_SseDemoChat::resultsAreAnswered()
{
    QFETCH(QString, result);
    QFETCH(QString, expected);
    const QString prompt = u"Weather in Paris and Oslo?"_s;
    POST(client, AtOnce, chatBody(prompt, true, weatherTool()));
    const QJsonArray calls = streamed(client.body()).calls;
    QCOMPARE(calls.size(), 2);
    QJsonArray messages{ message(u"user"_s, prompt),
                         QJsonObject{ { u"role"_s, u"assistant"_s },
                                      { u"content"_s, QJsonValue::Null },
                                      { u"tool_calls"_s, calls } } };
    for (const QJsonValue &call : calls) {
        QJsonObject answer = message(u"tool"_s, result);
        answer.insert("tool_call_id"_L1, call["id"_L1]);
        messages.append(answer);
    }
    QJsonObject more = weatherTool();
    more.insert("messages"_L1, messages);
    POST(other, AtOnce, chatBody({}, true, more));
    QCOMPARE(other.status(), 200);
    const Answer answer = streamed(other.body());
    QCOMPARE(answer.finishReason, u"stop"_s);
    QVERIFY(answer.calls.isEmpty());
    QVERIFY2(answer.content.contains(expected), qPrintable(answer.content));
    QVERIFY(answer.content.contains(u"### Paris\n"));
    QVERIFY(answer.content.contains(u"### Oslo\n"));

    // The next question is one of its own.
    messages.append(message(u"assistant"_s, answer.content));
    messages.append(message(u"user"_s, u"thanks"_s));
    more.insert("messages"_L1, messages);
    POST(next, AtOnce, chatBody({}, true, more));
    QVERIFY(streamed(next.body()).content.startsWith(u"With pleasure"));
}

void tst_SseDemoChat::tokensKeepTheirInterval()
{
    TestClient client(server->port());
    QElapsedTimer timer;
    timer.start();
    client.post(QByteArray(Path) + "?interval=5", chatBody(u"thanks"_s, true));
    QTRY_VERIFY(client.isComplete());
    QCOMPARE_GE(timer.elapsed(), streamed(client.body()).tokens * 5 / 2);
}

void tst_SseDemoChat::longAnswersHaveTheirLength_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<int>("tokens");
    QTest::newRow("1") << u"/long 1"_s << 1;
    QTest::newRow("3000") << u"Give me a /long 3000 please"_s << 3000;
    QTest::newRow("none") << u"/long 0"_s << 1;
    QTest::newRow("no number") << u"/long"_s << 1000;
    QTest::newRow("no number either") << u"/long 12b"_s << 1000;
}

void tst_SseDemoChat::longAnswersHaveTheirLength()
{
    QFETCH(QString, prompt);
    QFETCH(int, tokens);
    POST(client, QByteArray(Path) + "?rate=100000",
         chatBody(prompt, true, { { u"reasoning_effort"_s, u"none"_s } }));
    const Answer answer = streamed(client.body());
    QCOMPARE(answer.tokens, tokens);
    QCOMPARE(answer.finishReason, u"stop"_s);
    QVERIFY(answer.isDone);
    QVERIFY(tokens < 1000 || answer.content.contains(u"## Round 2\n"));
}

void tst_SseDemoChat::longAnswersKeepTheirRate()
{
    struct Pace
    {
        QByteArray query;
        int tokens;
        int rate;
    };
    for (const Pace &pace : { Pace{ "", 150, 500 }, Pace{ "?rate=100", 40, 100 },
                              Pace{ "?rate=5000&interval=1000", 1000, 5000 } }) {
        TestClient client(server->port());
        QElapsedTimer timer;
        timer.start();
        client.post(QByteArray(Path) + pace.query,
                    chatBody(u"/long %1"_s.arg(pace.tokens), true,
                             { { u"reasoning_effort"_s, u"none"_s } }));
        QTRY_VERIFY(client.isComplete());
        QCOMPARE(streamed(client.body()).tokens, pace.tokens);
        // The first comes at once, and a timer may be early by a millisecond.
        QCOMPARE_GE(timer.elapsed(), (pace.tokens - 1) * 1000 / pace.rate - 5);
        // In pieces, and not in one at the end.
        QCOMPARE_GE(client.chunks().size(), 10);
    }
}

void tst_SseDemoChat::longAnswersWaitForTheirReader()
{
    TestClient client(server->port());
    client.stopReading();
    client.post(QByteArray(Path) + "?rate=100000", chatBody(u"/long 1000000"_s, true));
    QTRY_COMPARE(server->findChildren<SseTestExchange *>().size(), 1);
    const auto *exchange = server->findChild<SseTestExchange *>();
    // More than its own buffer takes goes to the system; when that is full it stops for good.
    QTRY_VERIFY_WITH_TIMEOUT(exchange->bytesToWrite() > 256 * 1024, 20'000);
    const qint64 waiting = exchange->bytesToWrite();
    QCOMPARE_LE(waiting, 512 * 1024);
    QVERIFY(exchange->isOpen());
    client.abort();
    QTRY_COMPARE(server->findChildren<SseTestExchange *>().size(), 0);
}

void tst_SseDemoChat::clientsLeavingEndTheirAnswers()
{
    for (const QString &prompt : { u"hello"_s, u"/long 100000"_s }) {
        TestClient client(server->port());
        client.post(Path, chatBody(prompt, true));
        QTRY_VERIFY(client.status() == 200);
        client.abort();
        QTRY_COMPARE(server->findChildren<SseTestExchange *>().size(), 0);
    }
}

QTEST_GUILESS_MAIN(tst_SseDemoChat)

#include "tst_ssedemochat.moc"
