// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What handlers may do: anything. Run these under AddressSanitizer.

#include "sourcewatch.h"

#include <SseQt/SseTestServer>

#include <QtCore/qeventloop.h>
#include <QtCore/qthread.h>
#include <QtTest/QtTest>

#include <functional>
#include <memory>

using CloseReason = SseSource::CloseReason;
using Phase = SseSource::Phase;

namespace {

using Action = std::function<void(std::unique_ptr<SseSource> &source)>;
using Connect =
    std::function<void(SseSource *source, QObject *context, std::function<void()> handler)>;

} // namespace

Q_DECLARE_METATYPE(Action)
Q_DECLARE_METATYPE(Connect)

class tst_Handlers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anyHandlerMayDoAnything_data();
    void anyHandlerMayDoAnything();
    void settersSurviveDeletion_data();
    void settersSurviveDeletion();
    void eventsComeAfterOpened();
    void noEventFollowsClose();
    void noListenerIsCalledAfterClose();
    void closedByOneReceiverStaysClosedForTheChunk();
    void reopeningInAHandlerBeginsAnew();
    void openingInTheErrorHandlerTakesThePlaceOfClosed();
    void openingInTheClosedHandlerWorks();
    void eventLoopInAHandlerKeepsTheOrder();
    void eventLoopInAHandlerAndTheEndOfTheStream();
    void changingPropertiesInAHandlerReopensAfterTheChunk();
    void closingWhileItIsBeingOpened_data();
    void closingWhileItIsBeingOpened();
    void closingWhileItFailsIsStillAFailure();
    void whatHasClosedStaysClosed();
    void everyStateIsAnnouncedWhateverHandlersDo();
    void manyEventsInOneChunk();
    void sourceDestroyedWithItsThread();

private:
    std::unique_ptr<SseTestServer> server;
};

void tst_Handlers::init()
{
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
    server->route(
        QStringLiteral("/"),
        SseTestScript::eventStream()
            .send(": c\nretry: 100\nid: 1\ndata: 1\n\nid: 2\ndata: 2\n\nid: 3\n\ndata: 3\n\n")
            .end());
    server->route(QStringLiteral("/other"),
                  SseTestScript::eventStream().send("data: other\n\n").stall());
}

void tst_Handlers::anyHandlerMayDoAnything_data()
{
    QTest::addColumn<Connect>("connectTo");
    QTest::addColumn<Action>("action");

    const auto on = [](auto signal) {
        return Connect(
            [signal](SseSource *source, QObject *context, const std::function<void()> &handler) {
                QObject::connect(source, signal, context, [handler] { handler(); });
            });
    };
    const QList<QPair<const char *, Connect>> signalList = {
        { "activeChanged", on(&SseSource::activeChanged) },
        { "phaseChanged", on(&SseSource::phaseChanged) },
        { "readyStateChanged", on(&SseSource::readyStateChanged) },
        { "opened", on(&SseSource::opened) },
        { "commentReceived", on(&SseSource::commentReceived) },
        { "retryReceived", on(&SseSource::retryReceived) },
        { "effectiveReconnectIntervalChanged", on(&SseSource::effectiveReconnectIntervalChanged) },
        { "lastEventIdChanged", on(&SseSource::lastEventIdChanged) },
        { "eventReceived", on(&SseSource::eventReceived) },
        { "listener",
          [](SseSource *source, QObject *context, const std::function<void()> &handler) {
              source->addEventListener({}, context, [handler](const SseEvent &) { handler(); });
          } },
        { "errorOccurred", on(&SseSource::errorOccurred) },
    };
    const QList<QPair<const char *, Action>> actions = {
        { "close", [](std::unique_ptr<SseSource> &source) { source->close(); } },
        { "delete", [](std::unique_ptr<SseSource> &source) { source.reset(); } },
        { "close and delete",
          [](std::unique_ptr<SseSource> &source) {
              source->close();
              source.reset();
          } },
        { "replace",
          [](std::unique_ptr<SseSource> &source) {
              const QUrl url = source->url();
              source->open(url.resolved(QUrl(QStringLiteral("/other"))));
          } },
        { "close and open",
          [](std::unique_ptr<SseSource> &source) {
              const QUrl url = source->url();
              source->close();
              source->setUrl(url.resolved(QUrl(QStringLiteral("/other"))));
              source->open();
          } },
        { "change the url",
          [](std::unique_ptr<SseSource> &source) {
              const QUrl url = source->url();
              source->setUrl(url.resolved(QUrl(QStringLiteral("/other"))));
          } },
        { "run an event loop",
          [](std::unique_ptr<SseSource> &) {
              QEventLoop loop;
              QTimer::singleShot(30, &loop, &QEventLoop::quit);
              loop.exec();
          } },
        { "run an event loop that deletes",
          [](std::unique_ptr<SseSource> &source) {
              QEventLoop loop;
              QTimer::singleShot(10, &loop, [&source] { source.reset(); });
              QTimer::singleShot(30, &loop, &QEventLoop::quit);
              loop.exec();
          } },
    };
    for (const auto &signal : signalList) {
        for (const auto &action : actions)
            QTest::addRow("%s: %s", signal.first, action.first) << signal.second << action.second;
    }
}

void tst_Handlers::anyHandlerMayDoAnything()
{
    QFETCH(Connect, connectTo);
    QFETCH(Action, action);
    auto source = std::make_unique<SseSource>(server->url());
    setExactDelay(*source, 1);
    bool done = false;
    connectTo(source.get(), this, [&] {
        if (std::exchange(done, true) || !source)
            return;
        action(source);
    });
    source->open();
    QTRY_VERIFY(done);
    if (QByteArrayView(QTest::currentDataTag()).endsWith(": close")) {
        QCOMPARE(source->phase(), Phase::Idle);
        QVERIFY(!source->isActive());
    }
    // Whatever it was, what is left of the source is in order: it can be opened and read.
    if (source) {
        const SourceWatch watch(*source);
        source->open(server->url(QStringLiteral("/other")));
        QTRY_COMPARE(watch.data().mid(watch.data().size() - 1),
                     QStringList{ QStringLiteral("other") });
        QCOMPARE(source->phase(), Phase::Streaming);
    }
    source.reset();
    QTRY_COMPARE(server->openConnectionCount(), 0);
}

void tst_Handlers::settersSurviveDeletion_data()
{
    QTest::addColumn<Action>("setter");

    const QList<QPair<const char *, Action>> setters = {
        { "setUrl",
          [](std::unique_ptr<SseSource> &s) {
              s->setUrl(QUrl(QStringLiteral("http://127.0.0.1:9/")));
          } },
        { "setMethod",
          [](std::unique_ptr<SseSource> &s) { s->setMethod(QStringLiteral("POST")); } },
        { "setHeader", [](std::unique_ptr<SseSource> &s) { s->setHeader("X-A", "1"); } },
        { "setBody", [](std::unique_ptr<SseSource> &s) { s->setBody("x"); } },
        { "setJsonBody", [](std::unique_ptr<SseSource> &s) { s->setJsonBody(1); } },
        { "setWithCredentials",
          [](std::unique_ptr<SseSource> &s) { s->setWithCredentials(true); } },
        { "setActive", [](std::unique_ptr<SseSource> &s) { s->setActive(false); } },
        { "setReconnectInterval", [](std::unique_ptr<SseSource> &s) { setExactDelay(*s, 7); } },
        { "setLastEventId",
          [](std::unique_ptr<SseSource> &s) { s->setLastEventId(QStringLiteral("7")); } },
    };
    for (const auto &setter : setters)
        QTest::newRow(setter.first) << setter.second;
}

void tst_Handlers::settersSurviveDeletion()
{
    QFETCH(Action, setter);
    server->route(QStringLiteral("/"),
                  SseTestScript::eventStream().send("id: 1\nretry: 500\ndata: 1\n\n").stall());
    auto source = std::make_unique<SseSource>(server->url());
    const SourceWatch watch(*source);
    source->open();
    QTRY_COMPARE(watch.events.size(), 1);
    const auto remove = [&] { source.reset(); };
    connect(source.get(), &SseSource::urlChanged, this, remove);
    connect(source.get(), &SseSource::methodChanged, this, remove);
    connect(source.get(), &SseSource::headersChanged, this, remove);
    connect(source.get(), &SseSource::bodyChanged, this, remove);
    connect(source.get(), &SseSource::withCredentialsChanged, this, remove);
    connect(source.get(), &SseSource::activeChanged, this, remove);
    connect(source.get(), &SseSource::reconnectPolicyChanged, this, remove);
    connect(source.get(), &SseSource::lastEventIdChanged, this, remove);
    setter(source);
    QVERIFY(!source);
    QTRY_COMPARE(server->openConnectionCount(), 0);
}

void tst_Handlers::eventsComeAfterOpened()
{
    SseSource source(server->url(QStringLiteral("/other")));
    const SourceWatch watch(source);
    connect(&source, &SseSource::readyStateChanged, this, [&](SseSource::ReadyState state) {
        if (state != SseSource::ReadyState::Open)
            return;
        QEventLoop loop;
        QTimer::singleShot(50, &loop, &QEventLoop::quit);
        loop.exec();
    });
    source.open();
    QTRY_COMPARE(watch.log.join(u','), QStringLiteral("opened,event other"));
}

void tst_Handlers::noEventFollowsClose()
{
    server->route(
        QStringLiteral("/"),
        SseTestScript::eventStream().send("id: 1\ndata: 1\n\nid: 2\ndata: 2\n\n").stall());
    SseSource source(server->url());
    QStringList got;
    connect(&source, &SseSource::eventReceived, this, [&](const SseEvent &event) {
        got.append(event.data());
        source.close();
        QCOMPARE(source.readyState(), SseSource::ReadyState::Closed);
    });
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Requested });
    QTRY_COMPARE(server->openConnectionCount(), 0);
    QCOMPARE(got, QStringList{ QStringLiteral("1") });
    QCOMPARE(source.lastEventId(), QStringLiteral("1"));
}

void tst_Handlers::noListenerIsCalledAfterClose()
{
    SseSource source(server->url());
    const SourceWatch watch(source);
    connect(&source, &SseSource::eventReceived, &source, &SseSource::close);
    source.addEventListener(QStringLiteral("message"), this,
                            [](const SseEvent &) { QFAIL("called"); });
    source.open();
    QTRY_COMPARE(watch.closed.size(), 1);
}

void tst_Handlers::closedByOneReceiverStaysClosedForTheChunk()
{
    SseSource source(server->url());
    int first = 0;
    connect(&source, &SseSource::lastEventIdChanged, this, [&] {
        ++first;
        source.close();
    });
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.closed.size(), 1);
    QCOMPARE(first, 1);
    QVERIFY(watch.events.isEmpty()); // parsed, and not delivered
}

void tst_Handlers::reopeningInAHandlerBeginsAnew()
{
    SseSource source(server->url());
    const SourceWatch watch(source);
    bool reopened = false;
    connect(&source, &SseSource::eventReceived, this, [&] {
        if (std::exchange(reopened, true))
            return;
        source.close();
        source.open();
        QCOMPARE(source.readyState(), SseSource::ReadyState::Connecting);
    });
    source.open();
    QTRY_VERIFY(watch.events.size() >= 4);
    source.close();
    QCOMPARE(watch.data().mid(0, 4).join(u','), QStringLiteral("1,1,2,3"));
    QCOMPARE(server->requests().at(1).header("Last-Event-ID"), "1");
}

void tst_Handlers::openingInTheErrorHandlerTakesThePlaceOfClosed()
{
    SseSource source(server->url(QStringLiteral("/nowhere")));
    const SourceWatch watch(source);
    connect(&source, &SseSource::errorOccurred, this, [&](const SseError &error) {
        if (error.httpStatus() == 404)
            source.open(server->url(QStringLiteral("/other")));
    });
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    QCOMPARE(watch.log.join(u','), QStringLiteral("error UnexpectedStatus,opened,event other"));
}

void tst_Handlers::openingInTheClosedHandlerWorks()
{
    SseSource source(server->url());
    source.setAutoReconnect(false);
    const SourceWatch watch(source);
    connect(&source, &SseSource::closed, this, [&] {
        if (watch.closed.size() < 3)
            source.open();
    });
    source.open();
    QTRY_COMPARE(watch.closed,
                 (QList{ CloseReason::Ended, CloseReason::Ended, CloseReason::Ended }));
    QCOMPARE(watch.events.size(), 9);
}

void tst_Handlers::eventLoopInAHandlerKeepsTheOrder()
{
    server->route(QStringLiteral("/"),
                  SseTestScript::eventStream()
                      .send("data: 1\n\ndata: 2\n\n")
                      .pause(std::chrono::milliseconds(20))
                      .send("data: 3\n\n")
                      .stall());
    SseSource source(server->url());
    const SourceWatch watch(source);
    connect(&source, &SseSource::eventReceived, this, [&](const SseEvent &event) {
        if (event.data() != QStringLiteral("1"))
            return;
        // The third event arrives here, and waits for the second.
        QEventLoop loop;
        QTimer::singleShot(100, &loop, &QEventLoop::quit);
        loop.exec();
        QCOMPARE(watch.events.size(), 1);
    });
    source.open();
    QTRY_COMPARE(watch.data().join(u','), QStringLiteral("1,2,3"));
}

void tst_Handlers::eventLoopInAHandlerAndTheEndOfTheStream()
{
    server->route(QStringLiteral("/"),
                  SseTestScript::eventStream().send("data: 1\n\ndata: 2\n\n").end());
    SseSource source(server->url());
    source.setAutoReconnect(false);
    const SourceWatch watch(source);
    connect(&source, &SseSource::eventReceived, this, [&] {
        QEventLoop loop;
        QTimer::singleShot(50, &loop, &QEventLoop::quit);
        loop.exec();
    });
    source.open();
    QTRY_COMPARE(watch.log.join(u','), QStringLiteral("opened,event 1,event 2,closed Ended"));
}

void tst_Handlers::changingPropertiesInAHandlerReopensAfterTheChunk()
{
    SseSource source(server->url());
    const SourceWatch watch(source);
    connect(&source, &SseSource::eventReceived, this, [&](const SseEvent &event) {
        if (event.data() == QStringLiteral("1"))
            source.setUrl(server->url(QStringLiteral("/other")));
    });
    source.open();
    QTRY_COMPARE(watch.data().join(u','), QStringLiteral("1,2,3,other"));
    // The rest of the old stream sets no place in the new one.
    QVERIFY(source.lastEventId().isEmpty());
    QVERIFY(server->requests().constLast().header("Last-Event-ID").isNull());
}

void tst_Handlers::manyEventsInOneChunk()
{
    QByteArray bytes;
    for (int i = 0; i < 200000; ++i)
        bytes += "data: x\n\n";
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send(bytes).stall());
    SseSource source(server->url());
    int count = 0;
    connect(&source, &SseSource::eventReceived, this, [&] { ++count; });
    source.open();
    QTRY_COMPARE_WITH_TIMEOUT(count, 200000, 30000);
}

void tst_Handlers::sourceDestroyedWithItsThread()
{
    QThread thread;
    auto *const source = new SseSource(server->url(QStringLiteral("/other")));
    source->moveToThread(&thread);
    connect(&thread, &QThread::finished, source, &QObject::deleteLater);
    connect(&thread, &QThread::started, source, qOverload<>(&SseSource::open));
    QSignalSpy opened(source, &SseSource::opened);
    thread.start();
    QTRY_COMPARE(opened.count(), 1);
    thread.quit();
    QVERIFY(thread.wait());
    QTRY_COMPARE(server->openConnectionCount(), 0);
}

void tst_Handlers::closingWhileItIsBeingOpened_data()
{
    QTest::addColumn<bool>("byUrl");
    QTest::newRow("in reconnectAttemptChanged") << false;
    QTest::newRow("in urlChanged") << true;
}

void tst_Handlers::closingWhileItIsBeingOpened()
{
    QFETCH(bool, byUrl);
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n").stall());
    // One attempt has failed before, and another is not granted.
    SseSource source(QUrl(QStringLiteral("http://127.0.0.1:1/")));
    setExactDelay(source, 1);
    source.setMaximumReconnectAttempts(1);
    QSignalSpy closed(&source, &SseSource::closed);
    source.open();
    QVERIFY(closed.wait());
    QCOMPARE(source.reconnectAttempt(), 1);
    const SourceWatch watch(source);
    if (byUrl)
        connect(&source, &SseSource::urlChanged, &source, &SseSource::close);
    else
        connect(&source, &SseSource::reconnectAttemptChanged, &source, &SseSource::close);
    source.open(server->url());
    QCOMPARE(source.phase(), Phase::Idle);
    QVERIFY(!source.isActive());
    QCoreApplication::processEvents();
    QCOMPARE(watch.log, QStringList());
    QCOMPARE(server->connectionCount(), 0);
}

void tst_Handlers::closingWhileItFailsIsStillAFailure()
{
    server->route(QStringLiteral("/"), SseTestScript::reply(404));
    SseSource source(server->url());
    const SourceWatch watch(source);
    connect(&source, &SseSource::errorOccurred, &source, &SseSource::close);
    source.open();
    QTRY_COMPARE(watch.log.join(u','), QStringLiteral("error UnexpectedStatus,closed Failed"));
    QVERIFY(!source.isActive());
}

// As a chat would: the next question is set while the answer to the last one ends.
void tst_Handlers::whatHasClosedStaysClosed()
{
    server->route(QStringLiteral("/"),
                  SseTestScript::eventStream().send("data: x\n\ndata: [DONE]\n\n").stall());
    SseSource source(server->url());
    source.setMethod(QStringLiteral("POST"));
    source.setBody("first");
    source.setEndOnData({ QStringLiteral("[DONE]") });
    const SourceWatch watch(source);
    connect(&source, &SseSource::eventReceived, this, [&](const SseEvent &event) {
        if (event.data() == QLatin1String("[DONE]"))
            source.setBody("second");
    });
    QSignalSpy closed(&source, &SseSource::closed);
    source.open();
    QVERIFY(closed.wait());
    QCoreApplication::processEvents(); // the turn in which it would be opened anew
    QCOMPARE(server->requests().size(), 1);
    QCOMPARE(watch.log.join(u','), QStringLiteral("opened,event x,event [DONE],closed Ended"));
    source.open();
    QVERIFY(closed.wait());
    QCOMPARE(server->requests().at(1).body, "second");
}

void tst_Handlers::everyStateIsAnnouncedWhateverHandlersDo()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n").stall());
    SseSource source(server->url());
    SseSource::ReadyState announced = source.readyState();
    connect(&source, &SseSource::readyStateChanged, this,
            [&](SseSource::ReadyState state) { announced = state; });
    bool isDone = false;
    connect(&source, &SseSource::phaseChanged, this, [&](Phase phase) {
        if (phase == Phase::Dialing && !std::exchange(isDone, true))
            source.reconnectNow();
    });
    source.open();
    QCOMPARE(source.phase(), Phase::Dialing);
    QCOMPARE(announced, SseSource::ReadyState::Connecting);
}

QTEST_GUILESS_MAIN(tst_Handlers)
#include "tst_handlers.moc"
