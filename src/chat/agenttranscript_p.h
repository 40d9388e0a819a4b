// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_AGENTTRANSCRIPT_P_H
#define SSEQT_AGENTTRANSCRIPT_P_H

#include "chatmodel.h"

#include <QtCore/qhash.h>
#include <QtCore/qjsonarray.h>
#include <QtCore/qjsonobject.h>
#include <QtCore/qlist.h>

#include <utility>

// The messages of one session of an agent, assembled from what its server says on the event stream
// and in answers. While the state is being fetched, what the stream says waits: the answer may be
// older or newer than that, and what is applied to it last is the newest of either.
class AgentTranscript
{
    Q_DISABLE_COPY_MOVE(AgentTranscript)
public:
    explicit AgentTranscript(QObject *parent);
    ~AgentTranscript();

    [[nodiscard]] ChatModel *model() const { return m_model; }

    // An event about a message or a part: its type, and its properties.
    void take(const QString &type, const QJsonObject &properties);

    [[nodiscard]] bool isHeld() const { return m_isHeld; }
    void hold();
    // The server's messages, each {"info", "parts"}; then what has waited.
    void release(const QJsonArray &messages);
    // There is no answer: what has waited has to do.
    void release();
    // The session is idle: nothing goes on any more.
    void settle();
    void clear();

private:
    void apply(const QString &type, const QJsonObject &properties);
    void applyMessage(const QJsonObject &info);
    void applyPart(const QJsonObject &part, const QString &delta);
    void applyDelta(const QJsonObject &properties);
    [[nodiscard]] ChatMessage *messageFor(const QJsonObject &info);

    ChatModel *const m_model;
    bool m_isHeld = false;
    QList<std::pair<QString, QJsonObject>> m_held;
    QHash<QString, QList<QJsonObject>> m_early; // parts whose message has not come, by its ID
};

#endif
