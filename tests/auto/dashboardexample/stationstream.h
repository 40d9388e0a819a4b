// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef STATIONSTREAM_H
#define STATIONSTREAM_H

#include <QtCore/QByteArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QString>

// What a pumping station writes.
namespace StationStream {

inline QByteArray event(const QByteArray &type, const QJsonObject &data)
{
    return "event: " + type + "\ndata: " + QJsonDocument(data).toJson(QJsonDocument::Compact)
        + "\n\n";
}

inline QByteArray reading(const QJsonObject &sensors)
{
    return event("reading", { { QStringLiteral("sensors"), sensors } });
}

inline QByteArray alarm(const QString &id, bool isActive, const QString &text,
                        const QString &severity = QStringLiteral("warning"),
                        const QString &time = QStringLiteral("2026-03-01T12:00:00"))
{
    return event("alarm",
                 { { QStringLiteral("id"), id },
                   { QStringLiteral("severity"), severity },
                   { QStringLiteral("active"), isActive },
                   { QStringLiteral("text"), text },
                   { QStringLiteral("time"), time } });
}

inline QByteArray log(const QString &text, const QString &level = QStringLiteral("info"))
{
    return event("log",
                 { { QStringLiteral("level"), level },
                   { QStringLiteral("unit"), QStringLiteral("pump-1") },
                   { QStringLiteral("text"), text },
                   { QStringLiteral("time"), QStringLiteral("2026-03-01T12:00:00") } });
}

} // namespace StationStream

#endif
