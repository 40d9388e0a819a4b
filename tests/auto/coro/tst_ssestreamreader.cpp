// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Run these under AddressSanitizer: most of them are about who outlives whom.

#include <SseQt/SseSource>
#include <SseQt/SseStreamReader>
#include <SseQt/SseTestExchange>
#include <SseQt/SseTestServer>

#include <QCoroTimer>
#include <QtCore/qeventloop.h>
#include <QtCore/qpointer.h>
#include <QtCore/qthread.h>
#include <QtTest/QtTest>

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using CloseReason = SseSource::CloseReason;
using Reason = SseStreamEnd::Reason;

static_assert(QCoro::Awaitable<SseStreamReader::NextEvent>);
static_assert(QCoro::Awaitable<SseStreamReader::Closed>);
static_assert(!std::is_copy_constructible_v<SseStreamReader>);
static_assert(!std::is_move_constructible_v<SseStreamReader>);
static_assert(int(Reason::NotEnded) == 0);

namespace {

// A coroutine that goes with its owner, wherever it is suspended. QCoro::Task lets go of it
// instead.
class Frame
{
public:
    struct promise_type
    {
        Frame get_return_object()
        {
            return Frame(std::coroutine_handle<promise_type>::from_promise(*this));
        }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void return_void() { }
        void unhandled_exception() { std::terminate(); }
    };

    Frame() = default;
    Frame(Frame &&other) noexcept
        : m_handle(std::exchange(other.m_handle, nullptr))
    { }
    Frame &operator=(Frame &&other) noexcept
    {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    ~Frame() { destroy(); }

    void destroy()
    {
        if (const auto handle = std::exchange(m_handle, nullptr))
            handle.destroy();
    }
    [[nodiscard]] bool isDone() const { return m_handle.done(); }

private:
    explicit Frame(std::coroutine_handle<promise_type> handle)
        : m_handle(handle)
    { }
    std::coroutine_handle<promise_type> m_handle;
};

// What a coroutine has seen.
struct Log
{
    QStringList events;
    std::optional<SseStreamEnd> end;
    int left = 0; // how many scopes were left

    [[nodiscard]] Reason reason() const { return end ? end->reason() : Reason::NotEnded; }
};

struct AtExit
{
    explicit AtExit(Log &of)
        : log(of)
    { }
    ~AtExit() { ++log.left; }
    Q_DISABLE_COPY_MOVE(AtExit)
    Log &log;
};

// Bodies outlive the coroutines that run them: those take references.
using Body = std::function<void(const SseEvent &)>;
Body nothing = [](const SseEvent &) {};

QCoro::Task<void> readAll(SseStreamReader &reader, Log &log, Body &body = nothing)
{
    AtExit atExit(log);
    while (const std::optional<SseEvent> event = co_await reader.nextEvent()) {
        log.events.append(event->data());
        body(*event);
    }
    log.end = co_await reader.closed();
}

QCoro::Task<void> openAndReadAll(SseSource &source, Log &log, Body &body = nothing)
{
    AtExit atExit(log);
    SseStreamReader reader(&source);
    source.open();
    co_await readAll(reader, log, body);
}

QCoro::Task<void> awaitEnd(SseStreamReader &reader, Log &log)
{
    AtExit atExit(log);
    log.end = co_await reader.closed();
}

} // namespace

class tst_SseStreamReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void eventsComeInOrderAndThenTheEnd();
    void whatArrivedEarlierComesFirst();
    void reconnectsAreInvisible();
    void failureIsToldAfterTheEvents();
    void failureInOpenIsTold();
    void readingIsOverAfterTheEnd();
    void aReaderIsForOneStream();
    void aReplacedStreamIsNoEnd();
    void typesThatAreNotWantedArePassedOver();
    void waitForGivesTheNextEvent();
    void whatIsAwaitedMayBeKept();

    void timeoutGivesNoEventAndLosesNone();
    void timeoutOfZeroTakesWhatIsThere();
    void eventBeforeTheTimeoutStopsIt();
    void endBeforeTheTimeoutStopsIt();

    void closeInTheLoopEndsIt();
    void noEventFollowsClose();
    void anythingMayBeDoneInTheLoop_data();
    void anythingMayBeDoneInTheLoop();
    void eventsWaitWhileTheLoopAwaitsSomethingElse();
    void manyEventsInOneChunk();

    void leavingTheScopeClosesTheSource();
    void exceptionClosesTheSource();
    void leavingTheScopeMayLeaveTheSourceOpen();
    void leavingTheScopeAfterTheEndLeavesTheNextStreamAlone();

    void sourceDestroyedWhileAwaited();
    void sourceDestroyedBeforeItIsAwaited();
    void readerDestroyedWhileAwaited();
    void readerDestroyedByOneOfThoseWhoWait();
    void readerDestroyedWithItsTimeout();
    void frameDestroyedWhileAwaiting_data();
    void frameDestroyedWhileAwaiting();
    void frameDestroyedDoesNotDisturbOthers();
    void taskDroppedWhileAwaiting();

    void severalCoroutinesShareTheEvents();
    void oneCoroutineDestroysTheOther();
    void severalCoroutinesAwaitTheEnd();

    void tooManyEventsEndTheStream();
    void tooManyBytesEndTheStream();
    void oneEventMayAlwaysWait();
    void tooSlowLeavesTheSourceOpenIfTold();
    void streamGoesOnAfterTheLastThatWasRead();
    void limitsAreAtLeastOne();

    void noSource();
    void sourceOfAnotherThread();
    void endIsAValue();

private:
    void send(const QByteArray &bytes) { exchange->write(bytes); }
    // Until the source, and so the reader, has seen what was sent.
    void sendAndWait(SseSource &source, const QByteArray &bytes, int events)
    {
        QSignalSpy spy(&source, &SseSource::eventReceived);
        send(bytes);
        QTRY_COMPARE(spy.count(), events);
    }
    void open(SseSource &source)
    {
        source.open();
        QTRY_COMPARE(source.readyState(), SseSource::ReadyState::Open);
        QVERIFY(exchange);
    }

    std::unique_ptr<SseTestServer> server;
    QPointer<SseTestExchange> exchange; // of the newest request to /live
};

void tst_SseStreamReader::init()
{
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
    server->route(u"/"_s,
                  SseTestScript::eventStream()
                      .send("id: 1\ndata: 1\n\nid: 2\ndata: 2\n\nid: 3\nevent: x\ndata: 3\n\n")
                      .end());
    server->route(u"/stall"_s,
                  SseTestScript::eventStream().send("data: 1\n\ndata: 2\n\ndata: 3\n\n").stall());
    server->route(u"/live"_s, [this](SseTestExchange *newest) {
        exchange = newest;
        newest->startEventStream();
    });
}

void tst_SseStreamReader::cleanup()
{
    server.reset();
}

void tst_SseStreamReader::eventsComeInOrderAndThenTheEnd()
{
    SseSource source(server->url());
    source.setAutoReconnect(false);
    Log log;
    openAndReadAll(source, log);
    QTRY_COMPARE(log.left, 2);
    QCOMPARE(log.events, QStringList({ u"1"_s, u"2"_s, u"3"_s }));
    QCOMPARE(log.reason(), Reason::Ended);
    QCOMPARE(log.end->error().code(), SseError::Code::NoError);
    QCOMPARE(log.end->message(), QString());
    QCOMPARE(log.end->discardedEvents(), 0);
}

void tst_SseStreamReader::whatArrivedEarlierComesFirst()
{
    SseSource source(server->url(u"/live"_s));
    SseStreamReader reader(&source);
    open(source);
    sendAndWait(source, "data: 1\n\ndata: 2\n\n", 2);
    Log log;
    readAll(reader, log);
    QCOMPARE(log.events, QStringList({ u"1"_s, u"2"_s }));
    send("data: 3\n\n");
    QTRY_COMPARE(log.events.size(), 3);
    exchange->finish();
    source.setAutoReconnect(false);
    QTRY_COMPARE(log.reason(), Reason::Ended);
    QCOMPARE(log.events, QStringList({ u"1"_s, u"2"_s, u"3"_s }));
}

void tst_SseStreamReader::reconnectsAreInvisible()
{
    server->route(u"/breaks"_s,
                  QList<SseTestScript>{
                      SseTestScript::eventStream().send("id: 1\ndata: 1\n\n").close(),
                      SseTestScript::eventStream().send("id: 2\ndata: 2\n\n").end(),
                      SseTestScript::reply(204),
                  });
    SseSource source(server->url(u"/breaks"_s));
    source.setReconnectInterval(1);
    QSignalSpy errors(&source, &SseSource::errorOccurred);
    Log log;
    openAndReadAll(source, log);
    QTRY_COMPARE(log.left, 2);
    QCOMPARE(log.events, QStringList({ u"1"_s, u"2"_s }));
    QCOMPARE(log.reason(), Reason::Failed);
    QCOMPARE(log.end->error().httpStatus(), 204);
    QCOMPARE(errors.count(), 3);
}

void tst_SseStreamReader::failureIsToldAfterTheEvents()
{
    SseSource source(server->url(u"/live"_s));
    source.setMaximumLineSize(20);
    SseStreamReader reader(&source);
    open(source);
    QSignalSpy closed(&source, &SseSource::closed);
    send("data: 1\n\ndata: 2\n\ndata: 01234567890123456789\n\n");
    QTRY_COMPARE(closed.count(), 1);
    QVERIFY(!reader.atEnd());
    Log log;
    readAll(reader, log);
    QCOMPARE(log.left, 1);
    QCOMPARE(log.events, QStringList({ u"1"_s, u"2"_s }));
    QVERIFY(reader.atEnd());
    QCOMPARE(log.reason(), Reason::Failed);
    QCOMPARE(log.end->error().code(), SseError::Code::LineTooLong);
    QCOMPARE(log.end->message(), log.end->error().message());
    QCOMPARE(log.end->discardedEvents(), 0);
}

void tst_SseStreamReader::failureInOpenIsTold()
{
    SseSource source(QUrl(u"ftp://example.org"_s));
    Log log;
    openAndReadAll(source, log);
    QCOMPARE(log.left, 2);
    QCOMPARE(log.reason(), Reason::Failed);
    QCOMPARE(log.end->error().code(), SseError::Code::InvalidUrl);
}

void tst_SseStreamReader::readingIsOverAfterTheEnd()
{
    SseSource source(server->url());
    source.setAutoReconnect(false);
    SseStreamReader reader(&source);
    source.open();
    Log log;
    readAll(reader, log);
    QTRY_COMPARE(log.left, 1);
    for (int i = 0; i < 3; ++i) {
        QVERIFY(!QCoro::waitFor(reader.nextEvent()));
        QVERIFY(!QCoro::waitFor(reader.nextEvent(0ms)));
        QCOMPARE(QCoro::waitFor(reader.closed()).reason(), Reason::Ended);
    }
}

void tst_SseStreamReader::aReaderIsForOneStream()
{
    SseSource source(server->url());
    source.setAutoReconnect(false);
    SseStreamReader first(&source);
    source.open();
    Log log;
    readAll(first, log);
    QTRY_COMPARE(log.left, 1);

    QSignalSpy closed(&source, &SseSource::closed);
    source.open();
    QTRY_COMPARE(closed.count(), 1);
    QVERIFY(first.atEnd());

    Log second;
    openAndReadAll(source, second);
    QTRY_COMPARE(second.left, 2);
    QCOMPARE(second.events, QStringList({ u"1"_s, u"2"_s, u"3"_s }));
}

void tst_SseStreamReader::aReplacedStreamIsNoEnd()
{
    SseSource source(server->url(u"/stall"_s));
    Log log;
    Body replace = [&](const SseEvent &event) {
        if (event.data() == u"2"_s && source.autoReconnect()) {
            source.setAutoReconnect(false);
            source.open(server->url());
        }
    };
    openAndReadAll(source, log, replace);
    QTRY_COMPARE(log.left, 2);
    QCOMPARE(log.events, QStringList({ u"1"_s, u"2"_s, u"1"_s, u"2"_s, u"3"_s }));
    QCOMPARE(log.reason(), Reason::Ended);
}

void tst_SseStreamReader::typesThatAreNotWantedArePassedOver()
{
    SseSource source(server->url());
    source.setAutoReconnect(false);
    SseStreamReader messages(&source);
    messages.setEventTypes({ QString() });
    QCOMPARE(messages.eventTypes(), QStringList({ u"message"_s }));
    SseStreamReader xs(&source);
    xs.setMaximumQueuedEvents(1);
    xs.setEventTypes({ u"y"_s, u"x"_s });
    SseStreamReader all(&source);
    QSignalSpy closed(&source, &SseSource::closed);
    source.open();
    QTRY_COMPARE(closed.count(), 1);

    Log log;
    readAll(messages, log);
    readAll(xs, log);
    readAll(all, log);
    QCOMPARE(log.events, QStringList({ u"1"_s, u"2"_s, u"3"_s, u"1"_s, u"2"_s, u"3"_s }));
    QCOMPARE(log.left, 3);
}

void tst_SseStreamReader::waitForGivesTheNextEvent()
{
    SseSource source(server->url());
    source.setAutoReconnect(false);
    SseStreamReader reader(&source);
    source.open();
    const std::optional<SseEvent> event = QCoro::waitFor(reader.nextEvent());
    QVERIFY(event);
    QCOMPARE(event->data(), u"1"_s);
    QCOMPARE(QCoro::waitFor(reader.closed()).reason(), Reason::Ended);
    QVERIFY(!reader.atEnd());
}

void tst_SseStreamReader::whatIsAwaitedMayBeKept()
{
    SseSource source(server->url());
    source.setAutoReconnect(false);
    auto reader = std::make_unique<SseStreamReader>(&source);
    const auto next = reader->nextEvent();
    const auto closed = reader->closed();
    source.open();
    QCOMPARE(QCoro::waitFor(next)->data(), u"1"_s);
    QCOMPARE(QCoro::waitFor(next)->data(), u"2"_s);
    reader.reset();
    QVERIFY(!QCoro::waitFor(next));
    QVERIFY(QCoro::waitFor(closed).reason() != Reason::NotEnded);
}

void tst_SseStreamReader::timeoutGivesNoEventAndLosesNone()
{
    SseSource source(server->url(u"/live"_s));
    SseStreamReader reader(&source);
    open(source);
    for (int i = 0; i < 3; ++i) {
        QVERIFY(!QCoro::waitFor(reader.nextEvent(1ms)));
        QVERIFY(!reader.atEnd());
    }
    send("data: 1\n\n");
    QCOMPARE(QCoro::waitFor(reader.nextEvent(-1ms))->data(), u"1"_s);
}

void tst_SseStreamReader::timeoutOfZeroTakesWhatIsThere()
{
    SseSource source(server->url(u"/live"_s));
    SseStreamReader reader(&source);
    open(source);
    sendAndWait(source, "data: 1\n\n", 1);
    QCOMPARE(QCoro::waitFor(reader.nextEvent(0ms))->data(), u"1"_s);
    QVERIFY(!QCoro::waitFor(reader.nextEvent(0ms)));
}

void tst_SseStreamReader::eventBeforeTheTimeoutStopsIt()
{
    SseSource source(server->url(u"/live"_s));
    SseStreamReader reader(&source);
    open(source);
    QStringList seen;
    const auto read = [&]() -> QCoro::Task<void> {
        const std::optional<SseEvent> first = co_await reader.nextEvent(1h);
        seen.append(first->data());
        // Longer than a QTimer can wait.
        const std::optional<SseEvent> second = co_await reader.nextEvent(24h * 1000);
        seen.append(second->data());
    };
    read();
    send("data: 1\n\ndata: 2\n\n");
    QTRY_COMPARE(seen, QStringList({ u"1"_s, u"2"_s }));
}

void tst_SseStreamReader::endBeforeTheTimeoutStopsIt()
{
    SseSource source(server->url(u"/live"_s));
    SseStreamReader reader(&source);
    open(source);
    bool isOver = false;
    const auto read = [&]() -> QCoro::Task<void> {
        const std::optional<SseEvent> event = co_await reader.nextEvent(1h);
        isOver = !event && reader.atEnd();
    };
    read();
    source.close();
    QVERIFY(isOver);
}

void tst_SseStreamReader::closeInTheLoopEndsIt()
{
    SseSource source(server->url(u"/stall"_s));
    QSignalSpy closed(&source, &SseSource::closed);
    Log log;
    Body close = [&](const SseEvent &event) {
        if (event.data() == u"2"_s)
            source.close();
    };
    openAndReadAll(source, log, close);
    QTRY_COMPARE(log.left, 2);
    QCOMPARE(log.events, QStringList({ u"1"_s, u"2"_s }));
    QCOMPARE(log.reason(), Reason::Requested);
    QCOMPARE(log.end->message(), QString());
    QCOMPARE(closed.count(), 1);
}

void tst_SseStreamReader::noEventFollowsClose()
{
    SseSource source(server->url(u"/live"_s));
    SseStreamReader reader(&source);
    open(source);
    sendAndWait(source, "data: 1\n\ndata: 2\n\n", 2);
    source.close();
    QVERIFY(reader.atEnd());
    QVERIFY(!QCoro::waitFor(reader.nextEvent()));
    const SseStreamEnd end = QCoro::waitFor(reader.closed());
    QCOMPARE(end.reason(), Reason::Requested);
    QCOMPARE(end.discardedEvents(), 2);
}

using Action = std::function<void(std::unique_ptr<SseSource> &source,
                                  std::unique_ptr<SseStreamReader> &reader)>;
Q_DECLARE_METATYPE(Action)

void tst_SseStreamReader::anythingMayBeDoneInTheLoop_data()
{
    QTest::addColumn<Action>("action");
    QTest::addColumn<Reason>("reason");

    using Source = std::unique_ptr<SseSource>;
    using Reader = std::unique_ptr<SseStreamReader>;
    QTest::newRow("delete the source")
        << Action([](Source &source, Reader &) { source.reset(); }) << Reason::SourceDestroyed;
    QTest::newRow("close and delete the source") << Action([](Source &source, Reader &) {
        source->close();
        source.reset();
    }) << Reason::Requested;
    QTest::newRow("delete the reader")
        << Action([](Source &, Reader &reader) { reader.reset(); }) << Reason::ReaderDestroyed;
    QTest::newRow("delete both") << Action([](Source &source, Reader &reader) {
        source.reset();
        reader.reset();
    }) << Reason::SourceDestroyed;
    QTest::newRow("delete both, the reader first") << Action([](Source &source, Reader &reader) {
        reader.reset();
        source.reset();
    }) << Reason::ReaderDestroyed;
    QTest::newRow("event loop that deletes the source") << Action([](Source &source, Reader &) {
        QEventLoop loop;
        QTimer::singleShot(1, &loop, [&] {
            source.reset();
            loop.quit();
        });
        loop.exec();
    }) << Reason::SourceDestroyed;
    QTest::newRow("event loop that deletes the reader") << Action([](Source &, Reader &reader) {
        QEventLoop loop;
        QTimer::singleShot(1, &loop, [&] {
            reader.reset();
            loop.quit();
        });
        loop.exec();
    }) << Reason::ReaderDestroyed;
    QTest::newRow("event loop, then close") << Action([](Source &source, Reader &reader) {
        QVERIFY(!QCoro::waitFor(reader->nextEvent(1ms))); // the source waits for this one
        source->close();
    }) << Reason::Requested;
}

void tst_SseStreamReader::anythingMayBeDoneInTheLoop()
{
    QFETCH(Action, action);
    QFETCH(Reason, reason);
    auto source = std::make_unique<SseSource>(server->url(u"/stall"_s));
    auto reader = std::make_unique<SseStreamReader>(source.get());
    const auto closed = reader->closed();
    source->open();

    Log log;
    const auto read = [&]() -> QCoro::Task<void> {
        AtExit atExit(log);
        const std::optional<SseEvent> event = co_await reader->nextEvent();
        log.events.append(event->data());
        action(source, reader);
        log.end = co_await closed;
    };
    read();
    QTRY_COMPARE(log.left, 1);
    QCOMPARE(log.events, QStringList({ u"1"_s }));
    QCOMPARE(log.reason(), reason);
}

void tst_SseStreamReader::eventsWaitWhileTheLoopAwaitsSomethingElse()
{
    SseSource source(server->url());
    source.setAutoReconnect(false);
    QStringList seen;
    bool isDone = false;
    const auto read = [&]() -> QCoro::Task<void> {
        SseStreamReader reader(&source);
        source.open();
        while (const std::optional<SseEvent> event = co_await reader.nextEvent()) {
            QTimer timer;
            timer.start(1);
            co_await timer;
            seen.append(event->data());
        }
        isDone = true;
    };
    read();
    QTRY_VERIFY(isDone);
    QCOMPARE(seen, QStringList({ u"1"_s, u"2"_s, u"3"_s }));
}

void tst_SseStreamReader::manyEventsInOneChunk()
{
    constexpr int count = 30000; // more than may wait, and none has to
    server->route(u"/many"_s,
                  SseTestScript::eventStream().sendRepeatedly("data: x\n\n", count).end());
    SseSource source(server->url(u"/many"_s));
    source.setAutoReconnect(false);
    Log log;
    openAndReadAll(source, log);
    QTRY_COMPARE(log.left, 2);
    QCOMPARE(log.reason(), Reason::Ended);
    QCOMPARE(log.events.size(), count);
}

void tst_SseStreamReader::leavingTheScopeClosesTheSource()
{
    SseSource source(server->url(u"/stall"_s));
    QSignalSpy closed(&source, &SseSource::closed);
    QSignalSpy gone(server.get(), &SseTestServer::connectionClosed);
    const auto read = [](SseSource &from) -> QCoro::Task<QString> {
        SseStreamReader reader(&from);
        from.open();
        const std::optional<SseEvent> event = co_await reader.nextEvent();
        co_return event->data();
    };
    QCOMPARE(QCoro::waitFor(read(source)), u"1"_s);
    QCOMPARE(source.readyState(), SseSource::ReadyState::Closed);
    QVERIFY(!source.isActive());
    QCOMPARE(closed.count(), 1);
    QCOMPARE(closed.at(0).at(0).value<CloseReason>(), CloseReason::Requested);
    QTRY_COMPARE(gone.count(), 1);
}

void tst_SseStreamReader::exceptionClosesTheSource()
{
    SseSource source(server->url(u"/stall"_s));
    Log log;
    bool isCaught = false;
    Body raise = [](const SseEvent &) { throw std::runtime_error("x"); };
    const auto read = [&]() -> QCoro::Task<void> {
        try {
            SseStreamReader reader(&source);
            source.open();
            co_await readAll(reader, log, raise);
        } catch (const std::runtime_error &) {
            isCaught = true;
        }
    };
    read();
    QTRY_VERIFY(isCaught);
    QCOMPARE(log.events, QStringList({ u"1"_s }));
    QCOMPARE(source.readyState(), SseSource::ReadyState::Closed);
}

void tst_SseStreamReader::leavingTheScopeMayLeaveTheSourceOpen()
{
    SseSource source(server->url(u"/live"_s));
    QSignalSpy events(&source, &SseSource::eventReceived);
    open(source);
    {
        SseStreamReader reader(&source);
        QVERIFY(reader.closesSource());
        reader.setClosesSource(false);
        QVERIFY(!reader.closesSource());
        QCOMPARE(reader.source(), &source);
    }
    QCOMPARE(source.readyState(), SseSource::ReadyState::Open);
    send("data: 1\n\n");
    QTRY_COMPARE(events.count(), 1);
}

void tst_SseStreamReader::leavingTheScopeAfterTheEndLeavesTheNextStreamAlone()
{
    SseSource source(server->url());
    source.setAutoReconnect(false);
    {
        SseStreamReader reader(&source);
        source.open();
        QCOMPARE(QCoro::waitFor(reader.closed()).reason(), Reason::Ended);
        open(*[&] {
            source.setUrl(server->url(u"/live"_s));
            return &source;
        }());
    }
    QCOMPARE(source.readyState(), SseSource::ReadyState::Open);
}

void tst_SseStreamReader::sourceDestroyedWhileAwaited()
{
    auto source = std::make_unique<SseSource>(server->url(u"/live"_s));
    SseStreamReader reader(source.get());
    open(*source);
    Log log;
    readAll(reader, log);
    source.reset();
    QCOMPARE(log.left, 1);
    QCOMPARE(log.reason(), Reason::SourceDestroyed);
    QVERIFY(!log.end->message().isEmpty());
    QVERIFY(!reader.source());
}

void tst_SseStreamReader::sourceDestroyedBeforeItIsAwaited()
{
    auto source = std::make_unique<SseSource>(server->url(u"/live"_s));
    SseStreamReader reader(source.get());
    open(*source);
    sendAndWait(*source, "data: 1\n\n", 1);
    source.reset();
    QVERIFY(reader.atEnd());
    Log log;
    readAll(reader, log);
    QCOMPARE(log.left, 1);
    QCOMPARE(log.events, QStringList());
    QCOMPARE(log.reason(), Reason::SourceDestroyed);
    QCOMPARE(log.end->discardedEvents(), 1);
}

void tst_SseStreamReader::readerDestroyedWhileAwaited()
{
    SseSource source(server->url(u"/live"_s));
    auto reader = std::make_unique<SseStreamReader>(&source);
    open(source);
    Log next;
    readAll(*reader, next); // goes on to ask for the end, in the destructor
    Log end;
    awaitEnd(*reader, end);
    reader.reset();
    QCOMPARE(next.left, 1);
    QCOMPARE(next.reason(), Reason::ReaderDestroyed);
    QVERIFY(!next.end->message().isEmpty());
    QCOMPARE(end.left, 1);
    QCOMPARE(end.reason(), Reason::ReaderDestroyed);
    QCOMPARE(source.readyState(), SseSource::ReadyState::Closed);
}

void tst_SseStreamReader::readerDestroyedByOneOfThoseWhoWait()
{
    SseSource source(server->url(u"/live"_s));
    auto reader = std::make_unique<SseStreamReader>(&source);
    open(source);
    const auto destroy = [&]() -> QCoro::Task<void> {
        static_cast<void>(co_await reader->nextEvent());
        reader.reset();
    };
    destroy();
    Log log;
    readAll(*reader, log); // is told while the reader still is
    source.close();
    QCOMPARE(log.left, 1);
    QCOMPARE(log.reason(), Reason::Requested);
}

void tst_SseStreamReader::readerDestroyedWithItsTimeout()
{
    SseSource source(server->url(u"/live"_s));
    auto reader = std::make_unique<SseStreamReader>(&source);
    bool isOver = false;
    const auto read = [&]() -> QCoro::Task<void> {
        const std::optional<SseEvent> event = co_await reader->nextEvent(1ms);
        reader.reset(); // in the timer's own signal
        isOver = !event;
    };
    read();
    QTRY_VERIFY(isOver);
}

using Await = std::function<Frame(SseSource &source, Log &log)>;
Q_DECLARE_METATYPE(Await)

void tst_SseStreamReader::frameDestroyedWhileAwaiting_data()
{
    QTest::addColumn<Await>("await");

    QTest::newRow("the next event") << Await([](SseSource &source, Log &log) -> Frame {
        AtExit atExit(log);
        SseStreamReader reader(&source);
        while (const std::optional<SseEvent> event = co_await reader.nextEvent())
            log.events.append(event->data());
        log.events.append(u"resumed"_s);
    });
    QTest::newRow("the next event, in a statement")
        << Await([](SseSource &source, Log &log) -> Frame {
               AtExit atExit(log);
               SseStreamReader reader(&source);
               static_cast<void>(co_await reader.nextEvent());
               static_cast<void>(co_await reader.nextEvent());
               log.events.append(u"resumed"_s);
           });
    QTest::newRow("the next event for a time") << Await([](SseSource &source, Log &log) -> Frame {
        AtExit atExit(log);
        SseStreamReader reader(&source);
        while (const std::optional<SseEvent> event = co_await reader.nextEvent(1h))
            log.events.append(event->data());
        log.events.append(u"resumed"_s);
    });
    QTest::newRow("the end") << Await([](SseSource &source, Log &log) -> Frame {
        AtExit atExit(log);
        SseStreamReader reader(&source);
        log.end = co_await reader.closed();
    });
}

void tst_SseStreamReader::frameDestroyedWhileAwaiting()
{
    QFETCH(Await, await);
    SseSource source(server->url(u"/live"_s));
    Log log;
    Frame frame = await(source, log);
    open(source);
    sendAndWait(source, "data: 1\n\n", 1);
    QVERIFY(!frame.isDone());
    QCOMPARE(log.left, 0);

    frame.destroy();
    QCOMPARE(log.left, 1);
    QVERIFY(!log.events.contains(u"resumed"_s));
    QVERIFY(!log.end);
    QCOMPARE(source.readyState(), SseSource::ReadyState::Closed);
}

void tst_SseStreamReader::frameDestroyedDoesNotDisturbOthers()
{
    SseSource source(server->url(u"/live"_s));
    SseStreamReader reader(&source);
    open(source);
    const auto read = [](SseStreamReader &from, Log &log) -> Frame {
        while (const std::optional<SseEvent> event = co_await from.nextEvent())
            log.events.append(event->data());
    };
    Log first, second;
    Frame frame = read(reader, first);
    const Frame other = read(reader, second);
    frame.destroy();
    sendAndWait(source, "data: 1\n\ndata: 2\n\n", 2);
    QCOMPARE(first.events, QStringList());
    QCOMPARE(second.events, QStringList({ u"1"_s, u"2"_s }));
}

void tst_SseStreamReader::taskDroppedWhileAwaiting()
{
    // QCoro lets the coroutine run on. It ends with what it reads.
    SseSource source(server->url(u"/live"_s));
    Log log;
    {
        const QCoro::Task<void> task = openAndReadAll(source, log);
        QVERIFY(!task.isReady());
    }
    QCOMPARE(log.left, 0);
    source.close();
    QCOMPARE(log.left, 2);
    QCOMPARE(log.reason(), Reason::Requested);
}

void tst_SseStreamReader::severalCoroutinesShareTheEvents()
{
    SseSource source(server->url(u"/live"_s));
    SseStreamReader reader(&source);
    open(source);
    Log first, second;
    readAll(reader, first);
    readAll(reader, second);
    sendAndWait(source, "data: 1\n\ndata: 2\n\ndata: 3\n\n", 3);
    QCOMPARE(first.events, QStringList({ u"1"_s, u"3"_s }));
    QCOMPARE(second.events, QStringList({ u"2"_s }));
    source.close();
    QCOMPARE(first.reason(), Reason::Requested);
    QCOMPARE(second.reason(), Reason::Requested);
}

void tst_SseStreamReader::oneCoroutineDestroysTheOther()
{
    SseSource source(server->url(u"/live"_s));
    SseStreamReader reader(&source);
    open(source);
    Frame frames[2];
    int resumed = 0;
    const auto read = [](SseStreamReader &from, Frame &other, int &count) -> Frame {
        const std::optional<SseEvent> event = co_await from.nextEvent();
        Q_UNUSED(event)
        ++count;
        other.destroy();
    };
    frames[0] = read(reader, frames[1], resumed);
    frames[1] = read(reader, frames[0], resumed);
    source.close();
    QCOMPARE(resumed, 1);
}

void tst_SseStreamReader::severalCoroutinesAwaitTheEnd()
{
    SseSource source(server->url());
    source.setAutoReconnect(false);
    SseStreamReader reader(&source);
    source.open();
    Log first, second, third;
    awaitEnd(reader, first);
    readAll(reader, second);
    awaitEnd(reader, third);
    QTRY_COMPARE(second.left, 1);
    QCOMPARE(first.reason(), Reason::Ended);
    QCOMPARE(third.reason(), Reason::Ended);
    QCOMPARE(second.events.size(), 3);
}

void tst_SseStreamReader::tooManyEventsEndTheStream()
{
    SseSource source(server->url(u"/live"_s));
    SseStreamReader reader(&source);
    QCOMPARE(reader.maximumQueuedEvents(), 10000);
    reader.setMaximumQueuedEvents(3);
    open(source);
    Log end;
    awaitEnd(reader, end);
    sendAndWait(source, "data: 1\n\ndata: 2\n\ndata: 3\n\n", 3);
    QVERIFY(!end.end);
    send("data: 4\n\ndata: 5\n\n");
    QTRY_COMPARE(end.reason(), Reason::ReaderTooSlow);
    QCOMPARE(source.readyState(), SseSource::ReadyState::Closed);
    QVERIFY(!reader.atEnd());

    Log log;
    readAll(reader, log);
    QCOMPARE(log.events, QStringList({ u"1"_s, u"2"_s, u"3"_s }));
    QCOMPARE(log.reason(), Reason::ReaderTooSlow);
    QVERIFY(!log.end->message().isEmpty());
    QCOMPARE(log.end->discardedEvents(), 1);
}

void tst_SseStreamReader::tooManyBytesEndTheStream()
{
    SseSource source(server->url(u"/live"_s));
    SseStreamReader reader(&source);
    QCOMPARE(reader.maximumQueuedBytes(), 16 * 1024 * 1024);
    reader.setMaximumQueuedBytes(20);
    open(source);
    // Type, data and ID: ten bytes each.
    sendAndWait(source, "event: ab\nid: cd\ndata: 123456\n\nevent: ab\nid: ef\ndata: 123456\n\n",
                2);
    QCOMPARE(QCoro::waitFor(reader.nextEvent())->id(), u"cd"_s);
    sendAndWait(source, "event: ab\nid: gh\ndata: 123456\n\n", 1);
    QCOMPARE(source.readyState(), SseSource::ReadyState::Open);
    send("event: a\ndata\n\n");
    QTRY_COMPARE(source.readyState(), SseSource::ReadyState::Closed);

    Log log;
    readAll(reader, log);
    QCOMPARE(log.events.size(), 2);
    QCOMPARE(log.reason(), Reason::ReaderTooSlow);
}

void tst_SseStreamReader::oneEventMayAlwaysWait()
{
    SseSource source(server->url(u"/live"_s));
    SseStreamReader reader(&source);
    reader.setMaximumQueuedEvents(1);
    reader.setMaximumQueuedBytes(1);
    open(source);
    for (int i = 0; i < 3; ++i) {
        sendAndWait(source, "data: 123456\n\n", 1);
        QCOMPARE(QCoro::waitFor(reader.nextEvent())->data(), u"123456"_s);
    }
    QVERIFY(!reader.atEnd());
}

void tst_SseStreamReader::tooSlowLeavesTheSourceOpenIfTold()
{
    SseSource source(server->url(u"/live"_s));
    SseStreamReader reader(&source);
    reader.setClosesSource(false);
    reader.setMaximumQueuedEvents(1);
    open(source);
    sendAndWait(source, "data: 1\n\ndata: 2\n\ndata: 3\n\n", 3);
    QCOMPARE(source.readyState(), SseSource::ReadyState::Open);
    Log log;
    readAll(reader, log);
    QCOMPARE(log.events, QStringList({ u"1"_s }));
    QCOMPARE(log.reason(), Reason::ReaderTooSlow);
}

void tst_SseStreamReader::streamGoesOnAfterTheLastThatWasRead()
{
    SseSource source(server->url(u"/stall"_s));
    server->route(u"/stall"_s,
                  SseTestScript::eventStream()
                      .send("id: 1\ndata: 1\n\nid: 2\ndata: 2\n\nid: 3\ndata: 3\n\n")
                      .stall());
    QString lastRead;
    {
        SseStreamReader reader(&source);
        reader.setMaximumQueuedEvents(2);
        source.open();
        QTRY_COMPARE(QCoro::waitFor(reader.closed()).reason(), Reason::ReaderTooSlow);
        QCOMPARE(source.lastEventId(), u"3"_s);
        while (const std::optional<SseEvent> event = QCoro::waitFor(reader.nextEvent()))
            lastRead = event->lastEventId();
    }
    source.setLastEventId(lastRead);
    SseStreamReader reader(&source);
    source.open();
    QVERIFY(QCoro::waitFor(reader.nextEvent()));
    QCOMPARE(server->requests().last().header("Last-Event-ID"), "2");
}

void tst_SseStreamReader::limitsAreAtLeastOne()
{
    SseSource source;
    SseStreamReader reader(&source);
    QTest::ignoreMessage(QtWarningMsg,
                         "SseStreamReader: maximumQueuedEvents cannot be 0; it stays as it was");
    reader.setMaximumQueuedEvents(0);
    QCOMPARE(reader.maximumQueuedEvents(), 10000);
    QTest::ignoreMessage(QtWarningMsg,
                         "SseStreamReader: maximumQueuedBytes cannot be -1; it stays as it was");
    reader.setMaximumQueuedBytes(-1);
    QCOMPARE(reader.maximumQueuedBytes(), 16 * 1024 * 1024);
}

void tst_SseStreamReader::noSource()
{
    QTest::ignoreMessage(QtWarningMsg, "SseStreamReader: there is no source to read");
    SseStreamReader reader(nullptr);
    Log log;
    readAll(reader, log);
    QCOMPARE(log.reason(), Reason::SourceDestroyed);
}

void tst_SseStreamReader::sourceOfAnotherThread()
{
    auto *const source = new SseSource(server->url());
    QThread thread;
    source->moveToThread(&thread);
    connect(&thread, &QThread::finished, source, &QObject::deleteLater);
    thread.start();
    {
        QTest::ignoreMessage(
            QtWarningMsg, "SseStreamReader: The source lives in another thread than its reader.");
        SseStreamReader reader(source);
        QVERIFY(!reader.source());
        Log log;
        readAll(reader, log);
        QCOMPARE(log.reason(), Reason::Failed);
        QCOMPARE(log.end->error().code(), SseError::Code::InvalidRequest);
    }
    thread.quit();
    QVERIFY(thread.wait());
}

void tst_SseStreamReader::endIsAValue()
{
    SseStreamEnd end;
    QCOMPARE(end.reason(), Reason::NotEnded);
    QCOMPARE(end.message(), QString());
    const SseError error(SseError::Code::ConnectionLost, u"x"_s);
    const SseStreamEnd failed(Reason::Failed, error, 3);
    end = failed;
    QCOMPARE(end.reason(), Reason::Failed);
    QCOMPARE(end.error(), error);
    QCOMPARE(end.message(), u"x"_s);
    QCOMPARE(end.discardedEvents(), 3);
    SseStreamEnd other;
    end.swap(other);
    QCOMPARE(end.reason(), Reason::NotEnded);
    QCOMPARE(other.reason(), Reason::Failed);
    QCOMPARE(QVariant::fromValue(other).value<SseStreamEnd>().message(), u"x"_s);
}

QTEST_GUILESS_MAIN(tst_SseStreamReader)
#include "tst_ssestreamreader.moc"
