// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSESTREAMEND_H
#define SSEQT_SSESTREAMEND_H

#include <SseQt/ssecoroglobal.h>
#include <SseQt/sseerror.h>

#include <QtCore/qmetatype.h>
#include <QtCore/qobjectdefs.h>
#include <QtCore/qshareddata.h>
#include <QtCore/qstring.h>

class SseStreamEndData;

class SSEQT_CORO_EXPORT SseStreamEnd
{
    Q_GADGET
    Q_PROPERTY(Reason reason READ reason CONSTANT)
    Q_PROPERTY(SseError error READ error CONSTANT)
    Q_PROPERTY(QString message READ message CONSTANT)
    Q_PROPERTY(qsizetype discardedEvents READ discardedEvents CONSTANT)
public:
    enum class Reason {
        NotEnded = 0,
        Requested,
        Ended,
        Failed,
        ReaderTooSlow,
        SourceDestroyed,
        ReaderDestroyed,
    };
    Q_ENUM(Reason)

    SseStreamEnd();
    explicit SseStreamEnd(Reason reason, const SseError &error = SseError(),
                          qsizetype discardedEvents = 0);
    SseStreamEnd(const SseStreamEnd &other);
    SseStreamEnd(SseStreamEnd &&other) noexcept;
    SseStreamEnd &operator=(const SseStreamEnd &other);
    SseStreamEnd &operator=(SseStreamEnd &&other) noexcept;
    ~SseStreamEnd();

    void swap(SseStreamEnd &other) noexcept { d.swap(other.d); }

    [[nodiscard]] Reason reason() const;
    [[nodiscard]] SseError error() const;
    [[nodiscard]] QString message() const;
    [[nodiscard]] qsizetype discardedEvents() const;

private:
    QSharedDataPointer<SseStreamEndData> d;
};

Q_DECLARE_SHARED(SseStreamEnd)

#endif
