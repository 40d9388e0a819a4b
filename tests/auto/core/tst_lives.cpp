// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// A thousand lives of a source, made up by chance from a seed, over real sockets and by a clock
// that is turned by hand. A model of a few lines foretells each: what is announced, when the next
// attempt is made, and in which phase it ends.

#include "sourcewatch.h"
#include "surroundings.h"

#include <SseQt/SseTestServer>

#include <QtTest/QtTest>

#include <algorithm>
#include <memory>
#include <optional>
#include <random>
#include <vector>

using Code = SseError::Code;
using CloseReason = SseSource::CloseReason;
using CleanEnd = SseReconnectPolicy::CleanEnd;
using Phase = SseSource::Phase;

namespace {

constexpr int livesCount = 1000;
constexpr int idleTimeout = 300000;
constexpr int connectTimeout = 10000;
constexpr int responseTimeout = 60000;
constexpr int lineLimit = 4096;

// What the server does with one request.
struct Step
{
    enum Kind { End, Drop, Stall, Complete, Status, Silence, WrongType, TooLong };
    Kind kind = End;
    int events = 0;
    int retry = -1; // the hint, in milliseconds
    int status = 0;
    int retryAfter = -1; // seconds
};

// What handlers do.
struct Deed
{
    enum Kind { None, CloseWhenOpened, CloseAtEvent, CloseAtError, ReconnectAtError };
    Kind kind = None;
    int number = 0; // at the how manieth of its kind
};

struct Life
{
    std::vector<Step> steps; // a stream that stays open follows
    Deed deed;
    bool isPost = false;
    bool anyMethod = false;
    bool isResilient = false;
    bool declaresEnd = false;
    CleanEnd cleanEnd = CleanEnd::Reconnect;
    int maximumAttempts = -1;
};

class Chance
{
public:
    explicit Chance(unsigned seed)
        : m_engine(seed)
    { }
    int below(int limit) { return int(m_engine() % unsigned(limit)); }
    bool oneIn(int count) { return below(count) == 0; }
    template<typename T>
    T oneOf(std::initializer_list<T> values)
    {
        return *(values.begin() + below(int(values.size())));
    }

private:
    std::mt19937 m_engine;
};

Life makeUp(unsigned seed)
{
    Chance chance(seed);
    Life life;
    life.isPost = chance.oneIn(8);
    life.anyMethod = life.isPost && chance.oneIn(2);
    life.isResilient = chance.oneIn(2);
    life.declaresEnd = chance.oneIn(3);
    life.cleanEnd = chance.oneIn(3) ? chance.oneOf({ CleanEnd::ReconnectAtOnce, CleanEnd::Close })
                                    : CleanEnd::Reconnect;
    life.maximumAttempts = chance.oneIn(3) ? chance.below(4) : -1;
    if (chance.oneIn(2)) {
        life.deed.kind = chance.oneOf({ Deed::CloseWhenOpened, Deed::CloseAtEvent,
                                        Deed::CloseAtError, Deed::ReconnectAtError });
        life.deed.number = 1 + chance.below(4);
    }
    const int count = 1 + chance.below(6);
    for (int i = 0; i < count; ++i) {
        Step step;
        step.kind = chance.oneOf({ Step::End, Step::End, Step::Drop, Step::Drop, Step::Stall,
                                   Step::Complete, Step::Status, Step::Status, Step::Silence });
        if (chance.oneIn(12))
            step.kind = chance.oneOf({ Step::WrongType, Step::TooLong });
        step.events = chance.below(3);
        if (chance.oneIn(4))
            step.retry = chance.oneOf({ 0, 50, 5000, 45000, 7000000 });
        step.status = chance.oneOf({ 204, 404, 408, 425, 429, 429, 500, 503, 503 });
        if (chance.oneIn(2))
            step.retryAfter = chance.oneOf({ 0, 1, 90, 86400 });
        life.steps.push_back(step);
    }
    return life;
}

SseTestScript toScript(const Step &step)
{
    if (step.kind == Step::Status) {
        SseTestScript script = SseTestScript::reply(step.status);
        if (step.retryAfter >= 0)
            script.header("Retry-After", QByteArray::number(step.retryAfter));
        return script;
    }
    if (step.kind == Step::Silence)
        return SseTestScript::raw().stall();
    if (step.kind == Step::WrongType)
        return SseTestScript::reply(200, "data: no\n\n");
    SseTestScript script = SseTestScript::eventStream();
    if (step.retry >= 0)
        script.send("retry: " + QByteArray::number(step.retry) + "\n");
    for (int i = 0; i < step.events; ++i)
        script.send("data: x\n\n");
    switch (step.kind) {
    case Step::Complete:
        return script.send("event: complete\ndata: x\n\n").end();
    case Step::TooLong:
        return script.send(QByteArray(lineLimit + 1, 'x')).stall();
    case Step::Drop:
        return script.close();
    case Step::Stall:
        return script.send(":\n").stall(); // a comment says that all is there
    default:
        return script.end();
    }
}

// For whoever has to find out why one went wrong.
QString describe(const Life &life)
{
    static const char *const kinds[] = { "End",    "Drop",    "Stall",     "Complete",
                                         "Status", "Silence", "WrongType", "TooLong" };
    QStringList parts;
    for (const Step &step : life.steps)
        parts.append(QStringLiteral("%1 (%2 events, retry %3, status %4, after %5)")
                         .arg(QLatin1String(kinds[step.kind]))
                         .arg(step.events)
                         .arg(step.retry)
                         .arg(step.status)
                         .arg(step.retryAfter));
    return QStringLiteral("deed %1 at %2, POST %3, any method %4, resilient %5, declared end %6, "
                          "clean end %7, attempts %8: ")
               .arg(life.deed.kind)
               .arg(life.deed.number)
               .arg(life.isPost)
               .arg(life.anyMethod)
               .arg(life.isResilient)
               .arg(life.declaresEnd)
               .arg(int(life.cleanEnd))
               .arg(life.maximumAttempts)
        + parts.join(QStringLiteral("; "));
}

// What is to come of it. It follows the documentation, not the code.
struct Prophecy
{
    struct Delay
    {
        int least = 0;
        int most = 0;
    };

    Phase phase = Phase::Streaming;
    std::optional<CloseReason> closed;
    QList<Code> errors;
    int events = 0;
    int requests = 0;
    // Before the second request and those that follow; nothing where a handler makes it.
    std::vector<std::optional<Delay>> delays;
};

class Model
{
public:
    explicit Model(const Life &life)
        : m_life(life)
    { }

    Prophecy foretell()
    {
        for (const Step &step : m_life.steps) {
            ++m_result.requests;
            if (!live(step))
                return m_result;
        }
        ++m_result.requests;
        open();
        return m_result;
    }

private:
    enum class Kind { Ended, Failed, Rejected, Futile };

    bool finish(CloseReason reason)
    {
        m_result.phase = Phase::Idle;
        m_result.closed = reason;
        return false;
    }
    bool does(Deed::Kind kind, int number) const
    {
        return m_life.deed.kind == kind && m_life.deed.number == number;
    }
    bool open()
    {
        m_isProved = false;
        return does(Deed::CloseWhenOpened, ++m_streams) ? finish(CloseReason::Requested) : true;
    }
    bool receive()
    {
        prove();
        return does(Deed::CloseAtEvent, ++m_result.events) ? finish(CloseReason::Requested) : true;
    }
    void prove()
    {
        m_isProved = true;
        m_failures = m_attempts = 0;
    }

    bool live(const Step &step)
    {
        const bool isStream = step.kind <= Step::Complete || step.kind == Step::TooLong;
        if (isStream) {
            if (!open())
                return false;
            if (step.retry >= 0)
                m_serverInterval = std::clamp(step.retry, 100, 600000);
            for (int i = 0; i < step.events + (step.kind == Step::Complete ? 1 : 0); ++i) {
                if (!receive())
                    return false;
            }
        }
        const bool declares = m_life.declaresEnd;
        switch (step.kind) {
        case Step::Complete:
            return declares ? finish(CloseReason::Ended) : end(Kind::Ended, Code::StreamEnded);
        case Step::End:
            return end(Kind::Ended, declares ? Code::StreamTruncated : Code::StreamEnded);
        case Step::Drop:
            return end(Kind::Failed, declares ? Code::StreamTruncated : Code::ConnectionLost);
        case Step::Stall:
            prove(); // it was open for long enough
            return end(Kind::Failed, Code::IdleTimeout);
        case Step::Silence:
            return end(Kind::Failed, Code::ResponseTimeout);
        case Step::Status:
            return end(Kind::Rejected, Code::UnexpectedStatus, &step);
        case Step::WrongType:
            return end(Kind::Futile, Code::UnexpectedContentType);
        case Step::TooLong:
            return end(Kind::Futile, Code::LineTooLong);
        }
        return false;
    }

    bool end(Kind kind, Code code, const Step *rejection = nullptr)
    {
        bool isWorthwhile = !m_life.isPost || m_life.anyMethod;
        if (kind == Kind::Ended)
            isWorthwhile &= m_life.cleanEnd != CleanEnd::Close;
        if (kind == Kind::Rejected)
            isWorthwhile &= m_life.isResilient
                && (rejection->status >= 500 || rejection->status == 408 || rejection->status == 425
                    || rejection->status == 429);
        if (kind == Kind::Futile)
            isWorthwhile = false;
        if (m_life.maximumAttempts >= 0 && m_attempts >= m_life.maximumAttempts)
            isWorthwhile = false;
        if (!isWorthwhile) {
            if (code == Code::StreamEnded)
                return finish(CloseReason::Ended);
            m_result.errors.append(code);
            // Whoever reconnects at an error that ends the source has it opened anew.
            if (does(Deed::ReconnectAtError, int(m_result.errors.size()))) {
                begin();
                m_result.delays.push_back(std::nullopt);
                return true;
            }
            return finish(CloseReason::Failed);
        }
        m_result.errors.append(code);
        const auto delay = delayAfter(kind, rejection);
        ++m_attempts;
        if (does(Deed::CloseAtError, int(m_result.errors.size())))
            return finish(CloseReason::Requested);
        if (does(Deed::ReconnectAtError, int(m_result.errors.size()))) {
            begin();
            m_result.delays.push_back(std::nullopt);
        } else {
            m_result.delays.push_back(delay);
        }
        return true;
    }

    void begin() { m_failures = m_attempts = 0; }

    Prophecy::Delay delayAfter(Kind kind, const Step *rejection)
    {
        if (kind == Kind::Ended && m_isProved && m_life.cleanEnd == CleanEnd::ReconnectAtOnce)
            return {};
        const int failures = m_failures++;
        const auto grown = [failures](int base) {
            return int(std::min<double>(base * std::pow(2, failures), std::max(base, 30000)));
        };
        if (rejection && (rejection->status == 429 || rejection->status == 503)
            && rejection->retryAfter > 0) {
            const int asked = std::min(rejection->retryAfter * 1000, 600000);
            return { asked, asked * 12 / 10 };
        }
        if (m_serverInterval) {
            const int delay = grown(*m_serverInterval);
            return { delay, delay * 12 / 10 };
        }
        const int delay = grown(3000);
        return { delay * 8 / 10, delay * 12 / 10 };
    }

    const Life &m_life;
    Prophecy m_result;
    int m_streams = 0;
    int m_failures = 0;
    int m_attempts = 0;
    bool m_isProved = false;
    std::optional<int> m_serverInterval;
};

} // namespace

class tst_Lives : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aThousandLivesEndAsForetold();
    void livesVary();

private:
    void live(unsigned seed);
    // Lets the event loop run until the attempt has come to where only time, or nothing, helps.
    bool settle(SseSource &source, const Step *step, int stallsBefore, int requests);

    Surroundings m_world;
    std::unique_ptr<SseTestServer> m_server;
    int m_stalls = 0; // comments, which only streams that stall have
};

void tst_Lives::initTestCase()
{
    m_server = std::make_unique<SseTestServer>();
    QVERIFY(m_server->listen());
}

bool tst_Lives::settle(SseSource &source, const Step *step, int stallsBefore, int requests)
{
    const auto isSettled = [&] {
        switch (source.phase()) {
        case Phase::Idle:
        case Phase::WaitingToReconnect:
            return true;
        case Phase::AwaitingHeaders:
            return step && step->kind == Step::Silence && m_server->requests().size() == requests;
        case Phase::Streaming:
            return !step || (step->kind == Step::Stall && m_stalls > stallsBefore);
        case Phase::Dialing:
            break;
        }
        return false;
    };
    QEventLoop loop;
    QTimer::singleShot(10000, &loop, &QEventLoop::quit);
    const auto look = [&] {
        if (isSettled())
            loop.quit();
    };
    connect(&source, &SseSource::phaseChanged, &loop, look, Qt::QueuedConnection);
    connect(&source, &SseSource::commentReceived, &loop, look, Qt::QueuedConnection);
    connect(m_server.get(), &SseTestServer::requestReceived, &loop, look, Qt::QueuedConnection);
    if (!isSettled())
        loop.exec();
    return isSettled();
}

void tst_Lives::live(unsigned seed)
{
    const Life life = makeUp(seed);
    const Prophecy foretold = Model(life).foretell();

    const QString path = QStringLiteral("/%1").arg(seed);
    QList<SseTestScript> scripts;
    for (const Step &step : life.steps)
        scripts.append(toScript(step));
    scripts.append(SseTestScript::eventStream().stall());
    m_server->route(path, scripts);
    m_server->clearRequests();

    SseSource source(m_server->url(path));
    m_world.give(source, seed);
    source.setMaximumLineSize(lineLimit);
    SseReconnectPolicy policy =
        life.isResilient ? SseReconnectPolicy::resilient() : SseReconnectPolicy();
    policy.setAnyMethod(life.anyMethod);
    policy.setCleanEnd(life.cleanEnd);
    policy.setMaximumAttempts(life.maximumAttempts);
    source.setReconnectPolicy(policy);
    if (life.isPost)
        source.setMethod(QStringLiteral("POST"));
    if (life.declaresEnd)
        source.setEndOnEvent({ QStringLiteral("complete") });

    // A POST without a body has one limit for both.
    const int answerTimeout = life.isPost ? connectTimeout + responseTimeout : responseTimeout;

    const SourceWatch watch(source);
    bool wasReconnected = false;
    connect(&source, &SseSource::commentReceived, &source, [this] { ++m_stalls; });
    connect(&source, &SseSource::opened, &source, [&] {
        if (life.deed.kind == Deed::CloseWhenOpened && watch.openedCount == life.deed.number)
            source.close();
    });
    connect(&source, &SseSource::eventReceived, &source, [&] {
        if (life.deed.kind == Deed::CloseAtEvent && watch.events.size() == life.deed.number)
            source.close();
    });
    connect(&source, &SseSource::errorOccurred, &source, [&] {
        if (watch.errors.size() != life.deed.number)
            return;
        if (life.deed.kind == Deed::CloseAtError && source.phase() != Phase::Idle)
            source.close();
        wasReconnected = life.deed.kind == Deed::ReconnectAtError;
        if (wasReconnected)
            source.reconnectNow();
    });

    source.open();
    for (std::size_t request = 0;; ++request) {
        const Step *const step = request < life.steps.size() ? &life.steps[request] : nullptr;
        // An attempt that follows from within a handler settles together with the one before.
        const auto isNextAtOnce = [&] {
            return request < foretold.delays.size() && !foretold.delays[request];
        };
        const int stallsBefore = m_stalls;
        if (step && isNextAtOnce()) {
            const auto errorsBefore = watch.errors.size();
            if (step->kind == Step::Silence || step->kind == Step::Stall) {
                QVERIFY(settle(source, step, stallsBefore, int(request) + 1));
                m_world.clock.advance(step->kind == Step::Stall ? idleTimeout : answerTimeout);
            }
            if (watch.errors.size() == errorsBefore)
                QVERIFY(waitsFor(&source, &SseSource::errorOccurred));
            QVERIFY(wasReconnected);
            continue;
        }
        QVERIFY(settle(source, step, stallsBefore, int(request) + 1));
        if (source.phase() == Phase::Streaming && step)
            m_world.clock.advance(idleTimeout);
        else if (source.phase() == Phase::AwaitingHeaders)
            m_world.clock.advance(answerTimeout);
        if (source.phase() != Phase::WaitingToReconnect)
            break;
        QVERIFY(request < foretold.delays.size());
        const auto delay = *foretold.delays[request];
        const int actual = source.nextReconnectIn();
        QVERIFY2(actual >= delay.least && actual <= delay.most,
                 qPrintable(QStringLiteral("request %1: %2 is not from %3 to %4")
                                .arg(request + 1)
                                .arg(actual)
                                .arg(delay.least)
                                .arg(delay.most)));
        m_world.clock.advance(actual);
    }

    QList<Code> errors;
    for (const SseError &error : watch.errors)
        errors.append(error.code());
    QCOMPARE(source.phase(), foretold.phase);
    QCOMPARE(errors, foretold.errors);
    QCOMPARE(watch.events.size(), foretold.events);
    QCOMPARE(m_server->requests(path).size(), foretold.requests);
    QCOMPARE(watch.closed.size(), foretold.closed ? 1 : 0);
    if (foretold.closed)
        QCOMPARE(watch.closed.at(0), *foretold.closed);
    QCOMPARE(source.statistics().attempts <= foretold.requests, true);
}

void tst_Lives::aThousandLivesEndAsForetold()
{
    for (unsigned seed = 1; seed <= livesCount; ++seed) {
        live(seed);
        if (QTest::currentTestFailed()) {
            qInfo().noquote() << "That was life" << seed << describe(makeUp(seed));
            return;
        }
    }
    QCOMPARE(m_world.clock.alarmCount(), 0);
}

// Lives that were all alike would show nothing.
void tst_Lives::livesVary()
{
    QMap<QString, int> ends;
    QMap<int, int> errors;
    for (unsigned seed = 1; seed <= livesCount; ++seed) {
        const Life life = makeUp(seed);
        const Prophecy foretold = Model(life).foretell();
        ++ends[foretold.closed ? SourceWatch::nameOf(*foretold.closed) : QStringLiteral("open")];
        for (const Code code : foretold.errors)
            ++errors[int(code)];
    }
    QCOMPARE(ends.size(), 4);
    for (auto it = ends.cbegin(); it != ends.cend(); ++it)
        QVERIFY2(it.value() > 50, qPrintable(it.key()));
    for (const Code code : { Code::UnexpectedStatus, Code::UnexpectedContentType,
                             Code::ResponseTimeout, Code::StreamEnded, Code::ConnectionLost,
                             Code::StreamTruncated, Code::IdleTimeout, Code::LineTooLong })
        QVERIFY2(errors.value(int(code)) > 15, qPrintable(SourceWatch::nameOf(code)));
}

QTEST_GUILESS_MAIN(tst_Lives)
#include "tst_lives.moc"
