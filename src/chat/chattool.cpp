// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chattool.h"

#include "chattool_p.h"

/*!
    \class ChatTool
    \inmodule SseQt
    \inheaderfile SseQt/ChatTool
    \brief A tool that the model may call: its name, what it does, and what it takes.

    A session declares its enabled tools with each request. When the answer calls one, and has come
    to its end, the tool is asked: by its handler if setHandler() has set one, else by called(). Who
    is asked answers the call, at once or later.

    \code
    ChatTool clock;
    clock.setName("current_time");
    clock.setDescription("Tells the time of day.");
    clock.setHandler([](ChatPendingCall *call) {
        call->answer(QTime::currentTime().toString());
    });
    session.addTool(&clock);
    \endcode

    A turn uses the tools as they were when it began. A tool that is destroyed while it is asked
    fails its calls.

    The class is reentrant: a tool lives in the thread of its session.

    \since 0.1
    \sa ChatSession::addTool(), ChatPendingCall
*/

/*!
    \fn void ChatTool::called(ChatPendingCall *call)

    Emitted when the model calls the tool and there is no handler. The \a call belongs to the
    session, and waits for ChatPendingCall::answer() or ChatPendingCall::fail(). The conversation
    shows it already, as Chat::ToolState::Running. Where nobody is connected,
    ChatSession::toolCalled() is emitted in place of it.
*/

/*!
    Constructs a tool without a name and with the given \a parent. It is enabled.
*/
ChatTool::ChatTool(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<ChatToolPrivate>())
{ }

/*!
    Destroys the tool. Calls of it that are pending have failed then.
*/
ChatTool::~ChatTool() = default;

/*!
    \property ChatTool::name
    \brief the name by which the model calls the tool, empty by default.

    Services take letters, digits, \c _ and \c -. A tool without a name, or with that of another one
    of the session, cannot be declared: a turn that has one ends with
    Chat::ErrorCode::InvalidRequest.
*/
QString ChatTool::name() const
{
    return d->name;
}

void ChatTool::setName(const QString &name)
{
    if (d->name == name)
        return;
    d->name = name;
    Q_EMIT nameChanged(name);
}

/*!
    \property ChatTool::description
    \brief what the tool does and when to call it, in words for the model.
*/
QString ChatTool::description() const
{
    return d->description;
}

void ChatTool::setDescription(const QString &description)
{
    if (d->description == description)
        return;
    d->description = description;
    Q_EMIT descriptionChanged(description);
}

/*!
    \property ChatTool::parameters
    \brief the JSON schema of the arguments: an object's, with its properties.

    Without it the tool takes no arguments. The arguments of a call are not checked against it:
    models keep to it mostly.
*/
QJsonObject ChatTool::parameters() const
{
    return d->parameters;
}

void ChatTool::setParameters(const QJsonObject &schema)
{
    if (d->parameters == schema)
        return;
    d->parameters = schema;
    Q_EMIT parametersChanged();
}

/*!
    \property ChatTool::enabled
    \brief whether the tool is declared; true by default.
*/
bool ChatTool::isEnabled() const
{
    return d->isEnabled;
}

void ChatTool::setEnabled(bool enabled)
{
    if (d->isEnabled == enabled)
        return;
    d->isEnabled = enabled;
    Q_EMIT enabledChanged(enabled);
}

/*!
    Sets the \a handler that is called with each call of the tool, in place of called(); an empty
    one brings the signal back.
*/
void ChatTool::setHandler(Handler handler)
{
    d->handler = std::move(handler);
}

#include "moc_chattool.cpp"
