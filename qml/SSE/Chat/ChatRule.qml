// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick

// A line across.
Item {
    id: rule

    required property ChatMarkdownBlock row

    implicitHeight: 9

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width
        height: 1
        color: rule.row.style.line
    }
}
