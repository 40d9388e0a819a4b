// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATLANGUAGES_P_H
#define SSEQT_SSECHATLANGUAGES_P_H

#include <QtCore/qstring.h>

namespace SseChatLanguages {

// What KSyntaxHighlighting calls the language that a fence names; the fence's own word where it may
// know that, or the ending of a file.
QString nameOf(QStringView language);

} // namespace SseChatLanguages

#endif
