// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_AGENTPART_P_H
#define SSEQT_AGENTPART_P_H

#include "chatpartstate_p.h"
#include "chatusage.h"

#include <QtCore/qdatetime.h>
#include <QtCore/qjsonobject.h>

// What servers of agents write of messages and parts, in the terms of conversations.
namespace AgentPart {

[[nodiscard]] ChatPartState stateOf(const QJsonObject &part);
// The error that a message has ended with, as its last part; nothing else has its ID.
[[nodiscard]] ChatPartState errorOf(const QJsonObject &info);
// In milliseconds since 1970; invalid where it is no such number.
[[nodiscard]] QDateTime timeOf(const QJsonValue &milliseconds);
// {"name", "data": {"message"}}, or words alone.
[[nodiscard]] ChatError errorFrom(const QJsonValue &error);

[[nodiscard]] bool isOpen(const QJsonObject &info);
[[nodiscard]] Chat::FinishReason finishReasonOf(const QJsonObject &info);
[[nodiscard]] ChatUsage usageOf(const QJsonObject &info);

} // namespace AgentPart

#endif
