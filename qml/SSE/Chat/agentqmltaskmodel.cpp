// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "agentqmltaskmodel.h"

#include "sseqmlparent.h"

/*!
    \qmltype AgentTaskModel
    \inqmlmodule SSE.Chat
    \instantiates AgentQmlTaskModel
    \brief What agents are at, as a list: a row for each task, with its state and its times.

    \qml
    SseSource {
        url: "https://example.org/tasks"
        endOnEvent: ["all_complete"]

        AgentTaskModel {
            id: tasks
        }
    }
    ListView {
        model: tasks
        delegate: Text {
            required property string task
            required property int state
            text: state === AgentTaskModel.Completed ? task + " ✔" : task
        }
    }
    \endqml

    A model that is declared inside a SseSource has that for its \c source. It has every property of
    the C++ class \l [CPP] {AgentTaskModel}.

    Roles of every row are \c task, \c state, \c status, \c message, \c agent, \c started,
    \c updated, \c finished and \c json. Items have a \c state of their own; a delegate whose root
    is one takes it from \c{model.state}.

    \since SSE 1.0
*/

/*!
    \qmlproperty SseSource AgentTaskModel::source
    The source whose events are followed; the source that it is declared in, or none.
*/

/*!
    \qmlproperty int AgentTaskModel::maximumCount
    How many rows there are at most; 1000 by default.
*/

/*!
    \qmlproperty int AgentTaskModel::count
    \readonly
    The number of rows.
*/

/*!
    \qmlproperty int AgentTaskModel::runningCount
    \readonly
    How many tasks are at work.
*/

/*!
    \qmlproperty int AgentTaskModel::finishedCount
    \readonly
    How many tasks have ended, well or not.
*/

/*!
    \qmlproperty bool AgentTaskModel::complete
    \readonly
    Whether the server has said that everything is.
*/

/*!
    \qmlproperty string AgentTaskModel::message
    \readonly
    The newest words that are about no task in particular.
*/

/*!
    \qmlmethod void AgentTaskModel::clear()
    Removes all rows and forgets what was said.
*/

AgentQmlTaskModel::AgentQmlTaskModel(QObject *parent)
    : AgentTaskModel(parent)
{ }

AgentQmlTaskModel::~AgentQmlTaskModel() = default;

void AgentQmlTaskModel::classBegin()
{
    takeParentAsSource(this);
}

void AgentQmlTaskModel::componentComplete()
{
    takeParentAsSource(this);
}

#include "moc_agentqmltaskmodel.cpp"
