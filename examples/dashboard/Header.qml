// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Layouts
import SSE
import ExampleShared
import DashboardExample

// What is shown, whether it is still true, and two buttons.
Rectangle {
    id: header

    required property Station station

    signal themeToggled
    signal helpRequested

    implicitHeight: Look.px(44)
    color: Theme.surface

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Look.px(12)
        anchors.rightMargin: Look.px(8)
        spacing: Look.px(9)

        Rectangle {
            implicitWidth: Look.px(28)
            implicitHeight: Look.px(28)
            radius: width / 2
            color: Theme.accent

            Icon {
                anchors.centerIn: parent
                width: parent.width * 0.64
                height: width
                path: "M4 17a8.5 8.5 0 1 1 16 0M12 14l4 -5"
                color: Theme.accentText
            }
        }
        ColumnLayout {
            spacing: 0

            Text {
                objectName: "windowTitle"
                Layout.fillWidth: true
                text: qsTr("Pumping station")
                textFormat: Text.PlainText
                elide: Text.ElideRight
                font.pixelSize: Look.px(14)
                font.bold: true
                color: Theme.text
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }
            Text {
                objectName: "rate"
                Layout.fillWidth: true
                text: qsTr("%1  ·  %2 events/s").arg(header.station.host).arg(header.station.rate.toLocaleString(Qt.locale(), "f", 0))
                textFormat: Text.PlainText
                elide: Text.ElideRight
                font.pixelSize: Look.smallSize
                color: Theme.mutedText
            }
        }
        SseStatusIndicator {
            objectName: "statusIndicator"
            Layout.maximumWidth: Look.px(190)
            source: header.station
            font.pixelSize: Look.textSize
        }
        IconButton {
            objectName: "themeButton"
            implicitWidth: Look.px(30)
            implicitHeight: Look.px(30)
            text: Theme.dark ? qsTr("Light theme") : qsTr("Dark theme")
            // A sun in the dark, a moon in the light.
            iconPath: Theme.dark ? "M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0 -8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6l1.4 1.4M5 19l1.4 -1.4M17.6 6.4l1.4 -1.4" : "M20 14.5A8.5 8.5 0 0 1 9.5 4A8.5 8.5 0 1 0 20 14.5Z"
            onClicked: header.themeToggled()
        }
        IconButton {
            objectName: "helpButton"
            implicitWidth: Look.px(30)
            implicitHeight: Look.px(30)
            text: qsTr("Keys")
            iconPath: "M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 0.5 -1.5 1.1 -1.5 2.3M12 18.4v0.01"
            onClicked: header.helpRequested()
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
