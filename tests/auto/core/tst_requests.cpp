// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What goes over the wire, and what is refused before anything does.

#include "sourcewatch.h"

#include <SseQt/SseTestServer>

#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qnetworkcookie.h>
#include <QtTest/QtTest>

#include <functional>
#include <memory>

using Header = SseSource::Header;
using Code = SseError::Code;

class tst_Requests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void getIsWhatTheStandardAsksFor();
    void headersAreSentInOrder();
    void setHeaderReplacesRegardlessOfCase();
    void callersMayReplaceTheDefaults();
    void fieldsGivenTwiceAreOneList();
    void lastEventId_data();
    void lastEventId();
    void theStreamsIdComesBeforeAHeader();
    void bodies_data();
    void bodies();
    void jsonBodyAndBodyReplaceEachOther();
    void openWithRequest();
    void openWithRequestReplacesAStream();
    void attributesThatWouldHangAreLeftOut();
    void http2IsNotAskedForWithoutTls();
    void withoutCredentialsNoCookieTravels();
    void cookiesOfTheJarComeBeforeAHeader();
    void refused_data();
    void refused();
    void refusedRequestsEndAtOnceAndTheProgramGoesOn();
    void secretsAreNotQuoted();
    void nothingIsSmuggledIn_data();
    void nothingIsSmuggledIn();
    void aUrlStaysOneLine_data();
    void aUrlStaysOneLine();
    void connectionsMayBeNamed();
    void aPostIsSentOnceWhenTheServerHangsUp_data();
    void aPostIsSentOnceWhenTheServerHangsUp();
    void aPostIsSentOnceOnAUsedConnection_data();
    void aPostIsSentOnceOnAUsedConnection();
    void aPostStartsOnAFreshConnection();
    void aPostDoesNotReconnect();

private:
    SseTestRequest requestOf(SseSource &source);

    std::unique_ptr<SseTestServer> server;
};

void tst_Requests::init()
{
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
    server->route(QStringLiteral("/"), SseTestScript::eventStream().stall());
}

SseTestRequest tst_Requests::requestOf(SseSource &source)
{
    const SourceWatch watch(source);
    source.setUrl(server->url());
    source.open();
    if (!QTest::qWaitFor([&] { return watch.openedCount == 1 || !watch.closed.isEmpty(); }))
        return {};
    source.close();
    return server->requests().isEmpty() ? SseTestRequest() : server->requests().constLast();
}

void tst_Requests::getIsWhatTheStandardAsksFor()
{
    SseSource source;
    const SseTestRequest request = requestOf(source);
    QCOMPARE(request.method, "GET");
    QCOMPARE(request.headerValues("Accept"), QList<QByteArray>{ "text/event-stream" });
    QCOMPARE(request.headerValues("Cache-Control"), QList<QByteArray>{ "no-cache" });
    QCOMPARE(request.headerValues("Accept-Encoding"), QList<QByteArray>{ "identity" });
    QVERIFY(request.headerValues("Last-Event-ID").isEmpty());
    QVERIFY(request.headerValues("Content-Type").isEmpty());
    QVERIFY(request.headerValues("Content-Length").isEmpty());
}

void tst_Requests::headersAreSentInOrder()
{
    SseSource source;
    source.setHeaders(
        { { "X-B", "1" }, { "X-A", " trimmed\t" }, { "X-C", "caf\xC3\xA9" }, { "X-Empty", "" } });
    const SseTestRequest request = requestOf(source);
    QList<Header> sent;
    for (const auto &header : request.headers) {
        // From 6.8 on Qt writes names in lower case.
        if (header.first.toUpper().startsWith("X-"))
            sent.append({ header.first.toUpper(), header.second });
    }
    QCOMPARE(
        sent,
        (QList<Header>{
            { "X-B", "1" }, { "X-A", "trimmed" }, { "X-C", "caf\xC3\xA9" }, { "X-EMPTY", "" } }));
}

void tst_Requests::setHeaderReplacesRegardlessOfCase()
{
    SseSource source;
    QSignalSpy spy(&source, &SseSource::headersChanged);
    source.setHeader("X-A", "1");
    source.setHeader("X-B", "2");
    source.setHeader("x-a", "3");
    QCOMPARE(source.headers(), (QList<Header>{ { "x-a", "3" }, { "X-B", "2" } }));
    source.setHeader("x-a", "3");
    QCOMPARE(spy.count(), 3);
    source.setHeader("X-B", QByteArray());
    QCOMPARE(source.headers(), (QList<Header>{ { "x-a", "3" } }));
}

void tst_Requests::callersMayReplaceTheDefaults()
{
    SseSource source;
    source.setHeader("accept", "application/json, text/event-stream");
    const SseTestRequest request = requestOf(source);
    QCOMPARE(request.headerValues("Accept"),
             QList<QByteArray>{ "application/json, text/event-stream" });
}

void tst_Requests::fieldsGivenTwiceAreOneList()
{
    SseSource source;
    source.setHeaders({ { "X-A", "1" }, { "Cookie", "a=1" }, { "x-a", "2" }, { "Cookie", "b=2" } });
    const SseTestRequest request = requestOf(source);
    QCOMPARE(request.headerValues("X-A"), QList<QByteArray>{ "1, 2" });
    QCOMPARE(request.headerValues("Cookie"), QList<QByteArray>{ "a=1; b=2" });
}

void tst_Requests::lastEventId_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("sent");

    QTest::newRow("none") << QString() << QByteArray();
    QTest::newRow("ascii") << QStringLiteral("7") << QByteArray("7");
    QTest::newRow("as UTF-8") << QStringLiteral(u"\u2026\U0001F600")
                              << QByteArray("\xE2\x80\xA6\xF0\x9F\x98\x80");
    QTest::newRow("no legal value: control character")
        << QStringLiteral("a\u0001b") << QByteArray();
    QTest::newRow("no legal value: leading space") << QStringLiteral(" 7") << QByteArray();
}

void tst_Requests::lastEventId()
{
    QFETCH(QString, id);
    QFETCH(QByteArray, sent);
    SseSource source;
    source.setLastEventId(id);
    const SseTestRequest request = requestOf(source);
    QCOMPARE(request.method, "GET");
    QCOMPARE(request.header("Last-Event-ID"), sent);
    QCOMPARE(source.lastEventId(), id);
}

void tst_Requests::theStreamsIdComesBeforeAHeader()
{
    server->route(QStringLiteral("/"),
                  { SseTestScript::eventStream().send("id: 9\ndata: 1\n\n").end(),
                    SseTestScript::eventStream().stall() });
    SseSource source(server->url());
    setExactDelay(source, 1);
    source.setHeader("Last-Event-ID", "5");
    QSignalSpy resumed(&source, &SseSource::resumed);
    source.open();
    QTRY_COMPARE(resumed.size(), 1);
    QCOMPARE(server->requests().at(0).header("Last-Event-ID"), "5");
    QCOMPARE(server->requests().at(1).header("Last-Event-ID"), "9");
    QCOMPARE(resumed.at(0).at(0).toString(), QStringLiteral("9"));
}

void tst_Requests::bodies_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QJsonValue>("json");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("sentType");

    const QJsonValue none(QJsonValue::Undefined);
    const QString post = QStringLiteral("POST");
    QTest::newRow("bytes") << post << QByteArray("a\0b", 3) << none << QByteArray()
                           << QByteArray("a\0b", 3) << QByteArray("application/octet-stream");
    QTest::newRow("bytes of a type")
        << post << QByteArray("x=1") << none << QByteArray("text/plain") << QByteArray("x=1")
        << QByteArray("text/plain");
    QTest::newRow("large") << post << QByteArray(3 * 1024 * 1024, 'x') << none << QByteArray()
                           << QByteArray(3 * 1024 * 1024, 'x')
                           << QByteArray("application/octet-stream");
    QTest::newRow("JSON object") << post << QByteArray()
                                 << QJsonValue(QJsonObject{ { QStringLiteral("stream"), true } })
                                 << QByteArray() << QByteArray(R"({"stream":true})")
                                 << QByteArray("application/json");
    QTest::newRow("JSON array") << post << QByteArray()
                                << QJsonValue(QJsonArray{ 1, QStringLiteral("a") }) << QByteArray()
                                << QByteArray(R"([1,"a"])") << QByteArray("application/json");
    QTest::newRow("JSON string") << post << QByteArray() << QJsonValue(QStringLiteral("a\"b"))
                                 << QByteArray("application/x-thing+json")
                                 << QByteArray(R"("a\"b")")
                                 << QByteArray("application/x-thing+json");
    QTest::newRow("none") << post << QByteArray() << none << QByteArray() << QByteArray()
                          << QByteArray();
    QTest::newRow("another method")
        << QStringLiteral("REPORT") << QByteArray("<r/>") << none << QByteArray("application/xml")
        << QByteArray("<r/>") << QByteArray("application/xml");
}

void tst_Requests::bodies()
{
    QFETCH(QString, method);
    QFETCH(QByteArray, body);
    QFETCH(QJsonValue, json);
    QFETCH(QByteArray, contentType);
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, sentType);
    SseSource source;
    source.setMethod(method);
    if (json.isUndefined())
        source.setBody(body);
    else
        source.setJsonBody(json);
    if (!contentType.isEmpty())
        source.setHeader("Content-Type", contentType);
    const SseTestRequest request = requestOf(source);
    QCOMPARE(request.method, method.toUtf8());
    QCOMPARE(request.body, sent);
    if (!sentType.isEmpty())
        QCOMPARE(request.headerValues("Content-Type"), QList<QByteArray>{ sentType });
    QCOMPARE(request.header("Accept"), "text/event-stream");
}

void tst_Requests::jsonBodyAndBodyReplaceEachOther()
{
    SseSource source;
    source.setMethod(QStringLiteral("POST"));
    source.setJsonBody(QJsonObject{ { QStringLiteral("a"), 1 } });
    QCOMPARE(source.body(), R"({"a":1})");
    QSignalSpy spy(&source, &SseSource::bodyChanged);
    source.setBody(R"({"a":1})"); // the same bytes, of another type
    QCOMPARE(spy.count(), 1);
    QVERIFY(source.jsonBody().isUndefined());
    source.setBody("plain");
    QVERIFY(source.jsonBody().isUndefined());
    QCOMPARE(requestOf(source).header("Content-Type"), "application/octet-stream");
    source.setJsonBody(2);
    QCOMPARE(source.body(), "2");
    QCOMPARE(requestOf(source).header("Content-Type"), "application/json");
    source.setJsonBody(QJsonValue());
    QVERIFY(source.body().isEmpty());
    QVERIFY(source.jsonBody().isUndefined());
}

void tst_Requests::openWithRequest()
{
    QNetworkRequest request(server->url());
    request.setRawHeader("X-A", "1");
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    SseSource source;
    const SourceWatch watch(source);
    source.open(request, "POST", "{}");
    QTRY_COMPARE(watch.openedCount, 1);
    QCOMPARE(source.url(), server->url());
    QCOMPARE(source.method(), QStringLiteral("POST"));
    QCOMPARE(source.body(), "{}");
    const SseTestRequest sent = server->requests().constLast();
    QCOMPARE(sent.header("X-A"), "1");
    QCOMPARE(sent.header("Content-Type"), "application/json");
    QCOMPARE(sent.body, "{}");

    source.setHeader("X-A", QByteArray());
    QTRY_COMPARE(watch.openedCount, 2);
    QVERIFY(server->requests().constLast().header("X-A").isNull());
}

void tst_Requests::attributesThatWouldHangAreLeftOut()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n").stall());
    QNetworkRequest request(server->url());
    request.setAttribute(QNetworkRequest::SynchronousRequestAttribute, true);
    request.setAttribute(QNetworkRequest::HttpPipeliningAllowedAttribute, true);
    SseSource source;
    const SourceWatch watch(source);
    source.open(request);
    QTRY_COMPARE(watch.events.size(), 1);
}

void tst_Requests::openWithRequestReplacesAStream()
{
    SseSource source;
    const SourceWatch watch(source);
    const QNetworkRequest request(server->url());
    for (int i = 1; i <= 3; ++i) {
        source.open(request, "POST", "the same prompt");
        QTRY_COMPARE(watch.openedCount, i);
    }
    QCOMPARE(server->requests().size(), 3);
    QTRY_COMPARE(server->openConnectionCount(), 1);
    QCOMPARE(watch.log.join(u','), QStringLiteral("opened,opened,opened"));
}

// Not even where the request that the source is opened with has asked for it.
void tst_Requests::http2IsNotAskedForWithoutTls()
{
    for (const auto attribute :
         { QNetworkRequest::Http2AllowedAttribute, QNetworkRequest::Http2DirectAttribute,
           QNetworkRequest::Http2CleartextAllowedAttribute }) {
        QNetworkRequest request(server->url());
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, true);
        request.setAttribute(attribute, true);
        SseSource source;
        source.setHttp2Allowed(true);
        const SourceWatch watch(source);
        source.open(request);
        QTRY_COMPARE(watch.openedCount, 1);
        const SseTestRequest sent = server->requests().constLast();
        QVERIFY(sent.header("Upgrade").isNull());
        QVERIFY(sent.header("HTTP2-Settings").isNull());
    }
}

void tst_Requests::withoutCredentialsNoCookieTravels()
{
    server->route(QStringLiteral("/"),
                  SseTestScript::eventStream().header("Set-Cookie", "session=1").stall());
    for (const bool withCredentials : { false, true }) {
        SseSource source;
        source.setWithCredentials(withCredentials);
        QVERIFY(requestOf(source).header("Cookie").isNull());
        QCOMPARE(requestOf(source).header("Cookie"), withCredentials ? "session=1" : "");
    }
}

// Qt has it so: with credentials the jar says what cookies there are.
void tst_Requests::cookiesOfTheJarComeBeforeAHeader()
{
    server->route(QStringLiteral("/"),
                  SseTestScript::eventStream().header("Set-Cookie", "session=1").stall());
    for (const bool withCredentials : { false, true }) {
        SseSource source;
        source.setWithCredentials(withCredentials);
        source.setHeader("Cookie", "mine=2");
        QCOMPARE(requestOf(source).headerValues("Cookie"), QList<QByteArray>{ "mine=2" });
        QCOMPARE(requestOf(source).headerValues("Cookie"),
                 QList<QByteArray>{ withCredentials ? "session=1" : "mine=2" });
    }
}

void tst_Requests::refused_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("method");
    QTest::addColumn<Header>("header");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("id");
    QTest::addColumn<Code>("code");
    QTest::addColumn<QString>("named");

    const QString good = QStringLiteral("http://127.0.0.1:9/");
    const QString get = QStringLiteral("GET");
    const Header none;
    const auto url = [&](const char *name, const QString &text, const char *named) {
        QTest::newRow(name) << text << get << none << QByteArray() << QString() << Code::InvalidUrl
                            << QString::fromUtf8(named);
    };
    url("no URL", {}, "No URL");
    url("relative URL", QStringLiteral("events/all?token=s3cret"), "events/all");
    url("file URL", QStringLiteral("file:///etc/passwd"), "file");
    url("unknown scheme", QStringLiteral("sse://host/"), "sse");
    url("no host", QStringLiteral("http:///path"), "host");
    url("impossible port", QStringLiteral("http://user:s3cret@host:99999/"), "port");
    url("no scheme", QStringLiteral("127.0.0.1:8080/events"), "http");
    url("line break in the host", QStringLiteral("http://ho%0D%0Ast/"), "hostname");
    url("NUL in the host", QStringLiteral("http://ho%00st/"), "hostname");
    url("line break in the user info", QStringLiteral("http://s3cret%0D%0AX:y@host/"), "user info");
    url("NUL in the password", QStringLiteral("http://user:s3cret%00@host/"), "user info");
    url("colon in the user name", QStringLiteral("http://s3cret%3Auser:y@host/"), "user info");

    const auto header = [&](const char *name, const Header &given, const char *named) {
        QTest::newRow(name) << good << get << given << QByteArray() << QString()
                            << Code::InvalidRequest << QString::fromUtf8(named);
    };
    header("CRLF in a value", { "X-Token", "a\r\nX-Evil: 1" }, "X-Token");
    header("LF in a value", { "X-Token", "a\nb" }, "X-Token");
    header("CR in a value", { "X-Token", "a\rb" }, "X-Token");
    header("NUL in a value", { "X-Token", QByteArray("a\0b", 3) }, "X-Token");
    header("LF in a name", { "X-Evil: 1\nX-Token", "a" }, "X-Evil");
    header("NUL in a name", { QByteArray("X\0Y", 3), "a" }, "X%00Y");
    header("space in a name", { "X Token", "a" }, "X Token");
    header("empty name", { "", "a" }, "\"\"");
    header("colon in a name", { "X:", "a" }, "X:");
    header("length of its own", { "content-length", "5" }, "content-length");
    header("framing of its own", { "Transfer-Encoding", "chunked" }, "Transfer-Encoding");
    header("credentials for a proxy", { "Proxy-Authorization", "Basic eDp5" }, "QNetworkProxy");
    header("another host", { "host", "example.org" }, "host");
    header("another protocol", { "Upgrade", "h2c" }, "Upgrade");
    header("another coding of the answer", { "TE", "gzip" }, "TE");
    header("fields after the body", { "Trailer", "X-Late" }, "Trailer");
    header("a body that waits", { "Expect", "100-continue" }, "Expect");
    header("headers that proxies take out", { "Connection", "close, Authorization" }, "Connection");
    header("line break after a value", { "X-Token", "a\r\n" }, "X-Token");
    header("line feed before a value", { "X-Token", "\na" }, "X-Token");
    header("NUL after a value", { "X-Token", QByteArray("a\0", 2) }, "X-Token");
    header("DEL in a value", { "X-Token", "a\x7F" }, "X-Token");
    header("not ASCII in a name", { "X-\xC3\xBC", "a" }, "X-%C3%BC");

    QTest::newRow("method with a line break")
        << good << QStringLiteral("GET / HTTP/1.1\r\nX: 1") << none << QByteArray() << QString()
        << Code::InvalidRequest << QStringLiteral("method");
    QTest::newRow("NUL in the method")
        << good << QStringLiteral("PO") + QChar(0) + QStringLiteral("ST") << none << QByteArray()
        << QString() << Code::InvalidRequest << QStringLiteral("PO%00ST");
    QTest::newRow("method that asks for a tunnel")
        << good << QStringLiteral("CONNECT") << none << QByteArray() << QString()
        << Code::InvalidRequest << QStringLiteral("CONNECT");
    QTest::newRow("empty method") << good << QString() << none << QByteArray() << QString()
                                  << Code::InvalidRequest << QStringLiteral("method");
    QTest::newRow("GET with a body") << good << get << none << QByteArray("x") << QString()
                                     << Code::InvalidRequest << QStringLiteral("POST");
    QTest::newRow("line break in the last event ID")
        << good << get << none << QByteArray() << QStringLiteral("1\r\nX: 1")
        << Code::InvalidRequest << QStringLiteral("last event ID");
    QTest::newRow("NUL in the last event ID")
        << good << get << none << QByteArray() << QStringLiteral("1") + QChar(0)
        << Code::InvalidRequest << QStringLiteral("last event ID");
}

void tst_Requests::refused()
{
    QFETCH(QString, url);
    QFETCH(QString, method);
    QFETCH(Header, header);
    QFETCH(QByteArray, body);
    QFETCH(QString, id);
    QFETCH(Code, code);
    QFETCH(QString, named);

    SseSource source(QUrl{ url });
    source.setMethod(method);
    if (header != Header())
        source.setHeaders({ header });
    source.setBody(body);
    source.setLastEventId(id);
    const SourceWatch watch(source);
    source.open();
    // At once: nothing is sent, and nothing has to be waited for.
    QCOMPARE(watch.errors.size(), 1);
    QCOMPARE(watch.errors.at(0).code(), code);
    QVERIFY(!watch.errors.at(0).willReconnect());
    QVERIFY2(watch.errors.at(0).message().contains(named),
             qPrintable(watch.errors.at(0).message()));
    QVERIFY(!watch.errors.at(0).message().contains(QStringLiteral("s3cret")));
    QCOMPARE(watch.closed, QList{ SseSource::CloseReason::Failed });
    QVERIFY(watch.phases.isEmpty());
    QCOMPARE(source.readyState(), SseSource::ReadyState::Closed);
}

void tst_Requests::refusedRequestsEndAtOnceAndTheProgramGoesOn()
{
    SseSource source(server->url());
    source.setHeader("X-Bad", "a\nb");
    const SourceWatch watch(source);
    source.open();
    QCOMPARE(watch.errors.size(), 1);
    source.setHeader("X-Bad", "mended");
    source.open();
    QTRY_COMPARE(watch.openedCount, 1);
    QCOMPARE(server->connectionCount(), 1);
}

void tst_Requests::secretsAreNotQuoted()
{
    SseSource source(server->url());
    source.setHeader("Authorization", "Bearer s3cret\n");
    const SourceWatch watch(source);
    source.open();
    QCOMPARE(watch.errors.size(), 1);
    QVERIFY(watch.errors.at(0).message().contains(QStringLiteral("Authorization")));
    QVERIFY(!watch.errors.at(0).message().contains(QStringLiteral("s3cret")));
}

// Every way in, against a server that would notice.
void tst_Requests::nothingIsSmuggledIn_data()
{
    using Opening = std::function<void(SseSource &, const QUrl &)>;
    QTest::addColumn<Opening>("open");
    QTest::addColumn<QString>("named");

    const auto row = [](const char *name, const Opening &open, const char *named) {
        QTest::newRow(name) << open << QString::fromLatin1(named);
    };
    row(
        "setHeader()",
        [](SseSource &source, const QUrl &url) {
            source.setHeader("X-Token", "a\r\nX-Evil: 1");
            source.open(url);
        },
        "X-Token");
    row(
        "an attempt's setHeader()",
        [](SseSource &source, const QUrl &url) {
            source.setAttemptHandler([](const SsePendingAttempt &attempt) {
                attempt.setHeader("X-Token", QByteArray("a\nX-Evil: 1"));
            });
            source.open(url);
        },
        "X-Token");
    row(
        "an attempt's setHeader(), the name",
        [](SseSource &source, const QUrl &url) {
            source.setAttemptHandler([](const SsePendingAttempt &attempt) {
                attempt.setHeader(QStringLiteral("X-Evil: 1\r\nX-Token"), QStringLiteral("a"));
            });
            source.open(url);
        },
        "X-Evil");
    row(
        "an attempt's URL",
        [](SseSource &source, const QUrl &url) {
            source.setAttemptHandler([](const SsePendingAttempt &attempt) {
                QUrl changed = attempt.url();
                changed.setUserName(QStringLiteral("a%0Ab"), QUrl::TolerantMode);
                attempt.setUrl(changed);
            });
            source.open(url);
        },
        "user info");
    row(
        "a request's header",
        [](SseSource &source, const QUrl &url) {
            QNetworkRequest request(url);
            request.setRawHeader("X-Token", "a\r\nX-Evil: 1");
            source.open(request);
        },
        "X-Token");
    row(
        "a request's header, the name",
        [](SseSource &source, const QUrl &url) {
            QNetworkRequest request(url);
            request.setRawHeader("X-Evil: 1\r\nX-Token", "a");
            source.open(request);
        },
        "X-Evil");
    row(
        "a request's known header",
        [](SseSource &source, const QUrl &url) {
            QNetworkRequest request(url);
            request.setHeader(QNetworkRequest::UserAgentHeader,
                              QStringLiteral("agent\r\nX-Evil: 1"));
            source.open(request);
        },
        "User-Agent");
    row(
        "a request's cookies",
        [](SseSource &source, const QUrl &url) {
            QNetworkRequest request(url);
            request.setHeader(
                QNetworkRequest::CookieHeader,
                QVariant::fromValue(QList{ QNetworkCookie("session", "1\r\nX-Evil: 1") }));
            source.open(request);
        },
        "Cookie");
    row(
        "a request's method",
        [](SseSource &source, const QUrl &url) {
            source.open(QNetworkRequest(url), "POST / HTTP/1.1\r\nX-Evil: 1");
        },
        "method");
    row(
        "the last event ID",
        [](SseSource &source, const QUrl &url) {
            source.setLastEventId(QStringLiteral("1\nX-Evil: 1"));
            source.open(url);
        },
        "last event ID");
}

void tst_Requests::nothingIsSmuggledIn()
{
    using Opening = std::function<void(SseSource &, const QUrl &)>;
    QFETCH(Opening, open);
    QFETCH(QString, named);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    if (QByteArray(QTest::currentDataTag()).startsWith("a request's")
        && !QByteArray(QTest::currentDataTag()).endsWith("method"))
        QSKIP("Such a QNetworkRequest cannot be made any more");
#endif
    SseSource source(server->url());
    const SourceWatch watch(source);
    open(source, server->url());
    QTRY_COMPARE(watch.closed, QList{ SseSource::CloseReason::Failed });
    QVERIFY2(watch.errors.at(0).message().contains(named),
             qPrintable(watch.errors.at(0).message()));
    QCOMPARE(server->connectionCount(), 0);
}

void tst_Requests::aUrlStaysOneLine_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("target");

    QTest::newRow("encoded") << QStringLiteral("/a%0D%0AX-Evil:%201?b=%0Ac%00")
                             << QByteArray("/a%0D%0AX-Evil:%201?b=%0Ac%00");
    QTest::newRow("not encoded") << QStringLiteral("/a\r\nX-Evil: 1?b=\n")
                                 << QByteArray("/a%0D%0AX-Evil:%201?b=%0A");
    QTest::newRow("in the fragment") << QStringLiteral("/a#\r\nX-Evil: 1") << QByteArray("/a");
}

// What the path and the query hold is the server's to understand; on the line it is encoded.
void tst_Requests::aUrlStaysOneLine()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, target);
    SseSource source(QUrl(server->url(QString()).toString() + path));
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.closed.size(), 1); // there is nothing of the kind
    QCOMPARE(server->requests().size(), 1);
    QCOMPARE(server->requests().at(0).target, target);
    QVERIFY(server->requests().at(0).header("X-Evil").isNull());
}

void tst_Requests::connectionsMayBeNamed()
{
    SseSource source;
    source.setHeader("Connection", "Close");
    QCOMPARE(requestOf(source).headerValues("Connection"), QList<QByteArray>{ "Close" });
    source.setHeader("Connection", "keep-alive");
    QCOMPARE(requestOf(source).headerValues("Connection"), QList<QByteArray>{ "keep-alive" });
}

void tst_Requests::aPostIsSentOnceWhenTheServerHangsUp_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("reset");
    QTest::addColumn<QByteArray>("body");

    for (const char *const method : { "POST", "PUT", "PATCH", "DELETE", "REPORT" }) {
        QTest::addRow("%s, closed", method) << QByteArray(method) << false << QByteArray("prompt");
        QTest::addRow("%s, reset", method) << QByteArray(method) << true << QByteArray("prompt");
        QTest::addRow("%s, closed, no body", method) << QByteArray(method) << false << QByteArray();
        QTest::addRow("%s, reset, no body", method) << QByteArray(method) << true << QByteArray();
    }
}

void tst_Requests::aPostIsSentOnceWhenTheServerHangsUp()
{
    QFETCH(QByteArray, method);
    QFETCH(bool, reset);
    QFETCH(QByteArray, body);
    server->route(QStringLiteral("/"),
                  reset ? SseTestScript::raw().reset() : SseTestScript::raw().close());
    SseSource source;
    const SourceWatch watch(source);
    source.open(QNetworkRequest(server->url()), method, body);
    QTRY_COMPARE(watch.closed, QList{ SseSource::CloseReason::Failed });
    QCOMPARE(watch.errors.size(), 1);
    QCOMPARE(watch.errors.at(0).code(), Code::ConnectionLost);
    QVERIFY(!watch.errors.at(0).willReconnect());
    QCOMPARE(server->requests().size(), 1); // Qt 6.8 connects again, and sends nothing
}

// On a connection of an injected manager, which a stream has used before.
void tst_Requests::aPostIsSentOnceOnAUsedConnection_data()
{
    aPostIsSentOnceWhenTheServerHangsUp_data();
}

void tst_Requests::aPostIsSentOnceOnAUsedConnection()
{
    QFETCH(QByteArray, method);
    QFETCH(bool, reset);
    QFETCH(QByteArray, body);
    server->route(QStringLiteral("/before"), SseTestScript::eventStream().end());
    server->route(QStringLiteral("/"),
                  reset ? SseTestScript::raw().reset() : SseTestScript::raw().close());
    QNetworkAccessManager manager;
    SseSource before(server->url(QStringLiteral("/before")));
    before.setNetworkAccessManager(&manager);
    before.setAutoReconnect(false);
    QSignalSpy ended(&before, &SseSource::closed);
    before.open();
    QVERIFY(ended.wait());
    SseSource source;
    source.setNetworkAccessManager(&manager);
    const SourceWatch watch(source);
    source.open(QNetworkRequest(server->url()), method, body);
    QTRY_COMPARE(watch.closed, QList{ SseSource::CloseReason::Failed });
    QCOMPARE(watch.errors.size(), 1);
    QCOMPARE(watch.errors.at(0).code(), Code::ConnectionLost);
    const auto requests = server->requests(QStringLiteral("/"));
    QCOMPARE(requests.size(), 1);
    QCOMPARE(requests.at(0).connection,
             server->requests(QStringLiteral("/before")).at(0).connection);
}

void tst_Requests::aPostStartsOnAFreshConnection()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n"));
    SseSource source(server->url());
    setExactDelay(source, 1);
    const SourceWatch watch(source);
    source.open();
    QTRY_VERIFY(watch.openedCount >= 2);
    QCOMPARE(server->connectionCount(), 1); // a GET goes on where the last one ended
    source.close();

    const int before = server->connectionCount();
    for (int i = 1; i <= 2; ++i) {
        source.open(QNetworkRequest(server->url()), "POST", "x");
        QTRY_COMPARE(watch.closed.size(), 1 + i);
        QCOMPARE(server->connectionCount(), before + i);
    }
}

void tst_Requests::aPostDoesNotReconnect()
{
    server->route(QStringLiteral("/ended"), SseTestScript::eventStream().send("data: 1\n\n"));
    server->route(QStringLiteral("/cut"), SseTestScript::eventStream().send("data: 1\n\n").close());
    SseSource source;
    setExactDelay(source, 1);
    const SourceWatch watch(source);
    source.open(QNetworkRequest(server->url(QStringLiteral("/ended"))), "POST", "x");
    QTRY_COMPARE(watch.closed.size(), 1);
    source.open(QNetworkRequest(server->url(QStringLiteral("/cut"))), "POST", "x");
    QTRY_COMPARE(watch.closed.size(), 2);
    QCOMPARE(watch.log.join(u','),
             QStringLiteral(
                 "opened,event 1,closed Ended,opened,event 1,error ConnectionLost,closed Failed"));
    QVERIFY(!watch.errors.at(0).willReconnect());
    QCOMPARE(server->requests().size(), 2);
}

QTEST_GUILESS_MAIN(tst_Requests)
#include "tst_requests.moc"
