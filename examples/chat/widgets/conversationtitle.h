// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef CHATWIDGETS_CONVERSATIONTITLE_H
#define CHATWIDGETS_CONVERSATIONTITLE_H

#include <QtCore/QString>

class ChatModel;
class QJsonObject;

// What a conversation is called that nobody has given a name: the first line of its first question,
// shortened. Empty while nothing was asked.
namespace ConversationTitle {

constexpr int MaximumLength = 60;
constexpr int MaximumNameLength = 200;

[[nodiscard]] QString of(const ChatModel *messages);
// Of a conversation as ChatModel::toJson() writes it.
[[nodiscard]] QString of(const QJsonObject &conversation);
[[nodiscard]] QString ofQuestion(const QString &question);
// What somebody has called one, or a file: a line that can be drawn at any time.
[[nodiscard]] QString ofName(const QString &name);

} // namespace ConversationTitle

#endif
