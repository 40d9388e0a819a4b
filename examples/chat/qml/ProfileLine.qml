// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls.Basic
import ExampleShared

// One of the profiles: its name, and where its key comes from.
ItemDelegate {
    id: line

    required property int index
    required property string name
    required property string key
    property bool current: false
    property bool focused: false
    property bool inUse: false

    objectName: "profileLine"
    focusPolicy: Qt.NoFocus
    padding: 10
    hoverEnabled: true
    text: name
    Accessible.role: Accessible.ListItem
    Accessible.name: text
    Accessible.description: inUse ? qsTr("In use, %1").arg(key) : key

    contentItem: Column {
        spacing: 2

        Text {
            width: parent.width
            text: line.inUse ? qsTr("%1  ·  in use").arg(line.text) : line.text
            textFormat: Text.PlainText
            elide: Text.ElideRight
            font.pixelSize: 14
            font.bold: line.inUse
            color: Theme.text
            Accessible.ignored: true
        }
        Text {
            width: parent.width
            text: line.key
            textFormat: Text.PlainText
            elide: Text.ElideRight
            font.pixelSize: Theme.smallTextSize
            color: Theme.mutedText
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: 8
        color: line.current ? Theme.bubble : line.hovered ? Theme.hover : "transparent"
        border.color: Theme.accent
        border.width: line.current && line.focused ? 2 : 0
    }
}
