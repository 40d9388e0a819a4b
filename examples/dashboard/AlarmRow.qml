// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Layouts
import ExampleShared
import DashboardExample

// An alarm: its shape and colour tell how grave it is, and so does a word.
Item {
    id: row

    required property int index
    required property string severity
    required property string text
    required property bool active
    required property bool acknowledged
    required property bool confirmed
    required property string raised
    required property string cleared
    required property bool selected

    readonly property bool critical: severity === "critical"
    readonly property color ink: !confirmed ? Look.stale : !active ? Theme.mutedText : Look.severityColor(critical ? 2 : 1)
    readonly property string stateText: {
        const grade = critical ? qsTr("Critical") : qsTr("Warning");
        if (!confirmed)
            return qsTr("%1 · since %2 · unknown now").arg(grade).arg(raised);
        if (active)
            return acknowledged ? qsTr("%1 · since %2 · acknowledged").arg(grade).arg(raised) : qsTr("%1 · since %2").arg(grade).arg(raised);
        return qsTr("Cleared · %1 – %2").arg(raised).arg(cleared);
    }

    signal acknowledgeRequested

    objectName: "alarmRow"
    Accessible.role: Accessible.ListItem
    Accessible.name: `${text}. ${stateText}`
    Accessible.description: acknowledged ? "" : qsTr("not acknowledged")
    Accessible.onPressAction: acknowledgeRequested()

    Rectangle {
        anchors.fill: parent
        anchors.topMargin: 1
        anchors.bottomMargin: 1
        radius: Look.px(6)
        color: row.active && row.confirmed ? (row.critical ? Theme.dangerSurface : Theme.warningSurface) : "transparent"
        border.color: row.selected ? Theme.accent : "transparent"
        border.width: row.selected ? 2 : 0
    }
    TapHandler {
        onTapped: row.acknowledgeRequested()
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Look.px(7)
        anchors.rightMargin: Look.px(7)
        spacing: Look.px(8)

        Icon {
            implicitWidth: Look.px(18)
            implicitHeight: Look.px(18)
            // A tick, an octagon, a triangle.
            path: !row.active ? "M4 12.5l5 5.5L20 6" : row.critical ? "M8 2.5h8l5.5 5.5v8l-5.5 5.5h-8l-5.5 -5.5v-8ZM12 7v6M12 16.8v0.01" : "M12 3.5L22 20.5H2ZM12 10v4M12 17.3v0.01"
            color: row.ink
        }
        ColumnLayout {
            spacing: 0

            Text {
                objectName: "alarmRowText"
                Layout.fillWidth: true
                text: row.text
                textFormat: Text.PlainText
                elide: Text.ElideRight
                font.pixelSize: Look.px(11)
                font.bold: !row.acknowledged
                color: row.active && row.confirmed ? Theme.text : Theme.mutedText
                Accessible.ignored: true
            }
            Text {
                objectName: "alarmRowState"
                Layout.fillWidth: true
                text: row.stateText
                textFormat: Text.PlainText
                elide: Text.ElideRight
                font.pixelSize: Look.smallSize
                color: row.ink
                Accessible.ignored: true
            }
        }
        // Nobody has seen it yet.
        Rectangle {
            visible: !row.acknowledged
            implicitWidth: Look.px(7)
            implicitHeight: Look.px(7)
            radius: width / 2
            color: row.ink
        }
    }
}
