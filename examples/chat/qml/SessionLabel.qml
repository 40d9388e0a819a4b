// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import ChatExample
import ExampleShared

// What is written in the row of a session.
Item {
    id: label

    required property string title
    required property string note
    required property SessionStatus look
    required property bool chosen

    SessionMark {
        id: mark

        anchors.verticalCenter: parent.verticalCenter
        status: label.look
    }
    Column {
        anchors.left: mark.right
        anchors.leftMargin: 10
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: 3

        Text {
            objectName: "sessionTitle"
            width: parent.width
            text: label.title
            textFormat: Text.PlainText
            elide: Text.ElideRight
            font.pixelSize: 14
            font.bold: label.chosen
            color: Theme.text
            Accessible.ignored: true
        }
        Item {
            width: parent.width
            height: word.height

            Text {
                id: word

                objectName: "sessionStatus"
                text: label.look.word
                textFormat: Text.PlainText
                font.pixelSize: Theme.smallTextSize
                color: label.look.ink
                Accessible.ignored: true
            }
            Text {
                anchors.left: word.right
                anchors.right: parent.right
                visible: label.note !== ""
                text: "  ·  " + label.note
                textFormat: Text.PlainText
                elide: Text.ElideRight
                font.pixelSize: Theme.smallTextSize
                color: Theme.mutedText
                Accessible.ignored: true
            }
        }
    }
}
