// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtTest
import SSE

TestCase {
    id: test

    name: "SseHandler"

    property var log: []

    Component {
        id: inside

        SseSource {
            readonly property alias everything: every
            readonly property alias named: named

            reconnectInterval: 50

            SseHandler {
                id: every
                onReceived: event => test.log.push("every " + event.data)
            }
            SseHandler {
                id: named
                type: "a"
                onReceived: event => test.log.push(`a ${event.data} ${count}`)
            }
        }
    }
    Component {
        id: source

        SseSource {}
    }
    Component {
        id: handler

        SseHandler {
            onReceived: event => test.log.push(event.data)
        }
    }
    Component {
        id: selfish

        Item {
            id: item

            property alias source: own.source

            SseHandler {
                id: own
                onReceived: event => {
                    test.log.push(event.data);
                    item.destroy();
                }
            }
        }
    }
    Component {
        id: closing

        SseSource {
            id: closed

            SseHandler {
                onReceived: event => {
                    test.log.push("first " + event.data);
                    closed.close();
                }
            }
            SseHandler {
                onReceived: event => test.log.push("never " + event.data)
            }
        }
    }

    Component {
        id: counting

        SseHandler {
            onReceived: event => test.log.push("never " + event.data)
            onCountChanged: source.close()
        }
    }

    function init() {
        failOnWarning(/.?/);
        server.reset();
        log = [];
    }

    function test_handlesItsTypeInsideASource() {
        server.stream("/", "event: a\ndata: 1\n\nevent: b\ndata: 2\n\ndata: 3\n\nevent: a\ndata: 4\n\n", "stall");
        const source = createTemporaryObject(inside, test, { url: server.url("/") });
        compare(source.named.source, source);
        tryCompare(source.everything, "count", 4);
        compare(log, ["every 1", "a 1 1", "every 2", "every 3", "every 4", "a 4 2"]);
        compare(source.named.count, 2);
        source.named.resetCount();
        compare(source.named.count, 0);
    }

    function test_messageIsTheTypeOfUnnamedEvents() {
        server.stream("/", "data: 1\n\nevent: b\ndata: 2\n\nevent: message\ndata: 3\n\n", "stall");
        const stream = createTemporaryObject(source, test, { url: server.url("/") });
        const element = createTemporaryObject(handler, test, { source: stream, type: "message" });
        tryCompare(element, "count", 2);
        compare(log, ["1", "3"]);
    }

    function test_enabled() {
        server.stream("/", "data: 1\n\n", "stall");
        const stream = createTemporaryObject(source, test, { url: server.url("/") });
        const element = createTemporaryObject(handler, test, { source: stream });
        const other = createTemporaryObject(handler, test, { source: stream, enabled: false });
        tryCompare(element, "count", 1);
        compare(other.count, 0);
        element.enabled = false;
        other.enabled = true;
        server.send("data: 2\n\n");
        tryCompare(other, "count", 1);
        compare(element.count, 1);
        compare(log, ["1", "2"]);
    }

    function test_typeMayChange() {
        server.stream("/", "event: a\ndata: 1\n\n", "stall");
        const stream = createTemporaryObject(source, test, { url: server.url("/") });
        const element = createTemporaryObject(handler, test, { source: stream, type: "a" });
        tryCompare(element, "count", 1);
        element.type = "b";
        server.send("event: a\ndata: 2\n\nevent: b\ndata: 3\n\n");
        tryCompare(element, "count", 2);
        element.type = "";
        server.send("event: a\ndata: 4\n\n");
        tryCompare(element, "count", 3);
        compare(log, ["1", "3", "4"]);
    }

    function test_sourceMayChangeAndGo() {
        server.stream("/", "data: 1\n\n", "stall");
        const one = source.createObject(test, { url: server.url("/") });
        const other = createTemporaryObject(source, test, { url: server.url("/"), active: false });
        const element = createTemporaryObject(handler, test, { source: one });
        tryCompare(element, "count", 1);
        element.source = other;
        server.send("data: 2\n\n");
        other.active = true;
        tryCompare(element, "count", 2);
        compare(log, ["1", "1"]);
        element.source = one;
        one.destroy();
        tryCompare(element, "source", null);
    }

    function test_itsComponentMayBeDestroyedInIt() {
        server.stream("/", "data: 1\n\ndata: 2\n\n", "stall");
        const stream = createTemporaryObject(source, test, { url: server.url("/") });
        const item = selfish.createObject(test, { source: stream });
        verify(item);
        tryVerify(() => log.length > 0);
        const after = createTemporaryObject(handler, test, { source: stream });
        server.send("data: 3\n\n");
        tryCompare(after, "count", 1);
        compare(log[log.length - 1], "3");
        verify(log.length <= 3);
    }

    function test_nothingFollowsWhenAnotherHasClosed() {
        server.stream("/", "data: 1\n\ndata: 2\n\n", "stall");
        const stream = createTemporaryObject(closing, test, { url: server.url("/") });
        tryVerify(() => log.length > 0);
        tryVerify(() => server.openConnections === 0);
        compare(log, ["first 1"]);
        compare(stream.readyState, SseSource.Closed);
    }

    function test_nothingFollowsWhenItWasClosedOnTheWay() {
        server.stream("/", "data: 1\n\ndata: 2\n\n", "stall");
        const stream = createTemporaryObject(source, test, { url: server.url("/") });
        const element = createTemporaryObject(counting, test, { source: stream });
        tryCompare(element, "count", 1);
        tryVerify(() => server.openConnections === 0);
        compare(log, []);
    }

    function test_takesSourcesOfCpp() {
        const element = createTemporaryObject(handler, test, { source: cppSource });
        compare(element.source, cppSource);
    }
}
