import QtQuick
import SSE

ListView {
    id: root

    property string server: "http://127.0.0.1:8080"

    width: 400
    height: 300
    model: SseEventModel {
        source: SseSource {
            url: `${root.server}/metrics`
        }
        types: ["log"]
        roles: ({ level: "level", unit: "unit", message: "text" })
        order: SseEventModel.NewestFirst
        maximumCount: 500
    }
    delegate: Text {
        required property date received
        required property string level
        required property string unit
        required property string message

        width: ListView.view.width
        elide: Text.ElideRight
        color: level === "error" ? "#b3261e" : "#1c2128"
        text: `${Qt.formatTime(received, "hh:mm:ss")}  ${unit}  ${message}`
    }
}
