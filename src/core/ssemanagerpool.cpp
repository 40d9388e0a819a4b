// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssemanagerpool_p.h"

#include "sserequest_p.h"

#include <QtNetwork/qnetworkproxy.h>

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QtNetwork/qhttp1configuration.h>
#endif

#include <algorithm>
#include <utility>

namespace {

// The streams to one host that a manager carries. Qt 6.4 has six connections and not one more;
// since then there may be up to 255, which one thread would have to read from.
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
constexpr int streamsPerHost = 32;
#else
constexpr int streamsPerHost = 6;
#endif

// Enough for any program, and few for a server that redirects to ever new ones.
constexpr std::size_t hostsPerManager = 32;

// How long a manager that nobody uses is kept: a stream that reconnects finds its connection again.
constexpr int idleTime = 10 * 1000;

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

thread_local std::weak_ptr<SseManagerPool> poolOfThisThread;

} // namespace

SseManagerLease::~SseManagerLease()
{
    if (m_pool)
        m_pool->release(m_manager, m_host);
}

// The sources that have a stream own it, so that no manager outlives what it was made for.
std::shared_ptr<SseManagerPool> SseManagerPool::ofThisThread()
{
    auto pool = poolOfThisThread.lock();
    if (!pool) {
        pool.reset(new SseManagerPool);
        poolOfThisThread = pool;
    }
    return pool;
}

SseManagerPool::SseManagerPool()
{
    m_idleTimer.setInterval(idleTime);
    QObject::connect(&m_idleTimer, &QTimer::timeout, &m_idleTimer, [this] { freeIdle(); });
}

SseManagerPool::~SseManagerPool() = default;

std::unique_ptr<QNetworkAccessManager> SseManagerPool::createManager()
{
    auto manager = std::make_unique<QNetworkAccessManager>();
    manager->setProxyFactory(new ProxyFactory);
    return manager;
}

void SseManagerPool::raiseConnectionLimit(QNetworkRequest &request)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    QHttp1Configuration configuration = request.http1Configuration();
    configuration.setNumberOfConnectionsPerHost(streamsPerHost);
    request.setHttp1Configuration(configuration);
#else
    Q_UNUSED(request)
#endif
}

SseManagerLease SseManagerPool::lease(const QNetworkRequest &request, bool wantsFresh)
{
    Use use;
    use.host = SseHttp::origin(request.url());
    use.isHttp2Allowed = request.attribute(QNetworkRequest::Http2AllowedAttribute).toBool();
#if QT_CONFIG(ssl)
    if (request.url().scheme() == QLatin1String("https"))
        use.tls = request.sslConfiguration();
#endif
    Manager &found = managerFor(use, wantsFresh);
    found.take(use);
    return SseManagerLease(shared_from_this(), found.manager.get(), use.host);
}

SseManagerPool::Manager &SseManagerPool::managerFor(const Use &use, bool wantsFresh)
{
    const auto fits = [&](const Manager &manager) {
        return wantsFresh ? manager.isIdle() : manager.hasPlaceFor(use);
    };
    const auto found = std::find_if(m_managers.begin(), m_managers.end(), fits);
    if (found == m_managers.end()) {
        m_managers.push_back({ createManager(), {}, false });
        return m_managers.back();
    }
    if (wantsFresh) {
        // Replies that were in flight would be stranded: there are none.
        found->manager->clearConnectionCache();
        found->uses.clear();
    }
    return *found;
}

void SseManagerPool::release(const QNetworkAccessManager *manager, const QString &host)
{
    const auto found = std::find_if(m_managers.begin(), m_managers.end(), [&](const Manager &each) {
        return each.manager.get() == manager;
    });
    if (found == m_managers.end())
        return;
    for (Use &use : found->uses) {
        if (use.host == host)
            --use.streams;
    }
    found->wasIdle = false;
    if (found->isIdle() && !m_idleTimer.isActive())
        m_idleTimer.start();
}

// Those that were idle the last time too have been so for the whole time at least.
void SseManagerPool::freeIdle()
{
    const auto isOver = [](const Manager &each) { return each.wasIdle; };
    m_managers.erase(std::remove_if(m_managers.begin(), m_managers.end(), isOver),
                     m_managers.end());
    bool isAnyIdle = false;
    for (Manager &each : m_managers) {
        each.wasIdle = each.isIdle();
        isAnyIdle = isAnyIdle || each.wasIdle;
    }
    if (!isAnyIdle)
        m_idleTimer.stop();
}

bool SseManagerPool::Manager::isIdle() const
{
    return std::all_of(uses.begin(), uses.end(), [](const Use &use) { return use.streams == 0; });
}

bool SseManagerPool::Manager::hasPlaceFor(const Use &wanted) const
{
    const auto use = std::find_if(uses.begin(), uses.end(),
                                  [&](const Use &each) { return each.host == wanted.host; });
    if (use == uses.end())
        return uses.size() < hostsPerManager;
#if QT_CONFIG(ssl)
    if (use->tls != wanted.tls)
        return false;
#endif
    return use->isHttp2Allowed == wanted.isHttp2Allowed && use->streams < streamsPerHost;
}

void SseManagerPool::Manager::take(const Use &wanted)
{
    wasIdle = false;
    for (Use &use : uses) {
        if (use.host == wanted.host) {
            ++use.streams;
            return;
        }
    }
    uses.push_back(wanted);
    uses.back().streams = 1;
}
