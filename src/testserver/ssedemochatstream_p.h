// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEDEMOCHATSTREAM_P_H
#define SSEDEMOCHATSTREAM_P_H

#include "ssedemochatanswer_p.h"

#include <QtCore/QElapsedTimer>

#include <chrono>

class SseTestExchange;

namespace SseDemo {

// An answer as a row of deltas, each made when it is wanted: long ones are never there whole.
class ChatDeltas
{
public:
    ChatDeltas(const ChatAnswer &answer, const ChatRequest &request);

    [[nodiscard]] qsizetype count() const { return m_count; }
    [[nodiscard]] QJsonObject at(qsizetype index) const;
    // The text of that delta, which is what a reader gets to see.
    [[nodiscard]] QString text(qsizetype index) const;
    [[nodiscard]] QString finishReason() const;
    [[nodiscard]] QJsonObject usage() const;
    // All deltas in one message.
    [[nodiscard]] QJsonObject message() const;

private:
    [[nodiscard]] QString contentAt(qsizetype index) const;

    QStringList m_reasoning;
    QStringList m_content;
    qsizetype m_contentCount = 0;
    bool m_isRepeated = false;
    QList<QJsonObject> m_calls;
    QList<QJsonObject> m_callDeltas;
    qsizetype m_count = 0; // with the limit that the request has set
    bool m_isCut = false;
    int m_promptTokens = 0;
};

// How fast an answer comes: with a breath after sentences, or so many tokens a second.
struct ChatPace
{
    int interval = 0; // milliseconds, on average; without a rate
    int rate = 0;
};

void streamChatAnswer(SseTestExchange *exchange, const ChatRequest &request,
                      const ChatAnswer &answer, const ChatPace &pace);
void replyChatAnswer(SseTestExchange *exchange, const ChatRequest &request,
                     const ChatAnswer &answer);

[[nodiscard]] QByteArray chatErrorBody(const QString &message, const QString &type,
                                       const QJsonValue &param = {}, const QJsonValue &code = {});
// What /error is answered by, in the stream or in place of it.
[[nodiscard]] QByteArray chatFailureBody();

} // namespace SseDemo

#endif // SSEDEMOCHATSTREAM_P_H
