// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseevent.h"

#include "ssetext_p.h"

#include <QtCore/qdebug.h>
#include <QtCore/qjsonarray.h>
#include <QtCore/qjsonobject.h>

/*!
    \class SseEvent
    \inmodule SseQt
    \inheaderfile SseQt/SseEvent
    \brief One event of an event stream.

    A value, implicitly shared and cheap to copy. It keeps the bytes that the server sent, in valid
    UTF-8: what was malformed has become U+FFFD, one for each maximal subpart, as the Encoding
    standard demands. Strings are made anew by each call; whoever needs one twice keeps it.

    The class is reentrant. In QML it is the value type \c sseEvent.

    \since 0.1
    \sa SseSource::eventReceived()
*/

class SseEventData : public QSharedData
{
public:
    QByteArray type;
    QByteArray data;
    QByteArray id;
    QByteArray lastEventId;
    QString origin;
    quint64 stream = 0; // tells a source which events are its own, and of this URL
};

using SseText::toString;
using SseText::validUtf8;

/*!
    Constructs an event of no type and without data.
*/
SseEvent::SseEvent()
    : d(new SseEventData)
{ }

/*!
    Constructs an event as a stream would have brought it, for tests and for decoders that are fed
    from elsewhere. An empty \a type means \c message. \a data, the event's own \a id and the
    \a lastEventId are UTF-8; malformed sequences are replaced. \a origin is that of the server.
*/
SseEvent::SseEvent(const QByteArray &type, const QByteArray &data, const QByteArray &id,
                   const QByteArray &lastEventId, const QString &origin)
    : d(new SseEventData)
{
    static const QByteArray message = QByteArrayLiteral("message");
    d->type = type.isEmpty() ? message : validUtf8(type);
    d->data = validUtf8(data);
    d->id = validUtf8(id);
    d->lastEventId = validUtf8(lastEventId);
    d->origin = origin;
}

quint64 SseEvent::stream() const
{
    return d->stream;
}

void SseEvent::setStream(quint64 stream)
{
    d->stream = stream;
}

SseEvent::SseEvent(const SseEvent &other) = default;
SseEvent::SseEvent(SseEvent &&other) noexcept = default;
SseEvent &SseEvent::operator=(const SseEvent &other) = default;
SseEvent &SseEvent::operator=(SseEvent &&other) noexcept = default;
SseEvent::~SseEvent() = default;

/*!
    \property SseEvent::type
    \brief the event's type, \c message when the stream named none.
*/
QString SseEvent::type() const
{
    return toString(d->type);
}

/*!
    \property SseEvent::data
    \brief the event's data, its lines joined by LF.
*/
QString SseEvent::data() const
{
    return toString(d->data);
}

/*!
    \property SseEvent::id
    \brief the event's own ID, empty when it had none.
    \sa lastEventId
*/
QString SseEvent::id() const
{
    return toString(d->id);
}

/*!
    \property SseEvent::lastEventId
    \brief the newest ID of the stream when the event was dispatched.

    It is the event's own ID, or that of an earlier event when this one had none.
*/
QString SseEvent::lastEventId() const
{
    return toString(d->lastEventId);
}

/*!
    \property SseEvent::origin
    \brief the origin of the server that sent the event, as in \c{https://example.org:8443}.

    It is the origin of the URL after all redirects. The default port of the scheme is left out.
*/
QString SseEvent::origin() const
{
    return d->origin;
}

/*!
    \property SseEvent::json
    \brief the data read as JSON: an object, an array, a string, a number, a boolean or null.

    Data that are no JSON give \c undefined in QML, and a QJsonValue of type Undefined in C++. The
    text is read anew by each call.
*/
QJsonValue SseEvent::json() const
{
    return json(nullptr);
}

/*!
    Reads the data as JSON. If they are none, the result is of type Undefined and \a error, unless
    it is null, says why and where.
*/
QJsonValue SseEvent::json(QJsonParseError *error) const
{
    QJsonParseError result;
    const QByteArray text = d->data.trimmed();
    // QJsonDocument holds objects and arrays only. Another value is read as the one element of an
    // array; more than one means that the text was no single value.
    const bool isContainer = text.startsWith('{') || text.startsWith('[');
    const QJsonDocument document =
        QJsonDocument::fromJson(isContainer ? d->data : '[' + d->data + ']', &result);
    QJsonValue value(QJsonValue::Undefined);
    if (result.error != QJsonParseError::NoError) {
        result.offset = qMax(0, result.offset - (isContainer ? 0 : 1));
    } else if (isContainer) {
        value = document.isObject() ? QJsonValue(document.object()) : QJsonValue(document.array());
    } else if (document.array().size() == 1) {
        value = document.array().at(0);
    } else {
        result.error = QJsonParseError::IllegalValue;
        result.offset = 0;
    }
    if (error)
        *error = result;
    return value;
}

/*!
    The type in UTF-8, without a conversion.
*/
QByteArray SseEvent::typeUtf8() const
{
    return d->type;
}

/*!
    The data in UTF-8, without a conversion.
*/
QByteArray SseEvent::dataUtf8() const
{
    return d->data;
}

/*!
    The event's own ID in UTF-8, without a conversion.
*/
QByteArray SseEvent::idUtf8() const
{
    return d->id;
}

/*!
    The last event ID in UTF-8, without a conversion.
*/
QByteArray SseEvent::lastEventIdUtf8() const
{
    return d->lastEventId;
}

// A property of type QJsonValue would keep qmllint from looking any further.
QVariant SseEvent::jsonVariant() const
{
    const QJsonValue value = json();
    return value.isUndefined() ? QVariant() : QVariant::fromValue(value);
}

bool SseEvent::isEqual(const SseEvent &other) const
{
    return d == other.d
        || (d->type == other.d->type && d->data == other.d->data && d->id == other.d->id
            && d->lastEventId == other.d->lastEventId && d->origin == other.d->origin);
}

#ifndef QT_NO_DEBUG_STREAM
QDebug operator<<(QDebug debug, const SseEvent &event)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "SseEvent(" << event.type() << ", " << event.data();
    if (!event.lastEventIdUtf8().isEmpty())
        debug << ", lastEventId " << event.lastEventId();
    return debug << ')';
}
#endif

#include "moc_sseevent.cpp"
