// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// When another attempt follows, and after what delay: hours of it, by a clock that is turned by
// hand.

#include "sourcewatch.h"
#include "sseretryafter_p.h"
#include "surroundings.h"

#include <SseQt/SseTestServer>

#include <QtCore/qdatetime.h>
#include <QtCore/qtimezone.h>
#include <QtTest/QtTest>

#include <memory>

using namespace std::chrono_literals;
using Code = SseError::Code;
using CloseReason = SseSource::CloseReason;
using Phase = SseSource::Phase;
using CleanEnd = SseReconnectPolicy::CleanEnd;

Q_DECLARE_METATYPE(std::optional<std::chrono::milliseconds>)

class tst_ReconnectPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void defaults();
    void isAValue();
    void impossibleValuesAreRefused_data();
    void impossibleValuesAreRefused();
    void flatPropertiesAreItsFields();
    void delaysGrowWithFailuresInARow();
    void anEventBeginsAnew();
    void aStableStreamBeginsAnew();
    void aStreamThatOpensAndEndsIsAFailure();
    void theCeilingDoesNotCapTheServersRetry();
    void theServersRetryHasACapOfItsOwn();
    void jitterIsEachClientsOwn();
    void jitterOnlyLengthensWhatTheServerAsks();
    void delaysDoNotOverflow();
    void attemptsAreLimited();
    void theWholeTimeIsLimited();
    void statusesEndItByDefault_data();
    void statusesEndItByDefault();
    void statusesAreRetriedWhenNamed();
    void resilientRetries_data();
    void resilientRetries();
    void retryAfter_data();
    void retryAfter();
    void retryAfterIsHeeded_data();
    void retryAfterIsHeeded();
    void cleanEndMayBeTheEnd();
    void cleanEndMayReconnectAtOnce();
    void aServerThatEndsEmptyStreamsIsNotHammered();
    void otherMethodsDoNotReconnectUnlessAsked();
    void reconnectNowWhileWaiting();
    void reconnectNowWhileStreaming();
    void reconnectNowWhileClosed();
    void nextReconnectInCountsDown();
    void aChangedPolicyHoldsForTheNextEnd();

private:
    void route(const QList<SseTestScript> &scripts) { server->route(QStringLiteral("/"), scripts); }
    // The delay before the next attempt, which is then made.
    int nextDelay(SseSource &source);

    std::unique_ptr<Surroundings> world;
    std::unique_ptr<SseTestServer> server;
};

namespace {

// A request that fails, and that Qt does not send again by itself as it does when a server hangs
// up.
const SseTestScript failure = SseTestScript::reply(500);
SseTestScript stream(const QByteArray &bytes = {})
{
    return SseTestScript::eventStream().send(bytes);
}

SseReconnectPolicy exactPolicy()
{
    SseReconnectPolicy policy;
    policy.setRetryServerErrors(true);
    policy.setJitter(0);
    return policy;
}

} // namespace

void tst_ReconnectPolicy::init()
{
    world = std::make_unique<Surroundings>();
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
}

int tst_ReconnectPolicy::nextDelay(SseSource &source)
{
    if (!reaches(source, Phase::WaitingToReconnect))
        return -1;
    const int delay = source.nextReconnectIn();
    world->clock.advance(delay);
    return delay;
}

void tst_ReconnectPolicy::defaults()
{
    const SseReconnectPolicy policy;
    QVERIFY(policy.isEnabled());
    QCOMPARE(policy.interval(), 3000);
    QCOMPARE(policy.factor(), 2.0);
    QCOMPARE(policy.jitter(), 0.2);
    QCOMPARE(policy.minimumDelay(), 100);
    QCOMPARE(policy.maximumDelay(), 30000);
    QCOMPARE(policy.maximumServerDelay(), 600000);
    QCOMPARE(policy.maximumAttempts(), -1);
    QCOMPARE(policy.maximumTime(), 0);
    QCOMPARE(policy.stableTime(), 10000);
    QCOMPARE(policy.cleanEnd(), CleanEnd::Reconnect);
    QVERIFY(!policy.anyMethod());
    QVERIFY(policy.retryStatuses().isEmpty());
    QVERIFY(!policy.retryServerErrors());
    QVERIFY(!policy.retryUnauthorized());
    QCOMPARE(SseSource().reconnectPolicy(), policy);
}

void tst_ReconnectPolicy::isAValue()
{
    static_assert(std::is_nothrow_move_constructible_v<SseReconnectPolicy>);
    static_assert(std::is_nothrow_move_assignable_v<SseReconnectPolicy>);

    SseReconnectPolicy a;
    const SseReconnectPolicy b = a;
    QCOMPARE(a, b);
    a.setInterval(5s);
    QVERIFY(a != b);
    QCOMPARE(a.interval(), 5000);
    QCOMPARE(b.interval(), 3000);
    a.setInterval(3s);
    QCOMPARE(a, b);
    QVERIFY(SseReconnectPolicy::resilient() != b);

    // Each field makes a difference.
    const QMetaObject &meta = SseReconnectPolicy::staticMetaObject;
    QCOMPARE(meta.propertyCount(), 15);
    for (int i = 0; i < meta.propertyCount(); ++i) {
        const QMetaProperty property = meta.property(i);
        SseReconnectPolicy changed;
        QVariant value = property.readOnGadget(&changed);
        if (value.metaType() == QMetaType::fromType<bool>())
            value = !value.toBool();
        else if (value.metaType() == QMetaType::fromType<int>())
            value = value.toInt() + 1;
        else if (value.metaType() == QMetaType::fromType<double>())
            value = value.toDouble() + 0.5;
        else if (value.metaType() == QMetaType::fromType<QList<int>>())
            value = QVariant::fromValue(QList<int>{ 418 });
        else
            value = QVariant::fromValue(CleanEnd::Close);
        QVERIFY(property.writeOnGadget(&changed, value));
        QCOMPARE(property.readOnGadget(&changed), value);
        QVERIFY2(changed != SseReconnectPolicy(), property.name());
    }
}

void tst_ReconnectPolicy::impossibleValuesAreRefused_data()
{
    QTest::addColumn<QByteArray>("property");
    QTest::addColumn<QVariant>("value");
    QTest::newRow("interval") << QByteArray("interval") << QVariant(-1);
    QTest::newRow("factor") << QByteArray("factor") << QVariant(0.5);
    QTest::newRow("factor NaN") << QByteArray("factor") << QVariant(qQNaN());
    QTest::newRow("jitter") << QByteArray("jitter") << QVariant(1.5);
    QTest::newRow("negative jitter") << QByteArray("jitter") << QVariant(-0.1);
    QTest::newRow("minimumDelay") << QByteArray("minimumDelay") << QVariant(0);
    QTest::newRow("maximumDelay") << QByteArray("maximumDelay") << QVariant(0);
    QTest::newRow("maximumServerDelay") << QByteArray("maximumServerDelay") << QVariant(-5);
    QTest::newRow("maximumAttempts") << QByteArray("maximumAttempts") << QVariant(-2);
    QTest::newRow("maximumTime") << QByteArray("maximumTime") << QVariant(-1);
    QTest::newRow("stableTime") << QByteArray("stableTime") << QVariant(-1);
    QTest::newRow("retryStatuses")
        << QByteArray("retryStatuses") << QVariant::fromValue(QList<int>{ 503, 5 });
}

void tst_ReconnectPolicy::impossibleValuesAreRefused()
{
    QFETCH(QByteArray, property);
    QFETCH(QVariant, value);
    SseReconnectPolicy policy;
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QString::fromLatin1(property)
                                            + QStringLiteral(" cannot be .*; it stays as it was")));
    const QMetaObject &meta = SseReconnectPolicy::staticMetaObject;
    meta.property(meta.indexOfProperty(property.constData())).writeOnGadget(&policy, value);
    QCOMPARE(policy, SseReconnectPolicy());
}

void tst_ReconnectPolicy::flatPropertiesAreItsFields()
{
    SseSource source;
    QSignalSpy changed(&source, &SseSource::reconnectPolicyChanged);
    QSignalSpy effective(&source, &SseSource::effectiveReconnectIntervalChanged);
    source.setAutoReconnect(false);
    source.setReconnectInterval(5000);
    source.setMaximumReconnectAttempts(7);
    QCOMPARE(changed.count(), 3);
    QCOMPARE(effective.count(), 1);
    QVERIFY(!source.reconnectPolicy().isEnabled());
    QCOMPARE(source.reconnectPolicy().interval(), 5000);
    QCOMPARE(source.reconnectPolicy().maximumAttempts(), 7);

    SseReconnectPolicy policy;
    policy.setInterval(50);
    source.setReconnectPolicy(policy);
    QCOMPARE(changed.count(), 4); // one for all of them
    QVERIFY(source.autoReconnect());
    QCOMPARE(source.reconnectInterval(), 50);
    QCOMPARE(source.effectiveReconnectInterval(), 100); // the floor
    QCOMPARE(source.maximumReconnectAttempts(), -1);
    source.setReconnectPolicy(policy);
    QCOMPARE(changed.count(), 4);
}

void tst_ReconnectPolicy::delaysGrowWithFailuresInARow()
{
    route({ failure });
    SseSource source(server->url());
    world->give(source);
    source.setReconnectPolicy(exactPolicy());
    const SourceWatch watch(source);
    QSignalSpy attempts(&source, &SseSource::reconnectAttemptChanged);
    source.open();
    QList<int> delays;
    for (int i = 0; i < 7; ++i) {
        QCOMPARE(source.reconnectAttempt(), i);
        delays.append(nextDelay(source));
    }
    QCOMPARE(delays, (QList<int>{ 3000, 6000, 12000, 24000, 30000, 30000, 30000 }));
    QCOMPARE(watch.errors.at(3).reconnectDelay(), 24000);
    QCOMPARE(attempts.count(), 7);
    QCOMPARE(source.effectiveReconnectInterval(), 3000);
    source.close();
    source.open();
    QCOMPARE(source.reconnectAttempt(), 0);
    QCOMPARE(nextDelay(source), 3000);
}

void tst_ReconnectPolicy::anEventBeginsAnew()
{
    route({ failure, failure, stream("data: 1\n\n").end(), failure });
    SseSource source(server->url());
    world->give(source);
    source.setReconnectPolicy(exactPolicy());
    int attemptsInHandler = -1;
    connect(&source, &SseSource::eventReceived, this,
            [&] { attemptsInHandler = source.reconnectAttempt(); });
    source.open();
    QCOMPARE(nextDelay(source), 3000);
    QCOMPARE(nextDelay(source), 6000);
    QVERIFY(waitsFor(&source, &SseSource::eventReceived));
    QCOMPARE(attemptsInHandler, 0);
    QCOMPARE(nextDelay(source), 3000);
    QCOMPARE(nextDelay(source), 6000);
}

void tst_ReconnectPolicy::aStableStreamBeginsAnew()
{
    route({ failure, failure, stream(":\n").stall(), failure });
    SseSource source(server->url());
    world->give(source);
    source.setReconnectPolicy(exactPolicy());
    source.open();
    QCOMPARE(nextDelay(source), 3000);
    QCOMPARE(nextDelay(source), 6000);
    QVERIFY(reaches(source, Phase::Streaming));
    world->clock.advance(9999);
    QCOMPARE(source.reconnectAttempt(), 2);
    world->clock.advance(1);
    QCOMPARE(source.reconnectAttempt(), 0);
    server->dropConnections();
    QCOMPARE(nextDelay(source), 3000);
}

void tst_ReconnectPolicy::aStreamThatOpensAndEndsIsAFailure()
{
    route({ stream(":\n").end() });
    SseSource source(server->url());
    world->give(source);
    source.setReconnectPolicy(exactPolicy());
    source.open();
    QCOMPARE(nextDelay(source), 3000);
    QCOMPARE(nextDelay(source), 6000);
    QCOMPARE(nextDelay(source), 12000);
}

void tst_ReconnectPolicy::theCeilingDoesNotCapTheServersRetry()
{
    route({ stream("retry: 120000\n").end(), failure });
    SseSource source(server->url());
    world->give(source);
    source.setReconnectPolicy(exactPolicy());
    source.open();
    QCOMPARE(nextDelay(source), 120000);
    QCOMPARE(nextDelay(source), 120000);
    QCOMPARE(source.effectiveReconnectInterval(), 120000);
    QCOMPARE(source.reconnectInterval(), 3000);
}

void tst_ReconnectPolicy::theServersRetryHasACapOfItsOwn()
{
    route({ stream("retry: 99999999999\n").end() });
    SseSource source(server->url());
    world->give(source);
    source.setReconnectPolicy(exactPolicy());
    QSignalSpy asked(&source, &SseSource::retryReceived);
    source.open();
    QCOMPARE(nextDelay(source), 600000);
    QCOMPARE(asked.at(0).at(0).toInt(), std::numeric_limits<int>::max());
    SseReconnectPolicy policy = source.reconnectPolicy();
    policy.setMaximumServerDelay(1h);
    source.setReconnectPolicy(policy);
    QCOMPARE(nextDelay(source), 3600000);
}

void tst_ReconnectPolicy::jitterIsEachClientsOwn()
{
    route({ failure });
    QSet<int> first;
    for (quint64 seed = 0; seed < 20; ++seed) {
        SseSource source(server->url());
        world->give(source, seed);
        source.setReconnectPolicy(SseReconnectPolicy::resilient());
        source.open();
        const int delay = nextDelay(source);
        QVERIFY2(delay >= 2400 && delay <= 3600, qPrintable(QString::number(delay)));
        first.insert(delay);
    }
    QVERIFY(first.size() > 15);
    // Nobody has to give a seed.
    QVERIFY(SseEnvironment().seed != SseEnvironment().seed);
}

void tst_ReconnectPolicy::jitterOnlyLengthensWhatTheServerAsks()
{
    route({ stream("retry: 10000\ndata: 1\n\n").end() });
    for (quint64 seed = 0; seed < 20; ++seed) {
        SseSource source(server->url());
        world->give(source, seed);
        source.open();
        const int delay = nextDelay(source);
        QVERIFY2(delay >= 10000 && delay <= 12000, qPrintable(QString::number(delay)));
    }
}

void tst_ReconnectPolicy::delaysDoNotOverflow()
{
    route({ failure });
    for (quint64 seed = 0; seed < 10; ++seed) {
        SseSource source(server->url());
        world->give(source, seed);
        SseReconnectPolicy policy = SseReconnectPolicy::resilient();
        policy.setInterval(std::numeric_limits<int>::max());
        source.setReconnectPolicy(policy);
        source.open();
        QVERIFY(reaches(source, Phase::WaitingToReconnect));
        QVERIFY(source.nextReconnectIn() > 1000000000);
    }
}

void tst_ReconnectPolicy::attemptsAreLimited()
{
    route({ failure });
    SseSource source(server->url());
    world->give(source);
    source.setReconnectPolicy(exactPolicy());
    source.setMaximumReconnectAttempts(3);
    const SourceWatch watch(source);
    source.open();
    for (int i = 0; i < 3; ++i)
        QVERIFY(nextDelay(source) > 0);
    QVERIFY(reaches(source, Phase::Idle));
    QCOMPARE(server->requests().size(), 4);
    QVERIFY(!watch.errors.constLast().willReconnect());
    QCOMPARE(watch.closed, QList{ CloseReason::Failed });
}

void tst_ReconnectPolicy::theWholeTimeIsLimited()
{
    route({ failure });
    SseSource source(server->url());
    world->give(source);
    SseReconnectPolicy policy = exactPolicy();
    policy.setMaximumTime(10s); // 3 and 6 fit, 12 more do not
    source.setReconnectPolicy(policy);
    const SourceWatch watch(source);
    source.open();
    QCOMPARE(nextDelay(source), 3000);
    QCOMPARE(nextDelay(source), 6000);
    QVERIFY(reaches(source, Phase::Idle));
    QCOMPARE(watch.closed, QList{ CloseReason::Failed });
    // A stream that was well does not count against those that follow.
    route({ failure, stream("data: 1\n\n").end(), failure });
    source.open();
    QCOMPARE(nextDelay(source), 3000);
    QVERIFY(reaches(source, Phase::Streaming));
    QCOMPARE(nextDelay(source), 3000);
    QCOMPARE(nextDelay(source), 6000);
    QVERIFY(reaches(source, Phase::Idle));
}

void tst_ReconnectPolicy::statusesEndItByDefault_data()
{
    QTest::addColumn<int>("status");
    for (const int status : { 204, 400, 401, 404, 408, 425, 429, 500, 502, 503, 504 })
        QTest::newRow(qPrintable(QString::number(status))) << status;
}

void tst_ReconnectPolicy::statusesEndItByDefault()
{
    QFETCH(int, status);
    route({ SseTestScript::reply(status).header("Retry-After", "1") });
    SseSource source(server->url());
    world->give(source);
    const SourceWatch watch(source);
    source.open();
    QVERIFY(waitsFor(&source, &SseSource::closed));
    QCOMPARE(watch.log.join(u','), QStringLiteral("error UnexpectedStatus,closed Failed"));
    QCOMPARE(watch.errors.at(0).httpStatus(), status);
}

void tst_ReconnectPolicy::statusesAreRetriedWhenNamed()
{
    route({ SseTestScript::reply(404), SseTestScript::reply(404), stream("data: 1\n\n").stall() });
    SseSource source(server->url());
    world->give(source);
    SseReconnectPolicy policy;
    policy.setRetryStatuses({ 404 });
    policy.setJitter(0);
    source.setReconnectPolicy(policy);
    const SourceWatch watch(source);
    source.open();
    QCOMPARE(nextDelay(source), 3000);
    QCOMPARE(nextDelay(source), 6000);
    QVERIFY(waitsFor(&source, &SseSource::eventReceived));
    QCOMPARE(watch.errors.size(), 2);
    QVERIFY(watch.errors.at(0).willReconnect());
}

void tst_ReconnectPolicy::resilientRetries_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isRetried");
    for (const int status : { 408, 425, 429, 500, 501, 502, 503, 504, 599 })
        QTest::newRow(qPrintable(QString::number(status))) << status << true;
    for (const int status : { 204, 400, 401, 403, 404, 410, 451 })
        QTest::newRow(qPrintable(QString::number(status))) << status << false;
}

void tst_ReconnectPolicy::resilientRetries()
{
    QFETCH(int, status);
    QFETCH(bool, isRetried);
    route({ SseTestScript::reply(status) });
    SseSource source(server->url());
    world->give(source);
    source.setReconnectPolicy(SseReconnectPolicy::resilient());
    const SourceWatch watch(source);
    source.open();
    QVERIFY(waitsFor(&source, &SseSource::errorOccurred));
    QCOMPARE(watch.errors.at(0).willReconnect(), isRetried);
    QCOMPARE(source.phase(), isRetried ? Phase::WaitingToReconnect : Phase::Idle);
}

void tst_ReconnectPolicy::retryAfter_data()
{
    using Delay = std::optional<std::chrono::milliseconds>;
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<Delay>("delay");

    const QByteArray noon = "Fri, 13 Mar 2026 12:00:00 GMT";
    const auto row = [&](const char *name, const QByteArray &value, const QByteArray &date,
                         Delay delay) { QTest::newRow(name) << value << date << delay; };
    row("seconds", "120", noon, 120s);
    row("blanks around", " 7 ", noon, 7s);
    row("none", "", noon, {});
    row("zero", "0", noon, {});
    row("negative", "-3", noon, {});
    row("fraction", "1.5", noon, {});
    row("for ever", "99999999999999999999", noon, 999999999s);
    row("a date", "Fri, 13 Mar 2026 12:01:30 GMT", noon, 90s);
    row("a date, none in the response", "Fri, 13 Mar 2026 12:01:30 GMT", "", 30s);
    row("a date, a broken one in the response", "Fri, 13 Mar 2026 12:01:30 GMT", "noon", 30s);
    row("a date that is over", "Fri, 13 Mar 2026 11:00:00 GMT", noon, {});
    row("RFC 850", "Friday, 13-Mar-26 12:00:10 GMT", noon, 10s);
    row("asctime", "Fri Mar 13 12:00:10 2026", noon, 10s);
    row("asctime, one digit", "Sun Mar  1 12:00:10 2026", "Sun, 01 Mar 2026 12:00:00 GMT", 10s);
    row("an hour that summer time skips", "Sun, 29 Mar 2026 02:30:00 GMT",
        "Sun, 29 Mar 2026 02:29:00 GMT", 60s);
    row("no date", "tomorrow", noon, {});
    row("some words", "in a few minutes, please", noon, {});
    row("a dash", "- - GMT", noon, {});
}

void tst_ReconnectPolicy::retryAfter()
{
    using Delay = std::optional<std::chrono::milliseconds>;
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, date);
    QFETCH(Delay, delay);
    const QDateTime now(QDate(2026, 3, 13), QTime(12, 1), QTimeZone::utc());
    const Delay actual = SseHttp::retryAfter(value, date, now.toMSecsSinceEpoch());
    QVERIFY2(actual == delay, qPrintable(actual ? QString::number(actual->count()) : QString()));
}

void tst_ReconnectPolicy::retryAfterIsHeeded_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    QTest::newRow("429") << 429 << QByteArray("42") << 42000 << 50400;
    QTest::newRow("503") << 503 << QByteArray("42") << 42000 << 50400;
    QTest::newRow("no other status") << 500 << QByteArray("42") << 2400 << 3600;
    QTest::newRow("a date") << 503 << QByteArray("Fri, 13 Mar 2026 12:02:00 GMT") << 60000 << 72000;
    QTest::newRow("beyond the ceiling of back-off") << 503 << QByteArray("300") << 300000 << 360000;
    QTest::newRow("capped") << 503 << QByteArray("86400") << 600000 << 720000;
    QTest::newRow("at once is no answer") << 503 << QByteArray("0") << 2400 << 3600;
}

void tst_ReconnectPolicy::retryAfterIsHeeded()
{
    QFETCH(int, status);
    QFETCH(QByteArray, value);
    QFETCH(int, least);
    QFETCH(int, most);
    route({ SseTestScript::reply(status)
                .header("Retry-After", value)
                .header("Date", "Fri, 13 Mar 2026 12:01:00 GMT") });
    for (quint64 seed = 0; seed < 10; ++seed) {
        SseSource source(server->url());
        world->give(source, seed);
        source.setReconnectPolicy(SseReconnectPolicy::resilient());
        source.open();
        const int delay = nextDelay(source);
        QVERIFY2(delay >= least && delay <= most, qPrintable(QString::number(delay)));
        // It does not grow by itself, though back-off goes on beside it.
        const int second = nextDelay(source);
        QVERIFY2(second >= least, qPrintable(QString::number(second)));
    }
}

void tst_ReconnectPolicy::cleanEndMayBeTheEnd()
{
    route({ stream("data: 1\n\n").end() });
    SseSource source(server->url());
    world->give(source);
    SseReconnectPolicy policy;
    policy.setCleanEnd(CleanEnd::Close);
    source.setReconnectPolicy(policy);
    SourceWatch watch(source);
    source.open();
    QVERIFY(waitsFor(&source, &SseSource::closed));
    QCOMPARE(watch.log.join(u','), QStringLiteral("opened,event 1,closed Ended"));
    // A stream that breaks is opened again all the same.
    route({ stream("data: 2\n\n").close() });
    source.open();
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
}

void tst_ReconnectPolicy::cleanEndMayReconnectAtOnce()
{
    route({ stream("data: 1\n\n").end(), stream("data: 2\n\n").end(),
            stream("data: 3\n\n").stall() });
    SseSource source(server->url());
    world->give(source);
    SseReconnectPolicy policy;
    policy.setCleanEnd(CleanEnd::ReconnectAtOnce);
    source.setReconnectPolicy(policy);
    const SourceWatch watch(source);
    source.open();
    QCOMPARE(nextDelay(source), 0);
    QVERIFY(reaches(source, Phase::Streaming));
    QCOMPARE(nextDelay(source), 0);
    QVERIFY(reaches(source, Phase::Streaming));
    QCOMPARE(watch.errors.at(0).code(), Code::StreamEnded);
    QCOMPARE(watch.errors.at(0).reconnectDelay(), 0);
}

void tst_ReconnectPolicy::aServerThatEndsEmptyStreamsIsNotHammered()
{
    route({ stream().end() });
    SseSource source(server->url());
    world->give(source);
    SseReconnectPolicy policy;
    policy.setCleanEnd(CleanEnd::ReconnectAtOnce);
    policy.setJitter(0);
    source.setReconnectPolicy(policy);
    source.open();
    QCOMPARE(nextDelay(source), 3000);
    QCOMPARE(nextDelay(source), 6000);
}

void tst_ReconnectPolicy::otherMethodsDoNotReconnectUnlessAsked()
{
    route({ stream("data: 1\n\n").close() });
    SseSource source(server->url());
    world->give(source);
    source.setMethod(QStringLiteral("POST"));
    source.setBody("x");
    SourceWatch watch(source);
    source.open();
    QVERIFY(waitsFor(&source, &SseSource::closed));
    QCOMPARE(watch.log.join(u','),
             QStringLiteral("opened,event 1,error ConnectionLost,closed Failed"));

    SseReconnectPolicy policy;
    policy.setAnyMethod(true);
    source.setReconnectPolicy(policy);
    source.open();
    QVERIFY(nextDelay(source) > 0);
    QVERIFY(reaches(source, Phase::Streaming));
    QCOMPARE(server->requests().size(), 3);
    QCOMPARE(server->requests().at(2).body, "x");
    QCOMPARE(server->connectionCount(), 3); // each on one of its own
}

void tst_ReconnectPolicy::reconnectNowWhileWaiting()
{
    route({ failure, failure, stream("data: 1\n\n").stall() });
    SseSource source(server->url());
    world->give(source);
    source.setReconnectPolicy(exactPolicy());
    source.open();
    QCOMPARE(nextDelay(source), 3000);
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
    QCOMPARE(source.nextReconnectIn(), 6000);
    source.reconnectNow();
    QCOMPARE(source.phase(), Phase::Dialing);
    QCOMPARE(source.nextReconnectIn(), -1);
    QCOMPARE(source.reconnectAttempt(), 0);
    QVERIFY(reaches(source, Phase::Streaming));
    world->clock.advance(3600000); // the old alarm rings no more
    QCOMPARE(server->requests().size(), 3);
}

void tst_ReconnectPolicy::reconnectNowWhileStreaming()
{
    route({ stream("id: 9\ndata: 1\n\n").stall() });
    SseSource source(server->url());
    world->give(source);
    const SourceWatch watch(source);
    source.open();
    QVERIFY(waitsFor(&source, &SseSource::eventReceived));
    source.reconnectNow();
    QCOMPARE(source.readyState(), SseSource::ReadyState::Connecting);
    QVERIFY(waitsFor(&source, &SseSource::eventReceived));
    QCOMPARE(watch.log.join(u','), QStringLiteral("opened,event 1,opened,event 1"));
    QCOMPARE(server->requests().at(1).header("Last-Event-ID"), "9");
    QTRY_COMPARE(server->openConnectionCount(), 1);
}

void tst_ReconnectPolicy::reconnectNowWhileClosed()
{
    route({ SseTestScript::reply(404), stream().stall() });
    SseSource source(server->url());
    world->give(source);
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral("reconnectNow\\(\\) has no effect")));
    source.reconnectNow();
    QCOMPARE(source.phase(), Phase::Idle);
    source.open();
    QVERIFY(waitsFor(&source, &SseSource::closed));
    source.reconnectNow(); // failed, and still wished for
    QVERIFY(reaches(source, Phase::Streaming));
}

void tst_ReconnectPolicy::nextReconnectInCountsDown()
{
    route({ failure });
    SseSource source(server->url());
    world->give(source);
    source.setReconnectPolicy(exactPolicy());
    source.setReconnectInterval(2500);
    QSignalSpy changed(&source, &SseSource::nextReconnectInChanged);
    source.open();
    QCOMPARE(source.nextReconnectIn(), -1);
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
    QTRY_COMPARE(changed.count(), 1);
    world->clock.advance(300);
    QCOMPARE(source.nextReconnectIn(), 2200);
    QCOMPARE(changed.count(), 1);
    world->clock.advance(2200);
    QCOMPARE(source.phase(), Phase::Dialing);
    QList<int> announced;
    for (const QList<QVariant> &arguments : std::as_const(changed))
        announced.append(arguments.at(0).toInt());
    QCOMPARE(announced, (QList<int>{ 2500, 2000, 1000, -1 }));
    source.close();
}

void tst_ReconnectPolicy::aChangedPolicyHoldsForTheNextEnd()
{
    route({ failure });
    SseSource source(server->url());
    world->give(source);
    source.setReconnectPolicy(exactPolicy());
    source.open();
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
    source.setReconnectInterval(1000);
    QCOMPARE(source.nextReconnectIn(), 3000);
    QCOMPARE(nextDelay(source), 3000);
    QCOMPARE(nextDelay(source), 2000);
    source.setAutoReconnect(false);
    QVERIFY(reaches(source, Phase::Idle));
}

QTEST_GUILESS_MAIN(tst_ReconnectPolicy)
#include "tst_reconnectpolicy.moc"
