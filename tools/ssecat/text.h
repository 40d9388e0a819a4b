// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSECAT_TEXT_H
#define SSECAT_TEXT_H

#include <QtCore/qbytearray.h>

#include <string_view>

// What the program says about texts that are not its own.
namespace Text {

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
