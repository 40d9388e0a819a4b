// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE

// A list that follows the newest, with a field of each event.
ListView {
    id: view

    required property string server
    readonly property SseSource stream: SseSource {
        url: `${view.server}/`
    }

    model: SseEventModel {
        source: view.stream
        roles: ({ temperature: "temperature", sensor: "sensor" })
    }
    delegate: Text {
        required property date received
        required property int number
        required property double temperature
        required property string sensor

        text: `${Qt.formatTime(received, "hh:mm:ss.zzz")}  ${number}  ${sensor}  ${temperature} °C`
    }
    onCountChanged: positionViewAtEnd()
    onContentHeightChanged: positionViewAtEnd()
}
