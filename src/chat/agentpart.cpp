// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "agentpart_p.h"

#include "chatdecoding_p.h"
#include "chatserviceerror_p.h"

using namespace Qt::StringLiterals;

namespace {

bool hasEnded(const QJsonObject &part)
{
    return !part.value("time"_L1)["end"_L1].isUndefined();
}

Chat::ToolState toolStateOf(const QString &status)
{
    if (status == "running"_L1)
        return Chat::ToolState::Running;
    if (status == "completed"_L1)
        return Chat::ToolState::Completed;
    return status == "error"_L1 ? Chat::ToolState::Error : Chat::ToolState::Pending;
}

void readTool(const QJsonObject &part, ChatPartState *state)
{
    state->type = Chat::PartType::ToolCall;
    state->toolName = part.value("tool"_L1).toString();
    state->toolCallId = part.value("callID"_L1).toString();
    const QJsonObject details = part.value("state"_L1).toObject();
    state->toolState = toolStateOf(details.value("status"_L1).toString());
    state->isOpen = state->toolState == Chat::ToolState::Pending;
    const QJsonObject input = details.value("input"_L1).toObject();
    if (!input.isEmpty() || !state->isOpen)
        state->arguments = ChatDecoding::toJson(input);
    if (state->toolState == Chat::ToolState::Completed)
        state->result = details.value("output"_L1);
    else if (state->toolState == Chat::ToolState::Error)
        state->result = details.value("error"_L1);
    if (const QJsonValue title = details.value("title"_L1); title.isString())
        state->extra.insert("title"_L1, title);
}

} // namespace

ChatPartState AgentPart::stateOf(const QJsonObject &part)
{
    ChatPartState state;
    state.partId = part.value("id"_L1).toString();
    const QString type = part.value("type"_L1).toString();
    if (type == "text"_L1 || type == "reasoning"_L1) {
        state.type = type == "text"_L1 ? Chat::PartType::Text : Chat::PartType::Reasoning;
        state.text = part.value("text"_L1).toString();
        state.isOpen = !hasEnded(part);
    } else if (type == "tool"_L1) {
        readTool(part, &state);
    } else if (type == "step-start"_L1 || type == "step-finish"_L1) {
        state.type = Chat::PartType::Step;
        state.text = part.value("reason"_L1).toString();
    } else {
        state.type = Chat::PartType::Unknown;
        state.name = type;
        state.value = part;
    }
    return state;
}

ChatPartState AgentPart::errorOf(const QJsonObject &info)
{
    ChatPartState state;
    state.type = Chat::PartType::Error;
    state.partId = u"error"_s;
    state.error = errorFrom(info.value("error"_L1));
    return state;
}

QDateTime AgentPart::timeOf(const QJsonValue &milliseconds)
{
    constexpr double Most = 8.64e15; // as far as dates of JavaScript go
    const double number = milliseconds.toDouble(-1);
    return number >= 0 && number <= Most ? QDateTime::fromMSecsSinceEpoch(qint64(number))
                                         : QDateTime();
}

ChatError AgentPart::errorFrom(const QJsonValue &error)
{
    const QJsonObject data = error["data"_L1].toObject();
    const int status = data.value("statusCode"_L1).toInt();
    ChatError result =
        ChatServiceError::fromJson(data.isEmpty() ? error : QJsonValue(data), status);
    if (const QString name = error["name"_L1].toString(); !name.isEmpty())
        result.serviceType = name;
    return result;
}

// The user's messages are whole from the start.
bool AgentPart::isOpen(const QJsonObject &info)
{
    return info.value("role"_L1).toString() == "assistant"_L1
        && info.value("time"_L1)["completed"_L1].isUndefined()
        && !info.value("error"_L1).isObject();
}

Chat::FinishReason AgentPart::finishReasonOf(const QJsonObject &info)
{
    using Reason = Chat::FinishReason;
    const QJsonValue error = info.value("error"_L1);
    if (error.isObject())
        return error["name"_L1].toString() == "MessageAbortedError"_L1 ? Reason::Stopped
                                                                       : Reason::Error;
    const QString reason = info.value("finish"_L1).toString();
    if (reason == "tool-calls"_L1)
        return Reason::ToolCalls;
    if (reason == "length"_L1)
        return Reason::Length;
    if (reason == "content-filter"_L1)
        return Reason::ContentFilter;
    // The user's messages have none.
    const bool isDone = !info.value("time"_L1)["completed"_L1].isUndefined();
    if (reason.isEmpty() && !isDone)
        return Reason::None;
    return reason.isEmpty() || reason == "stop"_L1 ? Reason::Stop : Reason::Other;
}

ChatUsage AgentPart::usageOf(const QJsonObject &info)
{
    const QJsonValue tokens = info.value("tokens"_L1);
    ChatUsage usage;
    if (!tokens.isObject())
        return usage;
    usage.inputTokens = ChatDecoding::tokenCount(tokens["input"_L1]);
    usage.outputTokens = ChatDecoding::tokenCount(tokens["output"_L1]);
    usage.reasoningTokens = ChatDecoding::tokenCount(tokens["reasoning"_L1]);
    usage.cachedTokens = ChatDecoding::tokenCount(tokens["cache"_L1]["read"_L1]);
    return usage;
}
