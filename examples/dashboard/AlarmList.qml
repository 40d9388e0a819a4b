// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import ExampleShared
import DashboardExample

// The alarms. Return and Space acknowledge the one that the keyboard is on.
Panel {
    id: list

    required property Alarms alarms
    required property bool live // whether they are still true

    title: qsTr("Alarms")
    shortcut: "A"
    extras: [
        Item {
            Layout.fillWidth: true
        },
        Text {
            readonly property bool known: list.live && list.alarms.unconfirmedCount === 0
            readonly property bool grave: known && list.alarms.activeCount > 0

            objectName: "alarmSummary"
            Layout.minimumWidth: implicitWidth
            text: !known ? qsTr("unknown now") : grave ? qsTr("%1 active").arg(list.alarms.activeCount) : qsTr("none active")
            font.pixelSize: Look.px(11)
            font.bold: grave
            color: grave ? Theme.danger : Theme.mutedText
        }
    ]

    ListView {
        id: view

        function take(event: var) {
            event.accepted = !event.isAutoRepeat;
            if (event.accepted)
                list.alarms.acknowledge(currentIndex);
        }

        // Whole rows, of which there are at least two.
        readonly property int rowHeight: Look.px(36)

        objectName: "alarmView"
        width: parent.width
        height: Math.floor(parent.height / rowHeight) * rowHeight
        model: list.alarms.rows
        focus: true
        activeFocusOnTab: true
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        highlightMoveDuration: 0
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Alarms")
        Keys.onReturnPressed: event => take(event)
        Keys.onEnterPressed: event => take(event)
        Keys.onSpacePressed: event => take(event)

        delegate: AlarmRow {
            width: view.width
            height: view.rowHeight
            selected: ListView.isCurrentItem && view.activeFocus
            onAcknowledgeRequested: {
                view.currentIndex = index;
                list.alarms.acknowledge(index);
            }
        }
    }
    Text {
        anchors.centerIn: parent
        visible: view.count === 0
        text: qsTr("No alarms so far")
        font.pixelSize: Look.textSize
        color: Theme.mutedText
    }
}
