// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATMARKDOWNTEXT_P_H
#define SSEQT_CHATMARKDOWNTEXT_P_H

#include <QtCore/qstring.h>
#include <QtCore/qstringview.h>

namespace ChatMarkdownText {

// Control characters, and those that turn the direction of what follows, so that it reads otherwise
// than it is, are replaced by U+FFFD. Tabs and ends of lines stay.
[[nodiscard]] QString shown(QStringView text);

// With U+FFFD for halves of characters, which no encoding can express.
[[nodiscard]] QString wellFormed(const QString &text);

// What a character reference of HTML stands for; the reference itself where it is none that is
// known.
[[nodiscard]] QString resolved(QStringView reference);

// Escaped for HTML, as text or inside quotation marks.
[[nodiscard]] QString escaped(QStringView text);

// As an address that may be opened, or empty: those of the web and of mail alone are.
[[nodiscard]] QString address(const QString &target);

} // namespace ChatMarkdownText

#endif
