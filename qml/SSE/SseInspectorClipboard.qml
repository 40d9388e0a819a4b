// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick

// Puts a text on the clipboard as it is. QML has no other way to it than a text field, and one of
// several lines would change some characters.
TextInput {
    id: clipboard

    function put(content: string) {
        maximumLength = content.length;
        text = content;
        selectAll();
        copy();
        text = "";
    }

    visible: false
    Accessible.ignored: true
}
