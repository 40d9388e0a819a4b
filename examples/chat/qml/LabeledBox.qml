// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import ExampleShared

// A line to write in, with its name above it and what is wrong below.
Column {
    id: box

    property alias text: field.text
    property alias readOnly: field.readOnly
    property alias echoMode: field.echoMode
    property alias placeholder: field.placeholderText
    property string label
    property string help
    property string problem

    signal edited

    function takeFocus() {
        field.takeFocus();
    }

    spacing: 4

    Text {
        text: box.label
        textFormat: Text.PlainText
        font.pixelSize: 13
        font.bold: true
        color: Theme.text
        Accessible.ignored: true
    }
    TextBox {
        id: field

        objectName: box.objectName + "Field"
        width: box.width
        maximumLength: 4000
        faulty: box.problem !== ""
        Accessible.name: box.label
        Accessible.description: box.problem !== "" ? box.problem : box.help
        onTextEdited: box.edited()
    }
    Text {
        objectName: box.objectName + "Problem"
        width: box.width
        visible: text !== ""
        text: box.problem !== "" ? box.problem : box.help
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        font.pixelSize: Theme.smallTextSize
        color: box.problem !== "" ? Theme.danger : Theme.mutedText
        Accessible.ignored: true
    }
}
