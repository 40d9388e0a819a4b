// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import SSE
import ExampleShared
import DashboardExample

// The log, newest line first. Space holds it.
Panel {
    id: log

    required property SseEventModel model
    required property bool live // whether there is more to come

    function togglePause() {
        model.paused = !model.paused;
    }

    title: qsTr("Log")
    shortcut: "L"
    extras: [
        Item {
            Layout.fillWidth: true
        },
        Text {
            objectName: "logState"
            text: log.model.paused ? qsTr("Paused · %1 waiting").arg(log.model.heldCount) : log.live ? qsTr("Live") : qsTr("No connection")
            font.pixelSize: Look.px(11)
            font.bold: log.model.paused
            color: log.model.paused ? Theme.warning : Theme.mutedText
        },
        KeyCap {
            text: "P"
        }
    ]

    ListView {
        id: view

        readonly property int rowHeight: Look.px(17)
        property bool following: true

        // By so many rows, towards older ones. Whoever reads there is left there.
        function scroll(rows: int) {
            const end = Math.max(originY, originY + contentHeight - height);
            contentY = Math.max(originY, Math.min(contentY + rows * rowHeight, end));
            settle();
        }

        // Follows from here on if the newest line is seen.
        function settle() {
            following = contentY - originY < rowHeight / 2;
        }

        objectName: "logView"
        width: parent.width
        height: Math.floor(parent.height / rowHeight) * rowHeight
        model: log.model
        focus: true
        activeFocusOnTab: true
        keyNavigationEnabled: false
        boundsBehavior: Flickable.StopAtBounds
        reuseItems: true
        clip: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Log")
        Keys.onSpacePressed: log.togglePause()
        Keys.onUpPressed: scroll(-1)
        Keys.onDownPressed: scroll(1)
        onContentYChanged: {
            if (moving || scrollBar.pressed)
                settle();
        }

        ScrollBar.vertical: ScrollBar {
            id: scrollBar

            policy: view.contentHeight > view.height ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
            contentItem: Rectangle {
                implicitWidth: Look.px(4)
                implicitHeight: Look.px(12)
                radius: width / 2
                color: scrollBar.pressed ? Theme.mutedText : Theme.border
            }
        }
        delegate: LogRow {
            width: view.width - Look.px(12)
            height: view.rowHeight
        }
    }
    // When the view has taken them in, too.
    Connections {
        target: log.model

        function onRowsInserted() {
            toNewest.start();
        }
    }
    Timer {
        id: toNewest

        interval: 0
        onTriggered: {
            if (view.following)
                view.positionViewAtBeginning();
        }
    }
}
