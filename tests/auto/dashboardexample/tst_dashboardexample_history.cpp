// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "history.h"
#include "stationstream.h"

#include <SseQt/SseSource>
#include <SseQt/SseTestExchange>
#include <SseQt/SseTestServer>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

// The lines that the chart draws, in a rectangle in which a value is its distance from the bottom.
class tst_DashboardExampleHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void drawsWhatWasRead();
    void keepsEverySpike();
    void drawsFewPoints();
    void keepsWithinTheScale();
    void passesOverWhatIsNoReading();
    void drawsNoLineAcrossASilence();
    void drawsNothingOfStrangers();

private:
    [[nodiscard]] QList<QPolygonF> lines(const QString &sensor = u"flow"_s,
                                         double span = 60'000) const;
    [[nodiscard]] QList<double> values() const;
    void write(const QList<double> &values);

    std::unique_ptr<SseTestServer> m_server;
    std::unique_ptr<SseSource> m_source;
    std::unique_ptr<History> m_history;
    QPointer<SseTestExchange> m_exchange;
};

void tst_DashboardExampleHistory::init()
{
    m_server = std::make_unique<SseTestServer>();
    QVERIFY(m_server->listen());
    m_server->route(u"/"_s, [this](SseTestExchange *exchange) {
        m_exchange = exchange;
        exchange->startEventStream();
    });
    m_source = std::make_unique<SseSource>(m_server->url());
    m_source->setReconnectInterval(10);
    m_history = std::make_unique<History>();
    m_history->setSensors({ u"flow"_s });
    m_history->setSource(m_source.get());
    m_source->open();
    QTRY_VERIFY(m_source->readyState() == SseSource::ReadyState::Open);
}

void tst_DashboardExampleHistory::cleanup()
{
    m_history.reset();
    m_source.reset();
    m_server.reset();
}

QList<QPolygonF> tst_DashboardExampleHistory::lines(const QString &sensor, double span) const
{
    return m_history->lines(sensor, m_history->now() - span, m_history->now(), { 600, 100 }, 0,
                            100);
}

QList<double> tst_DashboardExampleHistory::values() const
{
    QList<double> values;
    const QList<QPolygonF> all = lines();
    for (const QPolygonF &line : all) {
        for (const QPointF &point : line)
            values.append(100 - point.y());
    }
    return values;
}

void tst_DashboardExampleHistory::write(const QList<double> &values)
{
    QByteArray bytes;
    for (const double value : values)
        bytes += StationStream::reading({ { u"flow"_s, value } });
    m_exchange->write(bytes);
}

void tst_DashboardExampleHistory::drawsWhatWasRead()
{
    write({ 20 });
    QTRY_COMPARE(values(), QList<double>{ 20 });
    write({ 60 });
    QTRY_VERIFY(values().contains(60));
    const QList<QPolygonF> all = lines();
    QCOMPARE(all.size(), 1);
    const QPolygonF &line = all.constFirst();
    QVERIFY(std::is_sorted(line.cbegin(), line.cend(),
                           [](const QPointF &a, const QPointF &b) { return a.x() < b.x(); }));
    QVERIFY(line.constFirst().x() > 500 && line.constLast().x() <= 600);
}

void tst_DashboardExampleHistory::keepsEverySpike()
{
    QList<double> values(1000, 50);
    values[300] = 99;
    values[700] = 1;
    write(values);
    QTRY_VERIFY(this->values().contains(99) && this->values().contains(1));
    QVERIFY(this->values().size() < 100);
}

void tst_DashboardExampleHistory::drawsFewPoints()
{
    // What a minute holds at most is twice this for a piece of it that is drawn.
    QElapsedTimer clock;
    clock.start();
    int number = 0;
    QTRY_VERIFY([&] {
        write({ double(number % 2 * 80 + 10), 50, double(number % 3 * 30) });
        ++number;
        return clock.elapsed() > 1500;
    }());
    QTRY_VERIFY(!lines().isEmpty());
    const double seconds = m_history->now() / 1000;
    for (const double span : { 15'000.0, 30'000.0, 60'000.0 }) {
        const QList<QPolygonF> all = lines(u"flow"_s, span);
        QCOMPARE(all.size(), 1);
        const double pieces = span < 60'000 ? 5 : 2.5; // a second
        QVERIFY(all.constFirst().size() <= 2 * (seconds * pieces + 2));
    }
}

void tst_DashboardExampleHistory::keepsWithinTheScale()
{
    write({ -1e300, 1e300 });
    QTRY_COMPARE(values(), (QList<double>{ 0, 100 }));
}

void tst_DashboardExampleHistory::passesOverWhatIsNoReading()
{
    m_exchange->write("event: reading\ndata: not json\n\nevent: reading\ndata: []\n\n");
    m_exchange->write(StationStream::reading({ { u"flow"_s, u"12"_s } }));
    m_exchange->write(StationStream::reading({ { u"speed"_s, 30 } }));
    m_exchange->write(
        StationStream::event("log", { { u"sensors"_s, QJsonObject{ { u"flow"_s, 1 } } } }));
    write({ 40 });
    QTRY_COMPARE(values(), QList<double>{ 40 });
    QVERIFY(lines(u"speed"_s).isEmpty());
}

void tst_DashboardExampleHistory::drawsNoLineAcrossASilence()
{
    write({ 20 });
    QTRY_COMPARE(values().size(), 1);
    const auto gaps = [this] { return m_history->gaps(0, m_history->now(), { 600, 100 }); };
    QVERIFY(gaps().isEmpty());

    QSignalSpy opened(m_source.get(), &SseSource::opened);
    m_exchange->closeConnection();
    QTRY_COMPARE(gaps().size(), 1); // it grows until something is heard
    QTRY_COMPARE(opened.size(), 1);
    const double before = m_history->now();
    QTRY_VERIFY(m_history->now() > before + 400);
    write({ 60 });
    QTRY_COMPARE(lines().size(), 2);
    QCOMPARE(gaps().size(), 1);
    QTRY_VERIFY(gaps().constFirst().right() < 600);
    QCOMPARE(lines().constFirst().constLast().y(), 80);
    QCOMPARE(lines().constLast().constFirst().y(), 40);
}

void tst_DashboardExampleHistory::drawsNothingOfStrangers()
{
    write({ 20 });
    QTRY_COMPARE(values().size(), 1);
    QVERIFY(lines(u"no-such"_s).isEmpty());
    QVERIFY(m_history->lines(u"flow"_s, 10, 10, { 600, 100 }, 0, 100).isEmpty());
    QVERIFY(m_history->lines(u"flow"_s, 0, 1e6, { 600, 100 }, 5, 5).isEmpty());
    QVERIFY(m_history->lines(u"flow"_s, 0, 1e6, { 0, 0 }, 0, 100).isEmpty());
}

QTEST_GUILESS_MAIN(tst_DashboardExampleHistory)
#include "tst_dashboardexample_history.moc"
