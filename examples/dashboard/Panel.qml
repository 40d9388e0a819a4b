// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Layouts
import ExampleShared
import DashboardExample

// A card with a title, a key that leads to it, and a frame when the keyboard is in it.
FocusScope {
    id: panel

    required property string title
    required property string shortcut
    default property alias content: body.data
    property alias extras: extras.data // beside the title

    Rectangle {
        anchors.fill: parent
        radius: Look.radius
        color: Theme.surface
        border.color: panel.activeFocus ? Theme.accent : Theme.border
        border.width: panel.activeFocus ? 2 : 1
    }
    RowLayout {
        id: head

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.leftMargin: Look.padding
        anchors.rightMargin: Look.padding
        height: Look.px(26)
        spacing: Look.px(6)

        Text {
            objectName: "panelTitle"
            text: panel.title
            textFormat: Text.PlainText
            font.pixelSize: Look.titleSize
            font.bold: true
            color: Theme.text
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        KeyCap {
            text: panel.shortcut
        }
        RowLayout {
            id: extras

            Layout.fillWidth: true
            spacing: Look.px(8)
        }
    }
    Item {
        id: body

        anchors.fill: parent
        anchors.topMargin: head.height
        anchors.leftMargin: Look.padding
        anchors.rightMargin: Look.padding
        anchors.bottomMargin: Look.px(6)
    }
}
