// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEMANAGERPOOL_P_H
#define SSEQT_SSEMANAGERPOOL_P_H

#include "sseqtglobal.h"

#include <QtCore/qpointer.h>
#include <QtCore/qtimer.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qnetworkrequest.h>

#include <memory>
#include <vector>

#if QT_CONFIG(ssl)
#include <QtNetwork/qsslconfiguration.h>
#endif

class SseManagerPool;

// A place in a manager for one stream, free again when this is gone. One that names a manager which
// is nobody's to share, or none, keeps no place.
class SSEQT_CORE_EXPORT SseManagerLease
{
    Q_DISABLE_COPY(SseManagerLease)
public:
    SseManagerLease() = default;
    explicit SseManagerLease(QNetworkAccessManager *manager)
        : m_manager(manager)
    { }
    SseManagerLease(SseManagerLease &&other) noexcept { swap(other); }
    SseManagerLease &operator=(SseManagerLease &&other) noexcept
    {
        SseManagerLease moved(std::move(other));
        swap(moved);
        return *this;
    }
    ~SseManagerLease();

    [[nodiscard]] QNetworkAccessManager *manager() const { return m_manager; }

private:
    friend class SseManagerPool;
    SseManagerLease(std::shared_ptr<SseManagerPool> pool, QNetworkAccessManager *manager,
                    const QString &host)
        : m_pool(std::move(pool))
        , m_manager(manager)
        , m_host(host)
    { }
    void swap(SseManagerLease &other) noexcept
    {
        std::swap(m_pool, other.m_pool);
        std::swap(m_manager, other.m_manager);
        std::swap(m_host, other.m_host);
    }

    std::shared_ptr<SseManagerPool> m_pool;
    QPointer<QNetworkAccessManager> m_manager;
    QString m_host;
};

// The managers that carry the streams of one thread's sources.
//
// A manager opens no more than six connections to a host (from Qt 6.5 on as many as it is told to)
// and keeps a thread of its own, so that streams are spread over as many as they need and no more.
// It goes when nobody has used it for a while, and with the last source at the latest.
class SSEQT_CORE_EXPORT SseManagerPool : public std::enable_shared_from_this<SseManagerPool>
{
    Q_DISABLE_COPY_MOVE(SseManagerPool)
public:
    [[nodiscard]] static std::shared_ptr<SseManagerPool> ofThisThread();
    ~SseManagerPool();

    // On a fresh connection, if asked to: one that no server has closed meanwhile.
    [[nodiscard]] SseManagerLease lease(const QNetworkRequest &request, bool wantsFresh);

    [[nodiscard]] static std::unique_ptr<QNetworkAccessManager> createManager();
    // Lets one manager connect to the request's host as often as the pool expects it to.
    static void raiseConnectionLimit(QNetworkRequest &request);

    [[nodiscard]] int managerCount() const { return int(m_managers.size()); }
    void setIdleTime(int milliseconds) { m_idleTimer.setInterval(milliseconds); }

private:
    friend class SseManagerLease;
    SseManagerPool();

    // What a manager connects to a host by. Its connections are kept for other requests to the
    // host, whatever those say about TLS, so that what differs needs another manager.
    struct Use
    {
        QString host;
        int streams = 0;
        bool isHttp2Allowed = false;
#if QT_CONFIG(ssl)
        QSslConfiguration tls;
#endif
    };
    struct Manager
    {
        std::unique_ptr<QNetworkAccessManager> manager;
        std::vector<Use> uses;
        bool wasIdle = false; // when it was looked at last, and since

        [[nodiscard]] bool isIdle() const;
        [[nodiscard]] bool hasPlaceFor(const Use &use) const;
        void take(const Use &use);
    };

    [[nodiscard]] Manager &managerFor(const Use &use, bool wantsFresh);
    void release(const QNetworkAccessManager *manager, const QString &host);
    void freeIdle();

    std::vector<Manager> m_managers;
    QTimer m_idleTimer;
};

#endif
