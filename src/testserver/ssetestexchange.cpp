// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssetestexchange.h"
#include "ssetestconnection_p.h"
#include "ssetestexchange_p.h"
#include "ssetestscript_p.h"

#include <QtCore/QDebug>
#include <QtCore/QPointer>

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace {

// A script goes on when no more than this waits for the client.
constexpr qint64 HighWaterMark = 1024 * 1024;

// And after so many writes the event loop gets a turn, however fast the client reads.
constexpr int WritesPerTurn = 1000;

using Headers = SseTestExchange::Headers;

bool isNamed(const QPair<QByteArray, QByteArray> &header, QByteArrayView name)
{
    return name.compare(header.first, Qt::CaseInsensitive) == 0;
}

const QByteArray *find(const Headers &headers, QByteArrayView name)
{
    const auto it = std::find_if(headers.begin(), headers.end(),
                                 [name](const auto &header) { return isNamed(header, name); });
    return it == headers.end() ? nullptr : &it->second;
}

} // namespace

QByteArray sseReasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 301:
        return "Moved Permanently";
    case 302:
        return "Found";
    case 303:
        return "See Other";
    case 304:
        return "Not Modified";
    case 307:
        return "Temporary Redirect";
    case 308:
        return "Permanent Redirect";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 407:
        return "Proxy Authentication Required";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 417:
        return "Expectation Failed";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Status";
    }
}

/*!
    \class SseTestExchange
    \inmodule SseQt
    \since 0.1
    \brief SseTestExchange is one request to SseTestServer and its answer, while it lasts.

    A handler gets it from SseTestServer::route(). It either plays a script on it or writes by
    hand, at once or later:

    \code
    server.route(u"/clock"_s, [](SseTestExchange *exchange) {
        exchange->startEventStream();
        auto *timer = new QTimer(exchange);
        QObject::connect(timer, &QTimer::timeout, exchange, [exchange] {
            exchange->write("data: tick\n\n");
        });
        timer->start(1s);
    });
    \endcode

    The server owns the exchange and deletes it, after the event loop has had a turn, when the
    answer is finished or the connection is gone. What is made its child, as the timer above, ends
    with it. Whoever keeps a pointer longer than that keeps a QPointer. Once isOpen() is false, all
    functions that write do nothing.

    An exchange lives in the thread of its server.

    \sa SseTestServer, SseTestScript
*/

/*!
    \enum SseTestExchange::Framing

    How the end of a body is told.

    \value Chunked HTTP chunks, one for each write(). Falls back to UntilClose for HTTP/1.0.
    \value ContentLength The bytes go as they are; the caller's Content-Length says how many.
    \value UntilClose The bytes go as they are, and the connection's end is theirs.
*/

/*!
    \typealias SseTestExchange::Headers

    Header names and values in the order in which they are sent.
*/

/*!
    \fn void SseTestExchange::disconnected()

    The connection was lost before the answer was finished: the client went away, or the server
    was closed. isOpen() is false by then. It is not emitted for closeConnection() and
    resetConnection().
*/

/*!
    \fn void SseTestExchange::bytesWritten()

    Some of what was written has left for the client.

    \sa bytesToWrite()
*/

SseTestExchange::SseTestExchange(std::unique_ptr<SseTestExchangePrivate> dd)
    : d(std::move(dd))
{ }

SseTestExchange::~SseTestExchange() = default;

/*! Returns the request that is being answered. */
const SseTestRequest &SseTestExchange::request() const
{
    return d->request;
}

/*!
    Returns what stands for the placeholder \a name in the path, percent-decoded; empty when the
    route has none of that name.

    \sa SseTestServer::route()
*/
QString SseTestExchange::pathParameter(QAnyStringView name) const
{
    for (const auto &[key, value] : std::as_const(d->pathParameters)) {
        if (QAnyStringView(key) == name)
            return value;
    }
    return {};
}

/*! Returns true until the answer is finished or the connection is gone. */
bool SseTestExchange::isOpen() const
{
    return d->connection != nullptr;
}

/*! Returns true once a head was written. Raw bytes are not looked into. */
bool SseTestExchange::isHeadWritten() const
{
    return d->headWritten;
}

/*! Returns true once a head with the type \c text/event-stream was written. */
bool SseTestExchange::isEventStream() const
{
    return d->eventStream;
}

/*!
    Returns how many bytes wait for the client to read on. Whoever sends a lot looks at it and
    goes on at bytesWritten(), for nothing else bounds it.
*/
qint64 SseTestExchange::bytesToWrite() const
{
    return d->connection ? d->connection->bytesToWrite() : 0;
}

/*!
    Plays \a script as the rest of the answer: its head unless one was written already, and then
    its steps, as the event loop runs. An exchange plays one script; a second one is ignored with a
    warning.
*/
void SseTestExchange::play(const SseTestScript &script)
{
    if (d->playing) {
        qWarning("SseTestExchange::play: a script is being played already");
        return;
    }
    if (!d->connection)
        return;
    d->script = script;
    d->playing = true;
    if (script.d->delay > 0ms)
        d->timer.start(script.d->delay);
    else
        d->playSteps();
}

/*!
    Writes the head of an event stream: status 200, \c {Content-Type: text/event-stream},
    \c {Cache-Control: no-store} and \a headers, which replace those of the same name.
*/
void SseTestExchange::startEventStream(const Headers &headers)
{
    Headers all{ { "Content-Type", "text/event-stream" }, { "Cache-Control", "no-store" } };
    all.removeIf([&headers](const auto &header) { return find(headers, header.first); });
    writeHead(200, all + headers);
}

/*!
    Writes the status line for \a status and \a headers, for a body with \a framing.

    The headers that the framing needs, and those that SseTestServer::setAllowedOrigins() asks
    for, are added. A second head is refused with a warning.
*/
void SseTestExchange::writeHead(int status, const Headers &headers, Framing framing)
{
    if (!d->connection)
        return;
    if (d->headWritten) {
        qWarning("SseTestExchange::writeHead: the head was written already");
        return;
    }
    d->headWritten = true;
    // RFC 9112, 6.3: these have no body, whatever their headers say.
    const bool bodyless = status < 200 || status == 204 || status == 304;
    d->bodyAllowed = !bodyless && d->request.method != "HEAD";
    d->framing = framing == Framing::Chunked && d->http10 ? Framing::UntilClose : framing;
    if (bodyless)
        d->framing = Framing::ContentLength;

    QByteArray head =
        "HTTP/1.1 " + QByteArray::number(status) + ' ' + sseReasonPhrase(status) + "\r\n";
    const auto append = [&head](const QByteArray &name, const QByteArray &value) {
        head += name + ": " + value + "\r\n";
    };
    for (const auto &header : headers) {
        if (!(bodyless && isNamed(header, "Content-Length")))
            append(header.first, header.second);
    }
    for (const auto &header : std::as_const(d->commonHeaders)) {
        // A handler that speaks of origins itself knows better, but any number of Varys is fine.
        if (isNamed(header, "Vary") || !find(headers, header.first))
            append(header.first, header.second);
    }
    if (d->framing == Framing::Chunked && !find(headers, "Transfer-Encoding"))
        append("Transfer-Encoding", "chunked");
    if (d->framing == Framing::UntilClose && d->bodyAllowed)
        d->keepAlive = false;
    if (const QByteArray *connection = find(headers, "Connection")) {
        if (connection->compare("close", Qt::CaseInsensitive) == 0)
            d->keepAlive = false;
    } else if (!d->keepAlive) {
        append("Connection", "close");
    } else if (d->http10) {
        append("Connection", "keep-alive");
    }
    head += "\r\n";

    const QByteArray *type = find(headers, "Content-Type");
    d->eventStream = type && type->toLower().startsWith("text/event-stream");
    d->connection->write(head);
}

/*!
    Writes \a bytes of the body and sends them off at once, as one HTTP chunk when the body is
    chunked. Without a head, that of a plain chunked 200 is written before. Answers that have no
    body, as those to HEAD, swallow it.
*/
void SseTestExchange::write(const QByteArray &bytes)
{
    if (!d->connection || bytes.isEmpty())
        return;
    if (!d->headWritten)
        writeHead(200);
    // Writing may have found out that the client is gone.
    if (!d->connection || !d->bodyAllowed)
        return;
    if (d->framing == Framing::Chunked)
        d->connection->write(QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n");
    else
        d->connection->write(bytes);
}

/*! Writes \a bytes as they are, with neither head nor framing. */
void SseTestExchange::writeRaw(const QByteArray &bytes)
{
    if (d->connection)
        d->connection->write(bytes);
}

/*!
    Answers with \a status and \a body in one go: \a headers, a Content-Type of \a contentType
    unless that is empty, and the Content-Length. The exchange is finished then.
*/
void SseTestExchange::reply(int status, const QByteArray &body, const QByteArray &contentType,
                            const Headers &headers)
{
    Headers all = headers;
    if (!contentType.isEmpty())
        all.append({ "Content-Type", contentType });
    all.append({ "Content-Length", QByteArray::number(body.size()) });
    writeHead(status, all, Framing::ContentLength);
    write(body);
    finish();
}

/*!
    Ends the answer in the regular way. The connection stays for the next request unless the
    client, the headers or the framing want it closed. Without a head nothing is written: the
    answer is then whatever was written raw.
*/
void SseTestExchange::finish()
{
    if (!d->connection)
        return;
    if (d->headWritten && d->bodyAllowed && d->framing == Framing::Chunked)
        d->connection->write("0\r\n\r\n");
    if (SseTestConnection *connection = d->release())
        connection->exchangeFinished(d->keepAlive);
}

/*! Closes the connection after what was written, without the proper end of the body. */
void SseTestExchange::closeConnection()
{
    if (SseTestConnection *connection = d->release())
        connection->exchangeClosed();
}

/*! Resets the connection. What was written and has not reached the client is lost. */
void SseTestExchange::resetConnection()
{
    if (SseTestConnection *connection = d->release())
        connection->exchangeReset();
}

SseTestExchange *SseTestExchangePrivate::create(SseTestConnection *connection,
                                                SseTestRequest request, bool http10, bool keepAlive)
{
    auto dd = std::make_unique<SseTestExchangePrivate>();
    SseTestExchangePrivate *const d = dd.get();
    d->q = new SseTestExchange(std::move(dd));
    d->q->setParent(connection);
    d->connection = connection;
    d->request = std::move(request);
    d->http10 = http10;
    d->keepAlive = keepAlive;
    d->timer.setSingleShot(true);
    QObject::connect(&d->timer, &QTimer::timeout, d->q, [d] { d->playSteps(); });
    return d->q;
}

void SseTestExchangePrivate::onBytesWritten()
{
    // The signal can come from inside a write; the steps go on from the event loop.
    if (std::exchange(waitsForClient, false))
        timer.start(0ms);
    Q_EMIT q->bytesWritten();
}

void SseTestExchangePrivate::onConnectionLost()
{
    stopPlaying();
    connection = nullptr;
    Q_EMIT q->disconnected();
}

void SseTestExchangePrivate::writeScriptHead()
{
    const SseTestScriptData &data = *std::as_const(script).d;
    if (!data.raw && !headWritten)
        q->writeHead(data.status, data.headers, data.framing);
}

// Plays until a step has to wait or the exchange is over. A write can end the exchange, so that
// every turn looks at the connection anew.
void SseTestExchangePrivate::playSteps()
{
    using Kind = SseTestStep::Kind;

    if (connection)
        writeScriptHead();
    const QList<SseTestStep> steps = std::as_const(script).d->steps;
    for (int writes = 0; connection && step < steps.size(); ++writes) {
        if (writes == WritesPerTurn) {
            timer.start(0ms);
            return;
        }
        switch (const SseTestStep &current = steps.at(step); current.kind) {
        case Kind::Send:
        case Kind::SendRaw:
            if (!playSend(current.kind == Kind::SendRaw || std::as_const(script).d->raw))
                return;
            break;
        case Kind::Pause:
            ++step;
            timer.start(current.duration);
            return;
        case Kind::Stall:
            return;
        case Kind::End:
            q->finish();
            return;
        case Kind::Close:
            q->closeConnection();
            return;
        case Kind::Reset:
            q->resetConnection();
            return;
        }
    }
    q->finish();
}

// One piece of the current step. True when playing goes on, false when something will call back.
bool SseTestExchangePrivate::playSend(bool raw)
{
    if (connection->bytesToWrite() > HighWaterMark) {
        waitsForClient = true;
        return false;
    }
    const SseTestStep &current = std::as_const(script).d->steps.at(step);
    const QByteArray piece =
        current.pieceSize > 0 ? current.bytes.mid(offset, current.pieceSize) : current.bytes;
    offset += piece.size();
    const bool hasMorePieces = offset < current.bytes.size();
    if (!hasMorePieces) {
        offset = 0;
        if (++round >= current.times) {
            round = 0;
            ++step;
        }
    }
    if (raw)
        q->writeRaw(piece);
    else
        q->write(piece);
    if (hasMorePieces && connection) {
        timer.start(0ms);
        return false;
    }
    return true;
}

void SseTestExchangePrivate::stopPlaying()
{
    timer.stop();
    waitsForClient = false;
}

SseTestConnection *SseTestExchangePrivate::release()
{
    stopPlaying();
    return std::exchange(connection, nullptr);
}
