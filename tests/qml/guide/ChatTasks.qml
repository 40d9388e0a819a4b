// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls
import SSE
import SSE.Chat

Column {
    id: panel

    property url server: "https://example.org/tasks"
    readonly property alias bar: bar
    readonly property alias words: words
    readonly property alias rows: rows

    SseSource {
        url: panel.server
        endOnEvent: ["all_complete"]

        AgentTaskModel {
            id: tasks
        }
    }
    ProgressBar {
        id: bar

        to: Math.max(1, tasks.count)
        value: tasks.finishedCount
    }
    Label {
        id: words

        text: tasks.complete ? tasks.message : tasks.runningCount + " at work"
    }
    Repeater {
        id: rows

        model: tasks
        delegate: Label {
            required property var model

            text: {
                switch (model.state) {
                case AgentTaskModel.State.Completed:
                    return "✔ " + model.task;
                case AgentTaskModel.State.Failed:
                    return "✘ " + model.task;
                default:
                    return "… " + model.task;
                }
            }
        }
    }
}
