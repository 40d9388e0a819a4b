// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseerror.h"

#include <QtCore/qdebug.h>

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

// clang-format off: it would join the values
/*!
    \enum SseError::Code

    \value NoError
        No error.
    \value InvalidUrl
        The URL is relative, has no host, or its scheme is neither http nor https. Nothing was sent.
    \value InvalidRequest
        The method, a header, the last event ID or the body cannot be sent; the message names it.
   Nothing was sent. \value ConnectionFailed The host was not found, refused the connection or could
   not be reached. \value ConnectTimeout The request was not sent within SseSource::connectTimeout.
    \value TlsFailed
        The connection could not be secured; the message gives the reason, such as the one for which
   the certificate is not trusted. \value ResponseTimeout The response's headers did not arrive
   within SseSource::responseTimeout. \value ProtocolFailure The server's answer is not HTTP. \value
   RedirectRefused A redirect that is not followed: to another origin, of a method other than GET
   and HEAD, or one too many. \value UnexpectedStatus The status was not 200; see httpStatus and
   responseBody(). \value UnexpectedContentType The response is no text/event-stream. \value
   UnexpectedContentEncoding The response is compressed though nobody asked for it. \value
   StreamEnded The server ended the stream in good order, and the source will open it again. \value
   ConnectionLost The connection broke before the response was complete. \value LineTooLong A line
   went over SseSource::maximumLineSize. \value EventTooLong An event went over
   SseSource::maximumEventSize. \value MalformedStream The stream broke the rules and
   SseSource::strictParsing is on; the message quotes the line. \value ManagerDestroyed The
   QNetworkAccessManager that the source was given is no more.
*/
// clang-format on

class SseErrorData : public QSharedData
{
public:
    SseError::Code code = SseError::Code::NoError;
    QString message;
    int httpStatus = 0;
    QNetworkReply::NetworkError networkError = QNetworkReply::NoError;
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
        || (d->code == other.d->code && d->message == other.d->message
            && d->httpStatus == other.d->httpStatus && d->networkError == other.d->networkError
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
