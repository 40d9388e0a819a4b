// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssenetworkaccess_p.h"

#include "ssesource.h"

#include <utility>

void SseNetworkAccess::inject(QNetworkAccessManager *manager)
{
    m_injected = manager;
    m_isInjected = manager != nullptr;
}

std::optional<SseError> SseNetworkAccess::fault() const
{
    if (!m_isInjected)
        return std::nullopt;
    if (!m_injected)
        return destroyedError();
    if (m_injected->thread() != m_owner->thread()) {
        return SseError(SseError::Code::InvalidRequest,
                        SseSource::tr("The network access manager lives in another thread than the "
                                      "source."));
    }
    return std::nullopt;
}

SseManagerLease SseNetworkAccess::lease(QNetworkRequest &request, bool wantsFresh)
{
    if (m_isInjected) {
        rest();
        return SseManagerLease(m_injected);
    }
    const auto cookies = request.attribute(QNetworkRequest::CookieLoadControlAttribute).toInt();
    if (cookies == QNetworkRequest::Automatic) {
        // A child of the source, so that it follows when the source is moved to another thread.
        if (!m_own) {
            m_own = SseManagerPool::createManager().release();
            m_own->setParent(m_owner);
            if (m_cookies)
                m_own->setCookieJar(m_cookies);
            m_cookies = m_own->cookieJar();
            m_cookies->setParent(m_owner); // it outlives the manager
        } else if (wantsFresh) {
            m_own->clearConnectionCache(); // while no reply is in flight: it would be stranded
        }
        return SseManagerLease(m_own);
    }
    rest();
    SseManagerPool::raiseConnectionLimit(request);
    if (!m_pool)
        m_pool = SseManagerPool::ofThisThread();
    return m_pool->lease(request, wantsFresh);
}

// Nobody is connected to the manager, so that no signal of its is on the stack.
void SseNetworkAccess::rest()
{
    delete m_own;
}

QNetworkProxy SseNetworkAccess::proxyFor(const QNetworkAccessManager *manager, const QUrl &url)
{
    const QNetworkProxyQuery query(url);
    QList<QNetworkProxy> proxies;
    if (QNetworkProxyFactory *const factory = manager ? manager->proxyFactory() : nullptr)
        proxies = factory->queryProxy(query);
    else if (manager && manager->proxy().type() != QNetworkProxy::DefaultProxy)
        proxies.append(manager->proxy());
    else
        proxies = QNetworkProxyFactory::proxyForQuery(query);
    // Qt takes the first that can carry the request.
    const bool isPlain = url.scheme() == QLatin1String("http");
    for (const QNetworkProxy &proxy : std::as_const(proxies)) {
        const bool isCaching = proxy.isCachingProxy()
            && (proxy.type() == QNetworkProxy::HttpProxy
                || proxy.type() == QNetworkProxy::HttpCachingProxy);
        if (proxy.isTransparentProxy() || (isPlain && isCaching))
            return proxy;
    }
    return QNetworkProxy(QNetworkProxy::NoProxy);
}

SseError SseNetworkAccess::destroyedError()
{
    return SseError(
        SseError::Code::ManagerDestroyed,
        SseSource::tr("The network access manager that the source was given is no more."));
}
