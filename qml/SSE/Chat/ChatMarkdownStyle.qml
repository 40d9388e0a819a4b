// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick

// How blocks look, and what becomes of their links.
QtObject {
    required property font font
    required property color color
    required property color linkColor
    required property color selectionColor
    required property color selectedTextColor
    property bool wrapCode: false

    readonly property string fixedFamily: Qt.platform.os === "windows" ? "Consolas" : Qt.platform.os === "osx" ? "Menlo" : "monospace"
    // Letters of one width look larger than others.
    readonly property font fixedFont: font.pixelSize > 0 ? Qt.font({
        family: fixedFamily,
        pixelSize: Math.round(font.pixelSize * 0.93)
    }) : Qt.font({
        family: fixedFamily,
        pointSize: font.pointSize * 0.93
    })
    readonly property color muted: Qt.alpha(color, 0.65)
    readonly property color line: Qt.alpha(color, 0.2)
    readonly property color shade: Qt.alpha(color, 0.07)
    readonly property int gap: 10
    readonly property int step: 40 // of lists, as rich text has it
    readonly property int quoteStep: 14

    // Put before the HTML of a block, in which nothing is styled.
    readonly property string sheet: `<style>a{color:${linkColor}}code{font-family:'${fixedFamily}';background-color:${shade}}table{border-color:${line};border-style:solid;border-collapse:collapse}</style>`

    signal linkActivated(string link)
    // By the keyboard, to be brought into sight.
    signal focused(Item item)
}
