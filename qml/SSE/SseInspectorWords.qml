// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQml
import SSE

// What the inspector calls things, and how it writes what comes from servers.
QtObject {
    // Characters that turn or swallow what stands beside them: control characters other than line
    // breaks and tabs, and those that change the direction of writing.
    readonly property var unseen: /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

    function plain(text: string): string {
        return text.replace(unseen, "\ufffd");
    }

    // What stands on one line and may be of any length.
    function brief(text: string): string {
        return plain(text.length > 200 ? text.slice(0, 200) + "…" : text);
    }

    function time(received: date): string {
        return Qt.formatTime(received, "hh:mm:ss.zzz");
    }

    function kind(kind: int): string {
        switch (kind) {
        case SseEventModel.Kind.Comment:
            return qsTr("comment");
        case SseEventModel.Kind.Retry:
            return qsTr("retry");
        case SseEventModel.Kind.Opened:
            return qsTr("opened");
        case SseEventModel.Kind.Error:
            return qsTr("error");
        case SseEventModel.Kind.Closed:
            return qsTr("closed");
        }
        return qsTr("event");
    }

    function number(count: int): string {
        return Number(count).toLocaleString(Qt.locale(), "f", 0);
    }

    function rows(count: int): string {
        return count === 1 ? qsTr("1 row") : qsTr("%1 rows").arg(number(count));
    }

    // How many rows are shown of how many, and how many wait.
    function counts(shown: int, all: int, held: int): string {
        let text = rows(shown);
        if (shown < all)
            text = qsTr("%1, %2 hidden").arg(text).arg(number(all - shown));
        return held > 0 ? qsTr("%1, %2 held back").arg(text).arg(number(held)) : text;
    }
}
