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
    const bool isNewRow = !m_row;
    openContainers();
    if (tag == QLatin1String("p") && m_isFirstBlock)
        return;
    if (!isNewRow && !m_isFirstBlock)
        m_row->text += u'\n';
    writeHtml(QStringLiteral("<%1 style=\"margin-top:%2px;margin-bottom:0px\">")
                  .arg(tag)
                  .arg(m_isFirstBlock ? 0 : 8));
}

void ChatMarkdownWriter::leaveBlock(const QString &tag)
{
    if (!m_row)
        return;
    if (tag != QLatin1String("p") || !m_isFirstBlock)
        writeHtml(QStringLiteral("</") + tag + u'>');
    m_isFirstBlock = false;
    if (!m_row->text.endsWith(u'\n'))
        m_row->text += u'\n';
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
    openContainers();
    m_row->html += html;
    m_size += html.size();
}

void ChatMarkdownWriter::writeText(const QString &text)
{
    openContainers();
    m_row->text += text;
    m_size += text.size();
}

void ChatMarkdownWriter::write(const QString &text)
{
    openContainers();
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
}

void ChatMarkdownWriter::closeRow()
{
    if (!m_row)
        return;
    closeContainersFrom(m_base);
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
    while (m_opened < m_containers.size())
        openContainer(m_opened++);
}

void ChatMarkdownWriter::openContainer(qsizetype index)
{
    Container &container = m_containers[index];
    const bool isList = container.type == Container::Type::List;
    if (isList && isHidden(index))
        return;
    const bool isOrdered = container.isOrdered;
    if (isList) {
        // The item that is being opened counts already.
        const int start = container.next - 1;
        m_row->html += isOrdered
            ? QStringLiteral("<ol start=\"%1\" style=\"margin-top:0px;margin-bottom:0px\">")
                  .arg(start)
            : QStringLiteral("<ul style=\"margin-top:0px;margin-bottom:0px\">");
        if (!m_row->text.isEmpty() && !m_row->text.endsWith(u'\n'))
            m_row->text += u'\n';
        return;
    }
    container.isShown = true;
    m_isFirstBlock = true;
    m_row->html += QStringLiteral("<li>") + ChatMarkdownText::escaped(container.mark);
    const qsizetype depth = std::min<qsizetype>((index - m_base) / 2, MaximumDepth);
    m_row->text += QString(depth * 4, u' ')
        + (isOrdered ? QString::number(container.next) + QStringLiteral(". ")
                     : QStringLiteral("- "))
        + container.mark;
}

void ChatMarkdownWriter::closeContainersFrom(qsizetype index)
{
    for (qsizetype i = std::min(m_opened, m_containers.size()) - 1; i >= std::max(index, m_base);
         --i) {
        const Container &container = m_containers[i];
        if (container.type == Container::Type::Item) {
            m_row->html += QStringLiteral("</li>");
            if (!m_row->text.endsWith(u'\n'))
                m_row->text += u'\n';
        } else if (!isHidden(i)) {
            m_row->html += container.isOrdered ? QStringLiteral("</ol>") : QStringLiteral("</ul>");
        }
    }
    m_opened = std::min(m_opened, std::max(index, m_base));
}

// Lists that are too deep for it are no further indented.
bool ChatMarkdownWriter::isHidden(qsizetype index) const
{
    return index / 2 >= MaximumDepth;
}
