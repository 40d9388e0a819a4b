// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// How a source bears a server that sends as fast as it can.
//
//     bench_floods [MiB]

#include "floodserver.h"
#include "process.h"

#include <SseQt/SseSource>

#include <QtCore/qcoreapplication.h>
#include <QtCore/qelapsedtimer.h>
#include <QtCore/qeventloop.h>
#include <QtCore/qtimer.h>

#include <algorithm>
#include <cstdio>
#include <vector>

namespace {

using Flood = FloodServer::Flood;

void measure(const char *name, const Flood &flood)
{
    const FloodServer server(flood);
    SseSource source(server.url());
    source.setAutoReconnect(false);
    QElapsedTimer clock;
    double first = -1;
    qint64 events = 0;
    QObject::connect(&source, &SseSource::eventReceived, &source, [&] {
        if (events++ == 0)
            first = double(clock.nsecsElapsed()) / 1e6;
    });

    std::vector<double> lateness;
    QElapsedTimer tick;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer, &QTimer::timeout, &source, [&] {
        lateness.push_back(std::max(0.0, double(tick.nsecsElapsed()) / 1e6 - 10));
        tick.start();
    });

    QEventLoop loop;
    QObject::connect(&source, &SseSource::closed, &loop, &QEventLoop::quit);
    Process::resetPeak();
    const qint64 memory = Process::status("VmRSS");
    const double cpu = Process::cpuTime();
    clock.start();
    tick.start();
    timer.start(10);
    source.open();
    loop.exec();
    lateness.push_back(0);
    std::sort(lateness.begin(), lateness.end());
    const double seconds = double(clock.nsecsElapsed()) / 1e9;
    std::printf("%-28s %7.2f s  %6.2f s CPU  %9.0f events/s  first after %5.1f ms  "
                "late %4.1f ms (99.9 %%)  %+6lld KiB\n",
                name, seconds, Process::cpuTime() - cpu, double(events) / seconds, first,
                lateness[size_t(double(lateness.size() - 1) * 0.999)],
                static_cast<long long>(Process::status("VmHWM") - memory));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int mebibytes = argc > 1 ? QByteArray(argv[1]).toInt() : 256;
    if (mebibytes < 1)
        return 2;
    Flood flood;
    flood.prelude = "data: first\n\n";
    flood.size = mebibytes * qint64(1024 * 1024);
    const auto row = [&](const char *name, const QByteArray &piece,
                         Flood::Framing framing = Flood::Framing::Chunks) {
        flood.piece = piece;
        flood.framing = framing;
        measure(name, flood);
    };
    const QByteArray usual = "data: " + QByteArray(234, 'x') + "\n\n";
    row("242-byte events", usual);
    row("242-byte events, a chunk each", usual, Flood::Framing::ChunkPerPiece);
    row("tiny events", "data:1\n\n");
    row("comments", ":\n");
    row("unknown fields", "x: y\n");
    return 0;
}
