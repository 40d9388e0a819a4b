// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick

// The names of the columns. Those of the type and the ID can be dragged wider, or narrower.
Rectangle {
    id: header

    required property SseInspectorStyle style
    property int typeWidth: 110
    property int idWidth: 70

    component Name: Text {
        height: header.height
        textFormat: Text.PlainText
        elide: Text.ElideRight
        verticalAlignment: Text.AlignVCenter
        leftPadding: header.style.margin / 2
        rightPadding: header.style.margin / 2
        font.family: header.style.textFont.family
        font.pixelSize: header.style.textFont.pixelSize
        font.bold: true
        color: header.style.muted
        Accessible.role: Accessible.ColumnHeader
        Accessible.name: text
    }

    component Grip: Item {
        id: grip

        property int origin: 0

        signal started
        signal moved(int distance)

        width: 9
        height: header.height

        Rectangle {
            anchors.centerIn: parent
            width: 1
            height: parent.height - 8
            color: header.style.line
        }
        HoverHandler {
            cursorShape: Qt.SplitHCursor
        }
        DragHandler {
            target: null
            yAxis.enabled: false
            onActiveChanged: {
                if (active)
                    grip.started();
            }
            onActiveTranslationChanged: grip.moved(Math.round(activeTranslation.x))
        }
    }

    implicitHeight: style.rowHeight + 2
    color: style.shade

    Row {
        id: names

        x: header.style.rowHeight

        Name {
            width: header.style.timeWidth
            text: qsTr("Time")
        }
        Name {
            width: header.typeWidth
            text: qsTr("Type")
        }
        Name {
            width: header.idWidth
            text: qsTr("ID")
        }
        Name {
            width: header.width - names.x - x
            text: qsTr("Data")
        }
    }
    Grip {
        objectName: "typeGrip"
        x: names.x + header.style.timeWidth + header.typeWidth - width / 2
        onStarted: origin = header.typeWidth
        onMoved: distance => header.typeWidth = Math.max(40, Math.min(origin + distance, header.width / 2))
    }
    Grip {
        objectName: "idGrip"
        x: names.x + header.style.timeWidth + header.typeWidth + header.idWidth - width / 2
        onStarted: origin = header.idWidth
        onMoved: distance => header.idWidth = Math.max(30, Math.min(origin + distance, header.width / 2))
    }
    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: 1
        color: header.style.line
    }
}
