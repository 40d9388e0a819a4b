// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEDEMOCHAT_P_H
#define SSEDEMOCHAT_P_H

class SseTestExchange;

namespace SseDemo {

// A chat in the shape of OpenAI's Chat Completions: /v1/chat/completions
void chatCompletions(SseTestExchange *exchange);

} // namespace SseDemo

#endif // SSEDEMOCHAT_P_H
