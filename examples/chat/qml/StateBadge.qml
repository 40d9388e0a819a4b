// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE
import ExampleShared

// What the connection is doing, as a lamp and a word.
Rectangle {
    id: badge

    required property int phase
    required property bool failed

    readonly property bool connecting: phase === SseSource.Dialing || phase === SseSource.AwaitingHeaders
    readonly property bool streaming: phase === SseSource.Streaming
    readonly property string text: connecting ? qsTr("Connecting") : streaming ? qsTr("Streaming") : failed ? qsTr("Failed") : qsTr("Ready")
    readonly property color lamp: connecting ? Theme.warning : streaming ? Theme.accent : failed ? Theme.danger : Theme.mutedText

    implicitWidth: content.width + 22
    implicitHeight: 28
    radius: height / 2
    color: "transparent"
    border.color: Theme.border
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Connection: %1").arg(text)

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
                running: badge.connecting || badge.streaming
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
            text: badge.text
            font.pixelSize: Theme.smallTextSize
            color: Theme.mutedText
            Accessible.ignored: true
        }
    }
}
