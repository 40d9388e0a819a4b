// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssereconnection_p.h"

#include "sseduration_p.h"

#include <algorithm>
#include <utility>

using std::chrono::milliseconds;

SseReconnection::SseReconnection(quint64 seed)
    : m_backoff(seed)
{
    setPolicy({});
}

void SseReconnection::setPolicy(const SseReconnectPolicy &policy)
{
    m_policy = policy;
    sse::Backoff::Options options;
    options.interval = milliseconds(policy.interval());
    options.minimum = milliseconds(policy.minimumDelay());
    options.maximum = milliseconds(policy.maximumDelay());
    options.factor = policy.factor();
    options.jitter = policy.jitter();
    m_backoff.setOptions(options);
}

void SseReconnection::setSeed(quint64 seed)
{
    m_backoff = sse::Backoff(m_backoff.options(), seed);
}

int SseReconnection::effectiveInterval() const
{
    if (!m_serverInterval)
        return std::max(m_policy.interval(), m_policy.minimumDelay());
    return std::max(std::min(*m_serverInterval, m_policy.maximumServerDelay()),
                    m_policy.minimumDelay());
}

void SseReconnection::reset()
{
    m_attempts = 0;
    m_backoff.reset();
    m_isProved = false;
    m_isUnauthorizedForgiven = true;
    m_failingSince.reset();
}

bool SseReconnection::isAllowed(bool isRepeatable) const
{
    return m_policy.isEnabled() && m_policy.maximumAttempts() != 0
        && (isRepeatable || m_policy.anyMethod());
}

void SseReconnection::streamOpened()
{
    m_isUnauthorizedForgiven = true;
    m_isProved = false;
}

void SseReconnection::streamProved()
{
    if (m_isProved)
        return;
    m_isProved = true;
    m_attempts = 0;
    m_backoff.reset();
    m_failingSince.reset();
}

std::optional<int> SseReconnection::grant(const SseOutcome &outcome, bool isRepeatable,
                                          bool isOnline, qint64 now)
{
    if (outcome.error.httpStatus() == 401 && m_policy.retryUnauthorized()
        && std::exchange(m_isUnauthorizedForgiven, false))
        return 0;
    if (!isWorthwhile(outcome, isRepeatable))
        return std::nullopt;
    if (!m_failingSince)
        m_failingSince = now;
    if (isOnline && m_policy.maximumAttempts() >= 0 && m_attempts >= m_policy.maximumAttempts())
        return std::nullopt;
    const int delay = isOnline ? delayAfter(outcome) : effectiveInterval();
    const auto left = timeLeft(now);
    if (left && delay > *left)
        return std::nullopt;
    if (isOnline)
        ++m_attempts;
    return delay;
}

std::optional<qint64> SseReconnection::timeLeft(qint64 now) const
{
    if (m_policy.maximumTime() == 0 || !m_failingSince)
        return std::nullopt;
    return std::max<qint64>(0, *m_failingSince + m_policy.maximumTime() - now);
}

bool SseReconnection::isWorthwhile(const SseOutcome &outcome, bool isRepeatable) const
{
    if (!isAllowed(isRepeatable))
        return false;
    switch (outcome.kind) {
    case SseOutcome::Kind::Ended:
        return m_policy.cleanEnd() != SseReconnectPolicy::CleanEnd::Close;
    case SseOutcome::Kind::Failed:
        return true;
    case SseOutcome::Kind::Rejected: {
        const int status = outcome.error.httpStatus();
        return m_policy.retryStatuses().contains(status)
            || (m_policy.retryServerErrors() && status >= 500 && status <= 599);
    }
    case SseOutcome::Kind::Futile:
        break;
    }
    return false;
}

int SseReconnection::delayAfter(const SseOutcome &outcome)
{
    if (outcome.kind == SseOutcome::Kind::Ended && m_isProved
        && m_policy.cleanEnd() == SseReconnectPolicy::CleanEnd::ReconnectAtOnce)
        return 0;
    if (outcome.retryAfter)
        return toMilliseconds(m_backoff.nextExactly(
            std::min(*outcome.retryAfter, milliseconds(m_policy.maximumServerDelay()))));
    if (m_serverInterval)
        return toMilliseconds(m_backoff.nextFrom(milliseconds(effectiveInterval())));
    return toMilliseconds(m_backoff.next());
}
