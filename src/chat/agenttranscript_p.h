// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_AGENTTRANSCRIPT_P_H
#define SSEQT_AGENTTRANSCRIPT_P_H

#include "chatmodel.h"
#include "chatpartstate_p.h"

#include <QtCore/qhash.h>
#include <QtCore/qjsonarray.h>
#include <QtCore/qjsonobject.h>
#include <QtCore/qlist.h>
#include <QtCore/qpointer.h>

#include <utility>

// The messages of one session of an agent, assembled from what its server says on the event stream
// and in answers. While the state is being fetched, what the stream says waits: some of it is in
// the answer already, which does no harm, as it tells of parts as a whole.
class SSEQT_CHAT_EXPORT AgentTranscript
{
    Q_DISABLE_COPY_MOVE(AgentTranscript)
public:
    explicit AgentTranscript(QObject *parent);
    ~AgentTranscript();

    [[nodiscard]] ChatModel *model() const { return m_model; }

    // An event about a message or a part: its type, and its properties.
    void take(const QString &type, const QJsonObject &properties);

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
    void applyInfo(const QJsonObject &info);
    void applyPart(const QJsonObject &properties);
    void applyFragment(const QJsonObject &properties);
    void applyPartRemoval(const QString &messageId, const QString &partId);
    void merge(const QJsonArray &messages);
    // The message with that ID, at the place that its time gives it; null if it cannot be had.
    ChatMessage *messageFor(const QJsonObject &info);
    void keepEarly(const QString &messageId, const QString &type, const QJsonObject &properties);

    // What is waiting: of which type, and what.
    using Event = std::pair<QString, QJsonObject>;

    const QPointer<ChatModel> m_model; // goes with its owner too
    bool m_isHeld = false;
    QList<Event> m_held;
    QHash<QString, QList<Event>> m_early; // parts whose message has not come, by its ID
    int m_earlyCount = 0;
};

#endif
