// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "demoevent.h"
#include "ssedemometrics_p.h"
#include "testclient.h"

#include <SseQt/SseDemoServer>

#include <QtCore/QDateTime>
#include <QtCore/QElapsedTimer>
#include <QtCore/QHash>
#include <QtCore/QRegularExpression>
#include <QtCore/QSet>
#include <QtTest/QTest>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;
using SseDemo::MetricsStream;

namespace {

struct Range
{
    QString name;
    double minimum;
    double maximum;
    int decimals;
};

const QList<Range> &ranges()
{
    static const QList<Range> all{
        { u"temperature"_s, 15, 95, 1 }, { u"pressure"_s, 0, 10, 2 },   { u"flow"_s, 0, 120, 1 },
        { u"level"_s, 0, 100, 1 },       { u"speed"_s, 0, 3000, 0 },    { u"power"_s, 0, 15, 2 },
        { u"vibration"_s, 0, 12, 2 },    { u"voltage"_s, 380, 420, 1 },
    };
    return all;
}

// An alarm comes on beyond the first and goes off within the second.
struct Threshold
{
    QString sensor;
    QString severity;
    double onAt;
    double offAt;
};

const QHash<QString, Threshold> &thresholds()
{
    static const QHash<QString, Threshold> all{
        { u"vibration-high"_s, { u"vibration"_s, u"warning"_s, 7.1, 6.1 } },
        { u"temperature-high"_s, { u"temperature"_s, u"critical"_s, 78, 74 } },
        { u"level-low"_s, { u"level"_s, u"warning"_s, 18, 23 } },
        { u"pressure-high"_s, { u"pressure"_s, u"warning"_s, 7.4, 6.9 } },
    };
    return all;
}

constexpr qint64 Second = 1000;
constexpr qint64 Minute = 60 * Second;
constexpr qint64 Hour = 60 * Minute;
constexpr qint64 Day = 24 * Hour;

// A moment that is nothing special.
constexpr qint64 Epoch = 1'790'000'000'123;

qint64 timeOf(const Event &event)
{
    const QString time = event.json()["time"_L1].toString();
    return time.endsWith(u'Z') ? QDateTime::fromString(time, Qt::ISODateWithMs).toMSecsSinceEpoch()
                               : -1;
}

// What a stream says until the end, with a clock that shows exactly when something is due.
QList<Event> play(MetricsStream *stream, qint64 duration, qint64 epoch = Epoch)
{
    QByteArray bytes;
    for (qint64 now = 0; now <= duration && !stream->isOver(); now = stream->nextDue())
        bytes += stream->advance(now, epoch + now);
    return parse(bytes);
}

qsizetype countOf(const QList<Event> &events, const QByteArray &type)
{
    return std::count_if(events.begin(), events.end(),
                         [&type](const Event &event) { return event.type == type; });
}

} // namespace

class tst_SseDemoMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void valuesStayInTheirRanges();
    void valuesMoveSmoothly();
    void alarmsComeAndGoWithoutChatter();

    void readingsHaveTheirShape();
    void alarmsHaveTheirShape();
    void logsHaveTheirShapeAndVary();
    void mostEventsAreReadings();
    void alarmsAreToldOnceForEachChange();
    void activeAlarmsAreToldAtTheStart();
    void rateDoesNotChangeTheStory();

    void rateIsKept_data();
    void rateIsKept();
    void whatIsMissedForLongIsSkipped();
    void timesFollowAClockThatIsSet();
    void countEndsTheStream_data();
    void countEndsTheStream();

    void routeSendsTheFirstEventAtOnce();
    void routeGoesOnAfterTheLastId_data();
    void routeGoesOnAfterTheLastId();
    void routeEndsWithComplete();
    void routeTellsActiveAlarms();
    void routeSendsAThousandEventsASecond();
    void routeAnswersHeadRequests();

private:
    std::unique_ptr<SseDemoServer> server;
};

void tst_SseDemoMetrics::init()
{
    server = std::make_unique<SseDemoServer>();
    QVERIFY2(server->listen(), qPrintable(server->errorString()));
}

void tst_SseDemoMetrics::cleanup()
{
    server.reset();
}

void tst_SseDemoMetrics::valuesStayInTheirRanges()
{
    for (qint64 second = 0; second < Day / Second; ++second) {
        // Not always at the same millisecond.
        const qint64 time = Epoch + second * Second + second % 997;
        const QJsonObject sensors = SseDemoStation::reading(time, second)["sensors"_L1].toObject();
        QCOMPARE(sensors.size(), ranges().size());
        for (const Range &range : ranges()) {
            const double value = sensors[range.name].toDouble(-1);
            if (value < range.minimum || value > range.maximum)
                QFAIL(qPrintable(u"%1 is %2"_s.arg(range.name).arg(value)));
        }
    }
}

void tst_SseDemoMetrics::valuesMoveSmoothly()
{
    constexpr qint64 Step = 100;
    QHash<QString, double> last;
    QHash<QString, double> lowest;
    QHash<QString, double> highest;
    for (qint64 time = Epoch; time < Epoch + 10 * Minute; time += Step) {
        const QJsonObject sensors =
            SseDemoStation::reading(time, time / Step)["sensors"_L1].toObject();
        for (const Range &range : ranges()) {
            const double value = sensors[range.name].toDouble();
            const double span = range.maximum - range.minimum;
            QVERIFY(std::abs(value - last.value(range.name, value)) < span / 30);
            last[range.name] = value;
            lowest[range.name] = std::min(lowest.value(range.name, value), value);
            highest[range.name] = std::max(highest.value(range.name, value), value);
        }
    }
    for (const Range &range : ranges()) {
        QVERIFY(highest[range.name] - lowest[range.name] > 0.4 * (range.maximum - range.minimum));
    }
}

void tst_SseDemoMetrics::alarmsComeAndGoWithoutChatter()
{
    constexpr qint64 Step = 100;
    SseDemoStation::AlarmSet last = SseDemoStation::activeAlarms(Epoch);
    std::array<QList<qint64>, SseDemoStation::AlarmCount> changes;
    QList<qint64> ends;
    for (qint64 time = Epoch; time < Epoch + Hour; time += Step) {
        const SseDemoStation::AlarmSet active = SseDemoStation::activeAlarms(time);
        for (size_t i = 0; i < active.size(); ++i) {
            if (active.test(i) == last.test(i))
                continue;
            changes.at(i).append(time);
            if (!active.test(i))
                ends.append(time);
        }
        last = active;
    }
    for (const QList<qint64> &times : changes) {
        // Each comes and goes; no state is shorter than two seconds, and none is for ever.
        QVERIFY(times.size() >= 20);
        for (qsizetype i = 1; i < times.size(); ++i)
            QCOMPARE_GE(times.at(i) - times.at(i - 1), 2 * Second);
        QVERIFY(times.first() < Epoch + 5 * Minute);
        QVERIFY(times.last() > Epoch + Hour - 5 * Minute);
    }
    // Whoever looks on for a minute sees one go.
    for (qsizetype i = 1; i < ends.size(); ++i)
        QCOMPARE_LE(ends.at(i) - ends.at(i - 1), 40 * Second);
}

void tst_SseDemoMetrics::readingsHaveTheirShape()
{
    MetricsStream stream(100, 0, 0);
    const QList<Event> events = play(&stream, 10 * Second);
    QVERIFY(countOf(events, "reading") > 500);
    static const QRegularExpression number(u"^-?\\d+(?:\\.(\\d+))?$"_s);
    for (const Event &event : events) {
        if (event.type != "reading")
            continue;
        const QJsonObject object = event.json();
        QCOMPARE(object.keys(), QStringList({ u"sensors"_s, u"time"_s }));
        QVERIFY(timeOf(event) >= Epoch);
        QVERIFY(object["time"_L1].toString().contains(QRegularExpression(u"\\.\\d{3}Z$"_s)));
        const QJsonObject sensors = object["sensors"_L1].toObject();
        QCOMPARE(sensors.size(), ranges().size());
        for (const Range &range : ranges()) {
            // As it is written, not as it is read again.
            const QByteArray key = '"' + range.name.toLatin1() + "\":";
            const qsizetype start = event.data.indexOf(key) + key.size();
            qsizetype end = start;
            while (event.data.at(end) != ',' && event.data.at(end) != '}')
                ++end;
            const QString text = QString::fromLatin1(event.data.sliced(start, end - start));
            const QRegularExpressionMatch match = number.match(text);
            QVERIFY2(match.hasMatch(), qPrintable(text));
            QVERIFY2(match.captured(1).size() <= range.decimals, qPrintable(text));
        }
    }
}

void tst_SseDemoMetrics::alarmsHaveTheirShape()
{
    MetricsStream stream(10, 0, 0);
    const QList<Event> events = play(&stream, 20 * Minute);
    QSet<QString> seen;
    for (const Event &event : events) {
        if (event.type != "alarm")
            continue;
        const QJsonObject object = event.json();
        QCOMPARE(object.keys(),
                 QStringList({ u"active"_s, u"id"_s, u"sensor"_s, u"severity"_s, u"text"_s,
                               u"time"_s, u"value"_s }));
        const QString id = object["id"_L1].toString();
        QVERIFY2(thresholds().contains(id), qPrintable(id));
        const Threshold threshold = thresholds().value(id);
        seen.insert(id);
        QCOMPARE(object["sensor"_L1].toString(), threshold.sensor);
        QCOMPARE(object["severity"_L1].toString(), threshold.severity);
        QVERIFY(timeOf(event) >= Epoch);
        QVERIFY(object["text"_L1].toString().contains(u": "_s));
        const bool isActive = object["active"_L1].toBool();
        const double value = object["value"_L1].toDouble();
        // One that is told at the start may have come on long before.
        const double wanted = isActive && timeOf(event) > Epoch ? threshold.onAt : threshold.offAt;
        // A line of the log may come first, and then the value has moved on by a little.
        const double tolerance = 0.25 * std::abs(threshold.onAt - threshold.offAt);
        const bool isAbove = isActive == (threshold.onAt > threshold.offAt);
        if (isAbove ? value < wanted - tolerance : value > wanted + tolerance)
            QFAIL(event.data.constData());
    }
    QCOMPARE(seen.size(), thresholds().size());
}

void tst_SseDemoMetrics::logsHaveTheirShapeAndVary()
{
    MetricsStream stream(10, 0, 0);
    const QList<Event> events = play(&stream, 10 * Minute);
    QSet<QString> levels;
    QSet<QString> units;
    QSet<QString> lines;
    QString last;
    QString all;
    for (const Event &event : events) {
        if (event.type != "log")
            continue;
        const QJsonObject object = event.json();
        QCOMPARE(object.keys(), QStringList({ u"level"_s, u"text"_s, u"time"_s, u"unit"_s }));
        QVERIFY(timeOf(event) >= Epoch);
        levels.insert(object["level"_L1].toString());
        units.insert(object["unit"_L1].toString());
        QString text = object["text"_L1].toString();
        QVERIFY(!text.isEmpty());
        QVERIFY2(!text.contains(u"%1"_s), qPrintable(text));
        all += text;
        text.remove(QRegularExpression(u"[-0-9.]"_s));
        QVERIFY2(text != last, qPrintable(text));
        last = text;
        lines.insert(text);
    }
    QCOMPARE(levels, QSet<QString>({ u"info"_s, u"warning"_s, u"error"_s }));
    QVERIFY(units.contains(u"pump-1"_s));
    QVERIFY(units.size() > 4);
    QVERIFY(lines.size() >= 20);
    for (const QChar c : { u'µ', u'°', u'ü' })
        QVERIFY(all.contains(c));
}

void tst_SseDemoMetrics::mostEventsAreReadings()
{
    MetricsStream stream(50, 10'000, 0);
    const QList<Event> events = play(&stream, Hour);
    QCOMPARE(events.size(), 10'001);
    QCOMPARE_GE(countOf(events, "reading"), 8000);
    QCOMPARE_LE(countOf(events, "reading"), 9000);
    QCOMPARE_GE(countOf(events, "log"), 1000);
    QCOMPARE_LE(countOf(events, "log"), 2000);
    QCOMPARE_GE(countOf(events, "alarm"), 10);
    QCOMPARE(countOf(events, "complete"), 1);
    QCOMPARE(events.first().retry, "1000");
    for (qsizetype i = 0; i < 10'000; ++i) {
        QCOMPARE(events.at(i).id, QByteArray::number(i + 1));
        QVERIFY(i == 0 || events.at(i).retry.isNull());
    }
}

void tst_SseDemoMetrics::alarmsAreToldOnceForEachChange()
{
    MetricsStream stream(10, 0, 0);
    const QList<Event> events = play(&stream, Hour);
    QHash<QString, bool> told;
    QHash<QString, int> changes;
    for (const Event &event : events) {
        if (event.type != "alarm")
            continue;
        const QString id = event.json()["id"_L1].toString();
        const bool isActive = event.json()["active"_L1].toBool();
        QCOMPARE(isActive, !told.value(id, false));
        told[id] = isActive;
        ++changes[id];
    }
    for (auto it = thresholds().begin(); it != thresholds().end(); ++it)
        QVERIFY2(changes.value(it.key()) >= 20, qPrintable(it.key()));
}

void tst_SseDemoMetrics::activeAlarmsAreToldAtTheStart()
{
    QSet<size_t> counts;
    for (qint64 epoch = Epoch; epoch < Epoch + 10 * Minute; epoch += Second) {
        MetricsStream stream(1, 0, 0);
        const QList<Event> events = parse(stream.advance(0, epoch));
        const size_t count = SseDemoStation::activeAlarms(epoch).count();
        counts.insert(count);
        QCOMPARE(events.size(), static_cast<qsizetype>(count) + 1);
        QCOMPARE(events.first().retry, "1000");
        QCOMPARE(events.last().type, "reading");
        QSet<QString> ids;
        for (const Event &event : events.first(events.size() - 1)) {
            QCOMPARE(event.type, "alarm");
            QVERIFY(event.json()["active"_L1].toBool());
            QCOMPARE(timeOf(event), epoch);
            ids.insert(event.json()["id"_L1].toString());
        }
        QCOMPARE(static_cast<size_t>(ids.size()), count);
    }
    for (const size_t count : { 0U, 1U, 2U })
        QVERIFY(counts.contains(count));
}

void tst_SseDemoMetrics::rateDoesNotChangeTheStory()
{
    MetricsStream slow(1, 0, 0);
    MetricsStream fast(200, 0, 0);
    QHash<qint64, QJsonObject> readings;
    const QList<Event> many = play(&fast, 2 * Minute);
    for (const Event &event : many) {
        if (event.type == "reading")
            readings.insert(timeOf(event), event.json()["sensors"_L1].toObject());
    }
    int compared = 0;
    const QList<Event> few = play(&slow, 2 * Minute);
    for (const Event &event : few) {
        const QJsonObject other = readings.value(timeOf(event));
        if (event.type != "reading" || other.isEmpty())
            continue;
        const QJsonObject sensors = event.json()["sensors"_L1].toObject();
        for (const Range &range : ranges()) {
            // They differ by their noise alone.
            QVERIFY(std::abs(sensors[range.name].toDouble() - other[range.name].toDouble())
                    < 0.03 * (range.maximum - range.minimum));
        }
        ++compared;
    }
    QVERIFY(compared > 60);
}

void tst_SseDemoMetrics::rateIsKept_data()
{
    QTest::addColumn<int>("rate");
    for (const int rate : { 1, 3, 7, 10, 200, 333, 999, 1000 })
        QTest::addRow("%d", rate) << rate;
}

void tst_SseDemoMetrics::rateIsKept()
{
    QFETCH(int, rate);
    MetricsStream stream(rate, 0, 0);
    const auto atStart = static_cast<qint64>(SseDemoStation::activeAlarms(Epoch).count());
    qint64 sent = 0;
    qint64 turns = 0;
    for (qint64 now = 0; now < Minute;) {
        const QList<Event> events = parse(stream.advance(now, Epoch + now));
        sent += events.size();
        // What is due is sent, and nothing before.
        QCOMPARE(sent - atStart, now * rate / 1000 + 1);
        QVERIFY(timeOf(events.last()) <= Epoch + now);
        // Timers are late, now by more and now by less.
        now = std::max(now, stream.nextDue()) + turns++ % 30;
    }
    QCOMPARE_GE(sent, 58 * rate);
    // However fast it is, the event loop has other things to do.
    QCOMPARE_LE(turns, 60 * 200);
}

void tst_SseDemoMetrics::whatIsMissedForLongIsSkipped()
{
    for (const int rate : { 1, 10, 1000 }) {
        MetricsStream stream(rate, 0, 0);
        const QList<Event> first = parse(stream.advance(0, Epoch));
        QVERIFY(!first.isEmpty());
        qsizetype sent = 0;
        QByteArray lastId = first.last().id;
        while (stream.nextDue() <= Minute) {
            const QList<Event> events = parse(stream.advance(Minute, Epoch + Minute));
            QVERIFY(!events.isEmpty() && events.size() <= 100);
            for (const Event &event : events) {
                QCOMPARE_GE(timeOf(event), Epoch + Minute - Second);
                QCOMPARE_LE(timeOf(event), Epoch + Minute);
                // No gap: nobody is to think that the network lost them.
                QCOMPARE(event.id.toInt(), lastId.toInt() + 1);
                lastId = event.id;
            }
            sent += events.size();
        }
        // The fast one may leave the last for its next write.
        QCOMPARE_GE(sent, rate);
        QCOMPARE_LE(sent, rate + 1);
    }
}

void tst_SseDemoMetrics::timesFollowAClockThatIsSet()
{
    MetricsStream stream(10, 0, 0);
    qint64 expected = Epoch;
    for (const qint64 offset : { qint64(0), Hour, -Day }) {
        const qint64 elapsed = stream.nextDue();
        expected = Epoch + offset + elapsed;
        const QList<Event> events = parse(stream.advance(elapsed, expected));
        QVERIFY(!events.isEmpty());
        QCOMPARE(timeOf(events.last()), expected);
    }
    // A little is what clocks always differ by.
    const qint64 elapsed = stream.nextDue();
    const QList<Event> events = parse(stream.advance(elapsed, Epoch - Day + elapsed + 20));
    QCOMPARE(timeOf(events.last()), Epoch - Day + elapsed);
}

void tst_SseDemoMetrics::countEndsTheStream_data()
{
    QTest::addColumn<int>("rate");
    QTest::addColumn<int>("count");
    QTest::newRow("one, slowly") << 1 << 1;
    QTest::newRow("two, slowly") << 1 << 2;
    QTest::newRow("one, fast") << 1000 << 1;
    QTest::newRow("a burst") << 1000 << 100;
    QTest::newRow("many") << 1000 << 2345;
}

void tst_SseDemoMetrics::countEndsTheStream()
{
    QFETCH(int, rate);
    QFETCH(int, count);
    // At times with alarms at the start, and without.
    for (qint64 epoch = Epoch; epoch < Epoch + Minute; epoch += 11 * Second) {
        MetricsStream stream(rate, count, 5);
        QList<Event> events = play(&stream, Hour, epoch);
        QVERIFY(stream.isOver());
        QCOMPARE(events.size(), count + 1);
        const Event last = events.takeLast();
        QCOMPARE(last.type, "complete");
        QVERIFY(last.id.isNull());
        QCOMPARE(last.json()["total"_L1].toInt(), count);
        QCOMPARE(events.first().id, "6");
        QCOMPARE(events.last().id, QByteArray::number(count + 5));
        QVERIFY(stream.advance(Hour, epoch + Hour).isEmpty());
    }
}

void tst_SseDemoMetrics::routeSendsTheFirstEventAtOnce()
{
    TestClient client(server->port());
    client.get("/metrics?rate=1");
    QTRY_COMPARE(countOf(parse(client.body()), "reading"), 1);
    QCOMPARE(client.status(), 200);
    QCOMPARE(client.header("Content-Type"), "text/event-stream");
    // In the first write: nothing was waited for.
    QVERIFY(client.chunks().first().startsWith("retry: 1000\nid: 1\n"));
    QCOMPARE(countOf(parse(client.chunks().first()), "reading"), 1);
    QVERIFY(!client.closed);
    QVERIFY(!client.isComplete());
}

void tst_SseDemoMetrics::routeGoesOnAfterTheLastId_data()
{
    QTest::addColumn<QByteArray>("lastEventId");
    QTest::addColumn<qint64>("first");
    QTest::newRow("none") << QByteArray() << qint64(1);
    QTest::newRow("41") << QByteArray("41") << qint64(42);
    QTest::newRow("more than an int") << QByteArray("3000000000") << qint64(3'000'000'001);
    QTest::newRow("foreign") << QByteArray("abc") << qint64(1);
    QTest::newRow("negative") << QByteArray("-5") << qint64(1);
    QTest::newRow("no number for anyone") << QByteArray("99999999999999999999") << qint64(1);
}

void tst_SseDemoMetrics::routeGoesOnAfterTheLastId()
{
    QFETCH(QByteArray, lastEventId);
    QFETCH(qint64, first);
    TestClient client(server->port());
    client.get("/metrics?rate=1000&count=5",
               lastEventId.isNull() ? lastEventId : "Last-Event-ID: " + lastEventId + "\r\n");
    QTRY_VERIFY(client.isComplete());
    const QList<Event> events = parse(client.body());
    QCOMPARE(events.size(), 6);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(events.at(i).id, QByteArray::number(first + i));
}

void tst_SseDemoMetrics::routeEndsWithComplete()
{
    TestClient client(server->port());
    client.get("/metrics?rate=200&count=30");
    QTRY_VERIFY(client.isComplete());
    const QList<Event> events = parse(client.body());
    QCOMPARE(events.size(), 31);
    QCOMPARE(events.last().type, "complete");
    QCOMPARE(events.last().json()["total"_L1].toInt(), 30);
    // The stream ended in the regular way.
    QCOMPARE(server->connectionCount(), 1);
    QVERIFY(!client.closed);
}

void tst_SseDemoMetrics::routeTellsActiveAlarms()
{
    TestClient client(server->port());
    client.get("/metrics");
    QTRY_VERIFY(countOf(parse(client.body()), "reading") > 0);
    const QList<Event> events = parse(client.body());
    const qint64 start = timeOf(events.first());
    QVERIFY(std::abs(QDateTime::currentMSecsSinceEpoch() - start) < Minute);
    qsizetype alarms = 0;
    while (events.at(alarms).type == "alarm")
        ++alarms;
    QCOMPARE(events.at(alarms).type, "reading");
    QCOMPARE(timeOf(events.at(alarms)), start);
    QCOMPARE(static_cast<size_t>(alarms), SseDemoStation::activeAlarms(start).count());
}

void tst_SseDemoMetrics::routeSendsAThousandEventsASecond()
{
    TestClient client(server->port());
    QElapsedTimer timer;
    timer.start();
    client.get("/metrics?rate=1000&count=1000");
    QTRY_VERIFY_WITH_TIMEOUT(client.isComplete(), 20'000);
    // Alarms that are told at the start are ahead of their time.
    QCOMPARE_GE(timer.elapsed(), 990);
    const QList<Event> events = parse(client.body());
    QCOMPARE(events.size(), 1001);
    // A machine with much else to do may be behind; what it skips makes the stream longer.
    QCOMPARE_LE(timeOf(events.at(999)) - timeOf(events.first()), 5 * Second);
}

void tst_SseDemoMetrics::routeAnswersHeadRequests()
{
    TestClient client(server->port());
    client.send("HEAD /metrics HTTP/1.1\r\nHost: h\r\n\r\n");
    QTRY_COMPARE(client.status(), 200);
    QCOMPARE(client.header("Content-Type"), "text/event-stream");
    QVERIFY(client.received.endsWith("\r\n\r\n"));
    client.received.clear();
    client.get("/metrics?rate=1000&count=1");
    QTRY_VERIFY(client.isComplete());
    QCOMPARE(server->connectionCount(), 1);
}

QTEST_GUILESS_MAIN(tst_SseDemoMetrics)

#include "tst_ssedemometrics.moc"
