// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssedemometrics_p.h"
#include "ssedemostream_p.h"

#include <QtCore/QDateTime>
#include <QtCore/QElapsedTimer>

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

// What was missed longer ago than this is not made up for.
constexpr qint64 MaximumLateness = 1000;

// In one write; between two of them the event loop gets a turn, and a client that does not read is
// noticed.
constexpr qint64 MaximumBurst = 100;

// Fast streams write several events at a time, this often in a second.
constexpr int WritesPerSecond = 200;

// The clocks differ by less than this unless the one on the wall was set, or the machine slept.
constexpr qint64 ClockTolerance = 1000;

// JavaScript counts exactly as far as this.
constexpr qint64 MaximumId = qint64(1) << 53;

// Of ten events one or two, at least so far apart.
constexpr qint64 LogDistance = 5;

bool isLog(qint64 slot)
{
    return slot % 10 == 4 || slot % 20 == 9;
}

qint64 lastEventId(const SseTestExchange *exchange)
{
    bool isNumber = false;
    const qint64 id = exchange->request().header("Last-Event-ID").toLongLong(&isNumber);
    return isNumber ? std::clamp(id, qint64(0), MaximumId) : 0;
}

} // namespace

void SseDemo::metrics(SseTestExchange *exchange)
{
    const auto rate = number(exchange, u"rate"_s, 10, 1, 1000);
    const auto count = rate ? number(exchange, u"count"_s, 0, 0, MaximumCount) : std::nullopt;
    if (!count)
        return;
    QElapsedTimer clock;
    clock.start();
    SseDemoStream::start(
        exchange,
        [exchange, clock, stream = MetricsStream(*rate, *count, lastEventId(exchange))](
            int) mutable -> std::optional<milliseconds> {
            const QByteArray bytes =
                stream.advance(clock.elapsed(), QDateTime::currentMSecsSinceEpoch());
            // Nothing is due when the timer was early, and an empty chunk would be the end.
            if (!bytes.isEmpty())
                exchange->write(bytes);
            if (stream.isOver())
                return std::nullopt;
            return milliseconds(std::max<qint64>(0, stream.nextDue() - clock.elapsed()));
        });
}

SseDemo::MetricsStream::MetricsStream(int rate, int count, qint64 lastEventId)
    : m_rate(rate)
    , m_count(count)
    , m_id(lastEventId)
{ }

QByteArray SseDemo::MetricsStream::advance(qint64 elapsed, qint64 now)
{
    // By the steady clock alone, so that times never run backwards by a little.
    if (!m_hasStarted || std::abs(now - elapsed - m_epoch) > ClockTolerance)
        m_epoch = now - elapsed;

    QByteArray bytes;
    if (!m_hasStarted)
        bytes = start();
    const qint64 newest = elapsed * m_rate / 1000;
    m_slot = std::max(m_slot, newest - MaximumLateness * m_rate / 1000);
    for (qint64 n = 0; n < MaximumBurst && m_slot <= newest && !m_isOver; ++n)
        bytes += slot();
    return bytes;
}

qint64 SseDemo::MetricsStream::nextDue() const
{
    const qint64 last = m_slot + std::max(1, m_rate / WritesPerSecond) - 1;
    return (last * 1000 + m_rate - 1) / m_rate;
}

// A client learns of the alarms that it did not see coming.
QByteArray SseDemo::MetricsStream::start()
{
    m_hasStarted = true;
    m_told = SseDemoStation::activeAlarms(m_epoch);
    QByteArray bytes = "retry: 1000\n";
    for (size_t i = 0; i < m_told.size() && !m_isOver; ++i) {
        if (m_told.test(i))
            bytes += next("alarm", SseDemoStation::alarm(i, true, m_epoch));
    }
    return bytes;
}

QByteArray SseDemo::MetricsStream::slot()
{
    const qint64 slot = m_slot++;
    const qint64 time = m_epoch + slot * 1000 / m_rate;
    if (isLog(slot))
        return next("log", SseDemoStation::log(time, m_id / LogDistance));
    const SseDemoStation::AlarmSet active = SseDemoStation::activeAlarms(time);
    for (size_t i = 0; i < active.size(); ++i) {
        if (active.test(i) != m_told.test(i)) {
            m_told.flip(i);
            return next("alarm", SseDemoStation::alarm(i, active.test(i), time));
        }
    }
    return next("reading", SseDemoStation::reading(time, m_id + 1));
}

QByteArray SseDemo::MetricsStream::next(const QByteArray &type, const QJsonObject &data)
{
    QByteArray bytes = event(type, json(data), QByteArray::number(++m_id));
    // An endless stream does not count: it would come to the end of an int.
    if (m_count > 0 && ++m_sent == m_count) {
        bytes += complete(m_count);
        m_isOver = true;
    }
    return bytes;
}
