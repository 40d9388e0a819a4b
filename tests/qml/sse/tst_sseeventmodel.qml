// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtTest
import SSE

TestCase {
    id: test

    name: "SseEventModel"
    when: windowShown
    width: 400
    height: 300
    visible: true

    Component {
        id: list

        ListView {
            id: view

            property alias source: events.source
            property alias events: events

            width: 400
            height: 300
            model: SseEventModel {
                id: events
                types: ["reading"]
                roles: ({ temperature: "sensors.t" })
            }
            delegate: Text {
                required property sseEvent event
                required property date received
                required property double temperature
                required property int index

                width: view.width
                text: `${index} ${event.type} ${event.id} ${temperature}`
            }
        }
    }
    Component {
        id: table

        TableView {
            property alias source: events.source
            property alias filter: filter

            width: 400
            height: 300
            model: SseEventFilterModel {
                id: filter
                model: SseEventModel {
                    id: events
                    contents: SseEventModel.Events | SseEventModel.Connection
                    columns: ["type", "level"]
                    roles: ({ level: "level" })
                    order: SseEventModel.NewestFirst
                }
            }
            delegate: Item {
                required property var display
                required property int kind
                readonly property string text: kind === SseEventModel.Kind.Event ? `${display}` : "life"

                implicitWidth: 100
                implicitHeight: 20
            }
        }
    }
    Component {
        id: source

        SseSource {}
    }
    Component {
        id: inside

        SseSource {
            readonly property alias events: events

            SseEventModel {
                id: events
            }
        }
    }
    Component {
        id: selfish

        Item {
            id: item

            property alias source: events.source

            SseEventModel {
                id: events
                onCountChanged: item.destroy()
            }
        }
    }

    function init() {
        failOnWarning(/.?/);
        server.reset();
    }

    function reading(id: int, t: real): string {
        return `id: ${id}\nevent: reading\ndata: {"sensors": {"t": ${t}}}\n\n`;
    }

    function test_aListShowsEvents() {
        server.stream("/", reading(1, 20.5) + "event: other\ndata: 1\n\n" + reading(2, 21), "stall");
        const stream = createTemporaryObject(source, test, { url: server.url("/") });
        const view = createTemporaryObject(list, test, { source: stream });
        tryCompare(view, "count", 2);
        compare(view.itemAtIndex(0).text, "0 reading 1 20.5");
        compare(view.itemAtIndex(1).text, "1 reading 2 21");
        view.events.maximumCount = 2;
        server.send(reading(3, 22));
        tryVerify(() => view.itemAtIndex(1)?.text === "1 reading 3 22");
        compare(view.count, 2);
    }

    function test_aTableShowsColumns() {
        server.stream("/", "event: log\ndata: {\"level\": \"info\"}\n\n", "stall");
        const stream = createTemporaryObject(source, test, { url: server.url("/") });
        const view = createTemporaryObject(table, test, { source: stream });
        tryCompare(view, "rows", 2);
        compare(view.columns, 2);
        tryVerify(() => view.itemAtCell(Qt.point(1, 0)) !== null);
        compare(view.itemAtCell(Qt.point(0, 0)).text, "log");
        compare(view.itemAtCell(Qt.point(1, 0)).text, "info");
        compare(view.itemAtCell(Qt.point(0, 1)).text, "life");
        view.filter.contents = SseEventModel.Connection;
        tryCompare(view, "rows", 1);
        compare(view.filter.count, 1);
        view.filter.contents = SseEventModel.Events;
        view.filter.text = "INFO";
        tryCompare(view, "rows", 1);
        compare(view.filter.eventAt(0).json.level, "info");
        compare(view.filter.prettyTextAt(0), "{\n    \"level\": \"info\"\n}");
    }

    function test_insideASource() {
        server.stream("/", "data: 1\n\n", "stall");
        const stream = createTemporaryObject(inside, test, { url: server.url("/") });
        compare(stream.events.source, stream);
        tryCompare(stream.events, "count", 1);
        compare(stream.events.eventAt(0).data, "1");
        compare(stream.events.textAt(0), "1");
    }

    function test_theSourceMayGo() {
        server.stream("/", "event: reading\ndata: {\"sensors\": {\"t\": 1}}\n\n", "stall");
        const stream = source.createObject(test, { url: server.url("/") });
        const view = createTemporaryObject(list, test, { source: stream });
        tryCompare(view, "count", 1);
        stream.destroy();
        tryCompare(view, "source", null);
        compare(view.count, 1);
    }

    function test_itsComponentMayBeDestroyedInItsHandler() {
        server.stream("/", "data: 1\n\n", "stall");
        const stream = createTemporaryObject(source, test, { url: server.url("/") });
        verify(selfish.createObject(test, { source: stream }));
        const events = createTemporaryObject(list, test, { source: stream }).events;
        events.types = [];
        server.send("data: {\"sensors\": {\"t\": 1}}\n\n");
        tryVerify(() => events.count > 0);
    }

    function test_aListScrollsThroughAFlood() {
        server.stream("/", "", "stall");
        const stream = createTemporaryObject(source, test, { url: server.url("/") });
        const view = createTemporaryObject(list, test, { source: stream });
        tryCompare(stream, "readyState", SseSource.Open);
        let text = "";
        for (let i = 1; i <= 10000; ++i)
            text += reading(i, i);
        server.send(text);
        tryVerify(() => view.count === 1000 && view.events.eventAt(999).id === "10000");
        view.positionViewAtEnd();
        tryVerify(() => view.itemAtIndex(999)?.text === "999 reading 10000 10000");
    }
}
