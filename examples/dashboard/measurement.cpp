// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "measurement.h"

#include "exampleprogram.h"

#include <SseQt/SseStatistics>

#include <QtCore/QFile>
#include <QtGui/QGuiApplication>
#include <QtQuick/QQuickWindow>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Loading, the first layout and the first events are no part of it.
constexpr auto WarmUp = 3s;

// A program that never hears an event has nothing to measure.
constexpr auto Patience = 20s;

// Of all threads, in seconds.
double cpuTime()
{
    return double(std::clock()) / CLOCKS_PER_SEC;
}

// In KiB, as Linux tells it; 0 elsewhere.
qint64 residentMemory()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArrayList lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("VmRSS:"))
            return line.simplified().split(' ').value(1).toLongLong();
    }
    return 0;
}

} // namespace

Measurement::Measurement(QQuickWindow *window, SseSource *source, std::chrono::seconds duration)
    : m_source(source)
    , m_duration(duration)
{
    connect(window, &QQuickWindow::frameSwapped, this, [this] { ++m_frames; });
    connect(source, &SseSource::eventReceived, this, [this] {
        if (!std::exchange(m_isRunning, true))
            QTimer::singleShot(WarmUp, this, &Measurement::start);
    });
    m_seconds.setTimerType(Qt::PreciseTimer);
    m_seconds.setInterval(1s);
    connect(&m_seconds, &QTimer::timeout, this, &Measurement::closeSecond);
    QTimer::singleShot(Patience, this, [this] {
        if (m_isRunning)
            return;
        ExampleProgram::complain(u"nothing came in"_s);
        QCoreApplication::exit(EXIT_FAILURE);
    });
}

Measurement::~Measurement() = default;

void Measurement::start()
{
    m_events = m_source->statistics().events;
    m_memory = residentMemory();
    m_cpu = cpuTime();
    m_frames = 0;
    m_clock.start();
    m_seconds.start();
}

void Measurement::closeSecond()
{
    m_framesOfSeconds.push_back(m_frames);
    m_frames = 0;
    if (m_framesOfSeconds.size() == size_t(m_duration.count()))
        finish();
}

void Measurement::finish()
{
    m_seconds.stop();
    const double seconds = double(m_clock.nsecsElapsed()) / 1e9;
    const double cpu = cpuTime() - m_cpu;
    const double events = m_source->statistics().events - m_events;
    const int frames = std::accumulate(m_framesOfSeconds.cbegin(), m_framesOfSeconds.cend(), 0);
    std::printf("seconds: %.1f\n"
                "frames per second: %.1f\n"
                "frames in the worst second: %d\n"
                "events per second: %.1f\n"
                "CPU: %.1f %% of a core\n"
                "memory at the start: %lld KiB\n"
                "memory at the end: %lld KiB\n",
                seconds, frames / seconds,
                *std::min_element(m_framesOfSeconds.cbegin(), m_framesOfSeconds.cend()),
                events / seconds, 100 * cpu / seconds, static_cast<long long>(m_memory),
                static_cast<long long>(residentMemory()));
    std::fflush(stdout);
    QCoreApplication::exit(EXIT_SUCCESS);
}
