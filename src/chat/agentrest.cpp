// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "agentrest_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>
#include <QtNetwork/qnetworkreply.h>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("AgentClient", text);
}

Chat::ErrorCode codeOf(int status)
{
    switch (status) {
    case 400:
    case 422:
        return Chat::ErrorCode::InvalidRequest;
    case 401:
        return Chat::ErrorCode::Unauthorized;
    case 403:
        return Chat::ErrorCode::Forbidden;
    case 404:
        return Chat::ErrorCode::NotFound;
    case 413:
        return Chat::ErrorCode::TooLarge;
    case 429:
        return Chat::ErrorCode::RateLimited;
    case 503:
        return Chat::ErrorCode::Overloaded;
    default:
        return status >= 500 ? Chat::ErrorCode::ServerFailed : Chat::ErrorCode::Refused;
    }
}

QString adviceFor(Chat::ErrorCode code)
{
    switch (code) {
    case Chat::ErrorCode::Unauthorized:
        return tr("Set the user name and the password that the server was started with.");
    case Chat::ErrorCode::NotFound:
        return tr("Check the base URL and the session.");
    case Chat::ErrorCode::ConnectionFailed:
    case Chat::ErrorCode::TimedOut:
        return tr("Check that the server runs and can be reached.");
    default:
        return {};
    }
}

// The words of the server, if its body has any: {"message"}, {"error"}, {"data":{"message"}}.
QString wordsIn(const QByteArray &body)
{
    const QJsonObject json = QJsonDocument::fromJson(body).object();
    for (const QJsonValue &value :
         { json.value("message"_L1), json.value("error"_L1), json.value("error"_L1)["message"_L1],
           json.value("data"_L1)["message"_L1] }) {
        if (value.isString() && !value.toString().isEmpty())
            return value.toString().left(1000);
    }
    return {};
}

ChatError errorOf(QNetworkReply *reply, const QByteArray &body)
{
    ChatError error;
    error.httpStatus = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QString where = reply->url().toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    if (error.httpStatus >= 300 && error.httpStatus < 400) {
        error.code = Chat::ErrorCode::Refused;
        error.message = tr("%1 redirects, which is not followed.").arg(where);
        error.advice = tr("Set the base URL to the place that the server means.");
        return error;
    }
    if (error.httpStatus >= 400) {
        error.code = codeOf(error.httpStatus);
        const QString words = wordsIn(body);
        error.message = tr("%1 answered with status %2.").arg(where).arg(error.httpStatus);
        if (!words.isEmpty())
            error.message += u' ' + words;
    } else if (reply->error() == QNetworkReply::OperationCanceledError
               || reply->error() == QNetworkReply::TimeoutError) {
        error.code = Chat::ErrorCode::TimedOut;
        error.message = tr("%1 did not answer in %2 s.").arg(where).arg(AgentRest::Timeout / 1000);
    } else {
        error.code = Chat::ErrorCode::ConnectionFailed;
        error.message = tr("%1 could not be reached: %2").arg(where, reply->errorString());
    }
    error.advice = adviceFor(error.code);
    return error;
}

ChatError malformed(QNetworkReply *reply, const QString &why)
{
    ChatError error;
    error.code = Chat::ErrorCode::MalformedStream;
    error.message =
        tr("%1 answered with what is no JSON: %2")
            .arg(reply->url().toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery), why);
    error.advice = adviceFor(Chat::ErrorCode::NotFound);
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
    follow(manager()->get(requestFor(url)), std::move(done), std::move(failed));
}

void AgentRest::post(const QUrl &url, const QJsonObject &body, Done done, Failed failed)
{
    QNetworkRequest request = requestFor(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_L1);
    follow(manager()->post(request, QJsonDocument(body).toJson(QJsonDocument::Compact)),
           std::move(done), std::move(failed));
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

QNetworkAccessManager *AgentRest::manager()
{
    if (m_injected)
        return m_injected;
    if (!m_own)
        m_own = std::make_unique<QNetworkAccessManager>();
    return m_own.get();
}

void AgentRest::follow(QNetworkReply *reply, Done done, Failed failed)
{
    m_replies.removeAll(nullptr);
    m_replies.append(reply);
    connect(reply, &QNetworkReply::downloadProgress, this, [reply](qint64 received, qint64) {
        if (received > MaximumSize)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this,
            [this, reply, done = std::move(done), failed = std::move(failed)] {
                m_replies.removeAll(reply);
                reply->deleteLater();
                if (reply->bytesAvailable() > MaximumSize) {
                    ChatError error;
                    error.code = Chat::ErrorCode::TooLarge;
                    error.message = tr("%1 answered with more than %2 MiB.")
                                        .arg(reply->url().toDisplayString(QUrl::RemoveUserInfo))
                                        .arg(MaximumSize / 1024 / 1024);
                    failed(error);
                    return;
                }
                const QByteArray body = reply->readAll();
                const int status =
                    reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
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
                if (fault.error != QJsonParseError::NoError)
                    failed(malformed(reply, fault.errorString()));
                else
                    done(json.array().at(0));
            });
}

#include "moc_agentrest_p.cpp"
