// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chaterror.h"

/*!
    \class ChatError
    \inmodule SseQt
    \inheaderfile SseQt/ChatError
    \brief What went wrong in a conversation, and what to do about it.

    A value: a code for programs, and words for people. Errors come from the request (no key), from
    HTTP (429), from inside a stream (an overloaded service), and from a stream that ended too
    early.

    \since 0.1
    \sa ChatSession::error, SseError
*/

/*!
    \variable ChatError::code
    \brief What has happened, for programs.
*/

/*!
    \variable ChatError::message
    \brief What went wrong, in words for people: the service's own where it has said any.
*/

/*!
    \variable ChatError::advice
    \brief What to do about it, in words for people; empty where nothing can be done.
*/

/*!
    \variable ChatError::serviceType
    \brief The service's name for the kind of error, such as \c rate_limit_error; mostly empty.
*/

/*!
    \variable ChatError::serviceCode
    \brief The service's code for it, such as \c context_length_exceeded; mostly empty.
*/

/*!
    \variable ChatError::httpStatus
    \brief The status of HTTP, or the one that an error inside a stream tells; 0 without.
*/

/*!
    \variable ChatError::retryAfter
    \brief The milliseconds that the service asks to wait, at most one hour in errors of a session;
    -1 where it does not ask.
*/

/*!
    \fn bool ChatError::isError() const

    Returns whether there is an error: whether the code is another than Chat::ErrorCode::NoError.
*/

bool ChatError::isEqual(const ChatError &other) const
{
    return code == other.code && message == other.message && advice == other.advice
        && serviceType == other.serviceType && serviceCode == other.serviceCode
        && httpStatus == other.httpStatus && retryAfter == other.retryAfter;
}
