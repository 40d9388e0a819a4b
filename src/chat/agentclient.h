// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_AGENTCLIENT_H
#define SSEQT_AGENTCLIENT_H

#include <SseQt/agentsession.h>
#include <SseQt/agentsessionmodel.h>
#include <SseQt/chaterror.h>
#include <SseQt/chatmodel.h>
#include <SseQt/sseqtchatglobal.h>
#include <SseQt/ssesource.h>

#include <QtCore/qobject.h>
#include <QtCore/qurl.h>

#include <memory>

class AgentClientPrivate;
class QNetworkAccessManager;

class SSEQT_CHAT_EXPORT AgentClient : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AgentClient)
    Q_PROPERTY(QUrl baseUrl READ baseUrl WRITE setBaseUrl NOTIFY baseUrlChanged)
    Q_PROPERTY(QString eventPath READ eventPath WRITE setEventPath NOTIFY eventPathChanged)
    Q_PROPERTY(QString userName READ userName WRITE setUserName NOTIFY userNameChanged)
    Q_PROPERTY(bool hasPassword READ hasPassword NOTIFY hasPasswordChanged)
    Q_PROPERTY(QString sessionId READ sessionId WRITE setSessionId NOTIFY sessionIdChanged)
    Q_PROPERTY(QString agentId READ agentId WRITE setAgentId NOTIFY agentIdChanged)
    Q_PROPERTY(QString directory READ directory WRITE setDirectory NOTIFY directoryChanged)
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(State state READ state NOTIFY stateChanged)
    Q_PROPERTY(AgentSessionModel *sessions READ sessions CONSTANT)
    Q_PROPERTY(SseSource *source READ source CONSTANT)
    Q_PROPERTY(ChatError error READ error NOTIFY errorChanged)
public:
    enum class State {
        Closed,
        Connecting,
        Fetching,
        Live,
    };
    Q_ENUM(State)

    explicit AgentClient(QObject *parent = nullptr);
    ~AgentClient() override;

    [[nodiscard]] QUrl baseUrl() const;
    void setBaseUrl(const QUrl &url);
    [[nodiscard]] QString eventPath() const;
    void setEventPath(const QString &path);
    [[nodiscard]] QString userName() const;
    void setUserName(const QString &name);
    [[nodiscard]] bool hasPassword() const;
    Q_INVOKABLE void setPassword(const QString &password);
    [[nodiscard]] QString sessionId() const;
    void setSessionId(const QString &id);
    [[nodiscard]] QString agentId() const;
    void setAgentId(const QString &id);
    [[nodiscard]] QString directory() const;
    void setDirectory(const QString &directory);
    [[nodiscard]] bool isActive() const;
    void setActive(bool active);
    [[nodiscard]] State state() const;
    [[nodiscard]] AgentSessionModel *sessions() const;
    [[nodiscard]] SseSource *source() const;
    [[nodiscard]] ChatError error() const;
    void setNetworkAccessManager(QNetworkAccessManager *manager);

    [[nodiscard]] Q_INVOKABLE ChatModel *conversation(const QString &sessionId);
    Q_INVOKABLE void forgetConversation(const QString &sessionId);

public Q_SLOTS:
    void open();
    void close();
    void createSession(const QString &title = {});
    void prompt(const QString &sessionId, const QString &text);
    void abort(const QString &sessionId);
    void answerPermission(const QString &sessionId, const QString &permissionId,
                          AgentPermission::Answer answer);

Q_SIGNALS:
    void baseUrlChanged(const QUrl &url);
    void eventPathChanged(const QString &path);
    void userNameChanged(const QString &name);
    void hasPasswordChanged(bool hasPassword);
    void sessionIdChanged(const QString &id);
    void agentIdChanged(const QString &id);
    void directoryChanged(const QString &directory);
    void activeChanged(bool active);
    void stateChanged(AgentClient::State state);
    void errorChanged();

    void sessionCreated(const QString &sessionId);
    void promptAccepted(const QString &sessionId);
    void permissionAsked(const AgentPermission &permission);
    void errorOccurred(const ChatError &error, const QString &sessionId);

protected:
    void holdOpening();
    void releaseOpening();

private:
    friend class AgentClientPrivate;
    const std::unique_ptr<AgentClientPrivate> d;
};

#endif
