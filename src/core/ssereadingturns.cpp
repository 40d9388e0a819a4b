// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssereadingturns_p.h"

#include <algorithm>
#include <chrono>

namespace {

// What a thread's event loop can spare without being late for anybody.
constexpr std::chrono::nanoseconds turnLength = std::chrono::milliseconds(4);
// Less than this is spent on taking turns.
constexpr std::chrono::nanoseconds leastShare = std::chrono::microseconds(200);

thread_local std::weak_ptr<SseReadingTurns> turnsOfThisThread;

} // namespace

// The attempts own it.
std::shared_ptr<SseReadingTurns> SseReadingTurns::ofThisThread()
{
    auto turns = turnsOfThisThread.lock();
    if (!turns) {
        turns.reset(new SseReadingTurns);
        turnsOfThisThread = turns;
    }
    return turns;
}

// The first that reads begins a turn, which is over when the event loop has had its own.
QDeadlineTimer SseReadingTurns::unasked()
{
    if (!m_isScheduled) {
        m_end.setPreciseRemainingTime(0, turnLength.count(), Qt::PreciseTimer);
        schedule();
    }
    return m_line.isEmpty() ? m_end : QDeadlineTimer(0, Qt::PreciseTimer);
}

void SseReadingTurns::add(Reader *reader)
{
    m_line.append(reader);
    schedule();
}

void SseReadingTurns::schedule()
{
    if (m_isScheduled)
        return;
    m_isScheduled = true;
    QMetaObject::invokeMethod(
        &m_context, [this] { turn(); }, Qt::QueuedConnection);
}

void SseReadingTurns::turn()
{
    const auto self = shared_from_this(); // a handler may delete the last that owns it
    m_isScheduled = false;
    m_end.setPreciseRemainingTime(0, turnLength.count(), Qt::PreciseTimer);
    const std::chrono::nanoseconds share =
        std::max(leastShare, turnLength / std::max(int(m_line.size()), 1));
    // Once each: Qt has nothing new for anybody before the event loop turns.
    for (qsizetype left = m_line.size(); left > 0 && !m_line.isEmpty() && !m_end.hasExpired();
         --left) {
        const QDeadlineTimer own(share, Qt::PreciseTimer);
        m_line.takeFirst()->takeTurn(std::min(own, m_end));
    }
    if (!m_line.isEmpty())
        schedule();
}
