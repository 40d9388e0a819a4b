// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEDEMOMETRICS_P_H
#define SSEDEMOMETRICS_P_H

#include "ssedemostation_p.h"

class SseTestExchange;

namespace SseDemo {

// Live figures of a pumping station: /metrics
void metrics(SseTestExchange *exchange);

// What one client gets of it. It knows no clock: the time is given, all in milliseconds.
class SSEQT_TESTSERVER_EXPORT MetricsStream
{
public:
    // Sends so many events a second, and ends after count of them; 0 for never.
    MetricsStream(int rate, int count, qint64 lastEventId);

    // What is due so long after the start, when the clock on the wall shows now. After a long wait
    // it may take several turns to say it all.
    [[nodiscard]] QByteArray advance(qint64 elapsed, qint64 now);

    // How long after the start there is more.
    [[nodiscard]] qint64 nextDue() const;
    [[nodiscard]] bool isOver() const { return m_isOver; }

private:
    QByteArray start();
    QByteArray slot();
    QByteArray next(const QByteArray &type, const QJsonObject &data);

    const int m_rate;
    const int m_count;
    qint64 m_id;
    qint64 m_epoch = 0; // what the clock on the wall showed at the start
    // Slots are the moments in which an event is due, counted from the start.
    qint64 m_slot = 0;
    int m_sent = 0;
    bool m_hasStarted = false;
    bool m_isOver = false;
    SseDemoStation::AlarmSet m_told;
};

} // namespace SseDemo

#endif // SSEDEMOMETRICS_P_H
