// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE

// The lamp of a status: another shape for each, for those who do not see the colours.
SseIcon {
    id: lamp

    required property int status

    readonly property bool turning: status === SseStatusIndicator.Connecting
    property real angle

    path: {
        switch (status) {
        case SseStatusIndicator.Closed:
            return "M6 6h12v12h-12Z";
        case SseStatusIndicator.Failed:
            return "M5 5l14 14M19 5l-14 14";
        case SseStatusIndicator.Connecting:
            return "M12 3a9 9 0 1 1 -9 9";
        case SseStatusIndicator.Connected:
            return "M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0 -16Z";
        case SseStatusIndicator.Paused:
            return "M8 5v14M16 5v14";
        case SseStatusIndicator.Waiting:
            return "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0 -18ZM12 7.5v5l3.5 2";
        case SseStatusIndicator.Offline:
            return "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0 -18ZM6 6l12 12";
        }
        return "M5 12h14";
    }
    filled: status === SseStatusIndicator.Connected
    lineWidth: 3.5
    rotation: turning ? angle : 0

    NumberAnimation on angle {
        running: lamp.turning && lamp.visible
        loops: Animation.Infinite
        from: 0
        to: 360
        duration: 1200
    }
}
