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
        trustedOrigins: ["https://api.example.org"]
        autoReconnect: true
        reconnectInterval: 1000
        maximumReconnectAttempts: 5
        connectTimeout: 5000
        responseTimeout: 30000
        maximumLineSize: 65536
        maximumEventSize: 65536
        strictParsing: true
        preparationTimeout: 5000
        idleTimeout: 60000
        eventTimeout: 120000
        keepConnection: false
        paused: false
        http2Allowed: true
        compressionAllowed: true
        endOnEvent: ["complete"]
        endOnData: ["[DONE]"]
        deliveryMode: SseSource.AtLeastOnce
        deduplication: SseSource.ById
        deduplicationWindow: 100
        reconnectPolicy.factor: 1.5
        reconnectPolicy.retryServerErrors: true
        reconnectPolicy.cleanEnd: SseReconnectPolicy.ReconnectAtOnce
        lastEventId: "7"

        onAboutToConnect: attempt => {
            attempt.hold();
            attempt.setHeader("Idempotency-Key", `${attempt.number}`);
            attempt.url = "http://127.0.0.1:9/other";
            if (attempt.pending && attempt.previousError.httpStatus !== 401)
                attempt.proceed();
            else
                attempt.fail(attempt.lastEventId);
        }
        onOpened: root.log = "open"
        onResumed: lastEventId => root.log = lastEventId
        onEventRepeated: event => root.log = event.id
        onEventReceived: event => {
            root.log = event.type + event.data + event.id + event.lastEventId + event.origin;
            root.value = event.json;
        }
        onCommentReceived: text => root.log = text
        onRetryReceived: milliseconds => root.log = "retry " + milliseconds
        onErrorOccurred: error => {
            root.streaming = error.phase === SseError.Streaming;
            root.log = error.responseHeaders["retry-after"] ?? "";
            root.log = error.message + error.httpStatus + error.responseText;
            root.failed = error.code === SseError.ConnectionFailed;
            root.delay = error.willReconnect ? error.reconnectDelay : -1;
        }
        onClosed: reason => root.failed = reason === SseSource.Failed
        onPhaseChanged: phase => root.streaming = phase === SseSource.Streaming
        onReadyStateChanged: state => root.open = state === SseSource.Open
        onUrlChanged: url => root.log = `${url}`
    }
    SseHandler {
        source: root.source
        type: "task_update"
        enabled: true
        onReceived: event => {
            root.log = event.json.task;
            resetCount();
        }
        onCountChanged: count => root.delay = count
    }
    SseValue {
        id: temperature
        source: root.source
        type: "reading"
        path: "sensors.temperature"
        maximumAge: 5000
        onStaleChanged: stale => root.open = !stale
    }
    readonly property string reading: temperature.valid ? `${temperature.value} of ${Qt.formatTime(temperature.received)}` : `${temperature.age}`
    SseEventModel {
        id: events
        source: root.source
        types: ["reading", "alarm"]
        contents: SseEventModel.Events | SseEventModel.Connection | SseEventModel.Comments
        roles: ({ temperature: "sensors.temperature" })
        columns: ["type", "temperature"]
        order: SseEventModel.NewestFirst
        maximumCount: 100
        maximumSize: 1000000
        paused: false
        onCountChanged: count => root.delay = count
    }
    SseEventFilterModel {
        id: found
        model: events
        text: "pump"
        types: ["alarm"]
        contents: SseEventModel.Events
    }
    function look(row: int): string {
        events.clear();
        return events.eventAt(row).data + events.textAt(row) + found.prettyTextAt(row) + found.save("file:///tmp/x") + found.count + events.heldCount;
    }
    SseStatusIndicator {
        id: indicator

        source: root.source
        compact: true
    }
    SseEventInspector {
        anchors.fill: parent
        source: root.source
        maximumCount: 500
        paused: indicator.status === SseStatusIndicator.Failed

        function store(file: url): string {
            const rows = model.count;
            const fault = save(file);
            clear();
            return fault === "" ? `${rows}` : indicator.text + indicator.errorMessage + indicator.color;
        }
    }
    property string log: ""
    property var value: undefined
    property bool failed: false
    property bool streaming: false
    property bool open: false
    property int delay: 0
    readonly property int interval: source.effectiveReconnectInterval
    readonly property int countdown: source.nextReconnectIn
    readonly property bool queued: source.waitsForConnection
    readonly property string waiting: source.waitsForNetwork ? "offline" : `attempt ${source.reconnectAttempt}`
    readonly property bool closed: source.readyState === SseSource.ReadyState.Closed

    function isRefused(code: int): bool {
        return code === SseError.InvalidRequest || code === SseError.InvalidUrl;
    }

    function traffic(): real {
        const statistics = root.source.statistics();
        return statistics.bytes / statistics.events;
    }

    function toggle() {
        if (root.source.paused)
            root.source.resume();
        else
            root.source.pause();
    }

    function acknowledge(event: sseEvent) {
        root.source.acknowledge(event);
        root.log = root.source.acknowledgedEventId;
    }

    function listen(callback: var) {
        root.source.addEventListener("task_update", callback);
        root.source.removeEventListener("task_update", callback);
        root.source.setHeader("X-Name", "value");
        root.source.open();
        root.source.reconnectNow();
        root.source.close();
    }
}
