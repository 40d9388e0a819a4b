// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_TEST_CHATDELTAS_H
#define SSEQT_TEST_CHATDELTAS_H

#include <SseQt/ChatDelta>

// Deltas as decoders make them.
namespace ChatDeltas {

inline ChatDelta fragment(ChatDelta::Type type, const QString &text, const QString &partId = {})
{
    ChatDelta delta;
    delta.type = type;
    delta.text = text;
    delta.partId = partId;
    return delta;
}

inline ChatDelta text(const QString &text, const QString &partId = {})
{
    return fragment(ChatDelta::Type::Text, text, partId);
}

inline ChatDelta reasoning(const QString &text, const QString &partId = {})
{
    return fragment(ChatDelta::Type::Reasoning, text, partId);
}

inline ChatDelta partEnd(const QString &partId, const QJsonValue &value = QJsonValue::Undefined)
{
    ChatDelta delta = fragment(ChatDelta::Type::PartEnd, {}, partId);
    delta.value = value;
    return delta;
}

inline ChatDelta begin(const QString &messageId, const QString &model)
{
    ChatDelta delta;
    delta.type = ChatDelta::Type::MessageBegin;
    delta.messageId = messageId;
    delta.model = model;
    return delta;
}

inline ChatDelta call(ChatDelta::Type type, const QString &id, const QString &name = {},
                      const QString &text = {})
{
    ChatDelta delta = fragment(type, text);
    delta.toolCallId = id;
    delta.toolName = name;
    return delta;
}

inline ChatDelta toolState(const QString &id, Chat::ToolState state)
{
    ChatDelta delta = call(ChatDelta::Type::ToolState, id);
    delta.toolState = state;
    return delta;
}

inline ChatDelta toolResult(const QString &id, const QJsonValue &value,
                            Chat::ToolState state = Chat::ToolState::Completed)
{
    ChatDelta delta = call(ChatDelta::Type::ToolResult, id);
    delta.toolState = state;
    delta.value = value;
    return delta;
}

inline ChatDelta usage(int input, int output)
{
    ChatDelta delta;
    delta.type = ChatDelta::Type::Usage;
    delta.usage.inputTokens = input;
    delta.usage.outputTokens = output;
    return delta;
}

inline ChatDelta finish(Chat::FinishReason reason)
{
    ChatDelta delta;
    delta.type = ChatDelta::Type::Finish;
    delta.finishReason = reason;
    return delta;
}

inline ChatDelta failure(Chat::ErrorCode code, const QString &message)
{
    ChatDelta delta;
    delta.type = ChatDelta::Type::Error;
    delta.error.code = code;
    delta.error.message = message;
    return delta;
}

inline ChatDelta unknown(const QString &name, const QJsonValue &value)
{
    ChatDelta delta;
    delta.type = ChatDelta::Type::Unknown;
    delta.name = name;
    delta.value = value;
    return delta;
}

inline ChatDelta of(ChatDelta::Type type)
{
    ChatDelta delta;
    delta.type = type;
    return delta;
}

} // namespace ChatDeltas

#endif
