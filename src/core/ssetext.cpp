// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssetext_p.h"

#include <SseQt/sseutf8.h>

#include <QtCore/qstringconverter.h>

namespace SseText {

// \a bytes themselves when they are UTF-8, and repaired when they are not.
QByteArray validUtf8(const QByteArray &bytes)
{
    const std::string_view view = toView(bytes);
    return sse::isValidUtf8(view) ? bytes : QByteArray::fromStdString(sse::repairedUtf8(view));
}

// QString::fromUtf8() would drop a leading U+FEFF, which inside a stream is text like any other.
QString toString(const QByteArray &utf8)
{
    if (!utf8.startsWith("\xEF\xBB\xBF"))
        return QString::fromUtf8(utf8);
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::ConvertInitialBom);
    return decoder(utf8);
}

} // namespace SseText
