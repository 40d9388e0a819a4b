// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATMODEL_H
#define SSEQT_CHATMODEL_H

#include <SseQt/chat.h>
#include <SseQt/chatdelta.h>
#include <SseQt/chatmessage.h>
#include <SseQt/sseqtchatglobal.h>

#include <QtCore/qabstractitemmodel.h>
#include <QtCore/qjsonobject.h>

#include <memory>

class AgentTranscript;
class ChatModelPrivate;

// The messages of a conversation, as a list model.
class SSEQT_CHAT_EXPORT ChatModel : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChatModel)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
public:
    enum MessageRole {
        MessageObjectRole = Qt::UserRole + 1, // "message"
        IdRole, // "messageId"
        RoleRole, // "role"
        TextRole, // "text"
        StreamingRole, // "streaming"
        CreatedRole, // "created"
        FinishReasonRole, // "finishReason"
    };
    Q_ENUM(MessageRole)

    explicit ChatModel(QObject *parent = nullptr);
    ~ChatModel() override;

    [[nodiscard]] int count() const;
    [[nodiscard]] Q_INVOKABLE ChatMessage *messageAt(int row) const; // owned by the model
    [[nodiscard]] ChatMessage *message(const QString &messageId) const;
    [[nodiscard]] int rowOf(const ChatMessage *message) const;

    // A message of one part of text, or of none where the text is empty. Without an ID it gets one.
    ChatMessage *append(Chat::Role role, const QString &text = {}, const QString &messageId = {});
    ChatMessage *insert(int row, Chat::Role role, const QString &messageId,
                        const QDateTime &created);
    // A message that is about to be streamed: streaming until a delta of Finish, Error or End, or
    // end().
    ChatMessage *beginAnswer(const QString &messageId = {});
    // Takes what the stream has said; views learn of it within a frame.
    void apply(ChatMessage *message, const ChatDelta &delta);
    // Another round of an answer that has ended: it streams again.
    void resume(ChatMessage *message);
    // Ends a message's streaming: with Stopped for the user's stop.
    void end(ChatMessage *message, Chat::FinishReason reason);
    void remove(int row, int count = 1);
    // Tells views now what would be told within a frame.
    void flush();

    [[nodiscard]] QJsonObject toJson() const;
    // Replaces the messages; on an error nothing is changed, and what is wrong is returned.
    QString fromJson(const QJsonObject &conversation);
    // Both return what went wrong, or nothing.
    Q_INVOKABLE QString save(const QString &fileName) const;
    Q_INVOKABLE QString load(const QString &fileName);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

public Q_SLOTS:
    void clear();

Q_SIGNALS:
    void countChanged(int count);
    // The messages were replaced by loading or clearing.
    void replaced();

private:
    friend class AgentTranscript;
    friend class ChatModelPrivate;
    const std::unique_ptr<ChatModelPrivate> d;
};

#endif
