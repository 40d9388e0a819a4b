// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef MEASUREMENT_H
#define MEASUREMENT_H

#include "framemeter.h"

#include <SseQt/SseSource>

#include <chrono>

// Counts the frames of a window while events come in, prints what they cost, and ends the program.
class Measurement : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Measurement)
public:
    explicit Measurement(QQuickWindow *window, SseSource *source, std::chrono::seconds duration);
    ~Measurement() override;

private:
    void start();
    void finish();

    SseSource *const m_source;
    FrameMeter m_meter;
    bool m_isRunning = false;
    double m_events = 0; // before it began
};

#endif
