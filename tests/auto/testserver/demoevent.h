// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef DEMOEVENT_H
#define DEMOEVENT_H

#include <QtCore/QByteArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QList>

struct Event
{
    QByteArray id;
    QByteArray type;
    QByteArray data;
    QByteArray retry;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(data).object(); }
};

// Just enough for what the demo server writes: no comments, no CR, one data line.
inline QList<Event> parse(const QByteArray &body)
{
    QList<Event> events;
    Event event;
    const QList<QByteArray> lines = body.split('\n');
    for (const QByteArray &line : lines) {
        if (line.isEmpty()) {
            if (!event.data.isNull())
                events.append(event);
            event = {};
        } else if (line.startsWith("id: ")) {
            event.id = line.sliced(4);
        } else if (line.startsWith("event: ")) {
            event.type = line.sliced(7);
        } else if (line.startsWith("data: ")) {
            event.data = line.sliced(6);
        } else if (line.startsWith("retry: ")) {
            event.retry = line.sliced(7);
        } else {
            qFatal("Unexpected line: %s", line.constData());
        }
    }
    return events;
}

#endif // DEMOEVENT_H
