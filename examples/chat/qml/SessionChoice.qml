// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQml
import SSE.Chat

// Which session is shown, all about it, and what is said in it.
QtObject {
    id: choice

    required property AgentClientBase client
    property string current
    property agentSession session
    property int retryIn: -1 // milliseconds to the next attempt
    property ChatModel messages: none
    property int asking: 0 // sessions that wait for an answer
    property string awaited // a new session that the stream has not told of yet

    readonly property bool made: current !== ""
    readonly property bool busy: session.status !== AgentSession.Status.Idle
    readonly property bool asks: session.permissions.length > 0

    signal shown

    function show(id: string) {
        awaited = "";
        if (id !== current) {
            current = id;
            messages = id === "" ? none : client.conversation(id);
            shown();
        }
        look();
    }

    function showWhenThere(id: string) {
        if (client.sessions.rowOf(id) < 0)
            awaited = id;
        else
            show(id);
    }

    // Where none is chosen, or the one that was is gone, the newest is.
    function refresh() {
        const sessions = client.sessions;
        if (awaited !== "" && sessions.rowOf(awaited) >= 0)
            show(awaited);
        else if (sessions.rowOf(current) < 0)
            show(sessions.sessionAt(0).id);
        else
            look();
    }

    function look() {
        const sessions = client.sessions;
        session = sessions.session(current);
        const row = sessions.rowOf(current);
        retryIn = row < 0 ? -1 : sessions.data(sessions.index(row, 0), AgentSessionModel.RetryInRole);
        let count = 0;
        for (let i = 0; i < sessions.count; ++i)
            count += sessions.sessionAt(i).permissions.length > 0 ? 1 : 0;
        asking = count;
    }

    readonly property ChatModel none: ChatModel {}
    readonly property Connections changes: Connections {
        target: choice.client.sessions

        function onSessionChanged() {
            choice.refresh();
        }
        // Countdowns.
        function onDataChanged() {
            choice.look();
        }
    }
    readonly property Connections creations: Connections {
        target: choice.client

        function onSessionCreated(sessionId: string) {
            choice.showWhenThere(sessionId);
        }
    }
}
