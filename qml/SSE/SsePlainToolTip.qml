// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls

// A tool tip in which nothing is markup, for what servers say.
ToolTip {
    id: tip

    delay: 600
    // Not wider than can be read, and not as long as a server likes.
    contentWidth: Math.min(360, implicitContentWidth)

    contentItem: Label {
        text: tip.text
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        maximumLineCount: 12
        elide: Text.ElideRight
        font: tip.font
        palette.windowText: tip.palette.toolTipText
    }
}
