// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The properties that say how a source goes on when something fails to come: where it resumes, when
// it reconnects, how long it waits, how much it takes.

#include "sseduration_p.h"
#include "ssesource.h"
#include "ssesource_p.h"
#include "ssetext_p.h"

/*!
    \property SseSource::lastEventId
    \brief the newest ID that the stream has set, empty when it has none.

    It is sent as \c Last-Event-ID with each request unless it is empty, or HTTP does not allow it
    as a header; with a line break or NUL in it, which no stream can set, it is
    SseError::Code::InvalidRequest. It may be set before opening, to go on where an earlier run has
    stopped. While the source is open it is the stream's: the next event sets it again. Setting it
    counts as acknowledging it.

    \sa deliveryMode
*/
QString SseSource::lastEventId() const
{
    return SseText::toString(d->request.lastEventId);
}

void SseSource::setLastEventId(const QString &id)
{
    const SseSourcePrivate::Course course(d.get());
    d->setLastEventId(id.toUtf8());
    if (course.isKept())
        d->setAcknowledgedId(id.toUtf8());
}

/*!
    \enum SseSource::DeliveryMode

    From where a stream goes on after a reconnect.

    \value AsReceived
        After the last event that was received. An event that a program was given, and lost because
        it ended before it had done with it, does not come again.

    \value AtLeastOnce
        After the last event that was acknowledged, so that every event is seen until its work is
        done, and some are seen twice.
*/

/*!
    \property SseSource::deliveryMode
    \brief from where a stream goes on after a reconnect; DeliveryMode::AsReceived by default.

    With DeliveryMode::AtLeastOnce it goes on after acknowledgedEventId, and events are no longer
    remembered for \l deduplication when they are received, but when they are acknowledged. When it
    is set, what was received before counts as acknowledged.
*/
SseSource::DeliveryMode SseSource::deliveryMode() const
{
    return d->deliveryMode;
}

void SseSource::setDeliveryMode(DeliveryMode mode)
{
    if (d->deliveryMode == mode)
        return;
    d->deliveryMode = mode;
    const SseSourcePrivate::Course course(d.get());
    d->setAcknowledgedId(d->request.lastEventId);
    if (course.isKept())
        Q_EMIT deliveryModeChanged(mode);
}

/*!
    \property SseSource::acknowledgedEventId
    \brief the ID after which a stream goes on with DeliveryMode::AtLeastOnce.

    A program that is to go on where it stopped keeps this one, and sets lastEventId to it at its
    next start.

    \sa acknowledge()
*/
QString SseSource::acknowledgedEventId() const
{
    return SseText::toString(d->acknowledgedId);
}

/*!
    Says that the work that \a event, and those before it, brought is done. With
    DeliveryMode::AtLeastOnce reconnects go on after it.

    It is its \l{SseEvent::}{lastEventId} that counts, so that events without an ID of their own can
    be acknowledged too. Acknowledge in the order of the stream: the last call says where to go on.
   An event of another URL than the present one, or of another source, changes nothing.
*/
void SseSource::acknowledge(const SseEvent &event)
{
    // One that was made by hand is whose its maker says.
    if (event.stream() != 0 && event.stream() != d->stream)
        return;
    if (d->deliveryMode == DeliveryMode::AtLeastOnce)
        d->recentEvents.remember(event);
    d->setAcknowledgedId(event.lastEventIdUtf8());
}

/*!
    \enum SseSource::DeduplicationFlag

    Which events are known already, and are not announced again.

    \value NoDeduplication
        None: all are announced.
    \value ById
        Those whose own ID is among the last \l deduplicationWindow ones.
    \value ByData
        The first event after a reconnect, if type and data equal those of the last one before it.
*/

/*!
    \property SseSource::deduplication
    \brief which repeated events are dropped; NoDeduplication by default.

    An event that is dropped is announced by eventRepeated() alone. Its ID is taken as that of any
    event, and it ends the stream if \l endOnEvent or \l endOnData says so.
*/
SseSource::Deduplication SseSource::deduplication() const
{
    return d->deduplication;
}

void SseSource::setDeduplication(Deduplication ways)
{
    if (d->deduplication == ways)
        return;
    d->recentEvents.setKeepsLast(ways.testFlag(ByData));
    d->change(d->deduplication, ways, [this] { Q_EMIT deduplicationChanged(deduplication()); });
}

/*!
    \property SseSource::deduplicationWindow
    \brief how many IDs of events are remembered; 1000 by default, 0 for none.

    They take at most 64 bytes each, and are forgotten with the URL. Setting it forgets them too.

    \sa deduplication, eventRepeated()
*/
int SseSource::deduplicationWindow() const
{
    return d->recentEvents.window();
}

void SseSource::setDeduplicationWindow(int count)
{
    if (!isAtLeast(0, count, "deduplicationWindow") || count == d->recentEvents.window())
        return;
    d->recentEvents.setWindow(count);
    Q_EMIT deduplicationWindowChanged(count);
}

namespace {

QList<QByteArray> toUtf8(const QStringList &texts)
{
    QList<QByteArray> result;
    for (const QString &text : texts)
        result.append(text.toUtf8());
    return result;
}

QStringList fromUtf8(const QList<QByteArray> &texts)
{
    QStringList result;
    for (const QByteArray &text : texts)
        result.append(SseText::toString(text));
    return result;
}

} // namespace

/*!
    \property SseSource::endOnEvent
    \brief the types of events that end the stream, such as \c complete; empty by default.

    After such an event the source closes without an error, with CloseReason::Ended, and does not
    reconnect. A stream that stops before it is SseError::Code::StreamTruncated, whether the server
    ended it in good order or not.

    \sa endOnData
*/
QStringList SseSource::endOnEvent() const
{
    return fromUtf8(d->endingTypes);
}

void SseSource::setEndOnEvent(const QStringList &types)
{
    d->change(d->endingTypes, toUtf8(types), [this] { Q_EMIT endOnEventChanged(endOnEvent()); });
}

/*!
    \property SseSource::endOnData
    \brief the data of events that end the stream, such as \c{[DONE]}; empty by default.

    The whole data are compared. Otherwise it is as \l endOnEvent.
*/
QStringList SseSource::endOnData() const
{
    return fromUtf8(d->endingData);
}

void SseSource::setEndOnData(const QStringList &data)
{
    d->change(d->endingData, toUtf8(data), [this] { Q_EMIT endOnDataChanged(endOnData()); });
}

/*!
    \property SseSource::reconnectPolicy
    \brief when the stream is opened again, and after what delay.

    It is looked at when a stream ends. The properties autoReconnect, reconnectInterval and
    maximumReconnectAttempts are fields of it.
*/
SseReconnectPolicy SseSource::reconnectPolicy() const
{
    return d->reconnection.policy();
}

void SseSource::setReconnectPolicy(const SseReconnectPolicy &policy)
{
    d->setReconnectPolicy(policy);
}

/*!
    \property SseSource::autoReconnect
    \brief whether a stream that ends or breaks is opened again; true by default.

    It concerns GET and HEAD requests only, unless the policy says otherwise.

    \sa SseReconnectPolicy::enabled
*/
bool SseSource::autoReconnect() const
{
    return reconnectPolicy().isEnabled();
}

void SseSource::setAutoReconnect(bool enabled)
{
    SseReconnectPolicy policy = reconnectPolicy();
    policy.setEnabled(enabled);
    setReconnectPolicy(policy);
}

/*!
    \property SseSource::reconnectInterval
    \brief the milliseconds between the end of a stream and the first attempt to open it again; 3000
    by default.

    The server may ask for another time; this property does not change by itself.

    \sa SseReconnectPolicy::interval, effectiveReconnectInterval
*/
int SseSource::reconnectInterval() const
{
    return reconnectPolicy().interval();
}

void SseSource::setReconnectInterval(int milliseconds)
{
    if (!isAtLeast(0, milliseconds, "reconnectInterval"))
        return;
    SseReconnectPolicy policy = reconnectPolicy();
    policy.setInterval(milliseconds);
    setReconnectPolicy(policy);
}

/*!
    \overload
*/
void SseSource::setReconnectInterval(std::chrono::milliseconds interval)
{
    setReconnectInterval(toMilliseconds(interval));
}

/*!
    reconnectInterval as a duration.
*/
std::chrono::milliseconds SseSource::reconnectIntervalAsDuration() const
{
    return std::chrono::milliseconds(reconnectInterval());
}

/*!
    \property SseSource::maximumReconnectAttempts
    \brief how often in a row the source tries again before it gives up; -1, the default, is no
    limit.

    0 is as good as autoReconnect set to false.

    \sa SseReconnectPolicy::maximumAttempts
*/
int SseSource::maximumReconnectAttempts() const
{
    return reconnectPolicy().maximumAttempts();
}

void SseSource::setMaximumReconnectAttempts(int attempts)
{
    if (!isAtLeast(-1, attempts, "maximumReconnectAttempts"))
        return;
    SseReconnectPolicy policy = reconnectPolicy();
    policy.setMaximumAttempts(attempts);
    setReconnectPolicy(policy);
}

/*!
    \property SseSource::effectiveReconnectInterval
    \brief the milliseconds before the first attempt that follows a failure, without jitter.

    It is what the server asked for by \c retry, if it did, and reconnectInterval otherwise, within
    the policy's \l{SseReconnectPolicy::}{minimumDelay} and \l{SseReconnectPolicy::}
    {maximumServerDelay}.
*/
int SseSource::effectiveReconnectInterval() const
{
    return d->reconnection.effectiveInterval();
}

/*!
    \property SseSource::reconnectAttempt
    \brief how many attempts in a row have followed a failure, the one that is waited for among
    them; 0 when all is well.

    An event sets it back, and so do open(), reconnectNow() and a stream that is open for the
    policy's \l{SseReconnectPolicy::}{stableTime}. A source that has given up keeps it.
*/
int SseSource::reconnectAttempt() const
{
    return d->reconnection.attempts();
}

/*!
    \property SseSource::nextReconnectIn
    \brief the milliseconds until the next attempt; -1 unless the source waits for one.

    It is what it says whenever it is read, and is announced at each full second, for a countdown.
    While the source waits for the network it is -1 too.

    \sa waitsForNetwork
*/
int SseSource::nextReconnectIn() const
{
    return d->nextReconnectIn();
}

/*!
    \property SseSource::waitsForNetwork
    \brief whether the next attempt waits for the machine to be online.

    Where QNetworkInformation has a backend, a source whose time has come while the machine is
    offline waits, and connects as soon as it is online. Attempts that fail while it is offline do
    not count. Once a minute an attempt is made all the same, for networks of which the backend does
    not know. Hosts of the loopback interface need no network.
*/
bool SseSource::waitsForNetwork() const
{
    return d->waitsForNetwork;
}

/*!
    \property SseSource::waitsForConnection
    \brief whether the request has been waiting for a connection of an injected manager for a second
    or longer.

    A QNetworkAccessManager opens six connections to a host unless it is told otherwise; a request
    beyond them is not sent until another one has ended, and an event stream may never end. It is
    true too while a host is not found for so long. connectTimeout ends the wait, with an error that
    says so.

    \sa setNetworkAccessManager()
*/
bool SseSource::waitsForConnection() const
{
    return d->waitsForConnection;
}

/*!
    \property SseSource::keepConnection
    \brief whether the connection of a stream that ended in good order is used for the next attempt;
    true by default.

    When false, requests say \c{Connection: close}, and every attempt opens a connection of its own.
    Requests other than GET and HEAD always do. Looked at when an attempt begins.
*/
bool SseSource::keepConnection() const
{
    return d->request.keepsConnection;
}

void SseSource::setKeepConnection(bool keep)
{
    d->change(d->request.keepsConnection, keep,
              [this] { Q_EMIT keepConnectionChanged(keepConnection()); });
}

/*!
    \property SseSource::http2Allowed
    \brief whether HTTP/2 may be spoken; false by default.

    Over https, a server that offers it is then spoken to in HTTP/2, and any other in HTTP/1.1; over
    http it is always HTTP/1.1. Every attempt opens a connection of its own, whatever \l
    keepConnection says: once a server has announced that it goes away, Qt sends nothing more over
    the connection and reports no error. The streams of sources which share an injected manager
    share one connection, and with it this trap, which there ends after \l connectTimeout.

    Over HTTP/2 no server is held back: Qt takes what it sends, whether anybody reads it or not. A
    stream of which more than maximumEventSize and 16 MiB wait to be read, because it is \l paused
   or its handlers are slow, ends with SseError::Code::BacklogTooLong. Changing http2Allowed while
   the source is open opens the stream anew.

    \sa networkAccessManager()
*/
bool SseSource::isHttp2Allowed() const
{
    return d->request.http2Allowed;
}

void SseSource::setHttp2Allowed(bool allowed)
{
    d->changeRequest(d->request.http2Allowed, allowed,
                     [this] { Q_EMIT http2AllowedChanged(isHttp2Allowed()); });
}

/*!
    \property SseSource::compressionAllowed
    \brief whether the server may compress the stream; false by default.

    When false, requests say \c{Accept-Encoding: identity}. When true, they name what Qt decodes:
    \c gzip and \c deflate, and \c br and \c zstd where Qt is built with them. A response that is
    encoded otherwise, or though it was not to be, ends the source with
    SseError::Code::UnexpectedContentEncoding, and so does any encoded one where the headers have an
    \c Accept-Encoding of their own, for Qt does not decode those.

    Events come as late as the server or a proxy flushes what it compresses. The limits, such as \l
    maximumLineSize, are of what is decoded. Changing it while the source is open opens the stream
    anew.
*/
bool SseSource::isCompressionAllowed() const
{
    return d->request.compressionAllowed;
}

void SseSource::setCompressionAllowed(bool allowed)
{
    d->changeRequest(d->request.compressionAllowed, allowed,
                     [this] { Q_EMIT compressionAllowedChanged(isCompressionAllowed()); });
}

/*!
    Makes the source call \a handler before each attempt, in its own thread. It may change the
    headers and the URL of this attempt, and put it off:

    \code
    source.setAttemptHandler([this](const SsePendingAttempt &attempt) {
        attempt.setHeader("Authorization", "Bearer " + m_token);
    });
    \endcode

    A null one removes it. It is called before aboutToConnect() is emitted, which does the same for
    any number of receivers; the handler is for whoever owns the source.

    \sa SsePendingAttempt, SseReconnectPolicy::retryUnauthorized
*/
void SseSource::setAttemptHandler(const AttemptHandler &handler)
{
    d->attemptHandler = handler;
}

/*!
    \property SseSource::preparationTimeout
    \brief the milliseconds for which an attempt may be held; 30000 by default, 0 for no limit.

    Going over them is SseError::Code::PreparationTimeout.

    \sa SsePendingAttempt::hold()
*/
int SseSource::preparationTimeout() const
{
    return d->preparationTimeout;
}

void SseSource::setPreparationTimeout(int milliseconds)
{
    if (isAtLeast(0, milliseconds, "preparationTimeout"))
        d->change(d->preparationTimeout, milliseconds,
                  [this] { Q_EMIT preparationTimeoutChanged(preparationTimeout()); });
}

/*!
    \overload
*/
void SseSource::setPreparationTimeout(std::chrono::milliseconds timeout)
{
    setPreparationTimeout(toMilliseconds(timeout));
}

/*!
    preparationTimeout as a duration.
*/
std::chrono::milliseconds SseSource::preparationTimeoutAsDuration() const
{
    return std::chrono::milliseconds(d->preparationTimeout);
}

/*!
    \property SseSource::connectTimeout
    \brief the milliseconds within which the request has to be sent; 10000 by default, 0 for no
   limit.

    They cover the look-up of the host, the connection and the TLS handshake, and are looked at when
    an attempt begins. Going over them is SseError::Code::ConnectTimeout; its message tells whether
   the request waited for a free connection of an injected manager.
*/
int SseSource::connectTimeout() const
{
    return d->limits.connectTimeout;
}

void SseSource::setConnectTimeout(int milliseconds)
{
    if (isAtLeast(0, milliseconds, "connectTimeout"))
        d->change(d->limits.connectTimeout, milliseconds,
                  [this] { Q_EMIT connectTimeoutChanged(connectTimeout()); });
}

/*!
    \overload
*/
void SseSource::setConnectTimeout(std::chrono::milliseconds timeout)
{
    setConnectTimeout(toMilliseconds(timeout));
}

/*!
    connectTimeout as a duration.
*/
std::chrono::milliseconds SseSource::connectTimeoutAsDuration() const
{
    return std::chrono::milliseconds(d->limits.connectTimeout);
}

/*!
    \property SseSource::responseTimeout
    \brief the milliseconds from the sent request to the response's headers; 60000 by default, 0 for
    no limit.

    They are looked at when an attempt begins, and include redirects. Going over them is
    SseError::Code::ResponseTimeout.

    When a request without a body was sent, Qt tells for GET and HEAD only. For other methods
    connectTimeout and responseTimeout are one limit, of their sum.
*/
int SseSource::responseTimeout() const
{
    return d->limits.responseTimeout;
}

void SseSource::setResponseTimeout(int milliseconds)
{
    if (isAtLeast(0, milliseconds, "responseTimeout"))
        d->change(d->limits.responseTimeout, milliseconds,
                  [this] { Q_EMIT responseTimeoutChanged(responseTimeout()); });
}

/*!
    \overload
*/
void SseSource::setResponseTimeout(std::chrono::milliseconds timeout)
{
    setResponseTimeout(toMilliseconds(timeout));
}

/*!
    responseTimeout as a duration.
*/
std::chrono::milliseconds SseSource::responseTimeoutAsDuration() const
{
    return std::chrono::milliseconds(d->limits.responseTimeout);
}

/*!
    \property SseSource::idleTimeout
    \brief the milliseconds for which an open stream may bring no byte at all; 300000 by default,
   which is five minutes, 0 for no limit.

    Comments count, which servers send to keep a connection alive. Going over it is
    SseError::Code::IdleTimeout, and the next attempt uses a fresh connection. A handler that takes
    its time, even in an event loop of its own, is no silence of the server. Looked at when an
    attempt begins.
*/
int SseSource::idleTimeout() const
{
    return d->limits.idleTimeout;
}

void SseSource::setIdleTimeout(int milliseconds)
{
    if (isAtLeast(0, milliseconds, "idleTimeout"))
        d->change(d->limits.idleTimeout, milliseconds,
                  [this] { Q_EMIT idleTimeoutChanged(idleTimeout()); });
}

/*!
    \overload
*/
void SseSource::setIdleTimeout(std::chrono::milliseconds timeout)
{
    setIdleTimeout(toMilliseconds(timeout));
}

/*!
    idleTimeout as a duration.
*/
std::chrono::milliseconds SseSource::idleTimeoutAsDuration() const
{
    return std::chrono::milliseconds(d->limits.idleTimeout);
}

/*!
    \property SseSource::eventTimeout
    \brief the milliseconds for which an open stream may bring no event; 0, the default, is no
   limit.

    Comments do not count. Going over it is SseError::Code::EventTimeout, and the next attempt uses
   a fresh connection. Looked at when an attempt begins.
*/
int SseSource::eventTimeout() const
{
    return d->limits.eventTimeout;
}

void SseSource::setEventTimeout(int milliseconds)
{
    if (isAtLeast(0, milliseconds, "eventTimeout"))
        d->change(d->limits.eventTimeout, milliseconds,
                  [this] { Q_EMIT eventTimeoutChanged(eventTimeout()); });
}

/*!
    \overload
*/
void SseSource::setEventTimeout(std::chrono::milliseconds timeout)
{
    setEventTimeout(toMilliseconds(timeout));
}

/*!
    eventTimeout as a duration.
*/
std::chrono::milliseconds SseSource::eventTimeoutAsDuration() const
{
    return std::chrono::milliseconds(d->limits.eventTimeout);
}

/*!
    \property SseSource::maximumLineSize
    \brief the most bytes that a line of the stream may have; 16 MiB by default.

    A longer one ends the source with SseError::Code::LineTooLong. It does not reconnect: the same
    stream would do it again. Looked at when an attempt begins.
*/
int SseSource::maximumLineSize() const
{
    return int(d->limits.parsing.maximumLineSize);
}

void SseSource::setMaximumLineSize(int bytes)
{
    if (isAtLeast(1, bytes, "maximumLineSize"))
        d->change(d->limits.parsing.maximumLineSize, std::size_t(bytes),
                  [this] { Q_EMIT maximumLineSizeChanged(maximumLineSize()); });
}

/*!
    \property SseSource::maximumEventSize
    \brief the most bytes that the data, type and ID of one event may have together; 16 MiB by
   default.

    A larger one ends the source with SseError::Code::EventTooLong. It does not reconnect: the same
    stream would do it again. Looked at when an attempt begins.
*/
int SseSource::maximumEventSize() const
{
    return int(d->limits.parsing.maximumEventSize);
}

void SseSource::setMaximumEventSize(int bytes)
{
    if (isAtLeast(1, bytes, "maximumEventSize"))
        d->change(d->limits.parsing.maximumEventSize, std::size_t(bytes),
                  [this] { Q_EMIT maximumEventSizeChanged(maximumEventSize()); });
}

/*!
    \property SseSource::strictParsing
    \brief whether what the standard ignores or repairs is an error; false by default.

    When true, a line without a colon that is no field name, an unknown field, NUL in an ID, a
    \c retry that is not a number, and malformed UTF-8 end the source with
    SseError::Code::MalformedStream. The message quotes the line. Looked at when an attempt begins.
*/
bool SseSource::strictParsing() const
{
    return d->limits.parsing.strict;
}

void SseSource::setStrictParsing(bool strict)
{
    d->change(d->limits.parsing.strict, strict,
              [this] { Q_EMIT strictParsingChanged(strictParsing()); });
}
