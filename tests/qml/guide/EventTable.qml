import QtQuick
import SSE

TableView {
    id: root

    property string server: "http://127.0.0.1:8080"

    width: 400
    height: 300
    columnWidthProvider: column => [100, 150, 150][column]
    rowHeightProvider: () => 24
    model: SseEventModel {
        source: SseSource {
            url: `${root.server}/metrics`
        }
        types: ["reading"]
        roles: ({ temperature: "sensors.temperature", pressure: "sensors.pressure" })
        columns: ["number", "temperature", "pressure"]
    }
    delegate: Text {
        required property var display

        text: `${display}`
    }
}
