// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSENETWORKACCESS_P_H
#define SSEQT_SSENETWORKACCESS_P_H

#include "sseerror.h"
#include "ssemanagerpool_p.h"

#include <QtCore/qpointer.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qnetworkcookiejar.h>
#include <QtNetwork/qnetworkproxy.h>
#include <QtNetwork/qnetworkrequest.h>

#include <memory>
#include <optional>

// Which QNetworkAccessManager a source uses.
//
// It is one of those that the sources of its thread share, or, where cookies are kept, one of its
// own. An application may inject another; that one stays its own.
class SseNetworkAccess
{
    Q_DISABLE_COPY_MOVE(SseNetworkAccess)
public:
    explicit SseNetworkAccess(QObject *owner)
        : m_owner(owner)
    { }

    void inject(QNetworkAccessManager *manager);
    [[nodiscard]] QNetworkAccessManager *injected() const { return m_injected; }
    // Whether the manager's connections are others' too.
    [[nodiscard]] bool isInjected() const { return m_isInjected; }

    // Why there is no manager to be had, if there is none.
    [[nodiscard]] std::optional<SseError> fault() const;
    // What a source says when its manager is no more.
    [[nodiscard]] static SseError destroyedError();
    // The proxy through which \a manager asks for \a url; of the type NoProxy or DefaultProxy when
    // there is none.
    [[nodiscard]] static QNetworkProxy proxyFor(const QNetworkAccessManager *manager,
                                                const QUrl &url);

    // The manager for a request. Null when an injected one is no more: its proxy and cookies are
    // not ours to do without. What others do on one is not ours to disturb either, so that there a
    // connection may have been used before.
    [[nodiscard]] SseManagerLease lease(QNetworkRequest &request, bool wantsFresh);

    // To be called when the source is closed.
    void rest();
    // To be called in the thread that the source is about to leave.
    void leaveThread() { m_pool.reset(); }

private:
    QObject *const m_owner;
    QPointer<QNetworkAccessManager> m_injected;
    bool m_isInjected = false;
    QPointer<QNetworkAccessManager> m_own; // with this source's cookies
    QPointer<QNetworkCookieJar> m_cookies;
    std::shared_ptr<SseManagerPool> m_pool;
};

#endif
