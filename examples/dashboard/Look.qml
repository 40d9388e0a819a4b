// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma Singleton

import QtQuick
import ExampleShared

// Measures of the dashboard, which grow with the window, and what colours mean in it.
QtObject {
    // 1 for a window of 800 by 480.
    property real unit: 1

    readonly property int gap: px(8)
    readonly property int padding: px(9)
    readonly property int radius: px(8)
    readonly property int titleSize: px(12)
    readonly property int textSize: px(12)
    readonly property int smallSize: px(10)

    // Of the lines in the chart. Warnings have yellow and red to themselves.
    readonly property list<color> series: Theme.dark ? ["#3ccfb4", "#86b4ff", "#d29bff"] : ["#0b7a69", "#2563c9", "#8a3fc0"]

    readonly property color track: Theme.dark ? "#2b323c" : "#e6eaee"
    readonly property color stale: Theme.dark ? "#717c8b" : "#7a8592"

    function px(length: real): int {
        return Math.round(length * unit);
    }

    // A server may send anything in place of a text: something long, line breaks, and characters that
    // turn what stands beside them.
    function words(value: var): string {
        return typeof value === "string" ? value.slice(0, 200).replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, " ") : "";
    }

    // 0 for normal, 1 for a warning, 2 for what is critical.
    function severityColor(severity: int): color {
        return severity === 2 ? Theme.danger : severity === 1 ? Theme.warning : Theme.accent;
    }
}
