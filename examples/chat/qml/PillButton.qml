// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls.Basic
import ExampleShared

// A button with a word, in the colour of what is around it.
AbstractButton {
    id: button

    property color ink: Theme.accent

    leftPadding: 16
    rightPadding: 16
    topPadding: 7
    bottomPadding: 7
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.name: text
    Keys.onReturnPressed: button.clicked()
    Keys.onEnterPressed: button.clicked()

    contentItem: Text {
        text: button.text
        textFormat: Text.PlainText
        font.pixelSize: 13
        font.bold: true
        color: button.ink
        Accessible.ignored: true
    }
    background: Rectangle {
        radius: height / 2
        color: button.down || button.hovered ? Qt.alpha(button.ink, button.down ? 0.25 : 0.12) : "transparent"
        border.color: button.ink
        border.width: button.visualFocus ? 2 : 1
    }
}
