// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssereconnectpolicy.h"

#include "sseduration_p.h"

#include <algorithm>

/*!
    \class SseReconnectPolicy
    \inmodule SseQt
    \inheaderfile SseQt/SseReconnectPolicy
    \brief When a source opens its stream again, and after what delay.

    A value, implicitly shared; the one that a default constructor makes does what the HTML standard
    says of EventSource, with delays that grow. resilient() is a ready one for services that answer
    with an error now and then.

    \code
    SseReconnectPolicy policy = SseReconnectPolicy::resilient();
    policy.setMaximumTime(10min);
    source.setReconnectPolicy(policy);
    \endcode

    \section1 Delays

    The first delay is \l interval, or the reconnection time that the server has set by \c retry.
    Each failure in a row makes it longer by \l factor, up to \l maximumDelay. A failure is an
    attempt that ends before an event was received, and before the stream was open for
    \l stableTime; what ends later begins anew. \l jitter makes each delay a little shorter or
    longer, for each source differently; a delay that the server asked for is only made longer.

    \c Retry-After in a response with status 429 or 503, in seconds or as a date, is used in place
    of that, if the status is one to retry. What a server asks for counts up to
    \l maximumServerDelay. No delay is shorter than \l minimumDelay.

    Values that make no sense, such as negative durations, are refused with a warning.

    The class is reentrant. In QML it is the value type \c sseReconnectPolicy.

    \since 0.1
    \sa SseSource::reconnectPolicy
*/

/*!
    \enum SseReconnectPolicy::CleanEnd

    What follows when the server ends a stream in good order.

    \value Reconnect
        The stream is opened again after the delay, as EventSource does.

    \value ReconnectAtOnce
        The stream is opened again without a delay if it has brought an event or was stable, for
        servers that end each response after some time or some events. Otherwise as Reconnect, so
        that no server is hammered.

    \value Close
        The source closes, without an error.
*/

class SseReconnectPolicyData : public QSharedData
{
public:
    bool enabled = true;
    int interval = 3000;
    double factor = 2;
    double jitter = 0.2;
    int minimumDelay = 100;
    int maximumDelay = 30000;
    int maximumServerDelay = 10 * 60 * 1000;
    int maximumAttempts = -1;
    int maximumTime = 0;
    int stableTime = 10000;
    SseReconnectPolicy::CleanEnd cleanEnd = SseReconnectPolicy::CleanEnd::Reconnect;
    bool anyMethod = false;
    QList<int> retryStatuses;
    bool retryServerErrors = false;
    bool retryUnauthorized = false;
};

/*!
    Constructs the policy of the HTML standard.
*/
SseReconnectPolicy::SseReconnectPolicy()
    : d(new SseReconnectPolicyData)
{ }

SseReconnectPolicy::SseReconnectPolicy(const SseReconnectPolicy &other) = default;
SseReconnectPolicy::SseReconnectPolicy(SseReconnectPolicy &&other) noexcept = default;
SseReconnectPolicy &SseReconnectPolicy::operator=(const SseReconnectPolicy &other) = default;
SseReconnectPolicy &SseReconnectPolicy::operator=(SseReconnectPolicy &&other) noexcept = default;
SseReconnectPolicy::~SseReconnectPolicy() = default;

/*!
    A policy that also tries again after the statuses 408, 425, 429 and all from 500 to 599, which
    servers and proxies answer with while they are busy or being restarted.
*/
SseReconnectPolicy SseReconnectPolicy::resilient()
{
    SseReconnectPolicy policy;
    policy.d->retryStatuses = { 408, 425, 429 };
    policy.d->retryServerErrors = true;
    return policy;
}

/*!
    \property SseReconnectPolicy::enabled
    \brief whether a stream that ends or breaks is opened again; true by default.
*/
bool SseReconnectPolicy::isEnabled() const
{
    return d->enabled;
}

void SseReconnectPolicy::setEnabled(bool enabled)
{
    d->enabled = enabled;
}

/*!
    \property SseReconnectPolicy::interval
    \brief the milliseconds before the first attempt that follows a failure; 3000 by default.

    The server's \c retry replaces it.
*/
int SseReconnectPolicy::interval() const
{
    return d->interval;
}

void SseReconnectPolicy::setInterval(int milliseconds)
{
    if (isAtLeast(0, milliseconds, "reconnectPolicy.interval"))
        d->interval = milliseconds;
}

/*!
    \overload
*/
void SseReconnectPolicy::setInterval(std::chrono::milliseconds interval)
{
    setInterval(toMilliseconds(interval));
}

/*!
    \property SseReconnectPolicy::factor
    \brief by how much each failure in a row lengthens the delay; 2 by default, from 1 to 100.

    1 means delays that do not grow.
*/
double SseReconnectPolicy::factor() const
{
    return d->factor;
}

void SseReconnectPolicy::setFactor(double factor)
{
    if (isWithin(1.0, factor, 100.0, "reconnectPolicy.factor"))
        d->factor = factor;
}

/*!
    \property SseReconnectPolicy::jitter
    \brief by what part of it a delay is made shorter or longer at random; 0.2 by default, from 0
   to 1.

    0 means delays without chance.
*/
double SseReconnectPolicy::jitter() const
{
    return d->jitter;
}

void SseReconnectPolicy::setJitter(double fraction)
{
    if (isWithin(0.0, fraction, 1.0, "reconnectPolicy.jitter"))
        d->jitter = fraction;
}

/*!
    \property SseReconnectPolicy::minimumDelay
    \brief the milliseconds that any delay has at least; 100 by default, and not less than 1.

    It keeps a \c retry of 0 from making a hot loop.
*/
int SseReconnectPolicy::minimumDelay() const
{
    return d->minimumDelay;
}

void SseReconnectPolicy::setMinimumDelay(int milliseconds)
{
    if (isAtLeast(1, milliseconds, "reconnectPolicy.minimumDelay"))
        d->minimumDelay = milliseconds;
}

/*!
    \overload
*/
void SseReconnectPolicy::setMinimumDelay(std::chrono::milliseconds delay)
{
    setMinimumDelay(toMilliseconds(delay));
}

/*!
    \property SseReconnectPolicy::maximumDelay
    \brief the milliseconds up to which delays grow; 30000 by default.

    An \l interval or \c retry that is longer is kept, and does not grow.
*/
int SseReconnectPolicy::maximumDelay() const
{
    return d->maximumDelay;
}

void SseReconnectPolicy::setMaximumDelay(int milliseconds)
{
    if (isAtLeast(1, milliseconds, "reconnectPolicy.maximumDelay"))
        d->maximumDelay = milliseconds;
}

/*!
    \overload
*/
void SseReconnectPolicy::setMaximumDelay(std::chrono::milliseconds delay)
{
    setMaximumDelay(toMilliseconds(delay));
}

/*!
    \property SseReconnectPolicy::maximumServerDelay
    \brief the milliseconds up to which a server is heeded; 600000 by default, which is ten minutes.

    It concerns \c retry and \c Retry-After. Jitter comes on top.
*/
int SseReconnectPolicy::maximumServerDelay() const
{
    return d->maximumServerDelay;
}

void SseReconnectPolicy::setMaximumServerDelay(int milliseconds)
{
    if (isAtLeast(1, milliseconds, "reconnectPolicy.maximumServerDelay"))
        d->maximumServerDelay = milliseconds;
}

/*!
    \overload
*/
void SseReconnectPolicy::setMaximumServerDelay(std::chrono::milliseconds delay)
{
    setMaximumServerDelay(toMilliseconds(delay));
}

/*!
    \property SseReconnectPolicy::maximumAttempts
    \brief how often in a row the source tries again before it gives up; -1, the default, is no
   limit.

    An event sets the count back, and so does a stream that is open for \l stableTime.
*/
int SseReconnectPolicy::maximumAttempts() const
{
    return d->maximumAttempts;
}

void SseReconnectPolicy::setMaximumAttempts(int attempts)
{
    if (isAtLeast(-1, attempts, "reconnectPolicy.maximumAttempts"))
        d->maximumAttempts = attempts;
}

/*!
    \property SseReconnectPolicy::maximumTime
    \brief the milliseconds after the first failure in a row within which another attempt may begin;
   0, the default, is no limit.

    When the next one would begin later, the source gives up.
*/
int SseReconnectPolicy::maximumTime() const
{
    return d->maximumTime;
}

void SseReconnectPolicy::setMaximumTime(int milliseconds)
{
    if (isAtLeast(0, milliseconds, "reconnectPolicy.maximumTime"))
        d->maximumTime = milliseconds;
}

/*!
    \overload
*/
void SseReconnectPolicy::setMaximumTime(std::chrono::milliseconds time)
{
    setMaximumTime(toMilliseconds(time));
}

/*!
    \property SseReconnectPolicy::stableTime
    \brief the milliseconds after which an open stream is no failure even if no event came; 10000 by
   default.
*/
int SseReconnectPolicy::stableTime() const
{
    return d->stableTime;
}

void SseReconnectPolicy::setStableTime(int milliseconds)
{
    if (isAtLeast(0, milliseconds, "reconnectPolicy.stableTime"))
        d->stableTime = milliseconds;
}

/*!
    \overload
*/
void SseReconnectPolicy::setStableTime(std::chrono::milliseconds time)
{
    setStableTime(toMilliseconds(time));
}

/*!
    \property SseReconnectPolicy::cleanEnd
    \brief what follows when the server ends a stream in good order; CleanEnd::Reconnect by default.
*/
SseReconnectPolicy::CleanEnd SseReconnectPolicy::cleanEnd() const
{
    return d->cleanEnd;
}

void SseReconnectPolicy::setCleanEnd(CleanEnd reaction)
{
    d->cleanEnd = reaction;
}

/*!
    \property SseReconnectPolicy::anyMethod
    \brief whether requests of other methods than GET and HEAD are repeated too; false by default.

    A request with a body may do something at the server each time it is sent.
*/
bool SseReconnectPolicy::anyMethod() const
{
    return d->anyMethod;
}

void SseReconnectPolicy::setAnyMethod(bool enabled)
{
    d->anyMethod = enabled;
}

/*!
    \property SseReconnectPolicy::retryStatuses
    \brief the statuses of responses after which the source tries again; empty by default.

    Every status but 200 ends a source otherwise, as the standard demands.
*/
QList<int> SseReconnectPolicy::retryStatuses() const
{
    return d->retryStatuses;
}

void SseReconnectPolicy::setRetryStatuses(const QList<int> &statuses)
{
    const auto isStatus = [](int status) {
        return isWithin(100, status, 599, "a status of reconnectPolicy.retryStatuses");
    };
    if (std::all_of(statuses.begin(), statuses.end(), isStatus))
        d->retryStatuses = statuses;
}

/*!
    \property SseReconnectPolicy::retryServerErrors
    \brief whether all statuses from 500 to 599 are among those to retry; false by default.
*/
bool SseReconnectPolicy::retryServerErrors() const
{
    return d->retryServerErrors;
}

void SseReconnectPolicy::setRetryServerErrors(bool enabled)
{
    d->retryServerErrors = enabled;
}

/*!
    \property SseReconnectPolicy::retryUnauthorized
    \brief whether a response with status 401 is followed at once by one more attempt; false by
   default.

    It is for tokens that expire: SseSource::aboutToConnect() gets the chance to set a fresh one. A
    second 401 in a row is final. A request that was refused in this way was not carried out, so
   that this holds for all methods, and counts as no attempt of the others.
*/
bool SseReconnectPolicy::retryUnauthorized() const
{
    return d->retryUnauthorized;
}

void SseReconnectPolicy::setRetryUnauthorized(bool enabled)
{
    d->retryUnauthorized = enabled;
}

bool SseReconnectPolicy::isEqual(const SseReconnectPolicy &other) const
{
    return d == other.d
        || (d->enabled == other.d->enabled && d->interval == other.d->interval
            && qFuzzyCompare(d->factor, other.d->factor)
            && qFuzzyCompare(1 + d->jitter, 1 + other.d->jitter)
            && d->minimumDelay == other.d->minimumDelay && d->maximumDelay == other.d->maximumDelay
            && d->maximumServerDelay == other.d->maximumServerDelay
            && d->maximumAttempts == other.d->maximumAttempts
            && d->maximumTime == other.d->maximumTime && d->stableTime == other.d->stableTime
            && d->cleanEnd == other.d->cleanEnd && d->anyMethod == other.d->anyMethod
            && d->retryStatuses == other.d->retryStatuses
            && d->retryServerErrors == other.d->retryServerErrors
            && d->retryUnauthorized == other.d->retryUnauthorized);
}

#include "moc_ssereconnectpolicy.cpp"
