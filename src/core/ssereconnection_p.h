// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSERECONNECTION_P_H
#define SSEQT_SSERECONNECTION_P_H

#include "sseattempt_p.h"
#include "ssereconnectpolicy.h"

#include <SseQt/Backoff>

#include <optional>

// Whether another attempt follows, and when: the policy and what has happened so far. It decides
// and counts, and has no timer.
class SseReconnection
{
public:
    explicit SseReconnection(quint64 seed);

    [[nodiscard]] const SseReconnectPolicy &policy() const { return m_policy; }
    void setPolicy(const SseReconnectPolicy &policy);
    void setSeed(quint64 seed);

    // What the server has asked for by "retry".
    [[nodiscard]] std::optional<int> serverInterval() const { return m_serverInterval; }
    void setServerInterval(std::optional<int> milliseconds) { m_serverInterval = milliseconds; }
    [[nodiscard]] int effectiveInterval() const;

    // How many attempts have been granted since all was well.
    [[nodiscard]] int attempts() const { return m_attempts; }
    void reset();

    // Whether streams are opened again at all.
    [[nodiscard]] bool isAllowed(bool isRepeatable) const;

    void streamOpened();
    // An event has come, or the stream has been open for long enough.
    void streamProved();

    // The milliseconds before the next attempt; nothing when that was the last one. \a now is that
    // of a steady clock. An attempt that failed while the machine was offline is not held against
    // anybody.
    [[nodiscard]] std::optional<int> grant(const SseOutcome &outcome, bool isRepeatable,
                                           bool isOnline, qint64 now);
    // Milliseconds until the policy's time is up; nothing where it has no end.
    [[nodiscard]] std::optional<qint64> timeLeft(qint64 now) const;

private:
    [[nodiscard]] bool isWorthwhile(const SseOutcome &outcome, bool isRepeatable) const;
    [[nodiscard]] int delayAfter(const SseOutcome &outcome);

    SseReconnectPolicy m_policy;
    sse::Backoff m_backoff;
    std::optional<int> m_serverInterval;
    int m_attempts = 0;
    bool m_isProved = false; // the stream that is open, or was
    bool m_isUnauthorizedForgiven = true;
    std::optional<qint64> m_failingSince;
};

#endif
