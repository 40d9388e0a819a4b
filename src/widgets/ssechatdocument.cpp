// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssechatdocument_p.h"

#include "ssechatblock_p.h"
#include "ssechathighlighting_p.h"
#include "ssechatstyle_p.h"

#include <QtGui/qtextcursor.h>
#include <QtGui/qtextoption.h>

SseChatDocument::SseChatDocument(const SseChatBlock *block, const SseChatStyle &style)
{
    setUndoRedoEnabled(false);
    setDocumentMargin(0);
    setDefaultFont(style.fontOf(block));
    setDefaultStyleSheet(style.sheet);
    setIndentWidth(style.em * 3 / 2);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    if (block->kind == SseChatBlock::Kind::Code) {
        option.setTextDirection(Qt::LeftToRight);
        SseChatHighlighting::highlight(this, block->language, style.palette);
    }
    setDefaultTextOption(option);
    show(block);
}

// What grows at its end is laid out again there alone.
void SseChatDocument::show(const SseChatBlock *block)
{
    if (block->kind == SseChatBlock::Kind::Rich) {
        setHtml(block->html);
        return;
    }
    const QString shown = toPlainText();
    if (shown.isEmpty() || !block->text.startsWith(shown)) {
        setPlainText(block->text);
        return;
    }
    QTextCursor cursor(this);
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(block->text.mid(shown.size()));
}

QVariant SseChatDocument::loadResource(int, const QUrl &)
{
    return {};
}
