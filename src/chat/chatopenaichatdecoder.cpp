// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatopenaichatdecoder_p.h"

#include "chatdecoding_p.h"
#include "chatserviceerror_p.h"

#include <QtCore/qjsonarray.h>

#include <algorithm>
#include <utility>

using Type = ChatDelta::Type;

namespace {

constexpr int NoIndex = -1;

Chat::FinishReason finishReason(const QString &name, bool hasCalls)
{
    if (name == QLatin1String("tool_calls") || name == QLatin1String("function_call"))
        return Chat::FinishReason::ToolCalls;
    // A call that the request has asked for by name ends in "stop".
    if (name == QLatin1String("stop"))
        return hasCalls ? Chat::FinishReason::ToolCalls : Chat::FinishReason::Stop;
    if (name == QLatin1String("length"))
        return Chat::FinishReason::Length;
    if (name == QLatin1String("content_filter"))
        return Chat::FinishReason::ContentFilter;
    return name == QLatin1String("error") ? Chat::FinishReason::Error : Chat::FinishReason::Other;
}

// The members of a choice's delta that are read, where they have the type that they should have.
bool isKnownMember(const QString &name, const QJsonValue &value)
{
    if (name == QLatin1String("tool_calls"))
        return value.isArray();
    static const QLatin1String texts[] = { QLatin1String("role"), QLatin1String("content"),
                                           QLatin1String("reasoning_content"),
                                           QLatin1String("reasoning"), QLatin1String("refusal") };
    return value.isString()
        && std::find(std::begin(texts), std::end(texts), name) != std::end(texts);
}

// Some gateways say the same in two members.
QString reasoningOf(const QJsonObject &delta)
{
    const QString text = delta.value(QLatin1String("reasoning_content")).toString();
    return text.isEmpty() ? delta.value(QLatin1String("reasoning")).toString() : text;
}

// Text that holds JSON; some servers send the JSON itself.
QString argumentsOf(const QJsonObject &function)
{
    const QJsonValue arguments = function.value(QLatin1String("arguments"));
    return arguments.isObject() ? ChatDecoding::toJson(arguments) : arguments.toString();
}

} // namespace

QList<ChatDelta> ChatOpenAiChatDecoder::decode(const SseEvent &event)
{
    if (m_isOver)
        return {};
    const bool isError = event.typeUtf8() == "error";
    if (ChatDecoding::isDone(event)) {
        end();
    } else if (isError && event.json().isUndefined()) {
        readError(event.data());
    } else if (const auto chunk = ChatDecoding::readObject(event, &m_deltas)) {
        if (isError || chunk->value(QLatin1String("object")) == QLatin1String("error"))
            readError(*chunk);
        else
            readChunk(*chunk);
    }
    return std::exchange(m_deltas, {});
}

QList<ChatDelta> ChatOpenAiChatDecoder::finish()
{
    if (m_isOver)
        return {};
    if (m_hasFinished && !m_hasFailed) {
        end();
    } else {
        m_isOver = true;
        endPart();
        m_calls.abandonAll(&m_deltas);
        if (!m_hasFailed)
            m_deltas.append(ChatDecoding::makeTruncation(QStringLiteral("[DONE]")));
    }
    return std::exchange(m_deltas, {});
}

void ChatOpenAiChatDecoder::readChunk(const QJsonObject &chunk)
{
    beginMessage(chunk);
    const QJsonValue error = chunk.value(QLatin1String("error"));
    const QJsonValue choices = chunk.value(QLatin1String("choices"));
    const QJsonValue usage = chunk.value(QLatin1String("usage"));
    const bool hasError = !ChatDecoding::isNothing(error);
    if (hasError)
        readError(error);
    const QJsonArray list = choices.toArray();
    for (const QJsonValue &choice : list) {
        if (choice.toObject().value(QLatin1String("index")).toInt(0) == 0)
            readChoice(choice.toObject());
        else
            m_deltas.append(ChatDecoding::makeUnknown(QStringLiteral("choice"), choice));
    }
    if (usage.isObject())
        readUsage(usage.toObject());
    if (!hasError && !choices.isArray() && !usage.isObject()) {
        const QString name = chunk.value(QLatin1String("object")).toString();
        m_deltas.append(ChatDecoding::makeUnknown(name, chunk));
    }
}

void ChatOpenAiChatDecoder::readError(const QJsonValue &error)
{
    m_hasFailed = true;
    m_deltas.append(ChatDecoding::makeError(ChatServiceError::fromJson(error)));
}

void ChatOpenAiChatDecoder::readChoice(const QJsonObject &choice)
{
    readDelta(choice.value(QLatin1String("delta")).toObject());
    const QString reason = choice.value(QLatin1String("finish_reason")).toString();
    // Some servers repeat it beside the usage.
    if (!reason.isEmpty() && !m_hasFinished)
        finishMessage(reason);
}

void ChatOpenAiChatDecoder::readDelta(const QJsonObject &delta)
{
    const QString reasoning = reasoningOf(delta);
    readFragment(Type::Reasoning, reasoning);
    readFragment(Type::Text, delta.value(QLatin1String("content")).toString());
    readFragment(Type::Refusal, delta.value(QLatin1String("refusal")).toString());
    const QJsonArray calls = delta.value(QLatin1String("tool_calls")).toArray();
    for (const QJsonValue &call : calls)
        readToolCall(call.toObject());
    for (auto it = delta.begin(); it != delta.end(); ++it) {
        const bool isReasoningAgain =
            it.key() == QLatin1String("reasoning_details") && !reasoning.isEmpty();
        if (!isKnownMember(it.key(), it.value()) && !ChatDecoding::isNothing(it.value())
            && !isReasoningAgain)
            m_deltas.append(ChatDecoding::makeUnknown(it.key(), it.value()));
    }
}

// Empty texts stand beside what is said: they neither begin nor end a part.
void ChatOpenAiChatDecoder::readFragment(ChatDelta::Type type, const QString &text)
{
    if (text.isEmpty())
        return;
    if (m_partType != type) {
        endPart();
        if (m_partCount >= ChatDecoding::MaximumParts) {
            m_deltas.append(ChatDecoding::makeUnknown(QStringLiteral("delta"), text));
            return;
        }
        m_partType = type;
        m_partId = QString::number(m_partCount++);
    }
    m_deltas.append(ChatDecoding::makeText(type, m_partId, text));
}

void ChatOpenAiChatDecoder::readToolCall(const QJsonObject &call)
{
    endPart();
    const QJsonObject function = call.value(QLatin1String("function")).toObject();
    const QString id = call.value(QLatin1String("id")).toString();
    const QString name = function.value(QLatin1String("name")).toString();
    const int index = call.value(QLatin1String("index")).toInt(NoIndex);
    const QString key = keyOf(qMax(index, NoIndex), id, name);
    // A call whose arguments are cut in between may still go on after the next has begun.
    if (!m_calls.contains(key))
        m_calls.completeWhole(&m_deltas);
    m_calls.begin(key, id, name, &m_deltas);
    m_calls.append(key, argumentsOf(function), &m_deltas);
}

void ChatOpenAiChatDecoder::readUsage(const QJsonObject &usage)
{
    ChatUsage newest = m_usage;
    newest.update(ChatDecoding::readUsage(usage, QStringLiteral("prompt_tokens"),
                                          QStringLiteral("completion_tokens")));
    if (newest != m_usage)
        m_deltas.append(ChatDecoding::makeUsage(newest));
    m_usage = newest;
}

// A chunk before the first may be about the request alone, and then names neither.
void ChatOpenAiChatDecoder::beginMessage(const QJsonObject &chunk)
{
    if (m_hasBegun)
        return;
    const QString id = chunk.value(QLatin1String("id")).toString();
    if (id.isEmpty() && chunk.value(QLatin1String("choices")).toArray().isEmpty())
        return;
    m_hasBegun = true;
    m_deltas.append(
        ChatDecoding::makeMessageBegin(id, chunk.value(QLatin1String("model")).toString()));
}

void ChatOpenAiChatDecoder::endPart()
{
    if (std::exchange(m_partType, Type::Unknown) != Type::Unknown)
        m_deltas.append(ChatDecoding::makePartEnd(m_partId));
}

void ChatOpenAiChatDecoder::finishMessage(const QString &name)
{
    m_hasFinished = true;
    endPart();
    const Chat::FinishReason reason = finishReason(name, !m_calls.isEmpty());
    if (reason == Chat::FinishReason::Length || reason == Chat::FinishReason::ContentFilter
        || reason == Chat::FinishReason::Error) {
        // The last call may have been cut off.
        m_calls.completeWhole(&m_deltas);
        m_calls.abandonAll(&m_deltas);
    } else {
        m_calls.completeAll(&m_deltas);
    }
    m_deltas.append(ChatDecoding::makeFinish(reason));
}

void ChatOpenAiChatDecoder::end()
{
    if (m_hasFailed)
        m_calls.abandonAll(&m_deltas);
    else if (m_hasBegun && !m_hasFinished)
        finishMessage(QStringLiteral("stop"));
    // What has come after the model's own end.
    endPart();
    m_calls.completeAll(&m_deltas);
    m_deltas.append(ChatDecoding::make(Type::End));
    m_hasEnded = true;
    m_isOver = true;
}

// Servers differ: some leave the index out, some give all calls the same one, and some repeat an ID
// or a name, or leave them empty. A call is another one when it says so by its ID, or by its name
// where there is nothing else.
QString ChatOpenAiChatDecoder::keyOf(int index, const QString &id, const QString &name)
{
    if (m_slots.size() >= ChatToolCalls::MaximumCalls && !m_slots.contains(index))
        return QString(); // as many calls as there may be
    Slot &slot = m_slots[index];
    const bool hasOtherId = !id.isEmpty() && !slot.id.isEmpty() && id != slot.id && !name.isEmpty();
    const bool hasOtherName = index == NoIndex && id.isEmpty() && !name.isEmpty() && slot.hasName;
    if (slot.key.isEmpty() || hasOtherId || hasOtherName)
        slot = { QString::number(++m_callCount), QString(), false };
    if (slot.id.isEmpty())
        slot.id = id;
    slot.hasName = slot.hasName || !name.isEmpty();
    return slot.key;
}
