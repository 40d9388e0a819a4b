// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import ChatExample
import ExampleShared

// One message: a question in a bubble at the right, or an answer in full width with what became of
// it.
Item {
    id: item

    required property int index
    required property string role
    required property string text
    required property string status
    required property string note
    property bool retryable: false

    readonly property bool isQuestion: role === "user"
    readonly property real columnWidth: Math.min(width - 2 * Theme.margin, Theme.columnWidth)

    signal retryRequested

    implicitHeight: column.y + column.height + 22
    Accessible.role: Accessible.ListItem
    Accessible.name: isQuestion ? qsTr("You") : qsTr("Assistant")

    Avatar {
        x: column.x
        y: column.y
        visible: !item.isQuestion
    }
    Column {
        id: column

        readonly property int indent: 44

        x: (item.width - width) / 2
        y: item.index === 0 ? 24 : 0
        width: item.columnWidth
        spacing: 12

        Rectangle {
            readonly property int padding: item.isQuestion ? 14 : 0
            readonly property real room: column.width - column.indent - 2 * padding

            x: item.isQuestion ? column.width - width : column.indent
            visible: item.text !== ""
            width: (item.isQuestion ? Math.min(Math.ceil(body.implicitWidth), room) : room) + 2 * padding
            height: body.height + 2 * (item.isQuestion ? 9 : 3)
            radius: 16
            color: item.isQuestion ? Theme.bubble : "transparent"

            MessageText {
                id: body

                objectName: "messageText"
                anchors.centerIn: parent
                anchors.verticalCenterOffset: -2 // of a line, the space is above the letters
                width: parent.width - 2 * parent.padding
                message: item.text
                growing: item.status === "streaming"
            }
        }
        TypingDots {
            x: column.indent
            visible: item.status === "waiting"
        }
        Text {
            x: column.indent
            visible: item.status === "stopped" || (item.status === "done" && item.note !== "")
            width: column.width - column.indent
            text: item.status === "stopped" ? qsTr("Stopped") : item.note
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            font.pixelSize: Theme.smallTextSize
            font.italic: true
            color: Theme.mutedText
        }
        Notice {
            x: column.indent
            visible: item.status === "cut" || item.status === "failed"
            width: column.width - column.indent
            severe: item.status === "failed"
            title: !severe ? qsTr("The answer was cut off") : item.text === "" ? qsTr("No answer") : qsTr("An error ended the answer")
            text: item.note
            retryable: item.retryable
            onRetryRequested: item.retryRequested()
        }
    }
}
