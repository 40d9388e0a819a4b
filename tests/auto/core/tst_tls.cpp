// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Whom a source believes over TLS, and to whom it says who it is.

#include "sourcewatch.h"

#include <SseQt/SseTestServer>

#include <QtCore/qfile.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtTest/QtTest>

#include <memory>
#if QT_CONFIG(ssl)
#include <QtNetwork/qsslcertificate.h>
#include <QtNetwork/qsslkey.h>
#include <QtNetwork/qsslsocket.h>
#include <QtNetwork/qtcpserver.h>
#endif

using Code = SseError::Code;
using CloseReason = SseSource::CloseReason;

#if QT_CONFIG(ssl)
namespace {

QList<QSslCertificate> certificates(const QString &name)
{
    return QSslCertificate::fromPath(QStringLiteral(SSEQT_TEST_DATA "/tls/%1.pem").arg(name));
}

// As \a name, who has a certificate and the key to it.
QSslConfiguration configurationOf(const QString &name)
{
    QFile key(QStringLiteral(SSEQT_TEST_DATA "/tls/%1-key.pem").arg(name));
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (key.open(QIODevice::ReadOnly))
        configuration.setPrivateKey(QSslKey(key.readAll(), QSsl::Rsa));
    configuration.setLocalCertificateChain(certificates(name));
    return configuration;
}

// A client's that trusts the authority of the servers here.
QSslConfiguration trusting(QSslConfiguration configuration)
{
    configuration.setCaCertificates(certificates(QStringLiteral("ca")));
    return configuration;
}

QSslConfiguration trustingClient()
{
    return trusting(QSslConfiguration::defaultConfiguration());
}

QSslConfiguration knownClient()
{
    return trusting(configurationOf(QStringLiteral("client")));
}

// Asks for a certificate, does without one, and notes whose it was shown.
class AskingServer : public QTcpServer
{
public:
    explicit AskingServer(const QByteArray &answer)
        : m_answer(answer)
    {
        m_configuration.setCaCertificates(certificates(QStringLiteral("client-ca")));
        m_configuration.setPeerVerifyMode(QSslSocket::QueryPeer);
        listen(QHostAddress::LocalHost);
    }

    [[nodiscard]] QUrl url() const
    {
        return QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(serverPort()));
    }

    void setAnswer(const QByteArray &answer) { m_answer = answer; }

    QStringList names; // one for each request, empty when there was no certificate
    QList<QByteArray> requests;

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *const socket = new QSslSocket(this);
        socket->setSocketDescriptor(descriptor);
        socket->setSslConfiguration(m_configuration);
        connect(socket, &QSslSocket::readyRead, this, [this, socket] {
            requests.append(socket->readAll());
            names.append(
                socket->peerCertificate().subjectInfo(QSslCertificate::CommonName).value(0));
            socket->write(m_answer);
        });
        socket->startServerEncryption();
    }

private:
    QSslConfiguration m_configuration = configurationOf(QStringLiteral("server"));
    QByteArray m_answer;
};

QByteArray endlessStream()
{
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n";
}

QByteArray endedStream()
{
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 9\r\n\r\n"
           "data: 1\n\n";
}

QByteArray redirectTo(const QUrl &target)
{
    return "HTTP/1.1 307 Temporary Redirect\r\nContent-Length: 0\r\nLocation: " + target.toEncoded()
        + "\r\n\r\n";
}

} // namespace
#endif

class tst_Tls : public QObject
{
    Q_OBJECT

#if QT_CONFIG(ssl)
private Q_SLOTS:
    void initTestCase();
    void certificatesThatFail_data();
    void certificatesThatFail();
    void nothingIsIgnoredOnAnInjectedManager();
    void trustedAuthorityPasses();
    void clientIsKnownToAServerThatDemandsIt();
    void clientWithoutACertificateIsTold_data();
    void clientWithoutACertificateIsTold();
    void certificateGoesToNoOtherOrigin();
    void certificateGoesToATrustedOrigin();
    void certificateDoesNotComeBack();
    void certificateDoesNotComeBackOnAKeptConnection();
    void anApplicationsHandlerMayCloseTheSource();
    void eachSourceHasItsOwnConfiguration();
    void changedConfigurationIsUsedForTheNextAttempt();
    void nameToVerifyStaysInItsOrigin();
    void noRedirectLeadsToPlainHttp_data();
    void noRedirectLeadsToPlainHttp();

private:
    static std::unique_ptr<SseTestServer> serverOf(const QString &name,
                                                   bool demandsCertificate = false);
#else
private Q_SLOTS:
    void initTestCase()
    {
        QSKIP("Qt is built without TLS");
    }
#endif
};

#if QT_CONFIG(ssl)

void tst_Tls::initTestCase()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS backend here");
}

std::unique_ptr<SseTestServer> tst_Tls::serverOf(const QString &name, bool demandsCertificate)
{
    QSslConfiguration configuration = configurationOf(name);
    if (demandsCertificate) {
        configuration.setCaCertificates(certificates(QStringLiteral("client-ca")));
        configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
        // As other servers do it: by an alert that says what is missing.
        configuration.setMissingCertificateIsFatal(true);
    }
    auto server = std::make_unique<SseTestServer>();
    server->setSslConfiguration(configuration);
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n").stall());
    if (!server->listen())
        qFatal("no port");
    return server;
}

void tst_Tls::certificatesThatFail_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<bool>("trustsAuthority");
    QTest::addColumn<QSslError::SslError>("reason");

    QTest::newRow("unknown authority")
        << QStringLiteral("server") << false << QSslError::UnableToGetLocalIssuerCertificate;
    QTest::newRow("self-signed") << QStringLiteral("untrusted") << true
                                 << QSslError::SelfSignedCertificate;
    QTest::newRow("expired") << QStringLiteral("expired") << true << QSslError::CertificateExpired;
    QTest::newRow("of another host")
        << QStringLiteral("wronghost") << true << QSslError::HostNameMismatch;
}

void tst_Tls::certificatesThatFail()
{
    QFETCH(QString, certificate);
    QFETCH(bool, trustsAuthority);
    QFETCH(QSslError::SslError, reason);
    const auto server = serverOf(certificate);
    SseSource source(server->url());
    if (trustsAuthority)
        source.setSslConfiguration(trustingClient());
    setExactDelay(source, 1);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(watch.errors.size(), 1);
    QCOMPARE(watch.errors.at(0).code(), Code::TlsFailed);
    const QString text = QSslError(reason).errorString();
    QVERIFY2(watch.errors.at(0).message().contains(text), qPrintable(watch.errors.at(0).message()));
    QVERIFY(server->requests().isEmpty());
}

void tst_Tls::nothingIsIgnoredOnAnInjectedManager()
{
    const auto server = serverOf(QStringLiteral("untrusted"));
    QNetworkAccessManager manager;
    SseSource source(server->url());
    source.setNetworkAccessManager(&manager);
    source.setHeader("Authorization", "Bearer secret");
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(watch.errors.at(0).code(), Code::TlsFailed);
    QVERIFY(server->requests().isEmpty());
}

void tst_Tls::trustedAuthorityPasses()
{
    const auto server = serverOf(QStringLiteral("server"));
    SseSource source(server->url());
    source.setSslConfiguration(trustingClient());
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    QCOMPARE(watch.events.at(0).origin(),
             QStringLiteral("https://127.0.0.1:%1").arg(server->port()));
    QCOMPARE(watch.phases,
             (QList{ SseSource::Phase::Dialing, SseSource::Phase::AwaitingHeaders,
                     SseSource::Phase::Streaming }));
}

void tst_Tls::clientIsKnownToAServerThatDemandsIt()
{
    const auto server = serverOf(QStringLiteral("server"), true);
    SseSource source(server->url());
    source.setSslConfiguration(knownClient());
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    QVERIFY(watch.errors.isEmpty());
}

void tst_Tls::clientWithoutACertificateIsTold_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QSsl::SslProtocol>("protocol");
    for (const char *const method : { "GET", "POST" }) {
        QTest::addRow("%s, TLS 1.2", method) << QByteArray(method) << QSsl::TlsV1_2;
        QTest::addRow("%s, TLS 1.3", method) << QByteArray(method) << QSsl::TlsV1_3;
    }
}

void tst_Tls::clientWithoutACertificateIsTold()
{
    QFETCH(QByteArray, method);
    QFETCH(QSsl::SslProtocol, protocol);
    const auto server = serverOf(QStringLiteral("server"), true);
    QSslConfiguration configuration = trustingClient();
    configuration.setProtocol(protocol);
    SseSource source(server->url());
    source.setSslConfiguration(configuration);
    source.setMethod(QString::fromLatin1(method));
    source.setAutoReconnect(false);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(watch.errors.at(0).code(), Code::TlsFailed);
    QVERIFY2(watch.errors.at(0).message().contains(QStringLiteral("a certificate of the client's")),
             qPrintable(watch.errors.at(0).message()));
    QVERIFY(server->requests().isEmpty());
}

void tst_Tls::certificateGoesToNoOtherOrigin()
{
    AskingServer other(endlessStream());
    AskingServer server(redirectTo(other.url()));
    SseSource source(server.url());
    source.setSslConfiguration(knownClient());
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    QCOMPARE(server.names, QStringList{ QStringLiteral("client") });
    QCOMPARE(other.names, QStringList{ QString() });
    // It stays the source's.
    QCOMPARE(source.sslConfiguration().localCertificateChain().size(), 1);
}

void tst_Tls::certificateGoesToATrustedOrigin()
{
    AskingServer other(endlessStream());
    AskingServer server(redirectTo(other.url()));
    SseSource source(server.url());
    source.setSslConfiguration(knownClient());
    source.setTrustedOrigins({ other.url().toString(QUrl::RemovePath) });
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    QCOMPARE(other.names, QStringList{ QStringLiteral("client") });
}

// A connection that was opened with the certificate speaks for the client for as long as it lasts.
// The source with cookies has a manager of its own, and with it connections that are kept.
void tst_Tls::certificateDoesNotComeBackOnAKeptConnection()
{
    const QByteArray ended = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                             "Content-Length: 9\r\n\r\ndata: 1\n\n";
    AskingServer trusted(ended);
    AskingServer other(redirectTo(trusted.url()));
    AskingServer server(redirectTo(trusted.url()));
    SseSource source(server.url());
    source.setSslConfiguration(knownClient());
    source.setTrustedOrigins({ trusted.url().toString(QUrl::RemovePath) });
    source.setWithCredentials(true);
    setExactDelay(source, 1);
    const SourceWatch watch(source);
    connect(&source, &SseSource::eventReceived, this, [&] {
        if (watch.events.size() == 2)
            source.close();
        server.setAnswer(redirectTo(other.url()));
    });
    source.open();
    QTRY_COMPARE(watch.events.size(), 2);
    QCOMPARE(other.names, QStringList{ QString() });
    QCOMPARE(trusted.names, (QStringList{ QStringLiteral("client"), QString() }));
}

// It is the reply's own signal from which it comes.
void tst_Tls::anApplicationsHandlerMayCloseTheSource()
{
    QNetworkAccessManager manager;
    AskingServer server(endlessStream());
    SseSource source(server.url());
    source.setNetworkAccessManager(&manager);
    const SourceWatch watch(source);
    QSignalSpy finished(&manager, &QNetworkAccessManager::finished);
    connect(&manager, &QNetworkAccessManager::sslErrors, &source, [&] { source.close(); });
    source.open();
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Requested });
    QTRY_VERIFY(manager.findChildren<QNetworkReply *>().isEmpty());
    QVERIFY(watch.errors.isEmpty());
    QVERIFY(finished.isEmpty());
}

void tst_Tls::certificateDoesNotComeBack()
{
    AskingServer server({});
    AskingServer other(redirectTo(server.url()));
    server.setAnswer(redirectTo(other.url()));
    SseSource source(server.url());
    source.setSslConfiguration(knownClient());
    const SourceWatch watch(source);
    source.open();
    // They send it to and fro until it is closed.
    QTRY_VERIFY(server.names.size() >= 2);
    source.close();
    QCOMPARE(server.names.mid(0, 2), (QStringList{ QStringLiteral("client"), QString() }));
}

void tst_Tls::eachSourceHasItsOwnConfiguration()
{
    AskingServer server(endlessStream());
    SseSource known(server.url());
    known.setSslConfiguration(knownClient());
    SseSource unknown(server.url());
    unknown.setSslConfiguration(trustingClient());
    SseSource distrustful(server.url());
    const SourceWatch ofKnown(known);
    const SourceWatch ofUnknown(unknown);
    const SourceWatch ofDistrustful(distrustful);
    known.open();
    QTRY_COMPARE(ofKnown.events.size(), 1);
    unknown.open();
    QTRY_COMPARE(ofUnknown.events.size(), 1);
    distrustful.open();
    QTRY_COMPARE(ofDistrustful.closed, QList{ CloseReason::Failed });
    QCOMPARE(ofDistrustful.errors.at(0).code(), Code::TlsFailed);
    QCOMPARE(server.names, (QStringList{ QStringLiteral("client"), QString() }));
}

void tst_Tls::changedConfigurationIsUsedForTheNextAttempt()
{
    AskingServer server(endedStream());
    SseSource source(server.url());
    source.setAutoReconnect(false);
    source.setSslConfiguration(knownClient());
    const SourceWatch watch(source);
    for (int i = 1; i <= 2; ++i) {
        source.open();
        QTRY_COMPARE(watch.closed.size(), i);
    }
    source.setSslConfiguration(trustingClient());
    source.open();
    QTRY_COMPARE(watch.closed.size(), 3);
    const QString known = QStringLiteral("client");
    QCOMPARE(server.names, (QStringList{ known, known, QString() }));
}

void tst_Tls::nameToVerifyStaysInItsOrigin()
{
    const auto other = serverOf(QStringLiteral("wronghost"));
    const auto server = serverOf(QStringLiteral("wronghost"));
    server->route(QStringLiteral("/"), SseTestScript::redirect(307, other->url()));
    QNetworkRequest request(server->url());
    request.setPeerVerifyName(QStringLiteral("example.org"));
    request.setSslConfiguration(trustingClient());
    SseSource source;
    const SourceWatch watch(source);
    source.open(request);
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(watch.errors.at(0).code(), Code::TlsFailed);
    QCOMPARE(server->requests().size(), 1);
    QVERIFY(other->requests().isEmpty());
}

void tst_Tls::noRedirectLeadsToPlainHttp_data()
{
    QTest::addColumn<bool>("isTrusted");
    QTest::newRow("another origin") << false;
    QTest::newRow("a trusted one") << true;
}

void tst_Tls::noRedirectLeadsToPlainHttp()
{
    QFETCH(bool, isTrusted);
    SseTestServer plain;
    QVERIFY(plain.listen());
    const auto server = serverOf(QStringLiteral("server"));
    server->route(QStringLiteral("/"), SseTestScript::redirect(302, plain.url()));
    SseSource source(server->url());
    source.setSslConfiguration(trustingClient());
    if (isTrusted)
        source.setTrustedOrigins({ plain.url().toString(QUrl::RemovePath) });
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(watch.errors.at(0).code(), Code::RedirectRefused);
    QVERIFY2(watch.errors.at(0).message().contains(QStringLiteral("from https to http")),
             qPrintable(watch.errors.at(0).message()));
    QCOMPARE(plain.connectionCount(), 0);
}

#endif

QTEST_GUILESS_MAIN(tst_Tls)
#include "tst_tls.moc"
