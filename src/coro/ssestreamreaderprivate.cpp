// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssestreamreader_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qthread.h>
#include <QtCore/qtimer.h>

#include <algorithm>
#include <limits>
#include <utility>

Q_LOGGING_CATEGORY(lcSseStreamReader, "sseqt.streamreader", QtWarningMsg)

namespace {

// The longest that a QTimer knows.
constexpr std::chrono::milliseconds longestTimeout(std::numeric_limits<int>::max());

// As SseSource::maximumEventSize counts.
qsizetype sizeOf(const SseEvent &event)
{
    return event.typeUtf8().size() + event.dataUtf8().size() + event.idUtf8().size();
}

} // namespace

SseStreamReaderPrivate::SseStreamReaderPrivate() = default;

SseStreamReaderPrivate::~SseStreamReaderPrivate() = default;

void SseStreamReaderPrivate::listen(SseSource *to)
{
    if (!to) {
        qCWarning(lcSseStreamReader, "SseStreamReader: there is no source to read");
        end = SseStreamEnd(Reason::SourceDestroyed);
        return;
    }
    if (to->thread() != QThread::currentThread()) {
        const auto message = QCoreApplication::translate(
            "SseStreamReader", "The source lives in another thread than its reader.");
        qCWarning(lcSseStreamReader, "SseStreamReader: %ls", qUtf16Printable(message));
        end = SseStreamEnd(Reason::Failed, SseError(SseError::Code::InvalidRequest, message));
        return;
    }
    source = to;
    connect(to, &SseSource::eventReceived, this, [this](const SseEvent &event) { receive(event); });
    connect(to, &SseSource::errorOccurred, this,
            [this](const SseError &error) { m_error = error; });
    connect(to, &SseSource::closed, this,
            [this](SseSource::CloseReason reason) { sourceClosed(reason); });
    connect(to, &QObject::destroyed, this,
            [this] { finish(SseStreamEnd(Reason::SourceDestroyed, {}, discard())); });
}

void SseStreamReaderPrivate::receive(const SseEvent &event)
{
    if (!types.isEmpty() && !types.contains(event.type()))
        return;
    const auto first = std::find_if(m_line.begin(), m_line.end(), [](const Wait *wait) {
        return wait->m_for == Wait::For::Event;
    });
    if (first != m_line.end()) {
        (*first)->m_event = event;
        resume(*first);
    } else if (fits(event)) {
        queue.push_back(event);
        m_queuedBytes += sizeOf(event);
    } else {
        finish(SseStreamEnd(Reason::ReaderTooSlow, {}, 1));
    }
}

// One event may always wait, however large: its size has a limit of its own.
bool SseStreamReaderPrivate::fits(const SseEvent &event) const
{
    return queue.empty()
        || (queue.size() < std::size_t(maximumQueuedEvents)
            && m_queuedBytes + sizeOf(event) <= maximumQueuedBytes);
}

// The oldest event; none when there is none.
std::optional<SseEvent> SseStreamReaderPrivate::take()
{
    if (queue.empty())
        return std::nullopt;
    std::optional<SseEvent> event = std::move(queue.front());
    queue.pop_front();
    m_queuedBytes -= sizeOf(*event);
    return event;
}

// What close() promises to handlers holds for readers too: no event follows. What the server ends
// is read to its end.
void SseStreamReaderPrivate::sourceClosed(SseSource::CloseReason reason)
{
    switch (reason) {
    case SseSource::CloseReason::Requested:
        finish(SseStreamEnd(Reason::Requested, {}, discard()));
        break;
    case SseSource::CloseReason::Ended:
        finish(SseStreamEnd(Reason::Ended));
        break;
    case SseSource::CloseReason::Failed:
        finish(SseStreamEnd(Reason::Failed, m_error));
        break;
    }
}

// The reader is about to be destroyed: the last moment at which those who wait may ask it anything,
// also when it is one of them who destroys it.
void SseStreamReaderPrivate::leave()
{
    const qsizetype discarded = discard();
    if (!end)
        finish(SseStreamEnd(Reason::ReaderDestroyed, {}, discarded));
    else
        resumeAll();
}

// The one place where the stream ends.
void SseStreamReaderPrivate::finish(const SseStreamEnd &how)
{
    const auto self = shared_from_this();
    end = how;
    if (source) {
        disconnect(source, nullptr, this, nullptr);
        const bool isOurs =
            how.reason() == Reason::ReaderTooSlow || how.reason() == Reason::ReaderDestroyed;
        if (isOurs && closesSource)
            source->close();
    }
    resumeAll();
}

// None of them comes back: there is an end to tell.
void SseStreamReaderPrivate::resumeAll()
{
    const auto self = shared_from_this();
    while (!m_line.empty())
        resume(m_line.front());
}

// Forgets the events that wait, and tells how many.
qsizetype SseStreamReaderPrivate::discard()
{
    const auto count = qsizetype(queue.size());
    queue.clear();
    m_queuedBytes = 0;
    return count;
}

void SseStreamReaderPrivate::join(Wait *wait)
{
    m_line.push_back(wait);
    if (wait->m_timeout.count() < 0)
        return;
    wait->m_timer = std::make_unique<QTimer>();
    wait->m_timer->setSingleShot(true);
    connect(wait->m_timer.get(), &QTimer::timeout, this, [this, wait] {
        wait->m_timer.release()->deleteLater(); // it is on the stack
        resume(wait);
    });
    wait->m_timer->start(std::min(wait->m_timeout, longestTimeout));
}

void SseStreamReaderPrivate::withdraw(Wait *wait)
{
    m_line.erase(std::remove(m_line.begin(), m_line.end(), wait), m_line.end());
    wait->m_timer.reset();
}

// Nothing is touched afterwards: neither the wait nor this need be there any more.
void SseStreamReaderPrivate::resume(Wait *wait)
{
    withdraw(wait);
    std::exchange(wait->m_coroutine, nullptr).resume();
}
