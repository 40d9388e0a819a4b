// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// How smoothly SseEventView shows ten thousand events a second: in the order of arrival, sorted by
// columns, filtered, and with many rows.
//
//     bench_eventview [seconds]

#include "process.h"
#include "readings.h"

#include <SseQt/SseEventView>

#include <QtCore/qelapsedtimer.h>
#include <QtCore/qeventloop.h>
#include <QtCore/qprocess.h>
#include <QtCore/qtimer.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qtableview.h>

#include <algorithm>
#include <cstdio>

namespace {

struct Case
{
    const char *name;
    int rows;
    int column; // to sort by; -1 is the order of arrival
    const char *filter;
};

constexpr Case Cases[]{
    { "arrival", 1000, -1, "" },         { "by time", 1000, 1, "" },
    { "by data", 1000, 4, "" },          { "filtered", 1000, -1, "pump-2" },
    { "arrival, 20000", 20000, -1, "" }, { "by data, 20000", 20000, 4, "" },
};

// Counts what is painted.
class PaintCounter : public QObject
{
public:
    int paints = 0;

    bool eventFilter(QObject *, QEvent *event) override
    {
        paints += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

void spin(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

bool measure(const Case &what, const QUrl &url, int seconds)
{
    SseSource source(url);
    SseEventView view(&source);
    view.setMaximumCount(what.rows);
    auto *const table = view.findChild<QTableView *>();
    if (what.column >= 0)
        table->sortByColumn(what.column, Qt::DescendingOrder);
    view.findChild<QLineEdit *>()->setText(QString::fromLatin1(what.filter));
    view.resize(900, 560);
    view.show();
    PaintCounter counter;
    table->viewport()->installEventFilter(&counter);
    source.open();
    spin(std::min(1000 + what.rows / 10, seconds * 500)); // the first ones fill the view

    // A turn of the event loop takes as long as this timer is late.
    constexpr int Tick = 2;
    qint64 longest = 0;
    QElapsedTimer sinceTick;
    QTimer ticks;
    ticks.setTimerType(Qt::PreciseTimer);
    QObject::connect(&ticks, &QTimer::timeout, &view, [&] {
        longest = std::max(longest, sinceTick.nsecsElapsed());
        sinceTick.start();
    });
    sinceTick.start();
    ticks.start(Tick);

    const qint64 memory = Process::status("VmRSS");
    const double cpu = Process::cpuTime();
    const double events = source.statistics().events;
    counter.paints = 0;
    QElapsedTimer clock;
    clock.start();
    spin(seconds * 1000);
    const double passed = double(clock.nsecsElapsed()) / 1e9;
    const double perSecond = (source.statistics().events - events) / passed;
    std::printf("%-16s %6.0f events/s  %5.1f paints/s  %5.1f %% of a core  longest turn %5.1f ms  "
                "%+lld KiB\n",
                what.name, perSecond, counter.paints / passed,
                (Process::cpuTime() - cpu) / passed * 100, double(longest) / 1e6 - Tick,
                static_cast<long long>(Process::status("VmRSS") - memory));
    return perSecond > 0 && counter.paints > 0 && view.model()->count() <= what.rows;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.value(1) == QLatin1String("--serve"))
        return Readings::serve();
    const int seconds = argc > 1 ? arguments.at(1).toInt() : 10;
    if (seconds < 1)
        return 2;

    QProcess server;
    server.start(QApplication::applicationFilePath(), { QStringLiteral("--serve") });
    if (!server.waitForReadyRead())
        return 1;
    const QUrl url(QString::fromUtf8(server.readLine().trimmed()));
    const bool isGood = std::all_of(std::begin(Cases), std::end(Cases),
                                    [&](const Case &what) { return measure(what, url, seconds); });
    server.kill();
    server.waitForFinished();
    return isGood ? 0 : 1;
}
