// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "callbackqueue.h"

#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>
#include <QtNetwork/qnetworkreply.h>

#include <cstdio>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

// How long an answer is waited for: a harness that holds one back has its reasons, but one that is
// gone must not hold up what follows for ever.
constexpr int answerTimeout = 60000;

// The base may have a query, and may end in a slash.
QUrl numbered(const QUrl &base, int number)
{
    QString path = base.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    QUrl url = base;
    url.setPath(path + u'/' + QString::number(number), QUrl::TolerantMode);
    return url;
}

} // namespace

CallbackQueue::CallbackQueue(const QUrl &base, const QString &owner)
    : m_base(base)
    , m_owner(owner)
{ }

void CallbackQueue::send(const QJsonObject &message)
{
    m_waiting.enqueue(QJsonDocument(message).toJson(QJsonDocument::Compact));
    if (!m_reply)
        sendNext();
}

void CallbackQueue::sendNext()
{
    QNetworkRequest request(numbered(m_base, ++m_number));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setTransferTimeout(answerTimeout);
    m_reply = m_network.post(request, m_waiting.dequeue());
    connect(m_reply, &QNetworkReply::finished, this, &CallbackQueue::onFinished);
}

void CallbackQueue::onFinished()
{
    QNetworkReply *const reply = std::exchange(m_reply, nullptr);
    reply->deleteLater();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool isRefused = status >= 300; // Qt takes a redirect that is not followed for no error.
    if (isRefused || reply->error() != QNetworkReply::NoError) {
        const QString reason = isRefused ? u"status %1"_s.arg(status) : reply->errorString();
        std::fputs(qPrintable(u"sse-contract-service: %1: callback %2 failed: %3\n"_s.arg(
                       m_owner, QString::number(m_number), reason)),
                   stderr);
        std::fflush(stderr);
    }
    if (!m_waiting.isEmpty())
        sendNext();
}
