import QtQuick
import SSE

Text {
    id: label
    text: "Connecting …"

    SseSource {
        url: "http://127.0.0.1:8080/events"
        onEventReceived: event => label.text = event.data
        onErrorOccurred: error => label.text = error.message
    }
}
