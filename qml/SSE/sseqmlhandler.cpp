// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseqmlhandler.h"

#include "sseqmlparent.h"

#include <limits>

/*!
    \qmltype SseHandler
    \inqmlmodule SSE
    \instantiates SseQmlHandler
    \brief Handles the events of one type.

    \qml
    SseSource {
        url: "https://example.org/events"

        SseHandler {
            type: "task_update"
            onReceived: event => console.log(event.json.task)
        }
        SseHandler {
            type: "task_complete"
            onReceived: event => console.log("done")
        }
    }
    \endqml

    It is declared inside a SseSource or given one as \l source. Of the events that come, only those
    of its type reach JavaScript. A handler may close the source, disable itself and others, and
    destroy the component that it is in: whoever is not reached by then is not called.

    \since SSE 1.0
    \sa SseSource::eventReceived, SseValue
*/

/*!
    \qmlsignal SseHandler::received(sseEvent event)
    An \a event of the handler's type has arrived. It comes after SseSource::eventReceived.
*/

SseQmlHandler::SseQmlHandler(QObject *parent)
    : QObject(parent)
{ }

SseQmlHandler::~SseQmlHandler() = default;

/*!
    \qmlproperty SseSource SseHandler::source
    The source whose events it handles; the source that it is declared in, or none. When that is
    destroyed, it is null.
*/
void SseQmlHandler::setSource(SseSource *source)
{
    if (!m_link.set(source, this, &SseQmlHandler::sourceChanged))
        return;
    listen();
    Q_EMIT sourceChanged();
}

/*!
    \qmlproperty string SseHandler::type
    The type of the events that it handles; every type by default. Unnamed events have the type
    \c message.
*/
void SseQmlHandler::setType(const QString &type)
{
    if (m_type == type)
        return;
    m_type = type;
    listen();
    Q_EMIT typeChanged(type);
}

/*!
    \qmlproperty bool SseHandler::enabled
    Whether events reach it; true by default. Those that do not are not counted, and do not wait.
*/
void SseQmlHandler::setEnabled(bool enabled)
{
    if (m_isEnabled == enabled)
        return;
    m_isEnabled = enabled;
    Q_EMIT enabledChanged(enabled);
}

/*!
    \qmlproperty int SseHandler::count
    The number of events that it has handled, this one included.
    \sa resetCount()
*/

/*!
    \qmlmethod void SseHandler::resetCount()
    Counts from zero again.
*/
void SseQmlHandler::resetCount()
{
    if (m_count == 0)
        return;
    m_count = 0;
    Q_EMIT countChanged(0);
}

void SseQmlHandler::classBegin()
{
    takeParentAsSource(this);
}

void SseQmlHandler::componentComplete()
{
    takeParentAsSource(this);
}

// By type, so that the source asks only those whom an event concerns.
void SseQmlHandler::listen()
{
    disconnect(m_connection);
    SseSource *const source = m_link.source();
    if (!source)
        return;
    const auto slot = [this](const SseEvent &event) { take(event); };
    if (m_type.isEmpty())
        m_connection = connect(source, &SseSource::eventReceived, this, slot);
    else
        m_connection = source->addEventListener(m_type, this, slot);
}

void SseQmlHandler::take(const SseEvent &event)
{
    if (!m_isEnabled || !m_link.isLive())
        return;
    if (m_count < std::numeric_limits<int>::max())
        ++m_count;
    const QPointer<SseQmlHandler> self(this);
    Q_EMIT countChanged(m_count);
    // Whoever was told of the count may have closed the source.
    if (self && m_isEnabled && m_link.isLive())
        Q_EMIT received(event);
}

#include "moc_sseqmlhandler.cpp"
