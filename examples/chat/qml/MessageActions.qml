// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE.Chat
import ChatExample
import ExampleShared

// What can be done with a message, and when and by whom it was said.
Item {
    id: actions

    required property ChatMessage message
    required property ViewState view
    property bool last: false

    readonly property bool isAnswer: message?.role === Chat.Role.Assistant
    readonly property bool isQuestion: message?.role === Chat.Role.User

    implicitHeight: row.height

    Row {
        id: row

        x: actions.isQuestion ? actions.width - width : -7
        width: Math.min(implicitWidth, actions.width + 7)
        clip: true
        spacing: 2

        ActionButton {
            id: copyButton

            property bool done: false

            objectName: "copyButton"
            visible: (actions.message?.count ?? 0) > 0
            text: done ? qsTr("Copied") : qsTr("Copy")
            description: actions.isQuestion ? qsTr("Copy the question") : qsTr("Copy the answer")
            onClicked: {
                Clipboard.put(actions.isAnswer ? Transcript.ofMessage(actions.message) : actions.message.text);
                done = true;
                revert.restart();
            }

            Timer {
                id: revert

                interval: 1500
                onTriggered: copyButton.done = false
            }
        }
        ActionButton {
            objectName: "editButton"
            visible: actions.isQuestion && actions.view.session !== null
            enabled: !(actions.view.session?.busy ?? true)
            text: qsTr("Edit")
            description: qsTr("Edit the question")
            onClicked: actions.view.edit(actions.message)
        }
        ActionButton {
            objectName: "regenerateButton"
            visible: actions.isAnswer && actions.last && actions.view.session !== null
            enabled: !(actions.view.session?.busy ?? true)
            text: qsTr("Regenerate")
            description: qsTr("Another answer in place of this one")
            onClicked: {
                if (actions.view.session.regenerate())
                    actions.view.resent();
            }
        }
        Text {
            anchors.verticalCenter: parent.verticalCenter
            leftPadding: 7
            rightPadding: 7
            text: {
                if (!actions.message)
                    return "";
                const time = actions.message.created.toLocaleTimeString(Qt.locale(), "hh:mm");
                const name = ShownText.label(actions.message.modelName);
                return name === "" ? time : time + "  ·  " + name;
            }
            textFormat: Text.PlainText
            font.pixelSize: Theme.smallTextSize
            color: Theme.mutedText
        }
    }
}
