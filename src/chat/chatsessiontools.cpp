// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The calls of a round: noted while they are streamed, made when the stream is whole.

#include "chatsession_p.h"
#include "chattool_p.h"

#include <QtCore/qjsondocument.h>
#include <QtCore/qmetaobject.h>

#include <algorithm>

using Type = ChatDelta::Type;

namespace {

ChatDelta resultDelta(const QString &callId, const QJsonValue &result, bool isError)
{
    ChatDelta delta;
    delta.type = Type::ToolResult;
    delta.toolCallId = callId;
    delta.toolState = isError ? Chat::ToolState::Error : Chat::ToolState::Completed;
    delta.value = result;
    return delta;
}

bool isResult(const ChatDelta &delta)
{
    return delta.type == Type::ToolResult
        || (delta.type == Type::ToolState
            && (delta.toolState == Chat::ToolState::Completed
                || delta.toolState == Chat::ToolState::Error));
}

} // namespace

QList<ChatToolDeclaration> ChatSessionPrivate::declaredTools() const
{
    QList<ChatToolDeclaration> declarations;
    for (const ChatTool *const tool : tools) {
        if (tool->isEnabled())
            declarations.append({ tool->name(), tool->description(), tool->parameters() });
    }
    return declarations;
}

void ChatSessionPrivate::forgetTool(const QObject *tool)
{
    if (tools.removeIf([tool](const ChatTool *known) { return known == tool; }) > 0)
        Q_EMIT q->toolsChanged();
}

void ChatSessionPrivate::noteCall(const ChatDelta &delta)
{
    QList<Call> &calls = turn->calls;
    const auto known = std::find_if(calls.begin(), calls.end(), [&delta](const Call &call) {
        return call.id == delta.toolCallId;
    });
    if (isResult(delta)) {
        if (known != calls.end())
            known->isDone = true; // the service has made it itself
    } else if (delta.type == Type::ToolComplete && known == calls.end()) {
        calls.append({ delta.toolCallId, delta.toolName, delta.text, false, nullptr });
    }
}

bool ChatSessionPrivate::hasOpenCalls() const
{
    return std::any_of(turn->calls.begin(), turn->calls.end(),
                       [](const Call &call) { return !call.isDone; });
}

// Of an answer that was cut short, they may not be what the model meant.
void ChatSessionPrivate::giveUpCalls()
{
    const Course here(this);
    const QList<Call> calls = turn->calls;
    for (const Call &call : calls) {
        if (call.isDone)
            continue;
        messages->apply(
            turn->answer,
            resultDelta(call.id, QStringLiteral("Not run: the answer was cut short."), true));
        if (!here.isKept())
            return;
    }
}

// All that are called wait at the same time. When the last was answered, the turn goes on.
void ChatSessionPrivate::runTools()
{
    ++turn->round;
    const Course here(this);
    if (!show(Chat::Phase::CallingTool))
        return;
    const QList<Call> calls = turn->calls;
    for (const Call &made : calls) {
        if (!made.isDone)
            call(made);
        if (!here.isKept())
            return;
    }
}

void ChatSessionPrivate::call(const Call &made)
{
    ChatDelta running;
    running.type = Type::ToolState;
    running.toolCallId = made.id;
    running.toolState = Chat::ToolState::Running;
    const Course here(this);
    messages->apply(turn->answer, running);
    if (here.isKept())
        messages->flush(); // who is asked may look there for what it is about
    if (!here.isKept())
        return;
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(made.arguments.toUtf8(), &fault);
    if (!document.isObject()) {
        const QString reason = fault.error == QJsonParseError::NoError
            ? QStringLiteral("they are an array")
            : fault.errorString();
        onCallAnswered(made.id, QStringLiteral("The arguments are no JSON object: %1.").arg(reason),
                       true);
        return;
    }
    auto *const pending = new ChatPendingCall(made.name, made.id, document.object(), q);
    for (Call &known : turn->calls) {
        if (known.id == made.id)
            known.pending = pending;
    }
    ChatPendingCallPrivate::of(*pending)->taker =
        [this, here, id = made.id](const QJsonValue &result, bool isError) {
            if (here.isKept())
                onCallAnswered(id, result, isError);
        };
    hand(pending);
}

// To whoever is there: the tool's handler, those connected to the tool, those connected to the
// session.
void ChatSessionPrivate::hand(ChatPendingCall *pending)
{
    static const QMetaMethod called = QMetaMethod::fromSignal(&ChatTool::called);
    static const QMetaMethod toolCalled = QMetaMethod::fromSignal(&ChatSession::toolCalled);
    ChatTool *tool = nullptr;
    for (qsizetype i = 0; i < turn->tools.size() && !tool; ++i) {
        if (turn->settings.tools.at(i).name == pending->name())
            tool = turn->tools.at(i);
    }
    if (tool) {
        QObject::connect(tool, &QObject::destroyed, pending,
                         [pending] { pending->fail(QStringLiteral("The tool is gone.")); });
        if (const ChatTool::Handler handler = tool->d->handler) {
            handler(pending);
            return;
        }
        if (tool->isSignalConnected(called)) {
            Q_EMIT tool->called(pending);
            return;
        }
    }
    if (q->isSignalConnected(toolCalled)) {
        Q_EMIT q->toolCalled(pending);
        return;
    }
    pending->fail(QStringLiteral("There is no tool of the name %1.").arg(pending->name()));
}

void ChatSessionPrivate::onCallAnswered(const QString &callId, const QJsonValue &result,
                                        bool isError)
{
    for (Call &made : turn->calls) {
        if (made.id == callId)
            made.isDone = true;
    }
    const Course here(this);
    messages->apply(turn->answer, resultDelta(callId, result, isError));
    if (here.isKept() && !hasOpenCalls())
        goOn();
}
