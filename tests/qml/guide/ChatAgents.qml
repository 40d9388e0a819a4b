// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import SSE
import SSE.Chat

RowLayout {
    id: page

    property url server: "http://127.0.0.1:4096"
    property string current
    readonly property alias client: client
    readonly property alias sessions: sessions
    readonly property alias messages: messages
    readonly property alias prompt: prompt
    readonly property alias create: create
    readonly property alias question: question

    AgentClient {
        id: client

        baseUrl: page.server
        onSessionCreated: sessionId => page.current = sessionId
        onErrorOccurred: (error, sessionId) => console.warn(sessionId, error.message, error.advice)
    }
    ListView {
        id: sessions

        Layout.fillHeight: true
        Layout.preferredWidth: 220
        model: client.sessions
        delegate: ItemDelegate {
            required property string sessionId
            required property string title
            required property int status
            required property int retryIn
            required property string error

            width: ListView.view.width
            text: {
                if (status === AgentSession.Status.Busy)
                    return title + ": busy";
                if (status === AgentSession.Status.Retrying)
                    return title + ": tries again in " + Math.ceil(retryIn / 1000) + " s";
                return error === "" ? title : title + ": " + error;
            }
            onClicked: page.current = sessionId
        }
    }
    ColumnLayout {
        SseStatusIndicator {
            source: client.source
        }
        ListView {
            id: messages

            Layout.fillWidth: true
            Layout.fillHeight: true
            model: page.current === "" ? null : client.conversation(page.current)
            delegate: Label {
                required property string text

                width: ListView.view.width
                wrapMode: Text.Wrap
                textFormat: Text.PlainText
            }
        }
        TextField {
            id: prompt

            Layout.fillWidth: true
            enabled: page.current !== ""
            onAccepted: {
                client.prompt(page.current, text);
                clear();
            }
        }
        Button {
            id: stop

            text: "Stop"
            onClicked: client.abort(page.current)
        }
        Button {
            id: create

            text: "New session"
            onClicked: client.createSession()
        }
    }
    Dialog {
        id: question

        property agentPermission permission

        function give(answer: int) {
            client.answerPermission(permission.sessionId, permission.id, answer);
        }

        title: permission.kind
        standardButtons: Dialog.Yes | Dialog.YesToAll | Dialog.No
        onAccepted: give(AgentPermission.Answer.Once)
        onRejected: give(AgentPermission.Answer.Reject)

        Label {
            text: question.permission.title
            textFormat: Text.PlainText
        }
    }
    Connections {
        target: client

        function onPermissionAsked(permission: agentPermission) {
            question.permission = permission;
            question.open();
        }
    }
}
