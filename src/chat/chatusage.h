// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATUSAGE_H
#define SSEQT_CHATUSAGE_H

#include <SseQt/sseqtchatglobal.h>

#include <QtCore/qmetatype.h>
#include <QtCore/qobjectdefs.h>

// -1 is: the service has not said.
class SSEQT_CHAT_EXPORT ChatUsage
{
    Q_GADGET
    Q_PROPERTY(int inputTokens MEMBER inputTokens)
    Q_PROPERTY(int outputTokens MEMBER outputTokens)
    Q_PROPERTY(int reasoningTokens MEMBER reasoningTokens)
    Q_PROPERTY(int cachedTokens MEMBER cachedTokens)
    Q_PROPERTY(int totalTokens READ totalTokens)
public:
    int inputTokens = -1;
    int outputTokens = -1; // reasoning among them
    int reasoningTokens = -1;
    int cachedTokens = -1; // of the input

    [[nodiscard]] int totalTokens() const;
    [[nodiscard]] bool isEmpty() const;

    // Takes what the other has been told, as formats do that speak of usage in pieces.
    void update(const ChatUsage &newer);
    // Sums of two answers.
    ChatUsage &operator+=(const ChatUsage &other);

    friend bool operator==(const ChatUsage &lhs, const ChatUsage &rhs) { return lhs.isEqual(rhs); }
    friend bool operator!=(const ChatUsage &lhs, const ChatUsage &rhs) { return !lhs.isEqual(rhs); }

private:
    [[nodiscard]] bool isEqual(const ChatUsage &other) const;
};

Q_DECLARE_TYPEINFO(ChatUsage, Q_PRIMITIVE_TYPE);

#endif
