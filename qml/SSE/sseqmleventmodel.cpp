// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseqmleventmodel.h"

#include "sseqmlparent.h"

/*!
    \qmltype SseEventModel
    \inqmlmodule SSE
    \instantiates SseQmlEventModel
    \brief A model of the newest events of a source, for ListView and TableView.

    \qml
    ListView {
        model: SseEventModel {
            source: source
            types: ["reading"]
            roles: ({ temperature: "sensors.temperature" })
        }
        delegate: Text {
            required property date received
            required property double temperature
            text: `${Qt.formatTime(received)}: ${temperature} °C`
        }
    }
    \endqml

    Events that arrive within 16 milliseconds are shown together, however many there are, and no
    JavaScript runs for an event that no delegate shows. The newest \l maximumCount rows are kept,
    and fewer when they take more than \l maximumSize bytes.

    Roles of every row are \c event, \c kind, \c type, \c json, \c received, \c number, \c summary
    (the beginning of the data on one line), \c error, and \c id, \c data, \c lastEventId and
    \c origin. Items have an \c id and \c data of their own; delegates reach the event's as
    \c{event.id} and \c{event.data}.

    A model that is declared inside a SseSource has that for its \c source. When the source is
    destroyed the rows stay.

    \since SSE 1.0
    \sa SseEventFilterModel
*/

/*!
    \qmlproperty SseSource SseEventModel::source
    The source whose events it shows; the source that it is declared in, or none.
*/

/*!
    \qmlproperty list<string> SseEventModel::types
    The types of the events that it takes; all by default. Unnamed events have the type \c message.
*/

/*!
    \qmlproperty flags SseEventModel::contents
    What has rows: \c SseEventModel.Events (the default), \c SseEventModel.Connection for what
    happens to the connection, \c SseEventModel.Comments.
*/

/*!
    \qmlproperty var SseEventModel::roles
    Fields of the events' JSON data that are roles: a map from the role's name to the field's path,
    as in \c{sensors.temperature}, \c{items[0].name}, \c{items[-1]} or \c{["a.b"].c}. None by
   default.

    A role whose field an event does not have is \c undefined there. A name that is one of the
    model's own, and a path that is none, are left out with a warning.
*/

/*!
    \qmlproperty list<string> SseEventModel::columns
    The names of the roles that are the columns of a TableView, in their order. A delegate finds the
    value in \c display. By default there is one column, of summaries.
*/

/*!
    \qmlproperty enumeration SseEventModel::order
    \c SseEventModel.NewestLast, the default, or \c SseEventModel.NewestFirst.
*/

/*!
    \qmlproperty int SseEventModel::maximumCount
    The most rows that it keeps; 1000 by default, at least 1. When there would be more, the oldest
   go.
*/

/*!
    \qmlproperty int SseEventModel::maximumSize
    The most bytes that its rows may take; 16 MiB by default, at least 1. The newest stays, however
    large it is.
*/

/*!
    \qmlproperty bool SseEventModel::paused
    Whether rows stay as they are; false by default. What arrives meanwhile is held back within the
    same limits. The source goes on reading.
*/

/*!
    \qmlproperty int SseEventModel::count
    The number of rows.
*/

/*!
    \qmlproperty int SseEventModel::heldCount
    The number of rows that are held back because the model is paused.
*/

/*!
    \qmlmethod sseEvent SseEventModel::eventAt(int row)
    Returns the event in \a row, an empty one if the row is no event.
*/

/*!
    \qmlmethod string SseEventModel::textAt(int row)
    Returns the whole text of \a row.
*/

/*!
    \qmlmethod string SseEventModel::prettyTextAt(int row)
    Returns the text of \a row, JSON with a line for each member. It is cut after 64 KiB.
*/

/*!
    \qmlmethod void SseEventModel::clear()
    Removes all rows, and those that are held back.
*/

SseQmlEventModel::SseQmlEventModel(QObject *parent)
    : SseEventModel(parent)
{ }

SseQmlEventModel::~SseQmlEventModel() = default;

void SseQmlEventModel::classBegin()
{
    takeParentAsSource(this);
}

void SseQmlEventModel::componentComplete()
{
    takeParentAsSource(this);
}

/*!
    \qmltype SseEventFilterModel
    \inqmlmodule SSE
    \instantiates SseEventFilterModel
    \brief Shows some rows of an SseEventModel: by their kind, by the event's type, by a text.

    What it hides is still there, and is shown again when the filter changes. Roles and columns are
    those of the \l model.

    \since SSE 1.0
*/

/*!
    \qmlproperty SseEventModel SseEventFilterModel::model
    The model whose rows it shows; none by default.
*/

/*!
    \qmlproperty list<string> SseEventFilterModel::types
    The types of the events that it shows; all by default.
*/

/*!
    \qmlproperty string SseEventFilterModel::text
    What the type, the ID or the data must contain, in whatever case.
*/

/*!
    \qmlproperty flags SseEventFilterModel::contents
    Which kinds of rows it shows, as SseEventModel::contents; all by default.
*/

/*!
    \qmlproperty int SseEventFilterModel::count
    The number of rows that it shows.
*/

/*!
    \qmlmethod sseEvent SseEventFilterModel::eventAt(int row)
    Returns the event in \a row, an empty one if the row is no event.
*/

/*!
    \qmlmethod string SseEventFilterModel::textAt(int row)
    Returns the whole text of \a row.
*/

/*!
    \qmlmethod string SseEventFilterModel::prettyTextAt(int row)
    Returns the text of \a row, JSON with a line for each member. It is cut after 64 KiB.
*/

/*!
    \qmlmethod string SseEventFilterModel::save(url file)
    Saves the rows that it shows in \a file, one line of JSON for each. Returns an empty string, or
    what went wrong; then a file that was there before is as it was.
*/

#include "moc_sseqmleventmodel.cpp"
