// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE.Chat
import ExampleShared

// What the conversation is doing, as a lamp and a word.
Rectangle {
    id: badge

    required property int phase
    required property bool failed
    required property bool retryScheduled
    property bool compact: false

    readonly property bool retrying: phase === Chat.Phase.WaitingToRetry && retryScheduled
    readonly property bool busy: phase !== Chat.Phase.Idle && (phase !== Chat.Phase.WaitingToRetry || retryScheduled)
    readonly property bool waiting: phase === Chat.Phase.Sending || retrying || phase === Chat.Phase.CallingTool
    readonly property string text: {
        switch (phase) {
        case Chat.Phase.Sending:
            return qsTr("Sending");
        case Chat.Phase.Thinking:
            return qsTr("Thinking");
        case Chat.Phase.Answering:
            return qsTr("Answering");
        case Chat.Phase.CallingTool:
            return qsTr("Calling a tool");
        default:
            return retrying ? qsTr("Waiting to retry") : failed ? qsTr("Failed") : qsTr("Ready");
        }
    }
    readonly property color lamp: waiting ? Theme.warning : busy ? Theme.accent : failed ? Theme.danger : Theme.mutedText

    implicitWidth: content.width + 22
    implicitHeight: 28
    radius: height / 2
    color: "transparent"
    border.color: Theme.border
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("State: %1").arg(text)

    Row {
        id: content

        anchors.centerIn: parent
        spacing: 7

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: 8
            height: 8
            radius: 4
            color: badge.lamp

            SequentialAnimation on opacity {
                running: badge.busy
                loops: Animation.Infinite
                alwaysRunToEnd: true

                NumberAnimation {
                    to: 0.25
                    duration: 500
                }
                NumberAnimation {
                    to: 1
                    duration: 500
                }
            }
        }
        Text {
            anchors.verticalCenter: parent.verticalCenter
            visible: !badge.compact
            text: badge.text
            font.pixelSize: Theme.smallTextSize
            color: Theme.mutedText
            Accessible.ignored: true
        }
    }
}
