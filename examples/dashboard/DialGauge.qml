// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Shapes
import ExampleShared
import DashboardExample

// A round gauge: three quarters of a circle, with its limits outside.
Gauge {
    id: gauge

    readonly property real beginning: 135
    readonly property real sweep: 270
    readonly property real shown: sensor.position(sensor.number)

    function angle(value: real): real {
        return beginning + sweep * sensor.position(value);
    }

    sidePadding: Look.px(4)

    Item {
        id: face

        readonly property real limitTop: centerY + (radius + stroke / 2) * 0.7071 + Look.px(1)
        readonly property real stroke: Look.px(9)
        // Below the middle there is seven tenths of the radius, and the limits.
        readonly property real outer: Math.min(width / 2, (height - limitHeight) / 1.7071) - 1
        readonly property real limitHeight: Look.px(13)
        readonly property real radius: outer - Look.px(5) - stroke / 2
        readonly property real centerX: width / 2
        readonly property real centerY: 1 + outer + Math.max(0, (height - limitHeight - outer * 1.7071) / 2)

        anchors.fill: parent

        Shape {
            anchors.fill: parent

            ShapePath {
                fillColor: "transparent"
                strokeColor: Look.track
                strokeWidth: face.stroke
                capStyle: ShapePath.FlatCap

                PathAngleArc {
                    centerX: face.centerX
                    centerY: face.centerY
                    radiusX: face.radius
                    radiusY: face.radius
                    startAngle: gauge.beginning
                    sweepAngle: gauge.sweep
                }
            }
            ShapePath {
                fillColor: "transparent"
                strokeColor: Theme.warning
                strokeWidth: Look.px(2.5)
                capStyle: ShapePath.FlatCap

                PathAngleArc {
                    centerX: face.centerX
                    centerY: face.centerY
                    radiusX: face.outer - Look.px(1.5)
                    radiusY: face.outer - Look.px(1.5)
                    startAngle: gauge.angle(gauge.sensor.highWarning)
                    sweepAngle: gauge.angle(gauge.sensor.highCritical) - startAngle
                }
            }
            ShapePath {
                fillColor: "transparent"
                strokeColor: Theme.danger
                strokeWidth: Look.px(2.5)
                capStyle: ShapePath.FlatCap

                PathAngleArc {
                    centerX: face.centerX
                    centerY: face.centerY
                    radiusX: face.outer - Look.px(1.5)
                    radiusY: face.outer - Look.px(1.5)
                    startAngle: gauge.angle(gauge.sensor.highCritical)
                    sweepAngle: gauge.beginning + gauge.sweep - startAngle
                }
            }
            // Hatched when nobody knows whether it still holds.
            ShapePath {
                fillColor: "transparent"
                strokeColor: gauge.sensor.known ? gauge.ink : "transparent"
                strokeWidth: face.stroke
                strokeStyle: gauge.sensor.stale ? ShapePath.DashLine : ShapePath.SolidLine
                dashPattern: [0.25, 0.25]
                capStyle: ShapePath.FlatCap

                PathAngleArc {
                    centerX: face.centerX
                    centerY: face.centerY
                    radiusX: face.radius
                    radiusY: face.radius
                    startAngle: gauge.beginning
                    sweepAngle: gauge.sweep * gauge.shown
                }
            }
        }
        Text {
            id: value

            objectName: "gaugeValue"
            anchors.horizontalCenter: parent.horizontalCenter
            y: face.centerY - height * 0.72
            width: (face.radius - face.stroke / 2) * 1.8
            horizontalAlignment: Text.AlignHCenter
            text: gauge.sensor.text
            textFormat: Text.PlainText
            elide: Text.ElideRight
            font.pixelSize: face.radius * 0.46
            font.bold: true
            color: gauge.valueInk
            Accessible.ignored: true
        }
        Text {
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.top: value.bottom
            anchors.topMargin: -Look.px(2)
            text: gauge.sensor.unit
            textFormat: Text.PlainText
            font.pixelSize: Look.px(11)
            color: Theme.mutedText
            Accessible.ignored: true
        }
        Text {
            objectName: "gaugeNote"
            anchors.horizontalCenter: parent.horizontalCenter
            y: face.centerY + face.radius * 0.42
            width: face.radius * 1.3
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
        Text {
            objectName: "gaugeMinimum"
            x: face.centerX - face.radius * 0.7071 - width / 2
            y: face.limitTop
            text: gauge.sensor.minimum
            font.pixelSize: Look.px(9)
            color: Theme.mutedText
            Accessible.ignored: true
        }
        Text {
            objectName: "gaugeMaximum"
            x: face.centerX + face.radius * 0.7071 - width / 2
            y: face.limitTop
            text: gauge.sensor.maximum
            font.pixelSize: Look.px(9)
            color: Theme.mutedText
            Accessible.ignored: true
        }
    }
}
