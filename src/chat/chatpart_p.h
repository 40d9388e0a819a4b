// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATPART_P_H
#define SSEQT_CHATPART_P_H

#include "chatpart.h"
#include "chatpartstate_p.h"
#include "chattext_p.h"

#include <QtCore/qjsonobject.h>

class ChatPartPrivate
{
    Q_DISABLE_COPY_MOVE(ChatPartPrivate)
public:
    ChatPartPrivate(ChatPart *part, Chat::PartType kind, const QString &id);

    // Text that is a value of its own, as opposed to what merely stands for the part.
    [[nodiscard]] bool isProse() const;
    // A call that nobody has answered yet.
    [[nodiscard]] bool isOpenCall() const;

    // What comes and goes with the stream; \a at is of the steady clock. Views learn of it by
    // tell().
    void begin(qint64 at);
    void end(qint64 at);
    void pause(qint64 at); // an end that a fragment may take back
    void addText(const QString &fragment);
    void takeWholeText(const QString &whole);
    void takeExtra(const QJsonValue &value);
    void takeToolName(const QString &name);
    void addArguments(const QString &fragment);
    void completeArguments(const QString &whole, qint64 at);
    void takeToolState(Chat::ToolState state, const QJsonValue &value, qint64 at);
    void takeResult(Chat::ToolState state, const QJsonValue &result, qint64 at);
    void interrupt(qint64 at);
    // The whole of it, as a server tells it.
    void takeState(const ChatPartState &state, bool isOpen, qint64 at);

    [[nodiscard]] bool hasNews() const;
    // Whether what it tells changes its text.
    [[nodiscard]] bool hasNewText() const;
    // Tells who listens what has come. Anybody may destroy the part meanwhile.
    void tell();
    // For a part that nobody has seen yet.
    void commit();

    // A value as it is kept: nested no deeper than what can be loaded again.
    [[nodiscard]] static QJsonValue kept(const QJsonValue &any);

    ChatPart *const q;
    const Chat::PartType type;
    const QString partId;
    qsizetype number = 0; // its place in the message
    bool isShown = false; // views know it
    bool isNoted = false; // as one that has changed
    ChatText text;
    bool isStreaming = false;
    qint64 started = -1;
    int measured = -1; // milliseconds, when it has ended
    QString toolName;
    QString toolCallId;
    Chat::ToolState toolState = Chat::ToolState::Pending;
    ChatText arguments;
    QJsonValue result = QJsonValue::Undefined;
    ChatError error;
    QString name;
    QJsonValue value = QJsonValue::Undefined;
    QJsonObject extra;

private:
    void startRunning(qint64 at);

    bool m_wasReplaced = false;
    bool m_hasToolNews = false;
    bool m_isRunning = false;
    bool m_toldStreaming = false;
    int m_toldMeasured = -1;
};

#endif
