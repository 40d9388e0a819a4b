import QtQuick
import SSE

Column {
    id: root

    property string server: "http://127.0.0.1:8080"
    property alias updates: updates
    property alias text: label.text

    Text {
        id: label
        text: "Waiting for a task"
    }
    Text {
        text: `${updates.count} updates`
    }

    SseSource {
        url: `${root.server}/tasks`
        endOnEvent: ["all_complete"]

        SseHandler {
            id: updates
            type: "task_update"
            onReceived: event => label.text = `${event.json.task} …`
        }
        SseHandler {
            type: "all_complete"
            onReceived: event => label.text = event.json.message
        }
    }
}
