// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import ExampleShared
import DashboardExample

// A key of the keyboard that does something here.
Rectangle {
    id: keyCap

    required property string text
    property color ink: Theme.mutedText
    property bool filled: false

    implicitWidth: Math.max(implicitHeight, label.implicitWidth + Look.px(8))
    implicitHeight: Look.px(15)
    radius: Look.px(4)
    color: filled ? ink : "transparent"
    border.color: filled ? ink : Theme.border

    Text {
        id: label

        anchors.centerIn: parent
        text: keyCap.text
        textFormat: Text.PlainText
        font.pixelSize: Look.smallSize
        font.bold: keyCap.filled
        color: keyCap.filled ? Theme.background : keyCap.ink
        Accessible.ignored: true
    }
}
