// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls

// The colours and measures of the inspector, taken from controls of whatever style is loaded: not
// every style keeps its colours in the palette.
Item {
    id: style

    readonly property color text: label.color
    readonly property color muted: states.idle
    // What is written on: the palette's, where the style's text can be read on it.
    readonly property color base: Math.abs(label.palette.base.hslLightness - text.hslLightness) > 0.5 ? label.palette.base : "transparent"
    readonly property color line: Qt.alpha(text, 0.15)
    readonly property color shade: Qt.alpha(text, 0.05)
    readonly property color selection: field.selectionColor
    readonly property color selectedText: field.selectedTextColor
    readonly property alias states: states

    readonly property font textFont: label.font
    readonly property string fixedFamily: Qt.platform.os === "windows" ? "Consolas" : Qt.platform.os === "osx" ? "Menlo" : "monospace"
    readonly property int margin: 8
    readonly property int rowHeight: Math.ceil(metrics.height) + 6
    readonly property int timeWidth: Math.ceil(metrics.advanceWidth("00:00:00.000")) + margin

    visible: false

    Label {
        id: label
    }
    TextField {
        id: field
    }
    FontMetrics {
        id: metrics

        font: label.font
    }
    SseStatusColors {
        id: states

        text: label.color
    }
}
