// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseqmlsource.h"

#include <QtCore/qpointer.h>
#include <QtQml/qjsengine.h>
#include <QtQml/qqmlengine.h>
#include <QtQml/qqmlinfo.h>

#include <algorithm>

/*!
    \qmltype SseSource
    \inqmlmodule SSE
    \instantiates SseQmlSource
    \brief Reads an event stream from a server and opens it again when it breaks.

    Declared with a \c url, the source connects when its component is complete:

    \qml
    import SSE

    SseSource {
        url: "https://example.org/events"
        onEventReceived: event => console.log(event.type, event.data)
    }
    \endqml

    It has every property and signal of the C++ class \l [CPP] {SseSource}, and these differences:
    \c active is true unless set otherwise, \c headers is a map, listeners are functions, and it
   holds elements of its own:

    \qml
    SseSource {
        url: "https://example.org/events"

        SseHandler {
            type: "alarm"
            onReceived: event => console.log(event.json.text)
        }
    }
    \endqml

    \since SSE 1.0
*/

/*!
    \qmlproperty var SseSource::headers
    The headers that are sent with each request, by name. None by default.

    Names and values are checked when the source is opened; one that HTTP does not allow is
    \c{SseError.InvalidRequest}.

    \sa setHeader()
*/

SseQmlSource::SseQmlSource(QObject *parent)
    : SseSource(parent)
{
    holdOpening();
    setActive(true);
}

SseQmlSource::~SseQmlSource() = default;

QVariantMap SseQmlSource::headerMap() const
{
    QVariantMap map;
    const QList<Header> list = headers();
    for (const Header &header : list)
        map.insert(QString::fromUtf8(header.first), QString::fromUtf8(header.second));
    return map;
}

void SseQmlSource::setHeaderMap(const QVariantMap &headers)
{
    QList<Header> list;
    for (auto it = headers.cbegin(); it != headers.cend(); ++it) {
        const QVariant &value = it.value();
        if (!value.isValid() || value.isNull()) // as setHeader() with a null value: no such header
            continue;
        if (value.canConvert<QString>())
            list.append({ it.key().toUtf8(), value.toString().toUtf8() });
        else
            qmlWarning(this) << "The header " << it.key() << " is not sent: its value is no text";
    }
    setHeaders(list);
}

/*!
    \qmlproperty var SseSource::jsonBody
    The body of the request as a JavaScript value, which is sent as JSON. Undefined by default.

    It goes with methods other than GET and HEAD, and as \c application/json unless a
    \c Content-Type header is set. It is written as \c{JSON.stringify()} does. Setting it replaces
    \c body; null and undefined mean no body.
*/

QVariant SseQmlSource::jsonBodyVariant() const
{
    const QJsonValue body = jsonBody();
    return body.isUndefined() ? QVariant() : QVariant::fromValue(body);
}

void SseQmlSource::setJsonBodyVariant(const QVariant &body)
{
    QJsonValue value(QJsonValue::Undefined);
    QJSEngine *const engine = qjsEngine(this);
    if (body.metaType() == QMetaType::fromType<QJSValue>() && engine) {
        // As JavaScript itself would write it: a member that is undefined is left out, a Date is
        // UTC.
        const QJSValue stringify = engine->globalObject()
                                       .property(QStringLiteral("JSON"))
                                       .property(QStringLiteral("stringify"));
        const QJSValue text = stringify.call({ body.value<QJSValue>() });
        if (text.isError())
            qmlWarning(this) << "jsonBody cannot be written as JSON: " << text.toString();
        else if (text.isString())
            value = SseEvent({}, text.toString().toUtf8()).json();
    } else if (body.isValid()) {
        value = QJsonValue::fromVariant(body);
    }
    // A binding that is still undefined does not take away what \c body says.
    if (value.isUndefined() && jsonBody().isUndefined())
        return;
    setJsonBody(value);
}

/*!
    \qmlproperty list<QtObject> SseSource::data
    \qmldefault
    Elements that belong to the source: SseHandler, SseValue, SseEventModel, which take it for
   theirs.
*/
QQmlListProperty<QObject> SseQmlSource::elements()
{
    return QQmlListProperty<QObject>(this, &m_elements);
}

/*!
    \qmlmethod void SseSource::setHeader(string name, string value)
    Sets the header \a name to \a value in place of whatever it was, and leaves the others.
*/
void SseQmlSource::setHeader(const QString &name, const QString &value)
{
    SseSource::setHeader(name.toUtf8(), value.isNull() ? QByteArray("") : value.toUtf8());
}

/*!
    \qmlmethod void SseSource::addEventListener(string type, function callback)
    Calls \a callback with each event of the given \a type, \c message if it is empty, after
    \c eventReceived. Adding the same function for the same type again changes nothing.

    An exception that the function throws is printed, and disturbs no other listener.
*/
void SseQmlSource::addEventListener(const QString &type, const QJSValue &callback)
{
    if (!callback.isCallable()) {
        qmlWarning(this) << "addEventListener() needs a function";
        return;
    }
    const QString known = type.isEmpty() ? QStringLiteral("message") : type;
    const auto isSame = [&](const Listener &listener) { return listener.isSame(known, callback); };
    if (std::none_of(m_listeners.cbegin(), m_listeners.cend(), isSame))
        m_listeners.append({ known, callback, ++m_lastNumber });
}

/*!
    \qmlmethod void SseSource::removeEventListener(string type, function callback)
    Stops calling \a callback for events of the given \a type, at once.
*/
void SseQmlSource::removeEventListener(const QString &type, const QJSValue &callback)
{
    const QString known = type.isEmpty() ? QStringLiteral("message") : type;
    m_listeners.removeIf(
        [&](const Listener &listener) { return listener.isSame(known, callback); });
}

void SseQmlSource::classBegin() { }

void SseQmlSource::componentComplete()
{
    releaseOpening();
}

void SseQmlSource::notifyListeners(const SseEvent &event)
{
    const QPointer<SseQmlSource> self(this);
    SseSource::notifyListeners(event);
    if (!self || m_listeners.isEmpty())
        return;
    QJSEngine *const engine = qjsEngine(this);
    if (!engine)
        return;
    const QString type = event.type();
    // A listener may add and remove listeners, close the source, or destroy it.
    const QList<Listener> listeners = m_listeners;
    for (const Listener &listener : listeners) {
        if (readyState() != ReadyState::Open)
            return;
        if (listener.type != type || !isListening(listener.number))
            continue;
        const QJSValue result = listener.callback.call({ engine->toScriptValue(event) });
        if (!self)
            return;
        if (result.isError()) {
            qmlWarning(this).nospace()
                << "A listener for \"" << type << "\" failed at "
                << result.property(QStringLiteral("fileName")).toString() << ':'
                << result.property(QStringLiteral("lineNumber")).toInt() << ": "
                << result.toString();
        }
    }
}

bool SseQmlSource::isListening(quint64 number) const
{
    return std::any_of(m_listeners.cbegin(), m_listeners.cend(),
                       [number](const Listener &listener) { return listener.number == number; });
}

#include "moc_sseqmlsource.cpp"
