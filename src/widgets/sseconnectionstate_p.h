// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECONNECTIONSTATE_P_H
#define SSEQT_SSECONNECTIONSTATE_P_H

#include "ssestatuslabel.h"

#include <ssesourcelink_p.h>

#include <QtCore/qobject.h>

// How the connection of a source is doing, in words, and how it came to that, which the source does
// not keep itself.
class SseConnectionState : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseConnectionState)
public:
    explicit SseConnectionState(QObject *parent);

    [[nodiscard]] SseSource *source() const { return m_link.source(); }
    // Whether there is a change, after which it lives on.
    [[nodiscard]] bool setSource(SseSource *source);

    [[nodiscard]] SseStatusLabel::Status status() const;
    [[nodiscard]] QString text() const;
    // What went wrong last, until the stream is open or closed as it should be.
    [[nodiscard]] QString errorMessage() const { return m_message; }
    // Whether the next attempt is waited for, and can be made at once.
    [[nodiscard]] bool waits() const;
    // The time until the next attempt; empty when there is none to tell.
    [[nodiscard]] QString timeLeft() const;

Q_SIGNALS:
    void changed();

private:
    void forget();
    void takeEnd(SseSource::CloseReason reason);

    SseSourceLink m_link;
    bool m_isFailed = false;
    QString m_message;
};

#endif
