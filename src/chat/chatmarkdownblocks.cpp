// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatmarkdownblocks_p.h"

#include <algorithm>
#include <utility>

using namespace ChatMarkdownLines;

namespace {

// Where blocks are split that have places for it, in UTF-16 code units. What is parsed again with
// each fragment is no longer, and so is what a view lays out again.
constexpr qsizetype SoftLimit = 3072;
// Where they are split for want of such a place.
constexpr qsizetype HardLimit = 6144;
constexpr qsizetype LineLimit = 3072;
constexpr qsizetype WordLimit = 2048;
// Cuts move back by up to so many characters, to where they break none.
constexpr qsizetype CutRange = 64;
constexpr qsizetype ShortBeginning = 256;
// Views take their time for each line: of shorter ones there are no more than of these.
constexpr qsizetype ShortLine = 24;
constexpr qsizetype TableHeadLimit = 1024;
constexpr int CodeIndent = 4;
constexpr qsizetype LanguageLength = 40;

qsizetype cutOfWord(QStringView text, qsizetype position)
{
    for (qsizetype cut = position; cut > position - CutRange; --cut) {
        if (isCharacterBoundary(text, cut))
            return cut;
    }
    return text[position].isLowSurrogate() ? position - 1 : position;
}

// GitHub takes one dash for a column, the parser no fewer than three.
QString widened(QStringView underline)
{
    QString line;
    qsizetype dashes = 0;
    for (const QChar character : underline) {
        if (character != u'-' && dashes > 0)
            line += QString(std::max(qsizetype(0), 3 - dashes), u'-');
        dashes = character == u'-' ? dashes + 1 : 0;
        line += character;
    }
    return dashes > 0 ? line + QString(std::max(qsizetype(0), 3 - dashes), u'-') : line;
}

QString languageOf(const Fence &fence)
{
    const qsizetype end = fence.info.indexOf(u' ');
    return fence.info.left(end < 0 ? LanguageLength : std::min(end, LanguageLength));
}

} // namespace

void ChatMarkdownBlocks::feed(QStringView fragment)
{
    for (const QChar character : fragment)
        feedCharacter(character);
}

QList<ChatMarkdownPiece> ChatMarkdownBlocks::takeFinished()
{
    return std::exchange(m_finished, {});
}

QList<ChatMarkdownPiece> ChatMarkdownBlocks::tail(bool moreExpected) const
{
    ChatMarkdownBlocks rest = *this;
    rest.m_finished.clear();
    if (moreExpected && !m_line.isEmpty() && m_line.back().isHighSurrogate())
        rest.m_line.chop(1);
    if (!rest.m_line.isEmpty() && !(moreExpected && rest.isHeldBack()))
        rest.endLine();
    rest.commit();
    return rest.m_finished;
}

void ChatMarkdownBlocks::feedCharacter(QChar character)
{
    const bool isRestOfLineEnd = std::exchange(m_skipsLineFeed, false) && character == u'\n';
    if (isRestOfLineEnd)
        return;
    if (character == u'\n' || character == u'\r') {
        m_skipsLineFeed = character == u'\r';
        endLine();
        return;
    }
    m_line += character;
    if (character == u' ' || character == u'\t')
        m_wordStart = m_line.size();
    while (isTooLong())
        breakLine();
}

bool ChatMarkdownBlocks::isTooLong() const
{
    return m_line.size() - m_wordStart >= WordLimit + CutRange
        || m_line.size() >= LineLimit + CutRange;
}

// Where a line is cut follows from its characters up to a fixed number behind the cut.
void ChatMarkdownBlocks::breakLine()
{
    const qsizetype cut =
        m_wordStart >= ShortBeginning ? m_wordStart : cutOfWord(m_line, m_wordStart + WordLimit);
    const QString part = m_line.left(cut);
    m_line.remove(0, cut);
    m_wordStart = std::max(qsizetype(0), m_wordStart - cut);
    if (std::exchange(m_isPart, true))
        takeNextPart(part, false);
    else
        takeFirstPart(part);
}

void ChatMarkdownBlocks::endLine()
{
    const QString line = std::exchange(m_line, {});
    m_wordStart = 0;
    if (std::exchange(m_isPart, false))
        takeNextPart(line, true);
    else
        takeLine(line);
}

// Two dashes may become a heading's line, a rule or an item: showing them as the one and then as
// the other would flicker.
bool ChatMarkdownBlocks::isHeldBack() const
{
    if (m_isPart)
        return false;
    if (m_state != State::Fence)
        return isUndecided(m_line);
    return std::all_of(m_line.begin(), m_line.end(),
                       [this](QChar c) { return c == m_fence.character || c == u' '; });
}

void ChatMarkdownBlocks::takeLine(QStringView line)
{
    switch (m_state) {
    case State::Between:
        begin(line);
        break;
    case State::Paragraph:
        takeParagraphLine(line);
        break;
    case State::Fence:
        takeFenceLine(line);
        break;
    case State::IndentedCode:
        takeIndentedLine(line);
        break;
    case State::Container:
        takeContainerLine(line);
        break;
    }
}

// The beginning of a line says what it is; each part stands alone.
void ChatMarkdownBlocks::takeFirstPart(QStringView part)
{
    takeLine(part);
    if (m_state == State::Container && m_container->fence) {
        commit();
        goOnWithFence();
        return;
    }
    split();
    if (m_state == State::Between)
        m_state = State::Paragraph;
    if (m_state == State::Container)
        placeInContainer();
}

void ChatMarkdownBlocks::takeNextPart(QStringView part, bool isLast)
{
    m_piece.continues = true;
    m_piece.continuesLine = true;
    if (m_state == State::Fence || m_state == State::IndentedCode) {
        add(part);
        if (!isLast)
            split();
        return;
    }
    if (m_state == State::Container && !m_container->item)
        m_piece.quote = 1;
    if (!isBlank(part))
        add(asParagraph(part));
    split();
    if (m_state == State::Container)
        placeInContainer();
}

void ChatMarkdownBlocks::begin(QStringView line)
{
    m_state = State::Between;
    m_container.reset();
    m_isTable = false;
    if (isBlank(line))
        return;
    if (isHeading(line) || isRule(line)) {
        add(line);
        commit();
    } else if (const auto fence = openingFence(line)) {
        beginFence(*fence);
    } else if (isQuote(line) || item(line)) {
        beginContainer(line);
    } else if (indentOf(line) >= CodeIndent) {
        m_state = State::IndentedCode;
        m_piece.kind = ChatMarkdownPiece::Kind::Code;
        m_blankLines = 0;
        add(unindented(line, CodeIndent));
    } else {
        m_state = State::Paragraph;
        add(line);
    }
}

void ChatMarkdownBlocks::takeParagraphLine(QStringView line)
{
    const bool isHeadingLine = m_isOpen && !m_isTable && isUnderline(line);
    if (isBlank(line)) {
        commit();
        m_state = State::Between;
    } else if (interruptsParagraph(line) || (isRule(line) && !isHeadingLine)) {
        commit();
        begin(line);
    } else if (isHeadingLine) {
        add(line);
        commit();
        m_state = State::Between;
    } else if (m_isTable) {
        takeTableLine(line);
    } else if (m_isOpen && isTableUnderline(line)) {
        beginTable(line);
    } else if (m_isOpen && hasRoomFor(line, SoftLimit)) {
        add(line);
    } else {
        split();
        add(asParagraph(line));
    }
}

// The line above is the table's head, also where it follows other lines of a paragraph.
void ChatMarkdownBlocks::beginTable(QStringView underline)
{
    const qsizetype headStart = m_piece.source.lastIndexOf(u'\n') + 1;
    const QString head = m_piece.source.mid(headStart);
    if (!head.contains(u'|')) {
        add(underline);
        return;
    }
    if (headStart > 0) {
        m_piece.source.truncate(headStart - 1);
        commit();
        add(head);
    }
    add(widened(underline));
    m_isTable = true;
    m_tableHead = m_piece.source.size() <= TableHeadLimit ? m_piece.source : QString();
}

void ChatMarkdownBlocks::takeTableLine(QStringView line)
{
    if (m_isOpen && hasRoomFor(line, SoftLimit)) {
        add(line);
        return;
    }
    split();
    if (!m_tableHead.isEmpty())
        add(m_tableHead);
    add(line);
}

void ChatMarkdownBlocks::takeIndentedLine(QStringView line)
{
    if (isBlank(line)) {
        ++m_blankLines;
        return;
    }
    if (indentOf(line) < CodeIndent) {
        commit();
        begin(line);
        return;
    }
    for (; m_blankLines > 0; --m_blankLines)
        addCode({});
    addCode(unindented(line, CodeIndent));
}

void ChatMarkdownBlocks::beginFence(const Fence &fence)
{
    m_state = State::Fence;
    m_fence = fence;
    m_piece.kind = ChatMarkdownPiece::Kind::Code;
    m_piece.language = languageOf(fence);
    m_isOpen = true; // code without lines is code too
}

void ChatMarkdownBlocks::takeFenceLine(QStringView line)
{
    if (!m_container) {
        if (closes(line, m_fence))
            leaveFence();
        else
            addCode(unindented(line, m_fence.indent));
        return;
    }
    const auto inside = insideContainer(line);
    if (!inside) {
        leaveFence();
        m_container->afterBlank = true;
        takeContainerLine(line);
    } else if (closes(inside->trimmed(), m_fence)) {
        leaveFence();
    } else {
        addCode(unindented(*inside, m_fence.indent));
    }
}

void ChatMarkdownBlocks::leaveFence()
{
    commit();
    m_state = State::Between;
    if (!m_container)
        return;
    m_state = State::Container;
    m_container->fence.reset();
    m_container->afterBlank = false;
    placeInContainer();
}

void ChatMarkdownBlocks::add(QStringView line)
{
    if (m_lines++ > 0)
        m_piece.source += u'\n';
    m_piece.source += line;
    m_isOpen = true;
}

void ChatMarkdownBlocks::addCode(QStringView line)
{
    if (!hasRoomFor(line, SoftLimit))
        split();
    add(line);
}

bool ChatMarkdownBlocks::hasRoomFor(QStringView line, qsizetype limit) const
{
    return m_lines == 0
        || (m_piece.source.size() + line.size() < limit && m_lines < limit / ShortLine);
}

void ChatMarkdownBlocks::commit()
{
    if (m_isOpen)
        m_finished.append(std::move(m_piece));
    m_piece = {};
    m_isOpen = false;
    m_lines = 0;
}

// What comes next is more of the same.
void ChatMarkdownBlocks::split()
{
    ChatMarkdownPiece next;
    next.kind = m_piece.kind;
    next.language = m_piece.language;
    next.indent = m_piece.indent;
    next.quote = m_piece.quote;
    next.continues = true;
    commit();
    m_piece = next;
}
