// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "figures.h"

#include <SseQt/SseStatistics>

#include <QtCore/qmetaobject.h>

using namespace Qt::StringLiterals;

namespace {

QString after(int milliseconds)
{
    return milliseconds < 0 ? u"never"_s : u"after %1 ms"_s.arg(milliseconds);
}

QStringList linesOf(const SseStatistics &statistics)
{
    QStringList lines{
        u"attempts %1, streams %2"_s.arg(statistics.attempts).arg(statistics.streams),
        u"bytes %1, reads %2, largest read %3"_s.arg(statistics.bytes, 0, 'f', 0)
            .arg(statistics.reads, 0, 'f', 0)
            .arg(statistics.largestRead),
        u"events %1, most at once %2, repeated %3, dropped %4, comments %5"_s
            .arg(statistics.events, 0, 'f', 0)
            .arg(statistics.mostEventsAtOnce)
            .arg(statistics.repeatedEvents, 0, 'f', 0)
            .arg(statistics.droppedEvents, 0, 'f', 0)
            .arg(statistics.comments, 0, 'f', 0),
    };
    if (statistics.attempts > 0)
        lines.append(u"headers %1, first byte %2, first event %3"_s.arg(
            after(statistics.timeToHeaders), after(statistics.timeToFirstByte),
            after(statistics.timeToFirstEvent)));

    QStringList silence;
    if (statistics.longestSilence >= 0)
        silence.append(u"longest silence %1 ms"_s.arg(statistics.longestSilence));
    if (statistics.timeSinceLastByte >= 0)
        silence.append(u"the last one %1 ms"_s.arg(statistics.timeSinceLastByte));
    if (!silence.isEmpty())
        lines.append(silence.join(", "_L1));
    return lines;
}

} // namespace

// All that the class has, in its order and with its names.
Figures Figures::ofSource(const SseStatistics &statistics)
{
    Figures figures;
    const QMetaObject &meta = SseStatistics::staticMetaObject;
    for (int i = 0; i < meta.propertyCount(); ++i) {
        const QMetaProperty property = meta.property(i);
        const double value = property.readOnGadget(&statistics).toDouble();
        figures.numbers.append(
            { QString::fromLatin1(property.name()), value < 0 ? QJsonValue() : QJsonValue(value) });
    }
    figures.lines = linesOf(statistics);
    return figures;
}

// Of a file there is nothing else to count.
Figures Figures::ofInput(double bytes, double events, double comments)
{
    return { { { u"bytes"_s, bytes }, { u"events"_s, events }, { u"comments"_s, comments } },
             { u"bytes %1, events %2, comments %3"_s.arg(bytes, 0, 'f', 0)
                   .arg(events, 0, 'f', 0)
                   .arg(comments, 0, 'f', 0) } };
}
