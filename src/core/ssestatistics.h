// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSESTATISTICS_H
#define SSEQT_SSESTATISTICS_H

#include <SseQt/sseqtglobal.h>

#include <QtCore/qmetatype.h>
#include <QtCore/qobjectdefs.h>

// Numbers are double where an int is too small: QML has no wider integer.
class SSEQT_CORE_EXPORT SseStatistics
{
    Q_GADGET
    Q_PROPERTY(int attempts MEMBER attempts)
    Q_PROPERTY(int streams MEMBER streams)
    Q_PROPERTY(double bytes MEMBER bytes)
    Q_PROPERTY(double events MEMBER events)
    Q_PROPERTY(double comments MEMBER comments)
    Q_PROPERTY(double repeatedEvents MEMBER repeatedEvents)
    Q_PROPERTY(double droppedEvents MEMBER droppedEvents)
    Q_PROPERTY(double reads MEMBER reads)
    Q_PROPERTY(int largestRead MEMBER largestRead)
    Q_PROPERTY(int mostEventsAtOnce MEMBER mostEventsAtOnce)
    Q_PROPERTY(int timeToHeaders MEMBER timeToHeaders)
    Q_PROPERTY(int timeToFirstByte MEMBER timeToFirstByte)
    Q_PROPERTY(int timeToFirstEvent MEMBER timeToFirstEvent)
    Q_PROPERTY(int longestSilence MEMBER longestSilence)
    Q_PROPERTY(int timeSinceLastByte MEMBER timeSinceLastByte)
public:
    int attempts = 0;
    int streams = 0;
    double bytes = 0;
    double events = 0;
    double comments = 0;
    double repeatedEvents = 0;
    double droppedEvents = 0;
    double reads = 0;
    int largestRead = 0;
    int mostEventsAtOnce = 0;
    int timeToHeaders = -1;
    int timeToFirstByte = -1;
    int timeToFirstEvent = -1;
    int longestSilence = -1;
    int timeSinceLastByte = -1;
};

#endif
