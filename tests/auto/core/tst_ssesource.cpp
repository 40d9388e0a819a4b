// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The EventSource API: what a source is before, while and after it is open.

#include "sourcewatch.h"

#include <SseQt/SseTestServer>

#include <QtCore/qthread.h>
#include <QtTest/QtTest>

#include <memory>
#include <type_traits>

using Phase = SseSource::Phase;
using ReadyState = SseSource::ReadyState;
using CloseReason = SseSource::CloseReason;

static_assert(!std::is_copy_constructible_v<SseSource>);
static_assert(!std::is_move_constructible_v<SseSource>);
static_assert(int(ReadyState::Connecting) == 0);
static_assert(int(ReadyState::Open) == 1);
static_assert(int(ReadyState::Closed) == 2);

class tst_SseSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void defaults();
    void settersCompareStoreAndEmitOnce_data();
    void settersCompareStoreAndEmitOnce();
    void impossibleValuesAreRefused_data();
    void impossibleValuesAreRefused();
    void durationsAreAlsoChrono();
    void goesThroughItsPhases();
    void eventsCarryTypeDataIdsAndOrigin();
    void eventsArriveBeforeTheStreamEnds();
    void listenersGetTheirTypeAlone();
    void listenersGoWithTheirContext();
    void commentsAndRetriesAreAnnounced();
    void lastEventIdFollowsTheStream();
    void closeIsIdempotent();
    void closeAbortsTheRequest();
    void destroyingAbortsTheRequest();
    void openWhileOpenChangesNothing();
    void openWithUrlReplacesTheStream();
    void activeOpensAndCloses();
    void changingTheUrlReopensOnce();
    void changingTheUrlForgetsThePlace();
    void changingHeadersForgetsNothing();
    void urlAfterFailureIsTriedWhileActive();
    void strictParsingEndsTheSource();
    void limitsEndTheSource_data();
    void limitsEndTheSource();
    void livesInAnyThread();

private:
    std::unique_ptr<SseTestServer> server;
};

void tst_SseSource::init()
{
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
}

void tst_SseSource::defaults()
{
    const SseSource source;
    QCOMPARE(source.url(), QUrl());
    QCOMPARE(source.responseUrl(), QUrl());
    QCOMPARE(source.method(), QStringLiteral("GET"));
    QVERIFY(source.headers().isEmpty());
    QVERIFY(source.body().isEmpty());
    QVERIFY(source.jsonBody().isUndefined());
    QVERIFY(!source.withCredentials());
    QVERIFY(!source.isActive());
    QCOMPARE(source.readyState(), ReadyState::Closed);
    QCOMPARE(source.phase(), Phase::Idle);
    QVERIFY(source.lastEventId().isEmpty());
    QVERIFY(source.autoReconnect());
    QCOMPARE(source.reconnectInterval(), 3000);
    QCOMPARE(source.effectiveReconnectInterval(), 3000);
    QCOMPARE(source.maximumReconnectAttempts(), -1);
    QCOMPARE(source.connectTimeout(), 10000);
    QCOMPARE(source.responseTimeout(), 60000);
    QCOMPARE(source.maximumLineSize(), 16 * 1024 * 1024);
    QCOMPARE(source.maximumEventSize(), 16 * 1024 * 1024);
    QVERIFY(!source.strictParsing());
    QCOMPARE(source.networkAccessManager(), nullptr);
    QCOMPARE(SseSource(QUrl(QStringLiteral("http://h/"))).url(), QUrl(QStringLiteral("http://h/")));
}

void tst_SseSource::settersCompareStoreAndEmitOnce_data()
{
    QTest::addColumn<QByteArray>("property");
    QTest::addColumn<QVariant>("value");

    QTest::newRow("url") << QByteArray("url") << QVariant(QUrl(QStringLiteral("http://h/")));
    QTest::newRow("method") << QByteArray("method") << QVariant(QStringLiteral("POST"));
    QTest::newRow("body") << QByteArray("body") << QVariant(QByteArray("x"));
    QTest::newRow("jsonBody") << QByteArray("jsonBody") << QVariant(QJsonValue(1));
    QTest::newRow("withCredentials") << QByteArray("withCredentials") << QVariant(true);
    QTest::newRow("lastEventId") << QByteArray("lastEventId") << QVariant(QStringLiteral("7"));
    QTest::newRow("autoReconnect") << QByteArray("autoReconnect") << QVariant(false);
    QTest::newRow("reconnectInterval") << QByteArray("reconnectInterval") << QVariant(5);
    QTest::newRow("maximumReconnectAttempts")
        << QByteArray("maximumReconnectAttempts") << QVariant(5);
    QTest::newRow("connectTimeout") << QByteArray("connectTimeout") << QVariant(5);
    QTest::newRow("responseTimeout") << QByteArray("responseTimeout") << QVariant(5);
    QTest::newRow("maximumLineSize") << QByteArray("maximumLineSize") << QVariant(5);
    QTest::newRow("maximumEventSize") << QByteArray("maximumEventSize") << QVariant(5);
    QTest::newRow("strictParsing") << QByteArray("strictParsing") << QVariant(true);
}

void tst_SseSource::settersCompareStoreAndEmitOnce()
{
    QFETCH(QByteArray, property);
    QFETCH(QVariant, value);
    SseSource source;
    const QMetaProperty meta =
        source.metaObject()->property(source.metaObject()->indexOfProperty(property.constData()));
    QVERIFY(meta.isValid());
    QSignalSpy spy(&source, meta.notifySignal());
    QVERIFY(spy.isValid());
    QVERIFY(meta.write(&source, value));
    QCOMPARE(meta.read(&source), value);
    QCOMPARE(spy.count(), 1);
    QVERIFY(meta.write(&source, value));
    QCOMPARE(spy.count(), 1);
    QCOMPARE(source.readyState(), ReadyState::Closed);
}

void tst_SseSource::impossibleValuesAreRefused_data()
{
    QTest::addColumn<QByteArray>("property");
    QTest::addColumn<int>("value");

    QTest::newRow("reconnectInterval") << QByteArray("reconnectInterval") << -1;
    QTest::newRow("maximumReconnectAttempts") << QByteArray("maximumReconnectAttempts") << -2;
    QTest::newRow("connectTimeout") << QByteArray("connectTimeout") << -1;
    QTest::newRow("responseTimeout") << QByteArray("responseTimeout") << -1;
    QTest::newRow("maximumLineSize") << QByteArray("maximumLineSize") << 0;
    QTest::newRow("maximumEventSize") << QByteArray("maximumEventSize") << -5;
}

void tst_SseSource::impossibleValuesAreRefused()
{
    QFETCH(QByteArray, property);
    QFETCH(int, value);
    SseSource source;
    const QVariant before = source.property(property.constData());
    QTest::ignoreMessage(
        QtWarningMsg,
        QRegularExpression(
            QStringLiteral("%1 cannot be %2").arg(QString::fromLatin1(property)).arg(value)));
    source.setProperty(property.constData(), value);
    QCOMPARE(source.property(property.constData()), before);
}

void tst_SseSource::durationsAreAlsoChrono()
{
    using namespace std::chrono_literals;
    SseSource source;
    source.setReconnectInterval(2s);
    source.setConnectTimeout(3s);
    source.setResponseTimeout(1min);
    QCOMPARE(source.reconnectInterval(), 2000);
    QVERIFY(source.reconnectIntervalAsDuration() == 2s);
    QVERIFY(source.connectTimeoutAsDuration() == 3s);
    QVERIFY(source.responseTimeoutAsDuration() == 1min);
    source.setResponseTimeout(std::chrono::hours(24 * 365 * 10));
    QCOMPARE(source.responseTimeout(), std::numeric_limits<int>::max());
}

void tst_SseSource::goesThroughItsPhases()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n").stall());
    SseSource source(server->url());
    const SourceWatch watch(source);
    source.open();
    QCOMPARE(source.phase(), Phase::Dialing);
    QCOMPARE(source.readyState(), ReadyState::Connecting);
    QVERIFY(source.isActive());
    QTRY_COMPARE(watch.data(), QStringList{ QStringLiteral("1") });
    QCOMPARE(source.phase(), Phase::Streaming);
    QCOMPARE(source.readyState(), ReadyState::Open);
    QCOMPARE(source.responseUrl(), server->url());
    source.close();
    QCOMPARE(source.phase(), Phase::Idle);
    QCOMPARE(source.readyState(), ReadyState::Closed);
    QCOMPARE(source.responseUrl(), QUrl());
    QVERIFY(!source.isActive());

    QCOMPARE(watch.phases,
             (QList{ Phase::Dialing, Phase::AwaitingHeaders, Phase::Streaming, Phase::Idle }));
    QCOMPARE(watch.states, (QList{ ReadyState::Connecting, ReadyState::Open, ReadyState::Closed }));
    QCOMPARE(watch.log.join(u','), QStringLiteral("opened,event 1,closed Requested"));
}

void tst_SseSource::eventsCarryTypeDataIdsAndOrigin()
{
    server->route(
        QStringLiteral("/"),
        SseTestScript::eventStream()
            .send("event: a\nid: 1\ndata: x\ndata: y\n\ndata: z\n\nid: \xE2\x82\ndata\n\n")
            .stall());
    SseSource source(server->url());
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.events.size(), 3);
    const QString origin = QStringLiteral("http://127.0.0.1:%1").arg(server->port());
    QCOMPARE(watch.events.at(0), SseEvent("a", "x\ny", "1", "1", origin));
    QCOMPARE(watch.events.at(1), SseEvent("message", "z", {}, "1", origin));
    QCOMPARE(watch.events.at(2).lastEventId(), QStringLiteral(u"\uFFFD"));
    QCOMPARE(watch.events.at(2).id(), QStringLiteral(u"\uFFFD"));
    QCOMPARE(source.lastEventId(), QStringLiteral(u"\uFFFD"));
}

void tst_SseSource::eventsArriveBeforeTheStreamEnds()
{
    server->route(QStringLiteral("/"),
                  SseTestScript::eventStream().sendByteByByte("data: 1\r\r").stall());
    SseSource source(server->url());
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    QCOMPARE(source.readyState(), ReadyState::Open);
}

void tst_SseSource::listenersGetTheirTypeAlone()
{
    server->route(
        QStringLiteral("/"),
        SseTestScript::eventStream()
            .send("event: a\ndata: 1\n\nevent: b\ndata: 2\n\ndata: 3\n\nevent: a\ndata: 4\n\n")
            .stall());
    SseSource source(server->url());
    const SourceWatch watch(source);
    QStringList ofA;
    QStringList ofMessage;
    source.addEventListener(QStringLiteral("a"), this,
                            [&](const SseEvent &event) { ofA.append(event.data()); });
    source.addEventListener({}, this,
                            [&](const SseEvent &event) { ofMessage.append(event.data()); });
    const auto connection = source.addEventListener(QStringLiteral("a"), this,
                                                    [&](const SseEvent &) { QFAIL("removed"); });
    QVERIFY(QObject::disconnect(connection));
    source.open();
    QTRY_COMPARE(watch.events.size(), 4);
    QCOMPARE(ofA.join(u','), QStringLiteral("1,4"));
    QCOMPARE(ofMessage.join(u','), QStringLiteral("3"));
}

void tst_SseSource::listenersGoWithTheirContext()
{
    server->route(QStringLiteral("/"),
                  SseTestScript::eventStream().send("data: 1\n\ndata: 2\n\n").stall());
    SseSource source(server->url());
    const SourceWatch watch(source);
    auto context = std::make_unique<QObject>();
    QStringList got;
    source.addEventListener(QStringLiteral("message"), context.get(), [&](const SseEvent &event) {
        got.append(event.data());
        context.reset();
    });
    source.open();
    QTRY_COMPARE(watch.events.size(), 2);
    QCOMPARE(got.join(u','), QStringLiteral("1"));
}

void tst_SseSource::commentsAndRetriesAreAnnounced()
{
    server->route(
        QStringLiteral("/"),
        SseTestScript::eventStream()
            .send(": hello\nretry: 1234\n:\xFF\nretry: 0\nretry: 99999999999\ndata: 1\n\n")
            .stall());
    SseSource source(server->url());
    const SourceWatch watch(source);
    QSignalSpy comments(&source, &SseSource::commentReceived);
    QSignalSpy retries(&source, &SseSource::retryReceived);
    QSignalSpy intervals(&source, &SseSource::effectiveReconnectIntervalChanged);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    QCOMPARE(comments.count(), 2);
    QCOMPARE(comments.at(0).at(0).toString(), QStringLiteral(" hello"));
    QCOMPARE(comments.at(1).at(0).toString(), QStringLiteral(u"\uFFFD"));
    QCOMPARE(retries.count(), 3);
    QCOMPARE(retries.at(0).at(0).toInt(), 1234);
    QCOMPARE(retries.at(2).at(0).toInt(), std::numeric_limits<int>::max());
    QCOMPARE(intervals.count(), 3);
    QCOMPARE(intervals.at(1).at(0).toInt(), 100); // no server makes its clients hammer it
    QCOMPARE(source.effectiveReconnectInterval(), 600000);
    QCOMPARE(source.reconnectInterval(), 3000);
}

void tst_SseSource::lastEventIdFollowsTheStream()
{
    server->route(
        QStringLiteral("/"),
        SseTestScript::eventStream()
            .send(QByteArrayLiteral("id: 1\ndata: a\n\nid: 2\n\nid: a\0b\ndata: b\n\nid: lost\n"))
            .stall());
    SseSource source(server->url());
    const SourceWatch watch(source);
    QSignalSpy spy(&source, &SseSource::lastEventIdChanged);
    QString whenReceived;
    connect(&source, &SseSource::eventReceived, this, [&] { whenReceived = source.lastEventId(); });
    source.open();
    QTRY_COMPARE(watch.events.size(), 2);
    QCOMPARE(source.lastEventId(), QStringLiteral("2"));
    QCOMPARE(spy.count(), 2);
    QCOMPARE(watch.events.at(0).lastEventId(), QStringLiteral("1"));
    QCOMPARE(watch.events.at(1).lastEventId(), QStringLiteral("2"));
    QVERIFY(watch.events.at(1).id().isEmpty());
    QCOMPARE(whenReceived, QStringLiteral("2"));
}

void tst_SseSource::closeIsIdempotent()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().stall());
    SseSource source(server->url());
    const SourceWatch watch(source);
    source.close();
    QVERIFY(watch.log.isEmpty());
    source.open();
    QTRY_COMPARE(watch.openedCount, 1);
    source.close();
    source.close();
    QCOMPARE(watch.log.join(u','), QStringLiteral("opened,closed Requested"));
}

void tst_SseSource::closeAbortsTheRequest()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().stall());
    SseSource source(server->url());
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.openedCount, 1);
    QCOMPARE(server->openConnectionCount(), 1);
    source.close();
    QTRY_COMPARE(server->openConnectionCount(), 0);
    QVERIFY(watch.errors.isEmpty());
}

void tst_SseSource::destroyingAbortsTheRequest()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().stall());
    auto source = std::make_unique<SseSource>(server->url());
    const SourceWatch watch(*source);
    source->open();
    QTRY_COMPARE(watch.openedCount, 1);
    source.reset();
    QTRY_COMPARE(server->openConnectionCount(), 0);
    QCOMPARE(watch.log.join(u','), QStringLiteral("opened"));
}

void tst_SseSource::openWhileOpenChangesNothing()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().stall());
    SseSource source(server->url());
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.openedCount, 1);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("has no effect")));
    source.open();
    QCOMPARE(source.readyState(), ReadyState::Open);
    QCOMPARE(server->requests().size(), 1);
}

void tst_SseSource::openWithUrlReplacesTheStream()
{
    server->route(QStringLiteral("/a"), SseTestScript::eventStream().send("data: a\n\n").stall());
    server->route(QStringLiteral("/b"), SseTestScript::eventStream().send("data: b\n\n").stall());
    SseSource source;
    const SourceWatch watch(source);
    source.open(server->url(QStringLiteral("/a")));
    QTRY_COMPARE(watch.events.size(), 1);
    source.open(server->url(QStringLiteral("/b")));
    QCOMPARE(source.readyState(), ReadyState::Connecting);
    QTRY_COMPARE(watch.events.size(), 2);
    QCOMPARE(source.url(), server->url(QStringLiteral("/b")));
    QTRY_COMPARE(server->openConnectionCount(), 1);
    QCOMPARE(watch.log.join(u','), QStringLiteral("opened,event a,opened,event b"));
}

void tst_SseSource::activeOpensAndCloses()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().stall());
    SseSource source(server->url());
    const SourceWatch watch(source);
    QSignalSpy spy(&source, &SseSource::activeChanged);
    source.setActive(true);
    source.setActive(true);
    QTRY_COMPARE(watch.openedCount, 1);
    source.setActive(false);
    QCOMPARE(source.readyState(), ReadyState::Closed);
    QCOMPARE(spy.count(), 2);
    QCOMPARE(watch.closed, QList{ CloseReason::Requested });

    // A failure for good leaves the wish, and the wish can be made again.
    source.setUrl(server->url(QStringLiteral("/nowhere")));
    source.setActive(true);
    QTRY_COMPARE(watch.errors.size(), 1);
    QVERIFY(source.isActive());
    QCOMPARE(source.readyState(), ReadyState::Closed);
    source.open();
    QTRY_COMPARE(watch.errors.size(), 2);
    source.setActive(false);
    QVERIFY(!source.isActive());
    QCOMPARE(watch.closed.size(), 3); // it had closed already
}

void tst_SseSource::changingTheUrlReopensOnce()
{
    server->route(QStringLiteral("/a"), SseTestScript::eventStream().stall());
    server->route(QStringLiteral("/b"), SseTestScript::eventStream().stall());
    SseSource source(server->url(QStringLiteral("/a")));
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.openedCount, 1);
    source.setUrl(server->url(QStringLiteral("/c")));
    source.setHeader("X-One", "1");
    source.setUrl(server->url(QStringLiteral("/b")));
    QCOMPARE(source.readyState(), ReadyState::Open); // in the next turn of the event loop
    QTRY_COMPARE(watch.openedCount, 2);
    QCOMPARE(server->requests().size(), 2);
    QCOMPARE(server->requests().at(1).path, QStringLiteral("/b"));
    QCOMPARE(server->requests().at(1).header("X-One"), "1");
    QVERIFY(watch.errors.isEmpty());
    QVERIFY(watch.closed.isEmpty());
}

void tst_SseSource::changingTheUrlForgetsThePlace()
{
    server->route(QStringLiteral("/a"),
                  SseTestScript::eventStream().send("retry: 5000\nid: 9\ndata: a\n\n").stall());
    server->route(QStringLiteral("/b"), SseTestScript::eventStream().stall());
    SseSource source;
    source.setLastEventId(QStringLiteral("3"));
    source.setUrl(server->url(QStringLiteral("/a"))); // before the first opening order matters not
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(source.lastEventId(), QStringLiteral("9"));
    QCOMPARE(server->requests().at(0).header("Last-Event-ID"), "3");
    QCOMPARE(source.effectiveReconnectInterval(), 5000);
    source.setUrl(server->url(QStringLiteral("/b")));
    QVERIFY(source.lastEventId().isEmpty());
    QCOMPARE(source.effectiveReconnectInterval(), 3000);
    QTRY_COMPARE(watch.openedCount, 2);
    QVERIFY(server->requests().at(1).header("Last-Event-ID").isNull());
}

void tst_SseSource::changingHeadersForgetsNothing()
{
    server->route(QStringLiteral("/"),
                  SseTestScript::eventStream().send("retry: 5000\nid: 9\ndata: a\n\n").stall());
    SseSource source(server->url());
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    source.setHeader("Authorization", "Bearer 2");
    QTRY_COMPARE(watch.openedCount, 2);
    QCOMPARE(server->requests().at(1).header("Last-Event-ID"), "9");
    QCOMPARE(server->requests().at(1).header("Authorization"), "Bearer 2");
    QCOMPARE(source.effectiveReconnectInterval(), 5000);
}

void tst_SseSource::urlAfterFailureIsTriedWhileActive()
{
    server->route(QStringLiteral("/right"), SseTestScript::eventStream().stall());
    SseSource source(server->url(QStringLiteral("/wrong")));
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.closed.size(), 1);
    source.setUrl(server->url(QStringLiteral("/right")));
    QTRY_COMPARE(watch.openedCount, 1);
    source.close();
    source.setUrl(server->url(QStringLiteral("/wrong")));
    QCoreApplication::processEvents();
    QCOMPARE(source.phase(), Phase::Idle);
}

void tst_SseSource::strictParsingEndsTheSource()
{
    server->route(QStringLiteral("/"),
                  SseTestScript::eventStream().send("data: 1\n\nfoo: bar\ndata: 2\n\n").stall());
    SseSource source(server->url());
    source.setStrictParsing(true);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.closed.size(), 1);
    QCOMPARE(watch.log.join(u','),
             QStringLiteral("opened,event 1,error MalformedStream,closed Failed"));
    QVERIFY(watch.errors.at(0).message().contains(QStringLiteral("\"foo: bar\"")));
    QVERIFY(!watch.errors.at(0).willReconnect());
}

void tst_SseSource::limitsEndTheSource_data()
{
    QTest::addColumn<int>("maximumLine");
    QTest::addColumn<int>("maximumEvent");
    QTest::addColumn<SseError::Code>("code");

    QTest::newRow("line") << 20 << 1000 << SseError::Code::LineTooLong;
    QTest::newRow("event") << 1000 << 20 << SseError::Code::EventTooLong;
}

void tst_SseSource::limitsEndTheSource()
{
    QFETCH(int, maximumLine);
    QFETCH(int, maximumEvent);
    QFETCH(SseError::Code, code);
    server->route(
        QStringLiteral("/"),
        SseTestScript::eventStream().send("data: 1\n\ndata: " + QByteArray(30, 'x')).stall());
    SseSource source(server->url());
    source.setMaximumLineSize(maximumLine);
    source.setMaximumEventSize(maximumEvent);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(watch.data().join(u','), QStringLiteral("1"));
    QCOMPARE(watch.errors.size(), 1);
    QCOMPARE(watch.errors.at(0).code(), code);
    QVERIFY(watch.errors.at(0).message().contains(QStringLiteral("20 bytes")));
    QTRY_COMPARE(server->openConnectionCount(), 0);
}

void tst_SseSource::livesInAnyThread()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n").stall());
    QThread thread;
    thread.start();
    auto *const source = new SseSource(server->url());
    source->moveToThread(&thread);
    QStringList got;
    connect(source, &SseSource::eventReceived, this, [&](const SseEvent &event) {
        QCOMPARE(QThread::currentThread(), this->thread());
        got.append(event.data());
    });
    QMetaObject::invokeMethod(source, qOverload<>(&SseSource::open));
    QTRY_COMPARE(got.join(u','), QStringLiteral("1"));
    source->deleteLater();
    thread.quit();
    QVERIFY(thread.wait());
    QTRY_COMPARE(server->openConnectionCount(), 0);
}

QTEST_GUILESS_MAIN(tst_SseSource)
#include "tst_ssesource.moc"
