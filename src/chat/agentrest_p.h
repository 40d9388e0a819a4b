// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_AGENTREST_P_H
#define SSEQT_AGENTREST_P_H

#include "chaterror.h"
#include "ssemanagerpool_p.h"

#include <QtCore/qjsonobject.h>
#include <QtCore/qjsonvalue.h>
#include <QtCore/qobject.h>
#include <QtCore/qpointer.h>
#include <QtCore/qurl.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qnetworkrequest.h>

#include <functional>
#include <memory>

class QNetworkReply;

// The requests beside the event stream: JSON to the server, JSON back. Exactly one of the two
// functions is called for each, later, unless the request is dropped.
class AgentRest : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AgentRest)
public:
    using Done = std::function<void(const QJsonValue &)>;
    using Failed = std::function<void(const ChatError &)>;

    static constexpr int Timeout = 30'000; // milliseconds without a byte
    static constexpr qint64 MaximumSize = 64 * 1024 * 1024;

    explicit AgentRest(QObject *parent);
    ~AgentRest() override;

    void setManager(QNetworkAccessManager *manager) { m_injected = manager; }
    // Of "Authorization"; none if it is empty.
    void setCredentials(const QByteArray &credentials) { m_credentials = credentials; }

    void get(const QUrl &url, Done done, Failed failed);
    void post(const QUrl &url, const QJsonObject &body, Done done, Failed failed);
    void dropAll();

private:
    [[nodiscard]] QNetworkRequest requestFor(const QUrl &url) const;
    [[nodiscard]] SseManagerLease lease(const QNetworkRequest &request, bool wantsFresh);
    static void take(QNetworkReply *reply, const Done &done, const Failed &failed);
    void follow(QNetworkReply *reply, SseManagerLease lease, Done done, Failed failed);

    std::shared_ptr<SseManagerPool> m_pool; // outlives the leases
    QPointer<QNetworkAccessManager> m_injected;
    QByteArray m_credentials;
    QList<QPointer<QNetworkReply>> m_replies;
};

#endif
