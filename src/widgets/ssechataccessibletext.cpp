// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The text of a block for screen readers. The selection of the view is theirs too.

#include "ssechataccessible_p.h"
#include "ssechataccessibleblock_p.h"
#include "ssechatview_p.h"

#include <QtGui/qtextobject.h>

#include <algorithm>

SseChatBlock *SseChatBlockAccessible::textBlock() const
{
    SseChatBlock *const shown = block();
    return shown && shown->hasText() ? shown : nullptr;
}

SseChatDocument *SseChatBlockAccessible::document() const
{
    SseChatBlock *const shown = textBlock();
    return shown ? SseChatViewAccessible::privateOf(view())->layout.document(shown) : nullptr;
}

QString SseChatBlockAccessible::text(int startOffset, int endOffset) const
{
    const SseChatDocument *const text = document();
    return text ? text->characters().mid(startOffset, endOffset - startOffset) : QString();
}

int SseChatBlockAccessible::characterCount() const
{
    const SseChatDocument *const text = document();
    return text ? text->characterCount() - 1 : 0;
}

void SseChatBlockAccessible::selection(int selectionIndex, int *startOffset, int *endOffset) const
{
    *startOffset = 0;
    *endOffset = 0;
    const SseChatBlock *const shown = textBlock();
    if (selectionIndex != 0 || !shown)
        return;
    const auto [from, to] = SseChatViewAccessible::privateOf(view())->selection.rangeIn(shown);
    *startOffset = std::min(from, characterCount());
    *endOffset = std::min(to, characterCount());
}

int SseChatBlockAccessible::selectionCount() const
{
    int from = 0;
    int to = 0;
    selection(0, &from, &to);
    return from == to ? 0 : 1;
}

void SseChatBlockAccessible::addSelection(int startOffset, int endOffset)
{
    setSelection(0, startOffset, endOffset);
}

void SseChatBlockAccessible::removeSelection(int selectionIndex)
{
    if (selectionIndex == 0 && selectionCount() > 0)
        view()->clearSelection();
}

void SseChatBlockAccessible::setSelection(int selectionIndex, int startOffset, int endOffset)
{
    SseChatBlock *const shown = textBlock();
    if (selectionIndex != 0 || !shown)
        return;
    const int length = characterCount();
    SseChatViewPrivate *const d = SseChatViewAccessible::privateOf(view());
    d->setSelectionChanged(d->selection.set({ shown, std::clamp(startOffset, 0, length) },
                                            { shown, std::clamp(endOffset, 0, length) }));
}

// The end of the selection that moves: there is no other caret.
int SseChatBlockAccessible::cursorPosition() const
{
    const SseChatBlock *const shown = textBlock();
    if (!shown)
        return -1;
    const SseChatPosition &cursor = SseChatViewAccessible::privateOf(view())->selection.cursor();
    return cursor.block == shown ? std::min(cursor.offset, characterCount()) : -1;
}

void SseChatBlockAccessible::setCursorPosition(int position)
{
    setSelection(0, position, position);
    scrollToSubstring(position, position);
}

QRect SseChatBlockAccessible::characterRect(int offset) const
{
    SseChatBlock *const shown = textBlock();
    if (!shown || offset < 0 || offset > characterCount())
        return {};
    SseChatLayout &layout = SseChatViewAccessible::privateOf(view())->layout;
    return toGlobal(layout.rectsOf(shown, offset, offset + 1).constFirst());
}

int SseChatBlockAccessible::offsetAtPoint(const QPoint &point) const
{
    SseChatBlock *const shown = textBlock();
    if (!shown)
        return -1;
    SseChatViewPrivate *const d = SseChatViewAccessible::privateOf(view());
    const QPoint inContent = d->toContent(view()->viewport()->mapFromGlobal(point));
    return d->layout.textRect(shown).contains(inContent)
        ? d->layout.offsetAt(shown, inContent, Qt::FuzzyHit)
        : -1;
}

void SseChatBlockAccessible::scrollToSubstring(int startIndex, int endIndex)
{
    SseChatBlock *const shown = textBlock();
    if (!shown)
        return;
    SseChatViewPrivate *const d = SseChatViewAccessible::privateOf(view());
    d->scrollTo(d->layout.rectsOf(shown, startIndex, endIndex).constFirst());
}

QString SseChatBlockAccessible::attributes(int offset, int *startOffset, int *endOffset) const
{
    *startOffset = 0;
    *endOffset = 0;
    SseChatDocument *const text = document();
    if (!text || offset < 0 || offset > characterCount())
        return {};
    const QTextBlock block = text->findBlock(offset);
    *startOffset = block.position();
    *endOffset = block.position() + block.length();
    for (auto it = block.begin(); !it.atEnd(); ++it) {
        const QTextFragment piece = it.fragment();
        if (!piece.contains(offset))
            continue;
        *startOffset = piece.position();
        *endOffset = piece.position() + piece.length();
        const QFont font = piece.charFormat().font().resolve(text->defaultFont());
        return QStringLiteral("font-family:\"%1\";font-weight:%2;font-style:%3;")
            .arg(font.family(), font.bold() ? QStringLiteral("bold") : QStringLiteral("normal"),
                 font.italic() ? QStringLiteral("italic") : QStringLiteral("normal"));
    }
    return {};
}
