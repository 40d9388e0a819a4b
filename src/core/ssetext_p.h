// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSETEXT_P_H
#define SSEQT_SSETEXT_P_H

#include <QtCore/qbytearray.h>
#include <QtCore/qstring.h>

#include <string_view>

// Between the parser's views, the bytes that events keep, and the strings that people see.
namespace SseText {

[[nodiscard]] inline std::string_view toView(const QByteArray &bytes)
{
    return { bytes.constData(), std::size_t(bytes.size()) };
}

[[nodiscard]] inline QByteArray toBytes(std::string_view view)
{
    return QByteArray(view.data(), qsizetype(view.size()));
}

[[nodiscard]] QByteArray validUtf8(const QByteArray &bytes);
[[nodiscard]] QString toString(const QByteArray &utf8);

} // namespace SseText

#endif
