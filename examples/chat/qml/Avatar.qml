// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import ExampleShared

// The face of the other side: waves that arrive.
Rectangle {
    implicitWidth: 30
    implicitHeight: 30
    radius: width / 2
    color: Theme.accent

    Icon {
        anchors.centerIn: parent
        width: parent.width * 0.6
        height: width
        color: Theme.accentText
        path: "M5 18a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M5 12a6.5 6.5 0 0 1 6.5 6.5M5 5a13.5 13.5 0 0 1 13.5 13.5"
    }
}
