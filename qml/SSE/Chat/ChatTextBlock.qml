// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls
import SSE.Chat

// Rich text that can be selected: paragraphs, headings, lists, tables. Nothing is loaded by it, and its
// links only tell that they were clicked.
TextEdit {
    id: block

    required property ChatMarkdownBlock row

    readonly property ChatMarkdownStyle style: row.style
    readonly property string html: row.html
    // While text is still coming links move about.
    readonly property bool hasLinks: row.finished && html.includes("<a ")

    text: style.sheet + html
    textFormat: TextEdit.RichText
    wrapMode: TextEdit.Wrap
    readOnly: true
    selectByMouse: true
    activeFocusOnTab: false
    font: style.font
    color: style.color
    selectionColor: style.selectionColor
    selectedTextColor: style.selectedTextColor
    Accessible.role: Accessible.StaticText
    Accessible.name: row.display
    // Addresses are encoded: they have no character that could be taken for markup.
    ToolTip.visible: hoveredLink !== ""
    ToolTip.delay: 400
    ToolTip.text: hoveredLink

    onLinkActivated: link => style.linkActivated(link)
    onHasLinksChanged: {
        if (hasLinks)
            stops.setSource("ChatLinkStops.qml", {
                block: block
            });
        else
            stops.setSource("");
    }

    HoverHandler {
        cursorShape: block.hoveredLink !== "" ? Qt.PointingHandCursor : Qt.IBeamCursor
    }
    Loader {
        id: stops

        anchors.fill: parent
    }
}
