// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATTOOLCALLS_P_H
#define SSEQT_CHATTOOLCALLS_P_H

#include "chatdelta.h"

#include <QtCore/qlist.h>
#include <QtCore/qstring.h>

// The tool calls of one answer, while their arguments arrive. A key is whatever the format tells
// them apart by.
class ChatToolCalls
{
public:
    // Beyond these an error says so, once, and what follows is left out.
    static constexpr qsizetype MaximumCalls = 128;
    static constexpr qsizetype MaximumArguments = 16 * 1024 * 1024; // of all calls, in UTF-16

    [[nodiscard]] bool contains(const QString &key) const;
    // Of the call with that ID; empty where there is none.
    [[nodiscard]] QString keyOf(const QString &id) const;
    [[nodiscard]] bool isEmpty() const { return m_calls.isEmpty(); }

    // Begins the call, or gives one that has begun what it still lacked. It is announced when its
    // name is known; without an \a id, or with that of another call, it gets one that is made up,
    // told apart within the answer.
    void begin(const QString &key, const QString &id, const QString &name,
               QList<ChatDelta> *deltas);
    // Dropped where no such call is open.
    void append(const QString &key, const QString &fragment, QList<ChatDelta> *deltas);
    // Once; later calls do nothing. \a whole are all arguments, where the format repeats them at
    // the end: what fragments have left out follows. No arguments at all are an empty object.
    void complete(const QString &key, QList<ChatDelta> *deltas, const QString &whole = QString());
    // Completes those whose arguments are whole JSON already.
    void completeWhole(QList<ChatDelta> *deltas);
    void completeAll(QList<ChatDelta> *deltas);
    // Of an answer that ends too early: calls that are still open have failed.
    void abandonAll(QList<ChatDelta> *deltas);

private:
    struct Call
    {
        QString key;
        QString id;
        QString name;
        QString arguments;
        bool isAnnounced = false;
        bool isComplete = false;
    };

    [[nodiscard]] Call *find(const QString &key);
    [[nodiscard]] QString newId(const Call *call) const;
    void announce(Call *call, QList<ChatDelta> *deltas);
    void complete(Call *call, QList<ChatDelta> *deltas);
    void abandon(Call *call, QList<ChatDelta> *deltas);

    QList<Call> m_calls;
    qsizetype m_size = 0;
    bool m_hasTooMany = false;
    bool m_isTooLong = false;
};

#endif
