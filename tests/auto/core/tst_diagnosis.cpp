// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What a source tells of what happened: errors, figures, phases and its log.

#include "sourcewatch.h"
#include "surroundings.h"

#include <SseQt/SseTestServer>

#include <QtCore/qloggingcategory.h>
#include <QtTest/QtTest>

#include <memory>

using Code = SseError::Code;
using CloseReason = SseSource::CloseReason;
using Phase = SseSource::Phase;

static_assert(int(SseError::Phase::Idle) == int(Phase::Idle));
static_assert(int(SseError::Phase::Dialing) == int(Phase::Dialing));
static_assert(int(SseError::Phase::AwaitingHeaders) == int(Phase::AwaitingHeaders));
static_assert(int(SseError::Phase::Streaming) == int(Phase::Streaming));
static_assert(int(SseError::Phase::WaitingToReconnect) == int(Phase::WaitingToReconnect));

class tst_Diagnosis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void errorsTellThePhase_data();
    void errorsTellThePhase();
    void errorsKeepTheResponse();
    void errorsAreComparedWhole();
    void everyChangeOfPhaseIsSignalled();
    void statisticsOfAStream();
    void statisticsTellBytesThatStayAway();
    void statisticsOfARejection();
    void statisticsTellClumps();
    void statisticsRunOverReconnects();
    void statisticsOfStreamsThatHandlersEnd();
    void statisticsInAHandler();
    void theLogIsQuietByDefault();
    void theLogHasNoSecrets();

private:
    std::unique_ptr<Surroundings> world;
    std::unique_ptr<SseTestServer> server;
};

void tst_Diagnosis::init()
{
    world = std::make_unique<Surroundings>();
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
}

void tst_Diagnosis::errorsTellThePhase_data()
{
    QTest::addColumn<SseTestScript>("script");
    QTest::addColumn<QString>("url");
    QTest::addColumn<Code>("code");
    QTest::addColumn<SseError::Phase>("phase");
    const SseTestScript none;
    using P = SseError::Phase;
    QTest::newRow("invalid") << none << QStringLiteral("ftp://x/") << Code::InvalidUrl << P::Idle;
    QTest::newRow("refused") << none << QStringLiteral("http://127.0.0.1:1/")
                             << Code::ConnectionFailed << P::Dialing;
    QTest::newRow("status") << SseTestScript::reply(500) << QString() << Code::UnexpectedStatus
                            << P::AwaitingHeaders;
    QTest::newRow("type") << SseTestScript::reply(200) << QString() << Code::UnexpectedContentType
                          << P::AwaitingHeaders;
    QTest::newRow("redirect") << SseTestScript::redirect(302, QByteArray("file:///stream"))
                              << QString() << Code::RedirectRefused << P::AwaitingHeaders;
    QTest::newRow("end") << SseTestScript::eventStream().end() << QString() << Code::StreamEnded
                         << P::Streaming;
    QTest::newRow("loss") << SseTestScript::eventStream().send(":\n").close() << QString()
                          << Code::ConnectionLost << P::Streaming;
    QTest::newRow("limit") << SseTestScript::eventStream().send(QByteArray(5000, 'x')).stall()
                           << QString() << Code::LineTooLong << P::Streaming;
}

void tst_Diagnosis::errorsTellThePhase()
{
    QFETCH(SseTestScript, script);
    QFETCH(QString, url);
    QFETCH(Code, code);
    QFETCH(SseError::Phase, phase);
    server->route(QStringLiteral("/"), script);
    SseSource source(url.isEmpty() ? server->url() : QUrl(url));
    source.setMaximumLineSize(1000);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.errors.size(), 1);
    QCOMPARE(watch.errors.at(0).code(), code);
    QCOMPARE(watch.errors.at(0).phase(), phase);
}

void tst_Diagnosis::errorsKeepTheResponse()
{
    const QByteArray body(100000, 'b');
    server->route(QStringLiteral("/"),
                  SseTestScript::reply(429, body, "application/json")
                      .header("Retry-After", "7")
                      .header("X-RateLimit-Reset", "tomorrow"));
    SseSource source(server->url());
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.errors.size(), 1);
    const SseError error = watch.errors.at(0);
    QCOMPARE(error.httpStatus(), 429);
    QCOMPARE(error.responseHeader("x-ratelimit-reset"), "tomorrow");
    QCOMPARE(error.responseHeader("RETRY-AFTER"), "7");
    QVERIFY(error.responseHeader("X-None").isNull());
    QVERIFY(error.responseHeaders().size() >= 3);
    QCOMPARE(error.responseBody().size(), 64 * 1024);
    const QVariantMap map =
        QMetaType::fromType<SseError>()
            .metaObject()
            ->property(SseError::staticMetaObject.indexOfProperty("responseHeaders"))
            .readOnGadget(&error)
            .toMap();
    QCOMPARE(map.value(QStringLiteral("content-type")).toString(),
             QStringLiteral("application/json"));
}

void tst_Diagnosis::errorsAreComparedWhole()
{
    const SseError plain(Code::ConnectionLost, QStringLiteral("lost"));
    SseError other = plain;
    QCOMPARE(other, plain);
    other.setPhase(SseError::Phase::Streaming);
    QVERIFY(other != plain);
    other = plain;
    other.setResponseHeaders({ { "a", "b" } });
    QVERIFY(other != plain);
    QCOMPARE(SseError().phase(), SseError::Phase::Idle);
}

void tst_Diagnosis::everyChangeOfPhaseIsSignalled()
{
    server->route(
        QStringLiteral("/"),
        QList{ SseTestScript::eventStream().send("data: 1\n\n").end(), SseTestScript::reply(404) });
    SseSource source(server->url());
    world->give(source);
    const SourceWatch watch(source);
    source.open();
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
    world->clock.advance(source.nextReconnectIn());
    QVERIFY(reaches(source, Phase::Idle));
    QCOMPARE(
        watch.phases,
        (QList{ Phase::Dialing, Phase::AwaitingHeaders, Phase::Streaming, Phase::WaitingToReconnect,
                Phase::Dialing, Phase::AwaitingHeaders, Phase::Idle }));
}

void tst_Diagnosis::statisticsOfAStream()
{
    const QByteArray bytes = ": hello\nretry: 5000\n\nid: 1\ndata: a\n\n: again\ndata: b\n\n";
    server->route(QStringLiteral("/"), SseTestScript::eventStream().stall());
    SseSource source(server->url());
    world->give(source);
    SseStatistics statistics = source.statistics();
    QCOMPARE(statistics.attempts, 0);
    QCOMPARE(statistics.timeToHeaders, -1);
    QCOMPARE(statistics.timeSinceLastByte, -1);

    const SourceWatch watch(source);
    source.open();
    QCOMPARE(source.statistics().attempts, 1);
    QVERIFY(reaches(source, Phase::AwaitingHeaders));
    world->clock.advance(250);
    QVERIFY(reaches(source, Phase::Streaming));
    world->clock.advance(750);
    server->sendToAll(bytes);
    QTRY_COMPARE(watch.events.size(), 2);
    world->clock.advance(2000);
    statistics = source.statistics();
    QCOMPARE(statistics.streams, 1);
    QCOMPARE(statistics.bytes, double(bytes.size()));
    QCOMPARE(statistics.events, 2.0);
    QCOMPARE(statistics.comments, 2.0);
    QCOMPARE(statistics.reads, 1.0);
    QCOMPARE(statistics.largestRead, int(bytes.size()));
    QCOMPARE(statistics.mostEventsAtOnce, 2);
    QVERIFY(statistics.timeToHeaders == 250 || statistics.timeToHeaders == 0);
    QCOMPARE(statistics.timeToFirstByte, 1000);
    QCOMPARE(statistics.timeToFirstEvent, 1000);
    QCOMPARE(statistics.timeSinceLastByte, 2000);
    QCOMPARE(statistics.longestSilence, 2000);

    source.close();
    QCOMPARE(source.statistics().timeSinceLastByte, -1);
    QCOMPARE(source.statistics().events, 2.0);
    source.open();
    QCOMPARE(source.statistics().events, 0.0);
}

void tst_Diagnosis::statisticsTellBytesThatStayAway()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().stall());
    SseSource source(server->url());
    world->give(source);
    source.open();
    QVERIFY(reaches(source, Phase::Streaming));
    world->clock.advance(60000);
    const SseStatistics statistics = source.statistics();
    QVERIFY(statistics.timeToHeaders >= 0);
    QCOMPARE(statistics.timeToFirstByte, -1);
    QCOMPARE(statistics.timeSinceLastByte, 60000);
    QCOMPARE(statistics.longestSilence, 60000);
    // It is still told when it has ended the stream.
    world->clock.advance(240000);
    QCOMPARE(source.phase(), Phase::WaitingToReconnect);
    QCOMPARE(source.statistics().longestSilence, 300000);
    QCOMPARE(source.statistics().timeSinceLastByte, -1);
}

void tst_Diagnosis::statisticsOfARejection()
{
    server->route(QStringLiteral("/"), SseTestScript::reply(404));
    SseSource source(server->url());
    world->give(source);
    source.open();
    QVERIFY(waitsFor(&source, &SseSource::closed));
    QCOMPARE(source.statistics().timeToHeaders, 0);
    QCOMPARE(source.statistics().streams, 0);
    QCOMPARE(source.statistics().longestSilence, -1);
}

void tst_Diagnosis::statisticsTellClumps()
{
    QByteArray clump;
    for (int i = 0; i < 50; ++i)
        clump += "data: x\n\n";
    server->route(QStringLiteral("/"), SseTestScript::eventStream().stall());
    SseSource source(server->url());
    world->give(source);
    const SourceWatch watch(source);
    source.open();
    QVERIFY(reaches(source, Phase::Streaming));
    for (int i = 1; i <= 3; ++i) {
        world->clock.advance(20000);
        server->sendToAll(clump);
        QTRY_COMPARE(watch.events.size(), i * 50);
    }
    const SseStatistics statistics = source.statistics();
    QCOMPARE(statistics.mostEventsAtOnce, 50);
    QCOMPARE(statistics.longestSilence, 20000);
    QCOMPARE(statistics.reads, 3.0);
}

void tst_Diagnosis::statisticsRunOverReconnects()
{
    server->route(QStringLiteral("/"),
                  QList{ SseTestScript::eventStream().send(":\ndata: 1\n\n").end(),
                         SseTestScript::reply(503),
                         SseTestScript::eventStream().send("data: 2\n\n").stall() });
    SseSource source(server->url());
    world->give(source);
    source.setReconnectPolicy(SseReconnectPolicy::resilient());
    const SourceWatch watch(source);
    source.open();
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
    world->clock.advance(10000);
    QVERIFY(reaches(source, Phase::WaitingToReconnect));
    QCOMPARE(source.statistics().timeToFirstByte, -1); // the newest attempt's
    world->clock.advance(10000);
    QTRY_COMPARE(watch.events.size(), 2);
    const SseStatistics statistics = source.statistics();
    QCOMPARE(statistics.attempts, 3);
    QCOMPARE(statistics.streams, 2);
    QCOMPARE(statistics.events, 2.0);
    QCOMPARE(statistics.comments, 1.0);
    QCOMPARE(statistics.bytes, 20.0);
}

void tst_Diagnosis::statisticsOfStreamsThatHandlersEnd()
{
    server->route(QStringLiteral("/"),
                  SseTestScript::eventStream().send("data: 1\n\ndata: 2\n\n").stall());
    SseSource source(server->url());
    int streams = 1;
    connect(&source, &SseSource::eventReceived, this, [&](const SseEvent &event) {
        if (event.data() == QLatin1String("2") && streams++ < 4)
            source.reconnectNow();
    });
    source.open();
    QTRY_COMPARE(source.statistics().events, 8.0);
    QCOMPARE(source.statistics().mostEventsAtOnce, 2);
    QCOMPARE(source.statistics().largestRead, 18);
}

void tst_Diagnosis::statisticsInAHandler()
{
    server->route(QStringLiteral("/"),
                  SseTestScript::eventStream().send(":\ndata: 1\n\n:\ndata: 2\n\n").stall());
    SseSource source(server->url());
    QList<QList<double>> seen;
    connect(&source, &SseSource::eventReceived, this, [&] {
        const SseStatistics now = source.statistics();
        seen.append({ now.events, now.comments, double(now.mostEventsAtOnce) });
    });
    source.open();
    QTRY_COMPARE(seen.size(), 2);
    QCOMPARE(seen, (QList<QList<double>>{ { 1, 1, 1 }, { 2, 2, 2 } }));
}

namespace {

QStringList loggedLines;

void keepLine(QtMsgType, const QMessageLogContext &context, const QString &text)
{
    if (QByteArrayView(context.category).startsWith("sseqt"))
        loggedLines.append(text);
}

} // namespace

void tst_Diagnosis::theLogIsQuietByDefault()
{
    server->route(QStringLiteral("/"),
                  QList{ SseTestScript::eventStream().send("data: 1\n\n").end(),
                         SseTestScript::reply(500, "body") });
    SseSource source(server->url());
    setExactDelay(source, 1);
    const SourceWatch watch(source);
    loggedLines.clear();
    const auto before = qInstallMessageHandler(keepLine);
    source.open();
    QTRY_COMPARE(watch.closed.size(), 1);
    qInstallMessageHandler(before);
    QCOMPARE(loggedLines, QStringList());
}

void tst_Diagnosis::theLogHasNoSecrets()
{
    server->route(QStringLiteral("/"),
                  QList{ SseTestScript::reply(401).header("Set-Cookie", "s=SECRET-8"),
                         SseTestScript::redirect(307, QByteArray("/next?key=SECRET-7")),
                         SseTestScript::reply(404, "SECRET-9") });
    server->route(QStringLiteral("/next"),
                  SseTestScript::eventStream().send("id: SECRET-6\ndata: SECRET-5\n\n").end());
    QUrl url = server->url(QStringLiteral("/?token=SECRET-1"));
    url.setUserInfo(QStringLiteral("SECRET-2:SECRET-3"));
    SseSource source(url);
    setExactDelay(source, 1);
    SseReconnectPolicy policy = source.reconnectPolicy();
    policy.setRetryUnauthorized(true);
    source.setReconnectPolicy(policy);
    source.setHeader("Authorization", "Bearer SECRET-4");
    source.setHeader("Cookie", "SECRET-4");
    source.setLastEventId(QStringLiteral("SECRET-6"));
    source.setAttemptHandler(
        [](const SsePendingAttempt &attempt) { attempt.setHeader("X-Key", "SECRET-4"); });
    const SourceWatch watch(source);

    loggedLines.clear();
    QLoggingCategory::setFilterRules(QStringLiteral("sseqt.*=true"));
    const auto before = qInstallMessageHandler(keepLine);
    source.open();
    QTRY_COMPARE(watch.closed.size(), 1);
    source.setReconnectInterval(-1); // a warning
    qInstallMessageHandler(before);
    QLoggingCategory::setFilterRules(QString());

    const QString log = loggedLines.join(u'\n');
    QVERIFY2(!log.contains(QStringLiteral("SECRET")), qPrintable(log));
    // It says what it can: methods, addresses, statuses, names of headers, phases.
    for (const char *const word : { "GET", "127.0.0.1", "401", "404", "Authorization", "Streaming",
                                    "WaitingToReconnect", "reconnectInterval" })
        QVERIFY2(log.contains(QLatin1String(word), Qt::CaseInsensitive), word);
    QCOMPARE(watch.events.size(), 1);
}

QTEST_GUILESS_MAIN(tst_Diagnosis)
#include "tst_diagnosis.moc"
