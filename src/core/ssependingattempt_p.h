// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEPENDINGATTEMPT_P_H
#define SSEQT_SSEPENDINGATTEMPT_P_H

#include "ssependingattempt.h"
#include "sserequest_p.h"

// What the handles of one attempt have in common. They may outlive the attempt, and the source: it
// takes itself out when the attempt has begun, or will not.
struct SsePendingAttemptData
{
    class Client
    {
    public:
        virtual void pendingAttemptProceeds() = 0;
        virtual void pendingAttemptFails(const QString &message) = 0;

    protected:
        ~Client() = default;
    };

    Client *client = nullptr;
    QUrl url;
    QList<SseRequest::Header> headers; // set for this attempt, in order; a null value removes
    QByteArray lastEventId;
    int number = 0;
    SseError previousError;
    bool isOffered = false; // to its handlers, who have not all returned
    bool isHeld = false;
};

#endif
