// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "streamrun.h"

#include "options.h"
#include "session.h"
#include "text.h"

#include <QtNetwork/qnetworkproxy.h>

StreamRun::StreamRun(const Options &options, Session &session)
{
    // The default in most builds of Qt, but not in all. The loopback interface is always direct.
    QNetworkProxyFactory::setUseSystemConfiguration(true);

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

    m_source.setAutoReconnect(options.reconnects);
    if (options.reconnectInterval)
        m_source.setReconnectInterval(*options.reconnectInterval);
    if (options.maximumReconnectAttempts)
        m_source.setMaximumReconnectAttempts(*options.maximumReconnectAttempts);
    if (options.connectTimeout) {
        m_source.setConnectTimeout(*options.connectTimeout);
        m_source.setResponseTimeout(*options.connectTimeout);
    }
    if (options.maximumEventSize)
        m_source.setMaximumEventSize(*options.maximumEventSize);

    follow(session);
}

StreamRun::~StreamRun() = default;

void StreamRun::follow(Session &session)
{
    connect(&m_source, &SseSource::phaseChanged, &session, [&session](SseSource::Phase phase) {
        session.log().note(QStringLiteral("phase %1").arg(Text::keyOf(phase)));
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
                session.takeClosed(reason, m_source.lastEventId());
            });
    connect(&session, &Session::endRequested, &m_source, &SseSource::close);
}

void StreamRun::start()
{
    m_source.open();
}
