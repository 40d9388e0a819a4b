// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssesource_p.h"
#include "ssetext_p.h"

#include <QtCore/qmetaobject.h>
#include <QtCore/qthread.h>

#include <algorithm>
#include <limits>
#include <utility>

Q_LOGGING_CATEGORY(lcSseSource, "sseqt.source", QtWarningMsg)

namespace {

// Bounds of what a server may ask for by "retry".
constexpr int minimumServerRetry = 100;
constexpr int maximumServerRetry = 10 * 60 * 1000;

} // namespace

SseSourcePrivate::SseSourcePrivate(SseSource *source)
    : q(source)
    , reconnectTimer(source)
    , reopenTimer(source)
    , network(source)
{
    limits.connectTimeout = 10000;
    limits.responseTimeout = 60000;
    reconnectTimer.setSingleShot(true);
    QObject::connect(&reconnectTimer, &QTimer::timeout, q, [this] { dial(); });
    reopenTimer.setSingleShot(true);
    QObject::connect(&reopenTimer, &QTimer::timeout, q, [this] { reopen(); });
}

SseSourcePrivate::~SseSourcePrivate() = default;

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
    if (phase == next)
        return true;
    const auto before = readyState();
    qCDebug(lcSseSource) << q << phase << "->" << next;
    phase = next;
    const Course course(this);
    Q_EMIT q->phaseChanged(next);
    if (course.isKept() && readyState() != before)
        Q_EMIT q->readyStateChanged(readyState());
    return course.isKept();
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
    reconnectAttempts = 0;
    dial();
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

// Sends the request.
void SseSourcePrivate::dial()
{
    letGo();
    wasOpened = true;
    if (const auto fault = request.fault()) {
        fail(*fault);
        return;
    }
    if (!request.isRepeatable())
        network.dropPooledConnections();
    const QPointer<QNetworkAccessManager> manager = network.manager();
    if (!manager) {
        fail(SseNetworkAccess::destroyedError());
        return;
    }
    if (manager->thread() != q->thread()) {
        fail(SseError(SseError::Code::InvalidRequest,
                      SseSource::tr("The network access manager lives in another thread than the "
                                    "source.")));
        return;
    }
    attempt = std::make_unique<SseAttempt>(this, request, limits);
    urlIsAttempts = true;
    if (!enter(SseSource::Phase::Dialing))
        return;
    if (manager)
        attempt->start(manager);
    else
        fail(SseNetworkAccess::destroyedError());
}

// Ends whatever is under way, without a word.
void SseSourcePrivate::letGo()
{
    reconnectTimer.stop();
    attempt.reset();
}

void SseSourcePrivate::attemptSent()
{
    if (phase == SseSource::Phase::Dialing)
        static_cast<void>(enter(SseSource::Phase::AwaitingHeaders));
}

void SseSourcePrivate::attemptOpened()
{
    reconnectAttempts = 0;
    if (enter(SseSource::Phase::Streaming))
        Q_EMIT q->opened();
}

void SseSourcePrivate::attemptReceivedEvent(const SseEvent &event)
{
    const Course course(this);
    attemptCommittedId(event.lastEventIdUtf8());
    if (course.isKept())
        Q_EMIT q->eventReceived(event);
    if (course.isKept())
        q->notifyListeners(event);
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
    if (urlIsAttempts)
        setServerRetry(
            int(std::clamp<qint64>(milliseconds, minimumServerRetry, maximumServerRetry)));
    if (course.isKept())
        Q_EMIT q->retryReceived(
            int(std::min<qint64>(milliseconds, std::numeric_limits<int>::max())));
}

void SseSourcePrivate::attemptCommittedId(const QByteArray &id)
{
    if (urlIsAttempts)
        setLastEventId(id);
}

void SseSourcePrivate::attemptEnded(const SseOutcome &outcome)
{
    letGo();
    if (outcome.kind != SseOutcome::Kind::Futile && mayReconnect())
        reconnectAfter(outcome.error);
    else if (outcome.kind == SseOutcome::Kind::Ended)
        finish(SseSource::CloseReason::Ended);
    else
        fail(outcome.error);
}

bool SseSourcePrivate::mayReconnect() const
{
    return autoReconnect && request.isRepeatable()
        && (maximumReconnectAttempts < 0 || reconnectAttempts < maximumReconnectAttempts);
}

int SseSourcePrivate::effectiveReconnectInterval() const
{
    return serverRetry.value_or(reconnectInterval);
}

// "Reestablish the connection"
void SseSourcePrivate::reconnectAfter(const SseError &error)
{
    ++reconnectAttempts;
    const int delay = effectiveReconnectInterval();
    SseError announced = error;
    announced.setReconnectDelay(std::chrono::milliseconds(delay));
    reconnectTimer.start(delay);
    if (enter(SseSource::Phase::WaitingToReconnect))
        Q_EMIT q->errorOccurred(announced);
}

// "Fail the connection"
void SseSourcePrivate::fail(const SseError &error)
{
    letGo();
    if (!enter(SseSource::Phase::Idle))
        return;
    const Course course(this);
    Q_EMIT q->errorOccurred(error);
    if (course.isKept())
        Q_EMIT q->closed(SseSource::CloseReason::Failed);
}

void SseSourcePrivate::finish(SseSource::CloseReason reason)
{
    if (enter(SseSource::Phase::Idle))
        Q_EMIT q->closed(reason);
}

void SseSourcePrivate::setUrl(const QUrl &url)
{
    request.url = url;
    urlIsAttempts = false;
    const Course course(this);
    if (wasOpened) {
        // They were another stream's.
        setLastEventId({});
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
    if (phase != SseSource::Phase::Idle)
        scheduleReopen();
    request.body = bytes;
    request.defaultContentType = isJson ? QByteArrayLiteral("application/json")
                                        : QByteArrayLiteral("application/octet-stream");
    jsonBody = json;
    Q_EMIT q->bodyChanged();
}

void SseSourcePrivate::setLastEventId(const QByteArray &id)
{
    change(request.lastEventId, id, [this] { Q_EMIT q->lastEventIdChanged(q->lastEventId()); });
}

void SseSourcePrivate::setServerRetry(std::optional<int> milliseconds)
{
    const int before = effectiveReconnectInterval();
    serverRetry = milliseconds;
    if (effectiveReconnectInterval() != before)
        Q_EMIT q->effectiveReconnectIntervalChanged(effectiveReconnectInterval());
}
