// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef FRAMEMETER_H
#define FRAMEMETER_H

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <vector>

QT_FORWARD_DECLARE_CLASS(QQuickWindow)

// Counts the frames of a window, and what they cost.
class FrameMeter : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FrameMeter)
public:
    explicit FrameMeter(QQuickWindow *window);
    ~FrameMeter() override;

    void start();
    void stop();

    [[nodiscard]] double seconds() const; // from start() to stop()
    // The whole seconds that were counted.
    [[nodiscard]] int count() const { return int(m_framesOfSeconds.size()); }
    void printFrames() const;
    void printCosts() const;

Q_SIGNALS:
    void secondPassed();

private:
    QTimer m_seconds;
    QElapsedTimer m_clock;
    qint64 m_duration = 0; // nanoseconds
    int m_frames = 0; // of this second
    int m_allFrames = 0;
    std::vector<int> m_framesOfSeconds;
    double m_cpu = 0; // before it began, and what it took then
    qint64 m_memory = 0;
};

#endif
