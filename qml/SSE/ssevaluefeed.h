// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEVALUEFEED_H
#define SSEQT_SSEVALUEFEED_H

#include "sseupdatepacer_p.h"

#include <SseQt/SseEvent>
#include <SseQt/SseSource>

#include <QtCore/qlist.h>
#include <QtCore/qobject.h>

class SseQmlValue;

// Reads each event of a source once for all its values, and lets them speak together, once a frame.
// It belongs to the source, and goes with it.
class SseValueFeed : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseValueFeed)
public:
    [[nodiscard]] static SseValueFeed *of(SseSource *source);
    ~SseValueFeed() override;

    void add(SseQmlValue *value);
    void remove(SseQmlValue *value);

private:
    explicit SseValueFeed(SseSource *source);

    void take(const SseEvent &event);
    void onReadyStateChanged(SseSource::ReadyState state);
    void update();
    // Values may come and go meanwhile.
    template<typename Action>
    void forEach(Action action);

    SseSource *const m_source;
    QList<SseQmlValue *> m_values;
    SseUpdatePacer m_pacer;
};

#endif
