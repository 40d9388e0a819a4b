// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATDECODING_P_H
#define SSEQT_CHATDECODING_P_H

#include "chatdelta.h"

#include <SseQt/sseevent.h>

#include <QtCore/qjsonobject.h>
#include <QtCore/qlist.h>

#include <optional>

// What the decoders of all formats do alike.
namespace ChatDecoding {

// More parts than these are not opened in one answer: what belongs to further ones is Unknown.
constexpr int MaximumParts = 4096;

// The event's data as a JSON object. Where they are none an error delta says why. What only keeps a
// connection alive, as blank data and pings do, gives neither.
[[nodiscard]] std::optional<QJsonObject> readObject(const SseEvent &event,
                                                    QList<ChatDelta> *deltas);

// Whether it is the end in formats that have "[DONE]".
[[nodiscard]] bool isDone(const SseEvent &event);

[[nodiscard]] ChatDelta make(ChatDelta::Type type);
// Of a fragment: Text, Reasoning, Refusal.
[[nodiscard]] ChatDelta makeText(ChatDelta::Type type, const QString &partId, const QString &text);
[[nodiscard]] ChatDelta makePartEnd(const QString &partId);
[[nodiscard]] ChatDelta makeMessageBegin(const QString &messageId, const QString &model);
[[nodiscard]] ChatDelta makeFinish(Chat::FinishReason reason);
[[nodiscard]] ChatDelta makeUsage(const ChatUsage &usage);
[[nodiscard]] ChatDelta makeUnknown(const QString &name, const QJsonValue &value);
[[nodiscard]] ChatDelta makeError(const ChatError &error);
[[nodiscard]] ChatDelta makeError(Chat::ErrorCode code, const QString &message);
// \a owed is the end that has not come, as in "[DONE]".
[[nodiscard]] ChatDelta makeTruncation(const QString &owed);

// Of arguments that come as a value: their JSON as text, compact; empty where they are undefined.
[[nodiscard]] QString toJson(const QJsonValue &value);

// Null, absent, and what holds nothing.
[[nodiscard]] bool isNothing(const QJsonValue &value);

// A number of tokens; -1 where the value is none.
[[nodiscard]] int tokenCount(const QJsonValue &value);
// By the names that a format has for the tokens of the request and of the answer; their details
// stand in members of the same names with "_details" behind.
[[nodiscard]] ChatUsage readUsage(const QJsonObject &usage, const QString &inputTokens,
                                  const QString &outputTokens);

} // namespace ChatDecoding

#endif
