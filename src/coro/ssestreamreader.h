// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSESTREAMREADER_H
#define SSEQT_SSESTREAMREADER_H

#include <SseQt/ssecoroglobal.h>
#include <SseQt/sseevent.h>
#include <SseQt/ssestreamend.h>

#include <QtCore/qglobal.h>
#include <QtCore/qstringlist.h>

#include <QCoroTask>

#include <chrono>
#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QTimer;
QT_END_NAMESPACE

class SseSource;
class SseStreamReaderPrivate;

class SSEQT_CORO_EXPORT SseStreamReader
{
    Q_DISABLE_COPY_MOVE(SseStreamReader)
public:
    // The awaiters: one for each co_await, in the frame of the coroutine that waits.
    class SSEQT_CORO_EXPORT Wait
    {
        Q_DISABLE_COPY_MOVE(Wait)
    public:
        void await_suspend(std::coroutine_handle<> coroutine);

    protected:
        enum class For { Event, End };
        explicit Wait(For what, std::shared_ptr<SseStreamReaderPrivate> reader,
                      std::chrono::milliseconds timeout);
        ~Wait();

        const std::shared_ptr<SseStreamReaderPrivate> d;
        std::optional<SseEvent> m_event;

    private:
        friend class SseStreamReaderPrivate;
        const For m_for;
        const std::chrono::milliseconds m_timeout;
        std::unique_ptr<QTimer> m_timer;
        std::coroutine_handle<> m_coroutine; // set while it waits
    };
    class SSEQT_CORO_EXPORT EventWait : public Wait
    {
    public:
        explicit EventWait(std::shared_ptr<SseStreamReaderPrivate> reader,
                           std::chrono::milliseconds timeout);
        [[nodiscard]] bool await_ready() const;
        [[nodiscard]] std::optional<SseEvent> await_resume();
    };
    class SSEQT_CORO_EXPORT EndWait : public Wait
    {
    public:
        explicit EndWait(std::shared_ptr<SseStreamReaderPrivate> reader);
        [[nodiscard]] bool await_ready() const;
        [[nodiscard]] SseStreamEnd await_resume() const;
    };

    class SSEQT_CORO_EXPORT NextEvent
    {
    public:
        EventWait operator co_await() const;

    private:
        friend class SseStreamReader;
        explicit NextEvent(std::shared_ptr<SseStreamReaderPrivate> reader,
                           std::chrono::milliseconds timeout);
        std::shared_ptr<SseStreamReaderPrivate> d;
        std::chrono::milliseconds m_timeout;
    };

    class SSEQT_CORO_EXPORT Closed
    {
    public:
        EndWait operator co_await() const;

    private:
        friend class SseStreamReader;
        explicit Closed(std::shared_ptr<SseStreamReaderPrivate> reader);
        std::shared_ptr<SseStreamReaderPrivate> d;
    };

    explicit SseStreamReader(SseSource *source);
    ~SseStreamReader();

    [[nodiscard]] SseSource *source() const;
    [[nodiscard]] bool closesSource() const;
    void setClosesSource(bool closes);

    [[nodiscard]] QStringList eventTypes() const;
    void setEventTypes(const QStringList &types);

    [[nodiscard]] int maximumQueuedEvents() const;
    void setMaximumQueuedEvents(int events);
    [[nodiscard]] int maximumQueuedBytes() const;
    void setMaximumQueuedBytes(int bytes);

    [[nodiscard]] NextEvent nextEvent();
    [[nodiscard]] NextEvent nextEvent(std::chrono::milliseconds timeout);
    [[nodiscard]] bool atEnd() const;
    [[nodiscard]] Closed closed();

private:
    const std::shared_ptr<SseStreamReaderPrivate> d;
};

#endif
