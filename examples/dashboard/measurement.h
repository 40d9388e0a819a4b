// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef MEASUREMENT_H
#define MEASUREMENT_H

#include <SseQt/SseSource>

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <chrono>
#include <vector>

QT_FORWARD_DECLARE_CLASS(QQuickWindow)

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
    void closeSecond();
    void finish();

    SseSource *const m_source;
    const std::chrono::seconds m_duration;
    QTimer m_seconds;
    QElapsedTimer m_clock;
    bool m_isRunning = false;
    int m_frames = 0; // of this second
    std::vector<int> m_framesOfSeconds;
    double m_events = 0; // before it began
    double m_cpu = 0;
    qint64 m_memory = 0;
};

#endif
