// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "stationstream.h"

#include <SseQt/SseTestExchange>
#include <SseQt/SseTestScript>
#include <SseQt/SseTestServer>

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QSet>
#include <QtCore/QTemporaryDir>
#include <QtGui/QImage>
#include <QtNetwork/QTcpServer>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString path = u"/metrics"_s;

// The program in a folder of its own.
class Dashboard : public QProcess
{
    Q_OBJECT
public:
    QTemporaryDir folder;

    Dashboard()
    {
        set(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        set(u"QT_QUICK_BACKEND"_s, u"software"_s);
        set(u"XDG_RUNTIME_DIR"_s, folder.path());
        setWorkingDirectory(folder.path());
        setProgram(QStringLiteral(DASHBOARD_PROGRAM));
    }
    ~Dashboard() override
    {
        kill();
        waitForFinished();
    }

    void set(const QString &variable, const QString &value)
    {
        QProcessEnvironment environment = processEnvironment().isEmpty()
            ? QProcessEnvironment::systemEnvironment()
            : processEnvironment();
        environment.insert(variable, value);
        setProcessEnvironment(environment);
    }

    bool run(const QStringList &arguments, std::chrono::milliseconds limit = 60s)
    {
        setArguments(arguments);
        start();
        const bool isDone =
            QTest::qWaitFor([this] { return state() == NotRunning; }, int(limit.count()));
        output = readAllStandardOutput();
        errors = readAllStandardError();
        return isDone && exitStatus() == NormalExit;
    }

    QByteArray output;
    QByteArray errors;
};

} // namespace

class tst_DashboardExampleProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsBareAndOffline();
    void writesThePictureWhereItIs();
    void goesOnWhenTheServerIsLost();
    void reportsFailures();
    void reportsSilence();
    void reportsAPictureThatCannotBeWritten();
    void measures();
    void knowsItsArguments_data();
    void knowsItsArguments();
};

void tst_DashboardExampleProgram::runsBareAndOffline()
{
    Dashboard dashboard;
    QElapsedTimer timer;
    timer.start();
    QVERIFY(dashboard.run({ u"--scripted"_s }));
    QCOMPARE(dashboard.errors, QByteArray());
    QCOMPARE(dashboard.exitCode(), 0);
    QVERIFY2(timer.elapsed() < 30'000, "A demonstration is no test of patience");

    const QString output = QString::fromUtf8(dashboard.output);
    for (const QString &unit : { u"rpm"_s, u"bar"_s, u"°C"_s, u"l/min"_s, u"kW"_s, u"mm/s"_s })
        QVERIFY2(output.contains(unit), qPrintable(unit));
    QVERIFY(!output.contains(u"–"_s) && !output.contains(u" ago"_s));

    const QImage picture(dashboard.folder.filePath(u"dashboard.png"_s));
    QCOMPARE(picture.size(), QSize(800, 480));
    QSet<QRgb> colors;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            colors.insert(picture.pixel(x, y));
    }
    QVERIFY2(colors.size() > 100, "The picture is blank, or nearly so");
}

void tst_DashboardExampleProgram::writesThePictureWhereItIs()
{
    SseTestServer server;
    QVERIFY(server.listen());
    server.route(path,
                 SseTestScript::eventStream()
                     .send(StationStream::alarm(u"a"_s, true, u"Too <b>hot</b>\nnow"_s))
                     .send(StationStream::reading({ { u"temperature"_s, 80.5 } }))
                     .stall());
    Dashboard dashboard;
    QVERIFY(QDir(dashboard.folder.path()).mkdir(u"pictures"_s));
    QVERIFY(dashboard.run({ u"--scripted"_s, u"--picture"_s, u"pictures/mine.png"_s, u"--theme"_s,
                            u"dark"_s, u"--duration"_s, u"1"_s, u"--url"_s,
                            server.url(path).toString() }));
    QCOMPARE(dashboard.errors, QByteArray());
    QCOMPARE(dashboard.exitCode(), 0);
    const QString output = QString::fromUtf8(dashboard.output);
    QVERIFY2(output.contains(u"▲ Too <b>hot</b> now\n"_s), dashboard.output);
    QVERIFY2(output.contains(QRegularExpression(u"Temperature +80.5 °C +▲ Critical"_s)),
             dashboard.output);
    const QImage picture(dashboard.folder.filePath(u"pictures/mine.png"_s));
    QCOMPARE(picture.size(), QSize(800, 480));
    QVERIFY(picture.pixelColor(3, 240).lightness() < 60);
    QVERIFY(!QDir(dashboard.folder.path()).exists(u"dashboard.png"_s));
}

void tst_DashboardExampleProgram::goesOnWhenTheServerIsLost()
{
    SseTestServer server;
    QVERIFY(server.listen());
    server.route(path,
                 SseTestScript::eventStream()
                     .send(StationStream::reading({ { u"speed"_s, 1000 } }))
                     .close());
    Dashboard dashboard;
    QVERIFY(dashboard.run(
        { u"--scripted"_s, u"--duration"_s, u"3"_s, u"--url"_s, server.url(path).toString() }));
    QCOMPARE(dashboard.exitCode(), 0);
    QVERIFY2(dashboard.output.contains("was lost"), dashboard.output);
    QVERIFY(server.requests().size() > 1);
}

void tst_DashboardExampleProgram::reportsFailures()
{
    SseTestServer server;
    QVERIFY(server.listen());
    server.route(path, SseTestScript::reply(200, "<html>Hello</html>", "text/html"));
    for (const auto &[url, reason] :
         { std::pair{ server.url(path).toString(), QByteArray("text/html, not text/event-stream") },
           { u"example.org/metrics"_s, QByteArray("is relative") } }) {
        Dashboard dashboard;
        QVERIFY(dashboard.run({ u"--scripted"_s, u"--url"_s, url }));
        QCOMPARE(dashboard.exitCode(), 1);
        QVERIFY2(dashboard.errors.contains(reason), dashboard.errors);
        QVERIFY(!QDir(dashboard.folder.path()).exists(u"dashboard.png"_s));
    }
}

void tst_DashboardExampleProgram::reportsSilence()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const QString refusing = u"http://127.0.0.1:%1/"_s.arg(closed.serverPort());
    closed.close();
    Dashboard dashboard;
    QVERIFY(dashboard.run({ u"--scripted"_s, u"--time-limit"_s, u"2"_s, u"--url"_s, refusing }));
    QCOMPARE(dashboard.exitCode(), 1);
    QVERIFY2(dashboard.output.contains("Could not connect"), dashboard.output);
    QVERIFY2(dashboard.errors.contains("no reading came in 2 seconds"), dashboard.errors);
}

void tst_DashboardExampleProgram::reportsAPictureThatCannotBeWritten()
{
    Dashboard dashboard;
    QVERIFY(dashboard.run(
        { u"--scripted"_s, u"--duration"_s, u"1"_s, u"--picture"_s, u"no/such/folder/x.png"_s }));
    QCOMPARE(dashboard.exitCode(), 1);
    QVERIFY2(dashboard.errors.contains("cannot write the picture"), dashboard.errors);
}

void tst_DashboardExampleProgram::measures()
{
    Dashboard dashboard;
    QVERIFY(dashboard.run({ u"--measure"_s, u"2"_s, u"--rate"_s, u"200"_s }));
    QCOMPARE(dashboard.errors, QByteArray());
    QCOMPARE(dashboard.exitCode(), 0);
    const auto figure = [&dashboard](const QByteArray &name) {
        const qsizetype place = dashboard.output.indexOf(name + ": ");
        return place < 0 ? -1
                         : dashboard.output.mid(place + name.size() + 2)
                               .split('\n')
                               .value(0)
                               .split(' ')
                               .value(0)
                               .toDouble();
    };
    QVERIFY2(figure("frames per second") > 1, dashboard.output);
    QVERIFY2(figure("frames in the worst second") >= 0, dashboard.output);
    QVERIFY2(figure("events per second") > 50, dashboard.output);
    QVERIFY2(figure("CPU") > 0, dashboard.output);
    QVERIFY2(figure("memory at the end") >= 0, dashboard.output);
}

void tst_DashboardExampleProgram::knowsItsArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("words");

    QTest::newRow("help") << QStringList{ u"--help"_s } << 0 << QByteArray("--measure");
    QTest::newRow("version") << QStringList{ u"--version"_s } << 0 << QByteArray(SSEQT_VERSION);
    QTest::newRow("unknown") << QStringList{ u"--frobnicate"_s } << 2 << QByteArray("frobnicate");
    QTest::newRow("superfluous") << QStringList{ u"x"_s } << 2 << QByteArray("argument 'x'");
    QTest::newRow("where to find help")
        << QStringList{ u"x"_s } << 2 << QByteArray("Try: sseqt-dashboard --help");
    QTest::newRow("theme") << QStringList{ u"--theme"_s, u"pink"_s } << 2 << QByteArray("'pink'");
    QTest::newRow("url") << QStringList{ u"--url"_s, u""_s } << 2 << QByteArray("needs a URL");
    QTest::newRow("rate") << QStringList{ u"--rate"_s, u"1001"_s } << 2 << QByteArray("'1001'");
    QTest::newRow("rate of another's server")
        << QStringList{ u"--rate"_s, u"5"_s, u"--url"_s, u"http://localhost/"_s } << 2
        << QByteArray("--rate");
    QTest::newRow("picture alone")
        << QStringList{ u"--picture"_s, u"x.png"_s } << 2 << QByteArray("--picture goes with");
    QTest::newRow("duration alone")
        << QStringList{ u"--duration"_s, u"3"_s } << 2 << QByteArray("--duration goes with");
    QTest::newRow("time limit") << QStringList{ u"--scripted"_s, u"--time-limit"_s, u"soon"_s } << 2
                                << QByteArray("'soon'");
    QTest::newRow("measuring") << QStringList{ u"--measure"_s, u"0"_s } << 2 << QByteArray("'0'");
    QTest::newRow("measuring a script") << QStringList{ u"--measure"_s, u"3"_s, u"--scripted"_s }
                                        << 2 << QByteArray("do not go together");
}

void tst_DashboardExampleProgram::knowsItsArguments()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const int, exitCode);
    QFETCH(const QByteArray, words);

    Dashboard dashboard;
    if (exitCode == 0)
        dashboard.set(u"QT_QPA_PLATFORM"_s, u"none"_s); // help needs no display
    QVERIFY(dashboard.run(arguments, 20s));
    QCOMPARE(dashboard.exitCode(), exitCode);
    const QByteArray said = exitCode == 0 ? dashboard.output : dashboard.errors;
    QVERIFY2(said.contains(words), said);
}

QTEST_GUILESS_MAIN(tst_DashboardExampleProgram)
#include "tst_dashboardexample_program.moc"
