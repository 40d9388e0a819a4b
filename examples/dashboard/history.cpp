// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "history.h"

#include <QtCore/QJsonObject>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

// Beyond so many points, pieces are joined two by two, or more.
constexpr qint64 MaximumPieces = 150;

} // namespace

void History::Piece::take(const Sample &sample)
{
    if (lowest.time < 0 || sample.value < lowest.value)
        lowest = sample;
    if (highest.time < 0 || sample.value > highest.value)
        highest = sample;
}

History::History(QObject *parent)
    : QObject(parent)
{
    m_clock.start();
    m_timer.setInterval(UpdateInterval);
    connect(&m_timer, &QTimer::timeout, this, &History::update);
    m_timer.start();
}

History::~History() = default;

void History::setSource(SseSource *source)
{
    if (m_source == source)
        return;
    for (const QMetaObject::Connection &connection : std::as_const(m_connections))
        disconnect(connection);
    m_connections.clear();
    m_source = source;
    m_hasLostTrack = true;
    if (source) {
        m_connections.append(source->addEventListener(
            u"reading"_s, this, [this](const SseEvent &event) { take(event); }));
        m_connections.append(connect(source, &SseSource::readyStateChanged, this,
                                     [this](SseSource::ReadyState state) {
                                         if (state != SseSource::ReadyState::Open)
                                             m_hasLostTrack = true;
                                     }));
    }
    Q_EMIT sourceChanged();
}

void History::setSensors(const QStringList &sensors)
{
    if (m_sensors == sensors)
        return;
    m_sensors = sensors;
    m_pieces.clear();
    for (const QString &sensor : sensors)
        m_pieces.insert(sensor, Pieces());
    Q_EMIT sensorsChanged();
}

QList<QPolygonF> History::lines(const QString &sensor, double begin, double end, const QSizeF &size,
                                double lowest, double highest) const
{
    const auto found = m_pieces.constFind(sensor);
    if (found == m_pieces.cend() || begin >= end || lowest >= highest || size.isEmpty())
        return {};
    const Pieces &pieces = found.value();
    const QList<Gap> gaps = allGaps();
    qsizetype nextGap = 0;
    QList<QPolygonF> lines;
    const auto add = [&](const Sample &sample) {
        if (double(sample.time) < begin || double(sample.time) > end)
            return;
        bool isCut = lines.isEmpty();
        for (; nextGap < gaps.size() && gaps.at(nextGap).end <= sample.time; ++nextGap)
            isCut = true;
        if (isCut)
            lines.append(QPolygonF());
        const double value = std::clamp(sample.value, lowest, highest);
        lines.last().append({ (double(sample.time) - begin) / (end - begin) * size.width(),
                              (highest - value) / (highest - lowest) * size.height() });
    };

    // Pieces are joined by their numbers, so that lines move and do not flicker.
    const auto step = qint64(std::ceil((end - begin) / (Resolution * double(MaximumPieces))));
    const qint64 last = qint64(end) / Resolution;
    const qint64 first = std::max({ qint64(0), qint64(begin) / Resolution, last - Length + 1 });
    for (qint64 group = first / step; group <= last / step; ++group) {
        Piece joined;
        for (qint64 n = std::max(first, group * step); n <= std::min(last, group * step + step - 1);
             ++n) {
            const Piece &piece = pieces.at(size_t(n % Length));
            if (piece.number != n)
                continue;
            joined.take(piece.lowest);
            joined.take(piece.highest);
        }
        if (joined.lowest.time < 0)
            continue;
        const auto [earlier, later] =
            std::minmax(joined.lowest, joined.highest,
                        [](const Sample &a, const Sample &b) { return a.time < b.time; });
        add(earlier);
        if (joined.lowest.value < joined.highest.value)
            add(later);
    }
    return lines;
}

QList<QRectF> History::gaps(double begin, double end, const QSizeF &size) const
{
    QList<QRectF> rectangles;
    if (begin >= end)
        return rectangles;
    const QList<Gap> gaps = allGaps();
    for (const Gap &gap : gaps) {
        const double left = std::max(begin, double(gap.begin));
        const double right = std::min(end, double(gap.end));
        if (left < right) {
            rectangles.append({ (left - begin) / (end - begin) * size.width(), 0,
                                (right - left) / (end - begin) * size.width(), size.height() });
        }
    }
    return rectangles;
}

void History::take(const SseEvent &event)
{
    const QJsonValue values = event.json()["sensors"_L1];
    if (!values.isObject())
        return;
    const qint64 time = m_clock.elapsed();
    if (m_lastReading >= 0 && isSilent(time))
        m_gaps.append({ m_lastReading, time });
    m_lastReading = time;
    m_hasLostTrack = false;

    const qint64 number = time / Resolution;
    for (auto it = m_pieces.begin(); it != m_pieces.end(); ++it) {
        const QJsonValue value = values[it.key()];
        if (!value.isDouble())
            continue;
        Piece &piece = it.value().at(size_t(number % Length));
        if (piece.number != number)
            piece = Piece{ number, {}, {} };
        piece.take({ time, value.toDouble() });
    }
}

void History::update()
{
    m_now = m_clock.elapsed();
    m_gaps.removeIf([this](const Gap &gap) { return gap.end < m_now - Resolution * Length; });
    Q_EMIT nowChanged();
}

bool History::isSilent(qint64 time) const
{
    return m_hasLostTrack || time - m_lastReading > MaximumSilence;
}

QList<History::Gap> History::allGaps() const
{
    QList<Gap> gaps = m_gaps;
    if (m_lastReading >= 0 && isSilent(m_now))
        gaps.append({ m_lastReading, m_now });
    return gaps;
}
