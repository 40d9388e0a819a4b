// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The demo server's agents: what is asked beside their bus, and that the bus tells of it.

#include "demoevent.h"
#include "testclient.h"

#include <SseQt/SseDemoServer>

#include <QtCore/QJsonArray>
#include <QtTest/QTest>

#include <memory>

using namespace Qt::StringLiterals;

class tst_SseDemoAgents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void tellsNothingBeforeSomebodyListens();
    void keepsWhatItHasTold();
    void whoComesLaterHearsWhatIsNew();
    void aPromptIsAnswered_data();
    void aPromptIsAnswered();
    void promptsWaitForTheirTurn();
    void stops();
    void whatCannotBeIsRefused_data();
    void whatCannotBeIsRefused();
    void sessionsAreBounded();

private:
    struct Answer
    {
        int status = 0;
        QJsonValue json;
    };
    [[nodiscard]] Answer ask(const QByteArray &method, const QByteArray &target,
                             const QByteArray &body = {});
    [[nodiscard]] QByteArray newSession()
    {
        return ask("POST", "/session", "{\"title\": \"Mine\"}").json["id"_L1].toString().toUtf8();
    }

    std::unique_ptr<SseDemoServer> server;
};

void tst_SseDemoAgents::init()
{
    server = std::make_unique<SseDemoServer>();
    QVERIFY2(server->listen(), qPrintable(server->errorString()));
}

void tst_SseDemoAgents::cleanup()
{
    server.reset();
}

tst_SseDemoAgents::Answer tst_SseDemoAgents::ask(const QByteArray &method, const QByteArray &target,
                                                 const QByteArray &body)
{
    TestClient client(server->port());
    client.send(method + ' ' + target + " HTTP/1.1\r\nHost: test\r\nContent-Length: "
                + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    if (!QTest::qWaitFor([&client] { return client.isComplete(); }))
        return {};
    return { client.status(), QJsonDocument::fromJson('[' + client.body() + ']').array().at(0) };
}

void tst_SseDemoAgents::tellsNothingBeforeSomebodyListens()
{
    QCOMPARE(ask("GET", "/session").json, QJsonValue(QJsonArray()));
    QCOMPARE(ask("GET", "/session/status").json, QJsonValue(QJsonObject()));
    QCOMPARE(ask("GET", "/permission").json, QJsonValue(QJsonArray()));
    QCOMPARE(ask("GET", "/session/ses_demo_1/message").status, 404);
}

void tst_SseDemoAgents::keepsWhatItHasTold()
{
    TestClient client(server->port());
    client.get("/event?interval=0");
    QTRY_COMPARE(client.body().count("session.idle"), 2);
    const QJsonArray sessions = ask("GET", "/session").json.toArray();
    QCOMPARE(sessions.size(), 2);
    QCOMPARE(sessions.at(0)["id"_L1].toString(), u"ses_demo_1"_s);
    QCOMPARE(ask("GET", "/session?directory=/home/demo/harbour").json.toArray().size(), 1);
    QCOMPARE(ask("GET", "/session/status").json, QJsonValue(QJsonObject()));

    // Its messages are the newest that the bus has told of each part.
    QMap<QString, QJsonObject> parts;
    const QList<Event> events = parse(client.body());
    for (const Event &event : events) {
        const QJsonObject part = event.json()["properties"_L1]["part"_L1].toObject();
        if (part["sessionID"_L1] == "ses_demo_1"_L1)
            parts.insert(part["id"_L1].toString(), part);
    }
    const QJsonArray messages = ask("GET", "/session/ses_demo_1/message").json.toArray();
    QCOMPARE(messages.size(), 2);
    QCOMPARE(messages.at(0)["info"_L1]["role"_L1].toString(), u"user"_s);
    int compared = 0;
    for (const QJsonValue &message : messages) {
        const QJsonArray list = message["parts"_L1].toArray();
        for (const QJsonValue &part : list) {
            QCOMPARE(part.toObject(), parts.value(part["id"_L1].toString()));
            ++compared;
        }
    }
    QCOMPARE(compared, parts.size());
}

void tst_SseDemoAgents::whoComesLaterHearsWhatIsNew()
{
    TestClient first(server->port());
    first.get("/event?interval=0");
    QTRY_COMPARE(first.body().count("session.idle"), 2);
    TestClient second(server->port());
    second.get("/event?heartbeat=10");
    QTRY_VERIFY(second.body().contains("server.heartbeat"));
    QCOMPARE(second.body().count("message."), 0);
    QVERIFY(!newSession().isEmpty());
    QTRY_VERIFY(first.body().contains("ses_demo_3") && second.body().contains("ses_demo_3"));
}

void tst_SseDemoAgents::aPromptIsAnswered_data()
{
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<QString>("state");
    QTest::newRow("once") << QByteArray("once") << u"completed"_s;
    QTest::newRow("always") << QByteArray("always") << u"completed"_s;
    QTest::newRow("reject") << QByteArray("reject") << u"error"_s;
}

void tst_SseDemoAgents::aPromptIsAnswered()
{
    QFETCH(const QByteArray, response);
    QFETCH(const QString, state);
    const QByteArray id = newSession();
    TestClient client(server->port());
    client.get("/event?interval=0&session_id=" + id);
    QTRY_COMPARE(client.status(), 200);
    QCOMPARE(ask("POST", "/session/" + id + "/prompt_async",
                 "{\"parts\": [{\"type\": \"text\", \"text\": \"Why?\"}]}")
                 .status,
             204);
    QTRY_VERIFY(client.body().contains("permission.updated"));
    QCOMPARE(ask("GET", "/session/status").json[QString::fromUtf8(id)]["type"_L1].toString(),
             u"busy"_s);
    const QJsonArray questions = ask("GET", "/permission").json.toArray();
    QCOMPARE(questions.size(), 1);
    const QByteArray question = questions.at(0)["id"_L1].toString().toUtf8();
    const QByteArray path = "/session/" + id + "/permissions/" + question;
    QCOMPARE(ask("POST", path, "{\"response\": \"perhaps\"}").status, 400);
    QCOMPARE(ask("POST", path, "{\"response\": \"" + response + "\"}").json, QJsonValue(true));
    QTRY_VERIFY(client.body().contains("session.idle"));
    QVERIFY(client.body().contains("permission.replied"));
    QCOMPARE(ask("GET", "/permission").json, QJsonValue(QJsonArray()));
    QCOMPARE(ask("POST", path, "{\"response\": \"once\"}").status, 404);
    QString told;
    const QJsonArray messages = ask("GET", "/session/" + id + "/message").json.toArray();
    for (const QJsonValue &part : messages.at(1)["parts"_L1].toArray()) {
        if (part["type"_L1] == "tool"_L1)
            told = part["state"_L1]["status"_L1].toString();
    }
    QCOMPARE(told, state);
    QVERIFY(!messages.at(1)["info"_L1]["time"_L1]["completed"_L1].isUndefined());
}

void tst_SseDemoAgents::promptsWaitForTheirTurn()
{
    const QByteArray id = newSession();
    TestClient client(server->port());
    client.get("/event?interval=0&session_id=" + id);
    QTRY_COMPARE(client.status(), 200);
    const QByteArray path = "/session/" + id + "/prompt_async";
    for (const char *text : { "One", "Two" }) {
        QCOMPARE(ask("POST", path,
                     "{\"parts\": [{\"type\": \"text\", \"text\": \"" + QByteArray(text) + "\"}]}")
                     .status,
                 204);
    }
    QTRY_COMPARE(client.body().count("permission.updated"), 1);
    QVERIFY(!client.body().contains("Two"));
    const QByteArray question = ask("GET", "/permission").json[0]["id"_L1].toString().toUtf8();
    QCOMPARE(ask("POST", "/session/" + id + "/permissions/" + question, "{\"response\": \"once\"}")
                 .status,
             200);
    QTRY_COMPARE(client.body().count("permission.updated"), 2);
    QVERIFY(client.body().contains("Two"));
}

void tst_SseDemoAgents::stops()
{
    const QByteArray id = newSession();
    TestClient client(server->port());
    client.get("/event?interval=0&session_id=" + id);
    QTRY_COMPARE(client.status(), 200);
    // With nothing to stop it does nothing.
    QCOMPARE(ask("POST", "/session/" + id + "/abort").json, QJsonValue(true));
    QCOMPARE(ask("POST", "/session/" + id + "/prompt_async",
                 "{\"parts\": [{\"type\": \"text\", \"text\": \"Why?\"}]}")
                 .status,
             204);
    QTRY_VERIFY(client.body().contains("permission.updated"));
    QCOMPARE(ask("POST", "/session/" + id + "/abort").json, QJsonValue(true));
    QTRY_VERIFY(client.body().contains("session.idle"));
    const QJsonValue message = ask("GET", "/session/" + id + "/message").json[1];
    QCOMPARE(message["info"_L1]["error"_L1]["name"_L1].toString(), u"MessageAbortedError"_s);
    QCOMPARE(ask("GET", "/permission").json, QJsonValue(QJsonArray()));
}

void tst_SseDemoAgents::whatCannotBeIsRefused_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &method, const QByteArray &target,
                        const QByteArray &body,
                        int status) { QTest::newRow(name) << method << target << body << status; };
    row("DELETE of sessions", "DELETE", "/session", "", 405);
    row("POST of a status", "POST", "/session/status", "", 405);
    row("GET of a prompt", "GET", "/session/ses_demo_3/prompt_async", "", 405);
    row("no JSON", "POST", "/session", "{", 400);
    row("no such session", "POST", "/session/nobody/prompt_async", "{}", 404);
    row("no text", "POST", "/session/ses_demo_3/prompt_async", "{\"parts\": []}", 400);
    row("an array", "POST", "/session/ses_demo_3/prompt_async", "[]", 400);
    row("no such question", "POST", "/session/ses_demo_3/permissions/x", "{\"response\": \"once\"}",
        404);
    row("no number", "GET", "/event?interval=x", "", 400);
}

void tst_SseDemoAgents::whatCannotBeIsRefused()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, body);
    QFETCH(const int, status);
    QCOMPARE(newSession(), QByteArray("ses_demo_3"));
    QCOMPARE(ask(method, target, body).status, status);
}

void tst_SseDemoAgents::sessionsAreBounded()
{
    for (int i = 0; i < 100; ++i)
        QVERIFY(!newSession().isEmpty());
    QCOMPARE(ask("POST", "/session").status, 400);
}

QTEST_GUILESS_MAIN(tst_SseDemoAgents)
#include "tst_ssedemoagents.moc"
