// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "stationstream.h"

#include <SseQt/SseSource>
#include <SseQt/SseTestExchange>
#include <SseQt/SseTestServer>

#include <QtCore/QAbstractItemModel>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtGui/QAccessible>
#include <QtQml/QQmlApplicationEngine>
#include <QtQml/qqmlextensionplugin.h>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>
#include <QtQuickControls2/QQuickStyle>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <algorithm>
#include <memory>

Q_IMPORT_QML_PLUGIN(DashboardExamplePlugin)
Q_IMPORT_QML_PLUGIN(ExampleSharedPlugin)
#ifdef DASHBOARD_STATIC_SSE
Q_IMPORT_QML_PLUGIN(SSEPlugin)
#endif

using namespace Qt::StringLiterals;

namespace {

const QString path = u"/metrics"_s;

void collect(QQuickItem *item, const QString &name, QList<QQuickItem *> &found)
{
    if (!item->isVisible())
        return;
    if (item->objectName() == name)
        found.append(item);
    const QList<QQuickItem *> children = item->childItems();
    for (QQuickItem *child : children)
        collect(child, name, found);
}

// From top to bottom, and no rows that the view keeps for later.
void collectRows(QQuickItem *view, const QString &name, QList<QQuickItem *> &found)
{
    const int count = view->property("count").toInt();
    for (int i = 0; i < count; ++i) {
        QQuickItem *row = nullptr;
        QMetaObject::invokeMethod(view, "itemAtIndex", Q_RETURN_ARG(QQuickItem *, row),
                                  Q_ARG(int, i));
        if (row)
            collect(row, name, found);
    }
}

QRectF placeOf(const QQuickItem *item)
{
    return item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
}

// The demo server as a process, which can be killed.
class DemoServer : public QProcess
{
    Q_OBJECT
public:
    ~DemoServer() override
    {
        kill();
        waitForFinished();
    }

    // Returns its port, 0 if it does not start.
    quint16 listen(quint16 port)
    {
        start(QStringLiteral(DEMO_SERVER), { u"--port"_s, QString::number(port) });
        if (!QTest::qWaitFor([this] { return canReadLine() || state() == NotRunning; }))
            return 0;
        return quint16(QUrl(QString::fromUtf8(readLine()).section(u' ', -1).trimmed()).port(0));
    }
};

} // namespace

// Drives the window by mouse and keyboard, against a server whose events the test writes.
class tst_DashboardExampleWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void valuesArrive();
    void whatIsNoValueIsPassedOver();
    void limitsAreSaidInWords_data();
    void limitsAreSaidInWords();
    void alarmsAreSorted();
    void alarmsClear();
    void alarmsAreAcknowledged();
    void alarmsThatAStreamDoesNotTellAreOver();
    void alarmsAreBounded();
    void whatIsNoAlarmIsPassedOver();
    void theLogFills();
    void theLogIsHeld();
    void theLogIsBounded();
    void theLogStaysWhereTheReaderIs();
    void sensorsAreChosenForTheChart();
    void theChartShowsMoreOrLess();
    void theChartShowsWhereTheStreamWasLost();
    void theFocusTravels();
    void arrowsGoFromGaugeToGauge();
    void lettersLeadToPanels();
    void reconnectsAtOnce();
    void helpShowsTheKeys();
    void theThemeCanBeSwitched();
    void controlsHaveNames();
    void nothingOverlapsOrIsCutOff_data();
    void nothingOverlapsOrIsCutOff();
    void survivesTheServer();

private:
    void open(const QUrl &url = {}, const QString &theme = u"light"_s);
    [[nodiscard]] QQuickItem *item(const QString &name) const;
    [[nodiscard]] QList<QQuickItem *> items(const QString &name) const;
    [[nodiscard]] QStringList texts(const QString &name) const;
    [[nodiscard]] SseSource *station() const;
    [[nodiscard]] QString focus() const;

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(char character);
    void click(QQuickItem *target);
    void write(const QByteArray &bytes);

    std::unique_ptr<SseTestServer> m_server;
    std::unique_ptr<QQmlApplicationEngine> m_engine;
    QPointer<QQuickWindow> m_window;
    QPointer<SseTestExchange> m_exchange; // the newest
};

void tst_DashboardExampleWindow::initTestCase()
{
    QQuickStyle::setStyle(u"Basic"_s);
}

void tst_DashboardExampleWindow::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_server = std::make_unique<SseTestServer>();
    QVERIFY(m_server->listen());
    m_server->route(path, [this](SseTestExchange *exchange) {
        m_exchange = exchange;
        exchange->startEventStream();
    });
}

void tst_DashboardExampleWindow::cleanup()
{
    m_engine.reset();
    m_server.reset();
}

// With an open stream, unless the URL is another's.
void tst_DashboardExampleWindow::open(const QUrl &url, const QString &theme)
{
    m_engine = std::make_unique<QQmlApplicationEngine>();
    m_engine->addImportPath(QStringLiteral(DASHBOARD_IMPORT_PATH));
    m_engine->setInitialProperties(
        { { u"endpoint"_s, url.isEmpty() ? m_server->url(path) : url }, { u"theme"_s, theme } });
    m_engine->load(QUrl(QStringLiteral(DASHBOARD_MAIN)));
    QCOMPARE(m_engine->rootObjects().size(), 1);
    m_window = qobject_cast<QQuickWindow *>(m_engine->rootObjects().constFirst());
    QVERIFY(m_window);
    m_window->requestActivate();
    QVERIFY(QTest::qWaitForWindowActive(m_window));
    QTRY_VERIFY(station()->readyState() == SseSource::ReadyState::Open);
}

QList<QQuickItem *> tst_DashboardExampleWindow::items(const QString &name) const
{
    QList<QQuickItem *> found;
    const QString view = name.startsWith(u"alarmRow"_s) ? u"alarmView"_s
        : name.startsWith(u"logRow"_s)                  ? u"logView"_s
                                                        : QString();
    if (view.isEmpty())
        collect(m_window->contentItem(), name, found);
    else
        collectRows(item(view), name, found);
    return found;
}

QQuickItem *tst_DashboardExampleWindow::item(const QString &name) const
{
    return items(name).value(0);
}

QStringList tst_DashboardExampleWindow::texts(const QString &name) const
{
    QStringList texts;
    const QList<QQuickItem *> found = items(name);
    for (const QQuickItem *const item : found)
        texts.append(item->property("text").toString());
    return texts;
}

SseSource *tst_DashboardExampleWindow::station() const
{
    return m_window->findChild<SseSource *>(u"station"_s);
}

// Where the keyboard is: the name of the item, and which gauge it is.
QString tst_DashboardExampleWindow::focus() const
{
    const QQuickItem *const item = m_window->activeFocusItem();
    return item->objectName() + item->property("number").toString();
}

void tst_DashboardExampleWindow::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(m_window, key, modifiers);
}

void tst_DashboardExampleWindow::type(char character)
{
    QTest::keyClick(m_window, character);
}

void tst_DashboardExampleWindow::click(QQuickItem *target)
{
    QTest::mouseClick(m_window, Qt::LeftButton, {}, placeOf(target).center().toPoint());
}

void tst_DashboardExampleWindow::write(const QByteArray &bytes)
{
    m_exchange->write(bytes);
}

void tst_DashboardExampleWindow::valuesArrive()
{
    open();
    QCOMPARE(texts(u"gaugeValue"_s), QStringList(8, u"–"_s));
    QCOMPARE(texts(u"gaugeNote"_s), QStringList(8, u"No value"_s));
    write(StationStream::reading({ { u"speed"_s, 1850 },
                                   { u"pressure"_s, 5.126 },
                                   { u"temperature"_s, 61 },
                                   { u"level"_s, 45.5 },
                                   { u"flow"_s, 68.25 },
                                   { u"power"_s, 7.2 },
                                   { u"vibration"_s, 0 },
                                   { u"voltage"_s, 400 } }));
    QTRY_COMPARE(texts(u"gaugeValue"_s),
                 (QStringList{ u"1850"_s, u"5.13"_s, u"61.0"_s, u"45.5 %"_s, u"68.3"_s, u"7.20"_s,
                               u"0.00"_s, u"400.0"_s }));
    QCOMPARE(texts(u"gaugeNote"_s), QStringList(8, QString()));
    write(StationStream::reading({ { u"flow"_s, 70 } }));
    QTRY_COMPARE(texts(u"gaugeValue"_s).at(4), u"70.0"_s);
    QCOMPARE(texts(u"gaugeValue"_s).at(0), u"1850"_s);
}

void tst_DashboardExampleWindow::whatIsNoValueIsPassedOver()
{
    open();
    write("event: reading\ndata: not json\n\nevent: reading\ndata: {\"sensors\": 7}\n\n");
    write(StationStream::reading({ { u"flow"_s, u"much"_s }, { u"speed"_s, 1e300 } }));
    write("event: temperature\ndata: {\"sensors\": {\"temperature\": 61}}\n\n");
    write(StationStream::reading({ { u"power"_s, 7 } }));
    QTRY_COMPARE(texts(u"gaugeValue"_s).at(5), u"7.00"_s);
    QCOMPARE(texts(u"gaugeValue"_s).at(4), u"–"_s);
    QCOMPARE(texts(u"gaugeValue"_s).at(2), u"–"_s);
    QVERIFY(items(u"gaugeValue"_s).at(0)->width() < items(u"gauge"_s).at(0)->width());
}

void tst_DashboardExampleWindow::limitsAreSaidInWords_data()
{
    QTest::addColumn<QString>("sensor");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("note");

    QTest::newRow("normal") << u"temperature"_s << 69.9 << QString();
    QTest::newRow("high") << u"temperature"_s << 70.0 << u"▲ High"_s;
    QTest::newRow("critical") << u"temperature"_s << 78.0 << u"▲ Critical"_s;
    QTest::newRow("low") << u"level"_s << 18.0 << u"▼ Low"_s;
    QTest::newRow("beyond the scale") << u"vibration"_s << 1e6 << u"▲ Critical"_s;
}

void tst_DashboardExampleWindow::limitsAreSaidInWords()
{
    QFETCH(const QString, sensor);
    QFETCH(const double, value);
    QFETCH(const QString, note);

    open();
    write(StationStream::reading({ { sensor, value } }));
    const auto notes = [this] {
        QStringList list = texts(u"gaugeNote"_s);
        list.removeAll(u"No value"_s);
        return list;
    };
    QTRY_COMPARE(notes(), QStringList{ note });
}

void tst_DashboardExampleWindow::alarmsAreSorted()
{
    open();
    QCOMPARE(texts(u"alarmSummary"_s), QStringList{ u"none active"_s });
    write(StationStream::alarm(u"a"_s, true, u"First"_s));
    write(StationStream::alarm(u"b"_s, true, u"Second"_s, u"critical"_s));
    write(StationStream::alarm(u"c"_s, true, u"Third"_s));
    QTRY_COMPARE(texts(u"alarmRowText"_s), (QStringList{ u"Second"_s, u"Third"_s, u"First"_s }));
    QCOMPARE(texts(u"alarmSummary"_s), QStringList{ u"3 active"_s });
    QCOMPARE(texts(u"alarmRowState"_s),
             (QStringList{ u"Critical · since 12:00:00"_s, u"Warning · since 12:00:00"_s,
                           u"Warning · since 12:00:00"_s }));
}

void tst_DashboardExampleWindow::alarmsClear()
{
    open();
    write(StationStream::alarm(u"a"_s, true, u"Hot"_s, u"critical"_s));
    write(StationStream::alarm(u"b"_s, true, u"Shaky"_s));
    QTRY_COMPARE(texts(u"alarmRowText"_s), (QStringList{ u"Hot"_s, u"Shaky"_s }));
    write(StationStream::alarm(u"a"_s, false, u"Cool again"_s, u"critical"_s,
                               u"2026-03-01T12:01:30"_s));
    QTRY_COMPARE(texts(u"alarmRowText"_s), (QStringList{ u"Shaky"_s, u"Cool again"_s }));
    QCOMPARE(texts(u"alarmRowState"_s).at(1), u"Cleared · 12:00:00 – 12:01:30"_s);
    QCOMPARE(texts(u"alarmSummary"_s), QStringList{ u"1 active"_s });
    // Raised anew it is at the top again.
    write(StationStream::alarm(u"a"_s, true, u"Hot"_s, u"critical"_s, u"2026-03-01T12:02:00"_s));
    QTRY_COMPARE(texts(u"alarmRowText"_s), (QStringList{ u"Hot"_s, u"Shaky"_s }));
    QCOMPARE(texts(u"alarmRowState"_s).at(0), u"Critical · since 12:02:00"_s);
}

void tst_DashboardExampleWindow::alarmsAreAcknowledged()
{
    open();
    write(StationStream::alarm(u"a"_s, true, u"First"_s));
    write(StationStream::alarm(u"b"_s, true, u"Second"_s));
    QTRY_COMPARE(items(u"alarmRow"_s).size(), 2);
    const auto acknowledged = [this] {
        QList<bool> list;
        const QList<QQuickItem *> rows = items(u"alarmRow"_s);
        for (const QQuickItem *const row : rows)
            list.append(row->property("acknowledged").toBool());
        return list;
    };
    QCOMPARE(acknowledged(), (QList<bool>{ false, false }));
    press(Qt::Key_Return); // the keyboard is on a gauge
    QCOMPARE(acknowledged(), (QList<bool>{ false, false }));

    type('a');
    press(Qt::Key_Up);
    press(Qt::Key_Return);
    QTRY_COMPARE(acknowledged(), (QList<bool>{ true, false }));
    QCOMPARE(texts(u"alarmRowState"_s),
             (QStringList{ u"Warning · since 12:00:00 · acknowledged"_s,
                           u"Warning · since 12:00:00"_s }));
    press(Qt::Key_Down);
    press(Qt::Key_Space);
    QTRY_COMPARE(acknowledged(), (QList<bool>{ true, true }));

    // What is raised once more has not been seen.
    write(StationStream::alarm(u"a"_s, false, u"First"_s));
    write(StationStream::alarm(u"a"_s, true, u"First"_s));
    QTRY_COMPARE(acknowledged(), (QList<bool>{ false, true }));
    click(item(u"alarmRow"_s));
    QTRY_COMPARE(acknowledged(), (QList<bool>{ true, true }));
}

void tst_DashboardExampleWindow::alarmsThatAStreamDoesNotTellAreOver()
{
    open();
    write(StationStream::alarm(u"a"_s, true, u"First"_s));
    write(StationStream::alarm(u"b"_s, true, u"Second"_s));
    QTRY_COMPARE(texts(u"alarmSummary"_s), QStringList{ u"2 active"_s });

    m_exchange->closeConnection();
    QTRY_COMPARE(texts(u"alarmSummary"_s), QStringList{ u"unknown now"_s });
    for (const QString &state : texts(u"alarmRowState"_s))
        QVERIFY2(state.endsWith(u"unknown now"_s), qPrintable(state));
    QTRY_VERIFY(station()->readyState() == SseSource::ReadyState::Open);
    write(StationStream::alarm(u"a"_s, true, u"First"_s));
    QTRY_COMPARE(texts(u"alarmRowState"_s).filter(u"unknown"_s).size(), 1);
    write(StationStream::reading({ { u"flow"_s, 60 } }));
    QTRY_COMPARE(texts(u"alarmSummary"_s), QStringList{ u"1 active"_s });
    QTRY_COMPARE(texts(u"alarmRowText"_s), (QStringList{ u"First"_s, u"Second"_s }));
    QCOMPARE(texts(u"alarmRowState"_s).at(1), u"Cleared · 12:00:00 – unseen"_s);
}

void tst_DashboardExampleWindow::alarmsAreBounded()
{
    open();
    for (int i = 0; i < 120; ++i)
        write(StationStream::alarm(QString::number(i), true, u"Alarm %1"_s.arg(i)));
    QTRY_COMPARE(texts(u"alarmRowText"_s).value(0), u"Alarm 119"_s);
    QCOMPARE(item(u"alarmView"_s)->property("count").toInt(), 50);
}

void tst_DashboardExampleWindow::whatIsNoAlarmIsPassedOver()
{
    open();
    write(
        "event: alarm\ndata: not json\n\nevent: alarm\ndata: [1]\n\nevent: alarm\ndata: null\n\n");
    write("event: alarm\ndata: {\"id\": 7, \"active\": true}\n\n");
    write("event: alarm\ndata: {\"id\": \"x\", \"active\": false}\n\n");
    write(
        "event: alarm\ndata: {\"id\": \"bare\", \"active\": true, \"text\": {}, \"time\": 0}\n\n");
    QTRY_COMPARE(texts(u"alarmRowText"_s), QStringList{ u"bare"_s });
    write(StationStream::alarm(u"y"_s, true, u"<b>Markup</b>"_s));
    QTRY_COMPARE(texts(u"alarmRowText"_s).at(0), u"<b>Markup</b>"_s);
}

void tst_DashboardExampleWindow::theLogFills()
{
    open();
    write(StationStream::log(u"First"_s));
    write(StationStream::log(u"Second"_s, u"error"_s));
    write("event: log\ndata: {}\n\nevent: log\ndata: bare\n\n");
    QTRY_COMPARE(texts(u"logRowText"_s),
                 (QStringList{ QString(), QString(), u"Second"_s, u"First"_s }));
    // What is no text, breaks lines or turns them.
    write("event: log\ndata: {\"text\": {\"toString\": 1}, \"level\": [1], \"unit\": 5}\n\n");
    write("event: log\ndata: {\"text\": \"a\\n\xE2\x80\xAE"
          "b"
          + QByteArray(100'000, 'x') + "\"}\n\n");
    QTRY_COMPARE(texts(u"logRowText"_s).size(), 4); // as many as there is room for
    QTRY_VERIFY(texts(u"logRowText"_s).at(0).startsWith(u"a  b"_s));
    QVERIFY(texts(u"logRowText"_s).at(0).size() <= 200);
    QCOMPARE(texts(u"logRowText"_s).at(1), QString());
}

void tst_DashboardExampleWindow::theLogIsHeld()
{
    open();
    write(StationStream::log(u"First"_s));
    QTRY_COMPARE(texts(u"logRowText"_s), QStringList{ u"First"_s });
    QCOMPARE(texts(u"logState"_s), QStringList{ u"Live"_s });
    type('l');
    press(Qt::Key_Space);
    write(StationStream::log(u"Second"_s));
    write(StationStream::log(u"Third"_s));
    QTRY_COMPARE(texts(u"logState"_s), QStringList{ u"Paused · 2 waiting"_s });
    QCOMPARE(texts(u"logRowText"_s), QStringList{ u"First"_s });
    press(Qt::Key_Space);
    QTRY_COMPARE(texts(u"logRowText"_s), (QStringList{ u"Third"_s, u"Second"_s, u"First"_s }));
    QCOMPARE(texts(u"logState"_s), QStringList{ u"Live"_s });
    // From elsewhere too.
    type('g');
    type('p');
    QTRY_COMPARE(texts(u"logState"_s), QStringList{ u"Paused · 0 waiting"_s });
}

void tst_DashboardExampleWindow::theLogIsBounded()
{
    open();
    QByteArray lines;
    for (int i = 0; i < 3000; ++i)
        lines += StationStream::log(u"Line %1"_s.arg(i));
    write(lines);
    QTRY_COMPARE(texts(u"logRowText"_s).value(0), u"Line 2999"_s);
    QCOMPARE(item(u"logView"_s)->property("count").toInt(), 500);
}

void tst_DashboardExampleWindow::theLogStaysWhereTheReaderIs()
{
    open();
    for (int i = 0; i < 50; ++i)
        write(StationStream::log(u"Line %1"_s.arg(i)));
    QTRY_COMPARE(texts(u"logRowText"_s).value(0), u"Line 49"_s);
    type('l');
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    const auto top = [this] {
        const QRectF view = placeOf(item(u"logView"_s));
        const QList<QQuickItem *> rows = items(u"logRowText"_s);
        for (const QQuickItem *const row : rows) {
            if (placeOf(row).top() >= view.top() - 1)
                return row->property("text").toString();
        }
        return QString();
    };
    QTRY_COMPARE(top(), u"Line 47"_s);
    write(StationStream::log(u"Line 50"_s) + StationStream::log(u"Line 51"_s));
    QTRY_COMPARE(item(u"logView"_s)->property("count").toInt(), 52);
    QTRY_COMPARE(top(), u"Line 47"_s);
    for (int i = 0; i < 4; ++i)
        press(Qt::Key_Up);
    QTRY_COMPARE(top(), u"Line 51"_s);
    write(StationStream::log(u"Line 52"_s));
    QTRY_COMPARE(top(), u"Line 52"_s);
}

void tst_DashboardExampleWindow::sensorsAreChosenForTheChart()
{
    open();
    const auto legend = [this] { return texts(u"legend"_s); };
    QCOMPARE(legend(), (QStringList{ u"Speed"_s, u"Temperature"_s, u"Vibration"_s }));
    type('3');
    QCOMPARE(legend(), (QStringList{ u"Speed"_s, u"Vibration"_s }));
    type('8');
    QCOMPARE(legend(), (QStringList{ u"Speed"_s, u"Voltage"_s, u"Vibration"_s }));
    // There are three at most, and one at least.
    type('5');
    QCOMPARE(legend(), (QStringList{ u"Speed"_s, u"Voltage"_s, u"Flow"_s }));
    press(Qt::Key_Space); // on the gauge of the speed
    QCOMPARE(legend(), (QStringList{ u"Voltage"_s, u"Flow"_s }));
    type('8');
    type('5');
    QCOMPARE(legend(), QStringList{ u"Flow"_s });
    press(Qt::Key_Right);
    press(Qt::Key_Return);
    QCOMPARE(legend(), (QStringList{ u"Pressure"_s, u"Flow"_s }));
    click(items(u"gauge"_s).at(1));
    QTRY_COMPARE(legend(), QStringList{ u"Flow"_s });
}

void tst_DashboardExampleWindow::theChartShowsMoreOrLess()
{
    open();
    const auto span = [this] { return item(u"chart"_s)->property("span").toInt(); };
    QCOMPARE(span(), 60);
    type('-');
    QCOMPARE(span(), 60);
    for (const int seconds : { 30, 15, 15 }) {
        type('+');
        QCOMPARE(span(), seconds);
    }
    type('-');
    QCOMPARE(span(), 30);
}

void tst_DashboardExampleWindow::theChartShowsWhereTheStreamWasLost()
{
    open();
    write(StationStream::reading({ { u"speed"_s, 1850 } }));
    QTRY_COMPARE(texts(u"gaugeValue"_s).at(0), u"1850"_s);
    QVERIFY(!item(u"gap"_s));
    m_exchange->closeConnection();
    QTRY_VERIFY(item(u"gap"_s));
    QTRY_VERIFY(station()->readyState() == SseSource::ReadyState::Open);
    write(StationStream::reading({ { u"speed"_s, 1850 } }));
    const auto end = [this] {
        return placeOf(item(u"plot"_s)).right() - placeOf(item(u"gap"_s)).right();
    };
    QTRY_VERIFY(end() > 1);
    QCOMPARE(items(u"gap"_s).size(), 1);
}

void tst_DashboardExampleWindow::theFocusTravels()
{
    open();
    const QStringList stations{ u"gauge1"_s,  u"plot"_s,        u"alarmView"_s,
                                u"logView"_s, u"themeButton"_s, u"helpButton"_s };
    QStringList visited;
    for (qsizetype i = 0; i < stations.size(); ++i) {
        visited.append(focus());
        press(Qt::Key_Tab);
    }
    std::sort(visited.begin(), visited.end());
    QStringList sorted = stations;
    std::sort(sorted.begin(), sorted.end());
    QCOMPARE(visited, sorted);
    QCOMPARE(focus(), u"gauge1"_s);
    press(Qt::Key_Tab);
    QCOMPARE(focus(), u"plot"_s);
    press(Qt::Key_Backtab);
    QCOMPARE(focus(), u"gauge1"_s);
}

void tst_DashboardExampleWindow::arrowsGoFromGaugeToGauge()
{
    open();
    QCOMPARE(focus(), u"gauge1"_s);
    press(Qt::Key_Left);
    QCOMPARE(focus(), u"gauge1"_s);
    for (int number = 2; number <= 8; ++number) {
        press(Qt::Key_Right);
        QCOMPARE(focus(), u"gauge%1"_s.arg(number));
    }
    press(Qt::Key_Right);
    QCOMPARE(focus(), u"gauge8"_s);
    press(Qt::Key_Up);
    QCOMPARE(focus(), u"gauge6"_s);
    press(Qt::Key_Left);
    press(Qt::Key_Down);
    QCOMPARE(focus(), u"gauge7"_s);
    // Tab comes back to where it left.
    press(Qt::Key_Tab);
    QCOMPARE(focus(), u"plot"_s);
    press(Qt::Key_Backtab);
    QCOMPARE(focus(), u"gauge7"_s);
}

void tst_DashboardExampleWindow::lettersLeadToPanels()
{
    open();
    for (const auto &[letter, name] : { std::pair{ 'a', u"alarmView"_s },
                                        { 'l', u"logView"_s },
                                        { 'c', u"plot"_s },
                                        { 'g', u"gauge1"_s } }) {
        type(letter);
        QCOMPARE(focus(), name);
    }
    // With other keys they are somebody else's.
    press(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(focus(), u"gauge1"_s);
}

void tst_DashboardExampleWindow::reconnectsAtOnce()
{
    open();
    station()->setReconnectInterval(60'000);
    SseReconnectPolicy policy = station()->reconnectPolicy();
    policy.setMaximumDelay(60'000);
    station()->setReconnectPolicy(policy);
    m_exchange->closeConnection();
    QTRY_VERIFY(station()->phase() == SseSource::Phase::WaitingToReconnect);
    type('r');
    QTRY_VERIFY(station()->readyState() == SseSource::ReadyState::Open);
    QCOMPARE(m_server->requests().size(), 2);
}

void tst_DashboardExampleWindow::helpShowsTheKeys()
{
    open();
    const QObject *const help = m_window->findChild<QObject *>(u"help"_s);
    const auto isOpened = [help] { return help->property("opened").toBool(); };
    QVERIFY(!isOpened());
    type('?');
    QTRY_VERIFY(isOpened());
    type('t'); // nothing else listens now
    QVERIFY(m_window->color().lightness() > 200);
    type('?');
    QTRY_VERIFY(!help->property("visible").toBool());
    QCOMPARE(focus(), u"gauge1"_s);
    click(item(u"helpButton"_s));
    QTRY_VERIFY(isOpened());
    press(Qt::Key_Escape);
    QTRY_VERIFY(!help->property("visible").toBool());
}

void tst_DashboardExampleWindow::theThemeCanBeSwitched()
{
    open();
    const auto lightness = [this] { return m_window->color().lightness(); };
    QVERIFY(lightness() > 200);
    type('t');
    QVERIFY(lightness() < 60);
    click(item(u"themeButton"_s));
    QTRY_VERIFY(lightness() > 200);
}

void tst_DashboardExampleWindow::controlsHaveNames()
{
    open();
    write(StationStream::reading({ { u"speed"_s, 2800 } })
          + StationStream::alarm(u"a"_s, true, u"Hot"_s) + StationStream::log(u"Line"_s));
    QTRY_COMPARE(items(u"logRow"_s).size(), 1);
    QTRY_COMPARE(items(u"alarmRow"_s).size(), 1);
    QTRY_COMPARE(texts(u"gaugeValue"_s).at(0), u"2800"_s);
    for (const QString &name :
         { u"gauge"_s, u"plot"_s, u"alarmView"_s, u"alarmRow"_s, u"logView"_s, u"logRow"_s,
           u"themeButton"_s, u"helpButton"_s, u"statusIndicator"_s }) {
        const QList<QQuickItem *> found = items(name);
        QVERIFY2(!found.isEmpty(), qPrintable(name));
        for (QQuickItem *const control : found) {
            QAccessibleInterface *const accessible = QAccessible::queryAccessibleInterface(control);
            QVERIFY2(accessible, qPrintable(name));
            QVERIFY2(!accessible->text(QAccessible::Name).isEmpty(), qPrintable(name));
        }
    }
    QAccessibleInterface *const speed =
        QAccessible::queryAccessibleInterface(items(u"gauge"_s).at(0));
    QCOMPARE(speed->text(QAccessible::Name), u"Speed: 2800 rpm"_s);
    QCOMPARE(speed->text(QAccessible::Description), u"▲ High In the chart"_s);
}

void tst_DashboardExampleWindow::nothingOverlapsOrIsCutOff_data()
{
    QTest::addColumn<QSize>("size");
    for (const QSize size : { QSize(640, 400), QSize(800, 480), QSize(1024, 600), QSize(1280, 800),
                              QSize(1920, 1080), QSize(1200, 400), QSize(640, 900) }) {
        QTest::addRow("%d by %d", size.width(), size.height()) << size;
    }
}

void tst_DashboardExampleWindow::nothingOverlapsOrIsCutOff()
{
    QFETCH(const QSize, size);

    open();
    m_window->resize(size);
    QTRY_COMPARE(m_window->contentItem()->size().toSize(), size);
    write(StationStream::reading({ { u"speed"_s, 2999 },
                                   { u"pressure"_s, 9.99 },
                                   { u"temperature"_s, 94.9 },
                                   { u"level"_s, 100 },
                                   { u"flow"_s, 119.9 },
                                   { u"power"_s, 14.99 },
                                   { u"vibration"_s, 11.99 },
                                   { u"voltage"_s, 419.9 } }));
    write(StationStream::alarm(u"a"_s, true, u"Vibration is normal again: 11.99 mm/s"_s,
                               u"critical"_s)
          + StationStream::log(u"Position agrees with the set point, Δ = 11.9 %"_s, u"warning"_s));
    QTRY_COMPARE(texts(u"gaugeValue"_s).at(0), u"2999"_s);
    QTRY_COMPARE(items(u"logRowText"_s).size(), 1);
    QTRY_COMPARE(items(u"alarmRowText"_s).size(), 1);

    QList<QQuickItem *> cards = items(u"gauge"_s);
    cards += { item(u"chart"_s), item(u"alarms"_s), item(u"log"_s) };
    QCOMPARE(cards.size(), 11);
    const QRectF window(QPointF(0, 0), QSizeF(size));
    for (qsizetype i = 0; i < cards.size(); ++i) {
        QVERIFY(window.contains(placeOf(cards.at(i))));
        for (qsizetype j = 0; j < i; ++j)
            QVERIFY(!placeOf(cards.at(i)).intersects(placeOf(cards.at(j))));
    }

    const auto check = [&] {
        for (const QString &name :
             { u"gaugeTitle"_s, u"gaugeValue"_s, u"gaugeNote"_s, u"gaugeMinimum"_s,
               u"gaugeMaximum"_s, u"panelTitle"_s, u"legend"_s, u"alarmRowText"_s,
               u"alarmRowState"_s, u"alarmSummary"_s, u"logRowText"_s, u"logState"_s,
               u"windowTitle"_s, u"rate"_s }) {
            const QList<QQuickItem *> found = items(name);
            QVERIFY2(!found.isEmpty(), qPrintable(name));
            for (const QQuickItem *const text : found) {
                const QByteArray what =
                    name.toUtf8() + ' ' + text->property("text").toString().toUtf8();
                QVERIFY2(!text->property("truncated").toBool(), what);
                QVERIFY2(text->property("contentWidth").toReal() <= text->width() + 0.5, what);
                const auto isAround = [&](const QQuickItem *card) {
                    return placeOf(card).contains(placeOf(text));
                };
                QVERIFY2(name == "windowTitle"_L1 || name == "rate"_L1
                             || std::any_of(cards.cbegin(), cards.cend(), isAround),
                         what);
            }
        }
    };
    check();
    QTRY_VERIFY(texts(u"gaugeNote"_s).filter(u"ago"_s).size() == 8);
    check();
}

void tst_DashboardExampleWindow::survivesTheServer()
{
    auto server = std::make_unique<DemoServer>();
    const quint16 port = server->listen(0);
    QVERIFY(port);
    QUrl url;
    url.setUrl(u"http://127.0.0.1:%1/metrics?rate=100"_s.arg(port));
    open(url);
    const auto stale = [this] { return texts(u"gaugeNote"_s).filter(u" ago"_s).size(); };
    const auto isFresh = [this, stale] {
        return stale() == 0 && !texts(u"gaugeValue"_s).contains(u"–"_s);
    };
    QTRY_VERIFY(isFresh());
    QTRY_VERIFY(!items(u"logRow"_s).isEmpty());
    QCOMPARE(texts(u"logState"_s), QStringList{ u"Live"_s });
    const QStringList values = texts(u"gaugeValue"_s);

    server.reset();
    QTRY_COMPARE(stale(), 8);
    QCOMPARE(texts(u"logState"_s), QStringList{ u"No connection"_s });
    QVERIFY(!texts(u"gaugeValue"_s).contains(u"–"_s)); // what is known is still there
    QTRY_VERIFY(item(u"gap"_s));

    server = std::make_unique<DemoServer>();
    QCOMPARE(server->listen(port), port);
    QTRY_VERIFY_WITH_TIMEOUT(isFresh(), 10'000);
    QTRY_COMPARE(texts(u"logState"_s), QStringList{ u"Live"_s });
    QVERIFY(texts(u"gaugeValue"_s) != values);
}

QTEST_MAIN(tst_DashboardExampleWindow)
#include "tst_dashboardexample_window.moc"
