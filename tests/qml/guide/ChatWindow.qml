pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls
import SSE.Chat

Page {
    id: root

    property string server: "http://127.0.0.1:8080"
    property alias session: session
    property alias list: list
    property alias input: input
    property alias status: status

    width: 480
    height: 640

    ChatSession {
        id: session
        format: Chat.Format.OpenAiChat
        endpoint: `${root.server}/v1/chat/completions`
        model: "demo"
        systemPrompt: "Answer in one sentence."
        options: ({ temperature: 0.2 })
    }

    ListView {
        id: list
        anchors.fill: parent
        spacing: 12
        model: session.messages
        delegate: Column {
            id: item

            required property ChatMessage message
            required property int role

            width: ListView.view.width

            Repeater {
                model: item.message
                delegate: Label {
                    required property int type
                    required property string display

                    width: item.width
                    wrapMode: Text.Wrap
                    textFormat: Text.PlainText
                    font.italic: type === Chat.PartType.Reasoning
                    font.bold: item.role === Chat.Role.User
                    color: type === Chat.PartType.Error ? "#b3261e" : palette.windowText
                    text: display
                }
            }
        }
    }

    footer: Column {
        Label {
            id: status
            text: {
                switch (session.phase) {
                case Chat.Phase.Sending: return "Sending …";
                case Chat.Phase.Thinking: return "Thinking …";
                case Chat.Phase.Answering: return `${session.tokensPerSecond.toFixed()} tokens a second`;
                case Chat.Phase.CallingTool: return "Calling a tool …";
                case Chat.Phase.WaitingToRetry: return `${session.error.message} ${session.retryCountdown / 1000} s`;
                }
                return session.error.advice;
            }
        }
        Row {
            TextField {
                id: input
                onAccepted: {
                    if (session.send(text))
                        clear();
                }
            }
            Button {
                text: "Stop"
                enabled: session.busy
                onClicked: session.stop()
            }
            Button {
                text: "Again"
                enabled: session.canRetry
                onClicked: session.retry()
            }
        }
    }
}
