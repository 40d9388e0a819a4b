// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SSE.Chat
import ChatExample
import ExampleShared

// What an agent wants to do, all of it, and the three answers.
Rectangle {
    id: card

    required property list<agentPermission> permissions // the first is to be answered now
    readonly property string permissionId: permissions.length > 0 ? permissions[0].id : ""
    readonly property string kind: permissions.length > 0 ? ShownText.label(permissions[0].kind) : ""
    readonly property string title: permissions.length > 0 ? permissions[0].title : ""
    readonly property int more: Math.max(0, permissions.length - 1)
    property bool answered: false

    signal answerGiven(string permissionId, int answer)

    function give(answer: int) {
        answered = true;
        answerGiven(permissionId, answer);
    }

    objectName: "permissionCard"
    implicitHeight: content.implicitHeight + 26
    radius: 14
    color: Theme.warningSurface
    border.color: Theme.warning
    Accessible.role: Accessible.AlertMessage
    Accessible.name: qsTr("The agent asks to use %1").arg(kind || qsTr("a tool"))
    Accessible.description: title
    onPermissionIdChanged: answered = false

    ColumnLayout {
        id: content

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: 13
        anchors.leftMargin: 16
        anchors.rightMargin: 16
        spacing: 9

        RowLayout {
            spacing: 9

            Icon {
                implicitWidth: 20
                implicitHeight: 20
                color: Theme.warning
                path: "M12 3l7.5 3v5.5c0 4.5 -3 7.8 -7.5 9.5c-4.5 -1.7 -7.5 -5 -7.5 -9.5V6ZM12 8.5v4M12 15.8v0.01"
            }
            Text {
                Layout.fillWidth: true
                text: card.kind === "" ? qsTr("The agent asks for permission") : qsTr("The agent asks to use “%1”").arg(card.kind)
                textFormat: Text.PlainText
                elide: Text.ElideRight
                font.pixelSize: 14
                font.bold: true
                color: Theme.warning
                Accessible.ignored: true
            }
            Text {
                visible: card.more > 0
                text: qsTr("and %1 more").arg(card.more)
                textFormat: Text.PlainText
                font.pixelSize: Theme.smallTextSize
                color: Theme.mutedText
            }
        }
        Flickable {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(rows.implicitHeight, 150)
            contentHeight: rows.implicitHeight
            clip: true
            boundsBehavior: Flickable.StopAtBounds

            PermissionDetails {
                id: rows

                width: parent.width
                title: card.title
                details: card.permissions.length > 0 ? card.permissions[0].details : ({})
            }
        }
        Flow {
            Layout.fillWidth: true
            spacing: 8

            PillButton {
                objectName: "allowOnceButton"
                enabled: !card.answered
                text: qsTr("Allow once")
                onClicked: card.give(AgentPermission.Answer.Once)
            }
            PillButton {
                objectName: "allowAlwaysButton"
                enabled: !card.answered
                text: qsTr("Always")
                Accessible.name: qsTr("Always allow it")
                onClicked: card.give(AgentPermission.Answer.Always)
            }
            PillButton {
                objectName: "rejectButton"
                enabled: !card.answered
                text: qsTr("Reject")
                ink: Theme.danger
                onClicked: card.give(AgentPermission.Answer.Reject)
            }
        }
    }
}
