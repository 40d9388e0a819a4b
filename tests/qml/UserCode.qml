// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE

// What a user's file looks like: every property, signal and method of SseSource by its name.
Item {
    id: root

    property SseSource source: SseSource {
        url: "http://127.0.0.1:9/events"
        active: false
        method: "POST"
        headers: ({
                "Authorization": "Bearer token"
            })
        jsonBody: ({
                "stream": true
            })
        withCredentials: false
        autoReconnect: true
        reconnectInterval: 1000
        maximumReconnectAttempts: 5
        connectTimeout: 5000
        responseTimeout: 30000
        maximumLineSize: 65536
        maximumEventSize: 65536
        strictParsing: true
        lastEventId: "7"

        onOpened: root.log = "open"
        onEventReceived: event => {
            root.log = event.type + event.data + event.id + event.lastEventId + event.origin;
            root.value = event.json;
        }
        onCommentReceived: text => root.log = text
        onRetryReceived: milliseconds => root.log = "retry " + milliseconds
        onErrorOccurred: error => {
            root.log = error.message + error.httpStatus + error.responseText;
            root.failed = error.code === SseError.ConnectionFailed;
            root.delay = error.willReconnect ? error.reconnectDelay : -1;
        }
        onClosed: reason => root.failed = reason === SseSource.Failed
        onPhaseChanged: phase => root.streaming = phase === SseSource.Streaming
        onReadyStateChanged: state => root.open = state === SseSource.Open
        onUrlChanged: url => root.log = `${url}`
    }
    property string log: ""
    property var value: undefined
    property bool failed: false
    property bool streaming: false
    property bool open: false
    property int delay: 0
    readonly property int interval: source.effectiveReconnectInterval
    readonly property bool closed: source.readyState === SseSource.ReadyState.Closed

    function isRefused(code: int): bool {
        return code === SseError.InvalidRequest || code === SseError.InvalidUrl;
    }

    function listen(callback: var) {
        root.source.addEventListener("task_update", callback);
        root.source.removeEventListener("task_update", callback);
        root.source.setHeader("X-Name", "value");
        root.source.open();
        root.source.close();
    }
}
