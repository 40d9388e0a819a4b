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
    const bool isText = type.startsWith(QLatin1String("text-"));
    if (!isText && !type.startsWith(QLatin1String("reasoning-")))
        return false;
    const QString action = type.sliced(type.indexOf(QLatin1Char('-')));
    const QString key = type.first(1) + textOf(event, "id");
    ...
}
