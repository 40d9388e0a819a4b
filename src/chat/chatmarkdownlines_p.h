// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATMARKDOWNLINES_P_H
#define SSEQT_CHATMARKDOWNLINES_P_H

#include <QtCore/qchar.h>
#include <QtCore/qstring.h>
#include <QtCore/qstringview.h>

#include <optional>

// What a line of Markdown begins, as the CommonMark specification has it, seen by itself: whether
// it does so depends on the lines before.
namespace ChatMarkdownLines {

// Of the marks that fence code (CommonMark 4.5).
struct Fence
{
    QChar character;
    qsizetype length = 0;
    int indent = 0;
    QString info;
};

// The mark of a list item (CommonMark 5.2).
struct Item
{
    QChar type; // the bullet, or what stands behind the number
    int indent = 0;
    int content = 0; // the column in which the item's content begins
    int number = -1;
    qsizetype markEnd = 0; // where the mark ends in the line
    bool isEmpty = false;

    // Whether it may follow a paragraph without a blank line between them.
    [[nodiscard]] bool interrupts() const { return !isEmpty && (number < 0 || number == 1); }
};

[[nodiscard]] bool isBlank(QStringView line);
// In columns: a tab goes to the next multiple of four.
[[nodiscard]] int indentOf(QStringView line);
// Without the first columns of its indentation, as many as it has of \a columns.
[[nodiscard]] QString unindented(QStringView line, int columns);

[[nodiscard]] bool isHeading(QStringView line);
[[nodiscard]] bool isRule(QStringView line);
// The line under a heading; it is a rule, or text, where no paragraph stands above.
[[nodiscard]] bool isUnderline(QStringView line);
[[nodiscard]] bool isTableUnderline(QStringView line);
[[nodiscard]] bool isQuote(QStringView line);
[[nodiscard]] std::optional<Fence> openingFence(QStringView line);
[[nodiscard]] bool closes(QStringView line, const Fence &fence);
[[nodiscard]] std::optional<Item> item(QStringView line);

// Whether a paragraph ends before it, though no blank line does it. Of rules this is not asked:
// they may be underlines.
[[nodiscard]] bool interruptsParagraph(QStringView line);

// Nothing but marks of which nobody can tell yet what they will begin.
[[nodiscard]] bool isUndecided(QStringView line);

// Escaped where it would begin a block, though it goes on with a paragraph.
[[nodiscard]] QString asParagraph(QStringView line);

// Whether text may be cut before \a position without breaking what is seen as one character.
[[nodiscard]] bool isCharacterBoundary(QStringView text, qsizetype position);

} // namespace ChatMarkdownLines

#endif
