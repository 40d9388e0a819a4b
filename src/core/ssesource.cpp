// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssesource.h"

#include "ssesource_p.h"
#include "ssetext_p.h"

#include <QtCore/qcoreevent.h>
#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>

#include <algorithm>

/*!
    \class SseSource
    \inmodule SseQt
    \inheaderfile SseQt/SseSource
    \brief Reads an event stream from a server and opens it again when it breaks.

    SseSource is the EventSource of the HTML standard (section 9.2 "Server-sent events") as a
    QObject, with what programs need beyond it: other methods than GET, a body, headers, timeouts
    and limits.

    \code
    SseSource source(QUrl("https://example.org/events"));
    QObject::connect(&source, &SseSource::eventReceived, context, [](const SseEvent &event) {
        qInfo() << event.type() << event.data();
    });
    source.open();
    \endcode

    \section1 From open() to closed()

    open() sends a request. If the answer has the status 200 and the type \c text/event-stream, the
    source is open and emits opened(), then eventReceived() for each event. When the connection
    breaks, or the server ends the stream, errorOccurred() says so, and after a delay the request is
    sent again, with \c Last-Event-ID where the stream had set one. What will not get better by
   itself ends the source: errorOccurred(), then closed().

    What open() begins ends in one closed(), unless the stream is replaced, or opened again by a
    handler, before that. Only the user's own close() ends it without an error, and a stream that is
    not to be reconnected and ends in good order.

    Requests other than GET and HEAD are sent once: they do not reconnect, unless
    \l reconnectPolicy says so.

    phaseChanged() tells every step of this, and statistics() what came of it.

    \section1 Handlers

    A handler may close, open or delete the source, change its properties, and run an event loop.
    After close() has returned, no further event is delivered to direct connections in the source's
    thread, not even one that was parsed already. Other slots that are connected to the very signal
    being emitted are still called for it, as always in Qt.

    \section1 Threads and ownership

    The class is reentrant: a source lives in one thread, and is used there. It does its network
    work through a QNetworkAccessManager that it shares with other sources of its thread, and that
    has a worker thread, or through one that setNetworkAccessManager() injects; that one is not
    owned, and has to live in the same thread. A source may be moved to another thread while it is
    closed; one that is not is closed by it, and says so in the new thread.

    Destroying an open source aborts its request, and emits nothing.

    \since 0.1
*/

/*!
    \enum SseSource::ReadyState

    The states of the HTML standard, with its numbers.

    \value Connecting
        The source is connecting, or waiting to do so again.
    \value Open
        The stream is open.
    \value Closed
        The source was never opened, was closed, or has failed for good.
*/

/*!
    \enum SseSource::Phase

    What the source is doing, in more detail than readyState.

    \value Idle
        Nothing; readyState is Closed.
    \value Dialing
        The attempt is held by a handler, or connecting; the request is not sent yet.
    \value AwaitingHeaders
        The request is sent, and the server has not answered.
    \value Streaming
        The stream is open; readyState is Open.
    \value WaitingToReconnect
        The last attempt has ended, and the next one is to follow; see nextReconnectIn and
        waitsForNetwork.
*/

/*!
    \enum SseSource::CloseReason

    \value Requested
        close() was called, or \l active set to false.
    \value Ended
        The stream reached the end that endOnEvent or endOnData declares, or the server ended it
        in good order and it is not to be opened again: autoReconnect is off, the policy says so,
        the method is neither GET nor HEAD, or no attempts are left.
    \value Failed
        An error ended it; errorOccurred() has told which.
*/

/*!
    \fn void SseSource::aboutToConnect(const SsePendingAttempt &attempt)

    Emitted before each \a attempt, which may be changed and put off. Receivers have to be connected
    directly.

    \sa setAttemptHandler()
*/

/*!
    \fn void SseSource::resumed(const QString &lastEventId)

    Emitted after opened() when it is not the first stream since open(). \a lastEventId is the ID
    that was sent, after which the server is to go on; empty when none was.

    \sa eventRepeated()
*/

/*!
    \fn void SseSource::eventRepeated(const SseEvent &event)

    Emitted when the server sends an \a event again that the source knows already: its own ID is in
    the \l deduplicationWindow, or, with the flag ByData, it repeats the last one after a reconnect.
    eventReceived() follows unless \l deduplication drops it.
*/

/*!
    \fn void SseSource::opened()

    Emitted when the stream is open, again after each reconnect.
*/

/*!
    \fn void SseSource::eventReceived(const SseEvent &event)

    Emitted for each \a event of the stream, whatever its type.

    \sa addEventListener()
*/

/*!
    \fn void SseSource::commentReceived(const QString &text)

    Emitted for each comment; \a text is what follows the colon, as it came. While nothing is
    connected, comments are not even kept.
*/

/*!
    \fn void SseSource::retryReceived(int milliseconds)

    Emitted when the server asks for a reconnection time of so many \a milliseconds.

    \sa effectiveReconnectInterval
*/

/*!
    \fn void SseSource::errorOccurred(const SseError &error)

    Emitted once for each attempt that fails, and for each stream that ends and is opened again.
    \a error tells why and whether an attempt follows; readyState has changed already.
*/

/*!
    \fn void SseSource::closed(SseSource::CloseReason reason)

    Emitted once when the source has closed for good; \a reason tells how. Streams that are opened
    again do not emit it.
*/

/*!
    \fn template <typename Receiver, typename Functor> QMetaObject::Connection
   SseSource::addEventListener(const QString &type, const Receiver *context, Functor &&functor,
   Qt::ConnectionType connectionType = Qt::AutoConnection)

    Calls \a functor, or a member function of \a context, with each event of the given \a type. An
    empty type means \c message. The listener goes when \a context is destroyed, or with
    QObject::disconnect() and the connection that is returned. \a connectionType is that of
    QObject::connect(). Listeners are called after eventReceived().

    \code
    source.addEventListener("task_update", this, [this](const SseEvent &event) {
        showTask(event.json().toObject());
    });
    \endcode
*/

SseEventChannel::SseEventChannel(QObject *parent)
    : QObject(parent)
{ }

SseEventChannel::~SseEventChannel() = default;

/*!
    Constructs a source without a URL and with the given \a parent.
*/
SseSource::SseSource(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<SseSourcePrivate>(this))
{ }

/*!
    Constructs a source for \a url with the given \a parent. It is opened by open().
*/
SseSource::SseSource(const QUrl &url, QObject *parent)
    : SseSource(parent)
{
    d->request.url = url;
}

/*!
    Destroys the source. An open one aborts its request, and emits nothing.
*/
SseSource::~SseSource() = default;

/*!
    \property SseSource::url
    \brief the absolute http or https URL of the event stream.

    Changing it on a source that has been opened forgets lastEventId and the server's reconnection
    time. While \l active, the new URL is opened in the next turn of the event loop, also after the
    old one has failed for good. Every reconnect starts from this URL, whatever redirects followed.

    User name and password in it are sent with each request to its origin, as \c Authorization of
    the scheme Basic, unless that header is set.
*/
QUrl SseSource::url() const
{
    return d->request.url;
}

void SseSource::setUrl(const QUrl &url)
{
    if (d->request.url == url)
        return;
    if (d->active)
        d->scheduleReopen();
    d->setUrl(url);
}

/*!
    The URL that answered, after all redirects; empty unless the stream is open.
*/
QUrl SseSource::responseUrl() const
{
    return d->phase == Phase::Streaming ? d->attempt->responseUrl() : QUrl();
}

/*!
    \property SseSource::method
    \brief the method of the request, \c GET by default.

    Requests other than GET and HEAD are sent once on a fresh connection, and do not reconnect. A
    change while the source is connecting or open opens it anew, in the next turn of the event loop.
*/
QString SseSource::method() const
{
    return QString::fromUtf8(d->request.method);
}

void SseSource::setMethod(const QString &method)
{
    d->changeRequest(d->request.method, method.toUtf8(),
                     [this] { Q_EMIT methodChanged(this->method()); });
}

/*!
    The headers that are sent with each request, in order.

    \sa setHeaders()
*/
QList<SseSource::Header> SseSource::headers() const
{
    return d->request.headers;
}

/*!
    Sets the \a headers that are sent with each request, beside \c{Accept: text/event-stream},
    \c{Cache-Control: no-cache} and \c{Accept-Encoding: identity}, which they may replace. A name
    that stands more than once is sent as one list.

    Some follow from what is sent, and cannot be set: \c Content-Length, \c Expect, \c Host, \c TE,
    \c Trailer, \c Transfer-Encoding and \c Upgrade; \c Connection may say \c close or
    \c keep-alive.

    White space around a value is dropped. Names and values are checked when the source is opened:
   one that HTTP does not allow, such as one with a line break in it, is
   SseError::Code::InvalidRequest, and nothing is sent. They go to the URL's own origin alone, and
   to \l trustedOrigins.

    A change while the source is connecting or open opens it anew, in the next turn of the event
    loop. It forgets nothing.
*/
void SseSource::setHeaders(const QList<Header> &headers)
{
    d->changeRequest(d->request.headers, headers, [this] { Q_EMIT headersChanged(); });
}

/*!
    Sets the header \a name to \a value in place of whatever it was. A null value removes it.

    \sa setHeaders()
*/
void SseSource::setHeader(const QByteArray &name, const QByteArray &value)
{
    SseRequest changed = d->request;
    changed.setHeader(name, value);
    setHeaders(changed.headers);
}

/*!
    \property SseSource::body
    \brief the body of the request, empty by default.

    It goes with methods other than GET and HEAD, and as \c application/octet-stream unless a
    \c Content-Type header is set. Setting it replaces jsonBody. A change while the source is
    connecting or open opens it anew, in the next turn of the event loop.
*/
QByteArray SseSource::body() const
{
    return d->request.body;
}

void SseSource::setBody(const QByteArray &body)
{
    d->setBody(body, QJsonValue(QJsonValue::Undefined));
}

/*!
    \property SseSource::jsonBody
    \brief the body of the request as JSON, undefined by default.

    It is sent as \c application/json unless a \c Content-Type header is set. Setting it replaces
    \l body; null and undefined mean no body.
*/
QJsonValue SseSource::jsonBody() const
{
    return d->jsonBody;
}

void SseSource::setJsonBody(const QJsonValue &body)
{
    QByteArray bytes;
    if (!body.isUndefined() && !body.isNull()) {
        // Any value is the one element of an array, without its brackets.
        bytes = QJsonDocument(QJsonArray{ body }).toJson(QJsonDocument::Compact);
        bytes = bytes.mid(1, bytes.size() - 2);
    }
    d->setBody(bytes, bytes.isEmpty() ? QJsonValue(QJsonValue::Undefined) : body);
}

/*!
    \property SseSource::withCredentials
    \brief whether cookies and cached credentials of the network access manager are used; false by
    default.

    Without, no cookie is sent and none is stored, and a manager's
    QNetworkAccessManager::authenticationRequired() has no effect. Credentials that answer a
    challenge are for GET and HEAD alone: other requests are sent once, and end with the status 401.
    What is set as a header, or as user info of the URL, is sent in any case.
*/
bool SseSource::withCredentials() const
{
    return d->request.withCredentials;
}

void SseSource::setWithCredentials(bool enabled)
{
    d->changeRequest(d->request.withCredentials, enabled,
                     [this] { Q_EMIT withCredentialsChanged(withCredentials()); });
}

/*!
    \property SseSource::trustedOrigins
    \brief the origins to which a redirect may take what was given for the origin of the URL; empty
    by default.

    They are written as \c{https://api.example.org:8443}: scheme, host, and the port unless it is
    the scheme's own. An entry that is no origin of the schemes http and https is
    SseError::Code::InvalidRequest when the source is opened, and nothing is sent.

    A redirect to another origin is followed without headers that were set, without the client
    certificate of the TLS configuration, and without a body; one that would have to take the body
    along is SseError::Code::RedirectRefused. A trusted origin gets them all. What was left behind
    once is not taken up again further on. No redirect leads from https to http, trusted or not.

    A change while the source is connecting or open opens it anew, in the next turn of the event
    loop.

    \sa setHeaders(), SsePendingAttempt::setUrl()
*/
QStringList SseSource::trustedOrigins() const
{
    return d->request.trustedOrigins;
}

void SseSource::setTrustedOrigins(const QStringList &origins)
{
    d->changeRequest(d->request.trustedOrigins, origins,
                     [this] { Q_EMIT trustedOriginsChanged(trustedOrigins()); });
}

/*!
    \property SseSource::active
    \brief whether the stream is wanted; false by default, in QML true.

    Setting it is opening and closing the source. It is the wish, and readyState the fact: a source
    that has failed for good is still active. Setting it to false and to true again, or open(),
    tries once more.
*/
bool SseSource::isActive() const
{
    return d->active;
}

void SseSource::setActive(bool active)
{
    if (d->active == active)
        return;
    if (active)
        open();
    else
        close();
}

/*!
    \property SseSource::paused
    \brief whether the stream is left unread for now; false by default.

    A source that is paused delivers no event, no comment and no retry, and holds back what has
    arrived: a read buffer of 64 KiB fills up, then the system's, and over HTTP/1.1 the peer can
   send no more until the source is resumed. Over HTTP/2 Qt takes all that is sent: see \l
   http2Allowed. Nothing is lost, unless the connection breaks meanwhile: what had not come out of
   Qt by then is gone with it. idleTimeout and eventTimeout stand still.

    It is the program's wish, and stays what it is when the source is closed, opened or reconnects:
   a source that is paused connects, and announces opened(). The end of the stream is announced when
    all that came before it has been read, so that a peer which goes away is noticed late.

    A handler that pauses gets no event after the one that it handles; resume() delivers none
   itself, but in the next turn of the event loop.
*/
bool SseSource::isPaused() const
{
    return d->isPaused;
}

void SseSource::setPaused(bool paused)
{
    if (d->isPaused == paused)
        return;
    d->isPaused = paused;
    if (d->attempt)
        d->attempt->setPaused(paused);
    Q_EMIT pausedChanged(paused);
}

/*!
    \property SseSource::readyState
    \brief the state as the HTML standard knows it; Closed before the first open().
*/
SseSource::ReadyState SseSource::readyState() const
{
    return d->readyState();
}

/*!
    \property SseSource::phase
    \brief what the source is doing.
*/
SseSource::Phase SseSource::phase() const
{
    return d->phase;
}

/*!
    The injected manager, null when the source uses its own.
*/
QNetworkAccessManager *SseSource::networkAccessManager() const
{
    return d->network.injected();
}

/*!
    Makes the source use \a manager from the next attempt on; null makes it use its own again.

    The manager is not owned. It has to live in the source's thread, and to outlive the source's use
    of it: if it does not, the source ends with SseError::Code::ManagerDestroyed, and does not fall
    back to a manager of its own, which would know neither its proxy nor its cookies. It opens six
    connections to a host unless told otherwise, so that a seventh stream waits, and ordinary
    requests with it.

    Over plain HTTP without a proxy, Qt may take a chunked body that was cut off for a whole one.
   The managers of sources do not; declare the end of a stream whose end matters, by \l endOnEvent
   or \l endOnData.
*/
void SseSource::setNetworkAccessManager(QNetworkAccessManager *manager)
{
    d->network.inject(manager);
}

#if QT_CONFIG(ssl)
/*!
    The TLS configuration of the requests.
*/
QSslConfiguration SseSource::sslConfiguration() const
{
    return d->request.base.sslConfiguration();
}

/*!
    Sets the TLS \a configuration of the requests: the certificate authorities that are trusted, a
    certificate of the client's own. No error of the handshake is ignored, unless its
    \l{QSslConfiguration::}{peerVerifyMode} is QSslSocket::VerifyNone, which trusts anybody. It is
    looked at when an attempt begins, which then opens a connection of its own; those that an
    injected manager has kept are used as they were opened.

    The client's certificate and key are for the origin of the URL and \l trustedOrigins.
*/
void SseSource::setSslConfiguration(const QSslConfiguration &configuration)
{
    d->distrustConnections(); // they were opened with another one
    d->request.base.setSslConfiguration(configuration);
}
#endif

/*!
    What the source has seen of its stream, as numbers. Counts run from the last open().
*/
SseStatistics SseSource::statistics() const
{
    return d->meter.statistics(d->environment.clock->steady());
}

/*!
    Opens the stream at \l url. A source that is open or connecting already stays as it is.

    A URL, method or header that cannot be sent is announced at once, by errorOccurred() and
    closed().
*/
void SseSource::open()
{
    d->open();
}

/*!
    \overload
    Sets \l url and opens it. A stream that is open already is replaced.
*/
void SseSource::open(const QUrl &url)
{
    if (d->request.url != url) {
        const SseSourcePrivate::Course course(d.get());
        d->setUrl(url);
        if (!course.isWanted())
            return;
    }
    d->begin();
}

/*!
    \overload
    Sets \l url, headers, \l method and \l body, and opens the stream. One that is open already is
    replaced.

    From \a request come the URL, the headers, the TLS configuration and the attributes, except
    those that concern caching, redirects, credentials and HTTP/2, which a stream needs otherwise.
*/
void SseSource::open(const QNetworkRequest &request, const QByteArray &method,
                     const QByteArray &body)
{
    QList<Header> headers;
    const QList<QByteArray> names = request.rawHeaderList();
    for (const QByteArray &name : names)
        headers.append({ name, request.rawHeader(name) });

    const SseSourcePrivate::Course course(d.get());
    setMethod(QString::fromUtf8(method));
    if (course.isWanted())
        setBody(body);
    if (course.isWanted())
        setHeaders(headers);
    if (!course.isWanted())
        return;
    d->distrustConnections(); // they were opened with what TLS was configured then
    d->request.base = request;
    for (const QByteArray &name : names)
        d->request.base.setRawHeader(name, {});
    open(request.url());
}

/*!
    Closes the source: aborts the request, or stops waiting for the next attempt. When this returns,
    readyState is Closed, and no event follows. A source that is closed already stays so.
*/
void SseSource::close()
{
    d->close();
}

/*!
    Connects at once: in place of the next attempt, which is waited for, and also in place of a
    stream that is open, which is dropped without an error. Failures before are forgiven. A source
    that has failed for good is opened; one that is not \l active stays closed.
*/
void SseSource::reconnectNow()
{
    d->reconnectNow();
}

/*!
    Leaves the stream unread until resume(). See \l paused.
*/
void SseSource::pause()
{
    setPaused(true);
}

/*!
    Goes on reading where pause() stopped. See \l paused.
*/
void SseSource::resume()
{
    setPaused(false);
}

/*!
    \internal
    Its connections are another thread's, once it has moved.
*/
bool SseSource::event(QEvent *event)
{
    if (event->type() == QEvent::ThreadChange)
        d->leaveThread();
    return QObject::event(event);
}

/*!
    Makes open() remember the wish and wait for releaseOpening(): for subclasses whose properties
    are set one by one after they are constructed.
*/
void SseSource::holdOpening()
{
    d->isHeld = true;
}

/*!
    Opens the source in the next turn of the event loop if it was to be opened meanwhile, and has a
    URL. One that gets its URL later is opened then.
*/
void SseSource::releaseOpening()
{
    d->isHeld = false;
    if (d->active)
        d->scheduleReopen();
}

/*!
    Calls those who listen for the type of \a event. It is called after eventReceived(), unless a
    handler of that has closed or opened the source. A subclass that has listeners of its own calls
    them after those of the base.
*/
void SseSource::notifyListeners(const SseEvent &event)
{
    if (SseEventChannel *const channel = d->channels.value(event.typeUtf8()))
        Q_EMIT channel->received(event);
}

SseEventChannel *SseSource::eventChannel(const QString &type)
{
    return d->channel(type.isEmpty() ? QByteArrayLiteral("message") : type.toUtf8());
}

#include "moc_sseeventchannel.cpp"
#include "moc_ssesource.cpp"
