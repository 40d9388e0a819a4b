// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEDEMOBUS_P_H
#define SSEDEMOBUS_P_H

class SseTestExchange;

namespace SseDemo {

// The event bus of a coding agent, as OpenCode has it: /api/v1/events/sse
void bus(SseTestExchange *exchange);

} // namespace SseDemo

#endif // SSEDEMOBUS_P_H
