// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "demoevent.h"
#include "testclient.h"

#include <SseQt/SseDemoServer>

#include <QtCore/QDateTime>
#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QMap>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QSet>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

class tst_SseDemoServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void indexListsTheRoutes();
    void wrongMethodsAreRefused_data();
    void wrongMethodsAreRefused();
    void numbersAreChecked_data();
    void numbersAreChecked();
    void headRequestsGetTheHeadAlone();

    void eventsCountAndComplete();
    void eventsKeepTheirPace();
    void rapidSendsAllAtOnce();
    void eventsWithIdGoOn_data();
    void eventsWithIdGoOn();
    void reconnectTestDrops();
    void retryOverrideSetsTheTime();
    void agentStreamNamesTheAgent();
    void tasksEndWithAllComplete();

    void busTellsOfTwoSessions();
    void busFilters_data();
    void busFilters();
    void busCarriesHalfEmoji();
    void busBeatsItsHeart();

    void clientsLeavingEndTheirStreams();
    void originsAreAllowed();

    void programServes();
    void programUsage_data();
    void programUsage();
    void programTellsATakenPort();

private:
    std::unique_ptr<SseDemoServer> server;
};

#define GET_EVENTS(client, ...)                                                                    \
    (client).received.clear();                                                                     \
    (client).get(__VA_ARGS__);                                                                     \
    QTRY_VERIFY((client).isComplete());                                                            \
    QCOMPARE((client).status(), 200);                                                              \
    QCOMPARE((client).header("Content-Type"), "text/event-stream");                                \
    const QList<Event> events = parse((client).body())

void tst_SseDemoServer::init()
{
    server = std::make_unique<SseDemoServer>();
    QVERIFY2(server->listen(), qPrintable(server->errorString()));
}

void tst_SseDemoServer::cleanup()
{
    server.reset();
}

void tst_SseDemoServer::indexListsTheRoutes()
{
    TestClient client(server->port());
    client.get("/");
    QTRY_VERIFY(client.isComplete());
    QCOMPARE(client.status(), 200);
    QVERIFY(client.header("Content-Type").startsWith("text/html"));
    for (const QByteArray route :
         { "/events", "/rapid", "/events-with-id", "/reconnect-test", "/retry-override", "/stream/",
           "/tasks", "/metrics", "/api/v1/events/sse", "/v1/chat/completions" }) {
        QVERIFY2(client.body().contains(route), route.constData());
    }
    // Every link of it leads somewhere.
    static const QRegularExpression link(u"href=\"([^\"]+)\""_s);
    QRegularExpressionMatchIterator links = link.globalMatch(QString::fromUtf8(client.body()));
    QVERIFY(links.hasNext());
    while (links.hasNext()) {
        TestClient other(server->port());
        other.get(links.next().captured(1).replace("&amp;"_L1, "&"_L1).toUtf8());
        QTRY_COMPARE(other.status(), 200);
    }
}

void tst_SseDemoServer::wrongMethodsAreRefused_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("allow");
    QTest::newRow("POST to a stream") << QByteArray("POST /events") << QByteArray("GET, HEAD");
    QTest::newRow("POST to figures") << QByteArray("POST /metrics") << QByteArray("GET, HEAD");
    QTest::newRow("DELETE of a bus")
        << QByteArray("DELETE /api/v1/events/sse") << QByteArray("GET, HEAD");
    QTest::newRow("GET of a chat") << QByteArray("GET /v1/chat/completions") << QByteArray("POST");
}

void tst_SseDemoServer::wrongMethodsAreRefused()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, allow);
    TestClient client(server->port());
    client.send(request + " HTTP/1.1\r\nHost: h\r\n\r\n");
    QTRY_COMPARE(client.status(), 405);
    QCOMPARE(client.header("Allow"), allow);
}

void tst_SseDemoServer::numbersAreChecked_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char *target : { "/events?count=x",
                                "/events?count=-1",
                                "/events?count=",
                                "/events?interval=1.5",
                                "/events?count=99999999999999999999",
                                "/rapid?count=-1",
                                "/events-with-id?interval=-1",
                                "/retry-override?retry=soon",
                                "/stream/a?count=x",
                                "/tasks?interval=x",
                                "/metrics?rate=0",
                                "/metrics?rate=1001",
                                "/metrics?rate=-1",
                                "/metrics?rate=x",
                                "/metrics?rate=",
                                "/metrics?rate=2.5",
                                "/metrics?count=-1",
                                "/metrics?count=1000001",
                                "/metrics?count=x",
                                "/api/v1/events/sse?interval=x",
                                "/api/v1/events/sse?heartbeat=0" }) {
        QTest::newRow(target) << QByteArray(target);
    }
}

void tst_SseDemoServer::numbersAreChecked()
{
    QFETCH(QByteArray, target);
    TestClient client(server->port());
    client.get(target);
    QTRY_COMPARE(client.status(), 400);
    QTRY_VERIFY(client.isComplete());
    QVERIFY(client.body().contains("must be a whole number"));
}

void tst_SseDemoServer::headRequestsGetTheHeadAlone()
{
    TestClient client(server->port());
    client.send("HEAD /events HTTP/1.1\r\nHost: h\r\n\r\n");
    QTRY_COMPARE(client.status(), 200);
    QVERIFY(client.received.endsWith("\r\n\r\n"));
    client.received.clear();
    client.get("/tasks?interval=0");
    QTRY_VERIFY(client.isComplete());
    QCOMPARE(server->connectionCount(), 1);
}

void tst_SseDemoServer::eventsCountAndComplete()
{
    TestClient client(server->port());
    {
        GET_EVENTS(client, "/events?interval=1");
        QCOMPARE(events.size(), 4);
        for (int i = 0; i < 3; ++i) {
            const Event &event = events.at(i);
            QCOMPARE(event.id, QByteArray::number(i + 1));
            QCOMPARE(event.type, "message");
            QCOMPARE(event.json()["counter"_L1].toInt(), i + 1);
            QVERIFY(!event.json()["message"_L1].toString().isEmpty());
            QVERIFY(QDateTime::fromString(event.json()["timestamp"_L1].toString(), Qt::ISODate)
                        .isValid());
        }
        QCOMPARE(events.last().type, "complete");
        QVERIFY(events.last().id.isNull());
        QCOMPARE(events.last().json()["total"_L1].toInt(), 3);
    }
    {
        GET_EVENTS(client, "/events?count=50&interval=0");
        QCOMPARE(events.size(), 51);
        QCOMPARE(events.at(49).id, "50");
    }
    {
        GET_EVENTS(client, "/events?count=0");
        QCOMPARE(events.size(), 1);
        QCOMPARE(events.first().type, "complete");
    }
    // The streams ended in the regular way.
    QCOMPARE(server->connectionCount(), 1);
}

void tst_SseDemoServer::eventsKeepTheirPace()
{
    TestClient client(server->port());
    QElapsedTimer timer;
    timer.start();
    client.get("/events?count=2&interval=150");
    QTRY_COMPARE(parse(client.body()).size(), 1);
    QTRY_COMPARE(parse(client.body()).size(), 2);
    QCOMPARE_GE(timer.elapsed(), 140);
    QVERIFY(!client.isComplete());
    QTRY_VERIFY(client.isComplete());
    QCOMPARE_GE(timer.elapsed(), 280);
}

void tst_SseDemoServer::rapidSendsAllAtOnce()
{
    TestClient client(server->port());
    {
        GET_EVENTS(client, "/rapid");
        QCOMPARE(events.size(), 100);
        QCOMPARE(events.last().id, "100");
        QCOMPARE(events.last().json()["counter"_L1].toInt(), 100);
        QCOMPARE(client.chunks().size(), 1);
    }
    {
        GET_EVENTS(client, "/rapid?count=250");
        QCOMPARE(events.size(), 250);
        for (int i = 0; i < 250; ++i)
            QCOMPARE(events.at(i).id, QByteArray::number(i + 1));
    }
    {
        GET_EVENTS(client, "/rapid?count=0");
        QCOMPARE(events.size(), 0);
    }
}

void tst_SseDemoServer::eventsWithIdGoOn_data()
{
    QTest::addColumn<QByteArray>("lastEventId");
    QTest::addColumn<int>("first");
    QTest::newRow("none") << QByteArray() << 1;
    QTest::newRow("4") << QByteArray("4") << 5;
    QTest::newRow("last but one") << QByteArray("9") << 10;
    QTest::newRow("last") << QByteArray("10") << 11;
    QTest::newRow("beyond") << QByteArray("4711") << 11;
    QTest::newRow("foreign") << QByteArray("abc") << 1;
    QTest::newRow("negative") << QByteArray("-5") << 1;
}

void tst_SseDemoServer::eventsWithIdGoOn()
{
    QFETCH(QByteArray, lastEventId);
    QFETCH(int, first);
    TestClient client(server->port());
    GET_EVENTS(client, "/events-with-id?interval=0",
               lastEventId.isNull() ? lastEventId : "Last-Event-ID: " + lastEventId + "\r\n");
    QCOMPARE(events.size(), 10 - first + 2);
    for (int i = 0; i < events.size() - 1; ++i) {
        QCOMPARE(events.at(i).id, QByteArray::number(first + i));
        QCOMPARE(events.at(i).json()["counter"_L1].toInt(), first + i);
    }
    QCOMPARE(events.last().type, "complete");
}

void tst_SseDemoServer::reconnectTestDrops()
{
    for (int i = 1; i <= 3; ++i) {
        TestClient client(server->port());
        client.get("/reconnect-test",
                   i == 1 ? QByteArray() : "Last-Event-ID: " + QByteArray::number(i + 9) + "\r\n");
        QTRY_VERIFY(client.closed);
        QVERIFY(!client.isComplete());
        const QList<Event> events = parse(client.body());
        QCOMPARE(events.size(), 1);
        QCOMPARE(events.first().id, i == 1 ? QByteArray("1") : QByteArray::number(i + 10));
        QCOMPARE(events.first().json()["connection"_L1].toInt(), i);
    }
}

void tst_SseDemoServer::retryOverrideSetsTheTime()
{
    for (const bool byQuery : { false, true }) {
        TestClient client(server->port());
        client.get(byQuery ? "/retry-override?retry=250" : "/retry-override");
        QTRY_VERIFY(client.closed);
        QVERIFY(!client.isComplete());
        const QList<Event> events = parse(client.body());
        QCOMPARE(events.size(), 1);
        QCOMPARE(events.first().retry, byQuery ? "250" : "1000");
    }
}

void tst_SseDemoServer::agentStreamNamesTheAgent()
{
    TestClient client(server->port());
    {
        GET_EVENTS(client, "/stream/research%20agent?interval=1");
        QCOMPARE(events.size(), 6);
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(events.at(i).type, "agent_message");
            QCOMPARE(events.at(i).json()["agent_id"_L1].toString(), u"research agent"_s);
            QVERIFY(!events.at(i).json()["message"_L1].toString().isEmpty());
        }
        QCOMPARE(events.last().type, "complete");
    }
    {
        GET_EVENTS(client, "/stream/a?interval=0&count=12");
        QCOMPARE(events.size(), 13);
    }
}

void tst_SseDemoServer::tasksEndWithAllComplete()
{
    TestClient client(server->port());
    GET_EVENTS(client, "/tasks?interval=1");
    QVERIFY(events.size() >= 5);
    QCOMPARE(events.size() % 2, 1);
    for (qsizetype i = 0; i + 1 < events.size(); i += 2) {
        QCOMPARE(events.at(i).type, "task_update");
        QCOMPARE(events.at(i).json()["status"_L1].toString(), u"processing"_s);
        QCOMPARE(events.at(i + 1).type, "task_complete");
        QCOMPARE(events.at(i + 1).json()["task"_L1], events.at(i).json()["task"_L1]);
    }
    QCOMPARE(events.last().type, "all_complete");
    QVERIFY(!events.last().json()["message"_L1].toString().isEmpty());
}

void tst_SseDemoServer::busTellsOfTwoSessions()
{
    TestClient client(server->port());
    client.get("/api/v1/events/sse?interval=0");
    QTRY_COMPARE(client.body().count("session.idle"), 2);
    const QList<Event> events = parse(client.body());
    QCOMPARE(events.first().json()["type"_L1].toString(), u"server.connected"_s);

    QStringList order; // whose turn it was
    QMap<QString, QStringList> types;
    QMap<QString, QStringList> toolStates;
    QMap<QString, QString> deltas; // text put together from fragments
    QMap<QString, QString> texts; // as the parts have it at last
    for (const Event &event : events.sliced(1)) {
        QVERIFY(event.id.isNull());
        QVERIFY(event.type.isNull());
        const QString type = event.json()["type"_L1].toString();
        const QJsonObject properties = event.json()["properties"_L1].toObject();
        const QString session = properties["sessionID"_L1].toString();
        QVERIFY(!session.isEmpty());
        order.append(session);
        types[session].append(type);
        const QJsonObject part = properties["part"_L1].toObject();
        if (part["type"_L1].toString() == u"tool")
            toolStates[session].append(part["state"_L1].toObject()["status"_L1].toString());
        const QString delta = properties["delta"_L1].toString();
        if (type == u"message.part.delta")
            deltas[properties["partID"_L1].toString()] += delta;
        else if (!part.isEmpty())
            deltas[part["id"_L1].toString()] += delta;
        if (!part.isEmpty())
            texts[part["id"_L1].toString()] = part["text"_L1].toString();
    }
    QCOMPARE(types.size(), 2);
    QCOMPARE(order.at(0) == order.at(1), false);
    QCOMPARE(order.at(0), order.at(2));
    for (auto it = types.cbegin(); it != types.cend(); ++it) {
        QCOMPARE(it->first(), u"session.created"_s);
        QCOMPARE(it->last(), u"session.idle"_s);
        QCOMPARE(it->count(u"session.status"_s), 2);
        QVERIFY(it->contains(u"message.updated"_s));
        QCOMPARE(toolStates.value(it.key()),
                 QStringList({ u"pending"_s, u"running"_s, u"completed"_s }));
    }
    // One session sends its deltas apart, the other with the parts.
    QCOMPARE(std::count_if(
                 types.cbegin(), types.cend(),
                 [](const QStringList &list) { return list.contains(u"message.part.delta"_s); }),
             1);
    int compared = 0;
    for (auto it = deltas.cbegin(); it != deltas.cend(); ++it) {
        if (!it->isEmpty()) {
            QCOMPARE(*it, texts.value(it.key()));
            ++compared;
        }
    }
    QCOMPARE(compared, 4);
    QVERIFY(!client.closed);
    QVERIFY(!client.isComplete());
}

void tst_SseDemoServer::busFilters_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QStringList>("sessions");
    const QString one = u"ses_demo_1"_s;
    const QString two = u"ses_demo_2"_s;
    QTest::newRow("none") << QByteArray() << QStringList{ one, two };
    QTest::newRow("empty") << QByteArray("session_id=&agent_id=&directory=")
                           << QStringList{ one, two };
    QTest::newRow("session") << QByteArray("session_id=ses_demo_2") << QStringList{ two };
    QTest::newRow("agent") << QByteArray("agent_id=build") << QStringList{ one };
    QTest::newRow("directory") << QByteArray("directory=/home/demo/harbour") << QStringList{ two };
    QTest::newRow("directory, encoded")
        << QByteArray("directory=%2Fhome%2Fdemo%2Fgarden") << QStringList{ one };
    QTest::newRow("two that agree")
        << QByteArray("session_id=ses_demo_1&agent_id=build") << QStringList{ one };
    QTest::newRow("two that do not")
        << QByteArray("session_id=ses_demo_1&agent_id=plan") << QStringList();
    QTest::newRow("unknown") << QByteArray("session_id=ses_demo_3") << QStringList();
}

void tst_SseDemoServer::busFilters()
{
    QFETCH(QByteArray, query);
    QFETCH(QStringList, sessions);
    TestClient client(server->port());
    client.get("/api/v1/events/sse?interval=0&heartbeat=20&" + query);
    QTRY_VERIFY(client.body().contains("server.heartbeat"));
    QSet<QString> actual;
    const QList<Event> events = parse(client.body());
    for (const Event &event : events) {
        const QJsonObject properties = event.json()["properties"_L1].toObject();
        if (properties.contains("sessionID"_L1))
            actual.insert(properties["sessionID"_L1].toString());
    }
    QCOMPARE(actual, QSet<QString>(sessions.begin(), sessions.end()));
}

void tst_SseDemoServer::busCarriesHalfEmoji()
{
    TestClient client(server->port());
    client.get("/api/v1/events/sse?interval=0&session_id=ses_demo_1");
    QTRY_VERIFY(client.body().contains("session.idle"));
    QVERIFY(client.body().contains("\"delta\":\"\\ud83c\""));
    QVERIFY(client.body().contains("\"delta\":\"\\udf31"));
    QVERIFY(client.body().contains("\xf0\x9f\x8c\xb1"));
}

void tst_SseDemoServer::busBeatsItsHeart()
{
    TestClient client(server->port());
    client.get("/api/v1/events/sse?session_id=none&heartbeat=10");
    QTRY_VERIFY(parse(client.body()).size() >= 4);
    const QList<Event> events = parse(client.body());
    QCOMPARE(events.at(0).json()["type"_L1].toString(), u"server.connected"_s);
    for (const Event &event : events.sliced(1)) {
        QCOMPARE(event.json()["type"_L1].toString(), u"server.heartbeat"_s);
        QCOMPARE(event.json()["properties"_L1].toObject(), QJsonObject());
    }
}

void tst_SseDemoServer::clientsLeavingEndTheirStreams()
{
    QSignalSpy closed(server.get(), &SseTestServer::connectionClosed);
    for (const QByteArray target : { "/events?count=1000000&interval=0", "/rapid?count=1000000",
                                     "/api/v1/events/sse", "/tasks", "/metrics?rate=1000" }) {
        closed.clear();
        TestClient client(server->port());
        client.stopReading();
        client.get(target);
        QTRY_VERIFY(client.socket()->bytesAvailable() > 0);
        client.abort();
        QTRY_COMPARE(closed.size(), 1);
        QTRY_COMPARE(server->findChildren<SseTestExchange *>().size(), 0);
    }
}

void tst_SseDemoServer::originsAreAllowed()
{
    server->setAllowedOrigins({ u"http://localhost:3000"_s });
    for (const QByteArray target : { "/", "/events", "/reconnect-test", "/v1/chat/completions" }) {
        TestClient client(server->port());
        client.get(target, "Origin: http://localhost:3000\r\n");
        QTRY_VERIFY(!client.head().isEmpty());
        QCOMPARE(client.header("Access-Control-Allow-Origin"), "http://localhost:3000");
    }
}

void tst_SseDemoServer::programServes()
{
    QProcess program;
    program.start(QStringLiteral(SSE_DEMO_SERVER),
                  { u"--port"_s, u"0"_s, u"--allow-origin"_s, u"http://a.test"_s,
                    u"--allow-origin"_s, u"http://b.test:3000"_s });
    QVERIFY2(program.waitForStarted(), qPrintable(program.errorString()));
    QTRY_VERIFY(program.canReadLine());
    const QString line = QString::fromUtf8(program.readLine()).trimmed();
    static const QRegularExpression pattern(u"^Listening on http://127\\.0\\.0\\.1:(\\d+)$"_s);
    const QRegularExpressionMatch match = pattern.match(line);
    QVERIFY2(match.hasMatch(), qPrintable(line));

    TestClient client(match.captured(1).toUShort());
    {
        GET_EVENTS(client, "/events?count=2&interval=1", "Origin: http://b.test:3000\r\n");
        QCOMPARE(events.size(), 3);
        QCOMPARE(client.header("Access-Control-Allow-Origin"), "http://b.test:3000");
    }
    program.kill();
    QVERIFY(program.waitForFinished());
}

void tst_SseDemoServer::programUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("output");
    QTest::newRow("help") << QStringList{ u"--help"_s } << 0 << u"--allow-origin"_s;
    QTest::newRow("version") << QStringList{ u"--version"_s } << 0
                             << u"sse-demo-server " SSEQT_VERSION "\n"_s;
    QTest::newRow("unknown option") << QStringList{ u"--nonsense"_s } << 2 << u"nonsense"_s;
    QTest::newRow("argument") << QStringList{ u"something"_s } << 2 << u"something"_s;
    QTest::newRow("port missing") << QStringList{ u"--port"_s } << 2 << u"port"_s;
    QTest::newRow("port is no number") << QStringList{ u"--port"_s, u"http"_s } << 2 << u"http"_s;
    QTest::newRow("port too large") << QStringList{ u"--port"_s, u"65536"_s } << 2 << u"65536"_s;
    QTest::newRow("negative port") << QStringList{ u"--port=-1"_s } << 2 << u"-1"_s;
    for (const char *origin : { "localhost", "http://", "http://a.test/", "http://a.test/x",
                                "http://user@a.test", "" }) {
        QTest::addRow("origin '%s'", origin)
            << QStringList{ u"--allow-origin"_s, QString::fromLatin1(origin) } << 2
            << u"is not an origin"_s;
    }
}

void tst_SseDemoServer::programUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    QFETCH(QString, output);
    QProcess program;
    program.start(QStringLiteral(SSE_DEMO_SERVER), arguments);
    QVERIFY2(program.waitForFinished(), qPrintable(program.errorString()));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), exitCode);
    const QString out = QString::fromUtf8(program.readAllStandardOutput()).remove(u'\r');
    const QString err = QString::fromUtf8(program.readAllStandardError()).remove(u'\r');
    QVERIFY2((exitCode == 0 ? out : err).contains(output), qPrintable(out + err));
    QVERIFY((exitCode == 0 ? err : out).isEmpty());
}

void tst_SseDemoServer::programTellsATakenPort()
{
    QProcess program;
    program.start(QStringLiteral(SSE_DEMO_SERVER),
                  { u"--port"_s, QString::number(server->port()) });
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitCode(), 1);
    const QByteArray message = program.readAllStandardError();
    QVERIFY2(message.contains("cannot listen on 127.0.0.1:" + QByteArray::number(server->port())),
             message.constData());
    QVERIFY(message.contains("--port 0"));
    QVERIFY(program.readAllStandardOutput().isEmpty());
}

QTEST_GUILESS_MAIN(tst_SseDemoServer)

#include "tst_ssedemoserver.moc"
