// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef MEASUREMENT_H
#define MEASUREMENT_H

#include "arguments.h"
#include "framemeter.h"

#include <SseQt/ChatSession>

// Counts the frames of the window while one answer comes in, prints what they cost, and ends the
// program.
class Measurement : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Measurement)
public:
    explicit Measurement(QQuickWindow *window, ChatSession *session, const Arguments &arguments);
    ~Measurement() override;

private:
    void begin(const QString &prompt);
    void finish();
    void fail(const QString &reason);

    ChatSession *const m_session;
    FrameMeter m_meter;
    double m_events = 0; // before it began
    bool m_isRunning = false;
};

#endif
