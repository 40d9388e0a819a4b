// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE.Chat

// A slice of the rows. It has items while it is near to what is seen, and a height always: what it was
// when it had items, or else what its text lets expect.
Loader {
    id: section

    required property int index
    required property ChatMarkdownSlices slices
    required property ChatMarkdownStyle style
    required property int columns // characters that fit into a line
    required property real lineHeight

    property bool near: false
    property real known: -1
    property real expected: 0

    property real oldHeight: 0
    property bool wasExpected: true // the old height

    signal resized(real difference, bool wasExpected)

    function estimate() {
        if (!near)
            expected = slices.estimatedLines(index, columns) * lineHeight;
    }

    height: known >= 0 ? known : expected
    onHeightChanged: {
        const difference = height - oldHeight;
        const was = wasExpected;
        oldHeight = height;
        wasExpected = known < 0;
        resized(difference, was);
    }
    onNearChanged: {
        if (near)
            setSource("ChatMarkdownRows.qml", {
                section: section
            });
        else
            setSource("");
    }
    onColumnsChanged: {
        if (near)
            return;
        // A new height comes last: a list may let go of a view that grows.
        const wasKnown = known >= 0;
        estimate();
        if (wasKnown)
            known = -1;
    }
    Component.onCompleted: estimate()
}
