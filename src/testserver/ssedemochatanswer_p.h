// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEDEMOCHATANSWER_P_H
#define SSEDEMOCHATANSWER_P_H

#include "ssedemochatrequest_p.h"

namespace SseDemo {

struct ChatCall
{
    QString name;
    QString arguments; // JSON
};

struct ChatAnswer
{
    QString reasoning;
    QString content; // Markdown
    QList<ChatCall> calls;
    // So many tokens of the content, over and over; -1 for the content once. "%1" in it is the
    // number of the round.
    qsizetype repeatedTokens = -1;
};

// The same for the same request, always.
[[nodiscard]] ChatAnswer chatAnswer(const ChatRequest &request);

// What is known by heart about that prompt; empty when nothing is.
[[nodiscard]] QString chatTopic(const QString &prompt, int turn);
[[nodiscard]] QString chatTour();
[[nodiscard]] QString chatLongText();

// Calls of get_weather, or the answer made of their results; nothing when it is not about weather.
[[nodiscard]] std::optional<ChatAnswer> chatWeather(const ChatRequest &request);
[[nodiscard]] ChatAnswer chatToolAnswer(const QList<ChatToolResult> &results);

// True when the prompt has the command as a word of its own: a path such as /var/error is none.
[[nodiscard]] bool hasChatCommand(const QString &prompt, QLatin1StringView command);

// Pieces of about the size that models give: a word with the space before it, long words in two.
[[nodiscard]] QStringList chatTokens(const QString &text);

// The beginning of a text, in one line.
[[nodiscard]] QString chatGist(const QString &text);

} // namespace SseDemo

#endif // SSEDEMOCHATANSWER_P_H
