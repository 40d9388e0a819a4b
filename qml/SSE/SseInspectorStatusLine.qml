// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import SSE

// How the connection is doing, what was done last, and how many rows there are.
Item {
    id: line

    required property SseSourceBase source
    required property SseEventModel events
    required property SseEventFilterModel rows
    required property SseInspectorStyle style
    required property SseInspectorWords words
    property string message: ""

    implicitHeight: content.implicitHeight + 4

    RowLayout {
        id: content

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: 4
        anchors.rightMargin: line.style.margin
        anchors.verticalCenter: parent.verticalCenter
        spacing: line.style.margin

        SseStatusIndicator {
            objectName: "statusIndicator"
            Layout.maximumWidth: line.width / 2
            source: line.source
        }
        Label {
            objectName: "message"
            Layout.fillWidth: true
            text: line.words.plain(line.message)
            textFormat: Text.PlainText
            elide: Text.ElideMiddle
            maximumLineCount: 1
            color: line.style.muted
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
        Label {
            objectName: "counts"
            text: line.words.counts(line.rows.count, line.events.count, line.events.heldCount)
            textFormat: Text.PlainText
            color: line.style.muted
        }
    }
    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        height: 1
        color: line.style.line
    }
}
