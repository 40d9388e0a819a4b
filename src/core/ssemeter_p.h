// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEMETER_P_H
#define SSEQT_SSEMETER_P_H

#include "sseclock_p.h"
#include "ssestatistics.h"

#include <optional>

// Takes the figures of a source's statistics. \a now is that of a steady clock.
class SseMeter
{
public:
    void reset() { *this = {}; }

    void beginAttempt(qint64 now);
    void takeHeaders(qint64 now);
    void beginStream(qint64 now);
    void takeRead(qint64 bytes, qint64 now);
    void endRead();
    void takeEvent(qint64 now);
    void takeComments(quint64 count) { m_statistics.comments += double(count); }
    void takeRepetition(bool isDropped);
    void endAttempt(qint64 now);

    [[nodiscard]] SseStatistics statistics(qint64 now) const;

private:
    void endSilence(qint64 now);
    [[nodiscard]] int sinceBegin(qint64 now) const;

    SseStatistics m_statistics;
    qint64 m_begin = 0;
    std::optional<qint64> m_lastByte; // or the headers
    qint64 m_burst = 0; // bytes that were there at once
    int m_burstEvents = 0;
};

#endif
