// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATMARKDOWNWRITER_P_H
#define SSEQT_CHATMARKDOWNWRITER_P_H

#include "chatmarkdownhtml_p.h"

#include <QtCore/qlist.h>
#include <QtCore/qstring.h>

#include <optional>

// Writes rows out of blocks that come nested. Code and tables are rows of their own, also inside
// lists and quotes; what comes after them goes on in the next row.
class ChatMarkdownWriter
{
public:
    ChatMarkdownWriter(const ChatMarkdownPiece &piece, int nextNumber);

    void enterQuote();
    void enterList(bool isOrdered, int start);
    void enterItem(const QString &mark);
    void leaveContainer();

    // A block of text, in what tag; none for the text of items without paragraphs.
    void enterBlock(const QString &tag);
    void leaveBlock();
    // A row of its own.
    void enterRow(ChatMarkdownModel::Kind kind, const QString &language = {});
    void leaveRow();

    // Into the row that is open, or that begins by it.
    void writeHtml(const QString &html);
    void writeText(const QString &text);
    void write(const QString &text); // into both

    [[nodiscard]] bool isTooLarge() const;
    [[nodiscard]] ChatMarkdownHtml::Result take();

private:
    struct Container
    {
        enum class Type {
            Quote,
            List,
            Item,
        };
        Type type = Type::Quote;
        bool isOrdered = false;
        int next = 1; // number of the list's next item
        QString mark; // that the item has before its text
        bool isShown = false; // the mark is
    };

    void openRow(ChatMarkdownModel::Kind kind);
    void closeRow();
    void openContainers();
    void openContainer(qsizetype index);
    void closeContainersFrom(qsizetype index);
    void beginText();
    void openBlock(const QString &tag, int markLength);
    void closeBlock();
    [[nodiscard]] int depth() const;

    const ChatMarkdownPiece m_piece;
    ChatMarkdownHtml::Result m_result;
    QList<Container> m_containers;
    std::optional<ChatMarkdownRow> m_row;
    qsizetype m_base = 0; // containers that the row is in without their marks
    qsizetype m_opened = 0; // and those whose marks it has
    QString m_block; // the tag that is open
    bool m_isFirstBlock = true; // of the row or of the item
    qsizetype m_size = 0;
};

#endif
