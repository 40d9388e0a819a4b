// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATANTHROPICDECODER_P_H
#define SSEQT_CHATANTHROPICDECODER_P_H

#include "chateventdecoder.h"
#include "chattoolcalls_p.h"

#include <QtCore/qjsonobject.h>
#include <QtCore/qmap.h>

// Anthropic's Messages: blocks of content, told apart by their index, each with a beginning,
// fragments and an end.
//
// What the next request has to bring back as it was is in the value of PartEnd, as "signature",
// which may come without a text, and in that of Unknown for redacted_thinking. What the service
// runs itself, as a search, is Unknown too. The end that is owed is message_stop.
class ChatAnthropicDecoder final : public ChatEventDecoder
{
public:
    QList<ChatDelta> decode(const SseEvent &event) override;
    QList<ChatDelta> finish() override;
    [[nodiscard]] bool isComplete() const override { return m_hasEnded; }

private:
    struct Block
    {
        ChatDelta::Type type = ChatDelta::Type::Unknown; // of its fragments
        QString partId;
        QJsonObject start;
        QString input; // of a block that is kept as a whole
        QString signature;
        bool hasFragments = false;
    };
    struct InputTokens
    {
        int fresh = -1; // neither read from the cache nor written to it
        int cacheRead = -1;
        int cacheWritten = -1;
    };

    void readEvent(const QString &type, const QJsonObject &event);
    void beginMessage(const QJsonObject &message);
    void beginBlock(int index, const QJsonObject &start);
    void continueBlock(int index, const QJsonObject &fragment);
    [[nodiscard]] bool take(const QJsonObject &fragment, Block *block);
    void addText(const QString &text, Block *block);
    [[nodiscard]] bool addInput(const QString &json, Block *block);
    void endBlock(int index);
    void endPart(const Block &block);
    void endParts();
    void finishMessage(const QJsonObject &delta);
    void readUsage(const QJsonObject &usage);
    void end();

    QList<ChatDelta> m_deltas; // of the event being read
    QMap<int, Block> m_blocks; // that are open
    ChatToolCalls m_calls;
    ChatUsage m_usage;
    InputTokens m_input;
    int m_partCount = 0;
    qsizetype m_keptSize = 0;
    bool m_hasFailed = false;
    bool m_hasEnded = false; // by the format's own end
    bool m_isOver = false;
};

#endif
