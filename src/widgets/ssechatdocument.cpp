// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssechatdocument_p.h"

#include "ssechatblock_p.h"
#include "ssechathighlighting_p.h"
#include "ssechatstyle_p.h"

#include <QtGui/qabstracttextdocumentlayout.h>
#include <QtGui/qtextcursor.h>
#include <QtGui/qtextlayout.h>
#include <QtGui/qtextobject.h>
#include <QtGui/qtextoption.h>

#include <algorithm>
#include <cmath>

namespace {

// Around the cells of tables.
constexpr char16_t FrameBegin = 0xfdd0;
constexpr char16_t FrameEnd = 0xfdd1;

} // namespace

SseChatDocument::SseChatDocument(const SseChatBlock *block, const SseChatStyle &style,
                                 const SseChatCodeState *before)
{
    setUndoRedoEnabled(false);
    setDocumentMargin(0);
    setDefaultFont(style.fontOf(block));
    setDefaultStyleSheet(style.sheet);
    setIndentWidth(style.em * 3 / 2);
    QTextOption option;
    option.setWrapMode(style.wraps(block) ? QTextOption::WrapAtWordBoundaryOrAnywhere
                                          : QTextOption::NoWrap);
    if (block->kind == SseChatBlock::Kind::Code) {
        option.setTextDirection(Qt::LeftToRight);
        SseChatHighlighting::highlight(this, block->language, style.palette, before);
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

QString SseChatDocument::characters() const
{
    QString characters = toRawText();
    for (QChar &character : characters) {
        const char16_t code = character.unicode();
        if (code == QChar::ParagraphSeparator || code == QChar::LineSeparator || code == FrameBegin
            || code == FrameEnd)
            character = u'\n';
    }
    return characters;
}

// One whose look changes is in pieces.
QList<SseChatDocument::Link> SseChatDocument::links() const
{
    QList<Link> links;
    for (QTextBlock block = begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment piece = it.fragment();
            const QString address = piece.charFormat().anchorHref();
            if (address.isEmpty())
                continue;
            const int end = piece.position() + piece.length();
            const bool goesOn = !links.isEmpty() && links.constLast().to == piece.position()
                && links.constLast().address == address;
            if (goesOn)
                links.last().to = end;
            else
                links.append({ piece.position(), end, address });
        }
    }
    return links;
}

QList<QRectF> SseChatDocument::rects(int from, int to) const
{
    QList<QRectF> rects;
    for (QTextBlock block = findBlock(from); block.isValid() && block.position() < to;
         block = block.next()) {
        const QPointF origin = documentLayout()->blockBoundingRect(block).topLeft();
        const QTextLayout *const layout = block.layout();
        for (int i = 0; i < layout->lineCount(); ++i) {
            const QTextLine line = layout->lineAt(i);
            const int start = std::max(from - block.position(), line.textStart());
            const int end = std::min(to - block.position(), line.textStart() + line.textLength());
            if (start >= end)
                continue;
            const qreal a = line.cursorToX(start);
            const qreal b = line.cursorToX(end);
            rects.append(QRectF(std::min(a, b), line.y(), std::abs(b - a), line.height())
                             .translated(origin));
        }
    }
    return rects.isEmpty() ? QList<QRectF>{ caretRect(from) } : rects;
}

QRectF SseChatDocument::caretRect(int position) const
{
    const QTextBlock block = findBlock(std::clamp(position, 0, characterCount() - 1));
    const QPointF origin = documentLayout()->blockBoundingRect(block).topLeft();
    const int offset = position - block.position();
    const QTextLine line = block.layout()->lineForTextPosition(offset);
    if (!line.isValid())
        return { origin, QSizeF(1, 1) };
    return QRectF(line.cursorToX(offset), line.y(), 1, line.height()).translated(origin);
}

QVariant SseChatDocument::loadResource(int, const QUrl &)
{
    return {};
}
