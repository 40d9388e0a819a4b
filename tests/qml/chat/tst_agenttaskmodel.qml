// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtTest
import SSE
import SSE.Chat

TestCase {
    id: test

    name: "AgentTaskModel"

    Component {
        id: inside

        SseSource {
            readonly property alias tasks: tasks

            url: agents.url + "/tasks?interval=1"
            endOnEvent: ["all_complete"]

            AgentTaskModel {
                id: tasks
            }
        }
    }
    Component {
        id: apart

        AgentTaskModel {}
    }
    Component {
        id: view

        Item {
            property alias model: repeater.model
            readonly property alias rows: repeater

            Repeater {
                id: repeater

                delegate: Item {
                    required property var model
                    required property string task
                    required property string message
                    required property date started
                    readonly property bool running: model.state === AgentTaskModel.State.Running
                    readonly property bool failed: model.state === AgentTaskModel.State.Failed
                }
            }
        }
    }
    Component {
        id: source

        SseSource {}
    }

    function update(task, words) {
        return 'event: task_update\ndata: {"task":"' + task + '"' + words + '}\n\n';
    }

    function test_takesTheSourceAroundIt() {
        const stream = createTemporaryObject(inside, test);
        compare(stream.tasks.source, stream);
        tryVerify(() => stream.tasks.complete);
        compare(stream.tasks.count, 4);
        tryCompare(stream.tasks, "finishedCount", 4);
        compare(stream.tasks.runningCount, 0);
        compare(stream.tasks.message, "All tasks are complete");
        tryCompare(stream, "readyState", SseSource.Closed);
    }

    function test_isWithoutASourceElsewhere() {
        const model = createTemporaryObject(apart, test);
        compare(model.source, null);
        compare(model.count, 0);
        verify(!model.complete);
        compare(model.maximumCount, 1000);
    }

    function test_showsTasksInDelegates() {
        server.reset();
        server.stream("/tasks", update("Build", ',"message":"Compiling"') + update("Test", ',"status":"failed"'), "stall");
        const stream = createTemporaryObject(source, test, {
            url: server.url("/tasks")
        });
        const model = createTemporaryObject(apart, test, {
            source: stream
        });
        const list = createTemporaryObject(view, test, {
            model: model
        });
        tryCompare(list.rows, "count", 2);
        const build = list.rows.itemAt(0);
        const tests = list.rows.itemAt(1);
        tryVerify(() => tests.failed);
        compare(build.task, "Build");
        compare(build.message, "Compiling");
        verify(build.running);
        verify(!isNaN(build.started));
        compare(tests.task, "Test");
        compare(model.runningCount, 1);
        compare(model.finishedCount, 1);
        model.clear();
        compare(list.rows.count, 0);
    }
}
