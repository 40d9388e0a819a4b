// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssechatselection_p.h"

#include "ssechatrichtext_p.h"
#include "ssechattexts_p.h"

#include <QtGui/qtextdocumentfragment.h>

#include <algorithm>
#include <limits>

using Kind = SseChatBlock::Kind;

namespace {

constexpr int End = std::numeric_limits<int>::max();

} // namespace

SseChatSelection::SseChatSelection(const SseChatContent *content, SseChatLayout *layout)
    : m_content(content)
    , m_layout(layout)
{ }

bool SseChatSelection::isEmpty() const
{
    return !m_anchor.block || m_anchor == m_cursor;
}

bool SseChatSelection::set(const SseChatPosition &anchor, const SseChatPosition &cursor)
{
    const bool isComplete = anchor.block && cursor.block;
    const SseChatPosition newAnchor = isComplete ? anchor : SseChatPosition();
    const SseChatPosition newCursor = isComplete ? cursor : SseChatPosition();
    if (m_anchor == newAnchor && m_cursor == newCursor)
        return false;
    const bool wasEmpty = isEmpty();
    m_anchor = newAnchor;
    m_cursor = newCursor;
    return !wasEmpty || !isEmpty();
}

bool SseChatSelection::select(const SseChatPosition &place, QTextCursor::SelectionType unit)
{
    if (!place.block)
        return clear();
    QTextCursor cursor(m_layout->document(place.block));
    cursor.setPosition(std::min(place.offset, m_layout->lengthOf(place.block)));
    if (unit == QTextCursor::BlockUnderCursor) {
        // Without what parts it from the one before.
        cursor.movePosition(QTextCursor::StartOfBlock);
        cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    } else {
        cursor.select(unit);
    }
    return set({ place.block, cursor.selectionStart() }, { place.block, cursor.selectionEnd() });
}

bool SseChatSelection::selectAll()
{
    SseChatBlock *first = nullptr;
    SseChatBlock *last = nullptr;
    for (int i = 0; i < m_content->count(); ++i) {
        if (!m_content->at(i)->hasText())
            continue;
        last = m_content->at(i);
        if (!first)
            first = last;
    }
    return set({ first, 0 }, { last, End });
}

// Text that goes away while it is selected leaves nothing selected.
void SseChatSelection::forget(const SseChatBlock *block)
{
    if (m_anchor.block == block || m_cursor.block == block) {
        m_anchor = {};
        m_cursor = {};
    }
}

std::pair<SseChatPosition, SseChatPosition> SseChatSelection::ordered() const
{
    const bool isForward = m_anchor.block->index != m_cursor.block->index
        ? m_anchor.block->index < m_cursor.block->index
        : m_anchor.offset <= m_cursor.offset;
    return isForward ? std::pair(m_anchor, m_cursor) : std::pair(m_cursor, m_anchor);
}

std::pair<int, int> SseChatSelection::rangeIn(const SseChatBlock *block) const
{
    if (isEmpty() || !block->hasText())
        return { 0, 0 };
    const auto [start, end] = ordered();
    if (block->index < start.block->index || block->index > end.block->index)
        return { 0, 0 };
    return { block == start.block ? start.offset : 0, block == end.block ? end.offset : End };
}

bool SseChatSelection::isWhole(const SseChatSection *section, int first) const
{
    const auto [start, end] = ordered();
    const int last = first + section->shownCount - 1;
    if (start.block->index > first || (start.block->index == first && start.offset > 0))
        return false;
    if (end.block->index < last)
        return false;
    return end.block->index > last || end.offset >= m_layout->lengthOf(end.block);
}

QString SseChatSelection::markdown() const
{
    if (isEmpty())
        return {};
    m_layout->update();
    const auto [start, end] = ordered();
    QString all;
    // A piece of code is wanted as such.
    if (start.block->kind == Kind::Code && start.block->section == end.block->section) {
        int index = start.block->index;
        const QString code = piecesWithin(&index);
        if (index > end.block->index)
            return code;
    }
    for (int index = start.block->index; index <= end.block->index;) {
        const SseChatBlock *const block = m_content->at(index);
        const SseChatSection *const section = block->section;
        const int first = m_content->firstOf(section);
        QString text;
        if (isWhole(section, first)) {
            text = section->markdown();
            index = first + section->shownCount;
        } else {
            text = markdownOf(&index);
        }
        if (text.isEmpty())
            continue;
        // A long paragraph or list is in pieces.
        const bool goesOn = block->continues && block->kind == Kind::Rich
            && !block->html.startsWith(QLatin1String("<table"));
        if (!all.isEmpty())
            all += goesOn ? QStringLiteral("\n") : QStringLiteral("\n\n");
        all += text;
    }
    return all;
}

// Of the block, and of those that continue it.
QString SseChatSelection::markdownOf(int *index) const
{
    SseChatBlock *const block = m_content->at(*index);
    QString text;
    if (block->kind == Kind::Code) {
        text = codeFrom(index);
    } else if (block->kind == Kind::Plain) {
        text = piecesWithin(index);
    } else {
        ++*index;
        if (block->kind == Kind::Rule)
            text = QStringLiteral("---");
        else
            text = textOf(block);
    }
    for (int i = 0; i < block->quote && !text.isEmpty(); ++i)
        text = SseChatTexts::quoted(text);
    return text;
}

QString SseChatSelection::codeFrom(int *index) const
{
    const QString language = m_content->at(*index)->language;
    return SseChatTexts::fenced(piecesWithin(index), language);
}

// Its pieces end with lines, except in those that are very long.
QString SseChatSelection::piecesWithin(int *index) const
{
    const SseChatSection *const section = m_content->at(*index)->section;
    int piece = *index;
    while (piece > 0 && m_content->at(piece)->continues)
        --piece;
    const QString whole = section->codeAt(piece - m_content->firstOf(section));
    qsizetype end = 0; // of the piece, in the whole
    QString code;
    for (;; ++piece) {
        SseChatBlock *const block = m_content->at(piece);
        if (piece >= *index)
            code += textOf(block);
        end += block->text.size();
        const SseChatBlock *const next = m_content->valueAt(piece + 1);
        if (!next || next->section != section || !next->continues || next->kind != block->kind)
            break;
        const bool endsLine = end >= whole.size() || whole.at(end) == u'\n';
        if (endsLine)
            ++end;
        if (piece < *index)
            continue;
        if (rangeIn(next).second == 0)
            break;
        if (endsLine)
            code += u'\n';
    }
    *index = piece + 1;
    return code;
}

QString SseChatSelection::textOf(SseChatBlock *block) const
{
    const auto [from, to] = rangeIn(block);
    if (from == to)
        return {};
    const int length = m_layout->lengthOf(block);
    QTextDocument *const document = m_layout->document(block);
    if (block->kind == Kind::Rich)
        return SseChatRichText::markdown(document, std::min(from, length), std::min(to, length));
    QTextCursor cursor(document);
    cursor.setPosition(std::min(from, length));
    cursor.setPosition(std::min(to, length), QTextCursor::KeepAnchor);
    return QTextDocumentFragment(cursor).toPlainText();
}
