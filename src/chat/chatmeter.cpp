// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatmeter_p.h"

#include <algorithm>
#include <limits>

void ChatMeter::beginTurn()
{
    *this = ChatMeter();
}

void ChatMeter::requestSent(qint64 now)
{
    if (m_sentAt < 0)
        m_sentAt = now;
}

bool ChatMeter::takeFragment(qint64 now)
{
    if (m_timeToFirstToken < 0)
        m_timeToFirstToken = int(std::min<qint64>(now - m_sentAt, std::numeric_limits<int>::max()));
    if (m_firstAt < 0)
        m_firstAt = now;
    m_lastAt = now;
    ++m_fragments;
    if (m_toldAt >= 0 && now - m_toldAt < TellingInterval)
        return false;
    m_toldAt = now;
    calculate(m_tokensBefore + m_fragments, m_durationBefore + now - m_firstAt);
    return true;
}

void ChatMeter::endRound(int outputTokens)
{
    m_tokensBefore += outputTokens > 0 ? outputTokens : m_fragments;
    if (m_firstAt >= 0)
        m_durationBefore += m_lastAt - m_firstAt;
    m_firstAt = -1;
    m_lastAt = -1;
    m_fragments = 0;
    calculate(m_tokensBefore, m_durationBefore);
}

// What came all at once has no rate.
void ChatMeter::calculate(double tokens, qint64 duration)
{
    m_tokensPerSecond = duration > 0 ? tokens * 1000 / double(duration) : 0;
}
