// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATMARKDOWNHTML_P_H
#define SSEQT_CHATMARKDOWNHTML_P_H

#include "chatmarkdownblocks_p.h"
#include "chatmarkdownmodel.h"

#include <QtCore/qlist.h>
#include <QtCore/qstring.h>

// What the model shows as one block.
struct ChatMarkdownRow
{
    ChatMarkdownModel::Kind kind = ChatMarkdownModel::Kind::Text;
    QString html;
    QString text;
    QString language;
    bool continues = false;
    bool continuesLine = false;
    bool isFinished = false;
    int indent = 0;
    int quote = 0;

    friend bool operator==(const ChatMarkdownRow &lhs, const ChatMarkdownRow &rhs);
};

Q_DECLARE_TYPEINFO(ChatMarkdownRow, Q_RELOCATABLE_TYPE);

namespace ChatMarkdownHtml {

struct Result
{
    QList<ChatMarkdownRow> rows;
    int nextNumber = 1; // of the list that the piece ends with
};

// Parses the piece, with definitions of link references put before it. The HTML is of the subset
// that Qt draws: everything that came is escaped in it, and nothing in it is loaded.
[[nodiscard]] Result rendered(const ChatMarkdownPiece &piece, const QString &definitions,
                              int nextNumber);

} // namespace ChatMarkdownHtml

#endif
