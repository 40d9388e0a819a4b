// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatmessage_p.h"

#include "chatpart_p.h"
#include "sseclock_p.h"

#include <QtCore/qcoreapplication.h>

#include <algorithm>
#include <utility>

// What the deltas of a stream do to a message. Nothing is told here.

void ChatMessagePrivate::execute(const Entry &entry)
{
    const ChatDelta &delta = entry.delta;
    switch (delta.type) {
    case ChatDelta::Type::MessageBegin:
        return begin(delta);
    case ChatDelta::Type::Text:
        return addText(Chat::PartType::Text, entry);
    case ChatDelta::Type::Reasoning:
        return addText(Chat::PartType::Reasoning, entry);
    case ChatDelta::Type::Refusal:
        return addText(Chat::PartType::Refusal, entry);
    case ChatDelta::Type::PartEnd:
        return endPart(entry);
    case ChatDelta::Type::ToolBegin:
    case ChatDelta::Type::ToolArguments:
    case ChatDelta::Type::ToolComplete:
    case ChatDelta::Type::ToolState:
    case ChatDelta::Type::ToolResult:
        return takeCall(entry);
    case ChatDelta::Type::Step:
        return takeStep(entry);
    case ChatDelta::Type::Usage:
        return takeUsage(delta.usage);
    case ChatDelta::Type::Finish:
        return finish(delta.finishReason, entry.last);
    case ChatDelta::Type::Error:
        return takeError(delta.error, entry.last);
    case ChatDelta::Type::Unknown:
        return takeUnknown(delta);
    case ChatDelta::Type::End:
        return finish(Chat::FinishReason::None, entry.last);
    }
}

void ChatMessagePrivate::begin(const ChatDelta &delta)
{
    if (!delta.messageId.isEmpty() && messageId != delta.messageId) {
        messageId = delta.messageId;
        m_changes |= IdChange;
    }
    if (!delta.model.isEmpty() && modelName != delta.model) {
        modelName = delta.model;
        m_changes |= DetailsChange;
    }
}

void ChatMessagePrivate::addText(Chat::PartType type, const Entry &entry)
{
    ChatPart *const part = proseFor(type, entry);
    if (!part)
        return;
    if (isStreaming && !part->d->isStreaming) {
        part->d->begin(entry.first);
        m_streamingParts.append(part);
    }
    part->d->addText(entry.delta.text);
    part->d->takeExtra(entry.delta.value);
    // Where nobody listens for an end, nothing may be left waiting for it.
    if (!isStreaming)
        part->d->end(entry.last);
    noteChange(part);
}

void ChatMessagePrivate::endPart(const Entry &entry)
{
    const ChatDelta &delta = entry.delta;
    ChatPart *part = nullptr;
    if (delta.partId.isEmpty()) {
        part = newestProse();
    } else {
        for (const Chat::PartType type :
             { Chat::PartType::Text, Chat::PartType::Reasoning, Chat::PartType::Refusal }) {
            if (ChatPart *const named = m_named.value({ int(type), delta.partId }))
                part = named;
        }
    }
    // What the service wants to have back is kept even where it comes without a text: in all
    // formats that is a signature of reasoning.
    if (!part && !delta.value.toObject().isEmpty())
        part = newPart(Chat::PartType::Reasoning, entry);
    if (!part)
        return;
    part->d->takeWholeText(delta.text);
    part->d->takeExtra(delta.value);
    part->d->end(entry.last);
    m_streamingParts.removeOne(part);
    forget(part);
    noteChange(part);
}

void ChatMessagePrivate::takeCall(const Entry &entry)
{
    const ChatDelta &delta = entry.delta;
    ChatPart *const part = callFor(entry);
    if (!part)
        return;
    part->d->takeToolName(delta.toolName);
    switch (delta.type) {
    case ChatDelta::Type::ToolArguments:
        part->d->addArguments(delta.text);
        if (!isStreaming)
            part->d->end(entry.last);
        break;
    case ChatDelta::Type::ToolComplete:
        part->d->completeArguments(delta.text, entry.last);
        break;
    case ChatDelta::Type::ToolState:
        part->d->takeToolState(delta.toolState, delta.value, entry.last);
        break;
    case ChatDelta::Type::ToolResult:
        part->d->takeResult(delta.toolState == Chat::ToolState::Error ? Chat::ToolState::Error
                                                                      : Chat::ToolState::Completed,
                            delta.value, entry.last);
        break;
    default:
        break;
    }
    if (delta.type != ChatDelta::Type::ToolState && delta.type != ChatDelta::Type::ToolResult)
        part->d->takeExtra(delta.value);
    noteChange(part);
}

void ChatMessagePrivate::takeStep(const Entry &entry)
{
    endParts(entry.last);
    m_named.clear();
    m_newest.clear();
    if (ChatPart *const part = create(Chat::PartType::Step, entry.delta.partId))
        part->d->text.replace(entry.delta.text);
}

void ChatMessagePrivate::takeUsage(const ChatUsage &newer)
{
    m_roundUsage.update(newer);
    ChatUsage sum = m_earlierUsage;
    sum += m_roundUsage;
    if (usage == sum)
        return;
    usage = sum;
    m_changes |= DetailsChange;
}

void ChatMessagePrivate::takeError(const ChatError &error, qint64 at)
{
    if (ChatPart *const part = create(Chat::PartType::Error, {}))
        part->d->error = error;
    finish(Chat::FinishReason::Error, at);
}

void ChatMessagePrivate::takeUnknown(const ChatDelta &delta)
{
    ChatPart *const part = create(Chat::PartType::Unknown, delta.partId);
    if (!part)
        return;
    part->d->name = delta.name;
    part->d->value = ChatPartPrivate::kept(delta.value);
}

// End after Finish, and Finish after an error, say nothing new.
void ChatMessagePrivate::finish(Chat::FinishReason reason, qint64 at)
{
    endParts(at);
    const bool isBreak =
        reason == Chat::FinishReason::Stopped || reason == Chat::FinishReason::Error;
    if (isBreak)
        interruptCalls(at);
    if (finishReason == Chat::FinishReason::None && reason == Chat::FinishReason::None)
        reason = Chat::FinishReason::Other;
    const bool isWorse = isBreak && finishReason != Chat::FinishReason::Error;
    if (finishReason != reason && (finishReason == Chat::FinishReason::None || isWorse)) {
        finishReason = reason;
        m_changes |= FinishChange;
    }
    if (std::exchange(isStreaming, false))
        m_changes |= StreamingChange;
}

// Which part it is

ChatPart *ChatMessagePrivate::proseFor(Chat::PartType type, const Entry &entry)
{
    const ChatDelta &delta = entry.delta;
    ChatPart *const known = delta.partId.isEmpty() ? m_newest.value(int(type))
                                                   : m_named.value({ int(type), delta.partId });
    if (known)
        return known;
    // Formats without names for parts have nothing to say where nothing was said.
    if (delta.partId.isEmpty() && delta.text.isEmpty() && delta.value.toObject().isEmpty())
        return nullptr;
    return newPart(type, entry);
}

ChatPart *ChatMessagePrivate::callFor(const Entry &entry)
{
    const ChatDelta &delta = entry.delta;
    ChatPart *const known =
        delta.toolCallId.isEmpty() ? m_newestCall : m_calls.value(delta.toolCallId);
    // Some services count calls anew in each round.
    const bool isAnother = delta.type == ChatDelta::Type::ToolBegin
        && (delta.toolCallId.isEmpty() || (known && !known->d->isOpenCall()));
    if (known && !isAnother)
        return known;
    ChatPart *const part = newPart(Chat::PartType::ToolCall, entry);
    if (!part)
        return nullptr;
    addCall(part, delta.toolCallId);
    return part;
}

void ChatMessagePrivate::addCall(ChatPart *part, const QString &toolCallId)
{
    part->d->toolCallId = toolCallId;
    m_calls.insert(toolCallId, part);
    m_newestCall = part;
}

ChatPart *ChatMessagePrivate::newPart(Chat::PartType type, const Entry &entry)
{
    endNamelessParts(entry.first);
    const QString &partId = entry.delta.partId;
    ChatPart *const part = create(type, partId);
    if (!part)
        return nullptr;
    if (part->d->isProse()) {
        m_newest.insert(int(type), part);
        if (!partId.isEmpty())
            m_named.insert({ int(type), partId }, part);
    }
    if (isStreaming) {
        part->d->begin(entry.first);
        m_streamingParts.append(part);
    }
    return part;
}

ChatPart *ChatMessagePrivate::create(Chat::PartType type, const QString &partId)
{
    // The last is for the word that there are too many.
    if (parts.size() + m_newParts.size() >= MaximumParts - 1) {
        m_isFull = true;
        m_hasAllParts = true;
        return nullptr;
    }
    auto *const part = new ChatPart(type, partId, q);
    part->d->number = parts.size() + m_newParts.size();
    m_newParts.append(part);
    return part;
}

ChatPart *ChatMessagePrivate::newestProse() const
{
    ChatPart *newest = nullptr;
    for (ChatPart *const part : m_newest) {
        if (!newest || part->d->number > newest->d->number)
            newest = part;
    }
    return newest;
}

void ChatMessagePrivate::forget(const ChatPart *part)
{
    m_named.remove({ int(part->type()), part->partId() });
    if (m_newest.value(int(part->type())) == part)
        m_newest.remove(int(part->type()));
}

void ChatMessagePrivate::endParts(qint64 at)
{
    // Those that are paused may hold half of a character.
    const QList<ChatPart *> ending = std::exchange(m_streamingParts, {}) + m_newest.values();
    for (ChatPart *const part : ending) {
        part->d->end(at);
        noteChange(part);
    }
}

// Where a format has no names for parts, one ends when another begins. Its text can still go on.
void ChatMessagePrivate::endNamelessParts(qint64 at)
{
    const QList<ChatPart *> streaming = m_streamingParts;
    for (ChatPart *const part : streaming) {
        if (!part->d->isProse() || !part->d->partId.isEmpty())
            continue;
        part->d->pause(at);
        m_streamingParts.removeOne(part);
        noteChange(part);
    }
}

void ChatMessagePrivate::interruptCalls(qint64 at)
{
    for (const QList<ChatPart *> *const list : { &parts, &m_newParts }) {
        for (ChatPart *const part : *list) {
            if (!part->d->isOpenCall())
                continue;
            part->d->interrupt(at);
            noteChange(part);
        }
    }
}

// Nothing is lost without a word.
void ChatMessagePrivate::sayThatItIsFull()
{
    if (!m_isFull || std::exchange(m_hasSaidThatItIsFull, true))
        return;
    auto *const part = new ChatPart(Chat::PartType::Error, {}, q);
    part->d->error.code = Chat::ErrorCode::TooLarge;
    part->d->error.message = QCoreApplication::translate(
        "ChatMessage", "The answer is too long: what follows is left out.");
    part->d->error.advice =
        QCoreApplication::translate("ChatMessage", "Ask for a shorter one, or for parts of it.");
    m_newParts.append(part);
    finish(Chat::FinishReason::Error, SseClock::system()->steady());
}
