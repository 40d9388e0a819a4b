// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATKEYREQUEST_P_H
#define SSEQT_CHATKEYREQUEST_P_H

#include "chatkeyrequest.h"

#include <functional>

class ChatKeyRequestPrivate
{
public:
    struct Answer
    {
        QString key;
        QString reason; // why there is none
        bool isKey = false;
    };
    // What is told of the answer, once; empty when nobody waits for it any more.
    using Taker = std::function<void(const Answer &answer)>;

    [[nodiscard]] static ChatKeyRequestPrivate *of(ChatKeyRequest &request)
    {
        return request.d.get();
    }

    // Nobody waits for it any more. It lives on until it is answered, as whoever was asked still
    // has it.
    void release(ChatKeyRequest *request);
    void settle(ChatKeyRequest *request, const Answer &answer);

    Taker taker;
};

#endif
