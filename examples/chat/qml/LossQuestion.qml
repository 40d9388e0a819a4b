// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls.Basic
import ExampleShared

// What is asked before something is lost. To close it keeps everything.
Popup {
    id: question

    property string keepText // of the button that saves it first; none where it is empty
    required property string loseText

    signal keep
    signal lose

    function ask(text: string) {
        words.text = text;
        open();
        cancelButton.forceActiveFocus(Qt.TabFocusReason);
    }

    objectName: "lossQuestion"
    anchors.centerIn: parent
    width: Math.min(parent ? parent.width - 24 : 0, 380)
    padding: 20
    modal: true
    focus: true

    background: Rectangle {
        radius: 14
        color: Theme.surface
        border.color: Theme.border
    }

    contentHeight: content.height

    Column {
        id: content

        width: parent.width
        spacing: 16

        Text {
            id: words

            objectName: "lossQuestionText"
            width: parent.width
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            font.pixelSize: 15
            color: Theme.text
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
        Flow {
            width: parent.width
            spacing: 8

            PillButton {
                objectName: "keepButton"
                visible: question.keepText !== ""
                text: question.keepText
                onClicked: {
                    question.close();
                    question.keep();
                }
            }
            PillButton {
                objectName: "loseButton"
                text: question.loseText
                ink: Theme.danger
                onClicked: {
                    question.close();
                    question.lose();
                }
            }
            PillButton {
                id: cancelButton

                objectName: "cancelButton"
                text: qsTr("Cancel")
                onClicked: question.close()
            }
        }
    }
}
