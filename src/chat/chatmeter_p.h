// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATMETER_P_H
#define SSEQT_CHATMETER_P_H

#include <QtCore/qglobal.h>

// How fast an answer comes. All times are milliseconds of a steady clock.
//
// Services say how many tokens it was when it is over, if at all: until then each fragment counts
// as one, which is what most of them are.
class ChatMeter
{
public:
    static constexpr qint64 TellingInterval = 250;

    void beginTurn();
    void requestSent(qint64 now);
    // Whether the figures are to be told again.
    bool takeFragment(qint64 now);
    // What the round has cost, -1 where nobody knows.
    void endRound(int outputTokens);

    [[nodiscard]] double tokensPerSecond() const { return m_tokensPerSecond; }
    [[nodiscard]] int timeToFirstToken() const { return m_timeToFirstToken; }

private:
    void calculate(double tokens, qint64 duration);

    double m_tokensPerSecond = 0;
    int m_timeToFirstToken = -1;
    double m_tokensBefore = 0; // of earlier rounds
    qint64 m_durationBefore = 0;
    qint64 m_sentAt = -1;
    qint64 m_firstAt = -1; // of the round
    qint64 m_lastAt = -1;
    qint64 m_toldAt = -1;
    int m_fragments = 0; // of the round
};

#endif
