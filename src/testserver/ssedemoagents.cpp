// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssedemoagents_p.h"

#include "ssedemostream_p.h"
#include "ssetestserver.h"

#include <QtCore/QUrlQuery>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using SseDemo::BusEvent;

namespace {

constexpr int Pace = 120; // milliseconds
constexpr int HeartRate = 10'000;
constexpr int Patience = 10'000;

QByteArray bytesOf(const BusEvent &event)
{
    return SseDemo::event(
        {}, SseDemo::json({ { u"type"_s, event.type }, { u"properties"_s, event.properties } }));
}

} // namespace

SseDemoAgents::SseDemoAgents(SseTestServer *server)
    : QObject(server)
{
    m_turn.setTimerType(Qt::PreciseTimer);
    m_turn.setInterval(Pace);
    connect(&m_turn, &QTimer::timeout, this, &SseDemoAgents::play);
    connect(&m_heart, &QTimer::timeout, this, &SseDemoAgents::beat);
    for (const QString &path : { u"/event"_s, u"/api/v1/events/sse"_s })
        route(server, path, "GET", &SseDemoAgents::listen);
    // A path that is answered for two methods is one route.
    const auto sessions = [this](SseTestExchange *exchange) {
        if (exchange->request().method == "POST")
            create(exchange);
        else
            list(exchange);
    };
    server->route(u"/session"_s, SseTestServer::Handler(sessions));
    route(server, u"/session/status"_s, "GET", &SseDemoAgents::listStatuses);
    route(server, u"/session/{session}/message"_s, "GET", &SseDemoAgents::listMessages);
    route(server, u"/session/{session}/prompt_async"_s, "POST", &SseDemoAgents::takePrompt);
    route(server, u"/session/{session}/abort"_s, "POST", &SseDemoAgents::stop);
    route(server, u"/session/{session}/permissions/{question}"_s, "POST",
          &SseDemoAgents::takeAnswer);
    route(server, u"/permission"_s, "GET", &SseDemoAgents::listQuestions);
}

SseDemoAgents::~SseDemoAgents() = default;

void SseDemoAgents::route(SseTestServer *server, const QString &path, const QByteArray &method,
                          Handler handler)
{
    server->route(path, SseTestServer::Handler([this, method, handler](SseTestExchange *exchange) {
                      const QByteArray actual = exchange->request().method;
                      if (actual == method || (actual == "HEAD" && method == "GET")) {
                          (this->*handler)(exchange);
                          return;
                      }
                      const QByteArray allowed = method == "GET" ? QByteArray("GET, HEAD") : method;
                      exchange->reply(405, "This route answers " + method + ".\n", "text/plain",
                                      { { "Allow", allowed } });
                  }));
}

void SseDemoAgents::listen(SseTestExchange *exchange)
{
    const auto pace = SseDemo::interval(exchange, Pace);
    const auto heartbeat =
        pace ? SseDemo::number(exchange, u"heartbeat"_s, HeartRate, 1, 3'600'000) : std::nullopt;
    if (!heartbeat)
        return;
    if (m_listeners.empty() && m_forgetting.hasExpired() && m_hasBegun && !m_turn.isActive()) {
        // Nobody has listened for a while: whoever comes now finds it as the first one did.
        m_sessions.clear();
        m_hasBegun = false;
        m_created = 2;
    }
    const QUrlQuery &query = exchange->request().query;
    const auto wanted = [&query](const QString &name) {
        return query.queryItemValue(name, QUrl::FullyDecoded);
    };
    exchange->startEventStream();
    exchange->write(bytesOf({ u"server.connected"_s, {} }));
    m_listeners.push_back({ exchange, wanted(u"session_id"_s), wanted(u"agent_id"_s),
                            wanted(u"directory"_s), *heartbeat, QDeadlineTimer(*heartbeat) });
    connect(exchange, &SseTestExchange::disconnected, this, [this, exchange] {
        const auto gone = std::remove_if(
            m_listeners.begin(), m_listeners.end(),
            [exchange](const Listener &listener) { return listener.exchange == exchange; });
        m_listeners.erase(gone, m_listeners.end());
        m_forgetting.setRemainingTime(Patience);
    });
    m_turn.setInterval(*pace);
    m_heart.start(std::min(*heartbeat, m_heart.isActive() ? m_heart.interval() : HeartRate));
    if (!m_hasBegun)
        begin();
}

void SseDemoAgents::begin()
{
    m_hasBegun = true;
    m_next = 0;
    const auto talks = SseDemo::firstTalks();
    for (const auto &[place, talk] : talks) {
        Session session;
        session.place = place;
        session.script.append({ u"session.created"_s,
                                { { u"sessionID"_s, place.sessionId },
                                  { u"info"_s, SseDemo::sessionInfo(place, place.created) } } });
        m_sessions.push_back(session);
        startTalk(m_sessions.back(), talk);
    }
}

void SseDemoAgents::startTalk(Session &session, const SseDemo::AgentTalk &talk)
{
    const SseDemo::AgentScript script = SseDemo::script(session.place, talk, ++session.talks);
    session.script += script.events;
    session.branches = script;
    goOn();
}

void SseDemoAgents::goOn()
{
    if (!m_turn.isActive())
        m_turn.start();
}

// One event of each in turn, of those that have something to say.
void SseDemoAgents::play()
{
    for (size_t i = 0; i < m_sessions.size(); ++i) {
        Session &session = m_sessions[m_next++ % m_sessions.size()];
        if (session.script.isEmpty() && session.question.isEmpty() && !session.prompts.isEmpty())
            startTalk(session, SseDemo::answerTo(session.prompts.takeFirst()));
        if (!session.script.isEmpty()) {
            playNext(session);
            return;
        }
    }
    m_turn.stop();
}

void SseDemoAgents::playNext(Session &session)
{
    const BusEvent event = session.script.takeFirst();
    if (event.type == "permission.updated"_L1)
        session.question = event.properties["id"_L1].toString();
    remember(session, event);
    tell(session, event);
}

// What requests are answered from. Fragments alone are not remembered until their part is told
// whole, as servers do it.
void SseDemoAgents::remember(Session &session, const BusEvent &event)
{
    const auto messageWith = [&session](const QString &id) {
        return std::find_if(session.messages.begin(), session.messages.end(),
                            [&](const Message &message) { return message.info["id"_L1] == id; });
    };
    const QJsonObject info = event.properties["info"_L1].toObject();
    if (event.type == "session.created"_L1 || event.type == "session.updated"_L1) {
        session.info = info;
    } else if (event.type == "session.status"_L1) {
        session.status = event.properties["status"_L1]["type"_L1].toString();
    } else if (event.type == "message.updated"_L1) {
        const auto found = messageWith(info["id"_L1].toString());
        if (found == session.messages.end())
            session.messages.append({ info, {} });
        else
            found->info = info;
    } else if (event.type == "message.part.updated"_L1) {
        const QJsonObject part = event.properties["part"_L1].toObject();
        const auto message = messageWith(part["messageID"_L1].toString());
        if (message == session.messages.end())
            return;
        const auto found =
            std::find_if(message->parts.begin(), message->parts.end(),
                         [&](const QJsonObject &other) { return other["id"_L1] == part["id"_L1]; });
        if (found == message->parts.end())
            message->parts.append(part);
        else
            *found = part;
    }
}

void SseDemoAgents::tell(const Session &session, const BusEvent &event)
{
    const QByteArray bytes = bytesOf(event);
    const auto isWanted = [](const QString &wanted, const QString &actual) {
        return wanted.isEmpty() || wanted == actual;
    };
    for (Listener &listener : m_listeners) {
        if (listener.exchange && isWanted(listener.sessionId, session.place.sessionId)
            && isWanted(listener.agent, session.place.agent)
            && isWanted(listener.directory, session.place.directory)) {
            listener.exchange->write(bytes);
            listener.silence.setRemainingTime(listener.heartbeat);
        }
    }
}

void SseDemoAgents::beat()
{
    if (m_listeners.empty()) {
        m_heart.stop();
        return;
    }
    for (Listener &listener : m_listeners) {
        if (listener.exchange && listener.silence.hasExpired()) {
            listener.exchange->write(bytesOf({ u"server.heartbeat"_s, {} }));
            listener.silence.setRemainingTime(listener.heartbeat);
        }
    }
}
