// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATMESSAGE_H
#define SSEQT_CHATMESSAGE_H

#include <SseQt/chat.h>
#include <SseQt/chatpart.h>
#include <SseQt/chatusage.h>
#include <SseQt/sseqtchatglobal.h>

#include <QtCore/qabstractitemmodel.h>
#include <QtCore/qdatetime.h>
#include <QtCore/qlist.h>

#include <memory>

class AgentTranscript;
class ChatMessagePrivate;
class ChatModel;

// One message, and the list model of its parts.
class SSEQT_CHAT_EXPORT ChatMessage : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChatMessage)
    Q_PROPERTY(QString messageId READ messageId NOTIFY messageIdChanged)
    Q_PROPERTY(Chat::Role role READ role CONSTANT)
    Q_PROPERTY(QDateTime created READ created CONSTANT)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(QString text READ text NOTIFY textChanged)
    Q_PROPERTY(QString modelName READ modelName NOTIFY detailsChanged)
    Q_PROPERTY(bool streaming READ isStreaming NOTIFY streamingChanged)
    Q_PROPERTY(Chat::FinishReason finishReason READ finishReason NOTIFY detailsChanged)
    Q_PROPERTY(ChatUsage usage READ usage NOTIFY detailsChanged)
public:
    enum PartRole {
        PartObjectRole = Qt::UserRole + 1, // "part"
        TypeRole, // "type"
        TextRole, // "text"
    };
    Q_ENUM(PartRole)

    ~ChatMessage() override;

    [[nodiscard]] QString messageId() const;
    [[nodiscard]] Chat::Role role() const;
    [[nodiscard]] QDateTime created() const;
    [[nodiscard]] int count() const;
    [[nodiscard]] Q_INVOKABLE ChatPart *partAt(int row) const; // owned by the message
    [[nodiscard]] QList<ChatPart *> parts() const;
    [[nodiscard]] ChatPart *toolCall(const QString &toolCallId) const;
    [[nodiscard]] QString text() const; // the parts of type Text, with an empty line between them
    [[nodiscard]] QString modelName() const;
    [[nodiscard]] bool isStreaming() const;
    [[nodiscard]] Chat::FinishReason finishReason() const;
    [[nodiscard]] ChatUsage usage() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void messageIdChanged();
    void countChanged();
    void textChanged();
    void streamingChanged();
    void detailsChanged();

private:
    friend class AgentTranscript;
    friend class ChatModel;
    friend class ChatMessagePrivate;
    friend class ChatModelJson;
    friend class ChatModelPrivate;
    ChatMessage(Chat::Role role, const QString &messageId, const QDateTime &created,
                QObject *parent);
    const std::unique_ptr<ChatMessagePrivate> d;
};

#endif
