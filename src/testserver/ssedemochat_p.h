// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEDEMOCHAT_P_H
#define SSEDEMOCHAT_P_H

#include <QtCore/QByteArray>
#include <QtCore/QDeadlineTimer>

class SseTestExchange;

namespace SseDemo {

struct ChatRequest;

// A chat in the shape of OpenAI's Chat Completions: /v1/chat/completions
class Chat
{
public:
    void operator()(SseTestExchange *exchange);

private:
    [[nodiscard]] bool refuseBusy(SseTestExchange *exchange, const ChatRequest &request);

    // The request that was told to wait, and until when.
    QByteArray m_refused;
    QDeadlineTimer m_wait;
};

} // namespace SseDemo

#endif // SSEDEMOCHAT_P_H
