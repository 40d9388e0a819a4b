// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "text.h"

namespace Text {

// What a server sends must not steer the terminal: control characters are shown as \x1b and so on,
// but for the tab. C1 controls are the two bytes C2 80 to C2 9F.
QByteArray printable(const QByteArray &utf8)
{
    const auto byteAt = [&utf8](qsizetype i) {
        return i < utf8.size() ? static_cast<unsigned char>(utf8.at(i)) : 0U;
    };
    const auto escaped = [](unsigned byte) {
        return "\\x" + QByteArray::number(byte, 16).rightJustified(2, '0');
    };

    QByteArray result;
    result.reserve(utf8.size());
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const unsigned byte = byteAt(i);
        const unsigned following = byteAt(i + 1);
        if ((byte < 0x20 && byte != '\t') || byte == 0x7F)
            result += escaped(byte);
        else if (byte == 0xC2 && following >= 0x80 && following < 0xA0)
            result += escaped(byteAt(++i));
        else
            result += utf8.at(i);
    }
    return result;
}

} // namespace Text
