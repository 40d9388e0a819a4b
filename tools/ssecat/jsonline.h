// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSECAT_JSONLINE_H
#define SSECAT_JSONLINE_H

#include <QtCore/qbytearray.h>
#include <QtCore/qjsonvalue.h>
#include <QtCore/qstring.h>

// A JSON object on one line, its keys in the order in which they are added. QJsonObject sorts them.
class JsonLine
{
public:
    explicit JsonLine(const QString &kind);

    JsonLine &add(const QString &key, const QJsonValue &value);
    [[nodiscard]] QByteArray toUtf8() const { return m_members + '}'; }

private:
    QByteArray m_members;
};

#endif
