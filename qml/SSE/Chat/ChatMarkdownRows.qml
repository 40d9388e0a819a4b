// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import SSE.Chat

// The items of a section.
Column {
    id: rows

    required property ChatMarkdownSection section

    onImplicitHeightChanged: section.known = implicitHeight

    Repeater {
        model: ChatMarkdownSlice {
            slice: rows.section.index
            markdown: rows.section.slices.markdown
        }

        ChatMarkdownBlock {
            width: rows.width
            first: rows.section.index * rows.section.slices.size
            markdown: rows.section.slices.markdown
            style: rows.section.style
        }
    }
}
