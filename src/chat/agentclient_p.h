// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_AGENTCLIENT_P_H
#define SSEQT_AGENTCLIENT_P_H

#include "agentclient.h"
#include "agentrest_p.h"
#include "agenttranscript_p.h"

#include <QtCore/qhash.h>
#include <QtCore/qjsonarray.h>
#include <QtCore/qpointer.h>
#include <QtCore/qtimer.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

// A source whose opening can wait for what its owner is still told.
class AgentSource : public SseSource
{
public:
    using SseSource::holdOpening;
    using SseSource::releaseOpening;
    using SseSource::SseSource;
};

class AgentClientPrivate
{
    Q_DISABLE_COPY_MOVE(AgentClientPrivate)
public:
    // More sessions than these are not followed, nor more events than these kept while the state is
    // being fetched.
    static constexpr int MaximumSessions = 10'000;
    static constexpr int MaximumHeld = 100'000;

    explicit AgentClientPrivate(AgentClient *client);
    ~AgentClientPrivate();

    // What is asked of the server (agentclient.cpp)
    void configure();
    void forgetAll();
    [[nodiscard]] QUrl urlOf(const QString &path) const;
    [[nodiscard]] QUrl eventUrl() const;
    [[nodiscard]] static QString pathOf(const QString &sessionId, const char *what);
    void ask(const QUrl &url, const QJsonObject &body, const QString &sessionId,
             std::function<void(const QJsonValue &)> done);
    void fail(const ChatError &error, const QString &sessionId);

    // What the server tells (agentclientstream.cpp)
    void setState(AgentClient::State state);
    void takeEvent(const SseEvent &event);
    void takeOpening();
    void takeStreamError(const SseError &error);
    void takeClosing();
    void fetchAll();
    void fetchMessages(const QString &sessionId);
    std::shared_ptr<AgentTranscript> transcriptOf(const QString &sessionId);
    // Whether a conversation that is asked for now has to be fetched: all that are known are when
    // the stream has greeted.
    [[nodiscard]] bool isPastGreeting() const;
    // Calls with a conversation, if it is followed, or with each. Whoever is told of changes may
    // forget it, or destroy the client; returns whether the client is still there.
    template<typename Call>
    bool withTranscript(const QString &id, Call call)
    {
        const QPointer<AgentClient> alive(q);
        if (const std::shared_ptr<AgentTranscript> transcript = transcripts.value(id))
            call(transcript.get());
        return !alive.isNull();
    }
    template<typename Call>
    bool forEachTranscript(Call call)
    {
        const QList<QString> ids = transcripts.keys();
        return std::all_of(ids.cbegin(), ids.cend(),
                           [&](const QString &id) { return withTranscript(id, call); });
    }
    // Shows the session if the filters let it through, and hides it if not.
    void show(const AgentSession &session);
    void filterAnew();

    AgentClient *const q;
    AgentSource *const source;
    AgentRest *const rest;
    AgentSessionModel *const sessions;

    QUrl baseUrl;
    QString eventPath = QStringLiteral("/event");
    QString userName;
    QString password;
    QString sessionId;
    QString agentId;
    QString directory;
    AgentClient::State state = AgentClient::State::Closed;
    ChatError error;
    QHash<QString, AgentSession> known;
    QHash<QString, std::shared_ptr<AgentTranscript>> transcripts;

private:
    void apply(const QString &type, const QJsonObject &properties);
    void applySession(const QJsonObject &info);
    void applyStatus(const QString &id, const QJsonObject &status);
    void applySessionError(const QString &id, const QJsonObject &error);
    void applyPermission(const QJsonObject &request);
    void applyAnswer(const QString &id, const QJsonObject &properties);
    void applyConversation(const QString &type, const QJsonObject &properties);
    using Take = void (AgentClientPrivate::*)(const QJsonValue &);
    void fetch(const QString &path, Take take);
    void takeSessions(const QJsonValue &list);
    void takeStatuses(const QJsonValue &statuses);
    void takePermissions(const QJsonValue &list);
    void releaseHeld();
    void fetched();
    void fetchAgainLater();
    [[nodiscard]] bool passes(const AgentSession &session) const;

    QTimer m_greeting; // for servers that greet nobody
    QTimer m_refetch;
    int m_refetchDelay = 0;
    bool m_awaitsGreeting = false;
    bool m_holdsSessions = false;
    bool m_hasFetchFailed = false;
    int m_fetches = 0;
    QList<std::pair<QString, QJsonObject>> m_held;
};

#endif
