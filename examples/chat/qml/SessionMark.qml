// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import ChatExample
import ExampleShared

// The drawing of a session's status, which turns while the agent works.
Rectangle {
    id: mark

    required property SessionStatus status

    implicitWidth: 30
    implicitHeight: 30
    radius: width / 2
    color: Qt.alpha(status.ink, 0.14)

    Icon {
        id: icon

        anchors.centerIn: parent
        width: mark.width * 0.6
        height: width
        color: mark.status.ink
        path: mark.status.drawing

        RotationAnimator on rotation {
            running: mark.status.busy
            loops: Animation.Infinite
            from: 0
            to: 360
            duration: 1100
            onRunningChanged: {
                if (!running)
                    icon.rotation = 0;
            }
        }
    }
}
