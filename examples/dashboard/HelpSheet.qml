// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import ExampleShared
import DashboardExample

// The keys and what they do.
Popup {
    id: sheet

    readonly property var keys: [
        {
            key: "1–8",
            text: qsTr("Put a sensor into the chart, or take it out")
        },
        {
            key: "G C A L",
            text: qsTr("Go to the gauges, the chart, the alarms, the log")
        },
        {
            key: qsTr("Tab, arrows"),
            text: qsTr("Go to the next")
        },
        {
            key: qsTr("Space, Return"),
            text: qsTr("On a gauge: chart it; on an alarm: acknowledge it")
        },
        {
            key: "P",
            text: qsTr("Hold the log, and let it go on; Space in the log")
        },
        {
            key: "+ −",
            text: qsTr("Show less or more time in the chart")
        },
        {
            key: "R",
            text: qsTr("Reconnect now")
        },
        {
            key: "T",
            text: qsTr("Light or dark theme")
        },
        {
            key: "?",
            text: qsTr("These keys")
        }
    ]

    anchors.centerIn: parent
    modal: true
    focus: true
    padding: Look.px(16)
    background: Rectangle {
        radius: Look.px(12)
        color: Theme.surface
        border.color: Theme.border
    }

    contentItem: ColumnLayout {
        focus: true
        spacing: Look.px(6)
        Keys.onPressed: event => {
            if (event.text === "?") {
                event.accepted = true;
                sheet.close();
            }
        }

        Text {
            text: qsTr("Keys")
            font.pixelSize: Look.px(14)
            font.bold: true
            color: Theme.text
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        Repeater {
            model: sheet.keys

            KeyRow {}
        }
    }

    component KeyRow: RowLayout {
        id: row

        required property var modelData

        spacing: Look.px(12)

        Item {
            implicitWidth: Look.px(100)
            implicitHeight: cap.height

            KeyCap {
                id: cap

                height: Look.px(19)
                text: row.modelData.key
                ink: Theme.text
            }
        }
        Text {
            text: row.modelData.text
            font.pixelSize: Look.textSize
            color: Theme.text
        }
    }
}
