// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import SSE

// What is shown, and what can be done with it: on one line, or on two where that is narrow.
Item {
    id: bar

    required property SseEventModel events
    required property SseEventFilterModel rows
    required property SseInspectorStyle style
    required property SseInspectorWords words
    required property bool canCopy
    readonly property bool narrow: width < filters.Layout.minimumWidth + buttons.implicitWidth + 3 * style.margin
    readonly property int contents: SseEventModel.Events | (connectionButton.checked ? SseEventModel.Connection : 0) | (commentsButton.checked ? SseEventModel.Comments : 0)
    readonly property alias types: typeFilter.types
    readonly property alias text: filterField.text

    signal clearRequested
    signal copyRequested
    signal saveRequested

    function takeFocus() {
        filterField.forceActiveFocus(Qt.ShortcutFocusReason);
        filterField.selectAll();
    }

    implicitHeight: content.implicitHeight + style.margin

    GridLayout {
        id: content

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: bar.style.margin
        anchors.rightMargin: bar.style.margin / 2
        anchors.verticalCenter: parent.verticalCenter
        columns: bar.narrow ? 1 : 2
        rowSpacing: 2
        columnSpacing: bar.style.margin

        RowLayout {
            id: filters

            Layout.fillWidth: true
            Layout.minimumWidth: 260
            spacing: bar.style.margin

            TextField {
                id: filterField

                objectName: "filterField"
                Layout.fillWidth: true
                Layout.minimumWidth: 80
                placeholderText: qsTr("Filter")
                selectByMouse: true
                Accessible.name: qsTr("Filter by text")
                Keys.onEscapePressed: event => {
                    event.accepted = text !== "";
                    clear();
                }
            }
            SseInspectorTypeFilter {
                id: typeFilter

                objectName: "typeFilter"
                Layout.preferredWidth: 130
                events: bar.events
                words: bar.words
            }
        }
        RowLayout {
            id: buttons

            spacing: 0

            SseInspectorButton {
                objectName: "pauseButton"
                text: bar.events.paused ? qsTr("Go on (Space)") : qsTr("Pause (Space)")
                path: bar.events.paused ? "M7 4l12 8l-12 8Z" : "M8 5v14M16 5v14"
                filled: bar.events.paused
                checkable: true
                checked: bar.events.paused
                onToggled: bar.events.paused = checked
            }
            SseInspectorButton {
                objectName: "clearButton"
                text: qsTr("Clear (Ctrl+L)")
                path: "M4 7h16M9 7v-3h6v3M6 7l1 13h10l1 -13M10 11v5M14 11v5"
                enabled: bar.events.count > 0 || bar.events.heldCount > 0
                onClicked: bar.clearRequested()
            }
            ToolSeparator {}
            SseInspectorButton {
                id: connectionButton

                objectName: "connectionButton"
                text: qsTr("Show what happens to the connection")
                path: "M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1 -12 0ZM12 17v4"
                checkable: true
                checked: true
            }
            SseInspectorButton {
                id: commentsButton

                objectName: "commentsButton"
                text: qsTr("Show comments")
                path: "M4 5h16v11h-9l-5 4v-4h-2Z"
                checkable: true
            }
            ToolSeparator {}
            SseInspectorButton {
                objectName: "copyButton"
                text: qsTr("Copy the data (Ctrl+C)")
                path: "M9 9h11v11h-11ZM5 15h-1v-11h11v1"
                enabled: bar.canCopy
                onClicked: bar.copyRequested()
            }
            SseInspectorButton {
                objectName: "saveButton"
                text: qsTr("Save the rows that are shown (Ctrl+S)")
                path: "M12 4v11M7 11l5 5l5 -5M4 20h16"
                enabled: bar.rows.count > 0
                onClicked: bar.saveRequested()
            }
        }
    }
    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: 1
        color: bar.style.line
    }
}
