// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls.Basic
import SSE.Chat
import ChatExample
import ExampleShared

// The sessions where the window has no room for them beside the conversation.
Drawer {
    id: drawer

    required property AgentSessionModel sessions
    required property string current
    property bool connected: false

    signal chosen(string sessionId)
    signal newRequested

    edge: Qt.LeftEdge
    padding: 0
    focus: true
    onOpened: list.takeFocus()

    background: Rectangle {
        color: Theme.surface
    }

    SessionList {
        id: list

        anchors.fill: parent
        sessions: drawer.sessions
        current: drawer.current
        connected: drawer.connected
        onChosen: sessionId => drawer.chosen(sessionId)
        onNewRequested: drawer.newRequested()
    }
}
