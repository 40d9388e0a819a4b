import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import SSE

Pane {
    id: root

    property string server: "http://127.0.0.1:8080"
    property alias source: source
    property alias indicator: indicator

    RowLayout {
        SseStatusIndicator {
            id: indicator
            source: source
        }
        Button {
            text: source.active ? "Disconnect" : "Connect"
            onClicked: source.active = !source.active
        }
    }

    SseSource {
        id: source
        url: `${root.server}/metrics`
    }
}
