// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseattempt_p.h"

#include "ssemeter_p.h"
#include "ssenetworkaccess_p.h"
#include "sserequestbody_p.h"
#include "sseretryafter_p.h"
#include "ssesource.h"
#include "ssetext_p.h"

#include <QtCore/qdeadlinetimer.h>
#include <QtCore/qloggingcategory.h>
#include <QtCore/qstringlist.h>
#if QT_CONFIG(ssl)
#include <QtNetwork/qsslconfiguration.h>
#endif

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>

using sse::EventStreamParser;
using SseText::toBytes;
using SseText::toView;
using Code = SseError::Code;
using Kind = SseOutcome::Kind;
using Token = EventStreamParser::Token;

namespace {

Q_LOGGING_CATEGORY(lcSseNetwork, "sseqt.network", QtWarningMsg)

// What a reply keeps for the reader, over HTTP/1.1: beyond it the peer has to wait. Measured: half
// of it costs CPU, and more of it only memory and a longer way to the first event of a flood.
constexpr qint64 readBufferSize = 64 * 1024;
constexpr qint64 chunkSize = readBufferSize;
// What may wait to be read beyond one event of the maximum size, where no buffer limits it.
constexpr qint64 backlogReserve = 16 * 1024 * 1024;
constexpr qint64 rejectedBodyLimit = 64 * 1024;
// How long the body of a response that was no event stream is waited for: it may never end.
constexpr int rejectedBodyTimeout = 2000;
constexpr int maximumRedirects = 20;
// After it a request that has no connection of an injected manager is said to wait for one.
constexpr int slotPatience = 1000;

// Makes \a kept the valid UTF-8 of \a view, and leaves it shared with others when it is so already.
void assignIfChanged(QByteArray &kept, std::string_view view)
{
    if (toView(kept) != view)
        kept = SseText::validUtf8(toBytes(view));
}

Code codeOf(EventStreamParser::ErrorCode code)
{
    switch (code) {
    case EventStreamParser::ErrorCode::LineTooLong:
        return Code::LineTooLong;
    case EventStreamParser::ErrorCode::EventTooLong:
        return Code::EventTooLong;
    default:
        return Code::MalformedStream;
    }
}

QString hostOf(const QUrl &url)
{
    return url.port() > 0 ? url.host() + QLatin1Char(':') + QString::number(url.port())
                          : url.host();
}

QString nameOf(const QNetworkProxy &proxy)
{
    return proxy.hostName() + QLatin1Char(':') + QString::number(proxy.port());
}

bool isProxy(const QNetworkProxy &proxy)
{
    return proxy.type() != QNetworkProxy::NoProxy && proxy.type() != QNetworkProxy::DefaultProxy;
}

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

bool SseAttempt::tellsWhenSent() const
{
    return m_request.isRepeatable() || m_request.hasBody();
}

// For the request to be sent and answered.
int SseAttempt::wholeTimeout() const
{
    return int(std::min<qint64>(qint64(m_limits.connectTimeout) + m_limits.responseTimeout,
                                std::numeric_limits<int>::max()));
}

// What an answer that did not come was waited for.
int SseAttempt::answerTimeout() const
{
    return m_tellsWhenSent ? m_limits.responseTimeout : wholeTimeout();
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

void SseAttempt::onReadyRead()
{
    if (m_reply && m_isOpen && backlog() > maximumBacklog()) {
        endOverwhelmed();
        return;
    }
    if (m_isReading || m_isHungry)
        return;
    if (m_rejection && m_reply)
        readRejectedBody();
    else if (m_isOpen)
        readUnasked();
}

// Reads if this thread has time for it, or else when it has.
void SseAttempt::readUnasked()
{
    const QDeadlineTimer deadline = m_turns->unasked();
    if (deadline.hasExpired())
        setHungry(true);
    else
        read(deadline);
}

void SseAttempt::read(QDeadlineTimer deadline)
{
    if (readStream(deadline) != Reading::Drained || !m_isFinished)
        return;
    if (m_reply)
        endStream();
    else
        end(Kind::Futile, SseNetworkAccess::destroyedError());
}

// What Qt has taken from the network and nobody has read. A read buffer keeps it small, and there
// is none over HTTP/2. Of what is compressed Qt tells how much it will be, and keeps much less.
qint64 SseAttempt::backlog() const
{
    if (m_reply->readBufferSize() > 0)
        return 0;
    return m_isCompressed ? m_arrived - m_arrivedWhenDrained : m_reply->bytesAvailable();
}

qint64 SseAttempt::maximumBacklog() const
{
    return qint64(m_limits.parsing.maximumEventSize) + backlogReserve;
}

void SseAttempt::endOverwhelmed()
{
    SseError error(
        Code::BacklogTooLong,
        SseSource::tr("%1 sent more over HTTP/2 than was read, and %2 bytes are waiting: "
                      "HTTP/2 cannot hold a server back. Leave http2Allowed off for a "
                      "stream that is paused or read slowly.")
            .arg(hostOf(m_responseUrl), QString::number(backlog())));
    error.setHttpStatus(200);
    end(Kind::Futile, error);
}

// False when the attempt is no more.
bool SseAttempt::readRejectedBody()
{
    m_rejectedBody += m_reply->read(rejectedBodyLimit - m_rejectedBody.size());
    if (m_rejectedBody.size() < rejectedBodyLimit)
        return true;
    endRejected();
    return false;
}

// Reads what has arrived, or a part of it: the event loop has others to serve.
SseAttempt::Reading SseAttempt::readStream(QDeadlineTimer deadline)
{
    const QPointer<SseAttempt> self(this);
    // A handler may run an event loop of its own. What arrives meanwhile is read by the outer call,
    // so that events keep their order.
    m_isReading = true;
    const Reading reading = readUntil(deadline);
    if (!self || reading == Reading::Over)
        return Reading::Over;
    m_isReading = false;
    m_surroundings.meter->endRead();
    if (reading == Reading::Interrupted && !m_isPaused)
        setHungry(true);
    return reading;
}

SseAttempt::Reading SseAttempt::readUntil(QDeadlineTimer deadline)
{
    const QPointer<SseAttempt> self(this);
    do {
        auto token = std::exchange(m_heldToken, Token::NeedMore);
        if (token == Token::NeedMore)
            token = m_parser.next();
        if (token == Token::NeedMore) {
            countComments();
            m_isChunkRead = true;
            if (m_isPaused && hasUnread())
                return Reading::Interrupted;
            if (!readChunk()) {
                askForMore();
                return Reading::Drained;
            }
        } else if (m_isPaused) {
            m_heldToken = token;
            return Reading::Interrupted;
        } else if (!report(token) || !self) {
            return Reading::Over;
        }
    } while (!deadline.hasExpired());
    return Reading::Interrupted;
}

bool SseAttempt::readChunk()
{
    if (!m_reply || isUndecodable())
        return false;
    m_chunk.resize(chunkSize);
    m_chunk.resize(qMax<qint64>(0, m_reply->read(m_chunk.data(), chunkSize)));
    if (m_chunk.isEmpty())
        return false;
    m_isChunkRead = false;
    m_lastRead = m_surroundings.clock->steady();
    m_received += m_chunk.size();
    m_burst += m_chunk.size();
    m_surroundings.meter->takeRead(m_chunk.size(), m_lastRead);
    m_parser.setReportComments(m_client->wantsComments());
    m_parser.feed(toView(m_chunk));
    return true;
}

// After its read buffer was full, Qt goes on by itself, but over the unbuffered sockets of an
// injected manager it misses the end of a connection that was cut meanwhile.
void SseAttempt::askForMore()
{
    m_arrivedWhenDrained = m_arrived;
    if (std::exchange(m_burst, 0) >= readBufferSize && m_reply && m_reply->readBufferSize() > 0)
        m_reply->setReadBufferSize(readBufferSize);
}

// Of the stream, as far as is known.
bool SseAttempt::hasUnread() const
{
    return !m_isChunkRead || (m_reply && !isUndecodable() && m_reply->bytesAvailable() > 0);
}

void SseAttempt::setHungry(bool hungry)
{
    if (m_isHungry == hungry)
        return;
    m_isHungry = hungry;
    if (hungry)
        m_turns->add(this);
    else
        m_turns->remove(this);
}

void SseAttempt::takeTurn(QDeadlineTimer deadline)
{
    m_isHungry = false;
    read(deadline);
}

void SseAttempt::setPaused(bool paused)
{
    m_isPaused = paused;
    if (paused || !m_isOpen)
        return;
    // It was the consumer who was silent.
    m_lastRead = m_lastEvent = m_surroundings.clock->steady();
    if (!m_isReading)
        setHungry(true);
}

// Passes on what the parser has found. False when that was the end; otherwise the attempt may be no
// more all the same.
bool SseAttempt::report(Token token)
{
    switch (token) {
    case Token::NeedMore:
        break;
    case Token::Event: {
        const auto &event = m_parser.event();
        assignIfChanged(m_type, event.type);
        assignIfChanged(m_lastEventId, event.lastEventId);
        countComments();
        m_lastEvent = m_surroundings.clock->steady();
        m_surroundings.meter->takeEvent(m_lastEvent);
        SseEvent received(m_type, toBytes(event.data),
                          event.id.empty() ? QByteArray() : m_lastEventId, m_lastEventId, m_origin);
        received.setStream(m_surroundings.stream);
        m_client->attemptReceivedEvent(received);
        break;
    }
    case Token::Comment:
        m_client->attemptReceivedComment(toBytes(m_parser.comment()));
        break;
    case Token::Retry:
        m_client->attemptReceivedRetry(m_parser.retry());
        break;
    case Token::Id:
        assignIfChanged(m_lastEventId, m_parser.lastEventId());
        m_client->attemptCommittedId(m_lastEventId);
        break;
    case Token::Error: {
        const auto &fault = m_parser.error();
        SseError error(codeOf(fault.code),
                       SseSource::tr("The event stream cannot be read: %1.")
                           .arg(QString::fromStdString(fault.message())));
        error.setHttpStatus(200);
        end(Kind::Futile, error);
        return false;
    }
    }
    return true;
}

void SseAttempt::countComments()
{
    const quint64 count = m_parser.commentCount();
    m_surroundings.meter->takeComments(count - std::exchange(m_countedComments, count));
}

// What is left of a stream that Qt has failed to decode it hands out as it came. Statuses have that
// error too, but an open stream has none.
bool SseAttempt::isUndecodable() const
{
    return m_isOpen && m_reply->error() == QNetworkReply::UnknownContentError;
}

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

// An injected manager takes its replies with it, and they do not say goodbye.
void SseAttempt::onReplyDestroyed()
{
    m_isFinished = true;
    m_rejection.reset(); // of its body nothing more comes
    if (!m_isReading)
        conclude();
}

// Begins to watch over the open stream.
void SseAttempt::watch()
{
    m_lastRead = m_lastEvent = m_surroundings.clock->steady();
    m_surroundings.meter->beginStream(m_lastRead);
    if (m_limits.idleTimeout > 0)
        m_idleAlarm->start(m_limits.idleTimeout);
    if (m_limits.eventTimeout > 0)
        m_eventAlarm->start(m_limits.eventTimeout);
}

void SseAttempt::onDeadline()
{
    if (m_rejection) {
        endRejected();
        return;
    }
    const QString host = peer();
    const bool isAnswerLimited = m_limits.responseTimeout > 0;
    SseOutcome outcome;
    outcome.distrustsConnection = true;
    if (m_isSent && !m_isHopSent && isAnswerLimited)
        outcome.error = SseError(
            Code::ResponseTimeout,
            SseSource::tr("The request was redirected to %1, and not sent there before %2 ms had "
                          "passed since it was sent first.")
                .arg(host, QString::number(answerTimeout())));
    else if (m_isHopSent)
        outcome.error =
            SseError(Code::ResponseTimeout,
                     SseSource::tr("%1 took the request and did not answer within %2 ms.")
                         .arg(host, QString::number(answerTimeout())));
    else if (m_surroundings.network->isInjected() && !m_hasConnection && m_request.mayUseHttp2())
        outcome.error = SseError(
            Code::ConnectTimeout,
            SseSource::tr("The request to %1 waited for %2 ms and got no connection: the one over "
                          "HTTP/2 that the network access manager has, which the source was given, "
                          "takes no more requests, or the host was not found in that time.")
                .arg(host, QString::number(m_limits.connectTimeout)));
    else if (m_surroundings.network->isInjected() && !m_hasConnection)
        outcome.error = SseError(
            Code::ConnectTimeout,
            SseSource::tr("The request to %1 waited for %2 ms and got no connection: all that the "
                          "network access manager, which the source was given, opens to a host "
                          "are in use, or the host was not found in that time.")
                .arg(host, QString::number(m_limits.connectTimeout)));
    else
        outcome.error = SseError(Code::ConnectTimeout,
                                 SseSource::tr("The request could not be sent to %1 within %2 ms.")
                                     .arg(host, QString::number(m_limits.connectTimeout)));
    end(outcome);
}

void SseAttempt::onSlotless()
{
    if (m_hasConnection || m_isHopSent)
        return;
    m_isSlotless = true;
    qCDebug(lcSseNetwork) << this << "waits for a connection of" << m_lease.manager();
    m_client->attemptWaitsForConnection(true);
}

// The alarms of an open stream are not set anew with each byte: they look at when the last one
// came.
void SseAttempt::onIdle()
{
    const qint64 now = m_surroundings.clock->steady();
    // What waits to be read, while a handler takes its time, is no silence.
    if (m_isReading || m_isPaused || hasUnread())
        m_lastRead = now;
    const qint64 left = m_lastRead + m_limits.idleTimeout - now;
    if (left > 0)
        m_idleAlarm->start(int(left));
    else
        endSilent(Code::IdleTimeout,
                  SseSource::tr("%1 has sent nothing for %2 ms, not even a comment.")
                      .arg(hostOf(m_responseUrl), QString::number(m_limits.idleTimeout)));
}

void SseAttempt::onEventless()
{
    const qint64 now = m_surroundings.clock->steady();
    if (m_isReading || m_isPaused)
        m_lastEvent = now;
    const qint64 left = m_lastEvent + m_limits.eventTimeout - now;
    if (left > 0) {
        m_eventDeadline.reset();
        m_eventAlarm->start(int(left));
        return;
    }
    // An event may be in what waits to be read, but a flood of anything else has no respite.
    if (!m_eventDeadline)
        m_eventDeadline = m_received + chunkSize + (m_reply ? m_reply->bytesAvailable() : 0);
    if (hasUnread() && m_received < *m_eventDeadline)
        m_eventAlarm->start(1);
    else
        endSilent(Code::EventTimeout,
                  SseSource::tr("%1 has sent no event for %2 ms.")
                      .arg(hostOf(m_responseUrl), QString::number(m_limits.eventTimeout)));
}

void SseAttempt::endSilent(Code code, const QString &message)
{
    SseOutcome outcome;
    outcome.error = SseError(code, message);
    outcome.error.setHttpStatus(200);
    outcome.distrustsConnection = true;
    end(outcome);
}

SseError::Phase SseAttempt::phase() const
{
    if (m_isOpen)
        return SseError::Phase::Streaming;
    return m_isSent ? SseError::Phase::AwaitingHeaders : SseError::Phase::Dialing;
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

#include "moc_sseattempt_p.cpp"
