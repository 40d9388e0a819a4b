// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATHIGHLIGHTING_P_H
#define SSEQT_SSECHATHIGHLIGHTING_P_H

#include <memory>

class QPalette;
class QString;
class QTextDocument;
class SseChatBlock;
class SseChatContent;

// Where colours stand between two lines of code: inside a comment, say.
class SseChatCodeState;

// Without KSyntaxHighlighting these do nothing, and so for languages that it does not know.
namespace SseChatHighlighting {

// What a piece of code goes on from; none where it is the first of its code.
std::shared_ptr<const SseChatCodeState> stateBefore(const SseChatContent &content,
                                                    const SseChatBlock *block);

// Colours the code in the document, which is empty still, as it comes.
void highlight(QTextDocument *document, const QString &language, const QPalette &palette,
               const SseChatCodeState *before);

} // namespace SseChatHighlighting

#endif
