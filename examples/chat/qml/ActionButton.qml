// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls.Basic
import ExampleShared

// A quiet button with a word, for what stands in many places.
AbstractButton {
    id: button

    property string description

    padding: 4
    leftPadding: 7
    rightPadding: 7
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    opacity: enabled ? 1 : 0.4
    Accessible.name: description || text
    Keys.onReturnPressed: button.clicked()
    Keys.onEnterPressed: button.clicked()

    contentItem: Text {
        text: button.text
        textFormat: Text.PlainText
        font.pixelSize: Theme.smallTextSize
        color: button.hovered || button.visualFocus ? Theme.text : Theme.mutedText
        Accessible.ignored: true
    }
    background: Rectangle {
        radius: 6
        color: button.down ? Theme.border : button.hovered ? Theme.hover : "transparent"
        border.color: Theme.accent
        border.width: button.visualFocus ? 2 : 0
    }
}
