// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATMODEL_P_H
#define SSEQT_CHATMODEL_P_H

#include "chatmodel.h"
#include "sseupdatepacer_p.h"

#include <QtCore/qlist.h>
#include <QtCore/qpointer.h>

#include <utility>

class ChatModelPrivate
{
    Q_DISABLE_COPY_MOVE(ChatModelPrivate)
public:
    explicit ChatModelPrivate(ChatModel *model);

    [[nodiscard]] static ChatModelPrivate *of(ChatModel &model) { return model.d.get(); }

    // The message that was inserted, unless somebody has removed it at once.
    ChatMessage *insert(int row, ChatMessage *message);
    [[nodiscard]] ChatMessage *create(Chat::Role role, const QString &messageId,
                                      const QDateTime &created = {});
    void remove(int row, int count);
    // Replaces all messages; it owns those that are given.
    void replace(const QList<ChatMessage *> &replacement);
    // Has a message told within a frame.
    void schedule(ChatMessage *message);
    // Tells now; the model may be destroyed meanwhile.
    void update(ChatMessage *message);
    void updateAll();

    [[nodiscard]] bool isChanging() const { return m_isChanging; }

    // Views are told before a change and after it. Whoever calls for another one in between is
    // served when this one is over. Returns whether that is so.
    template<typename Call>
    [[nodiscard]] bool putsOff(Call call)
    {
        if (m_isChanging)
            QMetaObject::invokeMethod(q, call, Qt::QueuedConnection);
        return m_isChanging;
    }

    // The same while parts of \a message are inserted.
    template<typename Call>
    [[nodiscard]] bool putsOff(const ChatMessage *message, Call call)
    {
        const bool isBusy = isBusyWith(message);
        if (isBusy)
            QMetaObject::invokeMethod(q, call, Qt::QueuedConnection);
        return isBusy;
    }

    ChatModel *const q;
    QList<ChatMessage *> messages;

private:
    [[nodiscard]] bool isBusyWith(const ChatMessage *message) const;
    void release(const QList<ChatMessage *> &removed);
    void announceCount();

    SseUpdatePacer m_pacer;
    QList<QPointer<ChatMessage>> m_waiting;
    bool m_isChanging = false;
    int m_announcedCount = 0;
};

#endif
