// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatprogram.h"
#include "chatstream.h"

#include <SseQt/SseTestExchange>
#include <SseQt/SseTestScript>
#include <SseQt/SseTestServer>

#include <QtCore/QDir>
#include <QtCore/QSet>
#include <QtCore/QTemporaryDir>
#include <QtGui/QImage>
#include <QtNetwork/QTcpServer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(SseTestScript)

namespace {

const QString path = u"/v1/chat/completions"_s;
const QByteArray secret = "sk-very-secret-4711";

SseTestScript answer(const QStringList &tokens)
{
    SseTestScript script = SseTestScript::eventStream();
    for (const QString &token : tokens)
        script.send(ChatStream::token(token)).pause(20ms);
    script.send(ChatStream::end());
    return script;
}

} // namespace

class tst_ChatExampleProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsBareAndOffline();
    void showsAgentsAtWork();
    void writesThePictureWhereItIs();
    void sendsTheConversation();
    void speaksEachFormat_data();
    void speaksEachFormat();
    void keepsTheKeyToItself_data();
    void keepsTheKeyToItself();
    void saysWhichKeyIsMissing();
    void printsTokensAsTheyCome();
    void reportsFailures_data();
    void reportsFailures();
    void reportsWhatCannotBeReached();
    void reportsAPictureThatCannotBeWritten();
    void neverHangs();
    void knowsItsArguments_data();
    void knowsItsArguments();
};

void tst_ChatExampleProgram::runsBareAndOffline()
{
    ChatProgram chat;
    QVERIFY(chat.run({ u"--scripted"_s, u"--prompt"_s, u"How is the weather in Oslo?"_s }));
    QCOMPARE(chat.errors, QByteArray());
    QCOMPARE(chat.exitCode(), 0);

    const QString transcript = QString::fromUtf8(chat.output);
    QVERIFY2(transcript.startsWith("You: How is the weather in Oslo?\nAssistant: "_L1),
             chat.output);
    QVERIFY2(transcript.contains("(tool) get_weather {\"city\":\"Oslo\"} = {"_L1), chat.output);

    // Token by token: the answer was seen growing, long before the program ended.
    int partial = 0;
    for (const QByteArray &seen : std::as_const(chat.outputs))
        partial += seen.size() > 60 && seen.size() < chat.output.size() - 30;
    QVERIFY2(partial > 5, QByteArray::number(partial));

    const QImage picture(chat.folder.filePath(u"chat.png"_s));
    QCOMPARE(picture.size(), QSize(900, 720));
    QSet<QRgb> colors;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            colors.insert(picture.pixel(x, y));
    }
    QVERIFY2(colors.size() > 100, "The picture is blank, or nearly so");
}

void tst_ChatExampleProgram::showsAgentsAtWork()
{
    ChatProgram chat;
    QVERIFY(chat.run({ u"--agents"_s, u"--scripted"_s }));
    QCOMPARE(chat.errors, QByteArray());
    QCOMPARE(chat.exitCode(), 0);
    const QString words = QString::fromUtf8(chat.output);
    const QString garden = u"[Which plants need water?] "_s;
    const QString ferry = u"[A timetable for the ferry] "_s;
    for (const QString &session : { garden, ferry }) {
        for (const QString &said : { u"is busy"_s, u"(thinking) "_s, u"(tool) "_s, u"Agent: "_s,
                                     u"is idle"_s, u"asks to use bash: cat notes.md"_s })
            QVERIFY2(words.contains(session + said), qPrintable(session + said));
    }
    // At once: each has begun before the other is done.
    QVERIFY(words.indexOf(ferry + u"is busy"_s) < words.indexOf(garden + u"is idle"_s));
    QVERIFY(words.indexOf(garden + u"is busy"_s) < words.indexOf(ferry + u"is idle"_s));
    QCOMPARE(words.count(u"Agent: I have read the notes."_s), 2);
    QCOMPARE(QImage(chat.folder.filePath(u"agents.png"_s)).size(), QSize(1120, 760));
}

void tst_ChatExampleProgram::writesThePictureWhereItIs()
{
    SseTestServer server;
    QVERIFY(server.listen());
    server.route(path, answer({ u"Yes."_s }));
    ChatProgram chat;
    QVERIFY(QDir(chat.folder.path()).mkdir(u"pictures"_s));
    QVERIFY(chat.run({ u"--scripted"_s, u"--prompt"_s, u"Well?"_s, u"--picture"_s,
                       u"pictures/mine.png"_s, u"--theme"_s, u"dark"_s, u"--endpoint"_s,
                       server.url(path).toString(), u"--model"_s, u"m"_s }));
    QCOMPARE(chat.exitCode(), 0);
    const QImage picture(chat.folder.filePath(u"pictures/mine.png"_s));
    QCOMPARE(picture.size(), QSize(900, 720));
    QVERIFY(picture.pixelColor(5, 360).lightness() < 60);
    QVERIFY(!QDir(chat.folder.path()).exists(u"chat.png"_s));
}

void tst_ChatExampleProgram::sendsTheConversation()
{
    SseTestServer server;
    QVERIFY(server.listen());
    server.route(path, answer({ u"Grüße, "_s, u"世界 "_s, u"👩‍🚀"_s }));
    ChatProgram chat;
    QVERIFY(chat.run({ u"--scripted"_s, u"--prompt"_s, u"First?"_s, u"--prompt"_s, u"Second?"_s,
                       u"--model"_s, u"some-model"_s, u"--theme"_s, u"light"_s, u"--endpoint"_s,
                       server.url(path).toString() }));
    QCOMPARE(chat.errors, QByteArray());
    QCOMPARE(chat.exitCode(), 0);
    QVERIFY(QString::fromUtf8(chat.output).contains(u"Assistant: Grüße, 世界 👩‍🚀\n"_s));

    const QList<SseTestRequest> requests = server.requests();
    QCOMPARE(requests.size(), 2);
    for (const SseTestRequest &request : requests) {
        QCOMPARE(request.method, "POST");
        QCOMPARE(request.header("Content-Type"), "application/json");
        QCOMPARE(request.header("Accept"), "text/event-stream");
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        QCOMPARE(body.value("model"_L1).toString(), u"some-model"_s);
        QCOMPARE(body.value("stream"_L1), QJsonValue(true));
    }
    QCOMPARE(ChatStream::turns(requests.at(0).body), QStringList{ u"user: First?"_s });
    QCOMPARE(ChatStream::turns(requests.at(1).body),
             (QStringList{ u"user: First?"_s, u"assistant: Grüße, 世界 👩‍🚀"_s,
                           u"user: Second?"_s }));
    QVERIFY(QImage(chat.folder.filePath(u"chat.png"_s)).pixelColor(5, 360).lightness() > 200);
}

void tst_ChatExampleProgram::speaksEachFormat_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("stream");

    QTest::newRow("anthropic")
        << u"anthropic"_s
        << QByteArray("event: message_start\n"
                      R"(data: {"type":"message_start","message":{"id":"m","model":"x"}})"
                      "\n\n"
                      R"(data: {"type":"content_block_start","index":0,)"
                      R"("content_block":{"type":"text","text":""}})"
                      "\n\n"
                      R"(data: {"type":"content_block_delta","index":0,)"
                      R"("delta":{"type":"text_delta","text":"Yes."}})"
                      "\n\n"
                      R"(data: {"type":"content_block_stop","index":0})"
                      "\n\n"
                      R"(data: {"type":"message_delta","delta":{"stop_reason":"end_turn"}})"
                      "\n\n"
                      R"(data: {"type":"message_stop"})"
                      "\n\n");
    QTest::newRow("gemini") << u"gemini"_s
                            << ChatStream::event(
                                   R"({"candidates":[{"content":{"parts":[{"text":"Yes."}]},)"
                                   R"("finishReason":"STOP"}]})");
}

void tst_ChatExampleProgram::speaksEachFormat()
{
    QFETCH(const QString, format);
    QFETCH(const QByteArray, stream);

    SseTestServer server;
    QVERIFY(server.listen());
    server.route(u"/m/some-model"_s, SseTestScript::eventStream().send(stream));
    ChatProgram chat;
    QVERIFY(chat.run({ u"--scripted"_s, u"--prompt"_s, u"Well?"_s, u"--format"_s, format,
                       u"--model"_s, u"some-model"_s, u"--endpoint"_s,
                       server.url(u"/m/"_s).toString()
                           + (format == "gemini"_L1 ? u"{model}"_s : u"some-model"_s) }));
    QCOMPARE(chat.errors, QByteArray());
    QVERIFY2(chat.output.contains("Assistant: Yes.\n"), chat.output);
}

void tst_ChatExampleProgram::keepsTheKeyToItself_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("authorization");

    const QStringList named{ u"--key-variable"_s, ChatProgram::keyVariable() };
    QTest::newRow("none") << QStringList() << ChatProgram::keyVariable() << secret << QByteArray();
    QTest::newRow("by default") << QStringList() << u"SSEQT_API_KEY"_s << secret
                                << "Bearer " + secret;
    QTest::newRow("named, with a line break at its end")
        << named << ChatProgram::keyVariable() << secret + '\n'
        << "Bearer " + secret;
}

void tst_ChatExampleProgram::keepsTheKeyToItself()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, name);
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, authorization);

    SseTestServer server;
    QVERIFY(server.listen());
    server.route(path,
                 SseTestScript::reply(401, ChatStream::error("No such user."), "application/json"));
    ChatProgram chat;
    chat.set(name, value);
    chat.set(u"QT_LOGGING_RULES"_s, "sseqt.*=true\nqt.network.*=true\nqml=true");
    QVERIFY(chat.run(QStringList{ u"--scripted"_s, u"--prompt"_s, u"Well?"_s, u"--model"_s, u"m"_s,
                                  u"--endpoint"_s, server.url(path).toString() }
                     + arguments));
    QCOMPARE(chat.exitCode(), 1);
    QVERIFY2(chat.errors.contains("No such user."), chat.errors);
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().constFirst().header("Authorization"), authorization);
    QVERIFY(!chat.output.contains(secret));
    QVERIFY(!chat.errors.contains(secret));
}

void tst_ChatExampleProgram::saysWhichKeyIsMissing()
{
    ChatProgram chat;
    QVERIFY(chat.run({ u"--scripted"_s, u"--prompt"_s, u"Well?"_s, u"--model"_s, u"m"_s,
                       u"--endpoint"_s, u"http://127.0.0.1:1/"_s, u"--key-variable"_s,
                       ChatProgram::keyVariable() }));
    QCOMPARE(chat.exitCode(), 1);
    QVERIFY2(chat.errors.contains("CHAT_TEST_KEY is not set"), chat.errors);
}

void tst_ChatExampleProgram::printsTokensAsTheyCome()
{
    SseTestServer server;
    QVERIFY(server.listen());
    QPointer<SseTestExchange> exchange;
    server.route(path, [&exchange](SseTestExchange *opened) {
        exchange = opened;
        opened->startEventStream();
    });
    ChatProgram chat;
    chat.setArguments({ u"--scripted"_s, u"--prompt"_s, u"Well?"_s, u"--model"_s, u"m"_s,
                        u"--endpoint"_s, server.url(path).toString() });
    chat.start();
    QTRY_VERIFY_WITH_TIMEOUT(exchange, 30'000);
    // Each is seen before the next is written; half an emoji waits for its other half.
    exchange->write(ChatStream::token(u"One "_s));
    QTRY_VERIFY(chat.output.endsWith("Assistant: One "));
    exchange->write(": keep-alive\n\n" + ChatStream::token(u"two"_s));
    QTRY_VERIFY(chat.output.endsWith("Assistant: One two"));
    exchange->write(ChatStream::rawToken(R"(\ud83d)") + ChatStream::rawToken(R"(\ude00)"));
    QTRY_VERIFY(chat.output.endsWith("Assistant: One two\xF0\x9F\x98\x80"));
    exchange->closeConnection();
    QTRY_COMPARE_WITH_TIMEOUT(chat.state(), QProcess::NotRunning, 30'000);
    QCOMPARE(chat.exitCode(), 1);
}

void tst_ChatExampleProgram::reportsFailures_data()
{
    QTest::addColumn<SseTestScript>("script");
    QTest::addColumn<QByteArray>("reason");

    QTest::newRow("an error object with its status")
        << SseTestScript::reply(429, ChatStream::error("You are too fast."), "application/json")
        << QByteArray("You are too fast.");
    QTest::newRow("an error object in the stream")
        << SseTestScript::eventStream()
               .send(ChatStream::token(u"Well, "_s))
               .send(ChatStream::event(ChatStream::error("The engine stalled.")))
        << QByteArray("The engine stalled.");
    QTest::newRow("a stream that ends early")
        << SseTestScript::eventStream().send(ChatStream::token(u"Well, "_s)).end()
        << QByteArray("sseqt-chat: ");
    QTest::newRow("a page for people")
        << SseTestScript::reply(502, "<html><b>Bad gateway</b></html>", "text/html")
        << QByteArray("failed");
}

void tst_ChatExampleProgram::reportsFailures()
{
    QFETCH(const SseTestScript, script);
    QFETCH(const QByteArray, reason);

    SseTestServer server;
    QVERIFY(server.listen());
    server.route(path, script);
    ChatProgram chat;
    QVERIFY(chat.run({ u"--scripted"_s, u"--prompt"_s, u"Well?"_s, u"--model"_s, u"m"_s,
                       u"--endpoint"_s, server.url(path).toString() }));
    QCOMPARE(chat.exitCode(), 1);
    QVERIFY2(chat.errors.contains(reason), chat.errors);
    QVERIFY2(!chat.errors.contains('{') && !chat.errors.contains('<'), chat.errors);
    QVERIFY(!chat.output.contains('{') && !chat.output.contains('<'));
    QVERIFY(!QDir(chat.folder.path()).exists(u"chat.png"_s));
    QCOMPARE(server.requests().size(), 1);
}

void tst_ChatExampleProgram::reportsWhatCannotBeReached()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const QString refusing = u"http://127.0.0.1:%1/"_s.arg(closed.serverPort());
    closed.close();
    ChatProgram chat;
    QVERIFY(chat.run({ u"--scripted"_s, u"--prompt"_s, u"Well?"_s, u"--model"_s, u"m"_s,
                       u"--endpoint"_s, refusing }));
    QCOMPARE(chat.exitCode(), 1);
    QVERIFY2(chat.errors.contains("Could not connect to 127.0.0.1"), chat.errors);
}

void tst_ChatExampleProgram::reportsAPictureThatCannotBeWritten()
{
    SseTestServer server;
    QVERIFY(server.listen());
    server.route(path, answer({ u"Yes."_s }));
    ChatProgram chat;
    QVERIFY(
        chat.run({ u"--scripted"_s, u"--prompt"_s, u"Well?"_s, u"--model"_s, u"m"_s, u"--picture"_s,
                   u"no/such/folder/chat.png"_s, u"--endpoint"_s, server.url(path).toString() }));
    QCOMPARE(chat.exitCode(), 1);
    QVERIFY2(chat.errors.contains("cannot write the picture"), chat.errors);
}

void tst_ChatExampleProgram::neverHangs()
{
    SseTestServer server;
    QVERIFY(server.listen());
    server.route(path, SseTestScript::eventStream().send(ChatStream::token(u"Well"_s)).stall());
    ChatProgram chat;
    QVERIFY(chat.run({ u"--scripted"_s, u"--prompt"_s, u"So?"_s, u"--model"_s, u"m"_s,
                       u"--time-limit"_s, u"2"_s, u"--endpoint"_s, server.url(path).toString() }));
    QCOMPARE(chat.exitCode(), 1);
    QVERIFY(chat.output.endsWith("Assistant: Well"));
    QVERIFY2(chat.errors.contains("not done after 2 seconds"), chat.errors);
}

void tst_ChatExampleProgram::knowsItsArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("words");

    QTest::newRow("help") << QStringList{ u"--help"_s } << 0 << QByteArray("--scripted");
    QTest::newRow("help names the key's variable")
        << QStringList{ u"--help"_s } << 0 << QByteArray("SSEQT_API_KEY");
    QTest::newRow("version") << QStringList{ u"--version"_s } << 0 << QByteArray(SSEQT_VERSION);
    QTest::newRow("unknown") << QStringList{ u"--api-key"_s, u"x"_s } << 2 << QByteArray("api-key");
    QTest::newRow("superfluous") << QStringList{ u"x"_s } << 2 << QByteArray("argument 'x'");
    QTest::newRow("theme") << QStringList{ u"--theme"_s, u"pink"_s } << 2 << QByteArray("'pink'");
    QTest::newRow("endpoint") << QStringList{ u"--endpoint"_s, u""_s } << 2
                              << QByteArray("needs a URL");
    QTest::newRow("relative endpoint")
        << QStringList{ u"--endpoint"_s, u"example.org/v1"_s } << 2 << QByteArray("http://");
    QTest::newRow("other scheme") << QStringList{ u"--endpoint"_s, u"localhost:8080/v1"_s } << 2
                                  << QByteArray("http://");
    QTest::newRow("profile") << QStringList{ u"--profile"_s, u"None"_s } << 2
                             << QByteArray("Demo server, OpenAI Chat");
    QTest::newRow("profile and endpoint")
        << QStringList{ u"--profile"_s, u"Gemini"_s, u"--endpoint"_s, u"http://localhost/"_s } << 2
        << QByteArray("do not go together");
    QTest::newRow("format") << QStringList{ u"--endpoint"_s, u"http://localhost/"_s, u"--format"_s,
                                            u"morse"_s }
                            << 2 << QByteArray("openai-responses");
    QTest::newRow("format alone") << QStringList{ u"--format"_s, u"gemini"_s } << 2
                                  << QByteArray("--endpoint");
    QTest::newRow("key for its variable")
        << QStringList{ u"--endpoint"_s, u"http://localhost/"_s, u"--key-variable"_s, u"sk-1"_s }
        << 2 << QByteArray("--key-variable");
    QTest::newRow("prompt alone") << QStringList{ u"--prompt"_s, u"x"_s } << 2
                                  << QByteArray("--scripted");
    QTest::newRow("picture alone")
        << QStringList{ u"--picture"_s, u"x.png"_s } << 2 << QByteArray("--scripted");
    QTest::newRow("server of agents")
        << QStringList{ u"--agents"_s, u"localhost"_s } << 2 << QByteArray("'localhost' is no URL");
    QTest::newRow("event path alone")
        << QStringList{ u"--event-path"_s, u"/x"_s } << 2 << QByteArray("--agents");
    QTest::newRow("agents elsewhere, scripted")
        << QStringList{ u"--agents"_s, u"http://localhost"_s, u"--scripted"_s } << 2
        << QByteArray("--scripted");
    QTest::newRow("time limit") << QStringList{ u"--scripted"_s, u"--time-limit"_s, u"soon"_s } << 2
                                << QByteArray("'soon'");
}

void tst_ChatExampleProgram::knowsItsArguments()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const int, exitCode);
    QFETCH(const QByteArray, words);

    ChatProgram chat;
    if (exitCode == 0)
        chat.set(u"QT_QPA_PLATFORM"_s, "none"); // help needs no display
    QVERIFY(chat.run(arguments, 20s));
    QCOMPARE(chat.exitCode(), exitCode);
    const QByteArray said = exitCode == 0 ? chat.output : chat.errors;
    QVERIFY2(said.contains(words), said);
}

QTEST_GUILESS_MAIN(tst_ChatExampleProgram)
#include "tst_chatexample_program.moc"
