// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatmessage_p.h"

#include "chatdecoding_p.h"
#include "chatpart_p.h"
#include "sseclock_p.h"

#include <QtCore/qpointer.h>

#include <algorithm>
#include <utility>

namespace {

constexpr qsizetype MaximumSize = 64 * 1024 * 1024;

qsizetype sizeOf(const QString &text)
{
    return text.size() * qsizetype(sizeof(QChar));
}

qsizetype sizeOf(const ChatDelta &delta)
{
    return sizeOf(delta.messageId) + sizeOf(delta.partId) + sizeOf(delta.toolCallId)
        + sizeOf(delta.toolName) + sizeOf(delta.model) + sizeOf(delta.name) + sizeOf(delta.text)
        + sizeOf(ChatDecoding::toJson(delta.value)) + sizeOf(delta.error.message)
        + sizeOf(delta.error.advice) + sizeOf(delta.error.serviceType)
        + sizeOf(delta.error.serviceCode);
}

// What is told at the end of a message matters even where there is no room for more.
bool needsRoom(ChatDelta::Type type)
{
    return type != ChatDelta::Type::Finish && type != ChatDelta::Type::End
        && type != ChatDelta::Type::Usage;
}

bool isFragment(ChatDelta::Type type)
{
    return type == ChatDelta::Type::Text || type == ChatDelta::Type::Reasoning
        || type == ChatDelta::Type::Refusal || type == ChatDelta::Type::ToolArguments;
}

} // namespace

ChatMessagePrivate::ChatMessagePrivate(ChatMessage *message, Chat::Role speaker, const QString &id,
                                       const QDateTime &time)
    : q(message)
    , role(speaker)
    , created(time)
    , messageId(id)
{ }

bool ChatMessagePrivate::take(const ChatDelta &delta)
{
    if (m_isFull && needsRoom(delta.type))
        return false;
    // A server may say such a thing beside each fragment, and an answer must not end by that.
    if (delta.type == ChatDelta::Type::Unknown && m_unknownCount++ >= MaximumUnknown)
        return false;
    const qint64 now = SseClock::system()->steady();
    const bool joined = joins(delta);
    m_size += joined ? sizeOf(delta.text) : sizeOf(delta);
    if (needsRoom(delta.type) && m_size + qsizetype(m_queue.size() * sizeof(Entry)) > MaximumSize) {
        m_isFull = true;
        return true;
    }
    if (joined) {
        m_queue.back().delta.text += delta.text;
        m_queue.back().last = now;
    } else {
        m_queue.push_back({ delta, now, now });
    }
    return true;
}

bool ChatMessagePrivate::joins(const ChatDelta &delta) const
{
    if (m_queue.empty() || !isFragment(delta.type) || !delta.value.isUndefined())
        return false;
    const ChatDelta &last = m_queue.back().delta;
    return last.type == delta.type && last.partId == delta.partId
        && last.toolCallId == delta.toolCallId && last.toolName == delta.toolName;
}

// Without a stream

ChatPart *ChatMessagePrivate::add(Chat::PartType type, const QString &partId)
{
    auto *const part = new ChatPart(type, partId, q);
    part->d->isShown = true;
    parts.append(part);
    return part;
}

void ChatMessagePrivate::addText(const QString &text)
{
    add(Chat::PartType::Text)->d->text.replace(text);
}

void ChatMessagePrivate::startStreaming()
{
    isStreaming = true;
}

void ChatMessagePrivate::resume()
{
    if (isStreaming || m_isFull)
        return;
    isStreaming = true;
    finishReason = Chat::FinishReason::None;
    m_earlierUsage = usage;
    m_roundUsage = {};
    m_changes |= StreamingChange | FinishChange;
}

void ChatMessagePrivate::endStreaming(Chat::FinishReason reason)
{
    executeAll();
    const auto isOpenCall = [](const ChatPart *part) { return part->d->isOpenCall(); };
    const bool isOpen = isStreaming || std::any_of(parts.cbegin(), parts.cend(), isOpenCall)
        || std::any_of(m_newParts.cbegin(), m_newParts.cend(), isOpenCall);
    if (isOpen)
        finish(reason, SseClock::system()->steady());
}

// Telling

void ChatMessagePrivate::noteChange(ChatPart *part)
{
    // A part that is new is told of as a whole.
    if (part->d->isShown && !std::exchange(part->d->isNoted, true))
        m_changedParts.append(part);
}

void ChatMessagePrivate::executeAll()
{
    const std::vector<Entry> entries = std::exchange(m_queue, {});
    for (const Entry &entry : entries) {
        if (!m_hasAllParts || !needsRoom(entry.delta.type))
            execute(entry);
    }
    sayThatItIsFull();
}

unsigned ChatMessagePrivate::update()
{
    const QPointer<ChatMessage> self(q);
    executeAll();
    if (!insertParts() || !tellParts())
        return 0;
    const unsigned changes = std::exchange(m_changes, 0);
    return tell(changes) ? changes : 0;
}

bool ChatMessagePrivate::insertParts()
{
    if (m_newParts.isEmpty())
        return true;
    const QPointer<ChatMessage> self(q);
    const int first = int(parts.size());
    m_isInserting = true;
    q->beginInsertRows({}, first, first + int(m_newParts.size()) - 1);
    const QList<ChatPart *> inserted = std::exchange(m_newParts, {});
    for (ChatPart *const part : inserted) {
        part->d->commit();
        part->d->isShown = true;
        if (part->type() == Chat::PartType::Text)
            m_changes |= TextChange;
    }
    parts += inserted;
    m_isInserting = false;
    q->endInsertRows();
    if (self)
        Q_EMIT q->countChanged();
    return !self.isNull();
}

bool ChatMessagePrivate::tellParts()
{
    const QPointer<ChatMessage> self(q);
    while (self && !m_changedParts.isEmpty()) {
        ChatPart *const part = m_changedParts.takeFirst();
        part->d->isNoted = false;
        const bool hasNewText = part->d->hasNewText();
        if (hasNewText && part->type() == Chat::PartType::Text)
            m_changes |= TextChange;
        part->d->tell();
        if (!self || !hasNewText)
            continue;
        const QModelIndex index = q->index(int(parts.lastIndexOf(part)));
        Q_EMIT q->dataChanged(index, index, { ChatMessage::TextRole, Qt::DisplayRole });
    }
    return !self.isNull();
}

bool ChatMessagePrivate::tell(unsigned changes)
{
    const QPointer<ChatMessage> self(q);
    if (changes & IdChange)
        Q_EMIT q->messageIdChanged();
    if (self && (changes & TextChange))
        Q_EMIT q->textChanged();
    if (self && (changes & StreamingChange))
        Q_EMIT q->streamingChanged();
    if (self && (changes & (FinishChange | DetailsChange)))
        Q_EMIT q->detailsChanged();
    return !self.isNull();
}
