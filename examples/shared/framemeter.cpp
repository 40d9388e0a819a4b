// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "framemeter.h"

#include <QtCore/QFile>
#include <QtQuick/QQuickWindow>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

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

FrameMeter::FrameMeter(QQuickWindow *window)
{
    connect(window, &QQuickWindow::frameSwapped, this, [this] {
        ++m_frames;
        ++m_allFrames;
    });
    m_seconds.setTimerType(Qt::PreciseTimer);
    m_seconds.setInterval(1s);
    connect(&m_seconds, &QTimer::timeout, this, [this] {
        m_framesOfSeconds.push_back(std::exchange(m_frames, 0));
        Q_EMIT secondPassed();
    });
}

FrameMeter::~FrameMeter() = default;

void FrameMeter::start()
{
    m_memory = residentMemory();
    m_cpu = cpuTime();
    m_frames = 0;
    m_allFrames = 0;
    m_framesOfSeconds.clear();
    m_clock.start();
    m_seconds.start();
}

void FrameMeter::stop()
{
    m_seconds.stop();
    m_duration = m_clock.nsecsElapsed();
    m_cpu = cpuTime() - m_cpu;
}

double FrameMeter::seconds() const
{
    return double(m_duration) / 1e9;
}

void FrameMeter::printFrames() const
{
    const auto worst = std::min_element(m_framesOfSeconds.cbegin(), m_framesOfSeconds.cend());
    std::printf("seconds: %.1f\n"
                "frames per second: %.1f\n"
                "frames in the worst second: %d\n",
                seconds(), m_allFrames / seconds(),
                worst == m_framesOfSeconds.cend() ? m_allFrames : *worst);
}

void FrameMeter::printCosts() const
{
    std::printf("CPU: %.1f %% of a core\n"
                "memory at the start: %lld KiB\n"
                "memory at the end: %lld KiB\n",
                100 * m_cpu / seconds(), static_cast<long long>(m_memory),
                static_cast<long long>(residentMemory()));
    std::fflush(stdout);
}
