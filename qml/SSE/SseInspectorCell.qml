// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE

// A cell of the table. There are as many as fit on the screen, and each gets another row with
// every event of a flood, so that it is one text and, in the first column, a mark.
Text {
    id: cell

    required property int row
    required property int column
    required property int kind
    required property var display
    required property SseInspectorStyle style
    required property SseInspectorWords words
    required property bool selected

    readonly property bool isEvent: kind === SseEventModel.Kind.Event
    readonly property color ink: {
        if (selected)
            return style.selectedText;
        switch (kind) {
        case SseEventModel.Kind.Opened:
            return style.states.good;
        case SseEventModel.Kind.Error:
            return style.states.bad;
        case SseEventModel.Kind.Retry:
            return style.states.busy;
        case SseEventModel.Kind.Event:
            return style.text;
        }
        return style.muted;
    }

    // A cell that is used again gets its properties one after the other: for a moment they are those
    // of two cells.
    text: {
        if (column === 2 && !isEvent)
            return words.kind(kind);
        if (typeof display === "string")
            return words.plain(display);
        return display instanceof Date ? words.time(display) : "";
    }
    textFormat: Text.PlainText
    elide: Text.ElideRight
    maximumLineCount: 1
    horizontalAlignment: Text.AlignLeft
    verticalAlignment: Text.AlignVCenter
    leftPadding: style.margin / 2
    rightPadding: style.margin / 2
    font.family: style.textFont.family
    font.pixelSize: style.textFont.pixelSize
    font.italic: !isEvent
    color: column === 1 && isEvent && !selected ? style.muted : ink
    Accessible.role: Accessible.Cell
    Accessible.name: column === 0 ? words.kind(kind) : text
    Accessible.selected: selected

    // Another shape for each kind, for those who do not see the colours.
    Rectangle {
        anchors.centerIn: parent
        width: 9
        height: cell.kind === SseEventModel.Kind.Comment ? 2 : 9
        visible: cell.column === 0 && !cell.isEvent
        radius: cell.kind === SseEventModel.Kind.Opened || cell.kind === SseEventModel.Kind.Retry ? 4.5 : 0
        rotation: cell.kind === SseEventModel.Kind.Error ? 45 : 0
        color: cell.kind === SseEventModel.Kind.Retry || cell.kind === SseEventModel.Kind.Closed ? "transparent" : cell.ink
        border.width: 2
        border.color: cell.ink
        antialiasing: true
    }
}
