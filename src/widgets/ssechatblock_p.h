// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATBLOCK_P_H
#define SSEQT_SSECHATBLOCK_P_H

#include "ssechatdocument_p.h"

#include <QtCore/qstring.h>

#include <memory>

class SseChatCodeState;
class SseChatSection;

// What is laid out and painted at once: a paragraph, a piece of code, a line that folds.
class SseChatBlock
{
public:
    enum class Kind {
        Speaker,
        Fold, // the line that shows and hides reasoning, or a tool call
        Error, // the head of an error
        Note,
        Rich, // text in HTML, with what the Markdown model has made safe
        Rule,
        Code,
        Plain,
    };

    explicit SseChatBlock(SseChatSection *owner)
        : section(owner)
    { }

    [[nodiscard]] bool hasText() const
    {
        return kind == Kind::Rich || kind == Kind::Code || kind == Kind::Plain;
    }

    SseChatSection *const section;
    Kind kind = Kind::Rich;
    QString text; // as shown
    QString html;
    QString language;
    bool continues = false; // the block before
    int indent = 0;
    int quote = 0;

    // Where colours stand at the end of this piece of code; none until the next piece asks.
    std::shared_ptr<const SseChatCodeState> codeEnd;

    // The layout's
    std::unique_ptr<SseChatDocument> document; // only near what is visible
    bool isMeasured = false; // else the height is a guess
    bool isStale = false; // the document shows an older text
    int index = 0;
    int top = 0; // with what stands around the text
    int lead = 0;
    int height = 0; // of the text alone
    int tail = 0;
    int width = 0; // of code whose lines stay lines
    int sideways = 0; // what is left of it is not shown

    [[nodiscard]] int bottom() const { return top + lead + height + tail; }
};

#endif
