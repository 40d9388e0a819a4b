// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtTest
import SSE

TestCase {
    id: test

    name: "SseValue"

    Component {
        id: source

        SseSource {
            reconnectInterval: 20
            reconnectPolicy.minimumDelay: 1
            reconnectPolicy.jitter: 0
        }
    }
    Component {
        id: value

        SseValue {
            property int changes: 0
            property int arrivals: 0
            readonly property var bound: value

            onValueChanged: ++changes
            onReceivedChanged: ++arrivals
        }
    }
    Component {
        id: inside

        SseSource {
            readonly property alias inner: inner

            SseValue {
                id: inner
                path: "t"
            }
        }
    }
    Component {
        id: selfish

        Item {
            id: item

            property alias source: own.source

            SseValue {
                id: own
                path: "n"
                onValueChanged: item.destroy()
            }
        }
    }

    function init() {
        failOnWarning(/.?/);
        server.reset();
    }

    function test_isEmptyAtFirst() {
        const element = createTemporaryObject(value, test);
        compare(element.source, null);
        compare(element.value, undefined);
        verify(!element.valid);
        verify(element.stale);
        compare(element.age, -1);
        verify(isNaN(element.received.getTime()));
        compare(element.changes, 0);
    }

    function test_followsItsField() {
        server.stream("/", "event: reading\ndata: {\"sensors\": {\"t\": 21.5}}\n\n", "stall");
        const before = Date.now();
        const stream = createTemporaryObject(source, test, { url: server.url("/") });
        const element = createTemporaryObject(value, test, { source: stream, type: "reading", path: "sensors.t" });
        tryCompare(element, "bound", 21.5);
        verify(element.valid);
        verify(!element.stale);
        verify(element.age >= 0 && element.age < 5000);
        verify(element.received.getTime() >= before && element.received.getTime() <= Date.now());
        server.send("event: other\ndata: {\"sensors\": {\"t\": 1}}\n\nevent: reading\ndata: {\"sensors\": {}}\n\nevent: reading\ndata: text\n\nevent: reading\ndata: {\"sensors\": {\"t\": 22}}\n\n");
        tryCompare(element, "bound", 22);
        compare(element.changes, 2);
    }

    function test_values_data() {
        return [
            { tag: "string", data: "{\"v\": \"x\"}", path: "v", expected: "x" },
            { tag: "boolean", data: "{\"v\": false}", path: "v", expected: false },
            { tag: "null", data: "{\"v\": null}", path: "v", expected: null },
            { tag: "array", data: "{\"v\": [1, 2]}", path: "v", expected: [1, 2] },
            { tag: "object", data: "{\"v\": {\"a\": 1}}", path: "v", expected: { a: 1 } },
            { tag: "element", data: "{\"v\": [1, {\"a\": 7}]}", path: "v[-1].a", expected: 7 },
            { tag: "the whole", data: "[1]", path: "", expected: [1] },
            { tag: "a number", data: "5.5", path: "", expected: 5.5 },
            { tag: "a text", data: "no JSON", path: "", expected: "no JSON" },
        ];
    }

    function test_values(row) {
        server.stream("/", `data: ${row.data}\n\n`, "stall");
        const stream = createTemporaryObject(source, test, { url: server.url("/") });
        const element = createTemporaryObject(value, test, { source: stream, path: row.path });
        tryVerify(() => element.valid);
        compare(element.value, row.expected);
    }

    function test_theSameValueArrivesAnew() {
        server.stream("/", "data: 5\n\n", "stall");
        const stream = createTemporaryObject(source, test, { url: server.url("/") });
        const element = createTemporaryObject(value, test, { source: stream });
        tryCompare(element, "arrivals", 1);
        server.send("data: 5\n\n");
        tryCompare(element, "arrivals", 2);
        compare(element.changes, 1);
    }

    function test_bindingsAreToldOnceAFrame() {
        server.stream("/", "", "stall");
        const stream = createTemporaryObject(source, test, { url: server.url("/") });
        const element = createTemporaryObject(value, test, { source: stream });
        tryCompare(stream, "readyState", SseSource.Open);
        let text = "";
        for (let i = 1; i <= 5000; ++i)
            text += `data: ${i}\n\n`;
        const start = Date.now();
        server.send(text);
        tryCompare(element, "bound", 5000);
        const frames = (Date.now() - start) / 16 + 2;
        verify(element.changes <= frames, `${element.changes} changes in ${frames} frames`);
    }

    function test_isStaleWhenItIsTooOld() {
        server.stream("/", "data: 1\n\n", "stall");
        const stream = createTemporaryObject(source, test, { url: server.url("/") });
        const element = createTemporaryObject(value, test, { source: stream, maximumAge: 100 });
        tryCompare(element, "stale", false);
        tryCompare(element, "stale", true);
        verify(element.age > 100);
        compare(element.value, 1);
        server.send("data: 2\n\n");
        tryCompare(element, "stale", false);
        compare(element.value, 2);
        element.maximumAge = 0;
        verify(!element.stale);
    }

    function test_aYoungerValueKeepsItFresh() {
        server.stream("/", "data: 1\n\n", "stall");
        const stream = createTemporaryObject(source, test, { url: server.url("/") });
        const element = createTemporaryObject(value, test, { source: stream, maximumAge: 400 });
        let early = 0;
        let last = Date.now();
        tryCompare(element, "stale", false);
        element.receivedChanged.connect(() => last = Date.now());
        // A machine that is busy may let a value become old; a young one is never stale.
        element.staleChanged.connect(() => early += element.stale && Date.now() - last < 350 ? 1 : 0);
        const start = Date.now();
        let sent = 1;
        tryVerify(() => {
            server.send(`data: ${++sent}\n\n`);
            return Date.now() - start > 800;
        });
        compare(early, 0);
    }

    function test_isStaleUntilTheStreamHasSpokenAgain() {
        server.stream("/", "data: 1\n\n", "stall");
        const stream = createTemporaryObject(source, test, { url: server.url("/") });
        const element = createTemporaryObject(value, test, { source: stream });
        tryCompare(element, "stale", false);
        server.stream("/", "", "stall"); // the next one says nothing yet
        server.drop();
        tryCompare(element, "stale", true);
        compare(element.value, 1);
        tryCompare(stream, "readyState", SseSource.Open);
        verify(element.stale);
        server.send("data: 1\n\n");
        tryCompare(element, "stale", false);
        stream.close();
        verify(element.stale);
    }

    function test_theAgeIsToldWhileOthersAreFresh() {
        server.stream("/", "data: {\"a\": 1, \"b\": 1}\n\n", "stall");
        const stream = createTemporaryObject(source, test, { url: server.url("/") });
        const old = createTemporaryObject(value, test, { source: stream, path: "a" });
        const fresh = createTemporaryObject(value, test, { source: stream, path: "b" });
        tryVerify(() => old.valid && fresh.valid);
        let told = 0;
        old.ageChanged.connect(() => ++told);
        let sent = 1;
        tryVerify(() => {
            server.send(`data: {"b": ${++sent}}\n\n`);
            return told >= 2;
        });
        verify(old.age > 1000);
        verify(fresh.age < old.age);
    }

    function test_whatCameJustBeforeTheSourceWentIsTold() {
        server.stream("/", "data: 1\n\n", "stall");
        const stream = createTemporaryObject(source, test, { url: server.url("/") });
        const element = createTemporaryObject(value, test, { source: stream });
        stream.eventReceived.connect(event => {
            if (event.data === "2")
                element.source = null;
        });
        tryCompare(element, "bound", 1);
        server.send("data: 2\n\n");
        tryCompare(element, "source", null);
        compare(element.bound, element.value);
        verify(element.stale);
        let told = 0;
        element.ageChanged.connect(() => ++told);
        tryVerify(() => told > 0);
    }

    function test_theLargestAgeIsNone() {
        server.stream("/", "data: 1\n\n", "stall");
        const stream = createTemporaryObject(source, test, { url: server.url("/") });
        const element = createTemporaryObject(value, test, { source: stream, maximumAge: 2147483647 });
        tryCompare(element, "stale", false);
    }

    function test_anotherFieldIsAnotherValue() {
        server.stream("/", "data: {\"a\": 1, \"b\": 2}\n\n", "stall");
        const stream = createTemporaryObject(source, test, { url: server.url("/") });
        const element = createTemporaryObject(value, test, { source: stream, path: "a" });
        tryCompare(element, "bound", 1);
        element.path = "b";
        compare(element.bound, undefined);
        verify(!element.valid);
        verify(element.stale);
        server.send("data: {\"a\": 3, \"b\": 4}\n\n");
        tryCompare(element, "bound", 4);
    }

    function test_aPathThatIsNone() {
        server.stream("/", "data: {\"a\": 1}\n\n", "stall");
        const stream = createTemporaryObject(source, test, { url: server.url("/") });
        ignoreWarning(/The path "a\.\.b" is none: a name is missing at position 2/);
        const element = createTemporaryObject(value, test, { source: stream, path: "a..b" });
        const good = createTemporaryObject(value, test, { source: stream, path: "a" });
        tryVerify(() => good.valid);
        verify(!element.valid);
        ignoreWarning(/maximumAge cannot be -1/);
        element.maximumAge = -1;
        compare(element.maximumAge, 0);
    }

    function test_insideASource() {
        server.stream("/", "data: {\"t\": 1}\n\n", "stall");
        const stream = createTemporaryObject(inside, test, { url: server.url("/") });
        compare(stream.inner.source, stream);
        tryCompare(stream.inner, "value", 1);
    }

    function test_theSourceMayGo() {
        server.stream("/", "data: 1\n\n", "stall");
        const stream = source.createObject(test, { url: server.url("/") });
        const element = createTemporaryObject(value, test, { source: stream });
        tryCompare(element, "stale", false);
        stream.destroy();
        tryCompare(element, "source", null);
        verify(element.stale);
        compare(element.value, 1);
        const other = createTemporaryObject(source, test, { url: server.url("/") });
        element.source = other;
        tryCompare(element, "stale", false);
    }

    function test_itsComponentMayBeDestroyedInItsHandler() {
        server.stream("/", "data: {\"n\": 1}\n\ndata: {\"n\": 2}\n\n", "stall");
        const stream = createTemporaryObject(source, test, { url: server.url("/") });
        verify(selfish.createObject(test, { source: stream }));
        const element = createTemporaryObject(value, test, { source: stream, path: "n" });
        tryCompare(element, "value", 2);
        server.send("data: {\"n\": 3}\n\n");
        tryCompare(element, "value", 3);
    }
}
