import QtQuick
import QtQuick.Controls
import SSE.Chat

Page {
    id: page

    property alias session: session

    ChatSession {
        id: session
        endpoint: "http://127.0.0.1:8080/v1/chat/completions"
        model: "demo"
    }

    ListView {
        anchors.fill: parent
        spacing: 8
        model: session.messages
        delegate: Label {
            required property string display

            width: ListView.view.width
            wrapMode: Text.Wrap
            textFormat: Text.PlainText
            text: display
        }
    }

    footer: TextField {
        placeholderText: session.error.message || "Ask something"
        enabled: !session.busy
        onAccepted: {
            if (session.send(text))
                clear();
        }
    }
}
