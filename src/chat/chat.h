// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHAT_H
#define SSEQT_CHAT_H

#include <SseQt/sseqtchatglobal.h>

#include <QtCore/qobjectdefs.h>

namespace Chat {
Q_NAMESPACE_EXPORT(SSEQT_CHAT_EXPORT)
// Several enums have an Error.
Q_CLASSINFO("RegisterEnumClassesUnscoped", "false")

enum class Format {
    OpenAiChat,
    OpenAiResponses,
    AnthropicMessages,
    Gemini,
    UiMessageStream,
};
Q_ENUM_NS(Format)

enum class Role {
    User,
    Assistant,
    System,
    Tool,
};
Q_ENUM_NS(Role)

enum class PartType {
    Text,
    Reasoning,
    Refusal,
    ToolCall,
    Error,
    Step, // where one round of a turn ends and the next begins
    Unknown,
};
Q_ENUM_NS(PartType)

enum class ToolState {
    Pending, // the arguments are arriving
    Running,
    Completed,
    Error,
};
Q_ENUM_NS(ToolState)

enum class FinishReason {
    None, // not finished
    Stop,
    Length,
    ToolCalls,
    ContentFilter,
    Stopped, // by the user
    Error,
    Other,
};
Q_ENUM_NS(FinishReason)

enum class Phase {
    Idle,
    Sending,
    Thinking,
    Answering,
    CallingTool,
    WaitingToRetry,
};
Q_ENUM_NS(Phase)

enum class ErrorCode {
    NoError,
    InvalidRequest, // what the session has cannot be sent: no endpoint, no model, bad options
    MissingKey,
    Unauthorized,
    Forbidden,
    NotFound,
    TooLarge,
    RateLimited,
    Overloaded,
    QuotaExceeded,
    ContentFiltered,
    ServerFailed,
    Refused, // by the service, for a reason of its own
    ConnectionFailed,
    TimedOut,
    Truncated, // the stream ended without the end that its format owes
    MalformedStream,
    TooManyToolRounds,
    ToolFailed,
};
Q_ENUM_NS(ErrorCode)

} // namespace Chat

#endif
