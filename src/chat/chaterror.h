// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATERROR_H
#define SSEQT_CHATERROR_H

#include <SseQt/chat.h>
#include <SseQt/sseqtchatglobal.h>

#include <QtCore/qmetatype.h>
#include <QtCore/qobjectdefs.h>
#include <QtCore/qstring.h>

// What went wrong and what to do, in words for people, and by a code for programs.
class SSEQT_CHAT_EXPORT ChatError
{
    Q_GADGET
    Q_PROPERTY(Chat::ErrorCode code MEMBER code)
    Q_PROPERTY(QString message MEMBER message)
    Q_PROPERTY(QString advice MEMBER advice)
    Q_PROPERTY(QString serviceType MEMBER serviceType)
    Q_PROPERTY(QString serviceCode MEMBER serviceCode)
    Q_PROPERTY(int httpStatus MEMBER httpStatus)
    Q_PROPERTY(int retryAfter MEMBER retryAfter)
public:
    Chat::ErrorCode code = Chat::ErrorCode::NoError;
    QString message; // what went wrong; the service's own words where it has said any
    QString advice; // what to do about it
    QString serviceType; // the service's names for it, as in "rate_limit_error"
    QString serviceCode;
    int httpStatus = 0;
    int retryAfter = -1; // milliseconds that the service asks for; -1 if it does not

    [[nodiscard]] bool isError() const { return code != Chat::ErrorCode::NoError; }

    friend bool operator==(const ChatError &lhs, const ChatError &rhs) { return lhs.isEqual(rhs); }
    friend bool operator!=(const ChatError &lhs, const ChatError &rhs) { return !lhs.isEqual(rhs); }

private:
    [[nodiscard]] bool isEqual(const ChatError &other) const;
};

#endif
