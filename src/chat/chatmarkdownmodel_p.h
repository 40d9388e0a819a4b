// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATMARKDOWNMODEL_P_H
#define SSEQT_CHATMARKDOWNMODEL_P_H

#include "chatmarkdownblocks_p.h"
#include "chatmarkdownhtml_p.h"
#include "chatmarkdownmodel.h"
#include "chatmarkdownreferences_p.h"

#include <QtCore/qbasictimer.h>
#include <QtCore/qpointer.h>

#include <deque>

class ChatMarkdownModelPrivate
{
    Q_DISABLE_COPY_MOVE(ChatMarkdownModelPrivate)
public:
    explicit ChatMarkdownModelPrivate(ChatMarkdownModel *model)
        : q(model)
    { }

    void follow();
    void clear();
    void take(const QString &fragment, bool isLast);
    void complete();
    // Takes in as much as a turn of the event loop has time for.
    void goOn();
    [[nodiscard]] bool isBusy() const { return m_isBusy; }

    ChatMarkdownModel *const q;
    QPointer<ChatPart> part;
    QString text; // without a part
    QList<ChatMarkdownRow> rows;
    QBasicTimer timer;

private:
    // A finished block that names labels which may be defined later.
    struct Waiting
    {
        ChatMarkdownPiece piece;
        QSet<QString> labels;
        int number; // of the list that it goes on with
        int row;
        int rowCount;
    };

    void takePart();
    void update();
    [[nodiscard]] QList<ChatMarkdownRow> takeTurn();
    void takePiece(const ChatMarkdownPiece &piece, QList<ChatMarkdownRow> *into);
    void appendTail(QList<ChatMarkdownRow> *into);
    // Each of these returns whether the model still lives.
    bool show(const QList<ChatMarkdownRow> &newRows, int finishedCount);
    bool changeRows(int first, const QList<ChatMarkdownRow> &newRows);
    bool resize(int first, const QList<ChatMarkdownRow> &newRows);
    bool link(const QSet<QString> &labels);
    bool setBusy(bool busy);

    ChatMarkdownBlocks m_blocks;
    ChatMarkdownReferences m_references;
    ChatMarkdownReferences m_tailReferences; // with those of a tail to which no more comes
    std::deque<Waiting> m_waiting;
    QSet<QString> m_defined; // in this turn
    QString m_pending; // what has come and is not taken in, from the offset on
    qsizetype m_offset = 0;
    int m_finishedCount = 0;
    int m_nextNumber = 1;
    bool m_isComplete = false;
    bool m_isShowing = false; // handlers are being told
    bool m_isBusy = false;
    bool m_hasNewText = false;
};

#endif
