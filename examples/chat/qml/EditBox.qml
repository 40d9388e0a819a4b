// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import ChatExample
import ExampleShared

// A question that is being changed, in its place.
Rectangle {
    id: box

    required property ViewState view

    implicitHeight: column.height + 24
    radius: 16
    color: Theme.surface
    border.color: Theme.accent
    border.width: 2

    Column {
        id: column

        x: 14
        y: 12
        width: parent.width - 28
        spacing: 8

        PromptArea {
            id: area

            objectName: "editInput"
            width: parent.width
            maximumHeight: 220
            placeholder: qsTr("Your question")
            name: qsTr("Your question, changed")
            onTextChanged: box.view.draft = text
            onEntered: box.view.resend()
            Keys.onEscapePressed: box.view.stopEditing()
            Component.onCompleted: {
                text = box.view.draft;
                area.takeFocus();
                area.moveToEnd();
            }
        }
        Text {
            visible: area.problem !== ""
            width: parent.width
            text: area.problem
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            font.pixelSize: Theme.smallTextSize
            color: Theme.danger
        }
        Row {
            spacing: 8

            PillButton {
                objectName: "resendButton"
                enabled: area.text.trim() !== "" && !box.view.session.busy
                text: qsTr("Send again")
                onClicked: box.view.resend()
            }
            PillButton {
                objectName: "cancelEditButton"
                text: qsTr("Cancel")
                ink: Theme.mutedText
                onClicked: box.view.stopEditing()
            }
        }
    }
}
