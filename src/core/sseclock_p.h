// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECLOCK_P_H
#define SSEQT_SSECLOCK_P_H

#include "sseqtglobal.h"

#include <QtCore/qglobal.h>

#include <functional>
#include <memory>

class QObject;

// Rings once, after so many milliseconds, unless it was stopped or set anew.
class SSEQT_CORE_EXPORT SseAlarm
{
    Q_DISABLE_COPY_MOVE(SseAlarm)
public:
    virtual ~SseAlarm();
    virtual void start(int milliseconds) = 0;
    virtual void stop() = 0;
    [[nodiscard]] virtual bool isActive() const = 0;

protected:
    SseAlarm() = default;
};

// What a source knows of time. Tests have one that they turn by hand, so that hours pass at once.
class SSEQT_CORE_EXPORT SseClock
{
    Q_DISABLE_COPY_MOVE(SseClock)
public:
    virtual ~SseClock();

    [[nodiscard]] static SseClock *system();

    // Milliseconds of a clock that nobody sets. On Linux it stands still while the machine sleeps.
    [[nodiscard]] virtual qint64 steady() const = 0;
    // Milliseconds of the calendar, since the epoch.
    [[nodiscard]] virtual qint64 wall() const = 0;
    // It belongs to \a context, goes to other threads with it, and must not outlive it.
    [[nodiscard]] virtual std::unique_ptr<SseAlarm> createAlarm(QObject *context,
                                                                std::function<void()> ring) = 0;

protected:
    SseClock() = default;
};

#endif
