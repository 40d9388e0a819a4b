// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssependingattempt.h"

#include "ssependingattempt_p.h"
#include "ssetext_p.h"

#include <utility>

/*!
    \class SsePendingAttempt
    \inmodule SseQt
    \inheaderfile SseQt/SsePendingAttempt
    \brief An attempt to open a stream that is about to be made, and may be changed or put off.

    SseSource::aboutToConnect() and SseSource::setAttemptHandler() hand it out before each request.
    What is set here holds for this attempt alone:

    \code
    source.setAttemptHandler([this](const SsePendingAttempt &attempt) {
        attempt.hold();
        tokens->fetch(attempt.previousError().httpStatus() == 401, [attempt](const QByteArray
   &token) { attempt.setHeader("Authorization", "Bearer " + token); attempt.proceed();
        });
    });
    \endcode

    It is a handle: copies stand for the same attempt, and may be kept for as long as anybody likes.
    When the attempt has begun, or was given up because the source was closed or destroyed, they are
    no longer isPending(), and what is called on them has no effect.

    The class is used in the source's thread. In QML it is the value type \c ssePendingAttempt.

    \since 0.1
*/

/*!
    Constructs a handle of no attempt.
*/
SsePendingAttempt::SsePendingAttempt()
    : d(std::make_shared<SsePendingAttemptData>())
{ }

SsePendingAttempt::SsePendingAttempt(std::shared_ptr<SsePendingAttemptData> data)
    : d(std::move(data))
{ }

SsePendingAttempt::SsePendingAttempt(const SsePendingAttempt &other) = default;
// A handle that was moved from stands for the same attempt still, as it does not cost more.
SsePendingAttempt::SsePendingAttempt(SsePendingAttempt &&other) noexcept
    : d(other.d)
{ }
SsePendingAttempt &SsePendingAttempt::operator=(const SsePendingAttempt &other) = default;
SsePendingAttempt &SsePendingAttempt::operator=(SsePendingAttempt &&other) noexcept
{
    d = other.d;
    return *this;
}
SsePendingAttempt::~SsePendingAttempt() = default;

/*!
    \property SsePendingAttempt::number
    \brief how many attempts were made before this one since the source was opened, for whatever
    reason.

    0 is a new request. Any other is the same one again, which an \c Idempotency-Key tells servers.
*/
int SsePendingAttempt::number() const
{
    return d->number;
}

/*!
    \property SsePendingAttempt::url
    \brief the URL that the request goes to, SseSource::url unless it is set otherwise.

    A URL of another origin gets none of the source's headers, and not its client certificate, which
    were not given for it: only the headers that are set here. SseSource::trustedOrigins names
    exceptions.
*/
QUrl SsePendingAttempt::url() const
{
    return d->url;
}

void SsePendingAttempt::setUrl(const QUrl &url) const
{
    d->url = url;
}

/*!
    \property SsePendingAttempt::lastEventId
    \brief the ID that will be sent as \c Last-Event-ID, empty when none will be.
*/
QString SsePendingAttempt::lastEventId() const
{
    return SseText::toString(d->lastEventId);
}

/*!
    \property SsePendingAttempt::previousError
    \brief why the attempt before this one ended; SseError::Code::NoError when there was none.
*/
SseError SsePendingAttempt::previousError() const
{
    return d->previousError;
}

/*!
    \property SsePendingAttempt::pending
    \brief whether the attempt is still to be made.
*/
bool SsePendingAttempt::isPending() const
{
    return d->client != nullptr;
}

/*!
    Sets the header \a name to \a value for this attempt, in place of what the source would send.
    A null value removes it.

    \sa SseSource::setHeaders()
*/
void SsePendingAttempt::setHeader(const QByteArray &name, const QByteArray &value) const
{
    d->headers.append({ name, value });
}

/*!
    \fn void SsePendingAttempt::setHeader(const char *name, const QByteArray &value) const
    \overload
*/

/*!
    \overload
*/
void SsePendingAttempt::setHeader(const QString &name, const QString &value) const
{
    setHeader(name.toUtf8(), value.isNull() ? QByteArray("") : value.toUtf8());
}

/*!
    Puts the attempt off until proceed() or fail() is called, for at most
    SseSource::preparationTimeout. To be called from within the handler.
*/
void SsePendingAttempt::hold() const
{
    d->isHeld = true;
}

/*!
    Makes the attempt that hold() has put off.
*/
void SsePendingAttempt::proceed() const
{
    if (std::exchange(d->isHeld, false) && d->client && !d->isOffered)
        d->client->pendingAttemptProceeds();
}

/*!
    Gives the attempt up: the source ends with SseError::Code::PreparationFailed, for which
    \a message tells people why.
*/
void SsePendingAttempt::fail(const QString &message) const
{
    if (d->client)
        d->client->pendingAttemptFails(message);
}

#include "moc_ssependingattempt.cpp"
