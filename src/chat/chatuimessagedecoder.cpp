// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatuimessagedecoder_p.h"

#include "chatdecoding_p.h"
#include "chatserviceerror_p.h"

#include <utility>

using Type = ChatDelta::Type;

namespace {

QString textOf(const QJsonObject &event, const char *name)
{
    return event.value(QLatin1String(name)).toString();
}

Chat::FinishReason finishReason(const QString &name)
{
    if (name == QLatin1String("stop"))
        return Chat::FinishReason::Stop;
    if (name == QLatin1String("length"))
        return Chat::FinishReason::Length;
    if (name == QLatin1String("tool-calls"))
        return Chat::FinishReason::ToolCalls;
    if (name == QLatin1String("content-filter"))
        return Chat::FinishReason::ContentFilter;
    return name == QLatin1String("error") ? Chat::FinishReason::Error : Chat::FinishReason::Other;
}

ChatDelta makeToolDelta(Type type, const QString &id, Chat::ToolState state,
                        const QJsonValue &value = QJsonValue::Undefined)
{
    ChatDelta delta = ChatDecoding::make(type);
    delta.toolCallId = id;
    delta.toolState = state;
    delta.value = value;
    return delta;
}

} // namespace

QList<ChatDelta> ChatUiMessageDecoder::decode(const SseEvent &event)
{
    if (m_isOver)
        return {};
    if (ChatDecoding::isDone(event))
        end();
    else if (const auto object = ChatDecoding::readObject(event, &m_deltas))
        readEvent(textOf(*object, "type"), *object);
    return std::exchange(m_deltas, {});
}

QList<ChatDelta> ChatUiMessageDecoder::finish()
{
    if (m_isOver)
        return {};
    if (m_finishReason != Chat::FinishReason::None && !m_hasFailed) {
        end();
    } else {
        m_isOver = true;
        endParts();
        abandonCalls();
        if (!m_hasFailed)
            m_deltas.append(ChatDecoding::makeTruncation(QStringLiteral("[DONE]")));
    }
    return std::exchange(m_deltas, {});
}

void ChatUiMessageDecoder::readEvent(const QString &type, const QJsonObject &event)
{
    if (!readPartEvent(type, event) && !readToolEvent(type, event)
        && !readMessageEvent(type, event))
        m_deltas.append(ChatDecoding::makeUnknown(type, event));
}

bool ChatUiMessageDecoder::readMessageEvent(const QString &type, const QJsonObject &event)
{
    if (type == QLatin1String("start") && !m_hasBegun) {
        m_hasBegun = true;
        m_deltas.append(ChatDecoding::makeMessageBegin(textOf(event, "messageId"), QString()));
        keepMetadata(event);
    } else if (type == QLatin1String("start-step")) {
        // The first begins with the answer itself.
        if (m_stepCount++ > 0)
            m_deltas.append(ChatDecoding::make(Type::Step));
    } else if (type == QLatin1String("finish-step")) {
        endParts();
    } else if (type == QLatin1String("finish")) {
        readFinish(event);
    } else if (type == QLatin1String("abort")) {
        m_finishReason = Chat::FinishReason::Stopped;
    } else if (type == QLatin1String("error")) {
        readError(event);
    } else {
        return false;
    }
    return true;
}

bool ChatUiMessageDecoder::readPartEvent(const QString &type, const QJsonObject &event)
{
    const bool isReasoning = type.startsWith(QLatin1String("reasoning-"));
    if (!isReasoning && !type.startsWith(QLatin1String("text-")))
        return false;
    const QString action = type.sliced(type.indexOf(QLatin1Char('-')) + 1);
    // Text and reasoning may have the same ID.
    const QString key = type.first(1) + textOf(event, "id");
    if (action == QLatin1String("start")) {
        endPart(key); // one of that ID that has had no end
        return beginPart(isReasoning ? Type::Reasoning : Type::Text, key, event);
    }
    if (action == QLatin1String("delta")) {
        if (!m_parts.contains(key)
            && !beginPart(isReasoning ? Type::Reasoning : Type::Text, key, event))
            return false;
        addText(key, event);
        return true;
    }
    if (action != QLatin1String("end"))
        return false;
    readMetadata(key, event);
    endPart(key);
    return true;
}

bool ChatUiMessageDecoder::readToolEvent(const QString &type, const QJsonObject &event)
{
    const QString id = textOf(event, "toolCallId");
    if (id.isEmpty())
        return false;
    if (type == QLatin1String("tool-input-start")) {
        beginCall(id, event);
    } else if (type == QLatin1String("tool-input-delta")) {
        // Input that is no JSON comes as a whole at its end.
        if (!m_textCalls.contains(id))
            m_calls.append(id, textOf(event, "inputTextDelta"), &m_deltas);
    } else if (type == QLatin1String("tool-input-available")) {
        if (completeCall(id, event)) {
            m_running.append(id);
            m_deltas.append(makeToolDelta(Type::ToolState, id, Chat::ToolState::Running));
        }
    } else if (type == QLatin1String("tool-input-error")) {
        completeCall(id, event);
        endCall(id, Chat::ToolState::Error, event.value(QLatin1String("errorText")));
    } else if (type == QLatin1String("tool-output-available")) {
        const QJsonValue output = event.value(QLatin1String("output"));
        if (event.value(QLatin1String("preliminary")).toBool())
            m_deltas.append(makeToolDelta(Type::ToolState, id, Chat::ToolState::Running, output));
        else
            endCall(id, Chat::ToolState::Completed, output);
    } else if (type == QLatin1String("tool-output-error")) {
        endCall(id, Chat::ToolState::Error, event.value(QLatin1String("errorText")));
    } else if (type == QLatin1String("tool-output-denied")) {
        endCall(id, Chat::ToolState::Error, QStringLiteral("The tool was not allowed to run."));
    } else {
        return false;
    }
    return true;
}

void ChatUiMessageDecoder::readError(QJsonObject event)
{
    event.remove(QLatin1String("type")); // it says no more than that this is an error
    ChatError error = ChatServiceError::fromJson(event);
    // A server says so of what has failed behind it, when the request had been taken.
    if (error.code == Chat::ErrorCode::Refused) {
        error.code = Chat::ErrorCode::ServerFailed;
        error.advice = ChatServiceError::advice(error.code);
    }
    m_hasFailed = true;
    m_deltas.append(ChatDecoding::makeError(error));
}

void ChatUiMessageDecoder::readFinish(const QJsonObject &event)
{
    const QString name = textOf(event, "finishReason");
    // Older servers name no reason.
    if (!name.isEmpty())
        m_finishReason = finishReason(name);
    else if (m_hasFailed)
        m_finishReason = Chat::FinishReason::Error;
    else
        m_finishReason =
            m_running.isEmpty() ? Chat::FinishReason::Stop : Chat::FinishReason::ToolCalls;
    keepMetadata(event);
}

void ChatUiMessageDecoder::keepMetadata(const QJsonObject &event)
{
    const QString name = QStringLiteral("messageMetadata");
    const QJsonValue metadata = event.value(name);
    if (!ChatDecoding::isNothing(metadata))
        m_deltas.append(ChatDecoding::makeUnknown(name, metadata));
}

// Whether there is room for one more.
bool ChatUiMessageDecoder::beginPart(ChatDelta::Type type, const QString &key,
                                     const QJsonObject &event)
{
    if (m_partCount >= ChatDecoding::MaximumParts)
        return false;
    Part &part = m_parts[key];
    part.type = type;
    part.partId = QString::number(m_partCount++);
    readMetadata(key, event);
    return true;
}

void ChatUiMessageDecoder::readMetadata(const QString &key, const QJsonObject &event)
{
    const QJsonValue metadata = event.value(QLatin1String("providerMetadata"));
    const auto part = m_parts.find(key);
    if (part != m_parts.end() && metadata.isObject())
        part->metadata = metadata.toObject();
}

void ChatUiMessageDecoder::addText(const QString &key, const QJsonObject &event)
{
    readMetadata(key, event);
    Part &part = m_parts[key];
    const QString text = textOf(event, "delta");
    if (text.isEmpty())
        return;
    part.hasText = true;
    m_deltas.append(ChatDecoding::makeText(part.type, part.partId, text));
}

void ChatUiMessageDecoder::endPart(const QString &key)
{
    const auto found = m_parts.find(key);
    if (found == m_parts.end())
        return;
    const Part part = *found;
    m_parts.erase(found);
    // Reasoning is there for the server even where it has nothing to show.
    const bool isKept = part.type == Type::Reasoning && !part.metadata.isEmpty();
    if (!part.hasText && !isKept)
        return;
    ChatDelta end = ChatDecoding::makePartEnd(part.partId);
    if (!part.metadata.isEmpty())
        end.value = QJsonObject{ { QStringLiteral("providerMetadata"), part.metadata } };
    m_deltas.append(end);
}

void ChatUiMessageDecoder::endParts()
{
    const QStringList keys = m_parts.keys();
    for (const QString &key : keys)
        endPart(key);
}

void ChatUiMessageDecoder::beginCall(const QString &id, const QJsonObject &event)
{
    m_calls.begin(id, id, textOf(event, "toolName"), &m_deltas);
    if (textOf(event, "inputEncoding") == QLatin1String("text") && m_calls.contains(id)
        && !m_textCalls.contains(id))
        m_textCalls.append(id);
}

// Whether its input is whole from now on.
bool ChatUiMessageDecoder::completeCall(const QString &id, const QJsonObject &event)
{
    beginCall(id, event);
    const QJsonValue input = event.value(QLatin1String("input"));
    const qsizetype before = m_deltas.size();
    m_calls.complete(id, &m_deltas, input.isNull() ? QString() : ChatDecoding::toJson(input));
    return m_deltas.size() > before && m_deltas.last().type == Type::ToolComplete;
}

void ChatUiMessageDecoder::endCall(const QString &id, Chat::ToolState state,
                                   const QJsonValue &value)
{
    m_calls.complete(id, &m_deltas); // if the server has not said so
    m_running.removeOne(id);
    m_deltas.append(makeToolDelta(Type::ToolResult, id, state, value));
}

// Those whose input is not whole, and those whose output will never come.
void ChatUiMessageDecoder::abandonCalls()
{
    m_calls.abandonAll(&m_deltas);
    const QStringList running = std::exchange(m_running, {});
    for (const QString &id : running)
        m_deltas.append(makeToolDelta(Type::ToolState, id, Chat::ToolState::Error,
                                      QStringLiteral("The answer ended before the tool did.")));
}

void ChatUiMessageDecoder::end()
{
    endParts();
    const bool isWell = !m_hasFailed && m_finishReason != Chat::FinishReason::Error
        && m_finishReason != Chat::FinishReason::Stopped;
    if (isWell)
        m_calls.abandonAll(&m_deltas);
    else
        abandonCalls();
    if (isWell && m_finishReason == Chat::FinishReason::None)
        m_finishReason = Chat::FinishReason::Stop;
    if (m_finishReason != Chat::FinishReason::None)
        m_deltas.append(ChatDecoding::makeFinish(m_finishReason));
    m_deltas.append(ChatDecoding::make(Type::End));
    m_hasEnded = true;
    m_isOver = true;
}
