// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Streams over HTTP/2, from a server of Node.js: how they begin, how they end, and what follows.

#include "../auto/core/sourcewatch.h"

#include <SseQt/SseTestServer>

#include <QtCore/qelapsedtimer.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>
#include <QtCore/qprocess.h>
#include <QtCore/qthread.h>
#include <QtCore/qtimer.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qsslcertificate.h>
#include <QtNetwork/qsslconfiguration.h>
#include <QtNetwork/qsslkey.h>
#include <QtTest/QtTest>

#include <memory>
#include <vector>

using Code = SseError::Code;
using CloseReason = SseSource::CloseReason;

namespace {

QString tlsFile(const char *name)
{
    return QStringLiteral(SSEQT_TEST_DATA "/tls/") + QLatin1String(name);
}

// Much less than the timeouts: what takes longer has waited for one of them.
constexpr int promptly = 3000;

} // namespace

class NodeServer
{
public:
    NodeServer() { start(QStringLiteral("0")); }
    ~NodeServer() { kill(); }

    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    void restart() { start(QString::number(m_port)); }

    [[nodiscard]] bool isRunning() const { return m_port != 0; }

    [[nodiscard]] QUrl url(const QString &path) const
    {
        return QUrl(QStringLiteral("https://127.0.0.1:%1%2").arg(m_port).arg(path));
    }

    void command(const QByteArray &line) { m_process.write(line + '\n'); }

    // Those that have come whole, in order.
    [[nodiscard]] QList<QJsonObject> requests()
    {
        while (m_process.canReadLine())
            m_requests.append(QJsonDocument::fromJson(m_process.readLine()).object());
        return m_requests;
    }

    [[nodiscard]] QString version(qsizetype request)
    {
        return requests().value(request).value(QLatin1String("version")).toString();
    }

    [[nodiscard]] int session(qsizetype request)
    {
        return requests().value(request).value(QLatin1String("session")).toInt();
    }

private:
    void start(const QString &port)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(SSEQT_NODE),
                        { QStringLiteral(SSEQT_HTTP2_SERVER), tlsFile("server.pem"),
                          tlsFile("server-key.pem"), port });
        while (!m_process.canReadLine() && m_process.waitForReadyRead()) { }
        m_port = m_process.readLine().trimmed().toInt();
    }

    QProcess m_process;
    int m_port = 0;
    QList<QJsonObject> m_requests;
};

class tst_Http2 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void isNotSpokenUnlessAllowed();
    void isSpokenWhereAllowed();
    void changingItWhileOpenReopens();
    void aServerWithoutItIsSpokenToInHttp1();
    void aPostToAServerWithoutItIsSentOnce();
    void manySourcesAtOnce();
    void aFloodIsReadToItsEnd();
    void whatIsNotReadIsBounded_data();
    void whatIsNotReadIsBounded();
    void aPauseThatIsShortLosesNothing();
    void manySourcesShareAConnectionOfAnInjectedManager();
    void endsInGoodOrder_data();
    void endsInGoodOrder();
    void trailersAreNoSecondHead_data();
    void trailersAreNoSecondHead();
    void earlyHintsAreNoHead();
    void aPingIsAnswered();
    void aStatusIsAStatus();
    void aServerThatNeverAnswersTimesOut();
    void resets_data();
    void resets();
    void aResetOnASharedConnectionIsNoFaultOfTheCaller();
    void aResetStreamIsOpenedAgain_data();
    void aResetStreamIsOpenedAgain();
    void aBrokenSessionIsReplaced_data();
    void aBrokenSessionIsReplaced();
    void aStreamGoesOnWhenItsServerGoesAway_data();
    void aStreamGoesOnWhenItsServerGoesAway();
    void aFarewellIsFollowedByAFreshConnection();
    void aSharedConnectionThatGoesAwayTimesOut();
    void aRestartedServerIsFoundAgain();
    void aPostIsSentOnce_data();
    void aPostIsSentOnce();
    void compressedStreams_data();
    void compressedStreams();

private:
    void prepare(SseSource &source, const QString &path);

    std::unique_ptr<NodeServer> server;
    QSslConfiguration trusting;
};

void tst_Http2::initTestCase()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS backend here");
    trusting = QSslConfiguration::defaultConfiguration();
    trusting.setCaCertificates(QSslCertificate::fromPath(tlsFile("ca.pem")));
    // Qt reports there what our errors say.
    QLoggingCategory::setFilterRules(QStringLiteral("qt.network.http2.warning=false"));
}

void tst_Http2::init()
{
    server = std::make_unique<NodeServer>();
    QVERIFY(server->isRunning());
}

void tst_Http2::prepare(SseSource &source, const QString &path)
{
    source.setSslConfiguration(trusting);
    source.setUrl(server->url(path));
    source.setHttp2Allowed(true);
    setExactDelay(source, 1);
}

void tst_Http2::isNotSpokenUnlessAllowed()
{
    SseSource source;
    QVERIFY(!source.isHttp2Allowed());
    prepare(source, QStringLiteral("/stream"));
    source.setHttp2Allowed(false);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    QTRY_COMPARE(server->version(0), QStringLiteral("1.1"));
}

void tst_Http2::isSpokenWhereAllowed()
{
    SseSource source;
    prepare(source, QStringLiteral("/stream"));
    QVERIFY(source.isHttp2Allowed());
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    QTRY_COMPARE(server->version(0), QStringLiteral("2.0"));
    QCOMPARE(watch.phases,
             (QList{ SseSource::Phase::Dialing, SseSource::Phase::AwaitingHeaders,
                     SseSource::Phase::Streaming }));
}

void tst_Http2::changingItWhileOpenReopens()
{
    SseSource source;
    prepare(source, QStringLiteral("/stream"));
    source.setHttp2Allowed(false);
    const SourceWatch watch(source);
    QSignalSpy changed(&source, &SseSource::http2AllowedChanged);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    source.setHttp2Allowed(true);
    source.setHttp2Allowed(true);
    QCOMPARE(changed, (QList<QVariantList>{ { true } }));
    QTRY_COMPARE(watch.events.size(), 2);
    QTRY_COMPARE(server->version(1), QStringLiteral("2.0"));
    QVERIFY(watch.errors.isEmpty());
}

namespace {

bool listenWithTls(SseTestServer &server)
{
    QFile key(tlsFile("server-key.pem"));
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(QSslCertificate::fromPath(tlsFile("server.pem")));
    if (key.open(QFile::ReadOnly))
        configuration.setPrivateKey(QSslKey(&key, QSsl::Rsa));
    server.setSslConfiguration(configuration);
    return server.listen();
}

} // namespace

void tst_Http2::aServerWithoutItIsSpokenToInHttp1()
{
    SseTestServer other;
    QVERIFY(listenWithTls(other));
    other.route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n"));
    SseSource source;
    prepare(source, {});
    source.setUrl(other.url());
    const SourceWatch watch(source);
    source.open();
    QTRY_VERIFY(watch.events.size() >= 3);
    source.close();
    QCOMPARE(watch.codeName(watch.errors.at(0)), QStringLiteral("StreamEnded"));
    QVERIFY(other.requests().at(0).header("Upgrade").isEmpty());
}

void tst_Http2::aPostToAServerWithoutItIsSentOnce()
{
    SseTestServer other;
    QVERIFY(listenWithTls(other));
    other.route(QStringLiteral("/"), SseTestScript::raw().close());
    SseSource source;
    prepare(source, {});
    source.setUrl(other.url());
    source.setMethod(QStringLiteral("POST"));
    source.setBody("x");
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(watch.errors.at(0).code(), Code::ConnectionLost);
    QCOMPARE(other.requests().size(), 1);
}

void tst_Http2::aFloodIsReadToItsEnd()
{
    SseSource source;
    prepare(source, QStringLiteral("/flood?size=64"));
    source.setAutoReconnect(false);
    int count = 0;
    connect(&source, &SseSource::eventReceived, this, [&] { ++count; });
    QSignalSpy errors(&source, &SseSource::errorOccurred);
    QSignalSpy closed(&source, &SseSource::closed);
    source.open();
    QVERIFY(closed.wait(60000));
    QVERIFY(errors.isEmpty());
    QCOMPARE(count, 64 * 1024);
}

void tst_Http2::whatIsNotReadIsBounded_data()
{
    QTest::addColumn<bool>("pauses");
    QTest::newRow("paused") << true;
    QTest::newRow("read slowly") << false;
}

// Qt takes whatever an HTTP/2 server sends.
void tst_Http2::whatIsNotReadIsBounded()
{
    QFETCH(bool, pauses);
    SseSource source;
    prepare(source, QStringLiteral("/flood?size=400"));
    source.setMaximumEventSize(1024 * 1024);
    setExactDelay(source, 1);
    int count = 0;
    connect(&source, &SseSource::eventReceived, this, [&] {
        ++count;
        if (pauses)
            source.pause();
        else
            QThread::msleep(2);
    });
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE_WITH_TIMEOUT(watch.closed, QList{ CloseReason::Failed }, 30000);
    QCOMPARE(watch.errors.size(), 1);
    QCOMPARE(watch.errors.at(0).code(), Code::BacklogTooLong);
    QVERIFY(watch.errors.at(0).message().contains(QStringLiteral("HTTP/2")));
    QVERIFY(count < 100000);
    if (pauses)
        QCOMPARE(count, 1);
}

void tst_Http2::aPauseThatIsShortLosesNothing()
{
    SseSource source;
    prepare(source, QStringLiteral("/flood?size=8"));
    source.setAutoReconnect(false);
    int count = 0;
    connect(&source, &SseSource::eventReceived, this, [&] {
        if (++count % 1000 == 0) {
            source.pause();
            QTimer::singleShot(20, &source, &SseSource::resume);
        }
    });
    QSignalSpy closed(&source, &SseSource::closed);
    source.open();
    QVERIFY(closed.wait(30000));
    QCOMPARE(closed.at(0).at(0).value<CloseReason>(), CloseReason::Ended);
    QCOMPARE(count, 8 * 1024);
}

void tst_Http2::manySourcesAtOnce()
{
    std::vector<std::unique_ptr<SseSource>> sources;
    int count = 0;
    for (int i = 0; i < 40; ++i) {
        sources.push_back(std::make_unique<SseSource>());
        prepare(*sources.back(), QStringLiteral("/stream"));
        connect(sources.back().get(), &SseSource::eventReceived, this, [&] { ++count; });
        sources.back()->open();
    }
    QTRY_COMPARE_WITH_TIMEOUT(count, 40, 20000);
}

void tst_Http2::manySourcesShareAConnectionOfAnInjectedManager()
{
    QNetworkAccessManager manager;
    std::vector<std::unique_ptr<SseSource>> sources;
    int count = 0;
    for (int i = 0; i < 90; ++i) {
        sources.push_back(std::make_unique<SseSource>());
        prepare(*sources.back(), QStringLiteral("/stream"));
        sources.back()->setNetworkAccessManager(&manager);
        connect(sources.back().get(), &SseSource::eventReceived, this, [&] { ++count; });
        sources.back()->open();
    }
    QTRY_COMPARE_WITH_TIMEOUT(count, 90, 20000);
    QTRY_COMPARE(server->requests().size(), 90);
    QCOMPARE(server->session(0), 1);
    QCOMPARE(server->session(89), 1);
}

void tst_Http2::endsInGoodOrder_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("END_STREAM") << QStringLiteral("/end");
    QTest::newRow("with a length") << QStringLiteral("/length");
}

void tst_Http2::endsInGoodOrder()
{
    QFETCH(QString, path);
    SseSource source;
    prepare(source, path);
    source.setMaximumReconnectAttempts(3);
    const SourceWatch watch(source);
    source.open();
    QTRY_VERIFY(watch.events.size() >= 3);
    source.close();
    QCOMPARE(watch.log.mid(0, 4).join(u','),
             QStringLiteral("opened,event 1,error StreamEnded,opened"));
}

void tst_Http2::trailersAreNoSecondHead_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("plain") << QStringLiteral("/trailers");
    QTest::newRow("compressed") << QStringLiteral("/trailers?encoding=gzip");
}

// Many times, for now and then all of it arrives at once.
void tst_Http2::trailersAreNoSecondHead()
{
    QFETCH(QString, path);
    for (int i = 0; i < 10; ++i) {
        SseSource source;
        prepare(source, path);
        setExactDelay(source, 60000);
        source.setCompressionAllowed(true);
        const SourceWatch watch(source);
        source.open();
        QTRY_COMPARE(watch.errors.size(), 1);
        QCOMPARE(watch.log.join(u','), QStringLiteral("opened,event 1,error StreamEnded"));
    }
}

void tst_Http2::earlyHintsAreNoHead()
{
    SseSource source;
    prepare(source, QStringLiteral("/early"));
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.log.join(u','), QStringLiteral("opened,event 1"));
}

void tst_Http2::aPingIsAnswered()
{
    SseSource source;
    prepare(source, QStringLiteral("/ping"));
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.data(), QStringList{ QStringLiteral("answered") });
}

void tst_Http2::aStatusIsAStatus()
{
    SseSource source;
    prepare(source, QStringLiteral("/status?status=503"));
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(watch.errors.at(0).code(), Code::UnexpectedStatus);
    QCOMPARE(watch.errors.at(0).httpStatus(), 503);
    QCOMPARE(watch.errors.at(0).responseBody(), "why");
}

void tst_Http2::aServerThatNeverAnswersTimesOut()
{
    SseSource source;
    prepare(source, QStringLiteral("/never"));
    source.setResponseTimeout(100);
    source.setMaximumReconnectAttempts(1);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.log.join(u','),
                 QStringLiteral("error ResponseTimeout,error ResponseTimeout,closed Failed"));
}

namespace {

void addCodes(const QString &path)
{
    QTest::addColumn<QString>("path");
    QTest::newRow("NO_ERROR") << path.arg(0);
    QTest::newRow("PROTOCOL_ERROR") << path.arg(1);
    QTest::newRow("INTERNAL_ERROR") << path.arg(2);
    QTest::newRow("REFUSED_STREAM") << path.arg(7);
    QTest::newRow("CANCEL") << path.arg(8);
    QTest::newRow("ENHANCE_YOUR_CALM") << path.arg(11);
    QTest::newRow("HTTP_1_1_REQUIRED") << path.arg(13);
    QTest::newRow("a code that nobody knows") << path.arg(4711);
}

} // namespace

void tst_Http2::resets_data()
{
    addCodes(QStringLiteral("/reset?code=%1"));
}

// None of them is the end of a stream, and none is the caller's fault.
void tst_Http2::resets()
{
    QFETCH(QString, path);
    for (const bool isOpen : { false, true }) {
        SseSource source;
        prepare(source, isOpen ? path + QStringLiteral("&open") : path);
        source.setMaximumReconnectAttempts(0);
        const SourceWatch watch(source);
        source.open();
        QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
        QCOMPARE(watch.log.join(u','),
                 isOpen ? QStringLiteral("opened,event 1,error ConnectionLost,closed Failed")
                        : QStringLiteral("error ConnectionLost,closed Failed"));
        QCOMPARE(watch.errors.at(0).phase(),
                 isOpen ? SseError::Phase::Streaming : SseError::Phase::AwaitingHeaders);
        QVERIFY(!watch.errors.at(0).message().contains(QLatin1String("Unknown error")));
    }
}

// The protocol was chosen when the connection was made, for another.
void tst_Http2::aResetOnASharedConnectionIsNoFaultOfTheCaller()
{
    QNetworkAccessManager manager;
    SseSource first;
    prepare(first, QStringLiteral("/stream"));
    first.setNetworkAccessManager(&manager);
    const SourceWatch watchOfFirst(first);
    first.open();
    QTRY_COMPARE(watchOfFirst.events.size(), 1);

    SseSource second;
    prepare(second, QStringLiteral("/reset?code=7"));
    second.setNetworkAccessManager(&manager);
    second.setMaximumReconnectAttempts(0);
    const SourceWatch watch(second);
    second.open();
    QTRY_COMPARE(watch.log.join(u','), QStringLiteral("error ConnectionLost,closed Failed"));
    QCOMPARE(server->session(1), 1);
    QCOMPARE(watchOfFirst.log.join(u','), QStringLiteral("opened,event 1"));
}

void tst_Http2::aResetStreamIsOpenedAgain_data()
{
    addCodes(QStringLiteral("/recovers?code=%1"));
}

void tst_Http2::aResetStreamIsOpenedAgain()
{
    QFETCH(QString, path);
    SseSource source;
    prepare(source, path);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE_WITH_TIMEOUT(watch.log.join(u','),
                              QStringLiteral("opened,event 1,error ConnectionLost,opened,event 2"),
                              promptly);
}

void tst_Http2::aBrokenSessionIsReplaced_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("log");
    const auto open = QStringLiteral("opened,event 1,error ConnectionLost,opened,event 2");
    const auto closed = QStringLiteral("error ConnectionLost,opened");
    QTest::newRow("destroyed") << QStringLiteral("/session?do=destroy&open") << open;
    QTest::newRow("cut") << QStringLiteral("/session?do=cut&open") << open;
    QTest::newRow("destroyed before an answer") << QStringLiteral("/session?do=destroy") << closed;
    QTest::newRow("cut before an answer") << QStringLiteral("/session?do=cut") << closed;
}

void tst_Http2::aBrokenSessionIsReplaced()
{
    QFETCH(QString, path);
    QFETCH(QString, log);
    SseSource source;
    prepare(source, path);
    const SourceWatch watch(source);
    source.open();
    // What was not answered the first time is the second time neither, but it is asked.
    if (!log.contains(QLatin1String("event"))) {
        QTRY_COMPARE_WITH_TIMEOUT(server->requests().size(), 2, promptly);
        QCOMPARE(watch.log.join(u','), QStringLiteral("error ConnectionLost"));
    } else {
        QTRY_COMPARE_WITH_TIMEOUT(watch.log.join(u','), log, promptly);
    }
    QTRY_COMPARE(server->session(1), 2);
}

void tst_Http2::aStreamGoesOnWhenItsServerGoesAway_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::newRow("goaway") << QByteArray("goaway");
    QTest::newRow("close") << QByteArray("close");
}

// And when it is opened again meanwhile, that does not wait for a connection which takes nothing.
void tst_Http2::aStreamGoesOnWhenItsServerGoesAway()
{
    QFETCH(QByteArray, command);
    SseSource source;
    prepare(source, QStringLiteral("/ticks"));
    const SourceWatch watch(source);
    source.open();
    QTRY_VERIFY(watch.events.size() >= 1);
    server->command(command);
    QTRY_VERIFY(watch.events.size() >= 10);
    QVERIFY(watch.errors.isEmpty());

    source.reconnectNow();
    QTRY_COMPARE_WITH_TIMEOUT(watch.openedCount, 2, promptly);
    QTRY_COMPARE(server->session(1), 2);
    QVERIFY(watch.errors.isEmpty());
}

void tst_Http2::aFarewellIsFollowedByAFreshConnection()
{
    SseSource source;
    prepare(source, QStringLiteral("/farewell"));
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE_WITH_TIMEOUT(watch.log.join(u','),
                              QStringLiteral("opened,event 1,error StreamEnded,opened,event 2"),
                              promptly);
    QTRY_COMPARE(server->session(1), 2);
}

// Qt neither sends the request nor reports an error, and a manager that is not ours we leave alone.
void tst_Http2::aSharedConnectionThatGoesAwayTimesOut()
{
    QNetworkAccessManager manager;
    SseSource first;
    prepare(first, QStringLiteral("/ticks"));
    first.setNetworkAccessManager(&manager);
    const SourceWatch watchOfFirst(first);
    first.open();
    QTRY_VERIFY(watchOfFirst.events.size() >= 1);
    server->command("goaway");
    QTRY_VERIFY(watchOfFirst.events.size() >= 10);

    SseSource second;
    prepare(second, QStringLiteral("/stream"));
    second.setNetworkAccessManager(&manager);
    second.setConnectTimeout(200);
    second.setMaximumReconnectAttempts(0);
    const SourceWatch watch(second);
    second.open();
    QTRY_COMPARE(watch.log.join(u','), QStringLiteral("error ConnectTimeout,closed Failed"));
    QVERIFY(watch.errors.at(0).message().contains(QLatin1String("HTTP/2")));
    QVERIFY(watchOfFirst.errors.isEmpty());
}

void tst_Http2::aRestartedServerIsFoundAgain()
{
    SseSource source;
    prepare(source, QStringLiteral("/stream"));
    setExactDelay(source, 20);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    server->kill();
    QTRY_VERIFY(watch.errors.size() >= 2);
    QCOMPARE(watch.errors.at(0).code(), Code::ConnectionLost);
    QCOMPARE(watch.errors.at(1).code(), Code::ConnectionFailed);
    server->restart();
    QTRY_COMPARE_WITH_TIMEOUT(watch.events.size(), 2, promptly);
}

void tst_Http2::aPostIsSentOnce_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("log");

    const auto lost = QStringLiteral("error ConnectionLost,closed Failed");
    const auto ended = QStringLiteral("opened,event 1,closed Ended");
    const QByteArray large(300000, 'x'); // more than the windows let through at once
    QTest::newRow("answered") << QStringLiteral("/end") << QByteArray("x") << ended;
    QTest::newRow("large") << QStringLiteral("/end") << large << ended;
    QTest::newRow("empty") << QStringLiteral("/end") << QByteArray() << ended;
    for (const int code : { 0, 2, 7, 8 }) {
        QTest::addRow("reset with %d", code)
            << QStringLiteral("/reset?code=%1").arg(code) << QByteArray("x") << lost;
    }
    QTest::newRow("destroyed") << QStringLiteral("/session?do=destroy") << QByteArray("x") << lost;
    QTest::newRow("cut") << QStringLiteral("/session?do=cut") << QByteArray("x") << lost;
    QTest::newRow("cut without a body")
        << QStringLiteral("/session?do=cut") << QByteArray() << lost;
    QTest::newRow("reset when open") << QStringLiteral("/reset?code=2&open") << QByteArray("x")
                                     << QStringLiteral("opened,event 1,") + lost;
}

void tst_Http2::aPostIsSentOnce()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    QFETCH(QString, log);
    SseSource source;
    prepare(source, path);
    source.setMethod(QStringLiteral("POST"));
    source.setBody(body);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE_WITH_TIMEOUT(watch.closed.size(), 1, promptly);
    QCOMPARE(watch.log.join(u','), log);
    if (!log.startsWith(QLatin1String("opened")))
        QVERIFY(watch.errors.at(0).message().contains(QLatin1String("may have carried out")));
    // Another one would have come before this.
    SseSource other;
    prepare(other, QStringLiteral("/stream"));
    const SourceWatch watchOfOther(other);
    other.open();
    QTRY_COMPARE(watchOfOther.events.size(), 1);
    QTRY_COMPARE(server->requests().size(), 2);
    const QJsonObject sent = server->requests().at(0);
    QCOMPARE(sent.value(QLatin1String("method")).toString(), QStringLiteral("POST"));
    QCOMPARE(sent.value(QLatin1String("version")).toString(), QStringLiteral("2.0"));
    QCOMPARE(sent.value(QLatin1String("body")).toString().size(), body.size());
}

void tst_Http2::compressedStreams_data()
{
    QTest::addColumn<bool>("isHttp2Allowed");
    QTest::addColumn<QString>("encoding");
    for (const char *const encoding : { "gzip", "deflate", "br" }) {
        QTest::addRow("%s, HTTP/1.1", encoding) << false << QString::fromLatin1(encoding);
        QTest::addRow("%s, HTTP/2", encoding) << true << QString::fromLatin1(encoding);
    }
}

void tst_Http2::compressedStreams()
{
    QFETCH(bool, isHttp2Allowed);
    QFETCH(QString, encoding);
    SseSource source;
    prepare(source, QStringLiteral("/compressed?encoding=") + encoding);
    source.setHttp2Allowed(isHttp2Allowed);
    source.setCompressionAllowed(true);
    const SourceWatch watch(source);
    source.open();
    QTRY_VERIFY(watch.events.size() == 5 || !watch.closed.isEmpty());
    if (encoding == QLatin1String("br") && !watch.errors.isEmpty())
        QSKIP("Qt is built without it");
    QCOMPARE(watch.log.join(u','),
             QStringLiteral("opened,event 1,event 2,event 3,event 4,event 5"));
}

QTEST_GUILESS_MAIN(tst_Http2)
#include "tst_http2.moc"
