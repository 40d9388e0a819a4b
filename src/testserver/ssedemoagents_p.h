// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEDEMOAGENTS_P_H
#define SSEDEMOAGENTS_P_H

#include "ssedemotalk_p.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

#include <vector>

class SseTestExchange;
class SseTestServer;

// A server of coding agents in the shape of OpenCode's: an event stream that tells of all sessions,
// and requests that list them, take prompts and answers. Two sessions talk at once as soon as
// somebody listens.
class SseDemoAgents : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseDemoAgents)
public:
    explicit SseDemoAgents(SseTestServer *server);
    ~SseDemoAgents() override;

private:
    struct Message
    {
        QJsonObject info;
        QList<QJsonObject> parts;
    };
    struct Session
    {
        SseDemo::AgentPlace place;
        QJsonObject info;
        QString status;
        QList<Message> messages;
        QList<SseDemo::BusEvent> script; // what is still to be said
        SseDemo::AgentScript branches; // after the question that waits for an answer
        QString question;
        QStringList prompts; // that wait until the session is idle
        int talks = 0;
    };
    struct Listener
    {
        QPointer<SseTestExchange> exchange;
        QString sessionId;
        QString agent;
        QString directory;
        int heartbeat; // milliseconds
        QDeadlineTimer silence;
    };

    using Handler = void (SseDemoAgents::*)(SseTestExchange *);
    void route(SseTestServer *server, const QString &path, const QByteArray &method,
               Handler handler);

    // The stream (ssedemoagents.cpp)
    void listen(SseTestExchange *exchange);
    void begin();
    void play();
    void playNext(Session &session);
    void beat();
    void tell(const Session &session, const SseDemo::BusEvent &event);
    void startTalk(Session &session, const SseDemo::AgentTalk &talk);
    void goOn();
    static void remember(Session &session, const SseDemo::BusEvent &event);

    // The requests (ssedemoagentsrequests.cpp)
    void list(SseTestExchange *exchange);
    void create(SseTestExchange *exchange);
    void listStatuses(SseTestExchange *exchange);
    void listMessages(SseTestExchange *exchange);
    void takePrompt(SseTestExchange *exchange);
    void stop(SseTestExchange *exchange);
    void takeAnswer(SseTestExchange *exchange);
    void listQuestions(SseTestExchange *exchange);
    [[nodiscard]] Session *sessionOf(SseTestExchange *exchange);

    std::vector<Session> m_sessions;
    std::vector<Listener> m_listeners;
    QTimer m_turn;
    QTimer m_heart;
    QDeadlineTimer m_forgetting{
        QDeadlineTimer::Forever
    }; // when those who have left are not expected back
    size_t m_next = 0; // whose turn it is
    bool m_hasBegun = false;
    int m_created = 2; // the first two are those that talk by themselves
};

#endif // SSEDEMOAGENTS_P_H
