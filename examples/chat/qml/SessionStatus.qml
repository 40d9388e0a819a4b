// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQml
import QtQuick
import SSE.Chat
import ExampleShared

// What a session of an agent is at: as a colour, a drawing and words.
QtObject {
    property int status: AgentSession.Status.Idle
    property int retryIn: -1 // milliseconds
    property string error
    property bool asks: false

    readonly property bool busy: status === AgentSession.Status.Busy && !asks
    readonly property bool retrying: status === AgentSession.Status.Retrying
    readonly property bool failed: status === AgentSession.Status.Idle && error !== ""
    readonly property string word: {
        if (asks)
            return qsTr("Asks");
        if (retrying)
            return retryIn > 0 ? qsTr("Retries in %1 s").arg(Math.ceil(retryIn / 1000)) : qsTr("Retries");
        return busy ? qsTr("Busy") : failed ? qsTr("Failed") : qsTr("Idle");
    }
    readonly property color ink: asks || retrying ? Theme.warning : busy ? Theme.accent : failed ? Theme.danger : Theme.mutedText
    readonly property color surface: asks || retrying ? Theme.warningSurface : failed ? Theme.dangerSurface : "transparent"
    readonly property string drawing: {
        if (asks)
            return "M9 9a3.2 3.2 0 1 1 4.6 2.9c-1.1 .6 -1.6 1.2 -1.6 2.4M12 18v0.01";
        if (retrying)
            return "M19.5 12a7.5 7.5 0 1 1 -2.4 -5.5M19.5 3.5v4h-4";
        return busy ? "M12 3a9 9 0 1 0 9 9" : failed ? "M12 5v8M12 18v0.01" : "M5 12.5l4.5 4.5l9.5 -10";
    }
}
