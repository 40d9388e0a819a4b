// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import SSE

// The newest value of a sensor, and how to show it.
SseValue {
    id: sensor

    required property string name
    required property string title
    required property string unit
    property int decimals: 0

    // The ends of its scale, and where on it normal ends.
    required property real minimum
    required property real maximum
    property real lowWarning: -Infinity
    property real highWarning: Infinity
    property real highCritical: Infinity

    readonly property bool known: typeof value === "number"
    readonly property real number: known ? value : minimum
    readonly property string text: known ? number.toFixed(decimals) : "–"
    readonly property int severity: !known ? 0 : number >= highCritical ? 2 : number >= highWarning || number <= lowWarning ? 1 : 0

    // In words what colours say, so that nobody depends on those.
    readonly property string note: {
        if (!known)
            return qsTr("No value");
        if (stale)
            return ageText(age);
        if (severity === 2)
            return qsTr("▲ Critical");
        return severity === 0 ? "" : number <= lowWarning ? qsTr("▼ Low") : qsTr("▲ High");
    }

    // Where a value stands on the scale, from 0 to 1.
    function position(value: real): real {
        return Math.max(0, Math.min((value - minimum) / (maximum - minimum), 1));
    }

    function ageText(milliseconds: int): string {
        const seconds = Math.floor(milliseconds / 1000);
        if (seconds < 60)
            return qsTr("%1 s ago").arg(seconds);
        return seconds < 3600 ? qsTr("%1 min ago").arg(Math.floor(seconds / 60)) : qsTr("%1 h ago").arg(Math.floor(seconds / 3600));
    }

    type: "reading"
    path: "sensors." + name
    maximumAge: 3000
}
