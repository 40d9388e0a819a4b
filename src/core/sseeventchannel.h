// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEEVENTCHANNEL_H
#define SSEQT_SSEEVENTCHANNEL_H

#include <SseQt/sseevent.h>
#include <SseQt/sseqtglobal.h>

#include <QtCore/qobject.h>

// The events of one type: what SseSource::addEventListener() connects to.
class SSEQT_CORE_EXPORT SseEventChannel : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseEventChannel)
public:
    ~SseEventChannel() override;

Q_SIGNALS:
    void received(const SseEvent &event);

private:
    explicit SseEventChannel(QObject *parent);
    friend class SseSourcePrivate;
};

#endif
