// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATDELTA_H
#define SSEQT_CHATDELTA_H

#include <SseQt/chat.h>
#include <SseQt/chaterror.h>
#include <SseQt/chatusage.h>
#include <SseQt/sseqtchatglobal.h>

#include <QtCore/qjsonvalue.h>
#include <QtCore/qstring.h>

// One thing that an answer's stream has said: what all formats have in common.
class SSEQT_CHAT_EXPORT ChatDelta
{
    Q_GADGET
public:
    enum class Type {
        MessageBegin, // messageId, model
        Text, // text: a fragment
        Reasoning, // text: a fragment
        Refusal, // text: a fragment
        PartEnd, // the part with partId gets no more fragments
        ToolBegin, // toolCallId, toolName
        ToolArguments, // text: a fragment of JSON
        ToolComplete, // the arguments are whole: text has all of them
        ToolState, // toolState, and in value what came with it
        ToolResult, // value; toolState is Completed or Error
        Step, // text: what the service says of it, mostly nothing
        Usage, // usage: what is known by now
        Finish, // finishReason: the model's end, after which usage may follow
        Error, // error
        Unknown, // name, and in value the whole of what came
        End, // the end that the format owes: the last delta of a whole answer
    };
    Q_ENUM(Type)

    Type type = Type::Unknown;
    QString sessionId; // of streams that carry many
    QString messageId;
    QString partId; // parts of an answer are told apart by it; empty continues the newest
    QString toolCallId; // the service's, or made up where the format has none
    QString toolName;
    QString model;
    QString name;
    QString text;
    QJsonValue value = QJsonValue::Undefined;
    Chat::ToolState toolState = Chat::ToolState::Pending;
    Chat::FinishReason finishReason = Chat::FinishReason::None;
    ChatUsage usage;
    ChatError error;

    friend bool operator==(const ChatDelta &lhs, const ChatDelta &rhs) { return lhs.isEqual(rhs); }
    friend bool operator!=(const ChatDelta &lhs, const ChatDelta &rhs) { return !lhs.isEqual(rhs); }

private:
    [[nodiscard]] bool isEqual(const ChatDelta &other) const;
};

#ifndef QT_NO_DEBUG_STREAM
class QDebug;
SSEQT_CHAT_EXPORT QDebug operator<<(QDebug debug, const ChatDelta &delta);
#endif

#endif
