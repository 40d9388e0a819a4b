// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "jsonline.h"

#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>

namespace {

// A document holds arrays and objects only: the value is the one element of an array, without its
// brackets. Line breaks inside strings come out as \n, so that a line stays one.
QByteArray serialized(const QJsonValue &value)
{
    const QByteArray array = QJsonDocument(QJsonArray{ value }).toJson(QJsonDocument::Compact);
    // Readers may take U+FEFF at the start of a string for a byte order mark; Qt's own does.
    return array.sliced(1, array.size() - 2).replace("\xEF\xBB\xBF", "\\ufeff");
}

} // namespace

JsonLine::JsonLine(const QString &kind)
{
    add(QStringLiteral("kind"), kind);
}

JsonLine &JsonLine::add(const QString &key, const QJsonValue &value)
{
    m_members += m_members.isEmpty() ? '{' : ',';
    m_members += serialized(key) + ':' + serialized(value);
    return *this;
}
