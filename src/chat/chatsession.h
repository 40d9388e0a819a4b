// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATSESSION_H
#define SSEQT_CHATSESSION_H

#include <SseQt/chat.h>
#include <SseQt/chaterror.h>
#include <SseQt/chatkeyrequest.h>
#include <SseQt/chatmodel.h>
#include <SseQt/chattool.h>
#include <SseQt/chatusage.h>
#include <SseQt/sseqtchatglobal.h>
#include <SseQt/ssesource.h>

#include <QtCore/qjsonobject.h>
#include <QtCore/qlist.h>
#include <QtCore/qobject.h>
#include <QtCore/qurl.h>

#include <functional>
#include <memory>

class ChatSessionPrivate;

class SSEQT_CHAT_EXPORT ChatSession : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChatSession)
    Q_PROPERTY(Chat::Format format READ format WRITE setFormat NOTIFY formatChanged)
    Q_PROPERTY(QUrl endpoint READ endpoint WRITE setEndpoint NOTIFY endpointChanged)
    Q_PROPERTY(QString model READ model WRITE setModel NOTIFY modelChanged)
    Q_PROPERTY(
        QString systemPrompt READ systemPrompt WRITE setSystemPrompt NOTIFY systemPromptChanged)
    Q_PROPERTY(QJsonObject options READ options WRITE setOptions NOTIFY optionsChanged)
    Q_PROPERTY(bool hasApiKey READ hasApiKey NOTIFY hasApiKeyChanged)
    Q_PROPERTY(int maximumToolRounds READ maximumToolRounds WRITE setMaximumToolRounds NOTIFY
                   maximumToolRoundsChanged)
    Q_PROPERTY(ChatModel *messages READ messages CONSTANT)
    Q_PROPERTY(SseSource *source READ source CONSTANT)
    Q_PROPERTY(bool busy READ isBusy NOTIFY phaseChanged)
    Q_PROPERTY(Chat::Phase phase READ phase NOTIFY phaseChanged)
    Q_PROPERTY(ChatUsage usage READ usage NOTIFY usageChanged)
    Q_PROPERTY(ChatUsage totalUsage READ totalUsage NOTIFY usageChanged)
    Q_PROPERTY(double tokensPerSecond READ tokensPerSecond NOTIFY ratesChanged)
    Q_PROPERTY(int timeToFirstToken READ timeToFirstToken NOTIFY ratesChanged)
    Q_PROPERTY(ChatError error READ error NOTIFY errorChanged)
    Q_PROPERTY(bool canRetry READ canRetry NOTIFY errorChanged)
    Q_PROPERTY(int retryCountdown READ retryCountdown NOTIFY retryCountdownChanged)
    Q_PROPERTY(bool retryScheduled READ isRetryScheduled NOTIFY retryScheduledChanged)
public:
    using KeyHandler = std::function<void(ChatKeyRequest *)>;

    explicit ChatSession(QObject *parent = nullptr);
    ~ChatSession() override;

    [[nodiscard]] Chat::Format format() const;
    void setFormat(Chat::Format format);
    // The whole URL that is posted to. In Gemini's "{model}" stands for the model.
    [[nodiscard]] QUrl endpoint() const;
    void setEndpoint(const QUrl &endpoint);
    [[nodiscard]] QString model() const;
    void setModel(const QString &model);
    [[nodiscard]] QString systemPrompt() const;
    void setSystemPrompt(const QString &prompt);
    // Members of the request's JSON that go beside, and before, what the session puts there.
    [[nodiscard]] QJsonObject options() const;
    void setOptions(const QJsonObject &options);
    [[nodiscard]] bool hasApiKey() const;
    Q_INVOKABLE void setApiKey(const QString &key);
    // Asks for the key before each request, in place of the one that was set.
    void setApiKeyHandler(KeyHandler handler);
    // Extra headers of each request; values are never shown or logged.
    Q_INVOKABLE void setHeader(const QByteArray &name, const QByteArray &value);

    [[nodiscard]] QList<ChatTool *> tools() const;
    void addTool(ChatTool *tool); // not owned
    void removeTool(ChatTool *tool);
    [[nodiscard]] int maximumToolRounds() const;
    void setMaximumToolRounds(int rounds);

    [[nodiscard]] ChatModel *messages() const;
    // For timeouts, limits, TLS and a manager. The session sets its request.
    [[nodiscard]] SseSource *source() const;

    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] Chat::Phase phase() const;
    [[nodiscard]] ChatUsage usage() const; // of the last answer, all rounds
    [[nodiscard]] ChatUsage totalUsage() const; // of the conversation
    [[nodiscard]] double tokensPerSecond() const;
    [[nodiscard]] int timeToFirstToken() const; // milliseconds; -1 before
    [[nodiscard]] ChatError error() const;
    [[nodiscard]] bool canRetry() const;
    [[nodiscard]] int retryCountdown() const; // milliseconds to go, told once a second; -1 without
    [[nodiscard]] bool isRetryScheduled() const;

    // Whether it was taken: not while busy, and not an empty text.
    Q_INVOKABLE bool send(const QString &text);
    // The last question again, in place of its answer.
    Q_INVOKABLE bool regenerate();
    // The question in that row, changed, in place of it and of all that follows.
    Q_INVOKABLE bool resend(int row, const QString &text);
    // After an error, the same request again.
    Q_INVOKABLE bool retry();
    // The same, as soon as the countdown is over.
    Q_INVOKABLE bool scheduleRetry();

public Q_SLOTS:
    void stop();
    void cancelRetry();
    void clear();

Q_SIGNALS:
    void formatChanged(Chat::Format format);
    void endpointChanged(const QUrl &endpoint);
    void modelChanged(const QString &model);
    void systemPromptChanged(const QString &prompt);
    void optionsChanged();
    void hasApiKeyChanged(bool hasApiKey);
    void maximumToolRoundsChanged(int rounds);
    void toolsChanged();
    void phaseChanged(Chat::Phase phase);
    void usageChanged();
    void ratesChanged();
    void errorChanged();
    void retryCountdownChanged(int milliseconds);
    void retryScheduledChanged(bool scheduled);

    void sent();
    void toolCalled(ChatPendingCall *call); // no tool of that name has a handler or a connection
    void finished(ChatMessage *answer);
    void errorOccurred(const ChatError &error);
    void retryReady(); // the countdown is over, and no retry was scheduled

private:
    friend class ChatSessionPrivate;
    const std::unique_ptr<ChatSessionPrivate> d;
};

#endif
