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

bool ChatError::isEqual(const ChatError &other) const
{
    return code == other.code && message == other.message && advice == other.advice
        && serviceType == other.serviceType && serviceCode == other.serviceCode
        && httpStatus == other.httpStatus && retryAfter == other.retryAfter;
}
