// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE.Chat
import ChatExample
import ExampleShared

// What a tool was given or has given, as indented JSON where it is JSON. Of much only a beginning is
// shown.
Column {
    id: code

    required property ViewState view
    required property ChatPart part
    required property int field
    required property string title
    required property string source
    property color ink: Theme.text
    readonly property int excess: ShownText.excess(source)

    spacing: 4
    visible: source !== ""

    Text {
        text: code.title
        textFormat: Text.PlainText
        font.pixelSize: Theme.smallTextSize
        color: Theme.mutedText
    }
    Rectangle {
        width: code.width
        height: edit.height + 16
        radius: 6
        color: Theme.background

        PlainText {
            id: edit

            x: 10
            y: 8
            width: parent.width - 20
            view: code.view
            part: code.part
            field: code.field
            text: ShownText.json(code.source)
            font.family: "monospace"
            font.pixelSize: 13
            color: code.ink
            Accessible.name: code.title + " " + text
        }
    }
    Text {
        visible: code.excess > 0
        text: qsTr("and %1 more characters").arg(Number(code.excess).toLocaleString(Qt.locale(), "f", 0))
        textFormat: Text.PlainText
        font.pixelSize: Theme.smallTextSize
        font.italic: true
        color: Theme.mutedText
    }
}
