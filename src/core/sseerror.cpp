// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseerror.h"

#include "sserequest_p.h"

#include <QtCore/qdebug.h>

#include <utility>

/*!
    \class SseError
    \inmodule SseQt
    \inheaderfile SseQt/SseError
    \brief Why an attempt to read an event stream ended, and what follows.

    A value, implicitly shared. Errors are announced and not kept: they are never a state of the
    source. code() is for programs, message() for people.

    The class is reentrant. In QML it is the value type \c sseError; the codes are
    \c{SseError.ConnectionFailed} and so on.

    \since 0.1
    \sa SseSource::errorOccurred()
*/

// clang-format off
/*!
    \enum SseError::Code

    \value NoError
        No error.
    \value InvalidUrl
        The URL is relative, has no host, or its scheme is neither http nor https. Nothing was sent.
    \value InvalidRequest
        The method, a header, the last event ID or the body cannot be sent; the message names it.
        Nothing was sent.
    \value PreparationTimeout
        An attempt that was held did not proceed within SseSource::preparationTimeout. Nothing was
        sent.
    \value PreparationFailed
        SsePendingAttempt::fail() was called; the message is the one that it was given. Nothing was
        sent.
    \value ConnectionFailed
        The host, or the proxy on the way to it, was not found, refused the connection, could not be
        reached or wants credentials.
    \value ConnectTimeout
        The request was not sent within SseSource::connectTimeout. The message tells a request that
        waited for a free connection of an injected manager.
    \value TlsFailed
        The connection could not be secured; the message gives the reason, such as the one for which
        the certificate is not trusted, or that the server may want one of the client's.
    \value ResponseTimeout
        The response's headers did not arrive within SseSource::responseTimeout.
    \value ProtocolFailure
        The server's answer is not HTTP.
    \value RedirectRefused
        A redirect that is not followed: to where no event stream can be, from https to http, one
        that would take the body, or a method other than GET and HEAD, to another origin that
        SseSource::trustedOrigins does not name, or one too many.
    \value UnexpectedStatus
        The status was not 200; see httpStatus and responseBody().
    \value UnexpectedContentType
        The response is no text/event-stream.
    \value UnexpectedContentEncoding
        The response is compressed though nobody asked for it, or in a way that Qt does not decode;
        see SseSource::compressionAllowed.
    \value StreamEnded
        The server ended the stream in good order, and the source will open it again.
    \value ConnectionLost
        The connection broke, or the stream was reset over HTTP/2, before the response was complete;
        or what came of it cannot be decompressed.
    \value StreamTruncated
        The stream stopped before the end that SseSource::endOnEvent or SseSource::endOnData
        declares, whether in good order or not.
    \value IdleTimeout
        An open stream brought no byte within SseSource::idleTimeout.
    \value EventTimeout
        An open stream brought no event within SseSource::eventTimeout.
    \value Suspended
        The machine was asleep, and the stream is replaced.
    \value LineTooLong
        A line went over SseSource::maximumLineSize.
    \value EventTooLong
        An event went over SseSource::maximumEventSize.
    \value BacklogTooLong
        Over HTTP/2 the server sent more than was read, by SseSource::maximumEventSize and 16 MiB.
    \value MalformedStream
        The stream broke the rules and SseSource::strictParsing is on; the message quotes the line.
    \value ManagerDestroyed
        The QNetworkAccessManager that the source was given is no more.
*/

/*!
    \enum SseError::Phase

    In which phase of a source an attempt ended, with the names and numbers of SseSource::Phase.

    \value Idle
        Before it was begun.
    \value Dialing
        While it was prepared or connecting; the request was not sent.
    \value AwaitingHeaders
        After the request was sent, and before the response was accepted. The server may have
        carried it out.
    \value Streaming
        While the stream was open.
    \value WaitingToReconnect
        While the source waited for the next attempt.
*/
// clang-format on

class SseErrorData : public QSharedData
{
public:
    SseError::Code code = SseError::Code::NoError;
    SseError::Phase phase = SseError::Phase::Idle;
    QString message;
    int httpStatus = 0;
    QNetworkReply::NetworkError networkError = QNetworkReply::NoError;
    QList<SseError::Header> responseHeaders;
    QByteArray responseBody;
    std::chrono::milliseconds reconnectDelay{ -1 };
};

/*!
    Constructs an error that is none.
*/
SseError::SseError()
    : d(new SseErrorData)
{ }

/*!
    Constructs an error with the given \a code and a \a message for people.
*/
SseError::SseError(Code code, const QString &message)
    : d(new SseErrorData)
{
    d->code = code;
    d->message = message;
}

SseError::SseError(const SseError &other) = default;
SseError::SseError(SseError &&other) noexcept = default;
SseError &SseError::operator=(const SseError &other) = default;
SseError &SseError::operator=(SseError &&other) noexcept = default;
SseError::~SseError() = default;

/*!
    \property SseError::code
    \brief what went wrong.
*/
SseError::Code SseError::code() const
{
    return d->code;
}

/*!
    \property SseError::phase
    \brief in which phase the attempt ended.
*/
SseError::Phase SseError::phase() const
{
    return d->phase;
}

/*!
    \property SseError::message
    \brief what went wrong, as a sentence for people, in their language where it is translated.
*/
QString SseError::message() const
{
    return d->message;
}

/*!
    \property SseError::httpStatus
    \brief the status of the response, 0 when there was none.
*/
int SseError::httpStatus() const
{
    return d->httpStatus;
}

/*!
    \property SseError::networkError
    \brief the error of the network layer, QNetworkReply::NoError when it had none.
*/
QNetworkReply::NetworkError SseError::networkError() const
{
    return d->networkError;
}

/*!
    \property SseError::responseHeaders
    \brief the headers of the response, empty when there was none.

    In C++ a list in the server's order, in QML a map by names in lower case.
*/
QList<SseError::Header> SseError::responseHeaders() const
{
    return d->responseHeaders;
}

QVariantMap SseError::responseHeaderMap() const
{
    QVariantMap map;
    for (const Header &header : std::as_const(d->responseHeaders))
        map.insert(QString::fromLatin1(header.first).toLower(), QString::fromUtf8(header.second));
    return map;
}

/*!
    The value of the response's header \a name, in whatever case; null when it has none.
*/
QByteArray SseError::responseHeader(const QByteArray &name) const
{
    return SseHttp::valueOf(d->responseHeaders, name);
}

/*!
    The beginning of the body of a response that was no event stream, at most 64 KiB. Services put
    their own account of what went wrong there.
*/
QByteArray SseError::responseBody() const
{
    return d->responseBody;
}

/*!
    \property SseError::responseText
    \brief responseBody() read as UTF-8.
*/
QString SseError::responseText() const
{
    return QString::fromUtf8(d->responseBody);
}

/*!
    \property SseError::willReconnect
    \brief whether the source will try again by itself.

    If not, the source is closed, and SseSource::closed() follows.
*/
bool SseError::willReconnect() const
{
    return d->reconnectDelay.count() >= 0;
}

/*!
    \property SseError::reconnectDelay
    \brief the milliseconds until the source tries again, -1 when it will not.
*/
int SseError::reconnectDelay() const
{
    return int(d->reconnectDelay.count());
}

/*!
    reconnectDelay() as a duration.
*/
std::chrono::milliseconds SseError::reconnectDelayAsDuration() const
{
    return d->reconnectDelay;
}

/*!
    Sets the \a phase in which the attempt ended.
*/
void SseError::setPhase(Phase phase)
{
    d->phase = phase;
}

/*!
    Sets the \a status of the response.
*/
void SseError::setHttpStatus(int status)
{
    d->httpStatus = status;
}

/*!
    Sets the \a error of the network layer.
*/
void SseError::setNetworkError(QNetworkReply::NetworkError error)
{
    d->networkError = error;
}

/*!
    Sets the \a headers of the response.
*/
void SseError::setResponseHeaders(const QList<Header> &headers)
{
    d->responseHeaders = headers;
}

/*!
    Sets the beginning of the response's \a body.
*/
void SseError::setResponseBody(const QByteArray &body)
{
    d->responseBody = body;
}

/*!
    Says that the source will try again after \a delay; a negative one says that it will not.
*/
void SseError::setReconnectDelay(std::chrono::milliseconds delay)
{
    d->reconnectDelay = delay;
}

bool SseError::isEqual(const SseError &other) const
{
    return d == other.d
        || (d->code == other.d->code && d->phase == other.d->phase && d->message == other.d->message
            && d->httpStatus == other.d->httpStatus && d->networkError == other.d->networkError
            && d->responseHeaders == other.d->responseHeaders
            && d->responseBody == other.d->responseBody
            && d->reconnectDelay == other.d->reconnectDelay);
}

#ifndef QT_NO_DEBUG_STREAM
QDebug operator<<(QDebug debug, const SseError &error)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "SseError(" << error.code() << ", " << error.message();
    if (error.httpStatus() != 0)
        debug << ", status " << error.httpStatus();
    if (error.willReconnect())
        debug << ", reconnects in " << error.reconnectDelay() << " ms";
    return debug << ')';
}
#endif

#include "moc_sseerror.cpp"
