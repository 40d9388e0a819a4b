// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "agentsession.h"

/*!
    \class AgentPermission
    \inmodule SseQt
    \inheaderfile SseQt/AgentSession
    \brief A question of an agent that waits for an answer: whether a tool may do what it is about
   to.

    A value. \c title is the question in words, \c kind what it is about, as in "bash" or "edit",
    \c details what the server has said of it beside, and \c toolCallId the call that waits, if it
   is one.

    \since 0.1
    \sa AgentClient::answerPermission()
*/

/*!
    \enum AgentPermission::Answer

    \value Once yes, this time
    \value Always yes, and no further questions of this kind
    \value Reject no
*/

/*!
    \class AgentSession
    \inmodule SseQt
    \inheaderfile SseQt/AgentSession
    \brief What is known of a session of an agent.

    A value. \c retryAttempt, \c retryMessage and \c retryTime are about the next attempt while the
    status is Retrying. \c error is what went wrong last, in words, until the session is busy again.

    \since 0.1
    \sa AgentSessionModel
*/

/*!
    \enum AgentSession::Status

    \value Idle it waits for a prompt
    \value Busy it is at work
    \value Retrying the model's service has failed, and is asked again soon
*/

bool AgentPermission::isEqual(const AgentPermission &other) const
{
    return id == other.id && sessionId == other.sessionId && kind == other.kind
        && title == other.title && toolCallId == other.toolCallId && details == other.details;
}

bool AgentSession::isEqual(const AgentSession &other) const
{
    return id == other.id && title == other.title && parentId == other.parentId
        && directory == other.directory && agent == other.agent && status == other.status
        && retryAttempt == other.retryAttempt && retryMessage == other.retryMessage
        && retryTime == other.retryTime && error == other.error && created == other.created
        && updated == other.updated && permissions == other.permissions;
}
