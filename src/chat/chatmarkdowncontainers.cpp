// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatmarkdownblocks_p.h"

#include <utility>

// Lists and quotes. They are one piece each, which the parser takes apart: here it is only found
// out where they end, and where they are split if they are too large for one piece.

using namespace ChatMarkdownLines;

namespace {

constexpr qsizetype ItemLimit = 3072; // a list is split before items
constexpr qsizetype ContainerLimit = 6144; // and inside them, if it must be

QStringView withoutSpaces(QStringView text)
{
    while (!text.isEmpty() && (text[0] == u' ' || text[0] == u'\t'))
        text = text.sliced(1);
    return text;
}

// Without the marks of the quotes around it.
QStringView withoutQuotes(QStringView line)
{
    QStringView text = withoutSpaces(line);
    while (text.startsWith(u'>'))
        text = withoutSpaces(text.sliced(1));
    return text;
}

// Without the marks of quotes and items.
QStringView withoutMarks(QStringView line)
{
    QStringView text = withoutQuotes(line);
    while (const auto mark = item(text))
        text = withoutQuotes(text.sliced(mark->markEnd));
    return text;
}

} // namespace

void ChatMarkdownBlocks::beginContainer(QStringView line)
{
    m_state = State::Container;
    m_container.emplace();
    m_container->item = item(line);
    add(line);
    followInnerFence(line);
}

void ChatMarkdownBlocks::takeContainerLine(QStringView line)
{
    if (m_container->item)
        takeListLine(line);
    else
        takeQuoteLine(line);
}

void ChatMarkdownBlocks::takeListLine(QStringView line)
{
    Container &list = *m_container;
    if (isBlank(line)) {
        const bool isFirst = !std::exchange(list.afterBlank, true);
        if (m_isOpen && list.fence)
            keepInContainer(line);
        else if (m_isOpen && isFirst)
            add({});
        return;
    }
    const auto mark = item(line);
    const bool isInside = indentOf(line) >= list.item->content;
    const bool isOfTheList = mark && mark->type == list.item->type;
    if (mark && !isInside && (list.afterBlank || isOfTheList || mark->interrupts())) {
        takeItem(line, *mark);
        return;
    }
    if (!isInside && (list.afterBlank || isRule(line) || interruptsParagraph(line))) {
        commit();
        begin(line);
        return;
    }
    // Lines that are not indented go on with a paragraph, never with code.
    if (!isInside)
        list.fence.reset();
    list.afterBlank = false;
    keepInContainer(line);
}

void ChatMarkdownBlocks::takeItem(QStringView line, const Item &mark)
{
    Container &list = *m_container;
    if (mark.type != list.item->type) {
        commit();
        begin(line);
        return;
    }
    if (!m_isOpen || list.strip > 0 || !hasRoomFor(line, ItemLimit)) {
        commit();
        m_piece.continues = true;
        m_piece.continuesList = true;
    }
    list = {};
    list.item = mark;
    add(line);
    followInnerFence(line);
}

void ChatMarkdownBlocks::takeQuoteLine(QStringView line)
{
    if (isBlank(line)) {
        commit();
        begin(line);
        return;
    }
    const auto inside = insideContainer(line);
    if (!inside) {
        if (isRule(line) || interruptsParagraph(line)) {
            commit();
            begin(line);
            return;
        }
        m_container->fence.reset();
    } else if (isBlank(*inside) && !m_container->fence && !hasRoomFor(line, ItemLimit)) {
        split();
        return;
    }
    keepInContainer(line);
}

void ChatMarkdownBlocks::keepInContainer(QStringView line)
{
    Container &container = *m_container;
    if (m_isOpen && !hasRoomFor(line, ContainerLimit)) {
        if (container.fence) {
            commit();
            goOnWithFence();
            m_piece.continues = true;
            takeFenceLine(line);
            return;
        }
        split();
        placeInContainer();
        if (container.item)
            container.strip = indentOf(line);
    }
    add(unindented(line, container.strip));
    followInnerFence(line);
}

void ChatMarkdownBlocks::followInnerFence(QStringView line)
{
    auto &fence = m_container->fence;
    if (fence) {
        if (closes(withoutQuotes(line), *fence))
            fence.reset();
        return;
    }
    fence = openingFence(withoutMarks(line));
    if (fence)
        fence->indent = indentOf(insideContainer(line).value_or(QString()));
}

// From here on the code inside is taken line by line, as it is outside of lists and quotes.
void ChatMarkdownBlocks::goOnWithFence()
{
    const Fence fence = *m_container->fence;
    placeInContainer();
    m_piece.quote = m_container->item ? 0 : 1;
    beginFence(fence);
    m_isOpen = false;
}

void ChatMarkdownBlocks::placeInContainer()
{
    const bool isList = m_container->item.has_value();
    m_piece.indent = isList ? 1 : 0;
    m_piece.quote = 0;
    m_container->strip = isList ? m_container->item->content : 0;
}

std::optional<QString> ChatMarkdownBlocks::insideContainer(QStringView line) const
{
    if (m_container->item) {
        if (isBlank(line))
            return QString();
        if (indentOf(line) < m_container->item->content)
            return std::nullopt;
        return unindented(line, m_container->item->content);
    }
    if (!isQuote(line))
        return std::nullopt;
    const QStringView text = withoutSpaces(line).sliced(1);
    return (text.startsWith(u' ') ? text.sliced(1) : text).toString();
}
