// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What a source does between two attempts, and what makes it begin another: the time that has
// passed, the network that is back, the machine that has woken.

#include "ssesource_p.h"

#include <QtNetwork/qhostaddress.h>

#include <algorithm>
#include <utility>

namespace {

// How often the two clocks are compared, and by how much they have to differ.
constexpr int sleepWatchInterval = 10 * 1000;
constexpr int leastSleep = 10 * 1000;
// How often an attempt is made though the machine is said to be offline: whoever says so may see
// less than there is, such as a network without a way out of it.
constexpr int offlineInterval = 60 * 1000;

// Hosts for which no network is needed.
bool isLoopback(const QString &host)
{
    return host == QLatin1String("localhost") || host.endsWith(QLatin1String(".localhost"))
        || QHostAddress(host).isLoopback();
}

} // namespace

// "Reestablish the connection"
void SseSourcePrivate::reconnectAfter(const SseError &error, int delay)
{
    SseError announced = error;
    announced.setReconnectDelay(std::chrono::milliseconds(delay));
    waitFor(delay);
    if (!enter(SseSource::Phase::WaitingToReconnect))
        return;
    const Course course(this);
    announceAttempts();
    if (course.isKept())
        Q_EMIT q->errorOccurred(announced);
}

void SseSourcePrivate::waitFor(int delay)
{
    m_due = now() + delay;
    m_reconnectAlarm->start(delay);
    if (delay > 0)
        m_countdownAlarm->start((delay - 1) % 1000 + 1);
}

// What is left is announced at each full second.
void SseSourcePrivate::countDown()
{
    const int left = nextReconnectIn();
    if (left > 0)
        m_countdownAlarm->start((left - 1) % 1000 + 1);
    announceWaiting();
}

// What is new of it since it was announced last, whoever has taken another course meanwhile.
void SseSourcePrivate::announceWaiting()
{
    const Course course(this);
    const int left = nextReconnectIn();
    if (std::exchange(m_announcedLeft, left) != left)
        Q_EMIT q->nextReconnectInChanged(left);
    if (course.isKept() && std::exchange(m_announcedWaits, waitsForNetwork) != waitsForNetwork)
        Q_EMIT q->waitsForNetworkChanged(waitsForNetwork);
    if (course.isKept()
        && std::exchange(m_announcedWaitsForConnection, waitsForConnection) != waitsForConnection)
        Q_EMIT q->waitsForConnectionChanged(waitsForConnection);
}

int SseSourcePrivate::nextReconnectIn() const
{
    if (phase != SseSource::Phase::WaitingToReconnect || waitsForNetwork)
        return -1;
    return int(std::max<qint64>(0, m_due - now()));
}

void SseSourcePrivate::onReconnectDue()
{
    // Timers may ring a little early, and nobody is to come earlier than asked.
    if (const int left = nextReconnectIn(); left > 0) {
        m_reconnectAlarm->start(left);
        return;
    }
    if (waitsForNetwork && reconnection.timeLeft(now()) == 0) {
        fail(lastError);
        return;
    }
    if (isOnline() || waitsForNetwork) {
        dial();
        return;
    }
    m_countdownAlarm->stop();
    m_reconnectAlarm->start(int(
        std::min<qint64>(offlineInterval, reconnection.timeLeft(now()).value_or(offlineInterval))));
    waitsForNetwork = true;
    announceWaiting();
}

bool SseSourcePrivate::isOnline()
{
    if (!environment.reachability)
        environment.reachability = SseReachability::system();
    if (!std::exchange(m_followsReachability, true))
        QObject::connect(environment.reachability, &SseReachability::onlineChanged, q,
                         [this](bool online) { onOnlineChanged(online); });
    return environment.reachability->isOnline() || m_disbelievesOffline
        || isLoopback(request.url.host());
}

// What failed for want of a network need wait no longer. A server that has answered, and not with a
// stream, has its own reasons.
void SseSourcePrivate::onOnlineChanged(bool online)
{
    m_disbelievesOffline = false;
    if (!online || phase != SseSource::Phase::WaitingToReconnect || isLoopback(request.url.host()))
        return;
    if (waitsForNetwork || lastError.code() != SseError::Code::UnexpectedStatus)
        dial();
}

void SseSourcePrivate::beginSleepWatch()
{
    m_watchedSteady = now();
    m_watchedWall = environment.clock->wall();
    m_sleepAlarm->start(sleepWatchInterval);
}

// The steady clock stands still while the machine sleeps, and the calendar does not. Somebody who
// sets the calendar forward looks the same, and costs one reconnect.
void SseSourcePrivate::watchForSleep()
{
    const qint64 asleep = (environment.clock->wall() - m_watchedWall) - (now() - m_watchedSteady);
    beginSleepWatch();
    if (asleep >= leastSleep)
        onWoken(asleep);
}

// Whoever was at the other end of the connection has given up long ago, and could not say so.
void SseSourcePrivate::onWoken(qint64 asleep)
{
    m_distrustsConnections = true;
    if (phase == SseSource::Phase::WaitingToReconnect) {
        // To sleep was to wait.
        const qint64 left = m_due - now() - asleep;
        if (left > 0 && !waitsForNetwork) {
            waitFor(int(left));
            announceWaiting();
        } else {
            dial();
        }
        return;
    }
    // What may not be sent again is left to the timeouts, and so is what is not sent yet.
    if (!attempt || !reconnection.isAllowed(request.isRepeatable()))
        return;
    SseError error(SseError::Code::Suspended,
                   SseSource::tr("The machine was asleep; the event stream is opened anew."));
    error.setPhase(SseError::Phase(phase));
    if (phase == SseSource::Phase::Streaming)
        error.setHttpStatus(200);
    letGo();
    lastError = error;
    reconnectAfter(error, 0);
}

// The stream is worth something.
void SseSourcePrivate::proveStream()
{
    m_stableAlarm->stop();
    reconnection.streamProved();
    announceAttempts();
}

void SseSourcePrivate::announceAttempts()
{
    const int attempts = reconnection.attempts();
    if (std::exchange(m_announcedAttempts, attempts) != attempts)
        Q_EMIT q->reconnectAttemptChanged(attempts);
}
