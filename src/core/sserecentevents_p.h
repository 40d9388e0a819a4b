// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSERECENTEVENTS_P_H
#define SSEQT_SSERECENTEVENTS_P_H

#include "sseevent.h"

#include <QtCore/qlist.h>
#include <QtCore/qset.h>

#include <optional>

// The events that a source has seen lately: their own IDs, in a window of so many, and the last one
// itself. That much and no more, whatever a server sends.
class SseRecentEvents
{
public:
    [[nodiscard]] int window() const { return m_window; }
    void setWindow(int count);
    // Whether the last event is kept, to be compared with the first one after a reconnect.
    void setKeepsLast(bool keeps);

    void beginStream(bool isResumed) { m_isFirst = isResumed; }
    void clear();

    enum class Repetition : quint8 {
        None,
        OfId, // its own ID is in the window
        OfData, // the first of its stream, and the same as the last of the stream before
    };
    [[nodiscard]] Repetition check(const SseEvent &event);
    void remember(const SseEvent &event);

private:
    int m_window = 1000;
    QSet<QByteArray> m_ids;
    QList<QByteArray> m_order; // a ring, once it has grown to the window
    qsizetype m_oldest = 0;
    bool m_keepsLast = false;
    bool m_isFirst = false;
    std::optional<SseEvent> m_last;
};

#endif
