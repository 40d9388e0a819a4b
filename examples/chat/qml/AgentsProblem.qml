// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Layouts
import SSE.Chat
import ChatExample
import ExampleShared

// That there is no stream and will be none by itself, why, and a button that tries again.
Rectangle {
    id: problem

    required property AgentClientBase client
    readonly property string text: client.error.message

    objectName: "agentsProblem"
    visible: client.state === AgentClient.State.Closed && client.error.code !== Chat.ErrorCode.NoError
    implicitHeight: content.implicitHeight + 24
    radius: 12
    color: Theme.dangerSurface
    Accessible.role: Accessible.AlertMessage
    Accessible.name: qsTr("No connection to the agents")
    Accessible.description: text

    RowLayout {
        id: content

        anchors.fill: parent
        anchors.margins: 12
        spacing: 12

        Icon {
            Layout.alignment: Qt.AlignTop
            path: "M12 3.5L22 20.5H2ZM12 10v4M12 17.3v0.01"
            color: Theme.danger
        }
        Text {
            Layout.fillWidth: true
            text: (problem.text + " " + problem.client.error.advice).trim().slice(0, 1000)
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            font.pixelSize: 13
            color: Theme.text
            Accessible.ignored: true
        }
        PillButton {
            objectName: "connectButton"
            text: qsTr("Connect again")
            ink: Theme.danger
            onClicked: problem.client.open()
        }
    }
}
