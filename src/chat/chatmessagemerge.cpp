// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatmessage_p.h"

#include "chatpart_p.h"
#include "sseclock_p.h"

#include <QtCore/qpointer.h>

#include <algorithm>

// Messages whose server keeps them: what it tells of a part is the whole of it, at any time and any
// number of times. Parts are told apart by their IDs, and one that is there is changed in its
// place.

void ChatMessagePrivate::merge(const ChatPartState &state)
{
    executeAll();
    if (!insertParts())
        return;
    const auto found = std::find_if(parts.cbegin(), parts.cend(), [&](const ChatPart *part) {
        return state.isSame(part->type(), part->partId());
    });
    if (found == parts.cend())
        (void)insertMerged(int(parts.size()), state);
    else
        update(*found, state);
}

void ChatMessagePrivate::merge(const QList<ChatPartState> &states)
{
    executeAll();
    if (!insertParts())
        return;
    for (int row = 0; row < int(states.size()); ++row) {
        const ChatPartState &state = states.at(row);
        int place = row;
        while (place < parts.size()
               && !state.isSame(parts.at(place)->type(), parts.at(place)->partId()))
            ++place;
        if (place == parts.size()) {
            if (!insertMerged(row, state))
                return;
        } else {
            // What stands before it is not there any more, or comes later.
            if (place > row && !removeParts(row, place - row))
                return;
            update(parts.at(row), state);
        }
    }
    (void)removeParts(int(states.size()), int(parts.size() - states.size()));
}

void ChatMessagePrivate::mergeEnd(bool isOpen, Chat::FinishReason reason)
{
    executeAll();
    if (isOpen == isStreaming && (isOpen || reason == finishReason))
        return;
    if (isOpen) {
        resume();
        return;
    }
    endParts(SseClock::system()->steady());
    if (isStreaming)
        m_changes |= StreamingChange;
    isStreaming = false;
    if (finishReason != reason)
        m_changes |= FinishChange;
    finishReason = reason;
}

void ChatMessagePrivate::mergeUsage(const ChatUsage &whole)
{
    m_earlierUsage = {};
    m_roundUsage = {};
    takeUsage(whole);
}

void ChatMessagePrivate::removeMerged(const QString &partId)
{
    executeAll();
    if (!insertParts())
        return;
    const auto found = std::find_if(parts.cbegin(), parts.cend(),
                                    [&](const ChatPart *part) { return part->partId() == partId; });
    if (found != parts.cend())
        (void)removeParts(int(found - parts.cbegin()), 1);
}

bool ChatMessagePrivate::insertMerged(int row, const ChatPartState &state)
{
    if (parts.size() >= MaximumParts - 1) {
        m_isFull = true;
        m_hasAllParts = true;
        sayThatItIsFull();
        return insertParts();
    }
    auto *const part = new ChatPart(state.type, state.partId, q);
    part->d->toolCallId = state.toolCallId;
    part->d->error = state.error;
    part->d->name = state.name;
    update(part, state);
    part->d->commit();
    const QPointer<ChatMessage> self(q);
    m_isInserting = true;
    q->beginInsertRows({}, row, row);
    parts.insert(row, part);
    part->d->isShown = true;
    m_isInserting = false;
    q->endInsertRows();
    if (state.type == Chat::PartType::Text && self)
        m_changes |= TextChange;
    if (self)
        Q_EMIT q->countChanged();
    return !self.isNull();
}

bool ChatMessagePrivate::removeParts(int row, int count)
{
    if (count <= 0)
        return true;
    const QPointer<ChatMessage> self(q);
    m_isInserting = true;
    q->beginRemoveRows({}, row, row + count - 1);
    const QList<ChatPart *> removed = parts.mid(row, count);
    parts.remove(row, count);
    for (ChatPart *const part : removed) {
        forget(part);
        m_streamingParts.removeOne(part);
        m_changedParts.removeOne(part);
        if (m_calls.value(part->toolCallId()) == part)
            m_calls.remove(part->toolCallId());
        if (m_newestCall == part)
            m_newestCall = nullptr;
        if (part->type() == Chat::PartType::Text)
            m_changes |= TextChange;
        part->deleteLater(); // delegates may still have it in their hands
    }
    m_isInserting = false;
    q->endRemoveRows();
    if (self)
        Q_EMIT q->countChanged();
    return !self.isNull();
}

void ChatMessagePrivate::update(ChatPart *part, const ChatPartState &state)
{
    // A message that is whole has no part that is not.
    const bool isOpen = state.isOpen && isStreaming;
    part->d->takeState(state, isOpen, SseClock::system()->steady());
    m_streamingParts.removeOne(part);
    forget(part);
    if (part->type() == Chat::PartType::ToolCall && !state.toolCallId.isEmpty())
        m_calls.insert(state.toolCallId, part);
    if (isOpen) {
        m_streamingParts.append(part);
        if (part->d->isProse())
            m_named.insert({ int(part->type()), part->partId() }, part);
    }
    noteChange(part);
}
