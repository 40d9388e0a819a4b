// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATMARKDOWNBLOCKS_P_H
#define SSEQT_CHATMARKDOWNBLOCKS_P_H

#include "chatmarkdownlines_p.h"

#include <QtCore/qlist.h>
#include <QtCore/qstring.h>

#include <optional>

// A block of the text, or a part of one that is too large for one.
struct ChatMarkdownPiece
{
    enum class Kind {
        Markdown, // to be parsed
        Code, // as it is, without its fence
    };

    Kind kind = Kind::Markdown;
    QString source;
    QString language; // of code
    bool continues = false; // the same block as the piece before
    bool continuesLine = false; // even the same line
    bool continuesList = false; // its first item is numbered after the last one before
    int indent = 0; // inside so many items whose marks are in pieces before
    int quote = 0; // inside so many quotes whose marks are not in the source
};

// Splits Markdown that grows into pieces. What it yields depends on the text alone, never on how it
// was cut into fragments; no piece is larger than a few KiB, whatever the text; and each character
// is looked at a fixed number of times.
class ChatMarkdownBlocks
{
public:
    void feed(QStringView fragment);

    // Pieces that nothing can change that may follow, each given once.
    [[nodiscard]] QList<ChatMarkdownPiece> takeFinished();
    // The rest, as it would be if the text ended here. While more is expected, marks of which
    // nobody can tell yet what they begin are left out.
    [[nodiscard]] QList<ChatMarkdownPiece> tail(bool moreExpected) const;

private:
    enum class State {
        Between,
        Paragraph,
        Fence,
        IndentedCode,
        Container, // a list or a quote
    };

    // What is known of the list or the quote that is open.
    struct Container
    {
        std::optional<ChatMarkdownLines::Item>
            item; // the last at the outermost level; else a quote
        std::optional<ChatMarkdownLines::Fence> fence; // that is open inside
        bool afterBlank = false;
        int strip = 0; // columns that the open piece leaves out, for it begins inside an item
    };

    void feedCharacter(QChar character);
    [[nodiscard]] bool isTooLong() const;
    void breakLine();
    void endLine();
    [[nodiscard]] bool isHeldBack() const;

    void takeLine(QStringView line);
    void takeFirstPart(QStringView part);
    void takeNextPart(QStringView part, bool isLast);

    void begin(QStringView line);
    void takeParagraphLine(QStringView line);
    void takeTableLine(QStringView line);
    void beginTable(QStringView underline);
    void takeIndentedLine(QStringView line);
    void beginFence(const ChatMarkdownLines::Fence &fence);
    void takeFenceLine(QStringView line);
    void leaveFence();

    void beginContainer(QStringView line);
    void takeContainerLine(QStringView line);
    void takeListLine(QStringView line);
    void takeItem(QStringView line, const ChatMarkdownLines::Item &item);
    void takeQuoteLine(QStringView line);
    void keepInContainer(QStringView line);
    void followInnerFence(QStringView line);
    void goOnWithFence();
    [[nodiscard]] std::optional<QString> insideContainer(QStringView line) const;

    void add(QStringView line);
    void addCode(QStringView line);
    [[nodiscard]] bool hasRoomFor(QStringView line, qsizetype limit) const;
    void commit();
    void split();
    void placeInContainer();

    QList<ChatMarkdownPiece> m_finished;
    ChatMarkdownPiece m_piece;
    bool m_isOpen = false; // whether the piece has a line
    State m_state = State::Between;
    ChatMarkdownLines::Fence m_fence;
    std::optional<Container> m_container; // around the state
    bool m_isTable = false; // the paragraph is one
    QString m_tableHead; // its first two lines, where they are short enough to be repeated
    qsizetype m_lines = 0; // of the open piece
    qsizetype m_blankLines = 0; // that belong to indented code if more of it comes

    QString m_line; // as far as it has come
    qsizetype m_wordStart = 0; // in the line
    bool m_isPart = false; // the beginning of the line has been taken
    bool m_skipsLineFeed = false;
};

#endif
