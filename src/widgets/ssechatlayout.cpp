// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssechatlayout_p.h"

#include "ssechathighlighting_p.h"

#include <QtGui/qabstracttextdocumentlayout.h>
#include <QtGui/qfontmetrics.h>
#include <QtWidgets/qstyle.h>

#include <algorithm>
#include <cmath>
#include <utility>

using Kind = SseChatBlock::Kind;

SseChatLayout::SseChatLayout(const SseChatContent *content, const SseChatStyle &style)
    : m_content(content)
    , m_style(style)
{ }

void SseChatLayout::setStyle(const SseChatStyle &style)
{
    m_style = style;
    m_laidOut.clear();
    for (int i = 0; i < m_content->count(); ++i) {
        m_content->at(i)->document.reset();
        m_content->at(i)->isMeasured = false;
        m_content->at(i)->width = 0;
        m_content->at(i)->sideways = 0;
    }
    m_validCount = 0;
}

void SseChatLayout::setGeometry(int width, Qt::LayoutDirection direction)
{
    m_direction = direction;
    if (m_width == width)
        return;
    m_width = width;
    for (int i = 0; i < m_content->count(); ++i)
        m_content->at(i)->isMeasured = false;
    m_validCount = 0;
}

void SseChatLayout::invalidateFrom(int index)
{
    // The one before ends otherwise, if that continues it.
    m_validCount = std::min(m_validCount, std::max(index - 1, 0));
}

void SseChatLayout::forget(SseChatBlock *block)
{
    m_laidOut.erase(block);
}

bool SseChatLayout::layOut(int top, int bottom)
{
    update();
    bool hasChanged = false;
    for (int i = std::max(indexAt(top), 0); i < m_content->count(); ++i) {
        SseChatBlock *const block = m_content->at(i);
        if (block->top > bottom)
            break;
        if (!block->isMeasured && measure(block)) {
            invalidateFrom(i);
            hasChanged = true;
        }
    }
    update();
    return hasChanged;
}

void SseChatLayout::update()
{
    const int count = m_content->count();
    for (int i = m_validCount; i < count; ++i) {
        SseChatBlock *const block = m_content->at(i);
        const SseChatBlock *const above = i > 0 ? m_content->at(i - 1) : nullptr;
        block->index = i;
        block->top = (above ? above->bottom() : 0) + m_style.gap(above, block);
        block->lead = lead(block);
        block->tail = tail(block);
        if (above && !isFrameStart(block))
            block->sideways = above->sideways;
        if (!block->isMeasured && block->height == 0)
            block->height = guess(block);
    }
    m_validCount = count;
    m_height = count > 0 ? m_content->at(count - 1)->bottom() + m_style.em : 0;
}

void SseChatLayout::releaseOutside(int top, int bottom)
{
    for (auto it = m_laidOut.begin(); it != m_laidOut.end();) {
        SseChatBlock *const block = *it;
        if (block->bottom() < top || block->top > bottom) {
            block->document.reset();
            it = m_laidOut.erase(it);
        } else {
            ++it;
        }
    }
}

// Whether its height is another than it was taken for.
bool SseChatLayout::measure(SseChatBlock *block)
{
    int height = QFontMetrics(m_style.fontOf(block)).height();
    if (block->hasText()) {
        QTextDocument *const text = document(block);
        text->setTextWidth(textWidth(block));
        height = int(std::ceil(text->size().height()));
    } else if (block->kind == Kind::Rule) {
        height = 1;
    } else if (block->kind == Kind::Fold || block->kind == Kind::Error) {
        height = m_style.buttonHeight;
    }
    block->isMeasured = true;
    if (!m_style.wraps(block)) {
        block->width = int(std::ceil(block->document->idealWidth()));
        moveSideways(block, 0); // what is shown may end sooner now
    }
    return std::exchange(block->height, height) != height;
}

int SseChatLayout::guess(const SseChatBlock *block) const
{
    const QFontMetrics metrics(m_style.fontOf(block));
    if (!block->hasText())
        return metrics.height();
    const int charactersPerLine =
        std::max(textWidth(block) / std::max(metrics.averageCharWidth(), 1), 1);
    qsizetype lines = block->text.count(u'\n') + 1;
    if (m_style.wraps(block))
        lines += block->text.size() / charactersPerLine;
    return int(lines) * metrics.lineSpacing();
}

bool SseChatLayout::isFrameStart(const SseChatBlock *block) const
{
    const SseChatBlock *const above = m_content->valueAt(block->index - 1);
    return !above || above->section != block->section
        || (!block->continues && above->kind != Kind::Error);
}

bool SseChatLayout::isFrameEnd(const SseChatBlock *block) const
{
    const SseChatBlock *const below = m_content->valueAt(block->index + 1);
    return !below || below->section != block->section
        || (!below->continues && block->kind != Kind::Error);
}

int SseChatLayout::lead(const SseChatBlock *block) const
{
    if (!m_style.frameOf(block).isValid() || !isFrameStart(block))
        return 0;
    return block->kind == Kind::Code ? m_style.buttonHeight + m_style.padding / 2 : m_style.padding;
}

int SseChatLayout::tail(const SseChatBlock *block) const
{
    return m_style.frameOf(block).isValid() && isFrameEnd(block) ? m_style.padding : 0;
}

int SseChatLayout::columnWidth() const
{
    return std::clamp(m_width - 2 * m_style.em, 8 * m_style.em, m_style.maximumWidth);
}

int SseChatLayout::indentOf(const SseChatBlock *block) const
{
    const bool isInside = block->section->canFold() && block->kind != Kind::Fold;
    return (block->indent + block->quote) * m_style.em * 3 / 2 + (isInside ? m_style.em : 0);
}

int SseChatLayout::textWidth(const SseChatBlock *block) const
{
    const int framing = m_style.frameOf(block).isValid() ? 2 * m_style.padding : 0;
    return std::max(columnWidth() - indentOf(block) - framing, 4 * m_style.em);
}

QRect SseChatLayout::mirrored(const QRect &rect) const
{
    return QStyle::visualRect(m_direction, QRect(0, 0, m_width, 0), rect);
}

QRect SseChatLayout::rectOf(const SseChatBlock *block) const
{
    return { 0, block->top, m_width, block->lead + block->height + block->tail };
}

QRect SseChatLayout::frameRect(const SseChatBlock *block) const
{
    const int indent = indentOf(block);
    return mirrored({ (m_width - columnWidth()) / 2 + indent, block->top, columnWidth() - indent,
                      block->lead + block->height + block->tail });
}

QRect SseChatLayout::textRect(const SseChatBlock *block) const
{
    const int framing = m_style.frameOf(block).isValid() ? m_style.padding : 0;
    return mirrored({ (m_width - columnWidth()) / 2 + indentOf(block) + framing,
                      block->top + block->lead, textWidth(block), block->height });
}

QRect SseChatLayout::buttonRect(const SseChatBlock *block, const QString &label) const
{
    const QRect frame = mirrored(frameRect(block)); // as from left to right
    const int labelWidth = QFontMetrics(m_style.smallFont).horizontalAdvance(label);
    if (block->kind == Kind::Fold) {
        const int width = std::min(labelWidth + 2 * m_style.em, frame.width());
        return mirrored({ frame.left(), frame.top(), width, frame.height() });
    }
    const int width = labelWidth + m_style.em;
    const int top =
        block->kind == Kind::Error ? block->top + block->lead : frame.top() + m_style.padding / 4;
    return mirrored(
        { frame.right() + 1 - width - m_style.padding / 2, top, width, m_style.buttonHeight });
}

int SseChatLayout::indexAt(int y) const
{
    int low = 0;
    int high = m_content->count();
    while (low < high) {
        const int middle = (low + high) / 2;
        if (m_content->at(middle)->bottom() <= y)
            low = middle + 1;
        else
            high = middle;
    }
    return std::min(low, m_content->count() - 1);
}

SseChatDocument *SseChatLayout::document(SseChatBlock *block)
{
    if (!block->hasText())
        return nullptr;
    if (!block->document) {
        const auto before = SseChatHighlighting::stateBefore(*m_content, block);
        block->document = std::make_unique<SseChatDocument>(block, m_style, before.get());
        block->document->setTextWidth(textWidth(block));
        m_laidOut.insert(block);
    } else if (block->isStale) {
        block->document->show(block);
    }
    block->isStale = false;
    return block->document.get();
}

QPoint SseChatLayout::textOrigin(const SseChatBlock *block) const
{
    return textRect(block).topLeft() - QPoint(block->sideways, 0);
}

QList<QRect> SseChatLayout::rectsOf(SseChatBlock *block, int from, int to)
{
    QList<QRect> rects;
    if (const SseChatDocument *const text = document(block)) {
        for (const QRectF &rect : text->rects(from, to))
            rects.append(rect.toAlignedRect().translated(textOrigin(block)));
    }
    return rects;
}

QList<SseChatDocument::Link> SseChatLayout::linksOf(SseChatBlock *block)
{
    const bool mayHaveLinks =
        block->kind == Kind::Rich && block->html.contains(QLatin1String("<a "));
    return mayHaveLinks ? document(block)->links() : QList<SseChatDocument::Link>();
}

int SseChatLayout::lengthOf(SseChatBlock *block)
{
    const QTextDocument *const text = document(block);
    return text ? text->characterCount() - 1 : 0;
}

SseChatPosition SseChatLayout::positionAt(const QPoint &point)
{
    int index = indexAt(point.y());
    if (index < 0)
        return {};
    // Between blocks, and where a block has no text, it is the end of the text above.
    SseChatBlock *block = m_content->at(index);
    if (!block->hasText() || point.y() < block->top) {
        while (index >= 0 && !(index < block->index && m_content->at(index)->hasText()))
            --index;
        if (index >= 0)
            return { m_content->at(index), lengthOf(m_content->at(index)) };
        return block->hasText() ? SseChatPosition{ block, 0 } : SseChatPosition();
    }
    return { block, std::max(offsetAt(block, point, Qt::FuzzyHit), 0) };
}

int SseChatLayout::offsetAt(SseChatBlock *block, const QPoint &point, Qt::HitTestAccuracy accuracy)
{
    const QPointF inside = point - textOrigin(block);
    return document(block)->documentLayout()->hitTest(inside, accuracy);
}

QString SseChatLayout::linkAt(const QPoint &point)
{
    const int index = indexAt(point.y());
    SseChatBlock *const block = m_content->valueAt(index);
    if (!block || block->kind != Kind::Rich || !textRect(block).contains(point))
        return {};
    return document(block)->documentLayout()->anchorAt(point - textOrigin(block));
}
