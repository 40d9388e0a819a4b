// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQml
import SSE

QtObject {
    id: root

    required property url url
    readonly property SseSource source: SseSource {
        url: root.url

        onEventReceived: event => Qt.exit(event.type === "greeting" && event.json.text === "hello" ? 0 : 3)
        onErrorOccurred: error => {
            console.log(error.message);
            Qt.exit(error.code === SseError.UnexpectedStatus ? 5 : 6);
        }
    }
}
