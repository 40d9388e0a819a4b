// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import SSE.Chat
import ChatExample
import ExampleShared

// The sessions of the server, the newest first, and a button for another one.
FocusScope {
    id: list

    required property AgentSessionModel sessions
    required property string current
    property bool connected: false

    signal chosen(string sessionId)
    signal newRequested

    function takeFocus() {
        view.currentIndex = Math.max(0, sessions.rowOf(current));
        view.forceActiveFocus(Qt.TabFocusReason);
    }

    function chooseCurrent() {
        const row = view.currentItem as SessionRow;
        if (row)
            chosen(row.sessionId);
    }

    implicitWidth: 272

    Text {
        id: heading

        x: 18
        height: 52
        verticalAlignment: Text.AlignVCenter
        text: list.sessions.count > 0 ? qsTr("Sessions (%1)").arg(list.sessions.count) : qsTr("Sessions")
        textFormat: Text.PlainText
        font.pixelSize: 13
        font.bold: true
        color: Theme.mutedText
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    IconButton {
        objectName: "newSessionButton"
        anchors.right: parent.right
        anchors.rightMargin: 10
        anchors.verticalCenter: heading.verticalCenter
        enabled: list.connected
        text: qsTr("New session")
        iconPath: "M12 5v14M5 12h14"
        onClicked: list.newRequested()
    }
    ListView {
        id: view

        objectName: "sessionView"
        anchors.top: heading.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.leftMargin: 8
        anchors.rightMargin: 8
        focus: true
        activeFocusOnTab: true
        clip: true
        spacing: 2
        boundsBehavior: Flickable.StopAtBounds
        model: list.sessions
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Sessions")
        Keys.onReturnPressed: list.chooseCurrent()
        Keys.onEnterPressed: list.chooseCurrent()
        Keys.onSpacePressed: list.chooseCurrent()

        ScrollBar.vertical: ScrollBar {
            policy: view.contentHeight > view.height ? ScrollBar.AsNeeded : ScrollBar.AlwaysOff
        }

        delegate: SessionRow {
            width: view.width
            chosen: sessionId === list.current
            onClicked: list.chosen(sessionId)
        }
    }
    Text {
        anchors.top: heading.bottom
        x: 18
        width: parent.width - 36
        visible: list.sessions.count === 0
        text: list.connected ? qsTr("There are none yet.") : qsTr("There is no connection yet.")
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        font.pixelSize: 13
        color: Theme.mutedText
    }
}
