// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtTest
import SSE

// What the guide shows does what it says.
TestCase {
    id: test

    name: "Guide"
    when: windowShown
    width: 420
    height: 340
    visible: true

    readonly property string metrics: "event: reading\ndata: {\"sensors\": {\"temperature\": 71.26, \"pressure\": 3.5}}\n\nevent: log\ndata: {\"level\": \"error\", \"unit\": \"pump-1\", \"text\": \"Dry\"}\n\n"

    function init() {
        failOnWarning(/.?/);
        server.reset();
    }

    function create(file: string): var {
        const component = Qt.createComponent(`../guide/${file}.qml`);
        compare(component.status, Component.Ready, component.errorString());
        const item = createTemporaryObject(component, test, { server: server.url("").toString() });
        verify(item);
        return item;
    }

    function test_source() {
        server.stream("/events", "data: 1\n\n", "stall");
        const item = create("Source");
        tryCompare(item.children[0], "text", "Live");
        tryCompare(item.children[1], "text", "message 1");
        compare(server.headerOf(0, "X-Client"), "guide");
        server.send("event: complete\ndata: all\n\n");
        tryCompare(item.source, "readyState", SseSource.Closed);
        compare(item.children[1].text, "complete all");
        compare(item.children[2].text, "");
    }

    function test_sourceSaysWhatWentWrong() {
        server.reply("/events", 404, "{}");
        const item = create("Source");
        tryVerify(() => item.children[2].text.includes("404"));
        compare(item.children[0].text, item.children[2].text);
    }

    function test_handler() {
        server.stream("/tasks", "event: task_update\ndata: {\"task\": \"Planning\"}\n\nevent: task_complete\ndata: {}\n\n", "stall");
        const item = create("Handler");
        tryCompare(item, "text", "Planning …");
        compare(item.updates.count, 1);
        server.send("event: all_complete\ndata: {\"message\": \"Done\"}\n\n");
        tryCompare(item, "text", "Done");
    }

    function test_value() {
        server.stream("/metrics", metrics, "stall");
        const item = create("Value");
        compare(item.text, "–");
        tryCompare(item, "text", "71.3 °C");
        compare(item.opacity, 1);
        server.drop();
        tryVerify(() => item.opacity < 1);
        compare(item.text, "71.3 °C");
    }

    function test_eventModel() {
        server.stream("/metrics", metrics, "stall");
        const item = create("EventModel");
        tryCompare(item, "count", 1);
        tryVerify(() => item.itemAtIndex(0) !== null);
        verify(/^\d\d:\d\d:\d\d {2}pump-1 {2}Dry$/.test(item.itemAtIndex(0).text), item.itemAtIndex(0).text);
        compare(item.itemAtIndex(0).color, "#b3261e");
    }

    function test_eventTable() {
        server.stream("/metrics", metrics, "stall");
        const item = create("EventTable");
        tryCompare(item, "rows", 1);
        tryVerify(() => item.itemAtCell(Qt.point(2, 0)) !== null);
        compare(item.itemAtCell(Qt.point(0, 0)).text, "1");
        compare(item.itemAtCell(Qt.point(1, 0)).text, "71.26");
        compare(item.itemAtCell(Qt.point(2, 0)).text, "3.5");
    }

    function test_filterModel() {
        server.stream("/metrics", metrics, "stall");
        const item = create("FilterModel");
        tryCompare(item.found, "count", 3);
        item.search.text = "pump";
        compare(item.found.count, 1);
        compare(item.found.eventAt(0).json.text, "Dry");
    }

    function test_statusIndicator() {
        server.stream("/metrics", metrics, "stall");
        const item = create("StatusIndicator");
        tryCompare(item.indicator, "text", "Connected");
        item.source.active = false;
        compare(item.indicator.text, "Closed");
    }

    function test_eventInspector() {
        server.stream("/metrics", metrics, "stall");
        const item = create("EventInspector");
        tryCompare(item.inspector.model, "count", 3); // that it opened, and two events
        compare(item.inspector.maximumCount, 5000);
    }
}
