// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATUIMESSAGEDECODER_P_H
#define SSEQT_CHATUIMESSAGEDECODER_P_H

#include "chateventdecoder.h"
#include "chattoolcalls_p.h"

#include <QtCore/qjsonobject.h>
#include <QtCore/qmap.h>
#include <QtCore/qstringlist.h>

// The UI message stream of Vercel's AI SDK: parts and tool calls, told apart by IDs, in steps that
// the server takes by itself.
//
// Nothing says who runs a tool; mostly it is the server. So a tool is Running from the moment when
// its input is whole until its output comes, and one without output in an answer that has ended
// well is the client's to run.
//
// Streams may be merged into one, and then finish more than once: Finish comes at the end, with
// the last reason. The end that is owed is finish or [DONE]: some servers leave the latter out, and
// nothing of the answer follows the former.
//
// What the next request has to bring back as it was is in the value of PartEnd, as
// "providerMetadata", which reasoning may have without a text.
class ChatUiMessageDecoder final : public ChatEventDecoder
{
public:
    QList<ChatDelta> decode(const SseEvent &event) override;
    QList<ChatDelta> finish() override;
    [[nodiscard]] bool isComplete() const override { return m_hasEnded; }

private:
    struct Part
    {
        ChatDelta::Type type = ChatDelta::Type::Text;
        QString partId; // the server's own may come again in the next step
        QJsonObject metadata;
        bool hasText = false;
    };

    void readEvent(const QString &type, const QJsonObject &event);
    [[nodiscard]] bool readMessageEvent(const QString &type, const QJsonObject &event);
    [[nodiscard]] bool readPartEvent(const QString &type, const QJsonObject &event);
    [[nodiscard]] bool readToolEvent(const QString &type, const QJsonObject &event);
    void readError(QJsonObject event);
    void readFinish(const QJsonObject &event);
    void keepMetadata(const QJsonObject &event);
    [[nodiscard]] bool beginPart(ChatDelta::Type type, const QString &key,
                                 const QJsonObject &event);
    void readMetadata(const QString &key, const QJsonObject &event);
    void addText(const QString &key, const QJsonObject &event);
    void endPart(const QString &key);
    void endParts();
    void beginCall(const QString &id, const QJsonObject &event);
    bool completeCall(const QString &id, const QJsonObject &event);
    void endCall(const QString &id, Chat::ToolState state, const QJsonValue &value);
    void abandonCalls();
    void end();

    QList<ChatDelta> m_deltas; // of the event being read
    QMap<QString, Part> m_parts; // that are open
    ChatToolCalls m_calls;
    QStringList m_textCalls; // whose input is no JSON
    QStringList m_running; // calls without output
    Chat::FinishReason m_finishReason = Chat::FinishReason::None;
    int m_partCount = 0;
    int m_stepCount = 0;
    bool m_hasBegun = false;
    bool m_hasFailed = false;
    bool m_hasEnded = false; // by the format's own end
    bool m_isOver = false;
};

#endif
