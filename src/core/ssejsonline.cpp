// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssejsonline_p.h"

#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>

SseJsonLine::SseJsonLine(const QString &kind)
{
    add(QStringLiteral("kind"), kind);
}

SseJsonLine SseJsonLine::ofOpening(const QUrl &url)
{
    // A stream opens on the status 200 alone.
    return SseJsonLine(QStringLiteral("open"))
        .add(QStringLiteral("url"), url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo))
        .add(QStringLiteral("status"), 200);
}

SseJsonLine SseJsonLine::ofEvent(const SseEvent &event)
{
    return SseJsonLine(QStringLiteral("event"))
        .add(QStringLiteral("type"), event.type())
        .add(QStringLiteral("data"), event.data())
        .add(QStringLiteral("lastEventId"), event.lastEventId())
        .add(QStringLiteral("origin"), event.origin());
}

SseJsonLine SseJsonLine::ofComment(const QString &text)
{
    return SseJsonLine(QStringLiteral("comment")).add(QStringLiteral("text"), text);
}

SseJsonLine SseJsonLine::ofRetry(int milliseconds)
{
    return SseJsonLine(QStringLiteral("retry")).add(QStringLiteral("ms"), milliseconds);
}

SseJsonLine SseJsonLine::ofError(const SseError &error)
{
    return SseJsonLine(QStringLiteral("error"))
        .add(QStringLiteral("code"), keyOf(error.code()))
        .add(QStringLiteral("phase"), nameOf(error.phase()))
        .add(QStringLiteral("message"), error.message())
        .add(QStringLiteral("httpStatus"), error.httpStatus())
        .add(QStringLiteral("willReconnect"), error.willReconnect())
        .add(QStringLiteral("delayMs"),
             error.willReconnect() ? QJsonValue(error.reconnectDelay()) : QJsonValue());
}

SseJsonLine SseJsonLine::ofClosing(SseSource::CloseReason reason, const QString &lastEventId)
{
    return SseJsonLine(QStringLiteral("closed"))
        .add(QStringLiteral("reason"), nameOf(reason))
        .add(QStringLiteral("lastEventId"), lastEventId);
}

// A document holds arrays and objects only: the value is the one element of an array, without its
// brackets. Line breaks inside strings come out as \n, so that a line stays one.
QByteArray SseJsonLine::serialized(const QJsonValue &value)
{
    const QByteArray array = QJsonDocument(QJsonArray{ value }).toJson(QJsonDocument::Compact);
    // Readers may take U+FEFF at the start of a string for a byte order mark; Qt's own does.
    return array.sliced(1, array.size() - 2).replace("\xEF\xBB\xBF", "\\ufeff");
}

SseJsonLine &SseJsonLine::add(const QString &key, const QJsonValue &value)
{
    m_members += m_members.isEmpty() ? '{' : ',';
    m_members += serialized(key) + ':' + serialized(value);
    return *this;
}
