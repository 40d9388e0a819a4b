// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Shapes
import ExampleShared
import DashboardExample

// What up to three sensors have shown, each on its own scale. Plus and minus choose the time.
Panel {
    id: chart

    required property Station station
    required property list<string> charted // the names of sensors, by their lines
    property int span: 60 // seconds

    readonly property real begin: station.history.now - span * 1000
    readonly property real end: station.history.now

    // Null where there is no line.
    function sensorAt(line: int): Sensor {
        return station.sensorNamed(charted[line]);
    }

    function axisWidth(line: int): int {
        return sensorAt(line) ? Look.px(30) : 0;
    }

    function titles(): string {
        const list = [];
        for (let line = 0; line < 3; ++line) {
            if (sensorAt(line))
                list.push(sensorAt(line).title);
        }
        return list.join(", ");
    }

    function zoom(closer: bool) {
        span = closer ? Math.max(15, span / 2) : Math.min(60, span * 2);
    }

    title: qsTr("Trend")
    shortcut: "C"
    extras: [
        Repeater {
            model: 3

            Row {
                required property int index
                readonly property Sensor sensor: chart.sensorAt(index)

                visible: sensor !== null
                spacing: Look.px(4)

                SeriesMark {
                    anchors.verticalCenter: parent.verticalCenter
                    slot: parent.index
                }
                Text {
                    objectName: "legend"
                    text: parent.sensor?.title ?? ""
                    textFormat: Text.PlainText
                    font.pixelSize: Look.px(11)
                    color: Theme.text
                }
            }
        },
        Item {
            Layout.fillWidth: true
        },
        KeyCap {
            text: "+"
        },
        KeyCap {
            text: "−"
        },
        Text {
            text: qsTr("%1 s").arg(chart.span)
            font.pixelSize: Look.px(11)
            color: Theme.mutedText
        }
    ]

    Item {
        id: plot

        readonly property var gaps: chart.station.history.gaps(chart.begin, chart.end, size)
        readonly property size size: Qt.size(width, height)
        readonly property int lineCount: height > Look.px(150) ? 4 : 2
        readonly property int timeCount: chart.span === 60 ? 4 : 3

        objectName: "plot"
        anchors.fill: parent
        anchors.topMargin: Look.px(5)
        anchors.leftMargin: chart.axisWidth(0)
        anchors.rightMargin: chart.axisWidth(1) + chart.axisWidth(2) + Look.px(6)
        anchors.bottomMargin: Look.px(14)
        focus: true
        activeFocusOnTab: true
        Accessible.role: Accessible.Chart
        Accessible.name: qsTr("Trend of the last %1 seconds: %2").arg(chart.span).arg(chart.titles())

        Repeater {
            model: plot.lineCount + 1

            Rectangle {
                required property int index

                y: Math.round(plot.height * index / plot.lineCount)
                width: plot.width
                height: 1
                color: Theme.border
            }
        }
        Repeater {
            model: plot.timeCount + 1

            Item {
                id: tick

                required property int index

                x: Math.round(plot.width * index / plot.timeCount)
                width: 1
                height: plot.height

                Rectangle {
                    width: 1
                    height: parent.height
                    color: Theme.border
                }
                Text {
                    anchors.top: parent.bottom
                    anchors.topMargin: Look.px(1)
                    // The first one stands beside the axis, not below its end.
                    x: tick.index === 0 ? 0 : -width / 2
                    text: tick.index === plot.timeCount ? qsTr("now") : qsTr("−%1 s").arg(chart.span * (plot.timeCount - tick.index) / plot.timeCount)
                    font.pixelSize: Look.px(9)
                    color: Theme.mutedText
                }
            }
        }
        // When nothing was heard there are no lines either.
        Repeater {
            model: plot.gaps.length

            Rectangle {
                id: gap

                required property int index
                readonly property rect area: plot.gaps[index] ?? Qt.rect(0, 0, 0, 0)

                objectName: "gap"
                x: area.x
                width: area.width
                height: plot.height
                color: Look.track
                clip: true

                Text {
                    anchors.centerIn: parent
                    rotation: parent.width > implicitWidth + Look.px(8) ? 0 : -90
                    visible: parent.width > implicitHeight
                    text: qsTr("No data")
                    font.pixelSize: Look.smallSize
                    color: Theme.mutedText
                }
            }
        }
        Shape {
            anchors.fill: parent

            Trace {
                slot: 0
            }
            Trace {
                slot: 1
            }
            Trace {
                slot: 2
            }
        }
        // Where the lines are now.
        Repeater {
            model: 3

            SeriesMark {
                required property int index
                readonly property Sensor sensor: chart.sensorAt(index)

                slot: index
                visible: sensor !== null && sensor.known && !sensor.stale
                x: plot.width - width / 2
                y: (sensor ? 1 - sensor.position(sensor.number) : 0) * plot.height - height / 2
            }
        }
        // The first scale stands on the left, the others on the right.
        Repeater {
            model: 3

            Item {
                id: axis

                required property int index
                readonly property Sensor sensor: chart.sensorAt(index)

                x: index === 0 ? -width : plot.width + Look.px(6) + (index === 2 ? chart.axisWidth(1) : 0)
                width: chart.axisWidth(index)
                height: plot.height
                visible: sensor !== null

                Repeater {
                    model: plot.lineCount + 1

                    Text {
                        required property int index

                        x: axis.index === 0 ? axis.width - width - Look.px(5) : Look.px(3)
                        y: plot.height * (1 - index / plot.lineCount) - height / 2
                        text: axis.sensor ? axis.sensor.minimum + (axis.sensor.maximum - axis.sensor.minimum) * index / plot.lineCount : ""
                        font.pixelSize: Look.px(9)
                        color: Look.series[axis.index]
                    }
                }
            }
        }
    }

    component Trace: ShapePath {
        id: trace

        required property int slot
        readonly property Sensor sensor: chart.sensorAt(slot)

        fillColor: "transparent"
        strokeColor: Look.series[slot]
        strokeWidth: Math.max(1.5, Look.px(1.8))
        joinStyle: ShapePath.BevelJoin

        PathMultiline {
            paths: trace.sensor ? chart.station.history.lines(trace.sensor.name, chart.begin, chart.end, plot.size, trace.sensor.minimum, trace.sensor.maximum) : []
        }
    }
}
