// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What is printed, in each format, and how the life of a connection shows.

#include "catprocess.h"

#include <SseQt/SseDemoServer>
#include <SseQt/SseTestServer>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_SseCat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void jsonLinesOfAWholeStream();
    void jsonLinesOfAReconnect();
    void jsonLinesAreValidWhateverTheStreamHolds();
    void urlIsTheOneThatAnsweredWithoutItsUser();
    void textFormat();
    void textFormatWithComments();
    void textFormatTellsErrorsOnStandardError();
    void dataFormat();
    void typesAreSelected_data();
    void typesAreSelected();
    void linesComeAtOnce_data();
    void linesComeAtOnce();
    void lastEventIdIsSent();
    void verboseTellsTheLifeOfTheConnection();
    void verboseShowsWhatTheServerSaysAboutAnError();
    void manyEventsComeInOrder();

private:
    [[nodiscard]] QString url(const QString &path = u"/"_s) const
    {
        return server->url(path).toString();
    }
    [[nodiscard]] QByteArray origin() const
    {
        return "http://127.0.0.1:" + QByteArray::number(server->port());
    }
    void serve(const QByteArray &bytes)
    {
        server->route(u"/"_s, SseTestScript::eventStream().send(bytes));
    }

    std::unique_ptr<SseTestServer> server;
};

void tst_SseCat::init()
{
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
}

void tst_SseCat::jsonLinesOfAWholeStream()
{
    serve(": hello\nretry: 2500\n\nevent: x\nid: 7\ndata: a\ndata: \"b\"\n\n:\ndata: c\n\n");
    CatProcess cat({ u"--format"_s, u"jsonl"_s, u"--no-reconnect"_s, url() });
    QVERIFY(cat.hasEnded());
    const QByteArrayList expected = {
        R"({"kind":"open","url":")" + origin() + R"(/","status":200})",
        R"({"kind":"comment","text":" hello"})",
        R"({"kind":"retry","ms":2500})",
        R"({"kind":"event","type":"x","data":"a\n\"b\"","lastEventId":"7","origin":")" + origin()
            + R"("})",
        R"({"kind":"comment","text":""})",
        R"({"kind":"event","type":"message","data":"c","lastEventId":"7","origin":")" + origin()
            + R"("})",
        R"({"kind":"closed","reason":"ended","lastEventId":"7"})",
    };
    QCOMPARE(cat.lines(), expected);
    QCOMPARE(cat.errors(), QByteArray());
    QCOMPARE(cat.status(), 0);
}

void tst_SseCat::jsonLinesOfAReconnect()
{
    serve("id: 1\ndata: a\n\n");
    CatProcess cat(
        { u"--format"_s, u"jsonl"_s, u"-n2"_s, u"--reconnect-interval"_s, u"1"_s, url() });
    QVERIFY(cat.hasEnded());
    const QByteArrayList lines = cat.lines();
    QCOMPARE(lines.size(), 6);
    QCOMPARE(
        lines.at(2),
        R"({"kind":"error","code":"StreamEnded","phase":"streaming","message":"127.0.0.1:)"
            + QByteArray::number(server->port())
            + R"( ended the event stream.","httpStatus":200,"willReconnect":true,"delayMs":1})");
    QCOMPARE(lines.at(3), lines.at(0));
    QCOMPARE(lines.at(4), lines.at(1));
    QCOMPARE(lines.at(5), R"({"kind":"closed","reason":"requested","lastEventId":"1"})"_ba);
    QCOMPARE(cat.status(), 0);
}

void tst_SseCat::jsonLinesAreValidWhateverTheStreamHolds()
{
    serve(
        "event: \xF0\x9F\x98\x80\ndata: \xEF\xBB\xBF\x1B[31m\t\x7F\xE2\x80\xA8\xFF\xC2\ndata:\n\n");
    CatProcess cat({ u"--format"_s, u"jsonl"_s, u"--no-reconnect"_s, url() });
    QVERIFY(cat.hasEnded());
    QVERIFY(cat.output().isValidUtf8());
    const auto events = cat.objects(u"event"_s);
    QCOMPARE(events.size(), 1);
    QCOMPARE(events.at(0).value("type"_L1).toString(), u"\U0001F600"_s);
    QCOMPARE(events.at(0).value("data"_L1).toString(),
             u"\uFEFF\x1B[31m\t\x7F\u2028\uFFFD\uFFFD\n"_s);
}

void tst_SseCat::urlIsTheOneThatAnsweredWithoutItsUser()
{
    server->route(u"/"_s, SseTestScript::redirect(307, "/there?q=%20"));
    server->route(u"/there"_s, SseTestScript::eventStream());
    QUrl asked = server->url(u"/"_s);
    asked.setUserName(u"me"_s);
    asked.setPassword(u"secret"_s);
    CatProcess cat({ u"-v"_s, u"--format"_s, u"jsonl"_s, u"--no-reconnect"_s, asked.toString() });
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.lines().value(0),
             R"({"kind":"open","url":")" + origin() + R"(/there?q=%20","status":200})");
    QVERIFY(!cat.errors().contains("secret"));
    QVERIFY(!cat.errors().contains("me@"));
}

void tst_SseCat::textFormat()
{
    serve(": nobody sees it\ndata: a\n\nid: 7\ndata: b\ndata:\ndata:  c\n\n"
          "event: x\ndata: d\n\nevent: e\x1B[0m\nid: \xC2\x9B\ndata: \x1B]0;title\x07\t\x7F\n\n");
    CatProcess cat({ u"--no-reconnect"_s, url() });
    QVERIFY(cat.hasEnded());
    const QByteArrayList expected = {
        "[message] a", "[message #7] b",
        "    ",        "     c",
        "[x] d",       R"([e\x1b[0m #\x9b] \x1b]0;title\x07)"_ba + '\t' + R"(\x7f)",
    };
    QCOMPARE(cat.lines(), expected);
    QCOMPARE(cat.errors(), QByteArray());
    QCOMPARE(cat.status(), 0);
}

void tst_SseCat::textFormatWithComments()
{
    serve(": seen\n:\n:\x1B[31m\ndata: a\n\n");
    CatProcess cat({ u"-v"_s, u"--no-reconnect"_s, u"--format"_s, u"text"_s, url() });
    QVERIFY(cat.hasEnded());
    const QByteArrayList expected = { ": seen", ":", R"(:\x1b[31m)", "[message] a" };
    QCOMPARE(cat.lines(), expected);
}

void tst_SseCat::textFormatTellsErrorsOnStandardError()
{
    serve("data: a\n\n");
    CatProcess cat({ u"-n2"_s, u"--reconnect-interval"_s, u"1"_s, url(u"/?q=%252"_s) });
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.output(), "[message] a\n[message] a\n"_ba);
    QCOMPARE(cat.errors(),
             "ssecat: 127.0.0.1:" + QByteArray::number(server->port())
                 + " ended the event stream. Trying again in 1 ms.\n");
}

void tst_SseCat::dataFormat()
{
    serve(": nobody sees it\nevent: x\nid: 1\ndata: a\ndata: \x1B[31m\ndata:\n\ndata:\n\ndata: "
          "\xFF\n\n");
    CatProcess cat({ u"-v"_s, u"--format=data"_s, u"--no-reconnect"_s, url() });
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.output(), "a\n\x1B[31m\n\n\n\xEF\xBF\xBD\n"_ba);
    QCOMPARE(cat.status(), 0);
}

void tst_SseCat::typesAreSelected_data()
{
    QTest::addColumn<QStringList>("types");
    QTest::addColumn<QByteArray>("printed");

    QTest::newRow("none named") << QStringList() << "1 2 3 4 "_ba;
    QTest::newRow("one") << QStringList{ u"x"_s } << "2 4 "_ba;
    QTest::newRow("two") << QStringList{ u"x"_s, u"message"_s } << "1 2 4 "_ba;
    QTest::newRow("one that never comes") << QStringList{ u"X"_s } << QByteArray();
}

void tst_SseCat::typesAreSelected()
{
    QFETCH(QStringList, types);
    QFETCH(QByteArray, printed);
    serve("data: 1\n\nevent: x\ndata: 2\n\nevent: y\ndata: 3\n\nevent: x\ndata: 4\n\n");
    QStringList arguments{ u"--format"_s, u"data"_s, u"--no-reconnect"_s };
    for (const QString &type : types)
        arguments += { u"--type"_s, type };
    CatProcess cat(arguments + QStringList{ url() });
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.output().replace('\n', ' '), printed);
    QCOMPARE(cat.status(), 0);
}

void tst_SseCat::linesComeAtOnce_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("printed");

    QTest::newRow("text") << u"text"_s << "[message] a\n"_ba;
    QTest::newRow("data") << u"data"_s << "a\n"_ba;
    QTest::newRow("jsonl") << u"jsonl"_s << R"("data":"a","lastEventId":"","origin":)"_ba;
}

void tst_SseCat::linesComeAtOnce()
{
    QFETCH(QString, format);
    QFETCH(QByteArray, printed);
    server->route(u"/"_s, SseTestScript::eventStream().send("data: a\n\n").stall());
    CatProcess cat({ u"--format"_s, format, url() });
    QVERIFY(cat.hasPrinted(printed));
    QVERIFY(cat.output().endsWith('\n'));
    QCOMPARE(cat.process.state(), QProcess::Running);
}

void tst_SseCat::lastEventIdIsSent()
{
    serve({});
    CatProcess cat({ u"--last-event-id"_s, u"d\u00E9j\u00E0 vu"_s, u"--format"_s, u"jsonl"_s,
                     u"--no-reconnect"_s, url() });
    QVERIFY(cat.hasEnded());
    QCOMPARE(server->requests().at(0).header("Last-Event-ID"), u"d\u00E9j\u00E0 vu"_s.toUtf8());
    QCOMPARE(cat.lines().constLast(),
             u"{\"kind\":\"closed\",\"reason\":\"ended\",\"lastEventId\":\"d\u00E9j\u00E0 vu\"}"_s
                 .toUtf8());
}

void tst_SseCat::verboseTellsTheLifeOfTheConnection()
{
    server->route(u"/"_s,
                  { SseTestScript::eventStream().send("data: a\n\n").reset(),
                    SseTestScript::eventStream().send("retry: 100\ndata: b\n\n") });
    CatProcess cat({ u"-v"_s, u"-n2"_s, u"--reconnect-interval"_s, u"1"_s, u"-H"_s,
                     u"Authorization: Bearer hush"_s, u"--format"_s, u"jsonl"_s, url() });
    QVERIFY(cat.hasEnded());
    const QByteArrayList expected = {
        "* phase Dialing",
        "* phase AwaitingHeaders",
        "* phase Streaming",
        "* opened " + origin() + "/",
        "* phase WaitingToReconnect",
        "* error ConnectionLost, status 200, next attempt in 1 ms",
        "* phase Dialing",
        "* phase AwaitingHeaders",
        "* phase Streaming",
        "* opened " + origin() + "/",
        "* the server asks for 100 ms before reconnecting",
        "* phase Idle",
        "* closed, requested",
    };
    QCOMPARE(cat.errorLines(), expected);
}

void tst_SseCat::verboseShowsWhatTheServerSaysAboutAnError()
{
    server->route(u"/"_s,
                  SseTestScript::reply(401, "{\"error\":\n\"no \x1B key\"}\n", "application/json"));
    CatProcess cat({ u"--verbose"_s, url() });
    QVERIFY(cat.hasEnded());
    const QByteArrayList expected = {
        "* phase Dialing",
        "* phase AwaitingHeaders",
        "* phase Idle",
        "* error UnexpectedStatus, status 401, no further attempt",
        R"(* response: {"error":\x0a"no \x1b key"})",
        "ssecat: The server answered with status 401 (Unauthorized) instead of 200.",
        "* closed, failed",
    };
    QCOMPARE(cat.errorLines(), expected);
    QCOMPARE(cat.output(), QByteArray());
    QCOMPARE(cat.status(), 1);
}

void tst_SseCat::manyEventsComeInOrder()
{
    SseDemoServer demo;
    QVERIFY(demo.listen());
    CatProcess cat({ u"--format"_s, u"jsonl"_s, u"--no-reconnect"_s,
                     demo.url(u"/rapid?count=5000"_s).toString() });
    QVERIFY(cat.hasEnded());
    const auto events = cat.objects(u"event"_s);
    QCOMPARE(events.size(), 5000);
    for (qsizetype i = 0; i < events.size(); ++i)
        QCOMPARE(events.at(i).value("lastEventId"_L1).toString(), QString::number(i + 1));
}

QTEST_GUILESS_MAIN(tst_SseCat)

#include "tst_ssecat.moc"
