// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQml
import SSE.Chat
import ChatExample

// What the views of messages share. Views come and go with scrolling, and this must not.
QtObject {
    id: view

    required property ChatModel messages
    required property Search search
    // Whose conversation it is, if it can be edited and retried from here.
    property ChatSession session: null

    // The question that is being edited, and what it is to be.
    property ChatMessage edited: null
    property string draft: ""

    // The current hit is to be brought into sight: until the element that shows it has been found.
    property bool revealing: false

    signal profileRequested
    signal placeFound(item: var, place: rect)
    signal resent

    function edit(message: ChatMessage) {
        draft = message.text;
        edited = message;
    }

    function stopEditing() {
        edited = null;
        draft = "";
    }

    function resend() {
        let row = messages.count - 1;
        while (row >= 0 && messages.messageAt(row) !== edited)
            --row;
        if (!session.resend(row, draft))
            return;
        stopEditing();
        resent();
    }

    readonly property Connections fromSearch: Connections {
        target: view.search

        function onRevealed(row: int, part: ChatPart) {
            Folds.setOpen(part, true);
            view.revealing = true;
        }
    }
}
