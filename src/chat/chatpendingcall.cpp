// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatpendingcall.h"

#include "chatpendingcall_p.h"

#include <utility>

/*!
    \class ChatPendingCall
    \inmodule SseQt
    \inheaderfile SseQt/ChatPendingCall
    \brief One call of a tool, which waits for its answer.

    The answer may be given at once, by the handler that is called, or later. Several calls of one
    round may wait at the same time; the conversation goes on when the last of them is answered.

    A call belongs to its session, and is destroyed soon after it was answered. When the turn is
    stopped, or the conversation cleared, it is no longer pending, and an answer that comes all the
    same is ignored. Destroying a call that is pending fails it.

    The class is reentrant: a call lives in the thread of its session.

    \since 0.1
    \sa ChatTool::called(), ChatSession::toolCalled()
*/

ChatPendingCall::ChatPendingCall(const QString &name, const QString &callId,
                                 const QJsonObject &arguments, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<ChatPendingCallPrivate>())
{
    d->name = name;
    d->callId = callId;
    d->arguments = arguments;
}

/*!
    Destroys the call. One that was pending has failed then.
*/
ChatPendingCall::~ChatPendingCall()
{
    if (const auto taker = std::exchange(d->taker, nullptr))
        taker(QStringLiteral("The call was given up."), true);
}

/*!
    \property ChatPendingCall::name
    \brief the name of the tool that is called.
*/
QString ChatPendingCall::name() const
{
    return d->name;
}

/*!
    \property ChatPendingCall::callId
    \brief the ID of the call, as ChatPart::toolCallId has it.
*/
QString ChatPendingCall::callId() const
{
    return d->callId;
}

/*!
    \property ChatPendingCall::arguments
    \brief the arguments that the model has given; in QML a map.

    They are what a model has written, and to be treated as any input from outside.
*/
QJsonObject ChatPendingCall::arguments() const
{
    return d->arguments;
}

QVariantMap ChatPendingCall::argumentMap() const
{
    return d->arguments.toVariantMap();
}

/*!
    \property ChatPendingCall::pending
    \brief whether the call still waits for its answer.
*/
bool ChatPendingCall::isPending() const
{
    return d->taker != nullptr;
}

/*!
    Answers the call with \a result, which is any JSON value; a text is told to the model as it is.
    It counts once: further answers, and one to a call that is no longer pending, are ignored.
*/
void ChatPendingCall::answer(const QJsonValue &result)
{
    d->settle(this, result, false);
}

/*!
    Answers the call with an error. The model is told the \a reason, and mostly finds another way.
*/
void ChatPendingCall::fail(const QString &reason)
{
    d->settle(this, reason, true);
}

void ChatPendingCallPrivate::settle(ChatPendingCall *call, const QJsonValue &result, bool isError)
{
    const Taker waiting = std::exchange(taker, nullptr);
    call->deleteLater();
    if (!waiting)
        return;
    const QJsonValue told = result.isUndefined() ? QJsonValue(QJsonValue::Null) : result;
    Q_EMIT call->pendingChanged();
    waiting(told, isError);
}

void ChatPendingCallPrivate::release(ChatPendingCall *call)
{
    if (std::exchange(taker, nullptr))
        Q_EMIT call->pendingChanged();
}

#include "moc_chatpendingcall.cpp"
