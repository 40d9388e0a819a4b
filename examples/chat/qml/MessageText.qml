// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE.Chat
import ChatExample
import ExampleShared

// What a model has written, as Markdown. It shows what was searched for.
ChatMarkdownView {
    id: text

    required property ViewState view
    property bool muted: false
    readonly property bool isHit: part !== null && view.search.part === part && view.search.field === Search.Text
    property Item marked: null // where the current hit is selected

    function showHit() {
        (marked as TextEdit)?.deselect();
        marked = null;
        marking.stop();
        if (!isHit)
            return;
        // Far from what is seen there is no element to be marked: it comes with scrolling there.
        if (view.revealing)
            view.placeFound(text, Qt.rect(0, positionOfRow(view.search.block), width, 40));
        marking.tries = 0;
        marking.start();
    }

    // The element of a block, among what is inside of another.
    function elementOf(block: int, item: var): var {
        if (item.row?.row === block && item.html !== undefined)
            return item;
        if (item.objectName === "code" && elementRow(item) === block)
            return item;
        for (let i = 0; i < item.children.length; ++i) {
            const found = elementOf(block, item.children[i]);
            if (found)
                return found;
        }
        return null;
    }

    function elementRow(item: var): int {
        for (let parent = item.parent; parent && parent !== text; parent = parent.parent) {
            if (parent.row?.row !== undefined)
                return parent.row.row;
        }
        return -1;
    }

    function mark(): bool {
        const edit = elementOf(view.search.block, text);
        if (!edit)
            return false;
        const words = view.search.text.toLowerCase();
        const shown = edit.getText(0, edit.length).toLowerCase();
        let begin = shown.indexOf(words);
        for (let i = 0; i < view.search.ordinal && begin >= 0; ++i)
            begin = shown.indexOf(words, begin + words.length);
        if (begin < 0)
            return true;
        edit.persistentSelection = true;
        edit.select(begin, begin + words.length);
        marked = edit;
        if (view.revealing)
            view.placeFound(edit, edit.positionToRectangle(begin));
        return true;
    }

    color: muted ? Theme.mutedText : Theme.text
    linkColor: Theme.accent
    font.pixelSize: muted ? Theme.textSize - 1 : Theme.textSize
    onIsHitChanged: showHit()
    Component.onCompleted: {
        if (isHit)
            showHit();
    }
    Component.onDestruction: marking.stop()

    Timer {
        id: marking

        property int tries: 0

        interval: 30
        repeat: true
        onTriggered: {
            if (text.mark() || ++tries === 20) {
                stop();
                text.view.revealing = false;
            }
        }
    }
    Connections {
        target: text.view.search
        enabled: text.isHit

        function onHitChanged() {
            text.showHit();
        }
    }
}
