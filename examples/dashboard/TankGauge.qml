// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import ExampleShared
import DashboardExample

// A tank that is more or less full, with the mark below which it should not be.
Gauge {
    id: gauge

    Rectangle {
        id: tank

        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: parent.top
        anchors.bottom: value.top
        anchors.bottomMargin: Look.px(2)
        width: parent.width * 0.72
        radius: Look.px(6)
        color: Look.track

        Rectangle {
            id: content

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.margins: Look.px(3)
            visible: gauge.sensor.known
            height: (parent.height - 2 * anchors.margins) * gauge.sensor.position(gauge.sensor.number)
            radius: Look.px(4)
            color: gauge.sensor.stale ? "transparent" : gauge.ink
            border.color: gauge.ink
            border.width: gauge.sensor.stale ? 1 : 0
            clip: true

            // Hatched when nobody knows whether it still holds.
            Repeater {
                model: gauge.sensor.stale ? Math.ceil(content.height / Look.px(5)) : 0

                Rectangle {
                    required property int index

                    width: content.width
                    height: 1
                    y: index * Look.px(5)
                    color: gauge.ink
                }
            }
        }
        Rectangle {
            anchors.left: parent.left
            anchors.right: parent.right
            visible: isFinite(gauge.sensor.lowWarning)
            y: Look.px(3) + (parent.height - Look.px(6)) * (1 - gauge.sensor.position(gauge.sensor.lowWarning))
            height: Math.max(1, Look.px(2))
            color: Theme.warning
        }
    }
    Text {
        id: value

        objectName: "gaugeValue"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: note.top
        anchors.bottomMargin: -Look.px(2)
        horizontalAlignment: Text.AlignHCenter
        text: gauge.sensor.known ? `${gauge.sensor.text} ${gauge.sensor.unit}` : gauge.sensor.text
        textFormat: Text.PlainText
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Look.px(9)
        elide: Text.ElideRight
        font.pixelSize: Look.px(15)
        font.bold: true
        color: gauge.valueInk
        Accessible.ignored: true
    }
    Text {
        id: note

        objectName: "gaugeNote"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        horizontalAlignment: Text.AlignHCenter
        text: gauge.sensor.note
        textFormat: Text.PlainText
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Look.px(8)
        elide: Text.ElideRight
        font.pixelSize: Look.px(11)
        font.bold: true
        color: gauge.sensor.stale ? Theme.mutedText : gauge.ink
        Accessible.ignored: true
    }
}
