// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls.Basic
import ExampleShared

// One line of a menu, or two: what it is, and what belongs to it.
MenuItem {
    id: item

    property string note
    property string keys // that do the same

    implicitWidth: 248
    implicitHeight: note === "" ? 36 : 52
    leftPadding: checkable ? 30 : 12
    rightPadding: 12
    Accessible.name: text
    Accessible.description: note

    indicator: Icon {
        x: 8
        anchors.verticalCenter: parent.verticalCenter
        width: 16
        height: 16
        visible: item.checked
        color: Theme.accent
        path: "M4.5 12.5l5 5l10 -11"
    }
    arrow: null
    contentItem: Item {
        Column {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: 2

            Text {
                width: parent.width
                text: item.text
                textFormat: Text.PlainText
                elide: Text.ElideRight
                font.pixelSize: 14
                color: item.enabled ? Theme.text : Theme.mutedText
                Accessible.ignored: true
            }
            Text {
                width: parent.width
                visible: item.note !== ""
                text: item.note
                textFormat: Text.PlainText
                elide: Text.ElideRight
                font.pixelSize: Theme.smallTextSize
                color: Theme.mutedText
                Accessible.ignored: true
            }
        }
        Text {
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: item.keys
            textFormat: Text.PlainText
            font.pixelSize: Theme.smallTextSize
            color: Theme.mutedText
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: 6
        color: item.highlighted ? Theme.hover : "transparent"
        border.color: Theme.accent
        border.width: item.visualFocus ? 1 : 0
    }
}
