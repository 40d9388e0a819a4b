// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef CALLBACKQUEUE_H
#define CALLBACKQUEUE_H

#include <QtCore/qqueue.h>
#include <QtCore/qurl.h>
#include <QtNetwork/qnetworkaccessmanager.h>

QT_FORWARD_DECLARE_CLASS(QJsonObject)
QT_FORWARD_DECLARE_CLASS(QNetworkReply)

// Posts messages to <base>/1, <base>/2 and so on: each when the one before it was answered. One
// that fails is complained about, its number is used up, and the next one follows. Nothing bounds
// what waits: a harness takes what it has made the stream say.
class CallbackQueue : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CallbackQueue)

public:
    // Complaints name the owner.
    CallbackQueue(const QUrl &base, const QString &owner);

    void send(const QJsonObject &message);

private:
    void sendNext();
    void onFinished();

    const QUrl m_base;
    const QString m_owner;
    QQueue<QByteArray> m_waiting;
    QNetworkReply *m_reply = nullptr;
    int m_number = 0;
    QNetworkAccessManager m_network; // one each, so that no queue waits for another's connections
};

#endif
