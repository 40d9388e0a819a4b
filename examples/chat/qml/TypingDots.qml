// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import ExampleShared

// Three dots that pulse until the first word is there.
Row {
    id: dots

    height: 30
    spacing: 6
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Waiting for the answer")

    Repeater {
        model: 3

        Rectangle {
            id: dot

            required property int index

            anchors.verticalCenter: parent?.verticalCenter
            width: 8
            height: 8
            radius: 4
            color: Theme.mutedText

            SequentialAnimation on opacity {
                running: dot.visible
                loops: Animation.Infinite

                PropertyAction {
                    value: 0.3
                }
                PauseAnimation {
                    duration: dot.index * 160
                }
                NumberAnimation {
                    to: 1
                    duration: 250
                }
                NumberAnimation {
                    to: 0.3
                    duration: 250
                }
                PauseAnimation {
                    duration: (2 - dot.index) * 160 + 200
                }
            }
        }
    }
}
