// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEEVENT_H
#define SSEQT_SSEEVENT_H

#include <SseQt/sseqtglobal.h>

#include <QtCore/qbytearray.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonvalue.h>
#include <QtCore/qmetatype.h>
#include <QtCore/qobjectdefs.h>
#include <QtCore/qshareddata.h>
#include <QtCore/qstring.h>
#include <QtCore/qvariant.h>

class SseAttempt;
class SseEventData;
class SseSource;

class SSEQT_CORE_EXPORT SseEvent
{
    Q_GADGET
    Q_PROPERTY(QString type READ type CONSTANT)
    Q_PROPERTY(QString data READ data CONSTANT)
    Q_PROPERTY(QString id READ id CONSTANT)
    Q_PROPERTY(QString lastEventId READ lastEventId CONSTANT)
    Q_PROPERTY(QString origin READ origin CONSTANT)
    Q_PROPERTY(QVariant json READ jsonVariant CONSTANT)
public:
    SseEvent();
    explicit SseEvent(const QByteArray &type, const QByteArray &data, const QByteArray &id = {},
                      const QByteArray &lastEventId = {}, const QString &origin = {});
    SseEvent(const SseEvent &other);
    SseEvent(SseEvent &&other) noexcept;
    SseEvent &operator=(const SseEvent &other);
    SseEvent &operator=(SseEvent &&other) noexcept;
    ~SseEvent();

    void swap(SseEvent &other) noexcept { d.swap(other.d); }

    [[nodiscard]] QString type() const;
    [[nodiscard]] QString data() const;
    [[nodiscard]] QString id() const;
    [[nodiscard]] QString lastEventId() const;
    [[nodiscard]] QString origin() const;
    [[nodiscard]] QJsonValue json() const;
    [[nodiscard]] QJsonValue json(QJsonParseError *error) const;

    [[nodiscard]] QByteArray typeUtf8() const;
    [[nodiscard]] QByteArray dataUtf8() const;
    [[nodiscard]] QByteArray idUtf8() const;
    [[nodiscard]] QByteArray lastEventIdUtf8() const;

    friend bool operator==(const SseEvent &lhs, const SseEvent &rhs) { return lhs.isEqual(rhs); }
    friend bool operator!=(const SseEvent &lhs, const SseEvent &rhs) { return !lhs.isEqual(rhs); }

private:
    friend class SseAttempt;
    friend class SseSource;

    [[nodiscard]] quint64 stream() const;
    void setStream(quint64 stream);
    [[nodiscard]] QVariant jsonVariant() const;
    [[nodiscard]] bool isEqual(const SseEvent &other) const;

    QExplicitlySharedDataPointer<SseEventData> d;
};

Q_DECLARE_SHARED(SseEvent)

#ifndef QT_NO_DEBUG_STREAM
class QDebug;
SSEQT_CORE_EXPORT QDebug operator<<(QDebug debug, const SseEvent &event);
#endif

#endif
