// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSENETWORKACCESS_P_H
#define SSEQT_SSENETWORKACCESS_P_H

#include "sseerror.h"

#include <QtCore/qpointer.h>
#include <QtNetwork/qnetworkaccessmanager.h>

// Who owns which QNetworkAccessManager is decided here and nowhere else.
//
// A source has a manager of its own, made when first needed: a manager opens no more than six
// connections to a host, so that streams which shared one with the application's requests would
// starve them, and each other. An application may inject one instead; that one stays its own.
class SseNetworkAccess
{
    Q_DISABLE_COPY_MOVE(SseNetworkAccess)
public:
    explicit SseNetworkAccess(QObject *owner)
        : m_owner(owner)
    { }

    void inject(QNetworkAccessManager *manager);
    // What a source says when its manager is no more.
    [[nodiscard]] static SseError destroyedError();

    [[nodiscard]] QNetworkAccessManager *injected() const { return m_injected; }
    // Whether the manager's connections are others' too.
    [[nodiscard]] bool isShared() const { return m_isInjected; }

    // Null when an injected manager is no more: its proxy and cookies are not ours to do without.
    [[nodiscard]] QNetworkAccessManager *manager();
    void dropPooledConnections();

private:
    QObject *const m_owner;
    QPointer<QNetworkAccessManager> m_injected;
    bool m_isInjected = false;
    QPointer<QNetworkAccessManager> m_own;
};

#endif
