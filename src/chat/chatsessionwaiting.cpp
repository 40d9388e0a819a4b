// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// After a failure: the offer to try again, and the countdown to when that makes sense.

#include "chatsession_p.h"
#include "chatsessionerrors_p.h"

#include <algorithm>
#include <utility>

bool ChatSessionPrivate::isCountingDown() const
{
    return phase == Chat::Phase::WaitingToRetry;
}

// What has failed is settled; the handlers of errorOccurred() may do whatever they like.
void ChatSessionPrivate::offerRetry(const ChatError &reason, const Failure &from)
{
    const ChatError told = reason;
    const bool canGoOn = from.round == 0 || !from.isFull;
    if (told.code != Chat::ErrorCode::TooManyToolRounds && canGoOn)
        failure = from;
    const bool isWaitedFor = failure && ChatSessionErrors::isWaitedFor(told);
    if (isWaitedFor)
        startCountdown(told.retryAfter);
    if (!announce())
        return;
    const Course here(this);
    Q_EMIT q->errorOccurred(told);
    if (isWaitedFor && here.isKept() && retryCountdown == 0 && !isCountingDown())
        Q_EMIT q->retryReady();
}

void ChatSessionPrivate::startCountdown(int milliseconds)
{
    retryCountdown = milliseconds;
    if (milliseconds == 0)
        return; // there is nothing to wait for
    phase = Chat::Phase::WaitingToRetry;
    m_retryDue = m_clock->steady() + milliseconds;
    if (!m_countdownAlarm)
        m_countdownAlarm = m_clock->createAlarm(q, [this] { countDown(); });
    m_countdownAlarm->start((milliseconds - 1) % 1000 + 1);
}

// Rings when whole seconds are left.
void ChatSessionPrivate::countDown()
{
    retryCountdown = int(std::max<qint64>(0, m_retryDue - m_clock->steady()));
    if (retryCountdown > 0) {
        m_countdownAlarm->start((retryCountdown - 1) % 1000 + 1);
        static_cast<void>(announce());
    } else {
        onRetryDue();
    }
}

void ChatSessionPrivate::onRetryDue()
{
    if (isRetryScheduled) {
        static_cast<void>(retry());
        return;
    }
    ++course;
    phase = Chat::Phase::Idle;
    if (announce())
        Q_EMIT q->retryReady();
}

// The offer, and with it the countdown. Whoever calls it announces it.
void ChatSessionPrivate::dropRetry()
{
    ++course;
    failure.reset();
    retryCountdown = -1;
    isRetryScheduled = false;
    if (m_countdownAlarm)
        m_countdownAlarm->stop();
    if (isCountingDown())
        phase = Chat::Phase::Idle;
}

// Rounds that have succeeded are not asked for again: their tools have run.
bool ChatSessionPrivate::retry()
{
    Failure from = *failure;
    const bool isKept = from.round > 0 && from.answer && messages->rowOf(from.answer) >= 0;
    if (isKept)
        return begin(from, [] {});
    const QPointer<ChatMessage> failed = std::exchange(from.answer, nullptr);
    from.round = 0;
    return begin(from, [this, failed] {
        if (const int row = messages->rowOf(failed); failed && row >= 0)
            messages->remove(row, messages->count() - row);
    });
}

/*!
    \property ChatSession::canRetry
    \brief whether retry() can send again what has failed.

    It is so after every error but Chat::ErrorCode::TooManyToolRounds, until something else is sent,
    cancelRetry() is called, or the question is removed from \l messages. An answer that was too
    long to keep, after rounds with tool calls, cannot go on either.
*/
bool ChatSession::canRetry() const
{
    return d->failure.has_value();
}

/*!
    \property ChatSession::retryCountdown
    \brief the milliseconds until the service wants to be asked again, -1 when it has not said.

    A service that has too much to do says in \c Retry-After when to come back, in an answer with
    the status 429 or 503. The session counts down from there, and tells so once a second; the
    \l phase is Chat::Phase::WaitingToRetry. It counts from one hour where the service says more. At
    0 the phase is Chat::Phase::Idle, retryReady() is emitted, and nothing is sent, unless
    scheduleRetry() was called.

    \sa retry(), cancelRetry()
*/
int ChatSession::retryCountdown() const
{
    return d->retryCountdown;
}

/*!
    \property ChatSession::retryScheduled
    \brief whether the session will send again by itself at the end of the countdown.

    Only scheduleRetry() makes it so.
*/
bool ChatSession::isRetryScheduled() const
{
    return d->isRetryScheduled;
}

/*!
    Sends again what has failed, with the properties as they are now, so that a key or a model can
    be set right before. It need not wait for the end of the countdown. Returns whether it was sent:
    not without \l canRetry.

    The failed answer goes, and a new one begins in its place. Where rounds with tool calls have
    succeeded before, the answer is kept and the failed round alone is asked for again, so that no
    tool runs twice.

    A request that has failed may have been carried out all the same: no session sends one again by
    itself.
*/
bool ChatSession::retry()
{
    if (d->refuses("retry") || !d->failure)
        return false;
    return d->retry();
}

/*!
    Has the session call retry() at the end of the countdown, and at once where that is over.
    Returns whether it will, or has: not without \l canRetry. cancelRetry() takes it back.
*/
bool ChatSession::scheduleRetry()
{
    if (!d->isCountingDown())
        return retry();
    d->isRetryScheduled = true;
    static_cast<void>(d->announce());
    return true;
}

/*!
    Drops the offer to try again: the countdown ends, \l canRetry is false, and \l error stays as it
    is.
*/
void ChatSession::cancelRetry()
{
    if (!d->failure)
        return;
    d->dropRetry();
    static_cast<void>(d->announce());
}
