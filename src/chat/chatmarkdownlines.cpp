// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatmarkdownlines_p.h"

#include <algorithm>

namespace {

constexpr int CodeIndent = 4;
constexpr qsizetype MaximumNumberLength = 9;
constexpr qsizetype MaximumUndecidedLength = 200;
constexpr char16_t ZeroWidthJoiner = 0x200D;

bool isSpace(QChar character)
{
    return character == u' ' || character == u'\t';
}

QStringView withoutIndent(QStringView line)
{
    qsizetype start = 0;
    while (start < line.size() && isSpace(line[start]))
        ++start;
    return line.sliced(start);
}

qsizetype runOf(QStringView text, QChar character)
{
    qsizetype length = 0;
    while (length < text.size() && text[length] == character)
        ++length;
    return length;
}

// Lines that are indented as code begin nothing else.
bool isCode(QStringView line)
{
    return ChatMarkdownLines::indentOf(line) >= CodeIndent;
}

bool consistsOf(QStringView text, QStringView characters)
{
    return std::all_of(text.begin(), text.end(),
                       [characters](QChar c) { return characters.contains(c); });
}

bool isDigit(QChar character)
{
    return character >= u'0' && character <= u'9';
}

// The length of the mark itself, 0 when there is none.
qsizetype markLength(QStringView text)
{
    if (text.isEmpty())
        return 0;
    if (text[0] == u'-' || text[0] == u'+' || text[0] == u'*')
        return 1;
    qsizetype digits = 0;
    while (digits < text.size() && isDigit(text[digits]))
        ++digits;
    if (digits == 0 || digits > MaximumNumberLength || digits == text.size())
        return 0;
    return text[digits] == u'.' || text[digits] == u')' ? digits + 1 : 0;
}

} // namespace

bool ChatMarkdownLines::isBlank(QStringView line)
{
    return withoutIndent(line).isEmpty();
}

int ChatMarkdownLines::indentOf(QStringView line)
{
    int columns = 0;
    for (const QChar character : line) {
        if (character == u' ')
            ++columns;
        else if (character == u'\t')
            columns += CodeIndent - columns % CodeIndent;
        else
            break;
    }
    return columns;
}

QString ChatMarkdownLines::unindented(QStringView line, int columns)
{
    int column = 0;
    qsizetype start = 0;
    while (column < columns && start < line.size() && isSpace(line[start])) {
        column += line[start] == u'\t' ? CodeIndent - column % CodeIndent : 1;
        ++start;
    }
    // Half of a tab is left as spaces.
    return QString(std::max(0, column - columns), u' ') + line.sliced(start).toString();
}

bool ChatMarkdownLines::isHeading(QStringView line)
{
    if (isCode(line))
        return false;
    const QStringView text = withoutIndent(line);
    const qsizetype level = runOf(text, u'#');
    return level >= 1 && level <= 6 && (level == text.size() || isSpace(text[level]));
}

bool ChatMarkdownLines::isRule(QStringView line)
{
    if (isCode(line))
        return false;
    const QStringView text = withoutIndent(line);
    if (text.isEmpty() || !QStringView(u"-*_").contains(text[0]))
        return false;
    qsizetype count = 0;
    for (const QChar character : text) {
        if (character == text[0])
            ++count;
        else if (!isSpace(character))
            return false;
    }
    return count >= 3;
}

bool ChatMarkdownLines::isUnderline(QStringView line)
{
    if (isCode(line))
        return false;
    const QStringView text = line.trimmed();
    return !text.isEmpty() && (text[0] == u'-' || text[0] == u'=')
        && runOf(text, text[0]) == text.size();
}

bool ChatMarkdownLines::isTableUnderline(QStringView line)
{
    return !isCode(line) && line.contains(u'|') && line.contains(u'-')
        && consistsOf(line, u"|-: \t");
}

bool ChatMarkdownLines::isQuote(QStringView line)
{
    return !isCode(line) && withoutIndent(line).startsWith(u'>');
}

std::optional<ChatMarkdownLines::Fence> ChatMarkdownLines::openingFence(QStringView line)
{
    if (isCode(line))
        return std::nullopt;
    const QStringView text = withoutIndent(line);
    if (text.isEmpty() || (text[0] != u'`' && text[0] != u'~'))
        return std::nullopt;
    const qsizetype length = runOf(text, text[0]);
    const QStringView info = text.sliced(length).trimmed();
    if (length < 3 || (text[0] == u'`' && info.contains(u'`')))
        return std::nullopt;
    return Fence{ text[0], length, indentOf(line), info.toString() };
}

bool ChatMarkdownLines::closes(QStringView line, const Fence &fence)
{
    if (isCode(line))
        return false;
    const QStringView text = withoutIndent(line);
    const qsizetype length = runOf(text, fence.character);
    return length >= fence.length && isBlank(text.sliced(length));
}

std::optional<ChatMarkdownLines::Item> ChatMarkdownLines::item(QStringView line)
{
    if (isCode(line) || isRule(line))
        return std::nullopt;
    const QStringView text = withoutIndent(line);
    const qsizetype length = markLength(text);
    if (length == 0 || (length < text.size() && !isSpace(text[length])))
        return std::nullopt;

    Item item;
    item.type = text[length - 1];
    item.indent = indentOf(line);
    item.markEnd = line.size() - text.size() + length;
    if (isDigit(text[0]))
        item.number = text.first(length - 1).toInt();
    const QStringView rest = text.sliced(length);
    item.isEmpty = isBlank(rest);
    // Content that is itself indented as code begins one column behind the mark.
    const int column = item.indent + int(length);
    const int gap = indentOf(QString(column, u' ') + rest.toString()) - column;
    item.content = column + (item.isEmpty || gap > CodeIndent ? 1 : gap);
    return item;
}

bool ChatMarkdownLines::interruptsParagraph(QStringView line)
{
    if (isHeading(line) || isQuote(line) || openingFence(line))
        return true;
    const auto mark = item(line);
    return mark && mark->interrupts();
}

bool ChatMarkdownLines::isUndecided(QStringView line)
{
    return line.size() <= MaximumUndecidedLength && consistsOf(line, u"-=*+_#>`~|:0123456789.) \t")
        && !isBlank(line) && !consistsOf(line, u"0123456789 \t");
}

QString ChatMarkdownLines::asParagraph(QStringView line)
{
    QString text = withoutIndent(line).toString();
    if (const auto mark = item(text))
        text.insert(mark->markEnd - 1, u'\\');
    else if (isHeading(text) || isRule(text) || isUnderline(text) || isQuote(text)
             || openingFence(text))
        text.prepend(u'\\');
    return text;
}

bool ChatMarkdownLines::isCharacterBoundary(QStringView text, qsizetype position)
{
    if (position <= 0 || position >= text.size())
        return true;
    const QChar before = text[position - 1];
    const QChar after = text[position];
    if (before.isHighSurrogate() || before == QChar(ZeroWidthJoiner) || before == u'\\')
        return false;
    // Skin tones and flags come in pairs of surrogates: cuts inside a run of these are left out.
    return !after.isMark() && !after.isLowSurrogate() && after != QChar(ZeroWidthJoiner)
        && !(after.isHighSurrogate() && before.isLowSurrogate());
}
