// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// How an attempt ends, and what is said of it.

#include "sseattempt_p.h"

#include "ssenetworkaccess_p.h"
#include "sserequestbody_p.h"
#include "sseretryafter_p.h"
#include "ssesource.h"

#include <QtCore/qstringlist.h>

using Code = SseError::Code;
using Kind = SseOutcome::Kind;
using SseHttp::hostOf;

namespace {

QString nameOf(const QNetworkProxy &proxy)
{
    return proxy.hostName() + QLatin1Char(':') + QString::number(proxy.port());
}

bool isProxy(const QNetworkProxy &proxy)
{
    return proxy.type() != QNetworkProxy::NoProxy && proxy.type() != QNetworkProxy::DefaultProxy;
}

} // namespace

// A stream that is reset over HTTP/2 with NO_ERROR has an error of that name, which the reply does
// not keep. And a reply that cannot be decoded says so and does not finish before the server does.
void SseAttempt::onErrorOccurred()
{
    m_hasErred = true;
    if (m_reply && isUndecodable())
        onFinished();
}

void SseAttempt::onFinished()
{
    m_isFinished = true;
    // While a handler runs an event loop, the call that is reading concludes when it is done.
    if (!m_isReading)
        conclude();
}

// An injected manager takes its replies with it, and they do not say goodbye.
void SseAttempt::onReplyDestroyed()
{
    m_isFinished = true;
    m_rejection.reset(); // of its body nothing more comes
    if (!m_isReading)
        conclude();
}

// The reply has finished: decides what came of it.
void SseAttempt::conclude()
{
    if (!m_reply && !m_isOpen) {
        end(Kind::Futile, SseNetworkAccess::destroyedError());
        return;
    }
    const QPointer<SseAttempt> self(this);
    if (!m_isOpen && !m_rejection) {
        // It has a head that was not announced, or none at all.
        if (hasHead())
            judgeHead();
        if (!self || !m_isFinished)
            return;
    }

    if (m_rejection) {
        if (readRejectedBody())
            endRejected();
    } else if (m_isOpen) {
        if (!m_isHungry)
            readUnasked();
    } else {
        endWithoutHead();
    }
}

void SseAttempt::endRejected()
{
    SseOutcome outcome;
    outcome.error = *m_rejection;
    outcome.error.setResponseBody(m_rejectedBody);
    const int status = outcome.error.httpStatus();
    outcome.kind = outcome.error.code() == Code::UnexpectedStatus ? Kind::Rejected : Kind::Futile;
    if (status == 429 || status == 503) {
        outcome.retryAfter = SseHttp::retryAfter(SseHttp::valueOf(m_responseHeaders, "Retry-After"),
                                                 SseHttp::valueOf(m_responseHeaders, "Date"),
                                                 m_surroundings.clock->wall());
    }
    end(outcome);
}

// The body has ended. Qt tells a cut one from a whole one only where the framing shows it, and on
// an injected manager not always then.
void SseAttempt::endStream()
{
    const QString host = hostOf(m_responseUrl);
    bool hasLength = false;
    const qint64 length =
        SseHttp::valueOf(m_responseHeaders, "Content-Length").toLongLong(&hasLength);
    const bool isShort = hasLength && m_received < length;
    const bool isClean = m_reply->error() == QNetworkReply::NoError && !m_hasErred && !isShort;
    QString reason = m_reply->errorString();
    if (isUndecodable())
        reason = SseSource::tr("what came cannot be decompressed"); // Qt's text gives no reason
    else if (m_reply->error() == QNetworkReply::NoError)
        reason = isShort ? SseSource::tr("%1 of %2 bytes came").arg(m_received).arg(length)
                         : SseSource::tr("it was reset");
    SseError error = isClean
        ? SseError(Code::StreamEnded, SseSource::tr("%1 ended the event stream.").arg(host))
        : SseError(
            Code::ConnectionLost,
            SseSource::tr("The connection to %1 was lost in the middle of the event stream: %2.")
                .arg(host, reason));
    error.setHttpStatus(200);
    error.setNetworkError(m_reply->error());
    end(isClean ? Kind::Ended : Kind::Failed, error);
}

void SseAttempt::endWithoutHead()
{
    const auto networkError = m_reply->error();
    const QString host = peer();
    const QString reason = unreachable(networkError);
    Code code = Code::ConnectionFailed;
    Kind kind = Kind::Failed;
    QString message = SseSource::tr("Could not connect to %1: %2.").arg(host, reason);

    // For what TLS says after the handshake, such as that a certificate is missing, Qt has no
    // error.
    const bool isOfTls = m_isEncrypted && networkError == QNetworkReply::UnknownNetworkError;
    switch (isOfTls ? QNetworkReply::SslHandshakeFailedError : networkError) {
    case QNetworkReply::SslHandshakeFailedError:
        code = Code::TlsFailed;
        // A certificate that is not trusted now will not be in three seconds.
        kind = m_tlsErrors.isEmpty() ? Kind::Failed : Kind::Futile;
        message = SseSource::tr("The connection to %1 could not be secured: %2.")
                      .arg(host, m_tlsErrors.isEmpty() ? reason : tlsReasons());
        if (m_tlsErrors.isEmpty() && !m_request.hasCertificate())
            message += QLatin1Char(' ')
                + SseSource::tr("The server may want a certificate of the client's, and there is "
                                "none.");
        break;
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
    case QNetworkReply::NoError:
        code = Code::ConnectionLost;
        message = m_body
            ? SseSource::tr("%1 hung up before it answered. It may have carried out the request.")
                  .arg(host)
            : SseSource::tr("%1 hung up before it answered.").arg(host);
        break;
    case QNetworkReply::ProtocolFailure:
        code = Code::ProtocolFailure;
        message = SseSource::tr("The answer of %1 is not HTTP: %2.").arg(host, reason);
        break;
    case QNetworkReply::ProxyAuthenticationRequiredError:
        kind = Kind::Futile;
        break;
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        code = Code::InvalidRequest;
        kind = Kind::Futile;
        message = SseSource::tr("The request cannot be sent: %1.").arg(reason);
        break;
    default:
        break;
    }

    // What a server resets or refuses over HTTP/2, Qt reports in many ways, mistakes of the
    // caller's among them.
    if (usesHttp2()) {
        code = Code::ConnectionLost;
        kind = Kind::Failed;
        message = networkError == QNetworkReply::NoError
            ? SseSource::tr("%1 reset the request before it answered.").arg(host)
            : SseSource::tr("%1 reset the request before it answered: %2.").arg(host, reason);
        if (m_body)
            message += QLatin1Char(' ') + SseSource::tr("It may have carried out the request.");
    }

    SseError error(code, message);
    error.setNetworkError(networkError);
    end(kind, error);
}

// For whom the connection is meant, and the proxy on the way there, which may be the culprit.
QString SseAttempt::peer() const
{
    const QString host = hostOf(m_request.url);
    const QNetworkProxy proxy = SseNetworkAccess::proxyFor(m_lease.manager(), m_request.url);
    if (!isProxy(proxy))
        return host;
    return SseSource::tr("%1 (through the proxy %2)").arg(host, nameOf(proxy));
}

// Why there is no connection. Where a proxy cannot be reached, Qt blames the host.
QString SseAttempt::unreachable(QNetworkReply::NetworkError networkError) const
{
    if (networkError == QNetworkReply::ProxyAuthenticationRequiredError)
        return SseSource::tr("the proxy wants credentials, or others than it was given");
    const QNetworkProxy proxy = SseNetworkAccess::proxyFor(m_lease.manager(), m_request.url);
    // One that reads requests is all that there was a connection to.
    const bool isTunnel = m_request.url.scheme() == QLatin1String("https")
        || proxy.type() == QNetworkProxy::Socks5Proxy;
    const bool isNotFound = networkError == QNetworkReply::HostNotFoundError
        || networkError == QNetworkReply::ProxyNotFoundError;
    const bool isRefused = networkError == QNetworkReply::ConnectionRefusedError
        || networkError == QNetworkReply::ProxyConnectionRefusedError;
    if (isProxy(proxy) && isNotFound)
        return isTunnel ? SseSource::tr("the proxy was not found, or has not found the host")
                        : SseSource::tr("the proxy was not found");
    if (isProxy(proxy) && isRefused)
        return isTunnel ? SseSource::tr("the proxy refused, or was refused by the host")
                        : SseSource::tr("the proxy refused the connection");
    return m_reply->errorString();
}

QString SseAttempt::tlsReasons() const
{
    QStringList reasons;
    for (const QSslError &error : m_tlsErrors)
        reasons.append(error.errorString());
    reasons.removeDuplicates();
    return reasons.join(QLatin1String("; "));
}

void SseAttempt::end(Kind kind, const SseError &error)
{
    SseOutcome outcome;
    outcome.kind = kind;
    outcome.error = error;
    end(outcome);
}

// The last that an attempt does: its client lets go of it.
void SseAttempt::end(SseOutcome outcome)
{
    outcome.error.setPhase(phase());
    outcome.error.setResponseHeaders(m_responseHeaders);
    m_client->attemptEnded(outcome);
}

SseError::Phase SseAttempt::phase() const
{
    if (m_isOpen)
        return SseError::Phase::Streaming;
    return m_isSent ? SseError::Phase::AwaitingHeaders : SseError::Phase::Dialing;
}
