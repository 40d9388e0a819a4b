// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATHIGHLIGHTING_P_H
#define SSEQT_SSECHATHIGHLIGHTING_P_H

class QPalette;
class QString;
class QTextDocument;

namespace SseChatHighlighting {

// Colours code in the document, now and as it grows; nothing where that was not built in, or where
// the language is unknown.
void highlight(QTextDocument *document, const QString &language, const QPalette &palette);

} // namespace SseChatHighlighting

#endif
