// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATMESSAGE_P_H
#define SSEQT_CHATMESSAGE_P_H

#include "chatdelta.h"
#include "chatmessage.h"
#include "chatpartstate_p.h"

#include <QtCore/qhash.h>
#include <QtCore/qpair.h>

#include <vector>

// What streams say waits until the next frame, joined as far as it can be, and is then taken and
// told in one go.
class ChatMessagePrivate
{
    Q_DISABLE_COPY_MOVE(ChatMessagePrivate)
public:
    enum Change : unsigned {
        IdChange = 1,
        TextChange = 2,
        StreamingChange = 4,
        FinishChange = 8,
        DetailsChange = 16, // those that are no role of the model's
    };

    static constexpr qsizetype MaximumParts = 10000;
    static constexpr int MaximumUnknown = 1000;

    ChatMessagePrivate(ChatMessage *message, Chat::Role speaker, const QString &id,
                       const QDateTime &time);

    // Whether it waits now; not if it says what a full message has no room for.
    bool take(const ChatDelta &delta);
    // Takes what waits and tells it; returns which of the changes the row of the model has to tell.
    // Anybody may destroy the message meanwhile.
    [[nodiscard]] unsigned update();
    // Views are being told of new parts, and nothing may change until they were.
    [[nodiscard]] bool isInserting() const { return m_isInserting; }

    void startStreaming();
    void endStreaming(Chat::FinishReason reason);
    void resume();

    // Parts of a message that nobody has seen yet.
    ChatPart *add(Chat::PartType type, const QString &partId = {});
    void addText(const QString &text);
    void addCall(ChatPart *part, const QString &toolCallId);

    // What a server that keeps the message tells (chatmessagemerge.cpp): one part, or all that
    // there are; whether it is still being written; its usage as a whole.
    void merge(const ChatPartState &state);
    void merge(const QList<ChatPartState> &states);
    void mergeEnd(bool isOpen, Chat::FinishReason reason);
    void mergeUsage(const ChatUsage &whole);
    void removeMerged(const QString &partId);
    // Whether a fragment can continue that part.
    [[nodiscard]] bool isOpenPart(Chat::PartType type, const QString &partId) const
    {
        return m_named.contains({ int(type), partId });
    }

    ChatMessage *const q;
    const Chat::Role role;
    const QDateTime created;
    QString messageId;
    QString modelName;
    bool isStreaming = false;
    Chat::FinishReason finishReason = Chat::FinishReason::None;
    ChatUsage usage;
    QList<ChatPart *> parts;

private:
    // Deltas that say one thing, and when the first and the last of them came.
    struct Entry
    {
        ChatDelta delta;
        qint64 first;
        qint64 last;
    };
    using PartKey = QPair<int, QString>;

    [[nodiscard]] bool joins(const ChatDelta &delta) const;
    void execute(const Entry &entry);
    void begin(const ChatDelta &delta);
    void addText(Chat::PartType type, const Entry &entry);
    void endPart(const Entry &entry);
    void takeCall(const Entry &entry);
    void takeStep(const Entry &entry);
    void takeUsage(const ChatUsage &newer);
    void takeError(const ChatError &error, qint64 at);
    void takeUnknown(const ChatDelta &delta);
    void finish(Chat::FinishReason reason, qint64 at);

    // The part that goes on, or a new one; none where the message is full.
    [[nodiscard]] ChatPart *proseFor(Chat::PartType type, const Entry &entry);
    [[nodiscard]] ChatPart *callFor(const Entry &entry);
    [[nodiscard]] ChatPart *newPart(Chat::PartType type, const Entry &entry);
    [[nodiscard]] ChatPart *create(Chat::PartType type, const QString &partId);
    [[nodiscard]] ChatPart *newestProse() const;
    void forget(const ChatPart *part);
    void endParts(qint64 at);
    void endNamelessParts(qint64 at);
    void interruptCalls(qint64 at);
    void sayThatItIsFull();
    // Whether the message is still there.
    [[nodiscard]] bool insertMerged(int row, const ChatPartState &state);
    [[nodiscard]] bool removeParts(int row, int count);
    void update(ChatPart *part, const ChatPartState &state);

    void noteChange(ChatPart *part);
    void executeAll();
    [[nodiscard]] bool insertParts();
    [[nodiscard]] bool tellParts();
    [[nodiscard]] bool tell(unsigned changes);

    std::vector<Entry> m_queue;
    QList<ChatPart *> m_newParts; // that no view knows yet
    QList<ChatPart *> m_changedParts;
    unsigned m_changes = 0;
    int m_unknownCount = 0;
    bool m_isInserting = false;
    bool m_isFull = false; // takes no more
    bool m_hasAllParts = false;
    bool m_hasSaidThatItIsFull = false;
    qsizetype m_size = 0; // bytes of all that was said
    ChatUsage m_earlierUsage; // of rounds before this one
    ChatUsage m_roundUsage;
    // Parts that a fragment can continue, until they end or a step comes.
    QHash<PartKey, ChatPart *> m_named;
    QHash<int, ChatPart *> m_newest;
    QHash<QString, ChatPart *> m_calls;
    ChatPart *m_newestCall = nullptr;
    QList<ChatPart *> m_streamingParts;
};

#endif
