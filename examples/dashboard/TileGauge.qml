// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import ExampleShared
import DashboardExample

// A number, how it came about, and a bar.
Gauge {
    id: gauge

    required property History history

    Text {
        id: value

        objectName: "gaugeValue"
        anchors.left: parent.left
        anchors.bottom: bar.top
        anchors.bottomMargin: Look.px(3)
        width: Math.min(implicitWidth, parent.width - unit.width - unit.anchors.leftMargin)
        text: gauge.sensor.text
        textFormat: Text.PlainText
        elide: Text.ElideRight
        font.pixelSize: Look.px(18)
        font.bold: true
        color: gauge.valueInk
        Accessible.ignored: true
    }
    Text {
        id: unit

        anchors.left: value.right
        anchors.leftMargin: Look.px(4)
        anchors.baseline: value.baseline
        text: gauge.sensor.unit
        textFormat: Text.PlainText
        font.pixelSize: Look.px(11)
        color: Theme.mutedText
        Accessible.ignored: true
    }
    Text {
        objectName: "gaugeNote"
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: -gauge.titleHeight
        width: parent.width - gauge.titleEnd + gauge.sidePadding - Look.px(5)
        height: gauge.titleHeight
        horizontalAlignment: Text.AlignRight
        verticalAlignment: Text.AlignVCenter
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
    Shape {
        id: trace

        anchors.left: unit.right
        anchors.leftMargin: Look.px(11)
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: bar.top
        anchors.bottomMargin: Look.px(5)

        ShapePath {
            fillColor: "transparent"
            strokeColor: gauge.sensor.stale ? Look.stale : Theme.mutedText
            strokeWidth: Math.max(1, Look.px(1.2))
            joinStyle: ShapePath.BevelJoin

            PathMultiline {
                paths: gauge.history.lines(gauge.sensor.name, gauge.history.now - 30000, gauge.history.now, Qt.size(trace.width, trace.height), gauge.sensor.minimum, gauge.sensor.maximum)
            }
        }
    }
    Rectangle {
        id: bar

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: Look.px(6)
        radius: height / 2
        color: Look.track

        Rectangle {
            id: filling

            width: Math.max(height, parent.width * gauge.sensor.position(gauge.sensor.number))
            height: parent.height
            radius: height / 2
            visible: gauge.sensor.known
            color: gauge.sensor.stale ? "transparent" : gauge.ink
            border.color: gauge.ink
            border.width: gauge.sensor.stale ? 1 : 0

            // Hatched when nobody knows whether it still holds.
            Repeater {
                model: gauge.sensor.stale ? Math.floor(filling.width / Look.px(5)) : 0

                Rectangle {
                    required property int index

                    x: (index + 0.5) * Look.px(5)
                    width: 1
                    height: filling.height
                    color: gauge.ink
                }
            }
        }
        Repeater {
            model: [gauge.sensor.lowWarning, gauge.sensor.highWarning, gauge.sensor.highCritical]

            Rectangle {
                required property real modelData
                required property int index

                x: bar.width * gauge.sensor.position(modelData) - width / 2
                y: -Look.px(2)
                visible: isFinite(modelData)
                width: Math.max(1, Look.px(2))
                height: bar.height + Look.px(4)
                color: index === 2 ? Theme.danger : Theme.warning
            }
        }
    }
}
