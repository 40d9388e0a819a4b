// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import ExampleShared
import DashboardExample

// What all gauges have in common: the card, the title, the focus. Return and Space put the sensor into
// the chart, and take it out again.
FocusScope {
    id: gauge

    required property Sensor sensor
    required property int number // its key, from 1
    required property int slot // its line in the chart, or -1
    default property alias content: body.data

    readonly property color ink: sensor.stale ? Look.stale : Look.severityColor(sensor.severity)
    readonly property color valueInk: sensor.stale ? Look.stale : sensor.severity > 0 ? ink : Theme.text
    readonly property int titleHeight: Look.px(26)
    readonly property real titleEnd: title.x + title.contentWidth
    property int sidePadding: Look.padding

    signal toggled

    function take(event: var) {
        event.accepted = !event.isAutoRepeat;
        if (event.accepted)
            toggled();
    }

    objectName: "gauge"
    Accessible.role: Accessible.Indicator
    Accessible.name: `${sensor.title}: ${sensor.text} ${sensor.unit}`
    Accessible.description: slot < 0 ? sensor.note : qsTr("%1 In the chart").arg(sensor.note)
    Accessible.focusable: true
    Accessible.onPressAction: toggled()
    Keys.onReturnPressed: event => take(event)
    Keys.onEnterPressed: event => take(event)
    Keys.onSpacePressed: event => take(event)

    Rectangle {
        anchors.fill: parent
        radius: Look.radius
        color: Theme.surface
        border.color: gauge.activeFocus ? Theme.accent : Theme.border
        border.width: gauge.activeFocus ? 2 : 1
    }
    TapHandler {
        onTapped: {
            gauge.forceActiveFocus(Qt.MouseFocusReason);
            gauge.toggled();
        }
    }
    KeyCap {
        id: keyCap

        anchors.left: parent.left
        anchors.leftMargin: Look.px(7)
        anchors.verticalCenter: title.verticalCenter
        text: gauge.number
        filled: gauge.slot >= 0
        ink: filled ? Look.series[gauge.slot] : Theme.mutedText
    }
    Text {
        id: title

        objectName: "gaugeTitle"
        anchors.left: keyCap.right
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.leftMargin: Look.px(6)
        anchors.rightMargin: Look.px(6)
        height: gauge.titleHeight
        verticalAlignment: Text.AlignVCenter
        text: gauge.sensor.title
        textFormat: Text.PlainText
        elide: Text.ElideRight
        font.pixelSize: Look.titleSize
        color: Theme.mutedText
        Accessible.ignored: true
    }
    Item {
        id: body

        anchors.fill: parent
        anchors.topMargin: gauge.titleHeight
        anchors.leftMargin: gauge.sidePadding
        anchors.rightMargin: gauge.sidePadding
        anchors.bottomMargin: Look.px(8)
    }
}
