// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssestatistics.h"

/*!
    \class SseStatistics
    \inmodule SseQt
    \inheaderfile SseQt/SseStatistics
    \brief What a source has seen of its stream, as numbers.

    A plain value, as it was when SseSource::statistics() was called. Counts run from the last
    open(), over all reconnects. Times are milliseconds of the newest attempt, and -1 where what
    they measure has not happened.

    They tell what is wrong with a stream that opens and then disappoints:

    \list
    \li Headers came, and no byte since: \l timeToHeaders is set, \l timeToFirstByte is -1. Whatever
        is in front of the server holds the body back.
    \li Bytes come in clumps: \l mostEventsAtOnce is high and \l longestSilence long, while the
        server writes one event after the other. Something buffers, or compresses.
    \li Bytes come, and no events: \l bytes grows and \l events does not. The server sends comments
        only, or no blank lines.
    \endlist

    The class is reentrant. In QML it is the value type \c sseStatistics.

    \since 0.1
    \sa SseSource::statistics()
*/

/*!
    \property SseStatistics::attempts
    \brief how many attempts were begun.
*/

/*!
    \property SseStatistics::streams
    \brief how many of them opened a stream.
*/

/*!
    \property SseStatistics::bytes
    \brief how many bytes of the streams were read.
*/

/*!
    \property SseStatistics::events
    \brief how many events the streams had, dropped ones among them.
*/

/*!
    \property SseStatistics::comments
    \brief how many comments the streams had.
*/

/*!
    \property SseStatistics::repeatedEvents
    \brief how many events were known already.

    \sa SseSource::eventRepeated()
*/

/*!
    \property SseStatistics::droppedEvents
    \brief how many of those were not announced, because SseSource::deduplication says so.
*/

/*!
    \property SseStatistics::reads
    \brief how often bytes were read.
*/

/*!
    \property SseStatistics::largestRead
    \brief the most bytes that were there at once.
*/

/*!
    \property SseStatistics::mostEventsAtOnce
    \brief the most events that were there at once.
*/

/*!
    \property SseStatistics::timeToHeaders
    \brief the time from the beginning of the attempt to the response's headers.
*/

/*!
    \property SseStatistics::timeToFirstByte
    \brief the time from the beginning of the attempt to the stream's first byte.
*/

/*!
    \property SseStatistics::timeToFirstEvent
    \brief the time from the beginning of the attempt to the first event.
*/

/*!
    \property SseStatistics::longestSilence
    \brief the longest time between two reads, or from the headers to the first.
*/

/*!
    \property SseStatistics::timeSinceLastByte
    \brief the time that has passed since the last byte was read, or since the headers if there was
    none; -1 while no stream is open.
*/

#include "moc_ssestatistics.cpp"
