import QtQuick
import QtQuick.Controls
import SSE

Column {
    id: root

    property string server: "http://127.0.0.1:8080"
    property alias search: search
    property alias found: found

    TextField {
        id: search
        width: 400
        placeholderText: "Search"
    }
    ListView {
        width: 400
        height: 300
        model: SseEventFilterModel {
            id: found
            text: search.text
            model: SseEventModel {
                source: SseSource {
                    url: `${root.server}/metrics`
                }
                contents: SseEventModel.Events | SseEventModel.Connection
            }
        }
        delegate: Text {
            required property int kind
            required property string summary

            font.italic: kind !== SseEventModel.Kind.Event
            textFormat: Text.PlainText
            text: summary
        }
    }
}
