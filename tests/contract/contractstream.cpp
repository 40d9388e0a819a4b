// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "contractstream.h"

#include "streamparameters.h"

#include <SseQt/SseReconnectPolicy>

#include <QtCore/qjsonobject.h>

using namespace Qt::StringLiterals;

namespace {

// What the harness asks for, in the terms of SseSource. For the rest the source is as anybody gets
// it. In particular it takes every status but 200 for final, as the HTML standard has it: so 204
// stops it, which is the server's request to shut down. The harness asks for no repetition after
// others, and so there is no SseReconnectPolicy::resilient().
void setUp(SseSource &source, const StreamParameters &parameters)
{
    if (!parameters.method.isNull())
        source.setMethod(parameters.method);
    source.setHeaders(parameters.headers);
    source.setBody(parameters.body);
    source.setLastEventId(parameters.lastEventId);

    SseReconnectPolicy policy = source.reconnectPolicy();
    policy.setAnyMethod(true); // the harness wants a body sent again, too
    if (parameters.initialDelay) {
        policy.setInterval(*parameters.initialDelay);
        policy.setJitter(0); // who names a delay means that one
    }
    source.setReconnectPolicy(policy);

    // A read times out while a response is waited for just as in the middle of one.
    if (parameters.readTimeout.value_or(0) > 0) {
        source.setResponseTimeout(*parameters.readTimeout);
        source.setIdleTimeout(*parameters.readTimeout);
    }
}

QString described(const StreamParameters &parameters, const QString &id)
{
    return parameters.tag.isEmpty() ? u"stream %1"_s.arg(id)
                                    : u"stream %1 (%2)"_s.arg(id, parameters.tag);
}

} // namespace

ContractStream::ContractStream(const StreamParameters &parameters, const QString &id)
    : m_callbacks(parameters.callbackUrl, described(parameters, id))
    , m_source(parameters.streamUrl)
{
    setUp(m_source, parameters);
    // The types beyond it are listened for when the harness says so: to ask for that is what the
    // capability "event-type-listeners" means.
    listen(u"message"_s);
    reportComments();
}

std::optional<QString> ContractStream::open()
{
    // What cannot be sent is announced at once.
    std::optional<QString> refusal;
    const auto connection =
        connect(&m_source, &SseSource::errorOccurred, this,
                [&refusal](const SseError &error) { refusal = error.message(); });
    m_source.open();
    disconnect(connection);
    reportErrors();
    return refusal;
}

void ContractStream::obey(const StreamCommand &command)
{
    switch (command.kind) {
    case StreamCommand::Kind::Listen:
        listen(command.type);
        break;
    case StreamCommand::Kind::Restart:
        restart();
        break;
    }
}

void ContractStream::listen(const QString &type)
{
    // To listen twice would be to hear twice.
    const QString name = type.isEmpty() ? u"message"_s : type;
    if (m_types.contains(name))
        return;
    m_types.insert(name);
    m_source.addEventListener(name, this, [this](const SseEvent &event) {
        m_callbacks.send({ { u"kind"_s, u"event"_s },
                           { u"event"_s,
                             QJsonObject{ { u"type"_s, event.type() },
                                          { u"data"_s, event.data() },
                                          // an event without one has that of those before it
                                          { u"id"_s, event.lastEventId() } } } });
    });
}

void ContractStream::restart()
{
    if (m_source.readyState() == SseSource::ReadyState::Closed)
        m_source.open();
    else
        m_source.reconnectNow();
}

void ContractStream::reportComments()
{
    connect(&m_source, &SseSource::commentReceived, this, [this](const QString &text) {
        m_callbacks.send({ { u"kind"_s, u"comment"_s }, { u"comment"_s, text } });
    });
}

void ContractStream::reportErrors()
{
    connect(&m_source, &SseSource::errorOccurred, this, [this](const SseError &error) {
        m_callbacks.send({ { u"kind"_s, u"error"_s }, { u"error"_s, error.message() } });
    });
}
