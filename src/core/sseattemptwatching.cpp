// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// How long an attempt waits, and for what.

#include "sseattempt_p.h"

#include "ssemeter_p.h"
#include "ssenetworkaccess_p.h"
#include "ssesource.h"

#include <algorithm>
#include <limits>

using Code = SseError::Code;
using SseHttp::hostOf;

void SseAttempt::onDeadline()
{
    if (m_rejection) {
        endRejected();
        return;
    }
    const QString host = peer();
    const bool isAnswerLimited = m_limits.responseTimeout > 0;
    SseOutcome outcome;
    outcome.distrustsConnection = true;
    if (m_isSent && !m_isHopSent && isAnswerLimited)
        outcome.error = SseError(
            Code::ResponseTimeout,
            SseSource::tr("The request was redirected to %1, and not sent there before %2 ms had "
                          "passed since it was sent first.")
                .arg(host, QString::number(answerTimeout())));
    else if (m_isHopSent)
        outcome.error =
            SseError(Code::ResponseTimeout,
                     SseSource::tr("%1 took the request and did not answer within %2 ms.")
                         .arg(host, QString::number(answerTimeout())));
    else if (m_surroundings.network->isInjected() && !m_hasConnection && m_request.mayUseHttp2())
        outcome.error = SseError(
            Code::ConnectTimeout,
            SseSource::tr("The request to %1 waited for %2 ms and got no connection: the one over "
                          "HTTP/2 that the network access manager has, which the source was given, "
                          "takes no more requests, or the host was not found in that time.")
                .arg(host, QString::number(m_limits.connectTimeout)));
    else if (m_surroundings.network->isInjected() && !m_hasConnection)
        outcome.error = SseError(
            Code::ConnectTimeout,
            SseSource::tr("The request to %1 waited for %2 ms and got no connection: all that the "
                          "network access manager, which the source was given, opens to a host "
                          "are in use, or the host was not found in that time.")
                .arg(host, QString::number(m_limits.connectTimeout)));
    else
        outcome.error = SseError(Code::ConnectTimeout,
                                 SseSource::tr("The request could not be sent to %1 within %2 ms.")
                                     .arg(host, QString::number(m_limits.connectTimeout)));
    end(outcome);
}

// For the request to be sent and answered.
int SseAttempt::wholeTimeout() const
{
    return int(std::min<qint64>(qint64(m_limits.connectTimeout) + m_limits.responseTimeout,
                                std::numeric_limits<int>::max()));
}

// What an answer that did not come was waited for.
int SseAttempt::answerTimeout() const
{
    return m_tellsWhenSent ? m_limits.responseTimeout : wholeTimeout();
}

// Begins to watch over the open stream.
void SseAttempt::watch()
{
    m_lastRead = m_lastEvent = m_surroundings.clock->steady();
    m_surroundings.meter->beginStream(m_lastRead);
    if (m_limits.idleTimeout > 0)
        m_idleAlarm->start(m_limits.idleTimeout);
    if (m_limits.eventTimeout > 0)
        m_eventAlarm->start(m_limits.eventTimeout);
}

// The alarms of an open stream are not set anew with each byte: they look at when the last one
// came.
void SseAttempt::onIdle()
{
    const qint64 now = m_surroundings.clock->steady();
    // What waits to be read, while a handler takes its time, is no silence.
    if (m_isReading || m_isPaused || hasUnread())
        m_lastRead = now;
    const qint64 left = m_lastRead + m_limits.idleTimeout - now;
    if (left > 0)
        m_idleAlarm->start(int(left));
    else
        endSilent(Code::IdleTimeout,
                  SseSource::tr("%1 has sent nothing for %2 ms, not even a comment.")
                      .arg(hostOf(m_responseUrl), QString::number(m_limits.idleTimeout)));
}

void SseAttempt::onEventless()
{
    const qint64 now = m_surroundings.clock->steady();
    if (m_isReading || m_isPaused)
        m_lastEvent = now;
    const qint64 left = m_lastEvent + m_limits.eventTimeout - now;
    if (left > 0) {
        m_eventDeadline.reset();
        m_eventAlarm->start(int(left));
        return;
    }
    // An event may be in what waits to be read, but a flood of anything else has no respite.
    if (!m_eventDeadline)
        m_eventDeadline = m_received + chunkSize + (m_reply ? m_reply->bytesAvailable() : 0);
    if (hasUnread() && m_received < *m_eventDeadline)
        m_eventAlarm->start(1);
    else
        endSilent(Code::EventTimeout,
                  SseSource::tr("%1 has sent no event for %2 ms.")
                      .arg(hostOf(m_responseUrl), QString::number(m_limits.eventTimeout)));
}

void SseAttempt::endSilent(Code code, const QString &message)
{
    SseOutcome outcome;
    outcome.error = SseError(code, message);
    outcome.error.setHttpStatus(200);
    outcome.distrustsConnection = true;
    end(outcome);
}
