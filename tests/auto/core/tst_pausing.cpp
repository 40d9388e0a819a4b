// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Sources that are paused: the peer has to wait, and nothing is lost.

#include "floodserver.h"
#include "sourcewatch.h"
#include "surroundings.h"

#include <SseQt/SseTestServer>

#include <QtCore/qelapsedtimer.h>
#include <QtCore/qfile.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtTest/QtTest>

#if QT_CONFIG(ssl)
#include <QtNetwork/qsslcertificate.h>
#include <QtNetwork/qsslkey.h>
#include <QtNetwork/qsslsocket.h>
#endif

#include <memory>

using namespace std::chrono_literals;
using Code = SseError::Code;
using CloseReason = SseSource::CloseReason;
using Phase = SseSource::Phase;
using Flood = FloodServer::Flood;

namespace {

constexpr qint64 mebibyte = 1024 * 1024;

// The numbers from 1 to \a count, an event each.
QByteArray numbers(int count)
{
    QByteArray stream;
    for (int i = 1; i <= count; ++i)
        stream += "data: " + QByteArray::number(i) + "\n\n";
    return stream;
}

// Checks that events count from 1 on.
class Counter
{
public:
    explicit Counter(SseSource &source)
    {
        QObject::connect(&source, &SseSource::eventReceived, &source,
                         [this](const SseEvent &event) {
                             isInOrder = isInOrder && event.dataUtf8().toInt() == ++count;
                         });
    }
    int count = 0;
    bool isInOrder = true;
};

} // namespace

class tst_Pausing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void thePeerHasToWait_data();
    void thePeerHasToWait();
    void noEventFollows();
    void resumingDeliversInTheNextTurn();
    void pausedBeforeItIsOpened();
    void whatCameBeforeTheEndIsRead_data();
    void whatCameBeforeTheEndIsRead();
    void nothingIsLostOverTls();
    void theEndOfAStreamThatIsReadIsAnnounced();
    void timeoutsStandStill();
    void itStaysPausedUntilItIsResumed();
    void pausedAgainAndAgain();
    void handlersMayDoAnything();

private:
    std::unique_ptr<SseTestServer> server;
};

void tst_Pausing::init()
{
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
}

void tst_Pausing::thePeerHasToWait_data()
{
    QTest::addColumn<Flood::Framing>("framing");
    QTest::addColumn<bool>("isInjected");
    QTest::newRow("chunks") << Flood::Framing::Chunks << false;
    QTest::newRow("small chunks") << Flood::Framing::ChunkPerPiece << false;
    QTest::newRow("until the connection ends") << Flood::Framing::UntilClose << false;
    QTest::newRow("an injected manager") << Flood::Framing::Chunks << true;
}

void tst_Pausing::thePeerHasToWait()
{
    QFETCH(Flood::Framing, framing);
    QFETCH(bool, isInjected);
    Flood flood;
    flood.framing = framing;
    flood.piece = "data: " + QByteArray(1000, 'x') + "\n\n";
    flood.size = 64 * mebibyte;
    const FloodServer flooding(flood);
    QNetworkAccessManager manager;
    SseSource source(flooding.url());
    if (isInjected)
        source.setNetworkAccessManager(&manager);
    source.setAutoReconnect(false);
    qint64 count = 0;
    connect(&source, &SseSource::eventReceived, this, [&] {
        if (++count == 100)
            source.pause();
    });
    source.open();
    QTRY_VERIFY(source.isPaused());

    // What the system's buffers hold is sent, and then no more.
    qint64 sent = -1;
    QElapsedTimer unchanged;
    unchanged.start();
    QTRY_VERIFY_WITH_TIMEOUT((std::exchange(sent, flooding.sent()) == flooding.sent()
                                  ? unchanged.elapsed()
                                  : unchanged.restart())
                                 >= 300,
                             20000);
    QVERIFY2(sent < 32 * mebibyte, qPrintable(QString::number(sent)));
    QCOMPARE(count, 100);
    QCOMPARE(source.readyState(), SseSource::ReadyState::Open);

    QSignalSpy closed(&source, &SseSource::closed);
    source.resume();
    QVERIFY(closed.wait(60000));
    QCOMPARE(count, flooding.sent() / flood.piece.size());
    QVERIFY(flooding.sent() >= flood.size);
}

void tst_Pausing::noEventFollows()
{
    server->route(
        QStringLiteral("/"),
        SseTestScript::eventStream().send(numbers(3) + ": comment\nretry: 7\n\n").stall());
    SseSource source(server->url());
    const SourceWatch watch(source);
    QSignalSpy comments(&source, &SseSource::commentReceived);
    QSignalSpy retries(&source, &SseSource::retryReceived);
    QSignalSpy paused(&source, &SseSource::pausedChanged);
    connect(&source, &SseSource::eventReceived, &source, &SseSource::pause);
    source.open();
    for (int i = 1; i <= 3; ++i) {
        QTRY_COMPARE(watch.events.size(), i);
        QCoreApplication::processEvents();
        QCOMPARE(watch.events.size(), i);
        QVERIFY(comments.isEmpty() && retries.isEmpty());
        QVERIFY(source.isPaused());
        source.resume();
    }
    QTRY_COMPARE(retries.size(), 1);
    QCOMPARE(comments.size(), 1);
    QCOMPARE(watch.data().join(u','), QStringLiteral("1,2,3"));
    QCOMPARE(paused.size(), 6);
}

void tst_Pausing::resumingDeliversInTheNextTurn()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send(numbers(2)).stall());
    SseSource source(server->url());
    const SourceWatch watch(source);
    connect(&source, &SseSource::eventReceived, &source, &SseSource::pause);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    source.resume();
    QCOMPARE(watch.events.size(), 1);
    source.pause();
    QCoreApplication::processEvents();
    QCOMPARE(watch.events.size(), 1);
    source.resume();
    source.close();
    QCoreApplication::processEvents();
    QCOMPARE(watch.events.size(), 1);
}

void tst_Pausing::pausedBeforeItIsOpened()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send(numbers(2)).stall());
    SseSource source(server->url());
    source.pause();
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.openedCount, 1);
    QCoreApplication::processEvents();
    QCOMPARE(watch.log.join(u','), QStringLiteral("opened"));
    source.resume();
    QTRY_COMPARE(watch.log.join(u','), QStringLiteral("opened,event 1,event 2"));
}

void tst_Pausing::whatCameBeforeTheEndIsRead_data()
{
    QTest::addColumn<SseTestScript>("script");
    QTest::addColumn<bool>("isInjected");
    QTest::addColumn<bool>("isClean");
    const QByteArray events = numbers(300000); // about 4 MiB
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";
    const auto chunked = SseTestScript::eventStream().send(events, 100000);
    const auto row = [&](const char *name, const SseTestScript &script, bool isClean) {
        QTest::newRow(name) << script << false << isClean;
        QTest::addRow("%s, an injected manager", name) << script << true << isClean;
    };
    row("chunks", SseTestScript(chunked).end(), true);
    row("chunks that are cut", SseTestScript(chunked).close(), false);
    row("a length",
        SseTestScript::raw()
            .sendRaw(head + "Content-Length: " + QByteArray::number(events.size()) + "\r\n\r\n"
                     + events)
            .stall(),
        true);
    row("a length that is not reached",
        SseTestScript::raw().sendRaw(head + "Content-Length: 100000000\r\n\r\n" + events).close(),
        false);
    row("until the connection ends",
        SseTestScript::raw().sendRaw(head + "Connection: close\r\n\r\n" + events).close(), true);
}

void tst_Pausing::whatCameBeforeTheEndIsRead()
{
    QFETCH(SseTestScript, script);
    QFETCH(bool, isInjected);
    QFETCH(bool, isClean);
    server->route(QStringLiteral("/"), script);
    QNetworkAccessManager manager;
    SseSource source(server->url());
    if (isInjected)
        source.setNetworkAccessManager(&manager);
    source.setAutoReconnect(false);
    Counter counter(source);
    connect(&source, &SseSource::eventReceived, this, [&] {
        if (counter.count == 1000)
            source.pause();
    });
    QSignalSpy errors(&source, &SseSource::errorOccurred);
    QSignalSpy closed(&source, &SseSource::closed);
    QSignalSpy gone(server.get(), &SseTestServer::connectionClosed);
    source.open();
    QTRY_COMPARE(counter.count, 1000);
    QTest::qWait(100); // as much of the rest as goes into the buffers arrives, perhaps the end too
    QCOMPARE(counter.count, 1000);
    QVERIFY(closed.isEmpty());
    source.resume();
    QVERIFY(closed.wait(30000));
    QVERIFY(counter.isInOrder);
    if (isClean) {
        QCOMPARE(counter.count, 300000);
        QVERIFY(errors.isEmpty());
    } else {
        // What Qt had not passed on when it noticed the cut is gone, and that is said.
        QVERIFY(counter.count > 200000);
        if (!isInjected)
            QCOMPARE(errors.at(0).at(0).value<SseError>().code(), Code::ConnectionLost);
    }
}

void tst_Pausing::nothingIsLostOverTls()
{
#if QT_CONFIG(ssl)
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS backend here");
    const QString folder = QStringLiteral(SSEQT_TEST_DATA "/tls/");
    QFile key(folder + QStringLiteral("server-key.pem"));
    QVERIFY(key.open(QIODevice::ReadOnly));
    const QByteArray pem = key.readAll();
    QSslKey privateKey(pem, QSsl::Rsa);
    if (privateKey.isNull())
        privateKey = QSslKey(pem, QSsl::Ec);
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPrivateKey(privateKey);
    configuration.setLocalCertificateChain(
        QSslCertificate::fromPath(folder + QStringLiteral("server.pem")));
    server = std::make_unique<SseTestServer>();
    server->setSslConfiguration(configuration);
    QVERIFY(server->listen());
    server->route(QStringLiteral("/"),
                  SseTestScript::eventStream().send(numbers(300000), 100000).end());

    SseSource source(server->url());
    QSslConfiguration trusting = source.sslConfiguration();
    trusting.setCaCertificates(QSslCertificate::fromPath(folder + QStringLiteral("ca.pem")));
    source.setSslConfiguration(trusting);
    source.setAutoReconnect(false);
    Counter counter(source);
    connect(&source, &SseSource::eventReceived, this, [&] {
        if (counter.count % 50000 == 0)
            source.pause();
    });
    QSignalSpy closed(&source, &SseSource::closed);
    source.open();
    for (int i = 1; i <= 6; ++i) {
        QTRY_COMPARE(counter.count, i * 50000);
        QTest::qWait(50); // the buffers fill up
        QCOMPARE(counter.count, i * 50000);
        source.resume();
    }
    QTRY_COMPARE(closed.size(), 1);
    QVERIFY(counter.isInOrder);
    QCOMPARE(closed.at(0).at(0).value<CloseReason>(), CloseReason::Ended);
#else
    QSKIP("Qt is built without TLS");
#endif
}

void tst_Pausing::theEndOfAStreamThatIsReadIsAnnounced()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send(numbers(1)).end());
    SseSource source(server->url());
    setExactDelay(source, 1);
    const SourceWatch watch(source);
    connect(&source, &SseSource::eventReceived, &source, &SseSource::pause);
    source.open();
    QTRY_COMPARE(watch.openedCount, 2); // it connects again, and reads nothing
    QCOMPARE(watch.log.join(u','), QStringLiteral("opened,event 1,error StreamEnded,opened"));
    source.resume();
    QTRY_COMPARE(watch.openedCount, 3);
    QCOMPARE(watch.events.size(), 2);
}

void tst_Pausing::timeoutsStandStill()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send(numbers(1)).stall());
    Surroundings surroundings;
    SseSource source(server->url());
    surroundings.give(source);
    source.setIdleTimeout(1000);
    source.setEventTimeout(1500);
    source.setAutoReconnect(false);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    source.pause();
    surroundings.clock.advance(100000);
    QCOMPARE(source.phase(), Phase::Streaming);
    // From here on the peer has all of its time again.
    source.resume();
    surroundings.clock.advance(999);
    QCOMPARE(source.phase(), Phase::Streaming);
    surroundings.clock.advance(1);
    QCOMPARE(watch.errors.size(), 1);
    QCOMPARE(watch.errors.at(0).code(), Code::IdleTimeout);
}

void tst_Pausing::itStaysPausedUntilItIsResumed()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send(numbers(1)).stall());
    SseSource source(server->url());
    source.setPaused(true);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.openedCount, 1);
    source.close();
    QVERIFY(source.isPaused());
    source.open();
    QTRY_COMPARE(watch.openedCount, 2);
    QVERIFY(watch.events.isEmpty());
    source.close();
    source.resume();
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
}

void tst_Pausing::pausedAgainAndAgain()
{
    constexpr int count = 20000;
    server->route(QStringLiteral("/"),
                  SseTestScript::eventStream().send(numbers(count), 997).stall());
    SseSource source(server->url());
    Counter counter(source);
    connect(&source, &SseSource::eventReceived, this, [&] {
        if (counter.count % 7 != 0)
            return;
        source.pause();
        if (counter.count % 2 == 0)
            source.resume();
        else
            QMetaObject::invokeMethod(&source, &SseSource::resume, Qt::QueuedConnection);
    });
    source.open();
    QTRY_COMPARE(counter.count, count);
    QVERIFY(counter.isInOrder);
}

void tst_Pausing::handlersMayDoAnything()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send(numbers(3)).stall());
    auto source = std::make_unique<SseSource>(server->url());
    connect(source.get(), &SseSource::pausedChanged, this, [&] { source.reset(); });
    connect(source.get(), &SseSource::eventReceived, source.get(), &SseSource::pause);
    source->open();
    QTRY_VERIFY(!source);

    SseSource other(server->url());
    const SourceWatch watch(other);
    connect(&other, &SseSource::pausedChanged, &other, [&](bool paused) {
        if (paused) {
            other.close();
            other.resume();
            other.open();
        }
    });
    bool isFirst = true;
    connect(&other, &SseSource::eventReceived, &other, [&] {
        if (std::exchange(isFirst, false))
            other.pause();
    });
    other.open();
    QTRY_COMPARE(watch.events.size(), 4);
    QCOMPARE(watch.data().join(u','), QStringLiteral("1,1,2,3"));
}

QTEST_GUILESS_MAIN(tst_Pausing)
#include "tst_pausing.moc"
