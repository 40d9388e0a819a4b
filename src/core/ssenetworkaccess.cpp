// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssenetworkaccess_p.h"

#include "ssesource.h"

#include <QtNetwork/qnetworkproxy.h>

namespace {

// The application's proxies, which a manager without a factory would use too. Only "none" is said
// in other words, "whatever a socket uses by itself", which comes to the same.
//
// It makes Qt read through buffered sockets. The unbuffered ones that it takes where it knows that
// there is no proxy lose their end: a body that is cut off finishes without an error more often
// than not, chunked or with a length, and a connection is opened that nobody asked for.
class ProxyFactory final : public QNetworkProxyFactory
{
public:
    [[nodiscard]] QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        QList<QNetworkProxy> proxies = proxyForQuery(query);
        for (QNetworkProxy &proxy : proxies) {
            if (proxy.type() == QNetworkProxy::NoProxy)
                proxy = QNetworkProxy(QNetworkProxy::DefaultProxy);
        }
        return proxies;
    }
};

} // namespace

void SseNetworkAccess::inject(QNetworkAccessManager *manager)
{
    m_injected = manager;
    m_isInjected = manager != nullptr;
}

// The manager for the next request.
QNetworkAccessManager *SseNetworkAccess::manager()
{
    if (m_isInjected)
        return m_injected;
    // A child of the source, so that it follows when the source is moved to another thread.
    if (!m_own) {
        m_own = new QNetworkAccessManager(m_owner);
        m_own->setProxyFactory(new ProxyFactory);
    }
    return m_own;
}

// Makes the next request start on a fresh connection, which no server has closed meanwhile. To be
// called while no reply is in flight: they would be stranded. What others do on an injected manager
// is not ours to disturb.
void SseNetworkAccess::dropPooledConnections()
{
    if (m_own && !m_isInjected)
        m_own->clearConnectionCache();
}

SseError SseNetworkAccess::destroyedError()
{
    return SseError(
        SseError::Code::ManagerDestroyed,
        SseSource::tr("The network access manager that the source was given is no more."));
}
