import QtQuick
import SSE

Text {
    id: root

    property string server: "http://127.0.0.1:8080"
    property alias temperature: temperature

    text: temperature.valid ? `${temperature.value.toFixed(1)} °C` : "–"
    opacity: temperature.stale ? 0.4 : 1

    SseSource {
        url: `${root.server}/metrics`
        reconnectInterval: 1000

        SseValue {
            id: temperature
            type: "reading"
            path: "sensors.temperature"
            maximumAge: 5000
        }
    }
}
