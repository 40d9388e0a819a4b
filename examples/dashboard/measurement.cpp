// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "measurement.h"

#include "exampleprogram.h"

#include <SseQt/SseStatistics>

#include <QtGui/QGuiApplication>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Loading, the first layout and the first events are no part of it.
constexpr auto WarmUp = 3s;

// A program that never hears an event has nothing to measure.
constexpr auto Patience = 20s;

} // namespace

Measurement::Measurement(QQuickWindow *window, SseSource *source, std::chrono::seconds duration)
    : m_source(source)
    , m_meter(window)
{
    connect(source, &SseSource::eventReceived, this, [this] {
        if (!std::exchange(m_isRunning, true))
            QTimer::singleShot(WarmUp, this, &Measurement::start);
    });
    connect(&m_meter, &FrameMeter::secondPassed, this, [this, duration] {
        if (m_meter.count() == int(duration.count()))
            finish();
    });
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
    m_meter.start();
}

void Measurement::finish()
{
    m_meter.stop();
    m_meter.printFrames();
    std::printf("events per second: %.1f\n",
                (m_source->statistics().events - m_events) / m_meter.seconds());
    m_meter.printCosts();
    QCoreApplication::exit(EXIT_SUCCESS);
}
