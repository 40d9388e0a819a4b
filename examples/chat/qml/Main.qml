// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import ChatExample
import ExampleShared

// The window: a header, the conversation, and the box to write in.
ApplicationWindow {
    id: window

    required property ChatService service
    property string theme: "auto"

    width: 900
    height: 720
    minimumWidth: 400
    minimumHeight: 420
    visible: true
    title: qsTr("SseQt Chat")
    color: Theme.background

    Component.onCompleted: {
        Theme.choice = theme;
        composer.takeFocus();
    }

    Conversation {
        id: conversation

        objectName: "conversation"
        service: window.service
        onAsked: {
            list.follow();
            composer.takeFocus();
        }
        onAnswered: composer.takeFocus()
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        // Keys that the item with the focus has no use for. Whoever has clicked into an answer and
        // goes on typing means the box below.
        Keys.onEscapePressed: conversation.stop()
        Keys.onPressed: event => event.accepted = list.takeKey(event) || composer.takeKey(event)

        ChatHeader {
            Layout.fillWidth: true
            service: window.service
            phase: conversation.phase
            failed: conversation.failed
            onThemeToggled: {
                Theme.choice = Theme.dark ? "light" : "dark";
                composer.takeFocus();
            }
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            MessageList {
                id: list

                anchors.fill: parent
                conversation: conversation
                onRetryRequested: {
                    conversation.retry();
                    follow();
                    composer.takeFocus();
                }
            }
            EmptyState {
                anchors.fill: parent
                visible: conversation.messages.count === 0
                service: window.service
                onPromptChosen: prompt => conversation.send(prompt)
            }
        }
        Composer {
            id: composer

            Layout.fillWidth: true
            busy: conversation.busy
            onSubmitted: text => {
                if (conversation.send(text))
                    clear();
            }
            onStopRequested: conversation.stop()
        }
    }
}
