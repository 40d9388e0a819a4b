// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEUPDATEPACER_P_H
#define SSEQT_SSEUPDATEPACER_P_H

#include "sseqtglobal.h"

#include <QtCore/qelapsedtimer.h>
#include <QtCore/qtimer.h>

#include <functional>

// Joins what would be many updates of a view into one a frame: the first after a silence comes in
// the next turn of the event loop, and those that follow at the pace of a screen.
class SSEQT_CORE_EXPORT SseUpdatePacer
{
    Q_DISABLE_COPY_MOVE(SseUpdatePacer)
public:
    static constexpr int FrameTime = 16; // milliseconds

    // \a update may destroy the pacer.
    SseUpdatePacer(QObject *context, std::function<void()> update);
    ~SseUpdatePacer();

    void request();
    void cancel() { m_timer.stop(); }

private:
    QTimer m_timer;
    QElapsedTimer m_sinceLast;
};

#endif
