// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseattempt_p.h"

#include "ssemeter_p.h"
#include "ssenetworkaccess_p.h"
#include "sserequestbody_p.h"
#include "ssesource.h"
#include "ssetext_p.h"

#include <QtCore/qloggingcategory.h>
#if QT_CONFIG(ssl)
#include <QtNetwork/qsslconfiguration.h>
#endif

#include <utility>

using SseText::toView;
using Code = SseError::Code;
using Kind = SseOutcome::Kind;

namespace {

Q_LOGGING_CATEGORY(lcSseNetwork, "sseqt.network", QtWarningMsg)

// How long the body of a response that was no event stream is waited for: it may never end.
constexpr int rejectedBodyTimeout = 2000;
constexpr int maximumRedirects = 20;
// After it a request that has no connection of an injected manager is said to wait for one.
constexpr int slotPatience = 1000;

bool isRedirectStatus(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

} // namespace

SseAttempt::SseAttempt(Client *client, const SseRequest &request, const Limits &limits,
                       const Surroundings &surroundings)
    : m_client(client)
    , m_request(request)
    , m_limits(limits)
    , m_surroundings(surroundings)
    , m_deadline(surroundings.clock->createAlarm(this, [this] { onDeadline(); }))
    , m_slotAlarm(surroundings.clock->createAlarm(this, [this] { onSlotless(); }))
    , m_idleAlarm(surroundings.clock->createAlarm(this, [this] { onIdle(); }))
    , m_eventAlarm(surroundings.clock->createAlarm(this, [this] { onEventless(); }))
    , m_wantsFresh(surroundings.distrustsConnections)
    , m_tellsWhenSent(tellsWhenSent())
    , m_turns(SseReadingTurns::ofThisThread())
    , m_parser(limits.parsing)
{
    m_parser.setLastEventId(toView(request.lastEventId));
    m_lastEventId = request.lastEventId;
}

SseAttempt::~SseAttempt()
{
    letReplyGo();
}

// Aborts the reply without a word to anybody. On an injected manager it may be one of its own
// signals from which we come, by way of an application's handler, so that it lives on there until
// the event loop turns, and with it what it reads from. Qt complains of errors that come to it
// meanwhile.
void SseAttempt::letReplyGo()
{
    setHungry(false);
    m_receiver.reset();
    QNetworkReply *const reply = std::exchange(m_reply, nullptr);
    if (!m_isOthersToo) {
        delete reply;
        return;
    }
    if (!reply)
        return;
    if (m_body)
        m_body.release()->setParent(reply);
    QObject::disconnect(reply, &QNetworkReply::finished, nullptr, nullptr);
    if (reply->error() == QNetworkReply::NoError) // or else Qt has given it up, and complains
        reply->abort();
    reply->deleteLater();
}

void SseAttempt::start()
{
    const QPointer<SseAttempt> self(this);
    m_surroundings.meter->beginAttempt(m_surroundings.clock->steady());
    send();
    if (!self)
        return;
    // Where nobody says when the request was sent, both limits are one; but to connect is limited
    // by itself where the answer is not.
    if (!m_tellsWhenSent && m_limits.responseTimeout > 0)
        m_deadline->start(wholeTimeout());
    else if (m_limits.connectTimeout > 0)
        m_deadline->start(m_limits.connectTimeout);
    watchForASlot();
}

void SseAttempt::watchForASlot()
{
    m_hasConnection = false;
    m_isHopSent = false;
    m_isSlotless = false;
    if (m_surroundings.network->isInjected())
        m_slotAlarm->start(slotPatience);
}

void SseAttempt::onSlotless()
{
    if (m_hasConnection || m_isHopSent)
        return;
    m_isSlotless = true;
    qCDebug(lcSseNetwork) << this << "waits for a connection of" << m_lease.manager();
    m_client->attemptWaitsForConnection(true);
}

bool SseAttempt::tellsWhenSent() const
{
    return m_request.isRepeatable() || m_request.hasBody();
}

QByteArray SseAttempt::sentLastEventId() const
{
    if (m_request.sendsLastEventId())
        return m_request.lastEventId;
    // A header that was set says it in its place.
    return SseHttp::stripped(SseHttp::valueOf(m_request.headers, "Last-Event-ID"));
}

void SseAttempt::send()
{
    QNetworkRequest request = m_request.build();
    m_lease = {}; // so that its place may be taken again
    // Over HTTP/2 a connection is always a fresh one too: where the server has said that it takes
    // no more requests, Qt neither sends one nor says so.
    const bool wantsFresh = m_wantsFresh || !m_request.isRepeatable() || m_request.mayUseHttp2();
    m_lease = m_surroundings.network->lease(request, wantsFresh);
    m_isOthersToo = m_surroundings.network->isInjected();
    QNetworkAccessManager *const manager = m_lease.manager();
    if (!manager) {
        end(Kind::Futile, SseNetworkAccess::destroyedError());
        return;
    }
    // A request that is sent once cannot be asked for them first.
    if (!m_request.isRepeatable()) {
        const QByteArray credentials = proxyCredentials();
        if (!credentials.isNull())
            request.setRawHeader("Proxy-Authorization", credentials);
    }
    // Names alone: values may be secrets.
    qCDebug(lcSseNetwork) << this << m_request.method << SseHttp::displayed(request.url()) << "with"
                          << request.rawHeaderList();
    // Also without a byte in it: the device is what keeps Qt from sending the request twice.
    m_body.reset();
    if (!m_request.isRepeatable())
        m_body = std::make_unique<SseRequestBody>(m_request.body);
    if (m_request.method == "GET")
        m_reply = manager->get(request);
    else if (m_request.method == "POST")
        m_reply = manager->post(request, m_body.get());
    else
        m_reply = manager->sendCustomRequest(request, m_request.method, m_body.get());

    // Over HTTP/2 it would hold no server back, and hide from us what piles up before it.
    m_reply->setReadBufferSize(m_request.mayUseHttp2() ? 0 : readBufferSize);

    m_receiver = std::make_unique<QObject>();
    const auto follow = [this](auto signal, auto slot) {
        connect(m_reply.data(), signal, m_receiver.get(), slot, Qt::QueuedConnection);
    };
    follow(&QNetworkReply::socketStartedConnecting, [this] { onConnecting(); });
    follow(&QNetworkReply::requestSent, [this] { onRequestSent(); });
    connect(m_reply.data(), &QNetworkReply::metaDataChanged, m_receiver.get(),
            [this] { takeHead(); });
    follow(&QNetworkReply::metaDataChanged, [this] { onMetaDataChanged(); });
    follow(&QNetworkReply::readyRead, [this] { onReadyRead(); });
    follow(&QNetworkReply::downloadProgress, [this](qint64 arrived) { m_arrived = arrived; });
    follow(&QNetworkReply::errorOccurred, [this] { onErrorOccurred(); });
    follow(&QNetworkReply::finished, [this] { onFinished(); });
    follow(&QObject::destroyed, [this] { onReplyDestroyed(); });
#if QT_CONFIG(ssl)
    // Noted, never ignored: the handshake fails, and the reasons go into the error.
    follow(&QNetworkReply::sslErrors,
           [this](const QList<QSslError> &errors) { m_tlsErrors = errors; });
    m_isEncrypted = false;
    m_tlsErrors.clear();
    follow(&QNetworkReply::encrypted, [this] { m_isEncrypted = true; });
#endif
}

// A request that is to be sent once and has no body is one that Qt never says it has sent. It may
// have been, from here on.
void SseAttempt::onConnecting()
{
    if (!std::exchange(m_hasConnection, true) && m_isSlotless) {
        const QPointer<SseAttempt> self(this);
        m_client->attemptWaitsForConnection(false);
        if (!self)
            return;
    }
    if (tellsWhenSent())
        return;
    if (m_limits.responseTimeout == 0)
        m_deadline->stop();
    onRequestSent();
}

void SseAttempt::onRequestSent()
{
    m_isHopSent = true;
    if (std::exchange(m_isSlotless, false) && m_isSent) {
        const QPointer<SseAttempt> self(this);
        m_client->attemptWaitsForConnection(false);
        if (!self)
            return;
    }
    if (std::exchange(m_isSent, true)) {
        // Once more, for a redirect: for an answer there is what the first request has left.
        if (m_limits.responseTimeout == 0)
            m_deadline->stop();
        return;
    }
    if (m_tellsWhenSent) {
        m_deadline->stop();
        if (m_limits.responseTimeout > 0)
            m_deadline->start(m_limits.responseTimeout);
    }
    m_client->attemptSent();
}

// Over HTTP/2, Qt adds what trailers say to the headers, and all of these once more: "gzip, gzip".
// That may be so by the time that a queued signal arrives, so the head is noted on the reply's own.
void SseAttempt::takeHead()
{
    if (m_responseHeaders.isEmpty() && hasHead())
        m_responseHeaders = m_reply->rawHeaderPairs();
}

void SseAttempt::onMetaDataChanged()
{
    if (!m_reply || m_isOpen || m_rejection || !hasHead())
        return;
    const QPointer<SseAttempt> self(this);
    judgeHead();
    if (self && m_isOpen)
        onReadyRead();
}

// Over HTTP/2, Qt shows heads such as "103 Early Hints" too, which announce another one.
bool SseAttempt::hasHead() const
{
    return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() >= 200;
}

// Before there is a head, TLS knows which protocol was chosen.
bool SseAttempt::usesHttp2() const
{
#if QT_CONFIG(ssl)
    if (m_request.mayUseHttp2()
        && m_reply->sslConfiguration().nextNegotiatedProtocol()
            == QSslConfiguration::ALPNProtocolHTTP2)
        return true;
#endif
    return m_reply->attribute(QNetworkRequest::Http2WasUsedAttribute).toBool();
}

// "If res is not a network error, and its status is not 200 or its Content-Type is not
// text/event-stream, then fail the connection."
void SseAttempt::judgeHead()
{
    takeHead();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray location = SseHttp::valueOf(m_responseHeaders, "Location");
    qCDebug(lcSseNetwork) << this << "status" << status << "with" << m_reply->rawHeaderList();
    if (isRedirectStatus(status) && !location.isEmpty()) {
        redirect(status, location);
        return;
    }
    if (status == 407 && answerProxy())
        return;
    m_responseUrl = m_request.url;
    m_surroundings.meter->takeHeaders(m_surroundings.clock->steady());
    m_rejection = headFault();
    m_deadline->stop();
    if (m_rejection) {
        m_deadline->start(rejectedBodyTimeout);
        return;
    }
    if (!usesHttp2())
        m_reply->setReadBufferSize(readBufferSize);
    m_isOpen = true;
    m_isCompressed = !SseHttp::valueOf(m_responseHeaders, "Content-Encoding").isEmpty();
    watch();
    m_origin = SseHttp::origin(m_responseUrl);
    // Events that arrive while a handler runs an event loop come after opened().
    const QPointer<SseAttempt> self(this);
    m_isReading = true;
    m_client->attemptOpened();
    if (self)
        m_isReading = false;
}

void SseAttempt::redirect(int status, const QByteArray &location)
{
    const QUrl target = m_request.url.resolved(QUrl::fromEncoded(location));
    std::optional<QString> fault = m_request.redirectFault(target, status);
    if (!fault && m_redirects == maximumRedirects)
        fault = SseSource::tr("it is one after %1 others").arg(maximumRedirects);
    if (fault) {
        const QString text = target.isValid()
            ? SseSource::tr("The redirect to %1 is not followed: %2.")
                  .arg(SseHttp::displayed(target), *fault)
            : SseSource::tr("The redirect is not followed: its target is no valid URL.");
        SseError error(Code::RedirectRefused, text);
        error.setHttpStatus(status);
        end(Kind::Futile, error);
        return;
    }
    ++m_redirects;
    qCDebug(lcSseNetwork) << this << "redirected";
    const bool isForeign = !m_request.trusts(target);
    m_request.redirectTo(target, status);
    letReplyGo();
    // Where the certificate stays behind, a connection that it has opened does too.
    m_wantsFresh = m_wantsFresh || isForeign;
    resend();
}

// What a proxy that reads the request is to be shown, and Qt would leave unused; null when there is
// nothing. Over TLS Qt talks to the proxy by itself, and what comes is the server's word.
QByteArray SseAttempt::proxyCredentials() const
{
    const QNetworkProxy proxy = SseNetworkAccess::proxyFor(m_lease.manager(), m_request.url);
    const bool readsRequests =
        proxy.type() == QNetworkProxy::HttpProxy || proxy.type() == QNetworkProxy::HttpCachingProxy;
    if (m_request.url.scheme() != QLatin1String("http") || !readsRequests || proxy.user().isEmpty()
        || m_request.leavesChallengesToQt())
        return {};
    return SseHttp::basicCredentials(proxy.user(), proxy.password());
}

// Shows the proxy its credentials when it asks, once. It may be the server who asks: a GET does no
// harm, and what is sent once is not sent again.
bool SseAttempt::answerProxy()
{
    const bool wantsBasic =
        m_reply->rawHeader("Proxy-Authenticate").trimmed().toLower().startsWith("basic");
    if (!wantsBasic || !m_request.isRepeatable() || !m_request.proxyAuthorization.isEmpty())
        return false;
    m_request.proxyAuthorization = proxyCredentials();
    if (m_request.proxyAuthorization.isNull())
        return false;
    letReplyGo();
    resend();
    return true;
}

// Sends the request that came of an answer.
void SseAttempt::resend()
{
    m_responseHeaders.clear();
    m_hasErred = false;
    m_isFinished = false;
    const QPointer<SseAttempt> self(this);
    send();
    if (!self)
        return;
    watchForASlot();
    // The limit of the answer goes on, and covers the way to it. Where there is none, that has one.
    if (m_limits.responseTimeout == 0 && m_limits.connectTimeout > 0)
        m_deadline->start(m_limits.connectTimeout);
}

std::optional<SseError> SseAttempt::headFault() const
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const auto fault = [status](Code code, const QString &message) {
        SseError error(code, message);
        error.setHttpStatus(status);
        return error;
    };
    if (status == 407)
        return fault(
            Code::ConnectionFailed,
            SseSource::tr("Could not connect to %1: %2.")
                .arg(peer(), unreachable(QNetworkReply::ProxyAuthenticationRequiredError)));
    if (status != 200) {
        const QString phrase =
            m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
        return fault(Code::UnexpectedStatus,
                     SseSource::tr("The server answered with status %1 instead of 200.")
                         .arg(phrase.isEmpty() ? QString::number(status)
                                               : QStringLiteral("%1 (%2)").arg(
                                                   QString::number(status), phrase)));
    }
    const QByteArray contentType = SseHttp::valueOf(m_responseHeaders, "Content-Type");
    if (SseHttp::mediaType(contentType) != "text/event-stream") {
        return fault(Code::UnexpectedContentType,
                     contentType.isEmpty()
                         ? SseSource::tr("The response has no Content-Type; an event stream's is "
                                         "text/event-stream.")
                         : SseSource::tr("The response is of type %1, not text/event-stream.")
                               .arg(QString::fromLatin1(contentType.left(100))));
    }
    const QByteArray encoding = SseHttp::valueOf(m_responseHeaders, "Content-Encoding");
    if (const auto text = m_request.encodingFault(encoding))
        return fault(Code::UnexpectedContentEncoding, *text);
    return std::nullopt;
}

#include "moc_sseattempt_p.cpp"
