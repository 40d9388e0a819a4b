// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_TEST_VIRTUALCLOCK_H
#define SSEQT_TEST_VIRTUALCLOCK_H

#include "sseclock_p.h"

#include <QtCore/qlist.h>
#include <QtCore/qobject.h>
#include <QtCore/qpointer.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

// A clock that is turned by hand. What is due rings on the way, in order.
class VirtualClock final : public SseClock
{
public:
    [[nodiscard]] qint64 steady() const override { return m_now; }
    [[nodiscard]] qint64 wall() const override { return m_now + m_wallOffset; }
    [[nodiscard]] std::unique_ptr<SseAlarm> createAlarm(QObject *context,
                                                        std::function<void()> ring) override
    {
        return std::make_unique<Alarm>(this, context, std::move(ring));
    }

    void advance(qint64 milliseconds)
    {
        const qint64 target = m_now + milliseconds;
        while (Alarm *const next = firstUntil(target)) {
            m_now = std::max(m_now, next->due);
            next->isSet = false;
            if (next->context)
                std::function<void()>(next->ring)(); // which may delete the alarm
        }
        m_now = target;
    }
    // The calendar goes on, and the steady clock does not: so does a machine that sleeps.
    void sleep(qint64 milliseconds) { m_wallOffset += milliseconds; }
    void setWall(qint64 wall) { m_wallOffset = wall - m_now; }

    [[nodiscard]] int alarmCount() const { return int(m_alarms.size()); }

private:
    class Alarm final : public SseAlarm
    {
    public:
        Alarm(VirtualClock *clock, QObject *context_, std::function<void()> ring_)
            : context(context_)
            , ring(std::move(ring_))
            , m_clock(clock)
        {
            m_clock->m_alarms.append(this);
        }
        ~Alarm() override { m_clock->m_alarms.removeOne(this); }

        void start(int milliseconds) override
        {
            due = m_clock->m_now + milliseconds;
            order = ++m_clock->m_order;
            isSet = true;
        }
        void stop() override { isSet = false; }
        [[nodiscard]] bool isActive() const override { return isSet; }

        const QPointer<QObject> context;
        const std::function<void()> ring;
        qint64 due = 0;
        quint64 order = 0;
        bool isSet = false;

    private:
        VirtualClock *const m_clock;
    };

    [[nodiscard]] Alarm *firstUntil(qint64 target) const
    {
        Alarm *first = nullptr;
        for (Alarm *const alarm : m_alarms) {
            if (alarm->isSet && alarm->due <= target
                && (!first
                    || std::pair(alarm->due, alarm->order) < std::pair(first->due, first->order)))
                first = alarm;
        }
        return first;
    }

    qint64 m_now = 1000000;
    qint64 m_wallOffset = 1700000000000;
    quint64 m_order = 0;
    QList<Alarm *> m_alarms;
};

#endif
