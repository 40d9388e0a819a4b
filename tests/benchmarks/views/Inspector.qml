// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import SSE

SseEventInspector {
    id: inspector

    required property string server
    readonly property SseSource stream: SseSource {
        url: `${inspector.server}/`
    }

    source: stream
}
