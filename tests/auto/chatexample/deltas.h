// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef DELTAS_H
#define DELTAS_H

#include <SseQt/ChatDelta>
#include <SseQt/ChatModel>

#include <QtCore/QJsonObject>

// What a stream says, put into a model without a stream.
namespace Deltas {

inline ChatDelta make(ChatDelta::Type type, const QString &text = {}, const QString &partId = {})
{
    ChatDelta delta;
    delta.type = type;
    delta.text = text;
    delta.partId = partId;
    return delta;
}

inline void say(ChatModel *model, ChatMessage *message, ChatDelta::Type type, const QString &text,
                const QString &partId)
{
    model->apply(message, make(type, text, partId));
    model->apply(message, make(ChatDelta::Type::PartEnd, {}, partId));
}

inline void call(ChatModel *model, ChatMessage *message, const QString &name,
                 const QString &arguments, const QJsonValue &result,
                 Chat::ToolState state = Chat::ToolState::Completed)
{
    ChatDelta delta = make(ChatDelta::Type::ToolBegin);
    delta.toolCallId = QStringLiteral("call-1");
    delta.toolName = name;
    model->apply(message, delta);
    delta.type = ChatDelta::Type::ToolComplete;
    delta.text = arguments;
    model->apply(message, delta);
    delta.type = ChatDelta::Type::ToolResult;
    delta.toolState = state;
    delta.value = result;
    model->apply(message, delta);
}

inline void fail(ChatModel *model, ChatMessage *message, const QString &text, const QString &advice)
{
    ChatDelta delta = make(ChatDelta::Type::Error);
    delta.error.code = Chat::ErrorCode::Overloaded;
    delta.error.message = text;
    delta.error.advice = advice;
    model->apply(message, delta);
}

inline void meet(ChatModel *model, ChatMessage *message, const QString &name)
{
    ChatDelta delta = make(ChatDelta::Type::Unknown);
    delta.name = name;
    delta.value = QJsonObject{ { QStringLiteral("type"), name } };
    model->apply(message, delta);
}

} // namespace Deltas

#endif
