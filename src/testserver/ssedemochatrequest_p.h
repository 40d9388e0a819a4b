// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEDEMOCHATREQUEST_P_H
#define SSEDEMOCHATREQUEST_P_H

#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>
#include <QtCore/QList>
#include <QtCore/QStringList>

#include <optional>

namespace SseDemo {

struct ChatToolResult
{
    QString name;
    QString arguments; // JSON, as the call had it
    QString content;
};

struct ChatPrompt
{
    QString text; // of the last message of the user
    int turn = 0; // how many the user has had before
    int tokens = 0; // of all messages together, roughly
    QList<ChatToolResult> results; // what has come since
};

struct ChatProblem
{
    QString message;
    QJsonValue param; // which member is meant; null for all of it
};

struct ChatRequest
{
    QString model = QStringLiteral("demo-1");
    bool stream = false;
    bool includeUsage = false;
    bool reasoning = true;
    int maximumTokens = -1;
    QList<QJsonObject> tools; // the functions that may be called
    ChatPrompt prompt;
    std::optional<ChatProblem> problem; // then nothing else counts

    // Null without one of that name.
    [[nodiscard]] const QJsonObject *tool(const QString &name) const;
};

[[nodiscard]] ChatRequest parseChatRequest(const QByteArray &body);

// Rough as any count of tokens that does not know the model.
[[nodiscard]] int countChatTokens(const QString &text);

} // namespace SseDemo

#endif // SSEDEMOCHATREQUEST_P_H
