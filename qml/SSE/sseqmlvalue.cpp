// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseqmlvalue.h"

#include "sseqmlparent.h"
#include "ssevaluefeed.h"

#include <QtQml/qqmlinfo.h>

#include <algorithm>
#include <limits>
#include <utility>

/*!
    \qmltype SseValue
    \inqmlmodule SSE
    \instantiates SseQmlValue
    \brief The newest value of one field of the events, to bind to.

    \qml
    Text {
        text: temperature.valid ? `${temperature.value.toFixed(1)} °C` : "–"
        opacity: temperature.stale ? 0.4 : 1

        SseValue {
            id: temperature
            source: source
            type: "reading"
            path: "sensors.temperature"
            maximumAge: 5000
        }
    }
    \endqml

    Fields are read in C++, each event once for all values of a source. Bindings are told at most
    once in 16 milliseconds, of all values of a source together, however many events there are.

    It is declared inside a SseSource or given one as \l source. When that is destroyed the value
    stays, and is stale.

    \since SSE 1.0
    \sa SseEventModel, SseHandler
*/

SseQmlValue::SseQmlValue(QObject *parent)
    : QObject(parent)
    , m_staleTimer(this)
    , m_ageTimer(this)
{
    m_ageTimer.setInterval(1000);
    connect(&m_ageTimer, &QTimer::timeout, this, &SseQmlValue::ageChanged);
    m_staleTimer.setSingleShot(true);
    connect(&m_staleTimer, &QTimer::timeout, this, &SseQmlValue::updateStale);
}

SseQmlValue::~SseQmlValue()
{
    if (m_feed)
        m_feed->remove(this);
}

/*!
    \qmlproperty SseSource SseValue::source
    The source whose events it reads; the source that it is declared in, or none.
*/
void SseQmlValue::setSource(SseSource *source)
{
    if (!m_link.set(source, this, &SseQmlValue::leave))
        return;
    follow();
    leave();
}

/*!
    \qmlproperty string SseValue::type
    The type of the events that have the field; every type by default.
*/
void SseQmlValue::setType(const QString &type)
{
    if (m_type == type)
        return;
    m_type = type;
    m_typeUtf8 = type.toUtf8();
    const QPointer<SseQmlValue> self(this);
    forget();
    if (self)
        Q_EMIT typeChanged(type);
}

/*!
    \qmlproperty string SseValue::path
    Where the field stands in the event's JSON data: names joined by dots, positions in arrays and
    names with dots in brackets, as in \c{sensors.temperature}, \c{items[0].name}, \c{items[-1]} or
    \c{["a.b"].c}. The empty path, which is the default, is the whole of the data, as a text when
   they are no JSON.

    An event without the field changes nothing. A path that is none gets a warning, and no value.
*/
void SseQmlValue::setPath(const QString &path)
{
    if (m_pathText == path)
        return;
    m_pathText = path;
    m_path = SseJsonPath(path);
    if (!m_path.isValid())
        qmlWarning(this) << "The path \"" << path << "\" is none: " << m_path.fault();
    const QPointer<SseQmlValue> self(this);
    forget();
    if (self)
        Q_EMIT pathChanged(path);
}

/*!
    \qmlproperty int SseValue::maximumAge
    The age in milliseconds after which the value is \l stale. 0, the default, is no limit.
*/
void SseQmlValue::setMaximumAge(int milliseconds)
{
    if (milliseconds < 0) {
        qmlWarning(this) << "maximumAge cannot be " << milliseconds << "; it stays as it was";
        return;
    }
    if (m_maximumAge == milliseconds)
        return;
    m_maximumAge = milliseconds;
    m_staleTimer.stop();
    const QPointer<SseQmlValue> self(this);
    updateStale();
    if (self)
        Q_EMIT maximumAgeChanged(milliseconds);
}

/*!
    \qmlproperty var SseValue::value
    The newest value: a string, a number, a boolean, null, an object or an array; \c undefined until
    there is one.
*/

/*!
    \qmlproperty bool SseValue::valid
    Whether there is a value.
*/

/*!
    \qmlproperty date SseValue::received
    When the newest value arrived, be it the same as the one before. An invalid date until there is
    one.
*/

QDateTime SseQmlValue::received() const
{
    return isValid() ? QDateTime::fromMSecsSinceEpoch(m_received) : QDateTime();
}

/*!
    \qmlproperty int SseValue::age
    Milliseconds since the newest value arrived, -1 until there is one. Bindings are told with each
    value, and once a second without. The time that the machine sleeps does not count.
*/
int SseQmlValue::age() const
{
    if (!isValid())
        return -1;
    return int(std::min<qint64>(m_sinceReceived.elapsed(), std::numeric_limits<int>::max()));
}

/*!
    \qmlproperty bool SseValue::stale
    Whether the value may no longer be what the server has: there is none, it is older than
    \l maximumAge, or the stream was not open all the time since it arrived. After a reconnect it is
    stale until the next one comes.
*/

void SseQmlValue::classBegin()
{
    takeParentAsSource(this);
}

void SseQmlValue::componentComplete()
{
    takeParentAsSource(this);
}

// The source is another one, or none. What the old one has brought is told first.
void SseQmlValue::leave()
{
    const QPointer<SseQmlValue> self(this);
    announce();
    if (self)
        loseTrack();
    if (self)
        Q_EMIT sourceChanged();
}

void SseQmlValue::follow()
{
    SseSource *source = m_link.source();
    if (source && source->thread() != thread()) {
        qmlWarning(this) << "A source in another thread has no values";
        source = nullptr;
    }
    if (m_feed)
        m_feed->remove(this);
    m_feed = source ? SseValueFeed::of(source) : nullptr;
    if (m_feed)
        m_feed->add(this);
}

// Another field is another value.
void SseQmlValue::forget()
{
    m_value = QJsonValue(QJsonValue::Undefined);
    m_received = -1;
    m_hasLostTrack = false;
    m_hasNews = true;
    m_staleTimer.stop();
    m_ageTimer.stop();
    announce();
}

void SseQmlValue::take(const SseEvent &event, const QJsonValue &json, qint64 now)
{
    QJsonValue value = m_path.valueIn(json);
    if (value.isUndefined() && m_pathText.isEmpty())
        value = event.data();
    if (value.isUndefined())
        return;
    m_value = value;
    m_received = now;
    m_sinceReceived.start();
    m_hasLostTrack = false;
    m_hasNews = true;
}

// The stream is not open: what the server says meanwhile is not heard.
void SseQmlValue::loseTrack()
{
    m_hasLostTrack = true;
    updateStale();
}

void SseQmlValue::announce()
{
    if (!std::exchange(m_hasNews, false))
        return;
    if (isValid())
        m_ageTimer.start();
    const QPointer<SseQmlValue> self(this);
    if (m_announcedValue != m_value) {
        m_announcedValue = m_value;
        Q_EMIT valueChanged();
    }
    if (self && m_announcedValid != isValid()) {
        m_announcedValid = isValid();
        Q_EMIT validChanged(m_announcedValid);
    }
    if (self)
        Q_EMIT receivedChanged();
    if (self)
        Q_EMIT ageChanged();
    if (self)
        updateStale();
}

void SseQmlValue::updateStale()
{
    bool isStale = !isValid() || m_hasLostTrack;
    if (!isStale && m_maximumAge > 0) {
        const int left = m_maximumAge - age();
        isStale = left < 0;
        // It may have become younger by the time that this is over.
        if (!isStale && !m_staleTimer.isActive())
            m_staleTimer.start(std::min(left, std::numeric_limits<int>::max() - 1) + 1);
    }
    if (m_isStale == isStale)
        return;
    m_isStale = isStale;
    Q_EMIT staleChanged(isStale);
}

#include "moc_sseqmlvalue.cpp"
