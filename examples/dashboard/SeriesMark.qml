// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import DashboardExample

// The mark of a line in the chart: a disc, a square or a diamond, so that colours are not needed to
// tell them apart.
Item {
    id: mark

    required property int slot

    implicitWidth: Look.px(9)
    implicitHeight: Look.px(9)
    Accessible.ignored: true

    Rectangle {
        anchors.centerIn: parent
        width: parent.width * (mark.slot === 2 ? 0.78 : mark.slot === 1 ? 0.86 : 1)
        height: width
        radius: mark.slot === 0 ? width / 2 : 0
        rotation: mark.slot === 2 ? 45 : 0
        antialiasing: true
        color: Look.series[mark.slot]
    }
}
