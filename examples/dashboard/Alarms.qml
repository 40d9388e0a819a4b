// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQml
import QtQml.Models
import SSE
import DashboardExample

// The alarms that were raised, one row for each: active ones first, critical before warnings, newest
// first.
QtObject {
    id: alarms

    required property SseSource source
    property int maximumCount: 50

    readonly property ListModel rows: ListModel {}
    property int activeCount: 0
    property int unacknowledgedCount: 0
    property int unconfirmedCount: 0

    // An alarm has rows' roles "alarmId", "severity", "text", "active", "acknowledged", "raised" and
    // "cleared", which are texts, and "confirmed": whether this stream has told of it.
    signal raised(string text)
    signal cleared(string text)

    function take(alarm: var) {
        const alarmId = Look.words(alarm?.id);
        if (alarmId === "")
            return;
        const isActive = alarm.active === true;
        let row = find(alarmId);
        const before = row < 0 ? null : rows.get(row);
        const wasActive = before !== null && before.active;
        if (!isActive && !wasActive)
            return;
        const time = timeText(alarm.time);
        const values = {
            alarmId: alarmId,
            severity: alarm.severity === "critical" ? "critical" : "warning",
            text: Look.words(alarm.text) || alarmId,
            active: isActive,
            // What clears by itself may still want to be seen.
            acknowledged: wasActive && before.acknowledged,
            raised: isActive && !wasActive ? time : before.raised,
            cleared: isActive ? "" : time,
            confirmed: true
        };
        if (row < 0) {
            row = rows.count;
            rows.append(values);
        } else {
            rows.set(row, values);
        }
        settle(row);
        if (isActive && !wasActive)
            raised(values.text);
        else if (!isActive)
            cleared(values.text);
    }

    function acknowledge(row: int) {
        if (row < 0 || row >= rows.count || rows.get(row).acknowledged)
            return;
        rows.setProperty(row, "acknowledged", true);
        count();
    }

    // A stream tells at its beginning what is active. Until then it is not known.
    function doubt() {
        for (let row = 0; row < rows.count; ++row)
            rows.setProperty(row, "confirmed", !rows.get(row).active);
        count();
    }

    // What it has not told by its first reading is over.
    function clearDoubtful() {
        for (let row = rows.count - 1; row >= 0; --row) {
            if (rows.get(row).confirmed)
                continue;
            rows.setProperty(row, "active", false);
            rows.setProperty(row, "confirmed", true);
            rows.setProperty(row, "cleared", qsTr("unseen"));
            settle(row);
            row = rows.count; // the rows have changed places
        }
    }

    function find(alarmId: string): int {
        for (let row = 0; row < rows.count; ++row) {
            if (rows.get(row).alarmId === alarmId)
                return row;
        }
        return -1;
    }

    function rank(alarm: var): int {
        return !alarm.active ? 0 : alarm.severity === "critical" ? 2 : 1;
    }

    // Moves a row that has changed to the top of its equals.
    function settle(row: int) {
        const own = rank(rows.get(row));
        let place = 0;
        while (place < rows.count && (place === row || rank(rows.get(place)) > own))
            ++place;
        if (place > row)
            --place;
        if (place !== row)
            rows.move(row, place, 1);
        while (rows.count > maximumCount)
            rows.remove(rows.count - 1);
        count();
    }

    function count() {
        let active = 0;
        let unacknowledged = 0;
        let unconfirmed = 0;
        for (let row = 0; row < rows.count; ++row) {
            active += rows.get(row).active ? 1 : 0;
            unacknowledged += rows.get(row).acknowledged ? 0 : 1;
            unconfirmed += rows.get(row).confirmed ? 0 : 1;
        }
        activeCount = active;
        unacknowledgedCount = unacknowledged;
        unconfirmedCount = unconfirmed;
    }

    function timeText(value: var): string {
        const time = new Date(Look.words(value));
        return Qt.formatTime(isNaN(time.getTime()) ? new Date() : time, "hh:mm:ss");
    }

    readonly property SseHandler alarmHandler: SseHandler {
        source: alarms.source
        type: "alarm"
        onReceived: event => alarms.take(event.json)
    }
    // Only the first reading of a stream is of interest, and there are many.
    readonly property SseHandler readingHandler: SseHandler {
        source: alarms.source
        type: "reading"
        enabled: false
        onReceived: {
            enabled = false;
            alarms.clearDoubtful();
        }
    }
    readonly property Connections connections: Connections {
        target: alarms.source

        function onOpened() {
            alarms.doubt();
            alarms.readingHandler.enabled = true;
        }
        function onErrorOccurred() {
            alarms.doubt();
        }
    }
}
