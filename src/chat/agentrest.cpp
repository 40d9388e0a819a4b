// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "agentrest_p.h"

#include "chatserviceerror_p.h"
#include "sserequestbody_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>
#include <QtNetwork/qnetworkreply.h>

#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("AgentClient", text);
}

// What can go to the user: no credentials, no query.
QString placeOf(const QNetworkReply *reply)
{
    return reply->url().toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
}

ChatError errorOf(const QNetworkReply *reply, const QByteArray &body)
{
    using Code = Chat::ErrorCode;
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    ChatError error;
    if (status >= 300 && status < 400) {
        error = ChatServiceError::make(
            Code::Refused, tr("%1 redirects, which is not followed.").arg(placeOf(reply)));
        error.advice = tr("Set the base URL to the place that the server means.");
    } else if (status >= 400) {
        error = ChatServiceError::fromJson(QJsonDocument::fromJson(body).object(), status);
        if (error.code == Code::Unauthorized)
            error.advice =
                tr("Set the user name and the password that the server was started with.");
        else if (error.code == Code::NotFound)
            error.advice = tr("Check the base URL, and whether the session is still there.");
    } else if (reply->error() == QNetworkReply::OperationCanceledError
               || reply->error() == QNetworkReply::TimeoutError) {
        error = ChatServiceError::make(
            Code::TimedOut,
            tr("%1 did not answer in %2 s.").arg(placeOf(reply)).arg(AgentRest::Timeout / 1000));
    } else {
        error = ChatServiceError::make(
            Code::ConnectionFailed,
            tr("%1 could not be reached: %2").arg(placeOf(reply), reply->errorString()));
    }
    error.httpStatus = status;
    return error;
}

} // namespace

AgentRest::AgentRest(QObject *parent)
    : QObject(parent)
{ }

AgentRest::~AgentRest()
{
    dropAll();
}

void AgentRest::get(const QUrl &url, Done done, Failed failed)
{
    const QNetworkRequest request = requestFor(url);
    SseManagerLease place = lease(request, false);
    QNetworkReply *const reply = place.manager()->get(request);
    follow(reply, std::move(place), std::move(done), std::move(failed));
}

// Sent once: what a prompt does is not to be done twice because a connection broke. A connection
// that was used before may be one that the server is just closing.
void AgentRest::post(const QUrl &url, const QJsonObject &body, Done done, Failed failed)
{
    QNetworkRequest request = requestFor(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_L1);
    const QByteArray bytes = QJsonDocument(body).toJson(QJsonDocument::Compact);
    request.setHeader(QNetworkRequest::ContentLengthHeader, bytes.size());
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    SseManagerLease place = lease(request, true);
    auto device = std::make_unique<SseRequestBody>(bytes);
    QNetworkReply *const reply = place.manager()->post(request, device.get());
    device.release()->setParent(reply);
    follow(reply, std::move(place), std::move(done), std::move(failed));
}

void AgentRest::dropAll()
{
    const QList<QPointer<QNetworkReply>> replies = std::exchange(m_replies, {});
    for (const QPointer<QNetworkReply> &reply : replies) {
        if (!reply)
            continue;
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
    }
}

QNetworkRequest AgentRest::requestFor(const QUrl &url) const
{
    QNetworkRequest request(url.adjusted(QUrl::RemoveUserInfo));
    request.setRawHeader("Accept", "application/json");
    if (!m_credentials.isEmpty())
        request.setRawHeader("Authorization", m_credentials);
    // Credentials and prompts are for the one server.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setTransferTimeout(Timeout);
    return request;
}

SseManagerLease AgentRest::lease(const QNetworkRequest &request, bool wantsFresh)
{
    if (m_injected)
        return SseManagerLease(m_injected);
    if (!m_pool)
        m_pool = SseManagerPool::ofThisThread();
    return m_pool->lease(request, wantsFresh);
}

void AgentRest::follow(QNetworkReply *reply, SseManagerLease lease, Done done, Failed failed)
{
    // Kept until the reply is there, or is dropped.
    const auto kept = std::make_shared<SseManagerLease>(std::move(lease));
    m_replies.removeAll(nullptr);
    m_replies.append(reply);
    connect(reply, &QNetworkReply::downloadProgress, this, [reply](qint64 received, qint64) {
        if (received > MaximumSize)
            reply->abort();
    });
    // Through the queue: who is told may destroy this, and the reply with its manager.
    connect(
        reply, &QNetworkReply::finished, this,
        [this, reply, kept, done = std::move(done), failed = std::move(failed)] {
            // What was in the queue already comes also after it was dropped.
            if (m_replies.removeAll(reply) == 0)
                return;
            reply->deleteLater();
            *kept = {};
            take(reply, done, failed);
        },
        Qt::QueuedConnection);
}

void AgentRest::take(QNetworkReply *reply, const Done &done, const Failed &failed)
{
    if (reply->bytesAvailable() > MaximumSize) {
        failed(ChatServiceError::make(Chat::ErrorCode::TooLarge,
                                      tr("%1 answered with more than %2 MiB.")
                                          .arg(placeOf(reply))
                                          .arg(MaximumSize / 1024 / 1024)));
        return;
    }
    const QByteArray body = reply->readAll();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (reply->error() != QNetworkReply::NoError || status < 200 || status >= 300) {
        failed(errorOf(reply, body));
        return;
    }
    if (body.trimmed().isEmpty()) { // as with 204
        done(QJsonValue::Undefined);
        return;
    }
    // A value that is no object and no array is JSON too.
    QJsonParseError fault;
    const QJsonDocument json = QJsonDocument::fromJson('[' + body + ']', &fault);
    if (fault.error == QJsonParseError::NoError) {
        done(json.array().at(0));
        return;
    }
    failed(ChatServiceError::make(
        Chat::ErrorCode::MalformedStream,
        tr("%1 answered with what is no JSON: %2").arg(placeOf(reply), fault.errorString())));
}

#include "moc_agentrest_p.cpp"
