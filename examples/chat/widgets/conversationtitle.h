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

[[nodiscard]] QString of(const ChatModel *messages);
// Of a conversation as ChatModel::toJson() writes it.
[[nodiscard]] QString of(const QJsonObject &conversation);
[[nodiscard]] QString ofQuestion(const QString &question);

} // namespace ConversationTitle

#endif
