// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The ways through proxies, and what they and servers ask for before they let anybody through.

#include "smallproxy.h"
#include "sourcewatch.h"

#include <SseQt/SseTestServer>

#include <QtCore/qfile.h>
#include <QtNetwork/qauthenticator.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtTest/QtTest>

#include <memory>
#if QT_CONFIG(ssl)
#include <QtNetwork/qsslcertificate.h>
#include <QtNetwork/qsslkey.h>
#include <QtNetwork/qsslsocket.h>
#endif

using Code = SseError::Code;
using CloseReason = SseSource::CloseReason;
using ProxyType = QNetworkProxy::ProxyType;

Q_DECLARE_METATYPE(QNetworkProxy::ProxyType)

namespace {

const QString &user()
{
    static const QString text = QStringLiteral("me");
    return text;
}

const QString &password()
{
    static const QString text = QStringLiteral("s3cret");
    return text;
}

// Tells the way for one host, and goes straight to all others.
class OneHostFactory : public QNetworkProxyFactory
{
public:
    OneHostFactory(const QString &host, const QNetworkProxy &proxy)
        : m_host(host)
        , m_proxy(proxy)
    { }

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        return { query.peerHostName() == m_host ? m_proxy : QNetworkProxy(ProxyType::NoProxy) };
    }

private:
    const QString m_host;
    const QNetworkProxy m_proxy;
};

} // namespace

class tst_Proxies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void streamsComeThrough_data();
    void streamsComeThrough();
    void redirectsComeThrough();
    void proxiesThatWantCredentials_data();
    void proxiesThatWantCredentials();
    void handlersOfAManager_data();
    void handlersOfAManager();
    void serversThatAskLikeProxiesGetNothing();
    void proxiesThatFail_data();
    void proxiesThatFail();
    void proxiesThatHangUp();
    void noProxyThatFits();
    void challengesOfServers_data();
    void challengesOfServers();
    void userInfoIsSentAtOnce_data();
    void userInfoIsSentAtOnce();

private:
    enum class Way { Application, Factory, Manager };

    void listen(bool tls = false);
    [[nodiscard]] QUrl farUrl() const;
    void give(SseSource &source, const QNetworkProxy &proxy, Way way);
    void open(SseSource &source, const QByteArray &method);

    std::unique_ptr<SseTestServer> server;
    std::unique_ptr<SmallProxy> proxy;
    std::unique_ptr<QNetworkAccessManager> manager;
};

void tst_Proxies::init()
{
    proxy = std::make_unique<SmallProxy>();
    QVERIFY(proxy->isListening());
    manager = std::make_unique<QNetworkAccessManager>();
    listen();
}

void tst_Proxies::cleanup()
{
    QNetworkProxy::setApplicationProxy(QNetworkProxy(ProxyType::NoProxy));
}

void tst_Proxies::listen(bool tls)
{
    server = std::make_unique<SseTestServer>();
#if QT_CONFIG(ssl)
    if (tls) {
        QFile key(QStringLiteral(SSEQT_TEST_DATA "/tls/server-key.pem"));
        QVERIFY(key.open(QIODevice::ReadOnly));
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setPrivateKey(QSslKey(key.readAll(), QSsl::Rsa));
        configuration.setLocalCertificateChain(
            QSslCertificate::fromPath(QStringLiteral(SSEQT_TEST_DATA "/tls/server.pem")));
        server->setSslConfiguration(configuration);
    }
#else
    Q_UNUSED(tls)
#endif
    QVERIFY(server->listen());
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n").stall());
}

// A host that only the proxy knows.
QUrl tst_Proxies::farUrl() const
{
    QUrl url = server->url();
    url.setHost(QStringLiteral("stream.test"));
    return url;
}

void tst_Proxies::give(SseSource &source, const QNetworkProxy &given, Way way)
{
    switch (way) {
    case Way::Application:
        QNetworkProxy::setApplicationProxy(given);
        break;
    case Way::Factory:
        QNetworkProxyFactory::setApplicationProxyFactory(
            new OneHostFactory(farUrl().host(), given));
        break;
    case Way::Manager:
        manager->setProxy(given);
        source.setNetworkAccessManager(manager.get());
        break;
    }
}

void tst_Proxies::open(SseSource &source, const QByteArray &method)
{
    QNetworkRequest request(farUrl());
#if QT_CONFIG(ssl)
    if (farUrl().scheme() == QLatin1String("https")) {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates(
            QSslCertificate::fromPath(QStringLiteral(SSEQT_TEST_DATA "/tls/ca.pem")));
        request.setSslConfiguration(configuration);
        request.setPeerVerifyName(QStringLiteral("localhost"));
    }
#endif
    source.setAutoReconnect(false);
    source.open(request, method, method == "POST" ? QByteArray("prompt") : QByteArray());
}

void tst_Proxies::streamsComeThrough_data()
{
    QTest::addColumn<ProxyType>("type");
    QTest::addColumn<int>("way");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QByteArray>("method");

    for (const bool tls : { false, true }) {
        for (const char *const method : { "GET", "POST" }) {
            const auto row = [&](const char *name, ProxyType type, Way way) {
                QTest::addRow("%s, %s, %s", name, tls ? "https" : "http", method)
                    << type << int(way) << tls << QByteArray(method);
            };
            row("application's HTTP proxy", ProxyType::HttpProxy, Way::Application);
            row("application's SOCKS proxy", ProxyType::Socks5Proxy, Way::Application);
            row("application's factory, HTTP", ProxyType::HttpProxy, Way::Factory);
            row("application's factory, SOCKS", ProxyType::Socks5Proxy, Way::Factory);
            row("manager's HTTP proxy", ProxyType::HttpProxy, Way::Manager);
            row("manager's SOCKS proxy", ProxyType::Socks5Proxy, Way::Manager);
        }
    }
}

void tst_Proxies::streamsComeThrough()
{
    QFETCH(ProxyType, type);
    QFETCH(int, way);
    QFETCH(bool, tls);
    QFETCH(QByteArray, method);
#if QT_CONFIG(ssl)
    if (tls && !QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS backend here");
#else
    if (tls)
        QSKIP("Qt is built without TLS");
#endif
    listen(tls);
    SseSource source;
    give(source, proxy->proxy(type), Way(way));
    const SourceWatch watch(source);
    open(source, method);
    QTRY_COMPARE(watch.events.size(), 1);
    server->sendToAll("data: 2\n\n");
    QTRY_COMPARE(watch.events.size(), 2);
    QCOMPARE(proxy->targets.size(), 1);
    QCOMPARE(proxy->targets.at(0), "stream.test:" + QByteArray::number(server->port()));
    QCOMPARE(server->requests().size(), 1);
    if (type == ProxyType::HttpProxy)
        QVERIFY(proxy->heads.at(0).startsWith(tls ? "CONNECT " : method + " http://stream.test:"));
    else
        QVERIFY(proxy->heads.isEmpty());
}

void tst_Proxies::redirectsComeThrough()
{
    server->route(QStringLiteral("/"), SseTestScript::redirect(307, QByteArray("/b")).close());
    server->route(QStringLiteral("/b"), SseTestScript::eventStream().send("data: 1\n\n").stall());
    SseSource source;
    give(source, proxy->proxy(ProxyType::HttpProxy), Way::Application);
    const SourceWatch watch(source);
    open(source, "POST");
    QTRY_COMPARE(watch.events.size(), 1);
    QCOMPARE(server->requests().size(), 2);
    QCOMPARE(server->requests().at(1).body, "prompt");
    QCOMPARE(proxy->targets.size(), 2);
}

void tst_Proxies::proxiesThatWantCredentials_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("withCredentials");
    QTest::addColumn<int>("way");
    QTest::addColumn<QString>("password");
    QTest::addColumn<bool>("passes");

    for (const bool tls : { false, true }) {
        for (const char *const method : { "GET", "POST" }) {
            for (const bool withCredentials : { false, true }) {
                for (const Way way : { Way::Application, Way::Manager }) {
                    const auto row = [&](const char *name, const QString &text, bool passes) {
                        QTest::addRow("%s, %s, %s%s, %s", name, tls ? "https" : "http", method,
                                      withCredentials ? ", with credentials" : "",
                                      way == Way::Manager ? "manager's" : "application's")
                            << tls << QByteArray(method) << withCredentials << int(way) << text
                            << passes;
                    };
                    row("none", {}, false);
                    row("right", password(), true);
                    row("wrong", QStringLiteral("wrong"), false);
                }
            }
        }
    }
}

void tst_Proxies::proxiesThatWantCredentials()
{
    QFETCH(bool, tls);
    QFETCH(QByteArray, method);
    QFETCH(bool, withCredentials);
    QFETCH(int, way);
    QFETCH(QString, password);
    QFETCH(bool, passes);
#if QT_CONFIG(ssl)
    if (tls && !QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS backend here");
#else
    if (tls)
        QSKIP("Qt is built without TLS");
#endif
    listen(tls);
    proxy->credentials = "me:s3cret";
    SseSource source;
    source.setWithCredentials(withCredentials);
    give(source,
         proxy->proxy(ProxyType::HttpProxy, password.isEmpty() ? QString() : user(), password),
         Way(way));
    const SourceWatch watch(source);
    open(source, method);
    if (passes) {
        QTRY_COMPARE(watch.events.size(), 1);
        QCOMPARE(server->requests().size(), 1);
        // Without, and with what was asked for; but what is sent once has them along.
        QCOMPARE(proxy->heads.size(), !tls && method == "POST" ? 1 : 2);
        QCOMPARE(proxy->targets.size(), 1);
        if (method == "POST")
            QCOMPARE(server->requests().at(0).body, "prompt");
        return;
    }
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
    const SseError error = watch.errors.at(0);
    QCOMPARE(error.code(), Code::ConnectionFailed);
    QCOMPARE(error.httpStatus(), tls ? 0 : 407);
    QVERIFY2(error.message().contains(QStringLiteral("proxy wants credentials")),
             qPrintable(error.message()));
    QVERIFY2(error.message().contains(QString::number(proxy->serverPort())),
             qPrintable(error.message()));
    QVERIFY(!error.message().contains(QStringLiteral("s3cret")));
    QCOMPARE(error.responseBody(), tls ? "" : "who?");
    QCOMPARE(server->connectionCount(), 0);
    QVERIFY(proxy->heads.size() <= 2);
}

// What an application answers in QNetworkAccessManager::proxyAuthenticationRequired().
void tst_Proxies::handlersOfAManager_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("withCredentials");
    QTest::addColumn<bool>("passes");
    QTest::newRow("https GET") << true << QByteArray("GET") << false << true;
    QTest::newRow("https POST") << true << QByteArray("POST") << false << true;
    QTest::newRow("http GET") << false << QByteArray("GET") << false << false;
    QTest::newRow("http GET, with credentials") << false << QByteArray("GET") << true << true;
    QTest::newRow("http POST") << false << QByteArray("POST") << false << false;
    QTest::newRow("http POST, with credentials") << false << QByteArray("POST") << true << false;
}

void tst_Proxies::handlersOfAManager()
{
    QFETCH(bool, tls);
    QFETCH(QByteArray, method);
    QFETCH(bool, withCredentials);
    QFETCH(bool, passes);
#if QT_CONFIG(ssl)
    if (tls && !QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS backend here");
#else
    if (tls)
        QSKIP("Qt is built without TLS");
#endif
    listen(tls);
    proxy->credentials = "me:s3cret";
    connect(manager.get(), &QNetworkAccessManager::proxyAuthenticationRequired, this,
            [](const QNetworkProxy &, QAuthenticator *authenticator) {
                authenticator->setUser(user());
                authenticator->setPassword(password());
            });
    SseSource source;
    source.setWithCredentials(withCredentials);
    give(source, proxy->proxy(ProxyType::HttpProxy), Way::Manager);
    const SourceWatch watch(source);
    open(source, method);
    if (passes) {
        QTRY_COMPARE(watch.events.size(), 1);
        return;
    }
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(watch.errors.at(0).code(), Code::ConnectionFailed);
    QCOMPARE(watch.errors.at(0).httpStatus(), 407);
    QCOMPARE(server->connectionCount(), 0);
}

// A proxy's credentials are for the proxy: not for a server that it tunnels to, nor for one that
// there is no proxy before.
void tst_Proxies::serversThatAskLikeProxiesGetNothing()
{
    SseSource source;
    const SourceWatch watch(source);
    const auto ask = [this] {
        server->route(QStringLiteral("/"),
                      SseTestScript::reply(407, "who?")
                          .header("Proxy-Authenticate", "Basic realm=\"server\""));
    };
    ask();
    give(source, proxy->proxy(ProxyType::Socks5Proxy, user(), password()), Way::Application);
    open(source, "GET");
    QTRY_COMPARE(watch.closed.size(), 1);
    QCOMPARE(server->requests().size(), 1);
    QCOMPARE(watch.errors.at(0).httpStatus(), 407);

    // One that reads requests passes on what it does not want itself: a POST goes once all the
    // same.
    server->clearRequests();
    give(source, proxy->proxy(ProxyType::HttpProxy, user(), password()), Way::Application);
    open(source, "POST");
    QTRY_COMPARE(watch.closed.size(), 2);
    QCOMPARE(server->requests().size(), 1);
    QCOMPARE(watch.errors.at(1).httpStatus(), 407);

#if QT_CONFIG(ssl)
    if (!QSslSocket::supportsSsl())
        return;
    listen(true);
    ask();
    give(source, proxy->proxy(ProxyType::HttpProxy, user(), password()), Way::Application);
    open(source, "POST");
    QTRY_COMPARE(watch.closed.size(), 3);
    QCOMPARE(server->requests().size(), 1);
    QVERIFY(server->requests().at(0).header("Proxy-Authorization").isNull());
#endif
}

void tst_Proxies::proxiesThatFail_data()
{
    QTest::addColumn<ProxyType>("type");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("isKnown"); // by name; it refuses
    for (const bool tls : { false, true }) {
        for (const bool isKnown : { false, true }) {
            const char *const scheme = tls ? "https" : "http";
            const char *const fault = isKnown ? "refuses" : "is unknown";
            QTest::addRow("HTTP proxy %s, %s", fault, scheme)
                << ProxyType::HttpProxy << tls << isKnown;
            QTest::addRow("SOCKS proxy %s, %s", fault, scheme)
                << ProxyType::Socks5Proxy << tls << isKnown;
        }
    }
}

void tst_Proxies::proxiesThatFail()
{
    QFETCH(ProxyType, type);
    QFETCH(bool, tls);
    QFETCH(bool, isKnown);
    QNetworkProxy given = proxy->proxy(type);
    if (!isKnown)
        given.setHostName(QStringLiteral("no-such-proxy.invalid"));
    const QString name = given.hostName() + u':' + QString::number(given.port());
    proxy->close();
    QNetworkProxy::setApplicationProxy(given);
    QUrl url = farUrl();
    url.setScheme(tls ? QStringLiteral("https") : QStringLiteral("http"));
    SseSource source(url);
    setExactDelay(source, 1);
    source.setMaximumReconnectAttempts(1);
    const SourceWatch watch(source);
    source.open();
    // It may be there again in a moment.
    QTRY_COMPARE_WITH_TIMEOUT(
        watch.log.join(u','),
        QStringLiteral("error ConnectionFailed,error ConnectionFailed,closed Failed"), 20000);
    const QString message = watch.errors.at(0).message();
    QVERIFY2(message.contains(QLatin1String("(through the proxy %1)").arg(name)),
             qPrintable(message));
    const QString reason = message.section(QLatin1String("): "), 1);
    QVERIFY2(reason.contains(QLatin1String("roxy")), qPrintable(message));
    QVERIFY2(reason.contains(isKnown ? QLatin1String("refused") : QLatin1String("not found")),
             qPrintable(message));
    QCOMPARE(server->connectionCount(), 0);
}

void tst_Proxies::proxiesThatHangUp()
{
    proxy->refusal = "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno";
    SseSource source;
    give(source, proxy->proxy(ProxyType::HttpProxy), Way::Application);
    const SourceWatch watch(source);
    open(source, "POST");
    QTRY_COMPARE(watch.closed.size(), 1);
    QCOMPARE(watch.errors.at(0).code(), Code::UnexpectedStatus); // it cannot be told who says so
    QCOMPARE(watch.errors.at(0).httpStatus(), 403);
#if QT_CONFIG(ssl)
    if (!QSslSocket::supportsSsl())
        return;
    listen(true);
    for (const char *const status : { "403", "502", "503" }) {
        proxy->refusal = QByteArray("HTTP/1.1 ") + status + " No\r\nContent-Length: 2\r\n\r\nno";
        const qsizetype before = watch.closed.size();
        open(source, "GET");
        QTRY_COMPARE(watch.closed.size(), before + 1);
        const SseError error = watch.errors.constLast();
        QCOMPARE(error.code(), Code::ConnectionFailed);
        QVERIFY2(error.message().section(QLatin1String("): "), 1).contains(QLatin1String("roxy")),
                 qPrintable(error.message()));
    }
    QCOMPARE(server->connectionCount(), 0);
#endif
}

void tst_Proxies::noProxyThatFits()
{
    SseSource source;
    give(source, proxy->proxy(ProxyType::FtpCachingProxy), Way::Factory);
    const SourceWatch watch(source);
    open(source, "GET");
    QTRY_COMPARE(watch.closed.size(), 1);
    QCOMPARE(watch.errors.at(0).code(), Code::ConnectionFailed);
    QVERIFY2(watch.errors.at(0).message().contains(QLatin1String("proxy")),
             qPrintable(watch.errors.at(0).message()));
    QCOMPARE(server->connectionCount(), 0);
}

// A 401, and a manager whose application would answer it.
void tst_Proxies::challengesOfServers_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("withCredentials");
    QTest::addColumn<bool>("isAnswered");

    for (const bool withCredentials : { false, true }) {
        const char *const name = withCredentials ? "with credentials" : "without";
        QTest::addRow("GET, %s", name)
            << QByteArray("GET") << QByteArray() << withCredentials << withCredentials;
        QTest::addRow("POST, %s", name)
            << QByteArray("POST") << QByteArray("prompt") << withCredentials << false;
        QTest::addRow("POST without a body, %s", name)
            << QByteArray("POST") << QByteArray() << withCredentials << false;
    }
}

void tst_Proxies::challengesOfServers()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QFETCH(bool, withCredentials);
    QFETCH(bool, isAnswered);
    server->route(QStringLiteral("/"), [](SseTestExchange *exchange) {
        if (exchange->request().header("Authorization").isNull()) {
            exchange->play(
                SseTestScript::reply(401, "who?").header("WWW-Authenticate", "Basic realm=\"x\""));
        } else {
            exchange->play(SseTestScript::eventStream().send("data: 1\n\n").stall());
        }
    });
    connect(manager.get(), &QNetworkAccessManager::authenticationRequired, this,
            [](QNetworkReply *, QAuthenticator *authenticator) {
                authenticator->setUser(user());
                authenticator->setPassword(password());
            });
    SseSource source;
    source.setNetworkAccessManager(manager.get());
    source.setWithCredentials(withCredentials);
    const SourceWatch watch(source);
    for (int i = 1; i <= 2; ++i) { // once more, with what the manager has learnt
        server->clearRequests();
        source.open(QNetworkRequest(server->url()), method, body);
        if (isAnswered) {
            QTRY_COMPARE(watch.events.size(), i);
            continue;
        }
        QTRY_COMPARE(watch.closed.size(), i);
        const SseError error = watch.errors.constLast();
        QCOMPARE(error.code(), Code::UnexpectedStatus);
        QCOMPARE(error.httpStatus(), 401);
        QCOMPARE(error.responseBody(), "who?");
        QCOMPARE(error.responseHeader("WWW-Authenticate"), "Basic realm=\"x\"");
        QCOMPARE(server->requests().size(), 1);
        QVERIFY(server->requests().at(0).header("Authorization").isNull());
    }
}

void tst_Proxies::userInfoIsSentAtOnce_data()
{
    QTest::addColumn<QString>("userInfo");
    QTest::addColumn<QByteArray>("credentials");
    QTest::newRow("user and password") << QStringLiteral("me:s3cret") << QByteArray("me:s3cret");
    QTest::newRow("user alone") << QStringLiteral("me") << QByteArray("me:");
    QTest::newRow("as UTF-8, decoded")
        << QStringLiteral("m%C3%A9:p%3Aq%40r") << QByteArray("m\xC3\xA9:p:q@r");
}

void tst_Proxies::userInfoIsSentAtOnce()
{
    QFETCH(QString, userInfo);
    QFETCH(QByteArray, credentials);
    QUrl url = server->url();
    url.setUserInfo(userInfo);
    for (const char *const method : { "GET", "POST" }) {
        server->clearRequests();
        SseSource source(url);
        source.setMethod(QString::fromLatin1(method));
        const SourceWatch watch(source);
        source.open();
        QTRY_COMPARE(watch.events.size(), 1);
        QCOMPARE(server->requests().size(), 1);
        QCOMPARE(server->requests().at(0).header("Authorization"),
                 "Basic " + credentials.toBase64());
        source.setHeader("Authorization", "Bearer token");
        QTRY_COMPARE(watch.events.size(), 2);
        QCOMPARE(server->requests().at(1).headerValues("Authorization"),
                 QList<QByteArray>{ "Bearer token" });
    }
}

QTEST_GUILESS_MAIN(tst_Proxies)
#include "tst_proxies.moc"
