// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "agentqmlclient.h"

/*!
    \qmltype AgentClient
    \inqmlmodule SSE.Chat
    \instantiates AgentQmlClient
    \brief Follows the sessions of a server of agents, live, and talks with them.

    Declared with a \c baseUrl, the client connects when its component is complete:

    \qml
    import SSE.Chat

    AgentClient {
        id: client

        baseUrl: "http://127.0.0.1:4096"
        onPermissionAsked: permission => console.log("May it?", permission.title)
    }
    ListView {
        model: client.sessions
        delegate: Text {
            required property string title
            required property int status
            text: status === AgentSession.Status.Busy ? title + " …" : title
        }
    }
    \endqml

    It has every property and signal of the C++ class \l [CPP] {AgentClient}, and one difference:
    \c active is true unless set otherwise.

    However many views there are, there is one stream for all of them: declare one client and hand
    it around.

    \since SSE 1.0
    \sa AgentTaskModel
*/

/*!
    \qmlproperty url AgentClient::baseUrl
    Where the server is; empty by default. A client that gets it later connects then.
*/

/*!
    \qmlproperty string AgentClient::eventPath
    The path of the event stream below \l baseUrl; \c{/event} by default.
*/

/*!
    \qmlproperty string AgentClient::userName
    The name that goes with the password, by the scheme Basic; empty by default.
*/

/*!
    \qmlproperty bool AgentClient::hasPassword
    \readonly
    Whether a password was set by \l setPassword(). What it is, is never told.
*/

/*!
    \qmlproperty string AgentClient::sessionId
    The one session to follow; empty, which is all, by default.
*/

/*!
    \qmlproperty string AgentClient::agentId
    The agent whose sessions to follow; empty, which is any, by default.
*/

/*!
    \qmlproperty string AgentClient::directory
    The directory whose sessions to follow; empty, which is any, by default.
*/

/*!
    \qmlproperty bool AgentClient::active
    The wish to be connected; true by default.
*/

/*!
    \qmlproperty enumeration AgentClient::state
    \readonly
    How far the connection is: \c AgentClient.Closed, \c AgentClient.Connecting,
    \c AgentClient.Fetching or \c AgentClient.Live.
*/

/*!
    \qmlproperty AgentSessionModel AgentClient::sessions
    \readonly
    The sessions that the filters let through.
*/

/*!
    \qmlproperty SseSource AgentClient::source
    \readonly
    The event stream, for its timeouts and its policy, and for an SseStatusIndicator.
*/

/*!
    \qmlproperty chatError AgentClient::error
    \readonly
    What went wrong last, of the stream or of a request.
*/

/*!
    \qmlmethod ChatModel AgentClient::conversation(string sessionId)
    Returns the messages of a session, which are fetched and followed from now on.
*/

/*!
    \qmlmethod void AgentClient::forgetConversation(string sessionId)
    Follows the messages of a session no longer, and destroys their model.
*/

/*!
    \qmlmethod void AgentClient::setPassword(string password)
    Sets the password that goes with \l userName.
*/

/*!
    \qmlmethod void AgentClient::createSession(string title)
    Asks for a new session; \l sessionCreated tells its ID.
*/

/*!
    \qmlmethod void AgentClient::prompt(string sessionId, string text)
    Sends \a text to a session; \l promptAccepted tells that the server has taken it.
*/

/*!
    \qmlmethod void AgentClient::abort(string sessionId)
    Asks the agent of a session to stop.
*/

/*!
    \qmlmethod void AgentClient::answerPermission(string sessionId, string permissionId, enumeration
   answer) Answers a question: \c AgentPermission.Once, \c AgentPermission.Always or \c
   AgentPermission.Reject.
*/

/*!
    \qmlsignal AgentClient::sessionCreated(string sessionId)
    The session that createSession() asked for is there.
*/

/*!
    \qmlsignal AgentClient::promptAccepted(string sessionId)
    The server has taken a prompt.
*/

/*!
    \qmlsignal AgentClient::permissionAsked(agentPermission permission)
    An agent waits for an answer.
*/

/*!
    \qmlsignal AgentClient::errorOccurred(chatError error, string sessionId)
    The stream has failed, or a request.
*/

AgentQmlClient::AgentQmlClient(QObject *parent)
    : AgentClient(parent)
{
    holdOpening();
    setActive(true);
}

AgentQmlClient::~AgentQmlClient() = default;

void AgentQmlClient::classBegin() { }

void AgentQmlClient::componentComplete()
{
    releaseOpening();
}

#include "moc_agentqmlclient.cpp"
