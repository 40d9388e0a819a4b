// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatmarkdownwriter_p.h"

#include "chatmarkdowntext_p.h"

#include <algorithm>
#include <utility>

using Kind = ChatMarkdownModel::Kind;

namespace {

// A few hundred bytes can make a table of a million cells, or name a long address a thousand times.
constexpr qsizetype MaximumSize = 128 * 1024;
// Deeper ones are drawn at this depth.
constexpr int MaximumDepth = 8;
// In pixels.
constexpr int ItemSpace = 3; // above items
constexpr int BlockSpace = 8; // above other blocks
constexpr int MarkWidth = 7; // of a character of marks, which hang

constexpr QChar Bullet(0x2022);
const QString ParagraphTag = QStringLiteral("p");

// Marks are text: Qt's lists begin with 1 always before 6.6, and their marks are not copied with
// the text.
QString paragraphTag(const QString &tag, int space, int depth, int hanging)
{
    return QStringLiteral(
               "<%1 "
               "style=\"margin-top:%2px;margin-bottom:0px;-qt-block-indent:%3;text-indent:%4px\">")
        .arg(tag)
        .arg(space)
        .arg(depth)
        .arg(-hanging);
}

} // namespace

ChatMarkdownWriter::ChatMarkdownWriter(const ChatMarkdownPiece &piece, int nextNumber)
    : m_piece(piece)
{
    m_result.nextNumber = nextNumber;
}

void ChatMarkdownWriter::enterQuote()
{
    // The mark of the item that it is in comes first.
    if (!m_containers.isEmpty() && m_containers.back().type == Container::Type::Item)
        openContainers();
    closeRow();
    m_containers.append(Container());
}

void ChatMarkdownWriter::enterList(bool isOrdered, int start)
{
    Container list;
    list.type = Container::Type::List;
    list.isOrdered = isOrdered;
    const bool isContinued =
        m_piece.continuesList && m_containers.isEmpty() && m_result.rows.isEmpty();
    list.next = isContinued && !m_row ? m_result.nextNumber : start;
    m_containers.append(list);
}

void ChatMarkdownWriter::enterItem(const QString &mark)
{
    Container item;
    item.type = Container::Type::Item;
    Container &list = m_containers.back();
    item.isOrdered = list.isOrdered;
    item.next = list.next++;
    item.mark = mark;
    m_containers.append(item);
}

void ChatMarkdownWriter::leaveContainer()
{
    const Container &container = m_containers.back();
    const qsizetype index = m_containers.size() - 1;
    // An item without content has a mark all the same.
    if (container.type == Container::Type::Item && !container.isShown)
        openContainers();
    if (m_row && (index < m_base || container.type == Container::Type::Quote))
        closeRow();
    else
        closeContainersFrom(index);
    if (container.type == Container::Type::List && index == 0 && m_piece.indent == 0)
        m_result.nextNumber = container.next;
    m_containers.removeLast();
    m_opened = std::min(m_opened, m_containers.size());
    m_isFirstBlock = false;
}

void ChatMarkdownWriter::enterBlock(const QString &tag)
{
    openContainers();
    if (tag == ParagraphTag && m_isFirstBlock)
        return;
    closeBlock();
    if (!m_isFirstBlock && m_row->text.endsWith(u'\n'))
        m_row->text += u'\n';
    openBlock(tag, 0);
}

void ChatMarkdownWriter::leaveBlock()
{
    if (!m_row)
        return;
    closeBlock();
    if (!m_row->text.endsWith(u'\n'))
        m_row->text += u'\n';
    m_isFirstBlock = false;
}

void ChatMarkdownWriter::enterRow(Kind kind, const QString &language)
{
    if (!m_containers.isEmpty() && m_containers.back().type == Container::Type::Item
        && !m_containers.back().isShown)
        openContainers();
    closeRow();
    openRow(kind);
    m_row->language = language;
}

void ChatMarkdownWriter::leaveRow()
{
    closeRow();
}

void ChatMarkdownWriter::writeHtml(const QString &html)
{
    beginText();
    m_row->html += html;
    m_size += html.size();
}

void ChatMarkdownWriter::writeText(const QString &text)
{
    beginText();
    m_row->text += text;
    m_size += text.size();
}

void ChatMarkdownWriter::write(const QString &text)
{
    beginText();
    m_row->text += text;
    if (m_row->kind != Kind::Code)
        m_row->html += ChatMarkdownText::escaped(text);
    m_size += text.size();
}

bool ChatMarkdownWriter::isTooLarge() const
{
    return m_size > MaximumSize;
}

ChatMarkdownHtml::Result ChatMarkdownWriter::take()
{
    closeRow();
    return std::move(m_result);
}

void ChatMarkdownWriter::openRow(Kind kind)
{
    m_row.emplace();
    m_row->kind = kind;
    m_row->continues = m_piece.continues && m_result.rows.isEmpty();
    m_row->continuesLine = m_piece.continuesLine && m_result.rows.isEmpty();
    m_base = 0;
    int indent = m_piece.indent;
    int quote = m_piece.quote;
    for (qsizetype i = 0; i < m_containers.size(); ++i) {
        const Container &container = m_containers[i];
        if (container.type == Container::Type::Quote)
            ++quote;
        else if (container.isShown)
            ++indent;
        if (container.type == Container::Type::Quote || container.isShown)
            m_base = i + 1;
    }
    m_row->indent = std::min(indent, MaximumDepth);
    m_row->quote = std::min(quote, MaximumDepth);
    m_opened = m_base;
    m_isFirstBlock = true;
    m_block.clear();
}

void ChatMarkdownWriter::closeRow()
{
    if (!m_row)
        return;
    closeContainersFrom(m_base);
    closeBlock();
    if (m_row->text.endsWith(u'\n'))
        m_row->text.chop(1);
    m_result.rows.append(*std::exchange(m_row, std::nullopt));
    m_opened = 0;
}

// Tags are opened when the first text comes that stands in them: it may be that none does in this
// row.
void ChatMarkdownWriter::openContainers()
{
    if (!m_row)
        openRow(Kind::Text);
    if (m_row->kind != Kind::Text)
        return;
    for (; m_opened < m_containers.size(); ++m_opened)
        openContainer(m_opened);
}

void ChatMarkdownWriter::openContainer(qsizetype index)
{
    Container &container = m_containers[index];
    if (container.type != Container::Type::Item)
        return;
    closeBlock();
    if (!m_row->text.isEmpty() && !m_row->text.endsWith(u'\n'))
        m_row->text += u'\n';
    container.isShown = true;
    const QString mark =
        container.isOrdered ? QString::number(container.next) + u'.' : QString(Bullet);
    openBlock(ParagraphTag, container.isOrdered ? 1 + int(mark.size()) : 2);
    m_isFirstBlock = true;
    m_row->html += mark + QStringLiteral("&nbsp;") + ChatMarkdownText::escaped(container.mark);
    m_row->text += QString((depth() - 1) * 4, u' ')
        + (container.isOrdered ? mark : QStringLiteral("-")) + u' ' + container.mark;
}

void ChatMarkdownWriter::closeContainersFrom(qsizetype index)
{
    const qsizetype first = std::max(index, m_base);
    if (m_opened <= first)
        return;
    closeBlock();
    if (!m_row->text.endsWith(u'\n'))
        m_row->text += u'\n';
    m_opened = first;
}

// Text of items that have no paragraphs has a block nevertheless.
void ChatMarkdownWriter::beginText()
{
    openContainers();
    if (m_row->kind == Kind::Text && m_block.isEmpty() && !m_row->html.isEmpty() && !m_isFirstBlock)
        openBlock(ParagraphTag, 0);
}

void ChatMarkdownWriter::openBlock(const QString &tag, int markLength)
{
    const int space = m_row->html.isEmpty() ? 0 : markLength > 0 ? ItemSpace : BlockSpace;
    m_row->html += paragraphTag(tag, space, depth(), markLength * MarkWidth);
    m_block = tag;
}

void ChatMarkdownWriter::closeBlock()
{
    if (!m_block.isEmpty())
        m_row->html += QStringLiteral("</%1>").arg(m_block);
    m_block.clear();
}

// In so many lists of the row.
int ChatMarkdownWriter::depth() const
{
    const auto items =
        std::count_if(m_containers.begin() + m_base, m_containers.end(), [](const Container &c) {
            return c.type == Container::Type::Item && c.isShown;
        });
    return std::min(int(items), MaximumDepth);
}
