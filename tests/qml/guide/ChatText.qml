pragma ComponentBehavior: Bound

import QtQuick
import SSE.Chat

ListView {
    id: root

    property string server: "http://127.0.0.1:8080"
    property alias session: session

    width: 480
    height: 640
    spacing: 12
    model: session.messages
    delegate: Column {
        id: item

        required property ChatMessage message

        width: ListView.view.width

        Repeater {
            model: item.message
            delegate: ChatMarkdownView {
                required part

                width: item.width
            }
        }
    }

    ChatSession {
        id: session
        endpoint: `${root.server}/v1/chat/completions`
        model: "demo"
    }
}
