// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATOPENAIRESPONSESDECODER_P_H
#define SSEQT_CHATOPENAIRESPONSESDECODER_P_H

#include "chateventdecoder.h"
#include "chattoolcalls_p.h"

#include <QtCore/qjsonarray.h>
#include <QtCore/qjsonobject.h>

// OpenAI's Responses. Most things are said three times: in fragments, whole when they are done, and
// once more in the response at the end. The fragments count; what they lack is taken from the rest.
class ChatOpenAiResponsesDecoder final : public ChatEventDecoder
{
public:
    QList<ChatDelta> decode(const SseEvent &event) override;
    QList<ChatDelta> finish() override;
    [[nodiscard]] bool isComplete() const override { return m_hasEnded; }

private:
    struct Part
    {
        QString id;
        QString text; // to be compared with the whole
        bool isKept = true;
        bool hasEnded = false;
    };

    using Reader = void (ChatOpenAiResponsesDecoder::*)(const QJsonObject &event);
    [[nodiscard]] static Reader readerOf(const QString &type);
    [[nodiscard]] bool isRepeated(const QJsonObject &event);

    void beginResponse(const QJsonObject &event);
    void beginItem(const QJsonObject &event);
    void endItem(const QJsonObject &event);
    void beginContent(const QJsonObject &event);
    void endContent(const QJsonObject &event);
    void readText(const QJsonObject &event);
    void endText(const QJsonObject &event);
    void readArguments(const QJsonObject &event);
    void endArguments(const QJsonObject &event);
    void endResponse(const QJsonObject &event);
    void readError(const QJsonObject &event);
    void keep(const QJsonObject &event);

    [[nodiscard]] Part *find(const QString &partId);
    // These two return false where the text has no place in what has been said.
    [[nodiscard]] bool append(ChatDelta::Type type, const QString &partId, const QString &fragment);
    [[nodiscard]] bool complete(ChatDelta::Type type, const QString &partId, const QString &whole);
    void endPart(Part *part);
    [[nodiscard]] bool completeContents(int outputIndex, const QJsonObject &item);
    void completeCall(const QString &key, const QJsonObject &item);
    void completeOutput(const QJsonArray &output);
    void endAll(bool isWhole);
    void end();

    QList<ChatDelta> m_deltas; // of the event being read
    QList<Part> m_parts;
    ChatToolCalls m_calls;
    qsizetype m_size = 0; // of the texts that are kept
    qint64 m_sequenceNumber = -1;
    bool m_hasBegun = false;
    bool m_hasEnded = false; // by the format's own end
    bool m_isOver = false;
};

#endif
