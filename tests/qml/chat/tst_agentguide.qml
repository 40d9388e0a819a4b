// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtTest
import SSE.Chat

// What the guide shows of agents does what it says.
TestCase {
    id: test

    name: "AgentGuide"
    when: windowShown
    width: 700
    height: 500
    visible: true

    function init() {
        failOnWarning(/.?/);
    }

    function create(file: string, server: string): var {
        const component = Qt.createComponent(`../guide/${file}.qml`);
        compare(component.status, Component.Ready, component.errorString());
        const item = createTemporaryObject(component, test, {
            server: server
        });
        verify(item);
        item.width = test.width;
        item.height = test.height;
        return item;
    }

    function test_agents() {
        const item = create("ChatAgents", agents.url);
        item.client.eventPath = "/event?interval=2"; // and not at the pace of people
        tryVerify(() => item.sessions.count >= 2);
        tryCompare(item.client, "state", AgentClient.State.Live);
        item.create.clicked();
        tryVerify(() => item.current !== "");
        tryVerify(() => item.client.sessions.rowOf(item.current) >= 0);
        item.prompt.text = "What do my notes say?";
        item.prompt.accepted();
        compare(item.prompt.text, "");
        tryCompare(item.question, "visible", true);
        compare(item.question.permission.title, "cat notes.md");
        item.question.accept();
        tryCompare(item.messages, "count", 2);
        tryVerify(() => item.client.sessions.session(item.current).status === AgentSession.Status.Idle);
        tryVerify(() => item.messages.itemAtIndex(1)?.text.startsWith("I have read the notes."));
    }

    function test_tasks() {
        const item = create("ChatTasks", agents.url + "/tasks?interval=1");
        tryCompare(item.words, "text", "All tasks are complete");
        compare(item.rows.count, 4);
        compare(item.rows.itemAt(0).text, "✔ Analysis");
        compare(item.bar.value, 4);
        compare(item.bar.to, 4);
    }
}
