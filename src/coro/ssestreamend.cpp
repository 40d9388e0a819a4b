// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssestreamend.h"

#include <QtCore/qcoreapplication.h>

/*!
    \class SseStreamEnd
    \inmodule SseQt
    \inheaderfile SseQt/SseStreamEnd
    \brief How a stream ended for the SseStreamReader that read it.

    A value, implicitly shared. reason() is for programs, message() for people.

    The class is reentrant. It belongs to the component \c Coro.

    \since 0.1
    \sa SseStreamReader::closed()
*/

// clang-format off: it would join the values
/*!
    \enum SseStreamEnd::Reason

    \value NotEnded
        It has not; what a default-constructed end says.
    \value Requested
        SseSource::close() was called, or SseSource::active set to false.
    \value Ended
        The stream ended in good order, and is not to be opened again; see
        SseSource::CloseReason::Ended.
    \value Failed
        An error ended it; see error().
    \value ReaderTooSlow
        More arrived than SseStreamReader::maximumQueuedEvents() or
        SseStreamReader::maximumQueuedBytes() let wait. What was waiting may still be read.
    \value SourceDestroyed
        The source was destroyed, or there was none.
    \value ReaderDestroyed
        The reader was destroyed while others awaited it.
*/
// clang-format on

class SseStreamEndData : public QSharedData
{
public:
    SseStreamEnd::Reason reason = SseStreamEnd::Reason::NotEnded;
    SseError error;
    qsizetype discardedEvents = 0;
};

/*!
    Constructs an end that is none.
*/
SseStreamEnd::SseStreamEnd()
    : d(new SseStreamEndData)
{ }

/*!
    Constructs an end for the given \a reason, with the \a error that it had and the number of
    \a discardedEvents.
*/
SseStreamEnd::SseStreamEnd(Reason reason, const SseError &error, qsizetype discardedEvents)
    : d(new SseStreamEndData)
{
    d->reason = reason;
    d->error = error;
    d->discardedEvents = discardedEvents;
}

SseStreamEnd::SseStreamEnd(const SseStreamEnd &other) = default;
SseStreamEnd::SseStreamEnd(SseStreamEnd &&other) noexcept = default;
SseStreamEnd &SseStreamEnd::operator=(const SseStreamEnd &other) = default;
SseStreamEnd &SseStreamEnd::operator=(SseStreamEnd &&other) noexcept = default;
SseStreamEnd::~SseStreamEnd() = default;

/*!
    \property SseStreamEnd::reason
    \brief what ended the stream.
*/
SseStreamEnd::Reason SseStreamEnd::reason() const
{
    return d->reason;
}

/*!
    \property SseStreamEnd::error
    \brief the error that ended the stream if the reason is Failed; otherwise its code is
    SseError::Code::NoError.
*/
SseError SseStreamEnd::error() const
{
    return d->error;
}

/*!
    \property SseStreamEnd::message
    \brief why the stream ended, as a sentence for people, in their language where it is translated;
    empty when nothing went wrong.

    Nothing went wrong when it is Requested or Ended.
*/
QString SseStreamEnd::message() const
{
    switch (d->reason) {
    case Reason::NotEnded:
    case Reason::Requested:
    case Reason::Ended:
        break;
    case Reason::Failed:
        return d->error.message();
    case Reason::ReaderTooSlow:
        return QCoreApplication::translate(
            "SseStreamEnd", "The events arrived faster than they were read, and too many waited.");
    case Reason::SourceDestroyed:
        return QCoreApplication::translate("SseStreamEnd",
                                           "The source of the stream does not exist any more.");
    case Reason::ReaderDestroyed:
        return QCoreApplication::translate("SseStreamEnd",
                                           "The reader of the stream does not exist any more.");
    }
    return {};
}

/*!
    \property SseStreamEnd::discardedEvents
    \brief how many events had arrived and will not be read.

    They were waiting when the program closed or destroyed the source, or one more arrived than may
    wait.
*/
qsizetype SseStreamEnd::discardedEvents() const
{
    return d->discardedEvents;
}

#include "moc_ssestreamend.cpp"
