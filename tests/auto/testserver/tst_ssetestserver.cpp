// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "testclient.h"

#include <SseQt/SseTestServer>

#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#if QT_CONFIG(ssl)
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslKey>
#include <QtNetwork/QSslSocket>
#endif

#include <type_traits>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

static_assert(!std::is_copy_constructible_v<SseTestServer>);
static_assert(!std::is_move_constructible_v<SseTestServer>);
static_assert(!std::is_copy_constructible_v<SseTestExchange>);
static_assert(std::is_copy_assignable_v<SseTestScript>);
static_assert(std::is_nothrow_move_constructible_v<SseTestScript>);
static_assert(std::is_nothrow_move_assignable_v<SseTestScript>);
static_assert(std::is_copy_assignable_v<SseTestRequest>);

namespace {

const QByteArray streamHead = "HTTP/1.1 200 OK\r\n"
                              "Content-Type: text/event-stream\r\n"
                              "Cache-Control: no-store\r\n"
                              "Transfer-Encoding: chunked\r\n"
                              "\r\n";

using HeaderList = SseTestExchange::Headers;

} // namespace

class tst_SseTestServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    // scripts
    void wholeAnswerHasItsLength();
    void headersAreReplacedAddedAndRemoved();
    void eventStreamIsChunked();
    void eachSendIsOneChunk();
    void piecesArriveOneByOne();
    void repeatedSendWaitsForTheClient();
    void pauseWaits();
    void delayHoldsTheHeadBack();
    void stallKeepsTheConnection();
    void cutAndResetDiffer_data();
    void cutAndResetDiffer();
    void closeDelimitedBodyEndsWithTheConnection();
    void redirectNamesTheTarget();
    void rawWritesNothingOfItsOwn();
    void rawBytesPassTheFraming();
    void hangsUpBeforeAnswering_data();
    void hangsUpBeforeAnswering();
    void nthRequestGetsNthScript();
    void scriptsAreValues();
    void gzipIsInflatedByQt_data();
    void gzipIsInflatedByQt();

    // HTTP
    void connectionIsReused();
    void connectionCloseIsHonoured();
    void http10_data();
    void http10();
    void pipelinedRequestsAreAnsweredInOrder();
    void requestsAreReadHoweverTheyAreCut_data();
    void requestsAreReadHoweverTheyAreCut();
    void expectContinueIsAnswered();
    void headHasNoBody();
    void bodylessStatusHasNoBody();
    void badRequestsAreTurnedAway_data();
    void badRequestsAreTurnedAway();
    void rejectionReachesAClientThatStillSends();
    void inputBehindAnOpenAnswerIsHeldBack();

    // server
    void routesMatch_data();
    void routesMatch();
    void routesAreReplacedAndRemoved();
    void requestsAreRecorded();
    void handlerAnswersLater();
    void clientsLeavingIsNoticed();
    void secondHeadAndSecondScriptAreRefused();
    void sendToAllReachesStreamsOnly();
    void closeDropsEverything();
    void closeInsideHandlers_data();
    void closeInsideHandlers();
    void dropConnectionsGoesOnListening();
    void destructionWithOpenStreams();
    void takenPortIsAnError();
    void urlNamesThePort();

    // origins
    void originHeaders_data();
    void originHeaders();
    void preflight_data();
    void preflight();
    void handlersOwnOriginHeaderWins();

    // TLS
    void tlsServesEvents();
    void tlsResetAndCut();
    void tlsRefusalIsCounted();

private:
    std::unique_ptr<SseTestServer> server;
};

void tst_SseTestServer::init()
{
    server = std::make_unique<SseTestServer>();
    QVERIFY2(server->listen(), qPrintable(server->errorString()));
    QVERIFY(server->port() != 0);
}

void tst_SseTestServer::cleanup()
{
    server.reset();
}

void tst_SseTestServer::wholeAnswerHasItsLength()
{
    server->route(u"/"_s, SseTestScript::reply(418, "teapot", "text/x-tea"));
    TestClient client(server->port());
    client.get("/");
    QTRY_COMPARE(client.received,
                 "HTTP/1.1 418 Status\r\nContent-Type: text/x-tea\r\nContent-Length: 6\r\n\r\n"
                 "teapot");
    QVERIFY(!client.closed);
}

void tst_SseTestServer::headersAreReplacedAddedAndRemoved()
{
    server->route(u"/"_s,
                  SseTestScript::eventStream()
                      .status(203)
                      .header("content-type", "text/event-stream; charset=utf-8")
                      .removeHeader("CACHE-CONTROL")
                      .header("X-One", "1")
                      .header("X-One", "2")
                      .addHeader("X-One", "3"));
    TestClient client(server->port());
    client.get("/");
    QTRY_COMPARE(client.received,
                 "HTTP/1.1 203 Status\r\n"
                 "content-type: text/event-stream; charset=utf-8\r\n"
                 "X-One: 2\r\nX-One: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
}

void tst_SseTestServer::eventStreamIsChunked()
{
    server->route(u"/"_s, SseTestScript::eventStream().send("data: 0123456789\n\n"));
    TestClient client(server->port());
    client.get("/");
    QTRY_COMPARE(client.received, streamHead + "12\r\ndata: 0123456789\n\n\r\n0\r\n\r\n");
    QVERIFY(!client.closed);
}

void tst_SseTestServer::eachSendIsOneChunk()
{
    server->route(
        u"/"_s,
        SseTestScript::eventStream().send("da").send("").send("ta: x\r").send("\n\n").end());
    TestClient client(server->port());
    client.get("/");
    QTRY_VERIFY(client.isComplete());
    QCOMPARE(client.chunks(), QList<QByteArray>({ "da", "ta: x\r", "\n\n" }));
}

void tst_SseTestServer::piecesArriveOneByOne()
{
    const QByteArray text = "data: \xf0\x9f\x98\x80\n\n";
    server->route(u"/bytes"_s, SseTestScript::eventStream().sendByteByByte(text));
    server->route(u"/pieces"_s, SseTestScript::eventStream().send(text, 5).send("end"));

    TestClient bytes(server->port());
    bytes.get("/bytes");
    QTRY_VERIFY(bytes.isComplete());
    QCOMPARE(bytes.chunks().size(), text.size());
    QCOMPARE(bytes.body(), text);
    // Client and server share a thread, so a turn of the loop between two pieces shows.
    QCOMPARE_GT(bytes.reads, 3);

    TestClient pieces(server->port());
    pieces.get("/pieces");
    QTRY_VERIFY(pieces.isComplete());
    QCOMPARE(pieces.chunks(),
             QList<QByteArray>({ text.first(5), text.mid(5, 5), text.sliced(10), "end" }));
}

void tst_SseTestServer::repeatedSendWaitsForTheClient()
{
    const QByteArray piece(64 * 1024, 'x');
    constexpr int Times = 500;
    QPointer<SseTestExchange> exchange;
    server->route(u"/flood"_s, [&](SseTestExchange *started) {
        exchange = started;
        started->play(SseTestScript::eventStream().sendRepeatedly(piece, Times));
    });
    TestClient client(server->port());
    client.stopReading();
    client.get("/flood");
    // More than a mebibyte waits: that is where it stops, and not at the end.
    QTRY_VERIFY(exchange && exchange->bytesToWrite() > 1024 * 1024);
    QVERIFY(exchange->isOpen());
    QCOMPARE_LT(exchange->bytesToWrite(), 2 * 1024 * 1024);

    client.startReading();
    QTRY_VERIFY_WITH_TIMEOUT(client.received.endsWith("0\r\n\r\n"), 20'000);
    QCOMPARE(client.body().size(), piece.size() * Times);

    server->route(u"/many"_s,
                  SseTestScript::eventStream().sendRepeatedly("x", 0).sendRepeatedly("y", 2500));
    client.received.clear();
    client.get("/many");
    QTRY_VERIFY(client.isComplete());
    QCOMPARE(client.body(), QByteArray(2500, 'y'));
}

void tst_SseTestServer::pauseWaits()
{
    server->route(u"/"_s, SseTestScript::eventStream().send("a").pause(100ms).send("b"));
    TestClient client(server->port());
    QElapsedTimer timer;
    timer.start();
    client.get("/");
    QTRY_COMPARE(client.body(), "a");
    QTRY_COMPARE(client.body(), "ab");
    QCOMPARE_GE(timer.elapsed(), 90); // coarse timers may be 5 % early
}

void tst_SseTestServer::delayHoldsTheHeadBack()
{
    server->route(u"/"_s, SseTestScript::eventStream().delay(100ms).send("a"));
    TestClient client(server->port());
    QElapsedTimer timer;
    timer.start();
    client.get("/");
    QTRY_COMPARE(server->requests().size(), 1);
    QVERIFY(client.received.isEmpty());
    QTRY_VERIFY(client.isComplete());
    QCOMPARE_GE(timer.elapsed(), 90);
}

void tst_SseTestServer::stallKeepsTheConnection()
{
    server->route(u"/"_s, SseTestScript::eventStream().send("a").stall().send("never"));
    TestClient client(server->port());
    client.get("/");
    QTRY_COMPARE(client.body(), "a");
    server->sendToAll("b");
    QTRY_COMPARE(client.body(), "ab");
    QVERIFY(!client.closed);
    QCOMPARE(server->openConnectionCount(), 1);

    QSignalSpy closed(server.get(), &SseTestServer::connectionClosed);
    QVERIFY(closed.isValid());
    client.abort();
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(closed.first().first().toInt(), 1);
    QCOMPARE(server->openConnectionCount(), 0);
}

void tst_SseTestServer::cutAndResetDiffer_data()
{
    QTest::addColumn<SseTestScript>("script");
    QTest::addColumn<bool>("isReset");
    const auto begun = SseTestScript::eventStream().send("data: hal");
    QTest::newRow("cut") << SseTestScript(begun).close() << false;
    QTest::newRow("reset") << SseTestScript(begun).reset() << true;
}

// QTcpSocket tells both ends alike, so a descriptor of its own looks at the difference.
void tst_SseTestServer::cutAndResetDiffer()
{
    QFETCH(SseTestScript, script);
    QFETCH(bool, isReset);
    server->route(u"/"_s, script);

    TestClient client(server->port());
    client.get("/");
    QTRY_VERIFY(client.closed);
    QCOMPARE(client.received, streamHead + "9\r\ndata: hal\r\n");
    QTRY_COMPARE(server->openConnectionCount(), 0);

#ifdef Q_OS_UNIX
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), server->port());
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    const int descriptor = ::dup(int(socket.socketDescriptor()));
    // Gone from Qt, but the copy keeps the connection.
    socket.abort();
    QVERIFY(descriptor >= 0);
    const auto close = qScopeGuard([descriptor] { ::close(descriptor); });
    QVERIFY(::fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0);
    const QByteArray request = "GET / HTTP/1.1\r\nHost: test\r\n\r\n";
    QCOMPARE(::send(descriptor, request.data(), size_t(request.size()), 0), request.size());
    QTRY_COMPARE(server->requests().size(), 2);
    QTRY_COMPARE(server->openConnectionCount(), 0);
    char buffer[4096];
    ssize_t size = 0;
    do {
        size = ::recv(descriptor, buffer, sizeof buffer, 0);
    } while (size > 0);
    const int error = size < 0 ? errno : 0;
    QCOMPARE(error, isReset ? ECONNRESET : 0);
#else
    Q_UNUSED(isReset)
#endif
}

void tst_SseTestServer::closeDelimitedBodyEndsWithTheConnection()
{
    server->route(u"/"_s, SseTestScript::eventStream().closeDelimited().send("data: x\n\n"));
    TestClient client(server->port());
    client.get("/");
    QTRY_VERIFY(client.closed);
    QCOMPARE(client.received,
             "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"
             "Connection: close\r\n\r\ndata: x\n\n");
}

void tst_SseTestServer::redirectNamesTheTarget()
{
    server->route(u"/bytes"_s, SseTestScript::redirect(307, "/there"));
    server->route(u"/url"_s, SseTestScript::redirect(301, server->url(u"/über"_s)));
    TestClient bytes(server->port());
    bytes.get("/bytes");
    QTRY_COMPARE(
        bytes.received,
        "HTTP/1.1 307 Temporary Redirect\r\nContent-Length: 0\r\nLocation: /there\r\n\r\n");
    TestClient url(server->port());
    url.get("/url");
    QTRY_COMPARE(url.status(), 301);
    QCOMPARE(url.header("Location"),
             "http://127.0.0.1:" + QByteArray::number(server->port()) + "/%C3%BCber");
}

void tst_SseTestServer::rawWritesNothingOfItsOwn()
{
    server->route(u"/"_s, SseTestScript::raw().send("ICY 200 OK\n").pause(1ms).send("\nhello"));
    TestClient client(server->port());
    client.get("/");
    QTRY_COMPARE(client.received, "ICY 200 OK\n\nhello");
    client.get("/");
    QTRY_COMPARE(client.received, "ICY 200 OK\n\nhelloICY 200 OK\n\nhello");
}

void tst_SseTestServer::rawBytesPassTheFraming()
{
    server->route(u"/"_s, SseTestScript::eventStream().send("a").sendRaw("zz\r\nbad\r\n").close());
    TestClient client(server->port());
    client.get("/");
    QTRY_VERIFY(client.closed);
    QCOMPARE(client.received, streamHead + "1\r\na\r\nzz\r\nbad\r\n");
}

void tst_SseTestServer::hangsUpBeforeAnswering_data()
{
    QTest::addColumn<SseTestScript>("script");
    QTest::newRow("close") << SseTestScript::raw().close();
    QTest::newRow("reset") << SseTestScript::raw().reset();
}

void tst_SseTestServer::hangsUpBeforeAnswering()
{
    QFETCH(SseTestScript, script);
    server->route(u"/"_s, script);
    TestClient client(server->port());
    client.get("/");
    QTRY_VERIFY(client.closed);
    QVERIFY(client.received.isEmpty());
    QCOMPARE(server->requests().size(), 1);
}

void tst_SseTestServer::nthRequestGetsNthScript()
{
    server->route(u"/"_s, { SseTestScript::reply(200, "1"), SseTestScript::reply(200, "2") });
    for (const QByteArray expected : { "1", "2", "2", "2" }) {
        TestClient client(server->port());
        client.get("/");
        QTRY_VERIFY(client.isComplete());
        QCOMPARE(client.body(), expected);
    }
    QCOMPARE(server->connectionCount(), 4);
}

void tst_SseTestServer::scriptsAreValues()
{
    SseTestScript first = SseTestScript::reply(200, "1");
    SseTestScript second = first;
    second.status(201);
    server->route(u"/first"_s, first);
    server->route(u"/second"_s, second);
    first.status(500);
    second = std::move(first);

    TestClient client(server->port());
    client.get("/first");
    QTRY_COMPARE(client.status(), 200);
    client.received.clear();
    client.get("/second");
    QTRY_COMPARE(client.status(), 201);
}

void tst_SseTestServer::gzipIsInflatedByQt_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("event") << QByteArray("data: hello\n\n");
    QTest::newRow("long") << QByteArray("data: hello\n\n").repeated(10'000);
}

void tst_SseTestServer::gzipIsInflatedByQt()
{
    QFETCH(QByteArray, text);
    server->route(u"/"_s,
                  SseTestScript::eventStream()
                      .header("Content-Encoding", "gzip")
                      .send(SseTestScript::gzip(text)));
    QNetworkAccessManager manager;
    const std::unique_ptr<QNetworkReply> reply(manager.get(QNetworkRequest(server->url())));
    QTRY_VERIFY(reply->isFinished());
    QVERIFY2(reply->error() == QNetworkReply::NoError, qPrintable(reply->errorString()));
    QCOMPARE(reply->readAll(), text);
    QVERIFY(server->requests().first().header("accept-encoding").contains("gzip"));
}

void tst_SseTestServer::connectionIsReused()
{
    server->route(u"/stream"_s, SseTestScript::eventStream().send("data: x\n\n").end());
    server->route(u"/reply"_s, SseTestScript::reply(200, "y"));
    TestClient client(server->port());
    for (const QByteArray target : { "/stream", "/reply", "/unknown", "/stream" }) {
        client.received.clear();
        client.get(target);
        QTRY_VERIFY(client.isComplete());
    }
    QCOMPARE(server->connectionCount(), 1);
    TestClient other(server->port());
    other.get("/reply");
    QTRY_VERIFY(other.isComplete());
    QCOMPARE(server->connectionCount(), 2);
    QCOMPARE(server->openConnectionCount(), 2);

    QList<int> connections;
    const QList<SseTestRequest> requests = server->requests();
    for (const SseTestRequest &request : requests)
        connections.append(request.connection);
    QCOMPARE(connections, QList<int>({ 1, 1, 1, 1, 2 }));
}

void tst_SseTestServer::connectionCloseIsHonoured()
{
    server->route(u"/plain"_s, SseTestScript::reply(200, "x"));
    server->route(u"/closing"_s, SseTestScript::reply(200, "x").header("Connection", "Close"));
    TestClient asked(server->port());
    asked.get("/plain", "Connection: TE, close\r\n");
    QTRY_VERIFY(asked.closed);
    QVERIFY(asked.isComplete());
    QCOMPARE(asked.header("Connection"), "close");
    TestClient told(server->port());
    told.get("/closing");
    QTRY_VERIFY(told.closed);
    QVERIFY(told.isComplete());
    QCOMPARE(told.head().toLower().count("connection:"), 1);
}

void tst_SseTestServer::http10_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("closes");
    QTest::newRow("stream ends by closing")
        << QByteArray("GET /stream HTTP/1.0\r\n\r\n")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: "
                      "no-store\r\nConnection: close\r\n\r\ndata: x\n\n")
        << true;
    QTest::newRow("closes by default")
        << QByteArray("GET /reply HTTP/1.0\r\n\r\n")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n"
                      "Connection: close\r\n\r\ny")
        << true;
    QTest::newRow("keep-alive")
        << QByteArray("GET /reply HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n"
                      "Connection: keep-alive\r\n\r\ny")
        << false;
}

void tst_SseTestServer::http10()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, answer);
    QFETCH(bool, closes);
    server->route(u"/stream"_s, SseTestScript::eventStream().send("data: x\n\n"));
    server->route(u"/reply"_s, SseTestScript::reply(200, "y"));
    TestClient client(server->port());
    client.send(request);
    QTRY_COMPARE(client.received, answer);
    if (closes) {
        QTRY_VERIFY(client.closed);
    } else {
        client.received.clear();
        client.send(request);
        QTRY_COMPARE(client.received, answer);
    }
}

void tst_SseTestServer::pipelinedRequestsAreAnsweredInOrder()
{
    server->route(u"/slow"_s, SseTestScript::reply(200, "slow").delay(50ms));
    server->route(u"/echo"_s, [](SseTestExchange *exchange) {
        exchange->reply(200, exchange->request().body);
    });
    TestClient client(server->port());
    client.send("GET /slow HTTP/1.1\r\nHost: test\r\n\r\n"
                "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\n\r\nabc"
                "POST /echo HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n"
                "2\r\nde\r\n0\r\n\r\n"
                "GET /unknown HTTP/1.1\r\nHost: test\r\n\r\n");
    QTRY_VERIFY(client.received.endsWith("404 Not Found\n"));
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ";
    QVERIFY(client.received.startsWith(head + "4\r\n\r\nslow" + head + "3\r\n\r\nabc" + head
                                       + "2\r\n\r\ndeHTTP/1.1 404 Not Found\r\n"));
    QCOMPARE(server->connectionCount(), 1);
}

void tst_SseTestServer::requestsAreReadHoweverTheyAreCut_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<HeaderList>("headers");
    QTest::newRow("no body") << QByteArray("GET /a HTTP/1.1\r\nHost: h\r\nX-A:\t 1 2 \t\r\n"
                                           "x-a:\r\n\r\n")
                             << QByteArray("GET") << QByteArray()
                             << HeaderList{ { "Host", "h" }, { "X-A", "1 2" }, { "x-a", "" } };
    QTest::newRow("content length")
        << QByteArray("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\n\r\na\r\n\r\nb")
        << QByteArray("POST") << QByteArray("a\r\n\r\nb")
        << HeaderList{ { "Host", "h" }, { "Content-Length", "6" } };
    QTest::newRow("same length twice")
        << QByteArray("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n"
                      "content-length: 1\r\n\r\na")
        << QByteArray("POST") << QByteArray("a")
        << HeaderList{ { "Host", "h" }, { "Content-Length", "1" }, { "content-length", "1" } };
    QTest::newRow("empty body") << QByteArray(
        "PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n")
                                << QByteArray("PUT") << QByteArray()
                                << HeaderList{ { "Host", "h" }, { "Content-Length", "0" } };
    QTest::newRow("chunked") << QByteArray("POST /a HTTP/1.1\r\nHost: h\r\n"
                                           "Transfer-Encoding: Chunked\r\n\r\n"
                                           "3\r\nabc\r\n0A;ext=\"x\"\r\n0123\r\n5678\r\n0\r\n"
                                           "Trailer: t\r\n\r\n")
                             << QByteArray("POST") << QByteArray("abc0123\r\n5678")
                             << HeaderList{ { "Host", "h" }, { "Transfer-Encoding", "Chunked" } };
    QTest::newRow("bare line feeds and empty lines before")
        << QByteArray("\r\n\nGET /a HTTP/1.1\nHost: h\n\n") << QByteArray("GET") << QByteArray()
        << HeaderList{ { "Host", "h" } };
}

void tst_SseTestServer::requestsAreReadHoweverTheyAreCut()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QFETCH(HeaderList, headers);
    server->route(u"/a"_s, SseTestScript::reply(200, "ok"));

    const auto check = [&](const SseTestRequest &actual) {
        QCOMPARE(actual.method, method);
        QCOMPARE(actual.target, "/a");
        QCOMPARE(actual.path, u"/a"_s);
        QCOMPARE(actual.body, body);
        QCOMPARE(actual.headers, headers);
    };
    {
        TestClient whole(server->port());
        whole.send(request + request);
        QTRY_COMPARE(server->requests().size(), 2);
        check(server->requests().at(0));
        check(server->requests().at(1));
    }
    server->clearRequests();
    {
        TestClient bytes(server->port());
        QTRY_COMPARE(server->openConnectionCount(), 1);
        QTRY_COMPARE(bytes.socket()->state(), QAbstractSocket::ConnectedState);
        for (const char byte : request) {
            bytes.send(QByteArray(1, byte));
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE(server->requests().size(), 1);
        check(server->requests().first());
    }
    const SseTestRequest last = server->requests().first();
    QCOMPARE(last.header("HOST"), "h");
    QVERIFY(last.header("absent").isNull());
    if (last.headers.size() == 3 && last.headers.last().second.isEmpty()) {
        QVERIFY(!last.headers.last().second.isNull());
        QCOMPARE(last.header("x-a"), "1 2");
        QCOMPARE(last.headerValues("X-a"), QList<QByteArray>({ "1 2", "" }));
    }
}

void tst_SseTestServer::expectContinueIsAnswered()
{
    server->route(u"/"_s, SseTestScript::reply(200, "done"));
    TestClient client(server->port());
    client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-Continue\r\n\r\n");
    QTRY_COMPARE(client.received, "HTTP/1.1 100 Continue\r\n\r\n");
    QCOMPARE(server->requests().size(), 0);
    client.received.clear();
    client.send("ab");
    QTRY_COMPARE(client.body(), "done");
    QCOMPARE(server->requests().first().body, "ab");

    // Whoever has sent the body already needs no permission.
    client.received.clear();
    client.send(
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nab");
    QTRY_COMPARE(client.status(), 200);
}

void tst_SseTestServer::headHasNoBody()
{
    server->route(u"/reply"_s, SseTestScript::reply(200, "body"));
    server->route(u"/stream"_s, SseTestScript::eventStream().send("data: x\n\n"));
    TestClient client(server->port());
    client.send("HEAD /reply HTTP/1.1\r\nHost: h\r\n\r\n");
    QTRY_COMPARE(client.received,
                 "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\n");
    client.received.clear();
    client.send("HEAD /stream HTTP/1.1\r\nHost: h\r\n\r\n");
    QTRY_COMPARE(client.received, streamHead);
}

void tst_SseTestServer::bodylessStatusHasNoBody()
{
    server->route(u"/reply"_s, SseTestScript::reply(204, "body", {}));
    server->route(u"/stream"_s, SseTestScript::eventStream().status(204).send("data: x\n\n"));
    TestClient client(server->port());
    client.get("/reply");
    QTRY_COMPARE(client.received, "HTTP/1.1 204 No Content\r\n\r\n");
    client.received.clear();
    client.get("/stream");
    QTRY_COMPARE(client.received,
                 "HTTP/1.1 204 No Content\r\nContent-Type: text/event-stream\r\n"
                 "Cache-Control: no-store\r\n\r\n");
}

void tst_SseTestServer::badRequestsAreTurnedAway_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &request, int status) {
        QTest::newRow(name) << request << status;
    };
    row("garbage", "\x16\x03\x01 hello\r\n", 400);
    row("no version", "GET /\r\n\r\n", 400);
    row("two spaces", "GET  / HTTP/1.1\r\nHost: h\r\n\r\n", 400);
    row("method is no token", "G@T / HTTP/1.1\r\nHost: h\r\n\r\n", 400);
    row("no protocol", "GET / FTP/1.1\r\n\r\n", 400);
    row("version", "GET / HTTP/2.0\r\nHost: h\r\n\r\n", 505);
    row("no host", "GET / HTTP/1.1\r\n\r\n", 400);
    row("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400);
    row("no colon", "GET / HTTP/1.1\r\nHost: a\r\nnonsense\r\n\r\n", 400);
    row("space before colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400);
    row("folded line", "GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", 400);
    row("CR in a value", "GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n", 400);
    row("NUL in a value", QByteArray("GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n", 30), 400);
    row("negative length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400);
    row("no length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \r\n\r\n", 400);
    row("hexadecimal length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n\r\n", 400);
    row("overflowing length",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551617\r\n\r\n", 400);
    row("two lengths",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400);
    row("length and chunks",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        400);
    row("unknown coding", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501);
    row("chunk size", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        400);
    row("overflowing chunk size",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n10000000000000001\r\n",
        400);
    row("chunk without end",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n", 400);
    row("endless chunk line",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;"
            + QByteArray(2000, 'x'),
        400);
    row("expectation",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: miracles\r\n\r\n", 417);
    // The limits that the test sets: 1000 bytes of head, 100 of body.
    row("long target", "GET /" + QByteArray(2000, 'x'), 414);
    row("long header", "GET / HTTP/1.1\r\nHost: a\r\nX: " + QByteArray(2000, 'x'), 431);
    row("many headers", "GET / HTTP/1.1\r\nHost: a\r\n" + QByteArray("X: y\r\n").repeated(400),
        431);
    row("many empty lines", QByteArray("\r\n").repeated(1000), 414);
    row("long trailers",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
            + QByteArray("X: y\r\n").repeated(400),
        431);
    row("long body", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 101\r\n\r\n", 413);
    row("long chunk", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n",
        413);
    row("many chunks",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            + QByteArray("a\r\n0123456789\r\n").repeated(11),
        413);
}

void tst_SseTestServer::badRequestsAreTurnedAway()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    server->setMaximumHeaderSize(1000);
    server->setMaximumBodySize(100);
    server->route(u"/"_s, SseTestScript::reply(200));
    TestClient client(server->port());
    client.send(request);
    QTRY_COMPARE(client.status(), status);
    QVERIFY(client.isComplete());
    QCOMPARE(client.header("Connection"), "close");
    QTRY_VERIFY(client.closed);
    QCOMPARE(client.received.count("HTTP/1.1"), 1);
    QCOMPARE(server->requests().size(), 0);
    QTRY_COMPARE(server->openConnectionCount(), 0);
}

void tst_SseTestServer::rejectionReachesAClientThatStillSends()
{
    server->setMaximumBodySize(1000);
    TestClient client(server->port());
    client.post("/", QByteArray(8'000'000, 'x'));
    QTRY_VERIFY(client.closed);
    QCOMPARE(client.status(), 413);
    QVERIFY(client.isComplete());
    QCOMPARE(client.socket()->bytesToWrite(), 0);
}

void tst_SseTestServer::inputBehindAnOpenAnswerIsHeldBack()
{
    server->route(u"/"_s, SseTestScript::eventStream().stall());
    TestClient client(server->port());
    client.get("/");
    QTRY_COMPARE(client.received, streamHead);
    client.send(QByteArray(64 * 1024 * 1024, 'x'));
    // Other clients are served meanwhile, so the server had its turns to read.
    for (int i = 0; i < 20; ++i) {
        TestClient other(server->port());
        other.get("/unknown");
        QTRY_COMPARE(other.status(), 404);
    }
    // The system's own buffers take a few megabytes; the server takes no more.
    QCOMPARE_GT(client.socket()->bytesToWrite(), 32 * 1024 * 1024);
}

void tst_SseTestServer::routesMatch_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("exact") << QByteArray("/stream/fixed") << QByteArray("fixed");
    QTest::newRow("placeholder") << QByteArray("/stream/7") << QByteArray("agent=7");
    QTest::newRow("decoded") << QByteArray("/stream/a%20b%2Fc") << QByteArray("agent=a b/c");
    QTest::newRow("utf-8") << QByteArray("/stream/%C3%A4") << QByteArray("agent=\xc3\xa4");
    QTest::newRow("query") << QByteArray("/stream/7?x=/y/z") << QByteArray("agent=7");
    QTest::newRow("two") << QByteArray("/a/1/b/2") << QByteArray("x=1,y=2");
    QTest::newRow("first of two") << QByteArray("/a/1/b/c") << QByteArray("x=1,y=c");
    QTest::newRow("empty segment") << QByteArray("/stream/") << QByteArray("404 Not Found\n");
    QTest::newRow("too short") << QByteArray("/stream") << QByteArray("404 Not Found\n");
    QTest::newRow("too long") << QByteArray("/stream/7/8") << QByteArray("404 Not Found\n");
    QTest::newRow("case") << QByteArray("/Stream/7") << QByteArray("404 Not Found\n");
    QTest::newRow("absolute form") << QByteArray("http://h/stream/7?x") << QByteArray("agent=7");
    QTest::newRow("decoded exact") << QByteArray("/%C3%A4") << QByteArray("umlaut");
    QTest::newRow("asterisk") << QByteArray("*") << QByteArray("404 Not Found\n");
}

void tst_SseTestServer::routesMatch()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, answer);
    const auto parameter = [](SseTestExchange *exchange, const QString &name) {
        return (name + u'=' + exchange->pathParameter(name)).toUtf8();
    };
    server->route(u"/stream/{agent}"_s, [parameter](SseTestExchange *exchange) {
        QVERIFY(exchange->pathParameter("none").isEmpty());
        QCOMPARE(exchange->pathParameter("agent"), exchange->pathParameter(u"agent"));
        exchange->reply(200, parameter(exchange, u"agent"_s));
    });
    server->route(u"/stream/fixed"_s, SseTestScript::reply(200, "fixed"));
    server->route(u"/a/{x}/b/{y}"_s, [parameter](SseTestExchange *exchange) {
        exchange->reply(200, parameter(exchange, u"x"_s) + ',' + parameter(exchange, u"y"_s));
    });
    server->route(u"/a/{z}/b/c"_s, SseTestScript::reply(200, "later"));
    server->route(u"/ä"_s, SseTestScript::reply(200, "umlaut"));
    TestClient client(server->port());
    client.get(target);
    QTRY_VERIFY(client.isComplete());
    QCOMPARE(client.body(), answer);
}

void tst_SseTestServer::routesAreReplacedAndRemoved()
{
    TestClient client(server->port());
    const auto get = [&client] {
        client.received.clear();
        client.get("/a");
        return QTest::qWaitFor([&client] { return client.isComplete(); }) ? client.body()
                                                                          : QByteArray();
    };
    server->route(u"/a"_s, SseTestScript::reply(200, "1"));
    QCOMPARE(get(), "1");
    server->route(u"/a"_s, SseTestScript::reply(200, "2"));
    QCOMPARE(get(), "2");
    server->route(u"/a"_s, [this](SseTestExchange *exchange) {
        server->route(u"/a"_s, SseTestScript::reply(200, "4"));
        exchange->reply(200, "3");
    });
    QCOMPARE(get(), "3");
    QCOMPARE(get(), "4");
    server->route(u"/a"_s, QList<SseTestScript>());
    QCOMPARE(get(), "404 Not Found\n");
    server->route(u"/a"_s, SseTestServer::Handler());
    QCOMPARE(get(), "404 Not Found\n");
}

void tst_SseTestServer::requestsAreRecorded()
{
    QSignalSpy received(server.get(), &SseTestServer::requestReceived);
    QVERIFY(received.isValid());
    server->setRecordedRequestLimit(3);
    TestClient client(server->port());
    for (const QByteArray target : { "/a?x=1&y=%C3%A4&z=a%26b", "/b", "/a", "/c" }) {
        client.received.clear();
        client.get(target);
        QTRY_VERIFY(client.isComplete());
    }
    QCOMPARE(received.size(), 4);
    const auto first = received.first().first().value<SseTestRequest>();
    QCOMPARE(first.target, "/a?x=1&y=%C3%A4&z=a%26b");
    QCOMPARE(first.path, u"/a"_s);
    QCOMPARE(first.query.queryItemValue(u"x"_s), u"1"_s);
    QCOMPARE(first.query.queryItemValue(u"y"_s, QUrl::FullyDecoded), u"ä"_s);
    QCOMPARE(first.query.queryItemValue(u"z"_s, QUrl::FullyDecoded), u"a&b"_s);

    QCOMPARE(server->requests().size(), 3);
    QCOMPARE(server->requests().first().path, u"/b"_s);
    QCOMPARE(server->requests(u"/a"_s).size(), 1);
    QCOMPARE(server->requests(u"/none"_s).size(), 0);
    server->setRecordedRequestLimit(1);
    QCOMPARE(server->requests().size(), 1);
    QCOMPARE(server->requests().first().path, u"/c"_s);
    server->clearRequests();
    QCOMPARE(server->requests().size(), 0);
    server->setRecordedRequestLimit(0);
    client.received.clear();
    client.get("/d");
    QTRY_VERIFY(client.isComplete());
    QCOMPARE(server->requests().size(), 0);
}

void tst_SseTestServer::handlerAnswersLater()
{
    QPointer<SseTestExchange> exchange;
    server->route(u"/"_s, [&exchange](SseTestExchange *started) { exchange = started; });
    TestClient client(server->port());
    client.get("/");
    QTRY_VERIFY(exchange);
    QVERIFY(exchange->isOpen());
    QVERIFY(!exchange->isHeadWritten());
    QVERIFY(client.received.isEmpty());

    exchange->startEventStream({ { "cache-control", "no-cache" }, { "X-A", "b" } });
    QVERIFY(exchange->isHeadWritten());
    QVERIFY(exchange->isEventStream());
    exchange->write("data: 1\n\n");
    exchange->writeRaw("9\r\ndata: 2\n\n\r\n");
    exchange->finish();
    QVERIFY(!exchange->isOpen());
    QCOMPARE(exchange->bytesToWrite(), 0);
    exchange->write("too late");
    exchange->writeRaw("too late");
    exchange->finish();
    exchange->closeConnection();
    exchange->resetConnection();
    exchange->reply(500);
    exchange->play(SseTestScript::reply(500));
    QTRY_VERIFY(!exchange);
    QTRY_COMPARE(client.received,
                 "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                 "cache-control: no-cache\r\nX-A: b\r\nTransfer-Encoding: chunked\r\n\r\n"
                 "9\r\ndata: 1\n\n\r\n9\r\ndata: 2\n\n\r\n0\r\n\r\n");

    // Without a head, the bytes of a body get one, and the connection served all of this.
    client.received.clear();
    client.get("/");
    QTRY_VERIFY(exchange);
    exchange->write("x");
    QVERIFY(!exchange->isEventStream());
    exchange->finish();
    QTRY_COMPARE(client.received,
                 "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n");
    QCOMPARE(server->connectionCount(), 1);
}

void tst_SseTestServer::clientsLeavingIsNoticed()
{
    QPointer<SseTestExchange> exchange;
    QPointer<QTimer> timer;
    bool wasOpen = true;
    int disconnections = 0;
    server->route(u"/"_s, [&](SseTestExchange *started) {
        exchange = started;
        timer = new QTimer(started);
        started->startEventStream();
        connect(started, &SseTestExchange::disconnected, this, [&, started] {
            ++disconnections;
            wasOpen = started->isOpen();
            started->write("nobody hears it");
            started->finish();
        });
    });
    for (const bool abruptly : { false, true }) {
        TestClient client(server->port());
        client.get("/");
        QTRY_VERIFY(client.isComplete() || !client.head().isEmpty());
        QVERIFY(exchange);
        disconnections = 0;
        wasOpen = true;
        if (abruptly)
            client.socket()->abort();
        else
            client.socket()->disconnectFromHost();
        QTRY_COMPARE(disconnections, 1);
        QVERIFY(!wasOpen);
        QTRY_VERIFY(!exchange);
        QVERIFY(!timer);
        QTRY_COMPARE(server->openConnectionCount(), 0);
    }

    // No disconnected() for an end that the server made.
    TestClient client(server->port());
    client.get("/");
    QTRY_VERIFY(exchange);
    disconnections = 0;
    exchange->closeConnection();
    QTRY_VERIFY(client.closed);
    QTRY_COMPARE(server->openConnectionCount(), 0);
    QCOMPARE(disconnections, 0);
}

void tst_SseTestServer::secondHeadAndSecondScriptAreRefused()
{
    server->route(u"/"_s, [](SseTestExchange *exchange) {
        exchange->startEventStream();
        QTest::ignoreMessage(QtWarningMsg,
                             "SseTestExchange::writeHead: the head was written already");
        exchange->writeHead(500);
        // A script goes on after a head that was written by hand.
        exchange->play(SseTestScript::reply(500, "body").pause(1ms));
        QTest::ignoreMessage(QtWarningMsg,
                             "SseTestExchange::play: a script is being played already");
        exchange->play(SseTestScript::reply(501));
    });
    TestClient client(server->port());
    client.get("/");
    QTRY_COMPARE(client.received, streamHead + "4\r\nbody\r\n0\r\n\r\n");
}

void tst_SseTestServer::sendToAllReachesStreamsOnly()
{
    server->route(u"/stream"_s, SseTestScript::eventStream().stall());
    server->route(u"/other"_s, SseTestScript().header("Content-Type", "text/plain").stall());
    server->route(u"/silent"_s, SseTestScript::raw().stall());
    server->sendToAll("nobody");
    TestClient first(server->port());
    TestClient second(server->port());
    TestClient other(server->port());
    TestClient silent(server->port());
    first.get("/stream");
    second.get("/stream");
    other.get("/other");
    silent.get("/silent");
    QTRY_COMPARE(server->requests().size(), 4);
    server->sendToAll("data: x\n\n");
    QTRY_COMPARE(first.body(), "data: x\n\n");
    QTRY_COMPARE(second.body(), "data: x\n\n");
    QCOMPARE(other.body(), "");
    QCOMPARE(silent.received, "");
}

void tst_SseTestServer::closeDropsEverything()
{
    server->route(u"/"_s, SseTestScript::eventStream().stall());
    QSignalSpy closed(server.get(), &SseTestServer::connectionClosed);
    TestClient streaming(server->port());
    TestClient idle(server->port());
    streaming.get("/");
    QTRY_COMPARE(streaming.received, streamHead);
    QTRY_COMPARE(server->openConnectionCount(), 2);
    const quint16 port = server->port();
    QVERIFY(server->isListening());
    server->close();
    QVERIFY(!server->isListening());
    QCOMPARE(server->port(), 0);
    QCOMPARE(server->openConnectionCount(), 0);
    QCOMPARE(closed.size(), 2);
    QTRY_VERIFY(streaming.closed);
    QTRY_VERIFY(idle.closed);

    TestClient refused(port);
    QSignalSpy errors(refused.socket(), &QTcpSocket::errorOccurred);
    QTRY_COMPARE(errors.size(), 1);

    QVERIFY2(server->listen(port), qPrintable(server->errorString()));
    TestClient again(port);
    again.get("/");
    QTRY_COMPARE(again.received, streamHead);
    QCOMPARE(server->requests().size(), 2);
    QCOMPARE(server->connectionCount(), 3);
}

void tst_SseTestServer::closeInsideHandlers_data()
{
    QTest::addColumn<QString>("place");
    for (const char *place : { "signal", "handler", "disconnected", "connectionClosed" })
        QTest::newRow(place) << QString::fromLatin1(place);
}

void tst_SseTestServer::closeInsideHandlers()
{
    QFETCH(QString, place);
    bool wasCalled = false;
    const auto close = [&] {
        wasCalled = true;
        server->close();
    };
    server->route(u"/"_s, [&](SseTestExchange *exchange) {
        if (place == u"disconnected")
            connect(exchange, &SseTestExchange::disconnected, this, close);
        exchange->startEventStream();
        if (place == u"handler")
            close();
        exchange->write("data: x\n\n");
    });
    if (place == u"signal")
        connect(server.get(), &SseTestServer::requestReceived, this, close);
    else if (place == u"connectionClosed")
        connect(server.get(), &SseTestServer::connectionClosed, this, close);
    TestClient client(server->port());
    TestClient bystander(server->port());
    client.get("/");
    if (place == u"disconnected" || place == u"connectionClosed") {
        QTRY_COMPARE(client.body(), "data: x\n\n");
        client.abort();
    }
    QTRY_VERIFY(wasCalled);
    QTRY_VERIFY(bystander.closed);
    QVERIFY(!server->isListening());
}

void tst_SseTestServer::dropConnectionsGoesOnListening()
{
    server->route(u"/"_s, SseTestScript::eventStream().stall());
    TestClient client(server->port());
    client.get("/");
    QTRY_COMPARE(client.received, streamHead);
    server->dropConnections();
    QTRY_VERIFY(client.closed);
    QVERIFY(server->isListening());
    TestClient next(server->port());
    next.get("/");
    QTRY_COMPARE(next.received, streamHead);
}

void tst_SseTestServer::destructionWithOpenStreams()
{
    server->route(u"/"_s, SseTestScript::eventStream().send("a").pause(1ms).send("b").pause(1h));
    QSignalSpy closed(server.get(), &SseTestServer::connectionClosed);
    TestClient client(server->port());
    client.get("/");
    QTRY_COMPARE(client.body(), "ab");
    server.reset();
    QTRY_VERIFY(client.closed);
    QCOMPARE(closed.size(), 0);
}

void tst_SseTestServer::takenPortIsAnError()
{
    SseTestServer second;
    QVERIFY(!second.listen(server->port()));
    QVERIFY(!second.isListening());
    QVERIFY(!second.errorString().isEmpty());
    QVERIFY(second.listen());
    QVERIFY(second.port() != server->port());
}

void tst_SseTestServer::urlNamesThePort()
{
    const QString base = u"http://127.0.0.1:"_s + QString::number(server->port());
    QCOMPARE(server->url().toString(), base + u'/');
    QCOMPARE(server->url(u"/a?b=c"_s).toString(), base + u"/a?b=c"_s);
    QVERIFY(server->url().isValid());
}

void tst_SseTestServer::originHeaders_data()
{
    QTest::addColumn<QStringList>("allowed");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QByteArray>("expected"); // of the header lines in question
    const QByteArray a = "http://a.test";
    const QByteArray named = "Access-Control-Allow-Origin: http://a.test\r\n"
                             "Access-Control-Allow-Credentials: true\r\nVary: Origin\r\n";
    const QStringList listA{ u"http://a.test"_s };
    const QStringList any{ u"*"_s };
    QTest::newRow("none allowed") << QStringList() << a << QByteArray();
    QTest::newRow("listed") << listA << a << named;
    QTest::newRow("second in list")
        << QStringList{ u"https://b.test"_s, u"http://a.test"_s } << a << named;
    QTest::newRow("not listed") << listA << QByteArray("http://b.test")
                                << QByteArray("Vary: Origin\r\n");
    QTest::newRow("other scheme") << listA << QByteArray("https://a.test")
                                  << QByteArray("Vary: Origin\r\n");
    QTest::newRow("longer name") << listA << QByteArray("http://a.test.evil")
                                 << QByteArray("Vary: Origin\r\n");
    QTest::newRow("no origin") << listA << QByteArray() << QByteArray("Vary: Origin\r\n");
    QTest::newRow("any") << any << a
                         << QByteArray("Access-Control-Allow-Origin: *\r\nVary: Origin\r\n");
    QTest::newRow("any, null") << any << QByteArray("null")
                               << QByteArray("Access-Control-Allow-Origin: *\r\nVary: Origin\r\n");
    QTest::newRow("any, asterisk as origin")
        << any << QByteArray("*")
        << QByteArray("Access-Control-Allow-Origin: *\r\nVary: Origin\r\n");
    QTest::newRow("listed beside any") << any + listA << a << named;
}

void tst_SseTestServer::originHeaders()
{
    QFETCH(QStringList, allowed);
    QFETCH(QByteArray, origin);
    QFETCH(QByteArray, expected);
    server->setAllowedOrigins(allowed);
    QCOMPARE(server->allowedOrigins(), allowed);
    server->route(u"/stream"_s, SseTestScript::eventStream().stall());
    for (const QByteArray target : { "/stream", "/unknown" }) {
        TestClient client(server->port());
        client.get(target, origin.isNull() ? origin : "Origin: " + origin + "\r\n");
        QTRY_VERIFY(!client.head().isEmpty());
        QByteArray lines;
        const QList<QByteArray> head = client.head().split('\n');
        for (const QByteArray &line : head) {
            if (line.startsWith("Access-Control") || line.startsWith("Vary"))
                lines += line + '\n';
        }
        QCOMPARE(lines, expected);
    }
}

void tst_SseTestServer::preflight_data()
{
    QTest::addColumn<QStringList>("allowed");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<int>("status");
    const QStringList listA{ u"http://a.test"_s };
    QTest::newRow("none allowed") << QStringList() << QByteArray("http://a.test") << 200;
    QTest::newRow("listed") << listA << QByteArray("http://a.test") << 204;
    QTest::newRow("not listed") << listA << QByteArray("http://b.test") << 403;
    QTest::newRow("any") << QStringList{ u"*"_s } << QByteArray("http://b.test") << 204;
}

void tst_SseTestServer::preflight()
{
    QFETCH(QStringList, allowed);
    QFETCH(QByteArray, origin);
    QFETCH(int, status);
    server->setAllowedOrigins(allowed);
    server->route(u"/"_s, SseTestScript::reply(200, "route"));
    TestClient client(server->port());
    client.send("OPTIONS / HTTP/1.1\r\nHost: h\r\nOrigin: " + origin
                + "\r\nAccess-Control-Request-Method: POST\r\n"
                  "Access-Control-Request-Headers: authorization,content-type\r\n\r\n");
    QTRY_COMPARE(client.status(), status);
    QTRY_VERIFY(client.isComplete());
    if (status == 204) {
        QVERIFY(client.header("Access-Control-Allow-Methods").contains("POST"));
        QCOMPARE(client.header("Access-Control-Allow-Headers"), "authorization,content-type");
        QVERIFY(!client.header("Access-Control-Allow-Origin").isEmpty());
    } else {
        QVERIFY(client.header("Access-Control-Allow-Origin").isEmpty());
        QVERIFY(client.header("Access-Control-Allow-Methods").isEmpty());
    }
    // An OPTIONS that is no preflight goes to the route.
    client.received.clear();
    client.send("OPTIONS / HTTP/1.1\r\nHost: h\r\nOrigin: " + origin + "\r\n\r\n");
    QTRY_COMPARE(client.body(), "route");
}

void tst_SseTestServer::handlersOwnOriginHeaderWins()
{
    server->setAllowedOrigins({ u"http://a.test"_s });
    server->route(u"/"_s,
                  SseTestScript::reply(200).header("access-control-allow-origin", "http://b.test"));
    TestClient client(server->port());
    client.get("/", "Origin: http://a.test\r\n");
    QTRY_VERIFY(client.isComplete());
    QCOMPARE(client.head().toLower().count("access-control-allow-origin"), 1);
    QCOMPARE(client.header("access-control-allow-origin"), "http://b.test");
}

#if QT_CONFIG(ssl)
namespace {

QByteArray readTestFile(const QString &name)
{
    QFile file(QStringLiteral(SSEQT_TEST_DATA "/tls/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QSslConfiguration serverConfiguration()
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(readTestFile(u"server.pem"_s)));
    configuration.setPrivateKey(QSslKey(readTestFile(u"server-key.pem"_s), QSsl::Rsa));
    return configuration;
}

// False when there is no TLS to test with, and the test is marked as skipped.
bool listenWithTls(SseTestServer *server)
{
    if (!QSslSocket::supportsSsl()) {
        QTest::qSkip("There is no TLS library", __FILE__, __LINE__);
        return false;
    }
    server->close();
    server->setSslConfiguration(serverConfiguration());
    return server->listen();
}

QSslSocket *newSslSocket(bool trusting)
{
    auto *socket = new QSslSocket;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(trusting ? QSslCertificate::fromData(readTestFile(u"ca.pem"_s))
                                             : QList<QSslCertificate>());
    socket->setSslConfiguration(configuration);
    return socket;
}

} // namespace
#endif

void tst_SseTestServer::tlsServesEvents()
{
#if QT_CONFIG(ssl)
    if (!listenWithTls(server.get()))
        return;
    QCOMPARE(server->url(u"/a"_s).scheme(), u"https"_s);
    server->route(u"/"_s, SseTestScript::eventStream().send("a").pause(1ms).send("b"));
    server->route(u"/flood"_s,
                  SseTestScript::eventStream().sendRepeatedly(QByteArray(64 * 1024, 'x'), 300));

    QSslSocket *socket = newSslSocket(true);
    TestClient client(0, socket);
    QSignalSpy encrypted(socket, &QSslSocket::encrypted);
    socket->connectToHostEncrypted(u"127.0.0.1"_s, server->port());
    QTRY_COMPARE(encrypted.size(), 1);
    client.get("/");
    QTRY_COMPARE(client.received, streamHead + "1\r\na\r\n1\r\nb\r\n0\r\n\r\n");
    client.received.clear();
    client.get("/flood");
    QTRY_VERIFY_WITH_TIMEOUT(client.received.endsWith("0\r\n\r\n"), 20'000);
    QCOMPARE(client.body().size(), 300 * 64 * 1024);
    QCOMPARE(server->connectionCount(), 1);
#endif
}

void tst_SseTestServer::tlsResetAndCut()
{
#if QT_CONFIG(ssl)
    if (!listenWithTls(server.get()))
        return;
    server->route(u"/cut"_s, SseTestScript::eventStream().send("a").close());
    server->route(u"/reset"_s, SseTestScript::eventStream().send("a").pause(50ms).reset());
    for (const QByteArray target : { "/cut", "/reset" }) {
        QSslSocket *socket = newSslSocket(true);
        TestClient client(0, socket);
        socket->connectToHostEncrypted(u"127.0.0.1"_s, server->port());
        QTRY_VERIFY(socket->isEncrypted());
        client.get(target);
        QTRY_VERIFY(client.closed);
        QCOMPARE(client.received, streamHead + "1\r\na\r\n");
        QTRY_COMPARE(server->openConnectionCount(), 0);
    }
#endif
}

void tst_SseTestServer::tlsRefusalIsCounted()
{
#if QT_CONFIG(ssl)
    if (!listenWithTls(server.get()))
        return;
    QSslSocket *socket = newSslSocket(false);
    TestClient client(0, socket);
    QSignalSpy errors(socket, &QSslSocket::sslErrors);
    socket->connectToHostEncrypted(u"127.0.0.1"_s, server->port());
    QTRY_VERIFY(!errors.isEmpty());
    QCOMPARE(server->connectionCount(), 1);
    QTRY_COMPARE(server->openConnectionCount(), 0);
    QCOMPARE(server->requests().size(), 0);

    // Plain HTTP on a TLS port is turned away as well.
    TestClient plain(server->port());
    plain.get("/");
    QTRY_VERIFY(plain.closed);
    QTRY_COMPARE(server->openConnectionCount(), 0);
#endif
}

QTEST_GUILESS_MAIN(tst_SseTestServer)

#include "tst_ssetestserver.moc"
