// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATPART_H
#define SSEQT_CHATPART_H

#include <SseQt/chat.h>
#include <SseQt/chaterror.h>
#include <SseQt/sseqtchatglobal.h>

#include <QtCore/qjsonobject.h>
#include <QtCore/qjsonvalue.h>
#include <QtCore/qobject.h>
#include <QtCore/qstring.h>

#include <memory>

class ChatMessage;
class ChatPartPrivate;

class SSEQT_CHAT_EXPORT ChatPart : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChatPart)
    Q_PROPERTY(Chat::PartType type READ type CONSTANT)
    Q_PROPERTY(QString partId READ partId CONSTANT)
    Q_PROPERTY(QString text READ text NOTIFY textChanged)
    Q_PROPERTY(bool streaming READ isStreaming NOTIFY streamingChanged)
    Q_PROPERTY(int duration READ duration NOTIFY durationChanged)
    Q_PROPERTY(QString toolName READ toolName NOTIFY toolChanged)
    Q_PROPERTY(QString toolCallId READ toolCallId CONSTANT)
    Q_PROPERTY(Chat::ToolState toolState READ toolState NOTIFY toolChanged)
    Q_PROPERTY(QString arguments READ arguments NOTIFY toolChanged)
    Q_PROPERTY(QString result READ result NOTIFY toolChanged)
    Q_PROPERTY(ChatError error READ error CONSTANT)
    Q_PROPERTY(QString name READ name CONSTANT)
public:
    ~ChatPart() override;

    [[nodiscard]] Chat::PartType type() const;
    [[nodiscard]] QString partId() const;
    // Text, Reasoning, Refusal: all fragments joined. Others: what stands for them in plain text.
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool isStreaming() const;
    // Milliseconds from the first fragment to the end; -1 where nobody has measured.
    [[nodiscard]] int duration() const;
    [[nodiscard]] QString toolName() const;
    [[nodiscard]] QString toolCallId() const;
    [[nodiscard]] Chat::ToolState toolState() const;
    [[nodiscard]] QString arguments() const; // JSON as text, as far as it has come
    [[nodiscard]] QString result() const; // text as it is, all else as JSON
    [[nodiscard]] QJsonValue resultValue() const;
    [[nodiscard]] ChatError error() const;
    [[nodiscard]] QString name() const; // what an unknown part calls itself
    [[nodiscard]] QJsonValue value() const; // the whole of an unknown part
    [[nodiscard]] QJsonObject extra() const; // what the service wants to have back

Q_SIGNALS:
    // At most once a frame. The text grows by the fragment at its end; where it was replaced
    // instead, only textChanged() and textReset() come.
    void textAppended(const QString &fragment);
    void textReset();
    void textChanged();
    void streamingChanged();
    void durationChanged();
    void toolChanged();

private:
    friend class ChatMessage;
    friend class ChatMessagePrivate;
    friend class ChatModelJson;
    ChatPart(Chat::PartType type, const QString &partId, QObject *parent);
    const std::unique_ptr<ChatPartPrivate> d;
};

#endif
