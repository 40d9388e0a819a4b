// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssetestserver.h"
#include "ssetestconnection_p.h"
#include "ssetestexchange_p.h"

#include <QtCore/QPointer>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#if QT_CONFIG(ssl)
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslSocket>
#endif

#include <memory>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

// Hands out every connection as it is accepted; with TLS, before its handshake, so that one that
// fails is counted too.
class Listener : public QTcpServer
{
    Q_DISABLE_COPY_MOVE(Listener)

public:
    explicit Listener(std::function<void(QTcpSocket *)> accept)
        : m_accept(std::move(accept))
    { }

#if QT_CONFIG(ssl)
    std::optional<QSslConfiguration> sslConfiguration;
#endif

protected:
    void incomingConnection(qintptr descriptor) override
    {
#if QT_CONFIG(ssl)
        if (sslConfiguration) {
            auto socket = std::make_unique<QSslSocket>();
            if (!socket->setSocketDescriptor(descriptor))
                return;
            socket->setSslConfiguration(*sslConfiguration);
            socket->startServerEncryption();
            m_accept(socket.release());
            return;
        }
#endif
        auto socket = std::make_unique<QTcpSocket>();
        if (socket->setSocketDescriptor(descriptor))
            m_accept(socket.release());
    }

private:
    const std::function<void(QTcpSocket *)> m_accept;
};

// The segments of a path, still encoded: a %2F inside one is not a separator.
QStringList segments(const QString &path)
{
    return path.split(u'/');
}

// The path of a target as it was sent, of "/a?b" and "http://host/a?b" alike.
QString encodedPath(const QByteArray &target)
{
    if (target.startsWith('/')) {
        const qsizetype end = target.indexOf('?');
        return QString::fromUtf8(end < 0 ? target : target.first(end));
    }
    return QUrl::fromEncoded(target).path(QUrl::FullyEncoded);
}

bool isPlaceholder(const QString &segment)
{
    return segment.size() > 2 && segment.startsWith(u'{') && segment.endsWith(u'}');
}

} // namespace

class SseTestServerPrivate
{
    Q_DISABLE_COPY_MOVE(SseTestServerPrivate)

public:
    struct Route
    {
        QString path;
        QStringList segments;
        // Shared: a handler may replace its own route, and may have a state.
        std::shared_ptr<const SseTestServer::Handler> handler;
    };

    explicit SseTestServerPrivate(SseTestServer *server);

    void accept(QTcpSocket *socket);
    void onClosed(SseTestConnection *connection);
    void dispatch(SseTestExchange *exchange);
    void record(const SseTestRequest &request);
    bool answerPreflight(SseTestExchange *exchange);
    [[nodiscard]] bool isListed(const QByteArray &origin) const;
    [[nodiscard]] SseTestExchange::Headers originHeaders(const QByteArray &origin) const;
    std::shared_ptr<const SseTestServer::Handler> findHandler(SseTestExchange *exchange) const;

    SseTestServer *const q;
    Listener listener;
    QList<Route> routes;
    QList<SseTestConnection *> connections;
    QList<SseTestRequest> requests;
    QStringList allowedOrigins;
    SseTestRequestParser::Limits limits;
    int recordedRequestLimit = 1000;
    int connectionCount = 0;
    bool secure = false;
};

SseTestServerPrivate::SseTestServerPrivate(SseTestServer *server)
    : q(server)
    , listener([this](QTcpSocket *socket) { accept(socket); })
{ }

/*!
    \class SseTestServer
    \inmodule SseQt
    \since 0.1
    \brief SseTestServer is an HTTP/1.1 server for tests and demos whose answers are scripted down
    to the byte.

    It listens on the loopback address only, on any free port by default, and plays for every path
    what it was told with route(): a whole answer, an event stream with pauses, a connection that
    is cut, reset or never answered. What arrived can be looked at with requests().

    \code
    SseTestServer server;
    server.route(u"/events"_s, SseTestScript::eventStream().send("data: hello\n\n").stall());
    QVERIFY2(server.listen(), qPrintable(server.errorString()));
    source.setUrl(server.url(u"/events"_s));
    \endcode

    Requests are read as RFC 9112 has it: with bodies of known length and chunked ones, several on
    one connection, also when they are sent ahead of the answers. What is not HTTP, or too large,
    is turned away by status 400, 413, 414, 417, 431, 501 or 505 and the end of the connection.

    The server needs a running event loop in its thread and never blocks. It may be closed from
    inside a handler or a slot, but not deleted there; deleteLater() is fine.

    \sa SseTestScript, SseTestExchange, SseDemoServer
*/

/*!
    \typealias SseTestServer::Handler

    A function that answers a request, at once or later.
*/

/*!
    \fn void SseTestServer::requestReceived(const SseTestRequest &request)

    A whole \a request has arrived. Its answer has not begun.
*/

/*!
    \fn void SseTestServer::connectionClosed(int connection)

    The TCP connection with the ordinal \a connection has ended, from whichever side.

    \sa SseTestRequest
*/

/*! Constructs a server with \a parent that does not listen yet. */
SseTestServer::SseTestServer(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<SseTestServerPrivate>(this))
{ }

/*! Destroys the server. Its connections are dropped and nothing is emitted any more. */
SseTestServer::~SseTestServer()
{
    d->listener.close();
    qDeleteAll(std::exchange(d->connections, {}));
}

/*!
    Listens on 127.0.0.1 and \a port; with 0, the default, on a free port that port() tells.

    Returns false when the port cannot be had, and errorString() says why.
*/
bool SseTestServer::listen(quint16 port)
{
#if QT_CONFIG(ssl)
    d->secure = d->listener.sslConfiguration.has_value();
#endif
    return d->listener.listen(QHostAddress::LocalHost, port);
}

/*!
    Stops listening and drops every connection. Routes, recorded requests and the count of
    connections stay; listen() may be called again.
*/
void SseTestServer::close()
{
    d->listener.close();
    dropConnections();
}

/*! Returns true between listen() and close(). */
bool SseTestServer::isListening() const
{
    return d->listener.isListening();
}

/*! Returns the port that the server listens on, and 0 when it does not. */
quint16 SseTestServer::port() const
{
    return d->listener.serverPort();
}

/*! Returns why the last listen() failed. */
QString SseTestServer::errorString() const
{
    return d->listener.errorString();
}

/*!
    Returns the URL of \a pathAndQuery on this server: \c http, or \c https when it speaks TLS.
    The host is always 127.0.0.1.
*/
QUrl SseTestServer::url(const QString &pathAndQuery) const
{
    return QUrl(u"%1://127.0.0.1:%2"_s.arg(d->secure ? "https"_L1 : "http"_L1).arg(port())
                + pathAndQuery);
}

#if QT_CONFIG(ssl)
/*!
    Makes the server speak TLS with \a configuration, which brings the certificate and its key.
    Takes effect with the next listen().
*/
void SseTestServer::setSslConfiguration(const QSslConfiguration &configuration)
{
    d->listener.sslConfiguration = configuration;
}
#endif

/*!
    Answers requests for \a path by calling \a handler, whatever their method. It replaces what the
    same path was given before.

    A segment in braces stands for any one segment that is not empty: \c {/stream/{agent}} matches
    \c /stream/7, and SseTestExchange::pathParameter() tells \c 7. A path without placeholders
    comes before those with, and these come in the order in which they were added. A path that
    nothing matches is answered by 404.

    A handler need not answer at once. One that never does leaves the client waiting.
*/
void SseTestServer::route(const QString &path, Handler handler)
{
    SseTestServerPrivate::Route route{ path, segments(path),
                                       std::make_shared<const Handler>(std::move(handler)) };
    for (SseTestServerPrivate::Route &existing : d->routes) {
        if (existing.path == path) {
            existing = std::move(route);
            return;
        }
    }
    d->routes.append(std::move(route));
}

/*! \overload Plays \a script for every request. */
void SseTestServer::route(const QString &path, const SseTestScript &script)
{
    route(path, Handler([script](SseTestExchange *exchange) { exchange->play(script); }));
}

/*!
    \overload Plays the first of \a scripts for the first request, the second for the second, and
    the last for all that follow. An empty list takes the route away.
*/
void SseTestServer::route(const QString &path, const QList<SseTestScript> &scripts)
{
    if (scripts.isEmpty()) {
        d->routes.removeIf([&path](const auto &route) { return route.path == path; });
        return;
    }
    route(path, Handler([scripts, next = qsizetype(0)](SseTestExchange *exchange) mutable {
              const qsizetype current = next;
              next = qMin(next + 1, scripts.size() - 1);
              exchange->play(scripts.at(current));
          }));
}

/*!
    Returns the requests that have arrived, oldest first: all of them, or those with the decoded
    path \a path.

    \sa setRecordedRequestLimit(), requestReceived()
*/
QList<SseTestRequest> SseTestServer::requests(const QString &path) const
{
    if (path.isEmpty())
        return d->requests;
    QList<SseTestRequest> result;
    for (const SseTestRequest &request : std::as_const(d->requests)) {
        if (request.path == path)
            result.append(request);
    }
    return result;
}

/*! Forgets the requests that have arrived. */
void SseTestServer::clearRequests()
{
    d->requests.clear();
}

/*! Keeps the newest \a count requests for requests(). The default is 1000; 0 keeps none. */
void SseTestServer::setRecordedRequestLimit(int count)
{
    d->recordedRequestLimit = qMax(0, count);
    if (d->requests.size() > d->recordedRequestLimit)
        d->requests.remove(0, d->requests.size() - d->recordedRequestLimit);
}

/*! Returns how many TCP connections were accepted so far. */
int SseTestServer::connectionCount() const
{
    return d->connectionCount;
}

/*! Returns how many TCP connections are open now. */
int SseTestServer::openConnectionCount() const
{
    return int(d->connections.size());
}

/*! Writes \a bytes to every event stream that is open now. */
void SseTestServer::sendToAll(const QByteArray &bytes)
{
    // A write may find a client gone and change the list.
    QList<QPointer<SseTestExchange>> streams;
    for (const SseTestConnection *connection : std::as_const(d->connections)) {
        if (SseTestExchange *exchange = connection->exchange();
            exchange && exchange->isEventStream()) {
            streams.append(exchange);
        }
    }
    for (const QPointer<SseTestExchange> &exchange : std::as_const(streams)) {
        if (exchange)
            exchange->write(bytes);
    }
}

/*! Drops every connection and goes on listening, as a server does that is restarted. */
void SseTestServer::dropConnections()
{
    const QPointer self(this);
    QList<QPointer<SseTestConnection>> connections(d->connections.begin(), d->connections.end());
    for (const QPointer<SseTestConnection> &connection : std::as_const(connections)) {
        if (self && connection)
            connection->abort();
    }
}

/*! Returns the origins that may read answers across origins; none by default. */
QStringList SseTestServer::allowedOrigins() const
{
    return d->allowedOrigins;
}

/*!
    Lets web pages of \a origins, as \c {https://example.org}, read the answers.

    An origin that is listed is named in \c Access-Control-Allow-Origin, and may send credentials.
    With \c * in the list any other origin is let in too, but without credentials. While the list
    is not empty, preflight requests are answered before any route: by 204 when the origin is let
    in, by 403 when it is not. Raw scripts are left alone.
*/
void SseTestServer::setAllowedOrigins(const QStringList &origins)
{
    d->allowedOrigins = origins;
}

/*!
    Turns away requests whose head is larger than \a bytes; 65536 by default. Takes effect for
    connections accepted from then on.
*/
void SseTestServer::setMaximumHeaderSize(qsizetype bytes)
{
    d->limits.header = bytes;
}

/*!
    Turns away requests whose body is larger than \a bytes; 16 MiB by default. Takes effect for
    connections accepted from then on.
*/
void SseTestServer::setMaximumBodySize(qsizetype bytes)
{
    d->limits.body = bytes;
}

void SseTestServerPrivate::accept(QTcpSocket *socket)
{
    auto *connection = new SseTestConnection(socket, ++connectionCount, limits, q);
    connections.append(connection);
    QObject::connect(connection, &SseTestConnection::exchangeStarted, q,
                     [this](SseTestExchange *exchange) { dispatch(exchange); });
    QObject::connect(connection, &SseTestConnection::closed, q,
                     [this, connection] { onClosed(connection); });
}

void SseTestServerPrivate::onClosed(SseTestConnection *connection)
{
    connections.removeOne(connection);
    connection->deleteLater();
    Q_EMIT q->connectionClosed(connection->ordinal());
}

void SseTestServerPrivate::dispatch(SseTestExchange *exchange)
{
    record(exchange->request());
    if (!allowedOrigins.isEmpty()) {
        SseTestExchangePrivate::get(exchange)->commonHeaders =
            originHeaders(exchange->request().header("Origin"));
    }
    Q_EMIT q->requestReceived(exchange->request());
    if (!exchange->isOpen() || answerPreflight(exchange))
        return;
    if (const auto handler = findHandler(exchange); handler && *handler)
        (*handler)(exchange);
    else
        exchange->reply(404, "404 Not Found\n");
}

void SseTestServerPrivate::record(const SseTestRequest &request)
{
    if (recordedRequestLimit == 0)
        return;
    if (requests.size() >= recordedRequestLimit)
        requests.removeFirst();
    requests.append(request);
}

bool SseTestServerPrivate::answerPreflight(SseTestExchange *exchange)
{
    const SseTestRequest &request = exchange->request();
    if (allowedOrigins.isEmpty() || request.method != "OPTIONS"
        || request.header("Access-Control-Request-Method").isEmpty()) {
        return false;
    }
    const QByteArray origin = request.header("Origin");
    if (!isListed(origin) && !allowedOrigins.contains("*"_L1)) {
        exchange->reply(403, "The origin is not allowed.\n");
        return true;
    }
    SseTestExchange::Headers headers{ { "Access-Control-Allow-Methods",
                                        "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS" },
                                      { "Access-Control-Max-Age", "600" } };
    if (const QByteArray names = request.header("Access-Control-Request-Headers");
        !names.isEmpty()) {
        headers.append({ "Access-Control-Allow-Headers", names });
    }
    exchange->reply(204, {}, {}, headers);
    return true;
}

bool SseTestServerPrivate::isListed(const QByteArray &origin) const
{
    return !origin.isEmpty() && origin != "*" && allowedOrigins.contains(QLatin1StringView(origin));
}

// Only an origin that is known by name is trusted with credentials: a "*" that let any page act
// with the user's cookies would be the hole that the rule of the standard closes.
SseTestExchange::Headers SseTestServerPrivate::originHeaders(const QByteArray &origin) const
{
    SseTestExchange::Headers headers;
    if (isListed(origin)) {
        headers.emplaceBack("Access-Control-Allow-Origin", origin);
        headers.emplaceBack("Access-Control-Allow-Credentials", "true");
    } else if (!origin.isEmpty() && allowedOrigins.contains("*"_L1)) {
        headers.emplaceBack("Access-Control-Allow-Origin", "*");
    }
    // The answer depends on the origin also when there is none.
    headers.emplaceBack("Vary", "Origin");
    return headers;
}

std::shared_ptr<const SseTestServer::Handler> SseTestServerPrivate::findHandler(
    SseTestExchange *exchange) const
{
    const QString path = exchange->request().path;
    for (const Route &route : routes) {
        if (route.path == path)
            return route.handler;
    }
    const QStringList actual = segments(encodedPath(exchange->request().target));
    for (const Route &route : routes) {
        if (route.segments.size() != actual.size())
            continue;
        QList<QPair<QString, QString>> parameters;
        bool matches = true;
        for (qsizetype i = 0; matches && i < actual.size(); ++i) {
            const QString &wanted = route.segments.at(i);
            const QString value = QUrl::fromPercentEncoding(actual.at(i).toUtf8());
            if (!isPlaceholder(wanted))
                matches = wanted == value;
            else if (value.isEmpty())
                matches = false;
            else
                parameters.append({ wanted.sliced(1, wanted.size() - 2), value });
        }
        if (matches) {
            SseTestExchangePrivate::get(exchange)->pathParameters = parameters;
            return route.handler;
        }
    }
    return {};
}
