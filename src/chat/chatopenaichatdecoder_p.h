// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATOPENAICHATDECODER_P_H
#define SSEQT_CHATOPENAICHATDECODER_P_H

#include "chateventdecoder.h"
#include "chattoolcalls_p.h"

#include <QtCore/qjsonobject.h>
#include <QtCore/qmap.h>

// Chat Completions, as OpenAI, its gateways and many other servers speak it.
//
// The end that is owed is finish_reason or [DONE]: some gateways leave the latter out, and the
// former is the model's own word that nothing is missing.
class ChatOpenAiChatDecoder final : public ChatEventDecoder
{
public:
    QList<ChatDelta> decode(const SseEvent &event) override;
    QList<ChatDelta> finish() override;
    [[nodiscard]] bool isComplete() const override { return m_hasEnded; }

private:
    // One index of tool_calls, and the call that was begun there last.
    struct Slot
    {
        QString key;
        QString id;
        bool hasName = false;
    };

    void readChunk(const QJsonObject &chunk);
    void readError(const QJsonValue &error);
    void readChoice(const QJsonObject &choice);
    void readDelta(const QJsonObject &delta);
    void readFragment(ChatDelta::Type type, const QString &text);
    void readToolCall(const QJsonObject &call);
    void readUsage(const QJsonObject &usage);
    void beginMessage(const QJsonObject &chunk);
    void endPart();
    void finishMessage(const QString &reason);
    void end();
    [[nodiscard]] QString keyOf(int index, const QString &id, const QString &name);

    QList<ChatDelta> m_deltas; // of the event being read
    ChatToolCalls m_calls;
    QMap<int, Slot> m_slots;
    ChatUsage m_usage;
    ChatDelta::Type m_partType = ChatDelta::Type::Unknown; // of the part that is open
    QString m_partId;
    int m_partCount = 0;
    int m_callCount = 0;
    bool m_hasBegun = false;
    bool m_hasFinished = false;
    bool m_hasFailed = false;
    bool m_hasEnded = false; // by the format's own end
    bool m_isOver = false;
};

#endif
