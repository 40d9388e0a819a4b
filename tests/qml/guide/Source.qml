import QtQuick
import SSE

Column {
    id: root

    property string server: "http://127.0.0.1:8080"
    property alias source: source

    Text {
        text: source.readyState === SseSource.Open ? "Live" : error.text || "Connecting …"
    }
    Text {
        id: latest
    }
    Text {
        id: error
    }

    SseSource {
        id: source
        url: `${root.server}/events`
        headers: ({ "X-Client": "guide" })
        endOnEvent: ["complete"] // after which it does not connect again
        onOpened: error.text = ""
        onEventReceived: event => latest.text = `${event.type} ${event.data}`
        onErrorOccurred: e => error.text = e.message
    }
}
