// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Layouts
import ChatExample
import ExampleShared

// Who is talking, whether the line is open, and the light switch.
Rectangle {
    id: header

    required property ChatService service
    required property int phase
    required property bool failed

    signal themeToggled

    implicitHeight: 64
    color: Theme.surface

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin - 6
        spacing: 12

        Avatar {
            implicitWidth: 36
            implicitHeight: 36
        }
        ColumnLayout {
            spacing: 2

            Text {
                Layout.fillWidth: true
                text: qsTr("SseQt Chat")
                textFormat: Text.PlainText
                elide: Text.ElideRight
                font.pixelSize: 16
                font.bold: true
                color: Theme.text
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }
            Text {
                Layout.fillWidth: true
                text: {
                    const model = header.service.model === "" ? "" : header.service.model + "  ·  ";
                    return model + (header.service.isDemo ? qsTr("offline demo") : header.service.host);
                }
                textFormat: Text.PlainText
                elide: Text.ElideRight
                font.pixelSize: Theme.smallTextSize
                color: Theme.mutedText
            }
        }
        StateBadge {
            objectName: "stateBadge"
            phase: header.phase
            failed: header.failed
        }
        IconButton {
            objectName: "themeButton"
            text: Theme.dark ? qsTr("Light theme") : qsTr("Dark theme")
            // A sun in the dark, a moon in the light.
            iconPath: Theme.dark ? "M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0 -8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6l1.4 1.4M5 19l1.4 -1.4M17.6 6.4l1.4 -1.4" : "M20 14.5A8.5 8.5 0 0 1 9.5 4A8.5 8.5 0 1 0 20 14.5Z"
            onClicked: header.themeToggled()
        }
    }
    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: 1
        color: Theme.border
    }
}
