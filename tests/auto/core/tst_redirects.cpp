// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Where redirects lead, and what goes along.

#include "sourcewatch.h"

#include <SseQt/SseTestServer>

#include <QtCore/qjsonobject.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qnetworkcookiejar.h>
#include <QtNetwork/qtcpserver.h>
#include <QtTest/QtTest>

#include <memory>
#if QT_CONFIG(ssl)
#include <QtNetwork/qsslsocket.h>
#endif

using Code = SseError::Code;
using CloseReason = SseSource::CloseReason;

class tst_Redirects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void withinTheOrigin_data();
    void withinTheOrigin();
    void everyHopIsSentOnce();
    void aPostThatWasRedirectedIsSentOnceWhenTheServerHangsUp();
    void aPostThatBecameAGetDoesNotReconnect();
    void toAnotherOrigin_data();
    void toAnotherOrigin();
    void toATrustedOrigin_data();
    void toATrustedOrigin();
    void whatWasLeftBehindStaysBehind();
    void noOrigins_data();
    void noOrigins();
    void origins_data();
    void origins();
    void changedTrustReopens();
    void theLastEventIdGoesAlong();
    void userInfoOfATargetIsNotUsed();
    void userInfoOfTheUrlStaysInItsOrigin();
    void targets_data();
    void targets();
    void targetsThatAreRefused_data();
    void targetsThatAreRefused();
    void eventsAreOfTheOriginThatAnswered();
    void twentyAreFollowed();
    void endlessOnesEnd();
    void withoutLocationFails();
    void reconnectsStartFromTheOriginalUrl();
    void aHostThatDoesNotAnswerIsNotWaitedForLonger_data();
    void aHostThatDoesNotAnswerIsNotWaitedForLonger();
    void cookiesTravelWithCredentialsOnly_data();
    void cookiesTravelWithCredentialsOnly();

private:
    [[nodiscard]] static QString originOf(const SseTestServer &server);

    std::unique_ptr<SseTestServer> server;
    std::unique_ptr<SseTestServer> other;
};

void tst_Redirects::init()
{
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
    other = std::make_unique<SseTestServer>();
    QVERIFY(other->listen());
    const auto stream = SseTestScript::eventStream().send("data: 1\n\n").stall();
    server->route(QStringLiteral("/stream"), stream);
    other->route(QStringLiteral("/stream"), stream);
}

QString tst_Redirects::originOf(const SseTestServer &server)
{
    return QStringLiteral("http://127.0.0.1:%1").arg(server.port());
}

namespace {

const QByteArray &prompt()
{
    static const QByteArray bytes(R"({"prompt":"hello"})");
    return bytes;
}

} // namespace

void tst_Redirects::withinTheOrigin_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("followedBy");
    QTest::addColumn<bool>("keepsBody");

    for (const int status : { 301, 302, 303, 307, 308 }) {
        const auto row = [status](const QByteArray &method, const QByteArray &body,
                                  const QByteArray &followedBy) {
            QTest::addRow("%d, %s%s", status, method.constData(), body.isEmpty() ? "" : " and body")
                << status << method << body << followedBy << (followedBy == method);
        };
        const bool makesGet = status < 307;
        row("GET", {}, "GET");
        row("HEAD", {}, "HEAD");
        row("POST", prompt(), makesGet ? "GET" : "POST");
        row("POST", {}, makesGet ? "GET" : "POST");
        row("PUT", prompt(), status == 303 ? "GET" : "PUT");
        row("DELETE", {}, status == 303 ? "GET" : "DELETE");
    }
}

void tst_Redirects::withinTheOrigin()
{
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, followedBy);
    QFETCH(bool, keepsBody);
    server->route(QStringLiteral("/"), SseTestScript::redirect(status, QByteArray("/stream")));
    SseSource source(server->url());
    source.setAutoReconnect(false);
    source.setMethod(QString::fromLatin1(method));
    source.setBody(body);
    source.setHeaders({ { "X-Key", "1" }, { "content-language", "en" } });
    if (!body.isEmpty())
        source.setHeader("Content-Type", "application/json");
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.openedCount, 1);
    QCOMPARE(server->requests().size(), 2);
    const SseTestRequest first = server->requests().at(0);
    QCOMPARE(first.method, method);
    QCOMPARE(first.body, body);
    const SseTestRequest second = server->requests().at(1);
    QCOMPARE(second.method, followedBy);
    QCOMPARE(second.target, "/stream");
    QCOMPARE(second.body, keepsBody ? body : QByteArray());
    QCOMPARE(second.header("X-Key"), "1");
    QCOMPARE(second.header("Content-Language"), keepsBody ? QByteArray("en") : QByteArray());
    QCOMPARE(second.header("Content-Type"),
             keepsBody ? first.header("Content-Type") : QByteArray());
    QCOMPARE(second.header("Content-Length"),
             keepsBody ? first.header("Content-Length") : QByteArray());
    QCOMPARE(second.header("Accept"), "text/event-stream");
    // What is not to be repeated begins on a connection of its own.
    if (followedBy != "GET" && followedBy != "HEAD")
        QVERIFY(second.connection != first.connection);
    // The source's request is what it was.
    QCOMPARE(source.method(), QString::fromLatin1(method));
    QCOMPARE(source.body(), body);
    QCOMPARE(source.url(), server->url());
}

void tst_Redirects::everyHopIsSentOnce()
{
    for (int i = 0; i < 4; ++i) {
        server->route(QStringLiteral("/%1").arg(i),
                      SseTestScript::redirect(i % 2 ? 307 : 308, '/' + QByteArray::number(i + 1)));
    }
    server->route(QStringLiteral("/4"), SseTestScript::eventStream().send("data: 1\n\n").stall());
    SseSource source(server->url(QStringLiteral("/0")));
    source.setMethod(QStringLiteral("POST"));
    source.setJsonBody(QJsonObject{ { QStringLiteral("text"), QString(300000, u'x') } });
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    QCOMPARE(server->requests().size(), 5);
    QCOMPARE(server->connectionCount(), 5);
    for (int i = 0; i < 5; ++i) {
        const SseTestRequest request = server->requests().at(i);
        QCOMPARE(request.path, QStringLiteral("/%1").arg(i));
        QCOMPARE(request.method, "POST");
        QCOMPARE(request.body, source.body());
        QCOMPARE(request.header("Content-Type"), "application/json");
    }
}

void tst_Redirects::aPostThatWasRedirectedIsSentOnceWhenTheServerHangsUp()
{
    server->route(QStringLiteral("/"), SseTestScript::redirect(307, QByteArray("/gone")));
    server->route(QStringLiteral("/gone"), SseTestScript::raw().close());
    SseSource source;
    const SourceWatch watch(source);
    source.open(QNetworkRequest(server->url()), "POST", prompt());
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(watch.errors.at(0).code(), Code::ConnectionLost);
    QCOMPARE(server->requests(QStringLiteral("/gone")).size(), 1);
    QCOMPARE(server->requests().size(), 2);
}

void tst_Redirects::aPostThatBecameAGetDoesNotReconnect()
{
    server->route(QStringLiteral("/"), SseTestScript::redirect(303, QByteArray("/short")));
    server->route(QStringLiteral("/short"),
                  SseTestScript::eventStream().send("data: 1\n\n").close());
    SseSource source(server->url());
    setExactDelay(source, 1);
    source.setMethod(QStringLiteral("POST"));
    source.setJsonBody(QJsonObject{ { QStringLiteral("a"), 1 } });
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.log.join(u','),
                 QStringLiteral("opened,event 1,error ConnectionLost,closed Failed"));
    QVERIFY(server->requests().at(1).header("Content-Type").isNull());
    QCOMPARE(server->requests().size(), 2);
}

void tst_Redirects::toAnotherOrigin_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("followedBy"); // nothing: it is refused
    QTest::addColumn<QString>("named");

    for (const int status : { 301, 302, 303, 307, 308 }) {
        const auto row = [status](const QByteArray &method, const QByteArray &body,
                                  const QByteArray &followedBy, const QString &named = {}) {
            QTest::addRow("%d, %s%s", status, method.constData(), body.isEmpty() ? "" : " and body")
                << status << method << body << followedBy << named;
        };
        const QString bodyStays = QStringLiteral("the body of the request is not sent");
        const QString deleteStays = QStringLiteral("a DELETE request is not sent");
        row("GET", {}, "GET");
        row("HEAD", {}, "HEAD");
        row("POST", prompt(), status < 307 ? "GET" : "", bodyStays);
        row("PUT", prompt(), status == 303 ? "GET" : "", bodyStays);
        row("DELETE", {}, status == 303 ? "GET" : "", deleteStays);
    }
}

void tst_Redirects::toAnotherOrigin()
{
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, followedBy);
    QFETCH(QString, named);
    server->route(QStringLiteral("/"),
                  SseTestScript::redirect(status, other->url(QStringLiteral("/stream"))));
    SseSource source(server->url());
    source.setAutoReconnect(false);
    source.setMethod(QString::fromLatin1(method));
    source.setBody(body);
    source.setHeaders({ { "Authorization", "Bearer secret" },
                        { "Cookie", "session=secret" },
                        { "X-Key", "secret" },
                        { "Accept", "text/event-stream, x/secret" } });
    const SourceWatch watch(source);
    source.open();
    if (followedBy.isEmpty()) {
        QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
        QCOMPARE(watch.errors.at(0).code(), Code::RedirectRefused);
        QCOMPARE(watch.errors.at(0).httpStatus(), status);
        const QString message = watch.errors.at(0).message();
        QVERIFY2(message.contains(named), qPrintable(message));
        QVERIFY2(message.contains(QStringLiteral("trustedOrigins")), qPrintable(message));
        QVERIFY2(message.contains(QString::number(other->port())), qPrintable(message));
        QCOMPARE(other->connectionCount(), 0);
        return;
    }
    QTRY_COMPARE(watch.openedCount, 1);
    QCOMPARE(server->requests().size(), 1);
    QCOMPARE(other->requests().size(), 1);
    const SseTestRequest request = other->requests().at(0);
    QCOMPARE(request.method, followedBy);
    QCOMPARE(request.body, QByteArray());
    for (const auto &header : request.headers)
        QVERIFY2(!header.second.contains("secret"), header.first.constData());
    QVERIFY(request.header("Content-Type").isNull());
    QCOMPARE(request.headerValues("Accept"), QList<QByteArray>{ "text/event-stream" });
    QCOMPARE(request.headerValues("Cache-Control"), QList<QByteArray>{ "no-cache" });
    QCOMPARE(request.headerValues("Accept-Encoding"), QList<QByteArray>{ "identity" });
}

void tst_Redirects::toATrustedOrigin_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    for (const int status : { 302, 307, 308 }) {
        for (const char *const method : { "GET", "PUT" })
            QTest::addRow("%d, %s", status, method) << status << QByteArray(method);
    }
}

void tst_Redirects::toATrustedOrigin()
{
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    server->route(QStringLiteral("/"),
                  SseTestScript::redirect(status, other->url(QStringLiteral("/stream"))));
    SseSource source(server->url());
    source.setMethod(QString::fromLatin1(method));
    source.setBody(method == "GET" ? QByteArray() : prompt());
    source.setHeaders({ { "Authorization", "Bearer secret" }, { "X-Key", "secret" } });
    source.setTrustedOrigins({ QStringLiteral("https://example.org"), originOf(*other) });
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    const SseTestRequest request = other->requests().at(0);
    QCOMPARE(request.method, method);
    QCOMPARE(request.body, source.body());
    QCOMPARE(request.header("Authorization"), "Bearer secret");
    QCOMPARE(request.header("X-Key"), "secret");
}

void tst_Redirects::whatWasLeftBehindStaysBehind()
{
    SseTestServer third;
    QVERIFY(third.listen());
    server->route(QStringLiteral("/"), SseTestScript::redirect(302, other->url()));
    other->route(QStringLiteral("/"), SseTestScript::redirect(302, third.url()));
    third.route(QStringLiteral("/"),
                SseTestScript::redirect(302, server->url(QStringLiteral("/stream"))));
    SseSource source(server->url());
    source.setHeader("Authorization", "Bearer secret");
    source.setTrustedOrigins({ originOf(third) });
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    QCOMPARE(server->requests().at(0).header("Authorization"), "Bearer secret");
    QVERIFY(other->requests().at(0).header("Authorization").isNull());
    QVERIFY(third.requests().at(0).header("Authorization").isNull());
    QVERIFY(server->requests().at(1).header("Authorization").isNull());
    QCOMPARE(source.headers().size(), 1);
}

void tst_Redirects::noOrigins_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QString>("named");

    for (const char *const entry :
         { "*", "null", "example.org", "//example.org", "https://", "https://example.org/",
           "https://example.org/path", "https://example.org?query", "https://example.org#fragment",
           "https://*.example.org", "ftp://example.org", "wss://example.org",
           "https://example.org:99999", "https://exam ple.org", " https://example.org" })
        QTest::newRow(entry) << QString::fromLatin1(entry) << QString::fromLatin1(entry);
    QTest::newRow("empty") << QString() << QStringLiteral("\"\"");
    QTest::newRow("user info") << QStringLiteral("https://me:s3cret@example.org")
                               << QStringLiteral("@example.org");
    QTest::newRow("line break") << QStringLiteral("https://example.org\r\nX: 1")
                                << QStringLiteral("https://example.org%0D%0AX");
}

void tst_Redirects::noOrigins()
{
    QFETCH(QString, entry);
    QFETCH(QString, named);
    SseSource source(server->url(QStringLiteral("/stream")));
    source.setTrustedOrigins({ QStringLiteral("https://example.org"), entry });
    const SourceWatch watch(source);
    source.open();
    QCOMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(watch.errors.at(0).code(), Code::InvalidRequest);
    const QString message = watch.errors.at(0).message();
    QVERIFY2(message.contains(named), qPrintable(message));
    QVERIFY2(message.contains(QStringLiteral("trustedOrigins")), qPrintable(message));
    QVERIFY(!message.contains(QStringLiteral("s3cret")));
    QCOMPARE(server->connectionCount(), 0);
}

void tst_Redirects::origins_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<bool>("isIt");

    const QString port = QStringLiteral("%1");
    QTest::newRow("the same") << QStringLiteral("http://localhost:%1") << true;
    QTest::newRow("in capitals") << QStringLiteral("HTTP://LocalHost:%1") << true;
    QTest::newRow("another scheme") << QStringLiteral("https://localhost:%1") << false;
    QTest::newRow("another host") << QStringLiteral("http://127.0.0.1:%1") << false;
    QTest::newRow("another port") << QStringLiteral("http://localhost") << false;
    QTest::newRow("a host that begins alike") << QStringLiteral("http://localhost.org:%1") << false;
    QTest::newRow("another host altogether")
        << QStringLiteral("http://b\u00FCcher.example") << false;
}

void tst_Redirects::origins()
{
    QFETCH(QString, entry);
    QFETCH(bool, isIt);
    QUrl target = other->url(QStringLiteral("/stream"));
    target.setHost(QStringLiteral("localhost"));
    server->route(QStringLiteral("/"), SseTestScript::redirect(307, target));
    SseSource source(server->url());
    source.setHeader("X-Key", "secret");
    source.setTrustedOrigins({ entry.contains(u'%') ? entry.arg(other->port()) : entry });
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    QCOMPARE(!other->requests().at(0).header("X-Key").isNull(), isIt);
}

void tst_Redirects::changedTrustReopens()
{
    SseSource source(server->url(QStringLiteral("/stream")));
    QSignalSpy spy(&source, &SseSource::trustedOriginsChanged);
    const QStringList origins{ QStringLiteral("https://example.org") };
    QVERIFY(source.trustedOrigins().isEmpty());
    source.setTrustedOrigins(origins);
    source.setTrustedOrigins(origins);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.at(0).at(0).toStringList(), origins);
    QCOMPARE(source.trustedOrigins(), origins);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    source.setTrustedOrigins({});
    QTRY_COMPARE(watch.events.size(), 2);
    QCOMPARE(server->requests().size(), 2);
    QCOMPARE(spy.size(), 2);
}

void tst_Redirects::theLastEventIdGoesAlong()
{
    server->route(QStringLiteral("/"),
                  SseTestScript::redirect(307, other->url(QStringLiteral("/stream"))));
    SseSource source(server->url());
    const SourceWatch watch(source);
    source.setLastEventId(QStringLiteral("7"));
    source.open();
    QTRY_COMPARE(watch.openedCount, 1);
    QCOMPARE(other->requests().at(0).header("Last-Event-ID"), "7");
    source.close();

    // As a header it is one that was given.
    source.setLastEventId({});
    source.setHeader("Last-Event-ID", "8");
    source.open();
    QTRY_COMPARE(watch.openedCount, 2);
    QCOMPARE(server->requests().at(1).header("Last-Event-ID"), "8");
    QVERIFY(other->requests().at(1).header("Last-Event-ID").isNull());
}

void tst_Redirects::userInfoOfATargetIsNotUsed()
{
    for (SseTestServer *const target : { server.get(), other.get() }) {
        QUrl url = target->url(QStringLiteral("/stream"));
        url.setUserInfo(QStringLiteral("me:planted"));
        server->route(QStringLiteral("/"),
                      SseTestScript::redirect(302, url.toEncoded(QUrl::FullyEncoded)));
        SseSource source(server->url());
        source.setWithCredentials(true);
        const SourceWatch watch(source);
        source.open();
        QTRY_COMPARE(watch.events.size(), 1);
        QVERIFY(target->requests().constLast().header("Authorization").isNull());
        QCOMPARE(source.responseUrl(), target->url(QStringLiteral("/stream")));
    }
}

void tst_Redirects::userInfoOfTheUrlStaysInItsOrigin()
{
    server->route(QStringLiteral("/"),
                  SseTestScript::redirect(302, server->url(QStringLiteral("/b"))));
    server->route(QStringLiteral("/b"), SseTestScript::redirect(302, QByteArray("/c")));
    server->route(QStringLiteral("/c"),
                  SseTestScript::redirect(302, other->url(QStringLiteral("/stream"))));
    QUrl url = server->url();
    url.setUserInfo(QStringLiteral("me:pass%20word"));
    SseSource source(url);
    source.setTrustedOrigins({ originOf(*other) });
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    const QByteArray credentials = "Basic " + QByteArray("me:pass word").toBase64();
    QCOMPARE(server->requests().size(), 3);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(server->requests().at(i).header("Authorization"), credentials);
    QVERIFY(other->requests().at(0).header("Authorization").isNull());
}

void tst_Redirects::targets_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QByteArray>("target");

    QTest::newRow("relative") << QByteArray("c") << QByteArray("/a/c");
    QTest::newRow("relative, upwards") << QByteArray("../c?x") << QByteArray("/c?x");
    QTest::newRow("beyond the top") << QByteArray("../../../c") << QByteArray("/c");
    QTest::newRow("query alone") << QByteArray("?x=%0A") << QByteArray("/a/b?x=%0A");
    QTest::newRow("path") << QByteArray("/c") << QByteArray("/c");
    QTest::newRow("fragment") << QByteArray("/c#part") << QByteArray("/c");
    QTest::newRow("other scheme's own form") << QByteArray("//127.0.0.1:%1/c") << QByteArray("/c");
    QTest::newRow("absolute") << QByteArray("HTTP://127.0.0.1:%1/c") << QByteArray("/c");
    QTest::newRow("without a path") << QByteArray("http://127.0.0.1:%1?x") << QByteArray("/?x");
    QTest::newRow("not ASCII") << QByteArray("/\xC3\xBC") << QByteArray("/%C3%BC");
    QTest::newRow("a backslash, which is no slash")
        << QByteArray("/\\example.org/c") << QByteArray("/%5Cexample.org/c");
}

void tst_Redirects::targets()
{
    QFETCH(QByteArray, location);
    QFETCH(QByteArray, target);
    server->route(QStringLiteral("/a/b"), [&](SseTestExchange *exchange) {
        if (exchange->request().target == target) {
            exchange->play(SseTestScript::eventStream().send("data: 1\n\n").stall());
            return;
        }
        exchange->play(SseTestScript::redirect(
            302, QByteArray(location).replace("%1", QByteArray::number(server->port()))));
    });
    const auto stream = SseTestScript::eventStream().send("data: 1\n\n").stall();
    for (const char *const path : { "/", "/c", "/a/c", "/\xC3\xBC", "/\\example.org/c" })
        server->route(QString::fromUtf8(path), stream);
    SseSource source(server->url(QStringLiteral("/a/b")));
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(server->requests().size(), 2);
    QCOMPARE(server->requests().at(1).target, target);
}

void tst_Redirects::targetsThatAreRefused_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("named");

    const auto row = [](const char *location, const char *named) {
        QTest::newRow(location) << QByteArray(location) << QString::fromLatin1(named);
    };
    row("file:///etc/passwd", "file:///etc/passwd");
    row("ftp://127.0.0.1/stream", "ftp:");
    row("javascript:alert(1)", "javascript:");
    row("data:text/event-stream,data:1", "data:");
    row("ws://127.0.0.1/", "ws:");
    row("http:///stream", "nowhere");
    row("http:stream", "nowhere");
    row("https:", "nowhere");
    row("http://127.0.0.1:99999/", "no valid URL");
    row("http://[bad/", "no valid URL");
    row("http://exa%0D%0Ample.org/", "no valid URL");
}

void tst_Redirects::targetsThatAreRefused()
{
    QFETCH(QByteArray, location);
    QFETCH(QString, named);
    server->route(QStringLiteral("/"), SseTestScript::redirect(302, location));
    SseSource source(server->url());
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(watch.errors.at(0).code(), Code::RedirectRefused);
    QCOMPARE(watch.errors.at(0).httpStatus(), 302);
    QVERIFY2(watch.errors.at(0).message().contains(named),
             qPrintable(watch.errors.at(0).message()));
    QCOMPARE(server->requests().size(), 1);
    QCOMPARE(server->connectionCount(), 1);
}

void tst_Redirects::eventsAreOfTheOriginThatAnswered()
{
    server->route(QStringLiteral("/"),
                  SseTestScript::redirect(301, other->url(QStringLiteral("/stream"))));
    SseSource source(server->url());
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    QCOMPARE(watch.events.at(0).origin(), originOf(*other));
    QCOMPARE(source.responseUrl(), other->url(QStringLiteral("/stream")));
    QCOMPARE(source.url(), server->url());
}

void tst_Redirects::twentyAreFollowed()
{
    server->route(QStringLiteral("/{n}"), [](SseTestExchange *exchange) {
        const int n = exchange->pathParameter("n").toInt();
        exchange->play(n == 20 ? SseTestScript::eventStream().send("data: 1\n\n").stall()
                               : SseTestScript::redirect(307, '/' + QByteArray::number(n + 1)));
    });
    SseSource source(server->url(QStringLiteral("/0")));
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    QCOMPARE(server->requests().size(), 21);
}

void tst_Redirects::endlessOnesEnd()
{
    server->route(QStringLiteral("/"), SseTestScript::redirect(302, QByteArray("/")));
    server->route(QStringLiteral("/there"), SseTestScript::redirect(302, other->url()));
    other->route(QStringLiteral("/"),
                 SseTestScript::redirect(302, server->url(QStringLiteral("/there"))));
    SseSource source;
    const SourceWatch watch(source);
    for (const char *const path : { "/", "/there" }) {
        source.open(server->url(QString::fromLatin1(path)));
        QTRY_COMPARE(watch.closed.size(), path[1] ? 2 : 1);
        QCOMPARE(watch.errors.constLast().code(), Code::RedirectRefused);
        QVERIFY(watch.errors.constLast().message().contains(QStringLiteral("20")));
        QCOMPARE(server->requests().size() + other->requests().size(), path[1] ? 42 : 21);
    }
}

void tst_Redirects::withoutLocationFails()
{
    server->route(QStringLiteral("/"), SseTestScript::reply(302));
    SseSource source(server->url());
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(watch.errors.at(0).code(), Code::UnexpectedStatus);
    QCOMPARE(watch.errors.at(0).httpStatus(), 302);
}

void tst_Redirects::reconnectsStartFromTheOriginalUrl()
{
    server->route(QStringLiteral("/"), SseTestScript::redirect(301, other->url()));
    other->route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n"));
    SseSource source(server->url());
    setExactDelay(source, 1);
    source.setHeader("X-Key", "secret");
    const SourceWatch watch(source);
    source.open();
    QTRY_VERIFY(watch.events.size() >= 2);
    source.close();
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(server->requests().at(i).header("X-Key"), "secret");
        QVERIFY(other->requests().at(i).header("X-Key").isNull());
    }
}

void tst_Redirects::aHostThatDoesNotAnswerIsNotWaitedForLonger_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("responseTimeout");
    QTest::addColumn<Code>("code");
    for (const char *const method : { "GET", "POST" }) {
        for (const char *const body : { "", "x" }) {
            if (QByteArray(method) == "GET" && *body)
                continue;
            QTest::addRow("%s %s, no limit for the answer", method, body)
                << QByteArray(method) << QByteArray(body) << 0 << Code::ConnectTimeout;
            QTest::addRow("%s %s, a limit", method, body)
                << QByteArray(method) << QByteArray(body) << 200 << Code::ResponseTimeout;
        }
    }
}

void tst_Redirects::aHostThatDoesNotAnswerIsNotWaitedForLonger()
{
#if QT_CONFIG(ssl)
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS backend here");
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QFETCH(int, responseTimeout);
    QFETCH(Code, code);
    // A TLS handshake that the other side never takes part in: the request is never sent.
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    server->route(QStringLiteral("/"),
                  SseTestScript::redirect(
                      303, QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(silent.serverPort()))));
    SseSource source(server->url());
    source.setMethod(QString::fromLatin1(method));
    source.setBody(body);
    source.setConnectTimeout(200);
    source.setResponseTimeout(responseTimeout);
    source.setAutoReconnect(false);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(watch.errors.at(0).code(), code);
    const QString message = watch.errors.at(0).message();
    QVERIFY2(message.contains(QString::number(silent.serverPort())), qPrintable(message));
    QVERIFY2(!message.contains(QStringLiteral("took the request")), qPrintable(message));
#else
    QSKIP("Qt is built without TLS");
#endif
}

void tst_Redirects::cookiesTravelWithCredentialsOnly_data()
{
    QTest::addColumn<bool>("withCredentials");
    QTest::newRow("without") << false;
    QTest::newRow("with") << true;
}

void tst_Redirects::cookiesTravelWithCredentialsOnly()
{
    QFETCH(bool, withCredentials);
    server->route(QStringLiteral("/"),
                  SseTestScript::redirect(307, QByteArray("/b")).header("Set-Cookie", "hop=1"));
    server->route(
        QStringLiteral("/b"),
        SseTestScript::eventStream().header("Set-Cookie", "stream=2").send("data: 1\n\n").end());
    QNetworkAccessManager manager;
    SseSource source(server->url());
    source.setNetworkAccessManager(&manager);
    setExactDelay(source, 1);
    source.setWithCredentials(withCredentials);
    const SourceWatch watch(source);
    source.open();
    QTRY_VERIFY(watch.events.size() >= 2);
    source.close();
    QVERIFY(server->requests().at(0).header("Cookie").isNull());
    QCOMPARE(server->requests().at(1).header("Cookie"), withCredentials ? "hop=1" : "");
    QCOMPARE(server->requests().at(2).header("Cookie").contains("stream=2"), withCredentials);
    QCOMPARE(manager.cookieJar()->cookiesForUrl(server->url()).size(), withCredentials ? 2 : 0);
}

QTEST_GUILESS_MAIN(tst_Redirects)
#include "tst_redirects.moc"
