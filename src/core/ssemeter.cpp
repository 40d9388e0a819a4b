// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssemeter_p.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace {

int toInt(qint64 number)
{
    return int(std::clamp<qint64>(number, 0, std::numeric_limits<int>::max()));
}

} // namespace

void SseMeter::beginAttempt(qint64 now)
{
    ++m_statistics.attempts;
    m_statistics.timeToHeaders = -1;
    m_statistics.timeToFirstByte = -1;
    m_statistics.timeToFirstEvent = -1;
    m_statistics.longestSilence = -1;
    m_begin = now;
    m_lastByte.reset();
}

void SseMeter::takeHeaders(qint64 now)
{
    m_statistics.timeToHeaders = sinceBegin(now);
}

void SseMeter::beginStream(qint64 now)
{
    ++m_statistics.streams;
    m_lastByte = now;
}

void SseMeter::takeRead(qint64 bytes, qint64 now)
{
    ++m_statistics.reads;
    m_statistics.bytes += double(bytes);
    m_burst += bytes;
    if (m_statistics.timeToFirstByte < 0)
        m_statistics.timeToFirstByte = sinceBegin(now);
    endSilence(now);
    m_lastByte = now;
}

void SseMeter::endAttempt(qint64 now)
{
    endRead();
    endSilence(now);
    m_lastByte.reset();
}

void SseMeter::endSilence(qint64 now)
{
    if (m_lastByte)
        m_statistics.longestSilence =
            std::max(m_statistics.longestSilence, toInt(now - *m_lastByte));
}

// Nothing is left to be read for now.
void SseMeter::endRead()
{
    m_statistics.largestRead = std::max(m_statistics.largestRead, toInt(std::exchange(m_burst, 0)));
    m_statistics.mostEventsAtOnce =
        std::max(m_statistics.mostEventsAtOnce, std::exchange(m_burstEvents, 0));
}

void SseMeter::takeEvent(qint64 now)
{
    ++m_statistics.events;
    ++m_burstEvents;
    if (m_statistics.timeToFirstEvent < 0)
        m_statistics.timeToFirstEvent = sinceBegin(now);
}

void SseMeter::takeRepetition(bool isDropped)
{
    ++m_statistics.repeatedEvents;
    if (isDropped)
        ++m_statistics.droppedEvents;
}

SseStatistics SseMeter::statistics(qint64 now) const
{
    SseStatistics result = m_statistics;
    // What is under way counts: the handler of an event may ask.
    result.largestRead = std::max(result.largestRead, toInt(m_burst));
    result.mostEventsAtOnce = std::max(result.mostEventsAtOnce, m_burstEvents);
    if (m_lastByte) {
        result.timeSinceLastByte = toInt(now - *m_lastByte);
        result.longestSilence = std::max(result.longestSilence, result.timeSinceLastByte);
    }
    return result;
}

int SseMeter::sinceBegin(qint64 now) const
{
    return toInt(now - m_begin);
}
