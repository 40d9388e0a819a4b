// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssesource_p.h"
#include "ssetext_p.h"

#include <QtCore/qmetaobject.h>
#include <QtCore/qrandom.h>
#include <QtCore/qthread.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <utility>

Q_LOGGING_CATEGORY(lcSseSource, "sseqt.source", QtWarningMsg)

quint64 SseEnvironment::randomSeed()
{
    return QRandomGenerator::system()->generate64();
}

void SseEnvironment::give(SseSource &source, const SseEnvironment &environment)
{
    SseSourcePrivate::of(source)->setEnvironment(environment);
}

namespace {

SseError truncated(const SseError &end)
{
    SseError error(
        SseError::Code::StreamTruncated,
        SseSource::tr("The event stream stopped before its declared end. %1").arg(end.message()));
    error.setPhase(end.phase());
    error.setHttpStatus(end.httpStatus());
    error.setNetworkError(end.networkError());
    error.setResponseHeaders(end.responseHeaders());
    return error;
}

} // namespace

SseSourcePrivate::SseSourcePrivate(SseSource *source)
    : q(source)
    , reconnection(environment.seed)
    , reopenTimer(source)
    , network(source)
{
    limits.connectTimeout = 10000;
    limits.responseTimeout = 60000;
    limits.idleTimeout = 5 * 60 * 1000;
    reopenTimer.setSingleShot(true);
    QObject::connect(&reopenTimer, &QTimer::timeout, q, [this] { reopen(); });
    setEnvironment(environment);
}

SseSourcePrivate::~SseSourcePrivate()
{
    if (m_pending)
        m_pending->client = nullptr;
}

void SseSourcePrivate::setEnvironment(const SseEnvironment &given)
{
    environment = given;
    reconnection.setSeed(given.seed);
    const auto alarm = [this](auto ring) { return environment.clock->createAlarm(q, ring); };
    m_reconnectAlarm = alarm([this] { onReconnectDue(); });
    m_countdownAlarm = alarm([this] { countDown(); });
    m_stableAlarm = alarm([this] { proveStream(); });
    m_preparationAlarm = alarm([this] { onPreparationTimeout(); });
    m_sleepAlarm = alarm([this] { watchForSleep(); });
}

SseSource::ReadyState SseSourcePrivate::readyState() const
{
    switch (phase) {
    case SseSource::Phase::Idle:
        return SseSource::ReadyState::Closed;
    case SseSource::Phase::Streaming:
        return SseSource::ReadyState::Open;
    case SseSource::Phase::Dialing:
    case SseSource::Phase::AwaitingHeaders:
    case SseSource::Phase::WaitingToReconnect:
        break;
    }
    return SseSource::ReadyState::Connecting;
}

// The one place where the phase changes. Every change of course comes through here, also one that
// leaves the phase as it is. False when a handler has taken another course, or there is no source
// any more.
bool SseSourcePrivate::enter(SseSource::Phase next)
{
    ++turn;
    const Course course(this);
    waitsForNetwork = false;
    waitsForConnection = false;
    if (phase != next) {
        qCDebug(lcSseSource) << q << phase << "->" << next;
        phase = next;
        if (next == SseSource::Phase::Idle) {
            m_sleepAlarm->stop();
            network.rest();
        } else if (!m_sleepAlarm->isActive()) {
            beginSleepWatch();
        }
        Q_EMIT q->phaseChanged(next);
    }
    // Also when the phase is the same: the handler of a phase before may have cut short what was to
    // be announced.
    if (course.isKept())
        announceState();
    if (course.isKept())
        announceWaiting();
    return course.isKept();
}

void SseSourcePrivate::announceState()
{
    const auto state = readyState();
    if (std::exchange(m_announcedState, state) != state)
        Q_EMIT q->readyStateChanged(state);
}

void SseSourcePrivate::open()
{
    if (phase != SseSource::Phase::Idle) {
        qCWarning(lcSseSource)
            << "SseSource::open() has no effect on a source that is open or connecting";
        return;
    }
    begin();
}

// Opens the stream, in place of one that may be open.
void SseSourcePrivate::begin()
{
    reopenTimer.stop();
    if (!active) {
        active = true;
        const Course course(this);
        Q_EMIT q->activeChanged(true);
        if (!course.isKept() || !active)
            return;
    }
    if (isHeld)
        return;
    meter.reset();
    lastError = {};
    hadStream = false;
    m_attemptsBegun = 0;
    // The answer to another request begins its IDs anew.
    if (!request.isRepeatable())
        recentEvents.clear();
    restart();
}

// Connects, as if nothing had failed before.
void SseSourcePrivate::restart()
{
    reopenTimer.stop();
    reconnection.reset();
    const Course course(this);
    announceAttempts();
    if (course.isWanted())
        dial();
}

void SseSourcePrivate::reconnectNow()
{
    if (phase != SseSource::Phase::Idle)
        restart();
    else if (active)
        begin();
    else
        qCWarning(lcSseSource)
            << "SseSource::reconnectNow() has no effect on a source that is not active";
}

// What it has in this thread stays here.
void SseSourcePrivate::leaveThread()
{
    if (phase != SseSource::Phase::Idle) {
        qCWarning(lcSseSource) << "SseSource is closed, because it is moved to another thread";
        ++closings;
        ++turn;
        reopenTimer.stop();
        m_sleepAlarm->stop();
        letGo();
        active = false;
        waitsForNetwork = false;
        waitsForConnection = false;
        phase = SseSource::Phase::Idle;
        // No handler is called in between: it would find a source that is in neither thread.
        QMetaObject::invokeMethod(
            q, [this] { announceLeaving(); }, Qt::QueuedConnection);
    }
    network.leaveThread();
}

void SseSourcePrivate::announceLeaving()
{
    if (phase != SseSource::Phase::Idle)
        return; // opened again
    const Course course(this);
    Q_EMIT q->phaseChanged(phase);
    if (course.isKept())
        announceState();
    if (course.isKept())
        announceWaiting();
    if (course.isKept())
        Q_EMIT q->activeChanged(active);
    if (course.isKept())
        Q_EMIT q->closed(SseSource::CloseReason::Requested);
}

// Opens the stream anew after its properties have changed.
void SseSourcePrivate::reopen()
{
    if (!request.url.isEmpty()) {
        begin();
        return;
    }
    // A declared source whose URL was taken away waits for the next one.
    letGo();
    if (phase != SseSource::Phase::Idle)
        finish(SseSource::CloseReason::Requested);
}

void SseSourcePrivate::scheduleReopen()
{
    if (!isHeld)
        reopenTimer.start(0);
}

void SseSourcePrivate::close()
{
    ++closings;
    reopenTimer.stop();
    letGo();
    const bool wasActive = std::exchange(active, false);
    const bool wasIdle = phase == SseSource::Phase::Idle;
    if (!wasIdle && !enter(SseSource::Phase::Idle))
        return;
    const Course course(this);
    if (wasActive)
        Q_EMIT q->activeChanged(false);
    if (!wasIdle && course.isKept())
        Q_EMIT q->closed(SseSource::CloseReason::Requested);
}

// Begins an attempt.
void SseSourcePrivate::dial()
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&SseSource::aboutToConnect);
    letGo();
    wasOpened = true;
    urlIsAttempts = true;
    ++m_attemptsBegun;
    if (attemptHandler || q->isSignalConnected(signal)) {
        offer();
        return;
    }
    SseRequest upcoming = request;
    upcoming.lastEventId = resumeId();
    launch(upcoming);
}

// Lets the user change the attempt, and put it off.
void SseSourcePrivate::offer()
{
    const auto pending = m_pending = std::make_shared<SsePendingAttemptData>();
    pending->client = this;
    pending->url = request.url;
    pending->lastEventId = resumeId();
    pending->number = m_attemptsBegun - 1;
    pending->previousError = lastError;
    pending->isOffered = true;
    if (!enter(SseSource::Phase::Dialing))
        return;
    const Course course(this);
    const SsePendingAttempt handle(pending);
    if (const auto handler = attemptHandler)
        handler(handle);
    if (course.isKept())
        Q_EMIT q->aboutToConnect(handle);
    if (!course.isKept())
        return;
    pending->isOffered = false;
    if (!pending->isHeld)
        pendingAttemptProceeds();
    else if (preparationTimeout > 0)
        m_preparationAlarm->start(preparationTimeout);
}

void SseSourcePrivate::pendingAttemptProceeds()
{
    const auto pending = std::exchange(m_pending, nullptr);
    pending->client = nullptr;
    m_preparationAlarm->stop();
    SseRequest upcoming = request;
    upcoming.lastEventId = pending->lastEventId; // kept in step with what is set meanwhile
    upcoming.moveTo(pending->url);
    for (const SseRequest::Header &header : std::as_const(pending->headers))
        upcoming.setHeader(header.first, header.second);
    launch(upcoming);
}

void SseSourcePrivate::onPreparationTimeout()
{
    SseOutcome outcome;
    outcome.error =
        SseError(SseError::Code::PreparationTimeout,
                 SseSource::tr("The attempt was held, and did not proceed within %1 ms.")
                     .arg(preparationTimeout));
    outcome.error.setPhase(SseError::Phase::Dialing);
    attemptEnded(outcome);
}

void SseSourcePrivate::pendingAttemptFails(const QString &message)
{
    SseError error(SseError::Code::PreparationFailed, message);
    error.setPhase(SseError::Phase::Dialing);
    fail(error);
}

// Sends the request.
void SseSourcePrivate::launch(const SseRequest &upcoming)
{
    if (const auto fault = upcoming.fault()) {
        fail(*fault);
        return;
    }
    m_isBegunOffline = environment.reachability && !environment.reachability->isOnline();
    if (const auto fault = network.fault()) {
        fail(*fault);
        return;
    }
    attempt = std::make_unique<SseAttempt>(
        this, upcoming, limits,
        SseAttempt::Surroundings{ environment.clock, &meter, &network,
                                  std::exchange(m_distrustsConnections, false), stream });
    attempt->setPaused(isPaused);
    if (!enter(SseSource::Phase::Dialing))
        return;
    attempt->start();
}

// Ends whatever is under way, without a word.
void SseSourcePrivate::letGo()
{
    m_reconnectAlarm->stop();
    m_countdownAlarm->stop();
    m_stableAlarm->stop();
    m_preparationAlarm->stop();
    if (const auto pending = std::exchange(m_pending, nullptr))
        pending->client = nullptr;
    attempt.reset();
    meter.endAttempt(now());
}

void SseSourcePrivate::attemptWaitsForConnection(bool waits)
{
    waitsForConnection = waits;
    announceWaiting();
}

void SseSourcePrivate::attemptSent()
{
    if (phase == SseSource::Phase::Dialing)
        static_cast<void>(enter(SseSource::Phase::AwaitingHeaders));
}

void SseSourcePrivate::attemptOpened()
{
    const bool isResumed = std::exchange(hadStream, true);
    const QByteArray sentId = attempt->sentLastEventId();
    reconnection.streamOpened();
    recentEvents.beginStream(isResumed);
    lastError = {};
    m_stableAlarm->start(reconnection.policy().stableTime());
    if (!enter(SseSource::Phase::Streaming))
        return;
    const Course course(this);
    Q_EMIT q->opened();
    if (isResumed && course.isKept())
        Q_EMIT q->resumed(SseText::toString(sentId));
}

void SseSourcePrivate::attemptReceivedEvent(const SseEvent &event)
{
    const Course course(this);
    const auto repetition = recentEvents.check(event);
    const bool isDropped = drops(repetition);
    if (repetition != SseRecentEvents::Repetition::None)
        meter.takeRepetition(isDropped);
    // What is delivered at least once is known when it is acknowledged.
    if (deliveryMode == SseSource::DeliveryMode::AsReceived)
        recentEvents.remember(event);
    proveStream();
    if (course.isKept())
        attemptCommittedId(event.lastEventIdUtf8());
    if (repetition != SseRecentEvents::Repetition::None && course.isKept())
        Q_EMIT q->eventRepeated(event);
    if (!isDropped) {
        if (course.isKept())
            Q_EMIT q->eventReceived(event);
        if (course.isKept())
            q->notifyListeners(event);
    }
    if (course.isKept() && isDeclaredEnd(event)) {
        letGo();
        finish(SseSource::CloseReason::Ended);
    }
}

bool SseSourcePrivate::drops(SseRecentEvents::Repetition repetition) const
{
    switch (repetition) {
    case SseRecentEvents::Repetition::None:
        break;
    case SseRecentEvents::Repetition::OfId:
        return deduplication.testFlag(SseSource::ById);
    case SseRecentEvents::Repetition::OfData:
        return deduplication.testFlag(SseSource::ByData);
    }
    return false;
}

bool SseSourcePrivate::declaresEnd() const
{
    return !endingTypes.isEmpty() || !endingData.isEmpty();
}

bool SseSourcePrivate::isDeclaredEnd(const SseEvent &event) const
{
    return endingTypes.contains(event.typeUtf8()) || endingData.contains(event.dataUtf8());
}

SseEventChannel *SseSourcePrivate::channel(const QByteArray &type)
{
    SseEventChannel *&channel = channels[type];
    if (!channel)
        channel = new SseEventChannel(q);
    return channel;
}

bool SseSourcePrivate::wantsComments() const
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&SseSource::commentReceived);
    return q->isSignalConnected(signal);
}

void SseSourcePrivate::attemptReceivedComment(const QByteArray &text)
{
    Q_EMIT q->commentReceived(SseText::toString(SseText::validUtf8(text)));
}

void SseSourcePrivate::attemptReceivedRetry(qint64 milliseconds)
{
    const Course course(this);
    const int asked = int(std::min<qint64>(milliseconds, std::numeric_limits<int>::max()));
    if (urlIsAttempts)
        setServerRetry(asked);
    if (course.isKept())
        Q_EMIT q->retryReceived(asked);
}

void SseSourcePrivate::attemptCommittedId(const QByteArray &id)
{
    if (urlIsAttempts)
        setLastEventId(id);
}

void SseSourcePrivate::attemptEnded(const SseOutcome &outcome)
{
    letGo();
    SseError error = outcome.error;
    const bool isTruncated = declaresEnd()
        && (error.code() == SseError::Code::StreamEnded
            || (error.code() == SseError::Code::ConnectionLost
                && error.phase() == SseError::Phase::Streaming));
    if (isTruncated)
        error = truncated(error);
    lastError = error;
    m_distrustsConnections |= outcome.distrustsConnection;

    // A network that carries answers is there, whatever is said of it.
    const bool isAnswered = outcome.kind == SseOutcome::Kind::Ended
        || outcome.kind == SseOutcome::Kind::Rejected
        || (m_isBegunOffline && error.httpStatus() != 0);
    if (isAnswered && !isOnline())
        m_disbelievesOffline = true;

    const auto delay = reconnection.grant(outcome, request.isRepeatable(), isOnline(), now());
    if (delay)
        reconnectAfter(error, *delay);
    else if (outcome.kind == SseOutcome::Kind::Ended && !isTruncated)
        finish(SseSource::CloseReason::Ended);
    else
        fail(error);
}

// "Fail the connection"
void SseSourcePrivate::fail(const SseError &error)
{
    letGo();
    lastError = error;
    forgetChanges();
    if (!enter(SseSource::Phase::Idle))
        return;
    const Course course(this);
    Q_EMIT q->errorOccurred(error);
    if (course.isKept())
        Q_EMIT q->closed(SseSource::CloseReason::Failed);
}

void SseSourcePrivate::finish(SseSource::CloseReason reason)
{
    forgetChanges();
    if (enter(SseSource::Phase::Idle))
        Q_EMIT q->closed(reason);
}

// What goes into the request is about to change: a stream that was asked for otherwise is opened
// anew. An attempt that is held has not asked yet.
void SseSourcePrivate::requestChanges()
{
    if (phase != SseSource::Phase::Idle && !m_pending)
        scheduleReopen();
}

// The next attempt uses none of the connections that others have left.
void SseSourcePrivate::distrustConnections()
{
    m_distrustsConnections = true;
}

// What has closed stays closed, whatever was set while it was open; but for another URL, which is
// another stream.
void SseSourcePrivate::forgetChanges()
{
    if (urlIsAttempts)
        reopenTimer.stop();
}

void SseSourcePrivate::setUrl(const QUrl &url)
{
    request.url = url;
    urlIsAttempts = false;
    const Course course(this);
    if (wasOpened) {
        // They were another stream's.
        stream = nextStream();
        hadStream = false;
        recentEvents.clear();
        setLastEventId({});
        if (course.isKept())
            setAcknowledgedId({});
        if (course.isKept())
            setServerRetry(std::nullopt);
    }
    if (course.isKept())
        Q_EMIT q->urlChanged(url);
}

void SseSourcePrivate::setBody(const QByteArray &bytes, const QJsonValue &json)
{
    const bool isJson = !json.isUndefined();
    if (request.body == bytes && jsonBody == json)
        return;
    requestChanges();
    request.body = bytes;
    request.defaultContentType = isJson ? QByteArrayLiteral("application/json")
                                        : QByteArrayLiteral("application/octet-stream");
    jsonBody = json;
    Q_EMIT q->bodyChanged();
}

void SseSourcePrivate::setLastEventId(const QByteArray &id)
{
    change(request.lastEventId, id, [this] {
        moveUpcoming();
        Q_EMIT q->lastEventIdChanged(q->lastEventId());
    });
}

// No two URLs of any two sources have the same.
quint64 SseSourcePrivate::nextStream()
{
    static std::atomic<quint64> newest = 0;
    return ++newest;
}

// Where the next stream is to begin.
QByteArray SseSourcePrivate::resumeId() const
{
    return deliveryMode == SseSource::DeliveryMode::AtLeastOnce ? acknowledgedId
                                                                : request.lastEventId;
}

void SseSourcePrivate::setAcknowledgedId(const QByteArray &id)
{
    change(acknowledgedId, id, [this] {
        moveUpcoming();
        Q_EMIT q->acknowledgedEventIdChanged(q->acknowledgedEventId());
    });
}

// An attempt that is held begins where the next one would.
void SseSourcePrivate::moveUpcoming()
{
    if (m_pending && urlIsAttempts)
        m_pending->lastEventId = resumeId();
}

void SseSourcePrivate::setServerRetry(std::optional<int> milliseconds)
{
    const int before = reconnection.effectiveInterval();
    reconnection.setServerInterval(milliseconds);
    if (reconnection.effectiveInterval() != before)
        Q_EMIT q->effectiveReconnectIntervalChanged(reconnection.effectiveInterval());
}

void SseSourcePrivate::setReconnectPolicy(const SseReconnectPolicy &policy)
{
    if (policy == reconnection.policy())
        return;
    const int before = reconnection.effectiveInterval();
    reconnection.setPolicy(policy);
    const Course course(this);
    Q_EMIT q->reconnectPolicyChanged();
    if (course.isKept() && reconnection.effectiveInterval() != before)
        Q_EMIT q->effectiveReconnectIntervalChanged(reconnection.effectiveInterval());
}
