// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATGEMINIDECODER_P_H
#define SSEQT_CHATGEMINIDECODER_P_H

#include "chateventdecoder.h"
#include "chattoolcalls_p.h"

#include <QtCore/qjsonobject.h>

// Gemini's streamGenerateContent: each event is a response of its own, with the next pieces of the
// answer.
//
// The end that is owed is a finishReason. Some models have one in every event: only the end of the
// stream tells which was the last, so that Finish and End come from finish().
//
// What the next request has to bring back as it was is in the value of PartEnd and ToolComplete, as
// "thoughtSignature", or, of parts that have nothing to show, in that of Unknown.
class ChatGeminiDecoder final : public ChatEventDecoder
{
public:
    QList<ChatDelta> decode(const SseEvent &event) override;
    QList<ChatDelta> finish() override;
    [[nodiscard]] bool isComplete() const override { return m_hasEnded; }

private:
    void readResponse(const QJsonObject &response);
    void readCandidate(const QJsonObject &candidate);
    void readPart(const QJsonObject &part);
    void readText(const QJsonObject &part);
    void readCall(const QJsonObject &part);
    void keepPart(const QString &name, const QJsonObject &part);
    [[nodiscard]] bool beginPart(ChatDelta::Type type);
    void endPart();
    void readPromptFeedback(const QJsonObject &feedback);
    void readUsage(const QJsonObject &usage);
    void fail(const ChatError &error);
    void end();
    [[nodiscard]] Chat::FinishReason finishReason() const;

    QList<ChatDelta> m_deltas; // of the event being read
    ChatToolCalls m_calls;
    ChatUsage m_usage;
    ChatDelta::Type m_partType = ChatDelta::Type::Unknown; // of the part that is open
    QString m_partId;
    QString m_signature; // of that part
    QString m_finishReason; // in the service's words
    QString m_finishMessage;
    int m_partCount = 0;
    int m_callCount = 0;
    bool m_hasBegun = false;
    bool m_hasFailed = false;
    bool m_hasEnded = false; // by the format's own end
    bool m_isOver = false;
};

#endif
