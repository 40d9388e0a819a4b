// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSECAT_TEXT_H
#define SSECAT_TEXT_H

#include <QtCore/qbytearray.h>
#include <QtCore/qmetaobject.h>
#include <QtCore/qstring.h>

#include <string_view>

// What the program says about texts and names that are not its own.
namespace Text {

// The name of an enumerator, as in "ConnectionFailed".
template<typename Enum>
[[nodiscard]] QString keyOf(Enum value)
{
    return QString::fromLatin1(QMetaEnum::fromType<Enum>().valueToKey(int(value)));
}

// The same as JSON has it, as in "awaitingHeaders".
template<typename Enum>
[[nodiscard]] QString nameOf(Enum value)
{
    QString name = keyOf(value);
    name[0] = name.at(0).toLower();
    return name;
}

[[nodiscard]] QByteArray printable(const QByteArray &utf8);

[[nodiscard]] inline std::string_view toView(const QByteArray &bytes)
{
    return { bytes.constData(), std::size_t(bytes.size()) };
}

[[nodiscard]] inline QByteArray toBytes(std::string_view view)
{
    return QByteArray(view.data(), qsizetype(view.size()));
}

} // namespace Text

#endif
