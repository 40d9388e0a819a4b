// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "agentclient_p.h"

#include "agentpart_p.h"
#include "chatdecoding_p.h"
#include "chatserviceerror_p.h"

#include <QtCore/qpointer.h>
#include <QtCore/qset.h>

#include <algorithm>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

// What the server tells: its event stream, and the state that is fetched when that is opened.

namespace {

using State = AgentClient::State;
using Status = AgentSession::Status;

constexpr int FirstRefetchDelay = 1000; // milliseconds
constexpr int LongestRefetchDelay = 30'000;

// Older servers have the session's ID in what the event is about, newer ones beside it too.
QString sessionIdIn(const QJsonObject &properties)
{
    if (const QString id = properties.value("sessionID"_L1).toString(); !id.isEmpty())
        return id;
    if (const QString id = properties.value("part"_L1)["sessionID"_L1].toString(); !id.isEmpty())
        return id;
    return properties.value("info"_L1)["sessionID"_L1].toString();
}

} // namespace

void AgentClientPrivate::setState(State newState)
{
    if (state == newState)
        return;
    state = newState;
    const QPointer<AgentClient> alive(q);
    if (state == State::Live && error.isError()) {
        error = {};
        Q_EMIT q->errorChanged();
    }
    if (alive && state == newState)
        Q_EMIT q->stateChanged(newState);
}

void AgentClientPrivate::takeOpening()
{
    m_awaitsGreeting = true;
    m_refetchDelay = 0;
    m_refetch.stop();
    m_greeting.start();
    setState(State::Fetching);
}

void AgentClientPrivate::takeEvent(const SseEvent &event)
{
    QList<ChatDelta>
        faults; // a malformed event is left out; the state is fetched on the next opening
    const std::optional<QJsonObject> json = ChatDecoding::readObject(event, &faults);
    const QPointer<AgentClient> alive(q);
    for (const ChatDelta &fault : std::as_const(faults)) {
        fail(fault.error, {});
        if (!alive)
            return;
    }
    // From its greeting on a server has the stream among those that it tells: what is fetched from
    // now on, and what the stream says, leave no gap between them.
    if (m_awaitsGreeting) {
        fetchAll();
        if (!alive)
            return;
    }
    if (!json)
        return;
    const QString type = json->value("type"_L1).toString();
    const QJsonObject properties = json->value("properties"_L1).toObject();
    if (type.startsWith("message."_L1)) {
        applyConversation(type, properties);
    } else if (m_holdsSessions) {
        if (m_held.size() < MaximumHeld)
            m_held.append({ type, properties });
        else
            m_hasFetchFailed = true; // what is left out is fetched again
    } else {
        apply(type, properties);
    }
}

void AgentClientPrivate::takeStreamError(const SseError &streamError)
{
    const QPointer<AgentClient> alive(q);
    if (streamError.willReconnect())
        setState(State::Connecting);
    if (!alive)
        return;
    ChatError failure = ChatServiceError::make(
        streamError.httpStatus() >= 400 ? ChatServiceError::codeForStatus(streamError.httpStatus())
                                        : Chat::ErrorCode::ConnectionFailed,
        streamError.message());
    failure.httpStatus = streamError.httpStatus();
    fail(failure, {});
}

void AgentClientPrivate::takeClosing()
{
    m_awaitsGreeting = false;
    m_greeting.stop();
    m_refetch.stop();
    m_fetches = 0;
    const QPointer<AgentClient> alive(q);
    rest->dropAll();
    releaseHeld();
    if (!alive)
        return;
    // Whoever was told may have opened it again.
    if (forEachTranscript([](AgentTranscript *transcript) { transcript->release(); })
        && source->readyState() == SseSource::ReadyState::Closed)
        setState(State::Closed);
}

// The state, anew: what is fetched and still on its way belongs to an earlier stream.
void AgentClientPrivate::fetchAll()
{
    m_awaitsGreeting = false;
    m_greeting.stop();
    m_refetch.stop();
    m_hasFetchFailed = false;
    m_fetches = 0;
    rest->dropAll();
    const QPointer<AgentClient> alive(q);
    setState(State::Fetching);
    if (!alive)
        return;
    m_holdsSessions = true;
    m_held.clear();
    fetch(u"/session"_s, &AgentClientPrivate::takeSessions);
    const QList<QString> ids = transcripts.keys();
    for (const QString &id : ids)
        fetchMessages(id);
}

void AgentClientPrivate::fetchMessages(const QString &id)
{
    transcriptOf(id)->hold();
    ++m_fetches;
    rest->get(
        urlOf(pathOf(id, "/message")),
        [this, id](const QJsonValue &messages) {
            if (withTranscript(id, [&](AgentTranscript *transcript) {
                    transcript->release(messages.toArray());
                }))
                fetched();
        },
        [this, id](const ChatError &failure) {
            const QPointer<AgentClient> alive(q);
            // A server that has no such session, or only a stream.
            const bool isGone = failure.code == Chat::ErrorCode::NotFound;
            m_hasFetchFailed |= !isGone;
            withTranscript(id, [](AgentTranscript *transcript) { transcript->release(); });
            if (alive && !isGone)
                fail(failure, id);
            if (alive)
                fetched();
        });
}

// Sessions, then which of them are at work, then what they ask. A server that has no such request
// tells by its stream alone.
void AgentClientPrivate::fetch(const QString &path, Take take)
{
    ++m_fetches;
    rest->get(
        urlOf(path),
        [this, take](const QJsonValue &value) {
            const QPointer<AgentClient> alive(q);
            (this->*take)(value);
            if (alive)
                fetched();
        },
        [this, take](const ChatError &failure) {
            const QPointer<AgentClient> alive(q);
            if (failure.code == Chat::ErrorCode::NotFound) {
                (this->*take)(QJsonValue::Undefined);
            } else {
                m_hasFetchFailed = true;
                releaseHeld();
                if (alive)
                    fail(failure, {});
            }
            if (alive)
                fetched();
        });
}

void AgentClientPrivate::fetched()
{
    if (--m_fetches > 0 || state != State::Fetching)
        return;
    if (m_hasFetchFailed)
        fetchAgainLater();
    else
        setState(State::Live);
}

void AgentClientPrivate::fetchAgainLater()
{
    m_refetchDelay = std::clamp(m_refetchDelay * 2, FirstRefetchDelay, LongestRefetchDelay);
    m_refetch.start(m_refetchDelay);
}

void AgentClientPrivate::releaseHeld()
{
    if (!m_holdsSessions)
        return;
    m_holdsSessions = false;
    const QPointer<AgentClient> alive(q);
    const auto held = std::exchange(m_held, {});
    for (const auto &[type, properties] : held) {
        apply(type, properties);
        if (!alive)
            return;
    }
}

std::shared_ptr<AgentTranscript> AgentClientPrivate::transcriptOf(const QString &id)
{
    std::shared_ptr<AgentTranscript> &transcript = transcripts[id];
    if (!transcript)
        transcript = std::make_shared<AgentTranscript>(q);
    return transcript;
}

bool AgentClientPrivate::isPastGreeting() const
{
    return state == State::Live || (state == State::Fetching && !m_awaitsGreeting);
}

void AgentClientPrivate::apply(const QString &type, const QJsonObject &properties)
{
    const QString id = sessionIdIn(properties);
    if (type == "session.created"_L1 || type == "session.updated"_L1) {
        applySession(properties.value("info"_L1).toObject());
    } else if (type == "session.deleted"_L1) {
        const QString gone = id.isEmpty() ? properties.value("info"_L1)["id"_L1].toString() : id;
        known.remove(gone);
        const QPointer<AgentClient> alive(q);
        sessions->remove(gone);
        if (alive)
            withTranscript(gone, [](AgentTranscript *transcript) { transcript->clear(); });
    } else if (type == "session.status"_L1) {
        applyStatus(id, properties.value("status"_L1).toObject());
    } else if (type == "session.idle"_L1) {
        applyStatus(id, { { u"type"_s, u"idle"_s } });
    } else if (type == "session.error"_L1) {
        applySessionError(id, properties.value("error"_L1).toObject());
    } else if (type == "permission.updated"_L1 || type == "permission.asked"_L1) {
        applyPermission(properties);
    } else if (type == "permission.replied"_L1) {
        applyAnswer(id, properties);
    }
}

void AgentClientPrivate::applySession(const QJsonObject &info)
{
    const QString id = info.value("id"_L1).toString();
    if (id.isEmpty() || (!known.contains(id) && known.size() >= MaximumSessions))
        return;
    AgentSession session = known.value(id);
    session.id = id;
    session.title = info.value("title"_L1).toString();
    session.parentId = info.value("parentID"_L1).toString();
    session.directory = info.value("directory"_L1).toString();
    if (const QString agent = info.value("agent"_L1).toString(); !agent.isEmpty())
        session.agent = agent;
    session.created = AgentPart::timeOf(info.value("time"_L1)["created"_L1]);
    session.updated = AgentPart::timeOf(info.value("time"_L1)["updated"_L1]);
    known.insert(id, session);
    show(session);
}

void AgentClientPrivate::applyStatus(const QString &id, const QJsonObject &status)
{
    if (!known.contains(id))
        return;
    AgentSession session = known.value(id);
    const QString type = status.value("type"_L1).toString();
    session.status = type == "busy"_L1 ? Status::Busy
        : type == "retry"_L1           ? Status::Retrying
                                       : Status::Idle;
    if (session.status == Status::Busy)
        session.error.clear();
    const bool isRetrying = session.status == Status::Retrying;
    session.retryAttempt = isRetrying ? status.value("attempt"_L1).toInt() : 0;
    session.retryMessage = isRetrying ? status.value("message"_L1).toString() : QString();
    session.retryTime = isRetrying ? AgentPart::timeOf(status.value("next"_L1)) : QDateTime();
    if (session.status == Status::Idle)
        session.permissions.clear();
    known.insert(id, session);
    const QPointer<AgentClient> alive(q);
    show(session);
    if (alive && session.status == Status::Idle)
        withTranscript(id, [](AgentTranscript *transcript) { transcript->settle(); });
}

void AgentClientPrivate::applySessionError(const QString &id, const QJsonObject &details)
{
    // Stopping what one has asked to stop is no error.
    if (details.value("name"_L1).toString() == "MessageAbortedError"_L1)
        return;
    const ChatError failure = AgentPart::errorFrom(details);
    const QPointer<AgentClient> alive(q);
    if (known.contains(id)) {
        AgentSession session = known.value(id);
        session.error = failure.message;
        known.insert(id, session);
        show(session);
    }
    if (alive && (id.isEmpty() || sessions->rowOf(id) >= 0))
        fail(failure, id);
}

void AgentClientPrivate::applyPermission(const QJsonObject &request)
{
    AgentPermission permission;
    permission.id = request.value("id"_L1).toString();
    permission.sessionId = request.value("sessionID"_L1).toString();
    permission.kind = request.value("permission"_L1).toString();
    if (permission.kind.isEmpty())
        permission.kind = request.value("type"_L1).toString();
    permission.title = request.value("title"_L1).toString();
    if (permission.title.isEmpty()) {
        // Newer servers say what for, and not in words.
        QStringList patterns;
        const QJsonArray list = request.value("patterns"_L1).toArray();
        for (const QJsonValue &pattern : list)
            patterns.append(pattern.toString());
        permission.title = patterns.join(", "_L1);
    }
    permission.toolCallId = request.value("callID"_L1).toString();
    if (permission.toolCallId.isEmpty())
        permission.toolCallId = request.value("tool"_L1)["callID"_L1].toString();
    permission.details = request.value("metadata"_L1).toObject();
    if (permission.id.isEmpty() || !known.contains(permission.sessionId))
        return;
    AgentSession session = known.value(permission.sessionId);
    if (session.permissions.contains(permission))
        return;
    session.permissions.removeIf(
        [&](const AgentPermission &other) { return other.id == permission.id; });
    session.permissions.append(permission);
    known.insert(session.id, session);
    const QPointer<AgentClient> alive(q);
    show(session);
    if (alive && sessions->rowOf(session.id) >= 0)
        Q_EMIT q->permissionAsked(permission);
}

void AgentClientPrivate::applyAnswer(const QString &id, const QJsonObject &properties)
{
    if (!known.contains(id))
        return;
    QString question = properties.value("permissionID"_L1).toString();
    if (question.isEmpty())
        question = properties.value("requestID"_L1).toString();
    AgentSession session = known.value(id);
    session.permissions.removeIf(
        [&](const AgentPermission &other) { return other.id == question; });
    known.insert(id, session);
    show(session);
}

void AgentClientPrivate::applyConversation(const QString &type, const QJsonObject &properties)
{
    const QString id = sessionIdIn(properties);
    if (!sessionId.isEmpty() && id != sessionId)
        return;
    const QPointer<AgentClient> alive(q);
    // Servers that do not name the agent with the session name it with the messages.
    const QString agent = properties.value("info"_L1)["agent"_L1].toString();
    if (!agent.isEmpty() && known.contains(id) && known.value(id).agent.isEmpty()) {
        AgentSession session = known.value(id);
        session.agent = agent;
        known.insert(id, session);
        show(session);
        if (!alive)
            return;
    }
    if (!known.contains(id) || passes(known.value(id))) {
        withTranscript(id,
                       [&](AgentTranscript *transcript) { transcript->take(type, properties); });
    }
}

void AgentClientPrivate::takeSessions(const QJsonValue &list)
{
    const QPointer<AgentClient> alive(q);
    if (list.isArray()) {
        QSet<QString> there;
        const QJsonArray sessionInfos = list.toArray();
        for (const QJsonValue &info : sessionInfos) {
            there.insert(info["id"_L1].toString());
            applySession(info.toObject());
            if (!alive)
                return;
        }
        const QList<QString> ids = known.keys();
        for (const QString &id : ids) {
            if (there.contains(id))
                continue;
            known.remove(id);
            sessions->remove(id);
            if (!alive)
                return;
        }
    }
    fetch(u"/session/status"_s, &AgentClientPrivate::takeStatuses);
}

// Only those that are at work are told. Of a server that does not tell, those that were at work may
// no longer be.
void AgentClientPrivate::takeStatuses(const QJsonValue &statuses)
{
    const QPointer<AgentClient> alive(q);
    const QList<QString> ids = known.keys();
    for (const QString &id : ids) {
        applyStatus(id, statuses[id].toObject());
        if (!alive)
            return;
    }
    fetch(u"/permission"_s, &AgentClientPrivate::takePermissions);
}

void AgentClientPrivate::takePermissions(const QJsonValue &list)
{
    const QPointer<AgentClient> alive(q);
    const QJsonArray requests = list.toArray();
    for (const QJsonValue &request : requests) {
        applyPermission(request.toObject());
        if (!alive)
            return;
    }
    releaseHeld();
}

bool AgentClientPrivate::passes(const AgentSession &session) const
{
    return (sessionId.isEmpty() || session.id == sessionId)
        && (agentId.isEmpty() || session.agent == agentId)
        && (directory.isEmpty() || session.directory == directory);
}

void AgentClientPrivate::show(const AgentSession &session)
{
    if (passes(session))
        sessions->set(session);
    else
        sessions->remove(session.id);
}

void AgentClientPrivate::filterAnew()
{
    const QPointer<AgentClient> alive(q);
    const QList<AgentSession> all = known.values();
    for (const AgentSession &session : all) {
        show(session);
        if (!alive)
            return;
    }
    configure(); // the stream is opened anew, if it is open
}
