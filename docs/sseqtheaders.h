// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What qdoc reads to know the declarations.
#include <SseQt/Backoff>
#include <SseQt/EventStreamParser>
#include <SseQt/SseDemoServer>
#include <SseQt/SseEventFilterModel>
#include <SseQt/SseEventModel>
#include <SseQt/SseSource>
#include <SseQt/SseTestExchange>
#include <SseQt/SseTestScript>
#include <SseQt/SseTestServer>
#if __has_include(<SseQt/ChatSession>)
#include <SseQt/AgentClient>
#include <SseQt/AgentTaskModel>
#include <SseQt/ChatEventDecoder>
#include <SseQt/ChatMarkdownModel>
#include <SseQt/ChatSession>
#endif
#if __has_include(<SseQt/SseChatWidget>)
#include <SseQt/SseChatInput>
#include <SseQt/SseChatView>
#include <SseQt/SseChatWidget>
#include <SseQt/SseConnectionActions>
#include <SseQt/SseEventView>
#include <SseQt/SseStatusLabel>
#endif
#if __has_include(<SseQt/SseStreamReader>)
#include <SseQt/SseStreamReader>
#endif
