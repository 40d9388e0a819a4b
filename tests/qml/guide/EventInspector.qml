import QtQuick
import QtQuick.Controls
import SSE

Pane {
    id: root

    property string server: "http://127.0.0.1:8080"
    property alias inspector: inspector

    width: 900
    height: 560
    padding: 0

    SseEventInspector {
        id: inspector
        anchors.fill: parent
        maximumCount: 5000
        source: SseSource {
            url: `${root.server}/metrics`
        }
    }
}
