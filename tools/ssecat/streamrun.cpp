// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "streamrun.h"

#include "figures.h"
#include "options.h"
#include "session.h"
#include "ssejsonline_p.h"

#include <QtNetwork/qnetworkproxy.h>

#include <algorithm>

namespace {

SseReconnectPolicy reconnectPolicy(const Options &options)
{
    SseReconnectPolicy policy =
        options.isResilient ? SseReconnectPolicy::resilient() : SseReconnectPolicy();
    policy.setEnabled(options.reconnects);
    if (options.reconnectInterval) {
        policy.setInterval(*options.reconnectInterval);
        // Whoever asks for less knows the server.
        policy.setMinimumDelay(
            std::min(policy.minimumDelay(), std::max(1, *options.reconnectInterval)));
    }
    if (options.maximumReconnectAttempts)
        policy.setMaximumAttempts(*options.maximumReconnectAttempts);
    return policy;
}

} // namespace

StreamRun::StreamRun(const Options &options, Session &session)
{
    // The default in most builds of Qt, but not in all. The loopback interface is always direct.
    QNetworkProxyFactory::setUseSystemConfiguration(true);

    setUpRequest(options);
    m_source.setReconnectPolicy(reconnectPolicy(options));
    if (options.dropsRepetitions) {
        m_source.setDeduplication(SseSource::ById | SseSource::ByData);
        connect(&m_source, &SseSource::eventRepeated, &session, &Session::takeDropped);
    }
    setUpLimits(options);
    follow(session);
}

StreamRun::~StreamRun() = default;

void StreamRun::setUpRequest(const Options &options)
{
    const Request &request = options.request;
    m_source.setUrl(request.url);
    m_source.setMethod(request.method);
    m_source.setHeaders(request.headers);
    m_source.setBody(request.body);
    m_source.setLastEventId(options.lastEventId);
#if QT_CONFIG(ssl)
    if (!request.authorities.isEmpty()) {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setCaCertificates(request.authorities);
        m_source.setSslConfiguration(tls);
    }
#endif
}

void StreamRun::setUpLimits(const Options &options)
{
    if (options.connectTimeout)
        m_source.setConnectTimeout(*options.connectTimeout);
    if (options.responseTimeout)
        m_source.setResponseTimeout(*options.responseTimeout);
    if (options.idleTimeout)
        m_source.setIdleTimeout(*options.idleTimeout);
    if (options.maximumEventSize)
        m_source.setMaximumEventSize(*options.maximumEventSize);
    m_source.setStrictParsing(options.isStrict);
}

void StreamRun::follow(Session &session)
{
    connect(&m_source, &SseSource::phaseChanged, &session, [&session](SseSource::Phase phase) {
        session.log().note(QStringLiteral("phase %1").arg(SseJsonLine::keyOf(phase)));
    });
    connect(&m_source, &SseSource::opened, &session,
            [this, &session] { session.takeOpened(m_source.responseUrl()); });
    connect(&m_source, &SseSource::eventReceived, &session, &Session::takeEvent);
    // Comments that nobody listens for are not even kept.
    if (session.wantsComments())
        connect(&m_source, &SseSource::commentReceived, &session, &Session::takeComment);
    connect(&m_source, &SseSource::retryReceived, &session, &Session::takeRetry);
    connect(&m_source, &SseSource::errorOccurred, &session, &Session::takeError);
    connect(&m_source, &SseSource::closed, &session,
            [this, &session](SseSource::CloseReason reason) {
                session.takeClosed(
                    reason, m_source.lastEventId(),
                    Figures::ofSource(m_statisticsAtEnd.value_or(m_source.statistics())));
            });
    connect(&session, &Session::endRequested, this, [this] {
        // A stream that is closed does not know any more for how long it was silent.
        m_statisticsAtEnd = m_source.statistics();
        m_source.close();
    });
}

void StreamRun::start()
{
    m_source.open();
}
