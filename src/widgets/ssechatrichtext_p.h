// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATRICHTEXT_P_H
#define SSEQT_SSECHATRICHTEXT_P_H

#include <QtCore/qstring.h>

class QTextDocument;

namespace SseChatRichText {

// What stands between these places of a text that came from Markdown, as Markdown.
[[nodiscard]] QString markdown(QTextDocument *document, int from, int to);

} // namespace SseChatRichText

#endif
