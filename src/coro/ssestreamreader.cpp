// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssestreamreader.h"

#include "ssestreamreader_p.h"

#include <QtCore/qtimer.h>

#include <algorithm>
#include <utility>

/*!
    \class SseStreamReader
    \inmodule SseQt
    \inheaderfile SseQt/SseStreamReader
    \brief Lets C++20 coroutines await the events of a stream and its end.

    It belongs to the component \c Coro, which needs C++20 and QCoro, and which nothing else in
    SseQt needs: \c{find_package(SseQt COMPONENTS Core Coro)}, and \c SseQt::Coro to link.

    \code
    QCoro::Task<void> read(SseSource &source)
    {
        SseStreamReader reader(&source);
        source.open();
        while (const std::optional<SseEvent> event = co_await reader.nextEvent())
            qInfo() << event->type() << event->data();
        const SseStreamEnd end = co_await reader.closed();
        if (end.reason() == SseStreamEnd::Reason::Failed)
            qWarning() << end.message();
    }
    \endcode

    The reader listens from its construction on, so that it is made before the source is opened.
    What arrives while nobody awaits it is queued. Streams that break and are opened again are one
    stream to it: who wants to see that connects to SseSource::errorOccurred(). It reads until the
    source closes for good, and no further: for a source that is opened once more another reader is
    made.

    \section1 The end

    nextEvent() gives no event any more when the stream has ended; closed() tells how. What ended by
    itself is read to its end first: SseStreamEnd::Reason::Ended and SseStreamEnd::Reason::Failed.
    What the program ended is not: after SseSource::close() no event follows, and the same holds for
    a source that is destroyed. SseStreamEnd::discardedEvents() counts what had been waiting.

    \section1 Leaving the scope

    A reader that is destroyed before its stream has ended closes the source, unless
    setClosesSource() has told otherwise. Leaving the loop by \c break, \c co_return or an exception
    thus ends the stream and its request.

    Whoever else awaits the reader at that moment is resumed, and is told that the stream has ended:
    SseStreamEnd::Reason::ReaderDestroyed. That happens inside of the destructor, where nextEvent(),
    closed() and the getters may still be called; what a coroutine does after it has awaited
    something else must not touch the reader any more.

    A coroutine that is destroyed while it waits is forgotten, and is not resumed.

    \section1 A reader that falls behind

    Up to maximumQueuedEvents() and maximumQueuedBytes() wait for the reader. What goes over that
    ends the stream: the source is closed as when the scope is left. The events that wait are still
    given, and closed() tells SseStreamEnd::Reason::ReaderTooSlow. The event that went over is
    lost, and counted. SseSource::lastEventId names that one by then; to go on without a gap, set it
    to SseEvent::lastEventId of the last event that was read.

    A stream that breaks goes on after the last event that was received, read or not. With
    SseSource::DeliveryMode::AtLeastOnce it goes on after the last that was acknowledged.

    \section1 Coroutines

    Anything that may \c co_await may await a reader: coroutines of the type QCoro::Task, those of
    other libraries, and by QCoro::waitFor() functions that are none. They are resumed on the stack
    of the signal that they waited for, and may do what handlers of SseSource may do: close, open or
    delete the source, change its properties, run an event loop.

    Several coroutines may await the next event at once: each event goes to one of them, in the
    order in which they began to wait.

    QCoro detaches a coroutine whose QCoro::Task is destroyed: it is not cancelled. To cancel one
    from outside, close the source that it reads.

    \section1 Threads and ownership

    The class is reentrant. A reader, and the coroutines that await it, live in the thread of its
    source. It does not own the source, which may be destroyed first.

    \since 0.1
*/

/*!
    \class SseStreamReader::NextEvent
    \inmodule SseQt
    \inheaderfile SseQt/SseStreamReader
    \brief What SseStreamReader::nextEvent() returns, for \c co_await.

    \c co_await gives a \c{std::optional<SseEvent>}. It may be kept, copied and awaited more than
    once: each time it gives the next event.

    \since 0.1
*/

/*!
    \class SseStreamReader::Closed
    \inmodule SseQt
    \inheaderfile SseQt/SseStreamReader
    \brief What SseStreamReader::closed() returns, for \c co_await.

    \c co_await gives an SseStreamEnd. It may be kept, copied and awaited more than once.

    \since 0.1
*/

/*!
    Constructs a reader of \a source, which listens at once. It does not open the source.

    The source has to live in the current thread. If it does not, or is null, the stream has ended
    already: SseStreamEnd::Reason::Failed, SseStreamEnd::Reason::SourceDestroyed.
*/
SseStreamReader::SseStreamReader(SseSource *source)
    : d(std::make_shared<SseStreamReaderPrivate>())
{
    d->listen(source);
}

/*!
    Destroys the reader. If its stream has not ended, it closes the source, unless closesSource() is
    false, and resumes those who await it.
*/
SseStreamReader::~SseStreamReader()
{
    d->leave();
}

/*!
    The source that is read; null when there is none any more.
*/
SseSource *SseStreamReader::source() const
{
    return d->source;
}

/*!
    Returns whether the reader closes the source when it is destroyed before the stream has ended,
    and when it falls behind; true by default.
*/
bool SseStreamReader::closesSource() const
{
    return d->closesSource;
}

/*!
    Sets closesSource() to \a closes. False is for a source that has other listeners: the reader
    then just stops listening.
*/
void SseStreamReader::setClosesSource(bool closes)
{
    d->closesSource = closes;
}

/*!
    The types of event that are read; empty, the default, for all.
*/
QStringList SseStreamReader::eventTypes() const
{
    return d->types;
}

/*!
    Makes the reader read events of these \a types alone, or of all when there are none. An empty
    type means \c message. Others are passed over as they arrive: they are not queued. Those that
    are queued already stay.
*/
void SseStreamReader::setEventTypes(const QStringList &types)
{
    d->types = types;
    std::replace(d->types.begin(), d->types.end(), QString(), QStringLiteral("message"));
}

namespace {

// Refuses what would let nothing wait, and says so.
bool isPositive(int value, const char *property)
{
    if (value < 1)
        qCWarning(lcSseStreamReader, "SseStreamReader: %s cannot be %d; it stays as it was",
                  property, value);
    return value >= 1;
}

} // namespace

/*!
    How many events may wait to be read; 10000 by default. One more ends the stream with
    SseStreamEnd::Reason::ReaderTooSlow.
*/
int SseStreamReader::maximumQueuedEvents() const
{
    return d->maximumQueuedEvents;
}

/*!
    Sets maximumQueuedEvents() to \a events, at least 1. It is looked at when an event has to wait.
*/
void SseStreamReader::setMaximumQueuedEvents(int events)
{
    if (isPositive(events, "maximumQueuedEvents"))
        d->maximumQueuedEvents = events;
}

/*!
    How many bytes the data, types and IDs of the events that wait may have together; 16 MiB by
    default. An event that would go over it ends the stream with
    SseStreamEnd::Reason::ReaderTooSlow. One alone may always wait, however large:
    SseSource::maximumEventSize limits that.
*/
int SseStreamReader::maximumQueuedBytes() const
{
    return d->maximumQueuedBytes;
}

/*!
    Sets maximumQueuedBytes() to \a bytes, at least 1. It is looked at when an event has to wait.
*/
void SseStreamReader::setMaximumQueuedBytes(int bytes)
{
    if (isPositive(bytes, "maximumQueuedBytes"))
        d->maximumQueuedBytes = bytes;
}

/*!
    Returns the next event, for \c co_await: the oldest that waits, or the next to arrive, as a
    \c{std::optional<SseEvent>}. No event means that the stream has ended.

    On a source that nobody opens it waits until somebody does.
*/
SseStreamReader::NextEvent SseStreamReader::nextEvent()
{
    return nextEvent(std::chrono::milliseconds(-1));
}

/*!
    \overload
    Waits no longer than \a timeout; 0 is until the next turn of the event loop, and less than 0 no
    limit. No event then means either: atEnd() tells whether the stream has ended. An event that
    comes later is not lost, and is given to who asks next.
*/
SseStreamReader::NextEvent SseStreamReader::nextEvent(std::chrono::milliseconds timeout)
{
    return NextEvent(d, timeout);
}

/*!
    Returns whether the stream has ended and all its events were read, so that nextEvent() gives
    none without waiting.
*/
bool SseStreamReader::atEnd() const
{
    return d->end && d->queue.empty();
}

/*!
    Returns the end of the stream, for \c co_await: how it ended, as an SseStreamEnd. When it has
    ended already, this does not wait.

    It does not read: events go on being queued while it waits. To be done with a stream that goes
    on, close the source first.
*/
SseStreamReader::Closed SseStreamReader::closed()
{
    return Closed(d);
}

SseStreamReader::Wait::Wait(For what, std::shared_ptr<SseStreamReaderPrivate> reader,
                            std::chrono::milliseconds timeout)
    : d(std::move(reader))
    , m_for(what)
    , m_timeout(timeout)
{ }

SseStreamReader::Wait::~Wait()
{
    if (m_coroutine)
        d->withdraw(this);
}

void SseStreamReader::Wait::await_suspend(std::coroutine_handle<> coroutine)
{
    m_coroutine = coroutine;
    d->join(this);
}

SseStreamReader::EventWait::EventWait(std::shared_ptr<SseStreamReaderPrivate> reader,
                                      std::chrono::milliseconds timeout)
    : Wait(For::Event, std::move(reader), timeout)
{ }

bool SseStreamReader::EventWait::await_ready() const
{
    return d->end || !d->queue.empty();
}

std::optional<SseEvent> SseStreamReader::EventWait::await_resume()
{
    return m_event ? std::move(m_event) : d->take();
}

SseStreamReader::EndWait::EndWait(std::shared_ptr<SseStreamReaderPrivate> reader)
    : Wait(For::End, std::move(reader), std::chrono::milliseconds(-1))
{ }

bool SseStreamReader::EndWait::await_ready() const
{
    return d->end.has_value();
}

SseStreamEnd SseStreamReader::EndWait::await_resume() const
{
    return *d->end;
}

SseStreamReader::NextEvent::NextEvent(std::shared_ptr<SseStreamReaderPrivate> reader,
                                      std::chrono::milliseconds timeout)
    : d(std::move(reader))
    , m_timeout(timeout)
{ }

SseStreamReader::EventWait SseStreamReader::NextEvent::operator co_await() const
{
    return EventWait(d, m_timeout);
}

SseStreamReader::Closed::Closed(std::shared_ptr<SseStreamReaderPrivate> reader)
    : d(std::move(reader))
{ }

SseStreamReader::EndWait SseStreamReader::Closed::operator co_await() const
{
    return EndWait(d);
}
