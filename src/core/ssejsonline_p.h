// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEJSONLINE_P_H
#define SSEQT_SSEJSONLINE_P_H

#include "sseerror.h"
#include "sseevent.h"
#include "sseqtglobal.h"
#include "ssesource.h"

#include <QtCore/qbytearray.h>
#include <QtCore/qjsonvalue.h>
#include <QtCore/qmetaobject.h>
#include <QtCore/qstring.h>
#include <QtCore/qurl.h>

// A JSON object on one line, its keys in the order in which they are added, which QJsonObject would
// sort. What ssecat prints and what the models of events save is written here.
class SSEQT_CORE_EXPORT SseJsonLine
{
public:
    explicit SseJsonLine(const QString &kind);

    [[nodiscard]] static SseJsonLine ofOpening(const QUrl &url);
    [[nodiscard]] static SseJsonLine ofEvent(const SseEvent &event);
    [[nodiscard]] static SseJsonLine ofComment(const QString &text);
    [[nodiscard]] static SseJsonLine ofRetry(int milliseconds);
    [[nodiscard]] static SseJsonLine ofError(const SseError &error);
    [[nodiscard]] static SseJsonLine ofClosing(SseSource::CloseReason reason,
                                               const QString &lastEventId);

    // Any value, on one line.
    [[nodiscard]] static QByteArray serialized(const QJsonValue &value);

    SseJsonLine &add(const QString &key, const QJsonValue &value);
    [[nodiscard]] QByteArray toUtf8() const { return m_members + '}'; }

    // The name of an enumerator, as in "ConnectionFailed", and as JSON has it, as in
    // "awaitingHeaders".
    template<typename Enum>
    [[nodiscard]] static QString keyOf(Enum value)
    {
        return QString::fromLatin1(QMetaEnum::fromType<Enum>().valueToKey(int(value)));
    }
    template<typename Enum>
    [[nodiscard]] static QString nameOf(Enum value)
    {
        QString name = keyOf(value);
        name[0] = name.at(0).toLower();
        return name;
    }

private:
    QByteArray m_members;
};

#endif
