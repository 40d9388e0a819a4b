// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE.Chat
import ChatExample
import ExampleShared

// What the user has asked, in a bubble; of much only a beginning, until one wants all of it. What
// the system or a tool has said looks the same, at the other side.
Item {
    id: question

    required property ViewState view
    required property ChatMessage message
    required property ChatPart part

    readonly property int limit: 1200
    readonly property bool mine: message?.role === Chat.Role.User
    readonly property string text: part?.text ?? ""
    readonly property bool oversized: text.length > limit
    readonly property bool open: !oversized || (Folds.revision >= 0 && Folds.isOpen(part))
    readonly property real room: width - 28

    implicitHeight: bubble.height

    Rectangle {
        id: bubble

        x: question.mine ? question.width - width : 0
        width: Math.min(Math.max(Math.ceil(body.implicitWidth), more.visible ? more.width : 0), question.room) + 28
        height: column.height + 18
        radius: 16
        color: question.mine ? Theme.bubble : Theme.surface
        border.color: Theme.border
        border.width: question.mine ? 0 : 1

        Column {
            id: column

            x: 14
            y: 9
            width: parent.width - 28
            spacing: 4

            PlainText {
                id: body

                objectName: "questionText"
                width: parent.width
                view: question.view
                part: question.part
                text: question.open ? question.text : question.text.slice(0, question.limit) + "…"
            }
            ActionButton {
                id: more

                objectName: "moreTextButton"
                visible: question.oversized
                text: question.open ? qsTr("Show less") : qsTr("Show all %1 characters").arg(Number(question.text.length).toLocaleString(Qt.locale(), "f", 0))
                onClicked: Folds.setOpen(question.part, !question.open)
            }
        }
    }
}
