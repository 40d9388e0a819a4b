// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseconnectionstate_p.h"

#include <QtCore/qpointer.h>

using Status = SseStatusLabel::Status;

SseConnectionState::SseConnectionState(QObject *parent)
    : QObject(parent)
{ }

bool SseConnectionState::setSource(SseSource *source)
{
    if (!m_link.set(source, this, &SseConnectionState::forget))
        return false;
    if (source) {
        const auto follow = [this, source](auto signal) {
            connect(source, signal, this, &SseConnectionState::changed);
        };
        follow(&SseSource::phaseChanged);
        follow(&SseSource::pausedChanged);
        follow(&SseSource::reconnectAttemptChanged);
        follow(&SseSource::nextReconnectInChanged);
        follow(&SseSource::waitsForNetworkChanged);
        follow(&SseSource::waitsForConnectionChanged);
        connect(source, &SseSource::opened, this, &SseConnectionState::forget);
        connect(source, &SseSource::closed, this, &SseConnectionState::takeEnd);
        connect(source, &SseSource::errorOccurred, this, [this](const SseError &error) {
            m_message = error.message();
            Q_EMIT changed();
        });
    }
    const QPointer<SseConnectionState> self(this);
    forget();
    return !self.isNull();
}

void SseConnectionState::forget()
{
    m_isFailed = false;
    m_message.clear();
    Q_EMIT changed();
}

void SseConnectionState::takeEnd(SseSource::CloseReason reason)
{
    if (reason != SseSource::CloseReason::Failed) {
        forget();
        return;
    }
    m_isFailed = true;
    Q_EMIT changed();
}

Status SseConnectionState::status() const
{
    const SseSource *const source = m_link.source();
    if (!source)
        return Status::NoSource;
    switch (source->phase()) {
    case SseSource::Phase::Dialing:
    case SseSource::Phase::AwaitingHeaders:
        return Status::Connecting;
    case SseSource::Phase::Streaming:
        return source->isPaused() ? Status::Paused : Status::Connected;
    case SseSource::Phase::WaitingToReconnect:
        return source->waitsForNetwork() ? Status::Offline : Status::Waiting;
    case SseSource::Phase::Idle:
        break;
    }
    return m_isFailed ? Status::Failed : Status::Closed;
}

QString SseConnectionState::text() const
{
    switch (status()) {
    case Status::NoSource:
        break;
    case Status::Closed:
        return SseStatusLabel::tr("Closed");
    case Status::Failed:
        return SseStatusLabel::tr("Failed");
    case Status::Connecting:
        if (source()->waitsForConnection())
            return SseStatusLabel::tr("Waiting for a connection");
        return source()->phase() == SseSource::Phase::AwaitingHeaders
            ? SseStatusLabel::tr("Waiting for the answer")
            : SseStatusLabel::tr("Connecting");
    case Status::Connected:
        return SseStatusLabel::tr("Connected");
    case Status::Paused:
        return SseStatusLabel::tr("Paused");
    case Status::Waiting: {
        const QString attempt = QString::number(source()->reconnectAttempt());
        const QString time = timeLeft();
        return time.isEmpty() ? SseStatusLabel::tr("Attempt %1").arg(attempt)
                              : SseStatusLabel::tr("Attempt %1 in %2").arg(attempt, time);
    }
    case Status::Offline:
        return SseStatusLabel::tr("Offline");
    }
    return SseStatusLabel::tr("No source");
}

bool SseConnectionState::waits() const
{
    const Status now = status();
    return now == Status::Waiting || now == Status::Offline;
}

QString SseConnectionState::timeLeft() const
{
    const int milliseconds = source() ? source()->nextReconnectIn() : -1;
    if (milliseconds <= 0)
        return {};
    const int seconds = (milliseconds - 1) / 1000 + 1;
    return seconds < 120 ? SseStatusLabel::tr("%1 s").arg(seconds)
                         : SseStatusLabel::tr("%1 min").arg((seconds - 1) / 60 + 1);
}
