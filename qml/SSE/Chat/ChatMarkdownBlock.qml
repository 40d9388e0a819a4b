// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import SSE.Chat

// A row of the model, with what is around it: the lines of quotes, the indentation of lists.
Item {
    id: block

    required property int kind
    required property string html
    required property string display
    required property string language
    required property bool finished
    required property bool continues
    required property int indent
    required property int quote
    required property int index

    required property int first // of the slice
    required property ChatMarkdownModel markdown
    required property ChatMarkdownStyle style

    readonly property int row: first + index
    readonly property real above: row === 0 || continues ? 0 : style.gap
    readonly property int quoteBefore: row > 0 ? Number(markdown.data(markdown.index(row - 1, 0), ChatMarkdownModel.QuoteRole)) : 0
    readonly property real inset: quote * style.quoteStep + indent * style.step

    function show() {
        const file = kind === ChatMarkdownModel.Kind.Code ? "ChatCodeBlock.qml" : kind === ChatMarkdownModel.Kind.Rule ? "ChatRule.qml" : "ChatTextBlock.qml";
        body.setSource(file, {
            row: block
        });
    }

    implicitHeight: above + body.implicitHeight
    onKindChanged: show()
    Component.onCompleted: {
        if (!body.item)
            show();
    }

    Loader {
        id: body

        x: block.inset
        y: block.above
        width: Math.max(40, block.width - block.inset)
    }
    Repeater {
        model: block.quote

        Rectangle {
            required property int index

            x: index * block.style.quoteStep
            y: index < block.quoteBefore ? 0 : block.above
            width: 3
            height: block.height - y
            color: block.style.line
        }
    }
}
