// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATSESSIONERRORS_P_H
#define SSEQT_CHATSESSIONERRORS_P_H

#include "chaterror.h"
#include "sseqtchatglobal.h"

#include <SseQt/sseerror.h>

// What a session says of requests that have failed.
namespace ChatSessionErrors {

// No service is waited for longer than this.
constexpr int LongestRetryAfter = 60 * 60 * 1000;

// \a now is milliseconds since the epoch.
[[nodiscard]] SSEQT_CHAT_EXPORT ChatError fromSseError(const SseError &error, qint64 now);

// Whether it is worth waiting for what the service has asked to wait.
[[nodiscard]] bool isWaitedFor(const ChatError &error);

// Some services quote the key that they refuse.
[[nodiscard]] ChatError withoutSecret(ChatError error, const QByteArray &secret);

// What is secret in the value of a header; empty where its name does not look so.
[[nodiscard]] QByteArray secretOf(const QByteArray &headerName, const QByteArray &value);

} // namespace ChatSessionErrors

#endif
