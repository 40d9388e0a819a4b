// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATPENDINGCALL_P_H
#define SSEQT_CHATPENDINGCALL_P_H

#include "chatpendingcall.h"

#include <functional>

class ChatPendingCallPrivate
{
public:
    // What is told of the result, once; empty when nobody waits for it any more.
    using Taker = std::function<void(const QJsonValue &result, bool isError)>;

    [[nodiscard]] static ChatPendingCallPrivate *of(ChatPendingCall &call) { return call.d.get(); }

    // Nobody waits for it any more. It lives on until it is answered, as whoever was asked still
    // has it.
    void release(ChatPendingCall *call);
    void settle(ChatPendingCall *call, const QJsonValue &result, bool isError);

    QString name;
    QString callId;
    QJsonObject arguments;
    Taker taker;
};

#endif
