// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtTest
import SSE

TestCase {
    id: test

    name: "SseSource"

    Component {
        id: plain

        SseSource {
            property var events: []
            property var errors: []
            property var reasons: []

            readonly property int countdown: nextReconnectIn

            reconnectInterval: 50
            reconnectPolicy.minimumDelay: 1
            reconnectPolicy.jitter: 0
            onEventReceived: event => events.push(event)
            onErrorOccurred: error => errors.push(error)
            onClosed: reason => reasons.push(reason)
        }
    }

    Component {
        id: patient

        SseSource {
            active: false
            reconnectInterval: 40
            reconnectPolicy.factor: 3
            reconnectPolicy.cleanEnd: SseReconnectPolicy.Close
            reconnectPolicy.retryStatuses: [503]
        }
    }

    Component {
        id: refreshing

        SseSource {
            property var attempt

            onAboutToConnect: attempt => {
                attempt.hold();
                this.attempt = attempt;
            }
        }
    }

    Component {
        id: holder

        Item {
            property SseSource source
        }
    }

    function init() {
        server.reset();
    }

    function test_connectsWhenComplete() {
        server.stream("/", "data: 1\n\n", "stall");
        const source = createTemporaryObject(plain, test, { url: server.url("/") });
        verify(source.active);
        tryCompare(source, "readyState", SseSource.Open);
        tryVerify(() => source.events.length === 1);
        compare(source.phase, SseSource.Streaming);
        compare(server.requests, ["GET /"]);
    }

    function test_waitsForItsUrl() {
        server.stream("/", "data: 1\n\n", "stall");
        const source = createTemporaryObject(plain, test);
        compare(source.readyState, SseSource.Closed);
        compare(source.errors.length, 0);
        source.url = server.url("/");
        tryCompare(source, "readyState", SseSource.Open);
        source.url = "";
        tryCompare(source, "readyState", SseSource.Closed);
        compare(source.errors.length, 0);
        source.url = server.url("/");
        tryCompare(source, "readyState", SseSource.Open);
    }

    function test_inactiveUntilAsked() {
        server.stream("/", "", "stall");
        const source = createTemporaryObject(plain, test, { url: server.url("/"), active: false });
        compare(source.readyState, SseSource.Closed);
        source.active = true;
        tryCompare(source, "readyState", SseSource.Open);
        source.active = false;
        compare(source.readyState, SseSource.Closed);
        compare(source.reasons, [SseSource.Requested]);
        tryVerify(() => server.openConnections === 0);
        source.open();
        tryCompare(source, "readyState", SseSource.Open);
        verify(source.active);
        source.close();
        verify(!source.active);
    }

    function test_eventsAreValues() {
        server.stream("/", "event: tick\nid: 7\ndata: {\"a\": [1, true]}\n\ndata: text\n\ndata: 5\n\ndata: null\n\n", "stall");
        const source = createTemporaryObject(plain, test, { url: server.url("/") });
        tryVerify(() => source.events.length === 4);
        const event = source.events[0];
        compare(event.type, "tick");
        compare(event.data, "{\"a\": [1, true]}");
        compare(event.id, "7");
        compare(event.lastEventId, "7");
        compare(event.origin, server.url("/").toString().slice(0, -1));
        compare(event.json.a[0], 1);
        compare(event.json.a[1], true);
        compare(source.events[1].json, undefined);
        compare(source.events[1].type, "message");
        compare(source.events[2].json, 5);
        compare(source.events[3].json, null);
        compare(source.lastEventId, "7");
    }

    function test_listeners() {
        server.stream("/", "event: a\ndata: 1\n\nevent: b\ndata: 2\n\ndata: 3\n\nevent: a\ndata: 4\n\n", "stall");
        const source = createTemporaryObject(plain, test, { url: server.url("/") });
        const got = [];
        const onA = event => got.push("a" + event.data);
        const once = event => {
            got.push("once" + event.data);
            source.removeEventListener("a", once);
        };
        source.addEventListener("a", onA);
        source.addEventListener("a", onA);
        source.addEventListener("a", once);
        source.addEventListener("", event => got.push("message" + event.data));
        const removed = () => got.push("never");
        source.addEventListener("b", removed);
        source.removeEventListener("b", removed);
        tryVerify(() => source.events.length === 4);
        compare(got, ["a1", "once1", "message3", "a4"]);
    }

    function test_failingListenerDisturbsNoOther() {
        server.stream("/", "data: 1\n\n", "stall");
        const source = createTemporaryObject(plain, test, { url: server.url("/") });
        let got = "";
        source.addEventListener("message", () => { throw new Error("on purpose"); });
        source.addEventListener("message", event => got = event.data);
        ignoreWarning(/on purpose/);
        tryVerify(() => got === "1");
        ignoreWarning(/needs a function/);
        source.addEventListener("message", 5);
    }

    function test_listenerMayClose() {
        server.stream("/", "data: 1\n\ndata: 2\n\n", "stall");
        const source = createTemporaryObject(plain, test, { url: server.url("/") });
        const got = [];
        source.addEventListener("message", event => { got.push(event.data); source.close(); });
        source.addEventListener("message", event => got.push("never"));
        tryVerify(() => source.reasons.length === 1);
        compare(got, ["1"]);
    }

    function test_noListenerIsCalledAfterClose() {
        server.stream("/", "data: 1\n\ndata: 2\n\n", "stall");
        const source = createTemporaryObject(plain, test, { url: server.url("/") });
        source.addEventListener("message", () => fail("called after close()"));
        source.eventReceived.connect(() => source.close());
        tryVerify(() => source.reasons.length === 1);
        compare(source.events.length, 1);
    }

    Component {
        id: late

        SseSource {
            method: "POST"
            Component.onCompleted: jsonBody = { late: true }
        }
    }

    function test_whatIsSetOnCompletionIsSentOnce() {
        server.stream("/", "", "stall");
        const sources = [];
        for (let i = 0; i < 10; ++i)
            sources.push(createTemporaryObject(late, test, { url: server.url("/") }));
        tryVerify(() => sources.every(source => source.readyState === SseSource.Open));
        compare(server.requests.length, 10);
        for (let i = 0; i < 10; ++i)
            compare(server.bodyOf(i), "{\"late\":true}");
    }

    function test_jsonBodyIsWrittenAsJavaScriptDoes() {
        const source = createTemporaryObject(plain, test, { active: false });
        source.jsonBody = { a: undefined, b: null, c: new Date(0), d: [1.5, "x"] };
        compare(JSON.stringify(source.jsonBody), JSON.stringify({ b: null, c: new Date(0), d: [1.5, "x"] }));
        source.body = "plain";
        source.jsonBody = undefined;
        compare(source.jsonBody, undefined);
        source.method = "POST";
        server.stream("/", "", "stall");
        source.url = server.url("/");
        source.open();
        tryCompare(source, "readyState", SseSource.Open);
        compare(server.bodyOf(0), "plain");
    }

    function test_headersWithoutAValueAreNotSent() {
        server.stream("/", "", "stall");
        ignoreWarning(/X-List.*is not sent/);
        const source = createTemporaryObject(plain, test, {
            url: server.url("/"),
            headers: { "X-None": undefined, "X-Null": null, "X-Number": 5, "X-List": { a: 1 } }
        });
        tryCompare(source, "readyState", SseSource.Open);
        compare(Object.keys(source.headers), ["X-Number"]);
        compare(server.headerOf(0, "X-Number"), "5");
    }

    function test_destroyedInItsOwnHandler() {
        server.stream("/", "data: 1\n\ndata: 2\n\n", "stall");
        let count = 0;
        const source = plain.createObject(test, { url: server.url("/") });
        source.addEventListener("message", () => { ++count; source.destroy(); });
        tryVerify(() => server.openConnections === 0 && count > 0);
    }

    function test_requests() {
        server.stream("/", "", "stall");
        const source = createTemporaryObject(plain, test, {
            url: server.url("/"),
            method: "POST",
            headers: { "X-One": "1", "X-Two": "2" },
            jsonBody: { "model": "m", "list": [1, { "b": null }] }
        });
        tryCompare(source, "readyState", SseSource.Open);
        compare(server.requests, ["POST /"]);
        compare(server.headerOf(0, "X-One"), "1");
        compare(server.headerOf(0, "X-Two"), "2");
        compare(server.headerOf(0, "Content-Type"), "application/json");
        compare(JSON.parse(server.bodyOf(0)), { "model": "m", "list": [1, { "b": null }] });
        compare(source.jsonBody.model, "m");
        compare(source.headers["X-One"], "1");

        source.setHeader("X-One", "changed");
        source.body = "plain";
        tryVerify(() => server.requests.length === 2);
        compare(server.headerOf(1, "X-One"), "changed");
        compare(server.headerOf(1, "X-Two"), "2");
        compare(server.bodyOf(1), "plain");
        compare(source.jsonBody, undefined);
    }

    function test_aBodyMayBeBytes() {
        server.stream("/", "", "stall");
        const bytes = new Uint8Array([0x61, 0x20, 0x62]).buffer;
        const source = createTemporaryObject(plain, test, { url: server.url("/"), method: "POST", body: bytes });
        tryCompare(source, "readyState", SseSource.Open);
        compare(server.bodyOf(0), "a b");
        compare(new Uint8Array(source.body)[2], 0x62);
    }

    function test_changesReopenOnceATurn() {
        server.stream("/", "", "stall");
        const source = createTemporaryObject(plain, test, { url: server.url("/") });
        tryCompare(source, "readyState", SseSource.Open);
        source.method = "POST";
        source.headers = { "X-One": "1" };
        source.setHeader("X-Two", "2");
        source.jsonBody = [1];
        source.url = server.url("/?again");
        tryVerify(() => server.requests.length === 2);
        tryCompare(source, "readyState", SseSource.Open);
        compare(server.requests, ["GET /", "POST /?again"]);
        compare(server.bodyOf(1), "[1]");
        compare(server.headerOf(1, "X-Two"), "2");
    }

    function test_errorsSayWhatHappened() {
        server.reply("/", 503, "{\"error\": \"busy\"}");
        const source = createTemporaryObject(plain, test, { url: server.url("/") });
        tryVerify(() => source.errors.length === 1);
        const error = source.errors[0];
        compare(error.code, SseError.UnexpectedStatus);
        compare(error.httpStatus, 503);
        compare(error.responseText, "{\"error\": \"busy\"}");
        verify(!error.willReconnect);
        verify(error.message.length > 0);
        compare(source.reasons, [SseSource.Failed]);
        verify(source.active); // the wish stays
    }

    function test_reconnects() {
        server.stream("/", "id: 5\ndata: 1\n\n", "cut");
        const source = createTemporaryObject(plain, test, { url: server.url("/") });
        tryVerify(() => source.events.length >= 2);
        compare(source.errors[0].code, SseError.ConnectionLost);
        verify(source.errors[0].willReconnect);
        compare(source.errors[0].reconnectDelay, 50);
        compare(source.errors[0].phase, SseError.Streaming);
        compare(source.errors[0].responseHeaders["content-type"], "text/event-stream");
        compare(server.headerOf(1, "Last-Event-ID"), "5");
    }

    function test_fieldsOfThePolicyAreSetOneByOne() {
        const source = createTemporaryObject(patient, test);
        compare(source.reconnectPolicy.factor, 3);
        compare(source.reconnectPolicy.cleanEnd, SseReconnectPolicy.Close);
        compare(source.reconnectPolicy.retryStatuses, [503]);
        compare(source.reconnectPolicy.interval, 40); // from the flat property
        compare(source.reconnectPolicy.maximumDelay, 30000);
        source.reconnectPolicy.interval = 70;
        compare(source.reconnectInterval, 70);
        source.autoReconnect = false;
        compare(source.reconnectPolicy.enabled, false);
    }

    function test_anAttemptIsHeldUntilItHasAToken() {
        server.stream("/", "data: 1\n\n", "stall");
        const source = createTemporaryObject(refreshing, test, { url: server.url("/") });
        tryVerify(() => source.attempt !== undefined);
        verify(source.attempt.pending);
        compare(source.attempt.number, 0);
        compare(source.attempt.previousError.code, SseError.NoError);
        compare(source.phase, SseSource.Dialing);
        compare(server.requests.length, 0);
        source.attempt.setHeader("Authorization", "Bearer fresh");
        source.attempt.url = server.url("/?n=1");
        source.attempt.proceed();
        tryVerify(() => source.readyState === SseSource.Open);
        compare(server.requests, ["GET /?n=1"]);
        compare(server.headerOf(0, "Authorization"), "Bearer fresh");
        verify(!source.attempt.pending);
        source.attempt.proceed(); // late, and harmless
    }

    function test_aStreamEndsWhereItIsDeclaredTo() {
        server.stream("/", "event: complete\ndata: 1\n\ndata: 2\n\n", "stall");
        const source = createTemporaryObject(plain, test, { url: server.url("/"), endOnEvent: ["complete"] });
        tryVerify(() => source.reasons.length === 1);
        compare(source.reasons, [SseSource.Ended]);
        compare(source.events.length, 1);
        compare(source.errors.length, 0);
    }

    function test_eventsAreAcknowledgedAndRepetitionsDropped() {
        server.stream("/", "id: 1\ndata: a\n\nid: 2\ndata: b\n\n", "cut");
        const source = createTemporaryObject(plain, test, {
            url: server.url("/"),
            deliveryMode: SseSource.AtLeastOnce,
            deduplication: SseSource.ById | SseSource.ByData
        });
        compare(source.deduplication, SseSource.ById | SseSource.ByData);
        tryVerify(() => source.events.length >= 2);
        source.acknowledge(source.events[0]);
        compare(source.acknowledgedEventId, "1");
        tryVerify(() => server.requests.length >= 2);
        compare(server.headerOf(1, "Last-Event-ID"), "1");
    }

    function test_pausing() {
        server.stream("/", "data: 1\n\ndata: 2\n\n", "stall");
        const source = createTemporaryObject(plain, test, { url: server.url("/"), paused: true });
        tryCompare(source, "readyState", SseSource.Open);
        wait(50);
        compare(source.events.length, 0);
        source.eventReceived.connect(source.pause);
        for (const number of ["1", "2"]) {
            source.resume();
            tryVerify(() => source.events.length === Number(number));
            verify(source.paused);
            compare(source.events[source.events.length - 1].data, number);
        }
    }

    function test_statisticsAreAValue() {
        server.stream("/", ":\n\ndata: 1\n\n", "stall");
        const source = createTemporaryObject(plain, test, { url: server.url("/") });
        compare(source.statistics().timeToHeaders, -1);
        tryVerify(() => source.events.length === 1);
        const statistics = source.statistics();
        compare(statistics.events, 1);
        compare(statistics.comments, 1);
        compare(statistics.bytes, 12);
        verify(statistics.timeToHeaders >= 0);
    }

    function test_aCountdownIsBound() {
        server.stream("/", "", "cut");
        const source = createTemporaryObject(plain, test, { url: server.url("/"), reconnectInterval: 60000 });
        compare(source.countdown, -1);
        tryVerify(() => source.countdown > 40000);
        compare(source.reconnectAttempt, 1);
        source.reconnectNow();
        tryVerify(() => server.requests.length === 2);
        tryVerify(() => source.countdown > 40000);
    }

    function test_invalidUrlIsAnErrorAtOnce() {
        const source = createTemporaryObject(plain, test, { url: "ftp://example.org/" });
        tryVerify(() => source.errors.length === 1);
        compare(source.errors[0].code, SseError.InvalidUrl);
        compare(source.readyState, SseSource.Closed);
    }

    function test_propertiesOfTheTypeTakeElementsAndCppObjects() {
        const source = createTemporaryObject(plain, test, { active: false });
        const item = createTemporaryObject(holder, test);
        item.source = source;
        compare(item.source, source);
        cppHolder.source = source;
        compare(cppHolder.source, source);
        cppHolder.source = cppSource;
        compare(cppHolder.source, cppSource);
        compare(cppSource.readyState, SseSource.Closed);
    }

    function test_userCodeWorks() {
        const component = Qt.createComponent("../UserCode.qml");
        compare(component.status, Component.Ready, component.errorString());
        const item = createTemporaryObject(component, test);
        verify(item);
        verify(item.closed);
        compare(item.interval, 1000);
        item.listen(() => {});
        verify(item.closed);
    }
}
