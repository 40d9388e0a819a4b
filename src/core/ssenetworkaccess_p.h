// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSENETWORKACCESS_P_H
#define SSEQT_SSENETWORKACCESS_P_H

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
    [[nodiscard]] QNetworkAccessManager *injected() const { return m_injected; }

    [[nodiscard]] QNetworkAccessManager *manager();
    void dropPooledConnections();

private:
    QObject *const m_owner;
    QPointer<QNetworkAccessManager> m_injected;
    QPointer<QNetworkAccessManager> m_own;
};

#endif
