// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssechatview_p.h"

#include <QtGui/qabstracttextdocumentlayout.h>
#include <QtGui/qpainter.h>
#include <QtGui/qpainterpath.h>
#include <QtWidgets/qstyle.h>
#include <QtWidgets/qstyleoption.h>

#include <algorithm>

using Kind = SseChatBlock::Kind;

void SseChatViewPrivate::paint(QPainter *painter, const QRect &exposed)
{
    painter->translate(0, -scrolled());
    painter->setRenderHint(QPainter::Antialiasing);
    const int bottom = exposed.bottom() + scrolled();
    for (int i = std::max(layout.indexAt(exposed.top() + scrolled()), 0); i < content.count();
         ++i) {
        SseChatBlock *const block = content.at(i);
        if (block->top > bottom)
            break;
        paintBlock(painter, block);
    }
}

void SseChatViewPrivate::paintBlock(QPainter *painter, SseChatBlock *block)
{
    paintFrame(painter, block);
    paintQuotes(painter, block);
    if (block->hasText())
        paintText(painter, block);
    else if (block->kind == Kind::Rule)
        painter->fillRect(layout.textRect(block), layout.style().lineColor);
    else if (block->kind != Kind::Fold)
        paintLine(painter, block);
    if (block->kind == Kind::Code)
        paintSideways(painter, block);
    const QString label = buttonLabel(block);
    if (block->kind == Kind::Fold)
        paintFold(painter, block, label);
    else if (!label.isEmpty())
        paintButton(painter, block, label);
    if (block == focused.block && q->hasFocus())
        paintFocus(painter);
}

// A frame that goes on is drawn beyond what is shown of it.
void SseChatViewPrivate::paintFrame(QPainter *painter, const SseChatBlock *block)
{
    const QColor color = layout.style().frameOf(block);
    if (!color.isValid())
        return;
    const int radius = layout.style().padding;
    const QRect shown = layout.frameRect(block);
    const QRect whole = shown.adjusted(0, layout.isFrameStart(block) ? 0 : -2 * radius, 0,
                                       layout.isFrameEnd(block) ? 0 : 2 * radius);
    painter->save();
    painter->setClipRect(shown, Qt::IntersectClip);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    painter->drawRoundedRect(whole, radius, radius);
    painter->restore();
    if (block->kind != Kind::Code || !layout.isFrameStart(block))
        return;
    QRect head = layout.textRect(block);
    head.setTop(shown.top() + layout.style().padding / 4);
    head.setHeight(layout.style().buttonHeight);
    painter->setFont(layout.style().smallFont);
    painter->setPen(layout.style().mutedColor);
    const QFontMetrics metrics(layout.style().smallFont);
    paintWords(painter, head,
               metrics.elidedText(block->language, Qt::ElideRight, head.width() / 2));
}

int SseChatViewPrivate::barsOf(const SseChatBlock *block)
{
    const bool isUnfolded = block->section->canFold() && block->kind != Kind::Fold;
    return block->quote + (isUnfolded ? 1 : 0);
}

// Bars that go on from the block above have no gap.
void SseChatViewPrivate::paintQuotes(QPainter *painter, const SseChatBlock *block)
{
    const SseChatBlock *const above = content.valueAt(block->index - 1);
    const int joined = above && above->section == block->section ? barsOf(above) : 0;
    const int step = layout.style().em * 3 / 2;
    const int width = std::max(layout.style().em / 6, 1);
    const QRect frame = layout.frameRect(block);
    const bool isMirrored = layout.direction() == Qt::RightToLeft;
    for (int i = 0; i < barsOf(block); ++i) {
        const int distance = layout.style().em * 3 / 4 + i * step;
        const int x = isMirrored ? frame.right() + distance - width : frame.left() - distance;
        QRect bar(x, frame.top(), width, frame.height());
        if (i < joined)
            bar.setTop(above->bottom());
        painter->fillRect(bar, layout.style().lineColor);
    }
}

void SseChatViewPrivate::paintText(QPainter *painter, SseChatBlock *block)
{
    SseChatDocument *const text = layout.document(block);
    const QRect rect = layout.textRect(block);
    const SseChatStyle &style = layout.style();
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette = style.palette;
    context.palette.setColor(QPalette::Text, style.colorOf(block));
    const auto [from, to] = selection.rangeIn(block);
    if (from != to) {
        const int length = layout.lengthOf(block);
        const auto group = q->hasFocus() ? QPalette::Active : QPalette::Inactive;
        QAbstractTextDocumentLayout::Selection selected;
        selected.cursor = QTextCursor(text);
        selected.cursor.setPosition(std::min(from, length));
        selected.cursor.setPosition(std::min(to, length), QTextCursor::KeepAnchor);
        selected.format.setBackground(style.palette.brush(group, QPalette::Highlight));
        selected.format.setForeground(style.palette.brush(group, QPalette::HighlightedText));
        context.selections.append(selected);
    }
    // What is moved sideways is seen up to the edges of its frame.
    QRect shown = rect;
    if (!style.wraps(block))
        shown.adjust(-style.padding, 0, style.padding, 0);
    const QPoint origin = layout.textOrigin(block);
    painter->save();
    painter->setClipRect(shown, Qt::IntersectClip);
    painter->translate(origin);
    context.clip = QRectF(shown.translated(-origin));
    text->documentLayout()->draw(painter, context);
    painter->restore();
}

// Code that goes on beyond an edge fades there, and has a bar at its end.
void SseChatViewPrivate::paintSideways(QPainter *painter, const SseChatBlock *block)
{
    const int maximum = layout.maximumSideways(block);
    if (maximum == 0)
        return;
    const SseChatStyle &style = layout.style();
    const QRect text = layout.textRect(block);
    const auto fade = [&](int from, int to) {
        QColor clear = style.codeColor;
        clear.setAlpha(0);
        QLinearGradient gradient(from, 0, to, 0);
        gradient.setColorAt(0, style.codeColor);
        gradient.setColorAt(1, clear);
        painter->fillRect(QRect(QPoint(std::min(from, to), text.top()),
                                QPoint(std::max(from, to) - 1, text.bottom())),
                          gradient);
    };
    const int width = style.em + style.padding;
    const int left = text.left() - style.padding;
    const int right = text.right() + 1 + style.padding;
    if (block->sideways > 0)
        fade(left, left + width);
    if (block->sideways < maximum)
        fade(right, right - width);
    const QRect bar = layout.barRect(block);
    if (bar.isEmpty())
        return;
    const qreal radius = bar.height() / 2.0;
    painter->setPen(Qt::NoPen);
    painter->setBrush(style.lineColor);
    painter->drawRoundedRect(bar, radius, radius);
    QColor thumb = style.mutedColor;
    thumb.setAlphaF(0.6F);
    painter->setBrush(thumb);
    painter->drawRoundedRect(layout.thumbRect(block), radius, radius);
}

void SseChatViewPrivate::paintLine(QPainter *painter, const SseChatBlock *block)
{
    painter->setFont(layout.style().fontOf(block));
    painter->setPen(layout.style().colorOf(block));
    paintWords(painter, layout.textRect(block), block->text);
}

// They stand where lines begin, and have the direction of their own text.
void SseChatViewPrivate::paintWords(QPainter *painter, const QRect &rect, const QString &words)
{
    painter->setLayoutDirection(words.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    const auto alignment =
        Qt::AlignVCenter | QStyle::visualAlignment(layout.direction(), Qt::AlignLeft);
    painter->drawText(rect, int(alignment), words);
}

void SseChatViewPrivate::paintButton(QPainter *painter, const SseChatBlock *block,
                                     const QString &label)
{
    const QRect rect = layout.buttonRect(block, label);
    const SseChatStyle &style = layout.style();
    painter->save();
    painter->setFont(style.smallFont);
    painter->setPen(style.lineColor);
    QColor ground = style.palette.color(QPalette::Base);
    if (block == hoveredBlock)
        ground = block == pressedBlock ? style.lineColor : style.questionColor;
    painter->setBrush(ground);
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), style.padding / 2.0,
                             style.padding / 2.0);
    painter->setPen(style.palette.color(QPalette::Text));
    painter->drawText(rect, Qt::AlignCenter, label);
    painter->restore();
}

void SseChatViewPrivate::paintFold(QPainter *painter, const SseChatBlock *block,
                                   const QString &label)
{
    const QRect rect = layout.buttonRect(block, label);
    const SseChatStyle &style = layout.style();
    QStyleOption arrow;
    arrow.initFrom(q);
    arrow.direction = layout.direction();
    const QRect arrowRect(rect.left(), rect.top(), style.em, rect.height());
    arrow.rect = QStyle::visualRect(layout.direction(), rect, arrowRect);
    arrow.palette.setColor(QPalette::WindowText, style.mutedColor);
    arrow.palette.setColor(QPalette::ButtonText, style.mutedColor);
    const bool isMirrored = layout.direction() == Qt::RightToLeft;
    const auto element = !block->section->isFolded() ? QStyle::PE_IndicatorArrowDown
        : isMirrored                                 ? QStyle::PE_IndicatorArrowLeft
                                                     : QStyle::PE_IndicatorArrowRight;
    q->style()->drawPrimitive(element, &arrow, painter, q);
    painter->setFont(style.smallFont);
    painter->setPen(block == hoveredBlock ? style.palette.color(QPalette::Text) : style.mutedColor);
    const int gap = style.em * 5 / 4;
    const QRect text = rect.adjusted(isMirrored ? 0 : gap, 0, isMirrored ? -gap : 0, 0);
    const QFontMetrics metrics(style.smallFont);
    paintWords(painter, text, metrics.elidedText(label, Qt::ElideRight, text.width()));
}

void SseChatViewPrivate::paintFocus(QPainter *painter)
{
    const bool isLink = focused.block->kind == Kind::Rich;
    const int margin = isLink ? 2 : -1; // a link has no room of its own
    QStyleOptionFocusRect option;
    option.initFrom(q);
    option.backgroundColor = layout.style().palette.color(QPalette::Base);
    option.state |= QStyle::State_KeyboardFocusChange;
    for (const QRect &rect : rectsOf(focused)) {
        option.rect = rect.adjusted(-margin, -margin, margin, margin);
        q->style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, painter, q);
    }
}
