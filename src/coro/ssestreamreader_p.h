// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSESTREAMREADER_P_H
#define SSEQT_SSESTREAMREADER_P_H

#include "ssestreamreader.h"

#include <SseQt/ssesource.h>

#include <QtCore/qlist.h>
#include <QtCore/qloggingcategory.h>
#include <QtCore/qobject.h>
#include <QtCore/qpointer.h>

#include <deque>
#include <memory>
#include <optional>

Q_DECLARE_LOGGING_CATEGORY(lcSseStreamReader)

// The queue between a source and the coroutines that read it, and the line of those who wait.
//
// Either events wait for coroutines or coroutines wait for events, never both. A coroutine is
// resumed on the stack of the signal that it waited for, so that what it may do is what a handler
// may do: anything. It may destroy the reader, the source and whoever else waits.
class SseStreamReaderPrivate final : public QObject,
                                     public std::enable_shared_from_this<SseStreamReaderPrivate>
{
    Q_DISABLE_COPY_MOVE(SseStreamReaderPrivate)
public:
    using Wait = SseStreamReader::Wait;
    using Reason = SseStreamEnd::Reason;

    SseStreamReaderPrivate();
    ~SseStreamReaderPrivate() override;

    void listen(SseSource *to);
    void leave();
    [[nodiscard]] std::optional<SseEvent> take();

    void join(Wait *wait);
    void withdraw(Wait *wait);
    void resume(Wait *wait);

    QPointer<SseSource> source;
    bool closesSource = true;
    QStringList types;
    int maximumQueuedEvents = 10000;
    int maximumQueuedBytes = 16 * 1024 * 1024;

    std::deque<SseEvent> queue;
    std::optional<SseStreamEnd> end;

private:
    void receive(const SseEvent &event);
    [[nodiscard]] bool fits(const SseEvent &event) const;
    void sourceClosed(SseSource::CloseReason reason);
    void finish(const SseStreamEnd &how);
    void resumeAll();
    [[nodiscard]] qsizetype discard();

    qsizetype m_queuedBytes = 0;
    SseError m_error; // the one that ends the source, which closes next
    std::deque<Wait *> m_line; // in the order in which they began to wait
};

#endif
