// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls
import QtTest
import SSE

Item {
    id: root

    width: 400
    height: 200

    Component {
        id: sourceComponent

        SseSource {
            reconnectInterval: 60000
            reconnectPolicy.jitter: 0
        }
    }

    Component {
        id: plain

        SseStatusIndicator {}
    }

    TestCase {
        id: test

        name: "SseStatusIndicator"
        when: windowShown

        function init() {
            server.reset();
            failOnWarning(/.?/);
        }

        function create(properties: var): SseSource {
            const source = createTemporaryObject(sourceComponent, root, properties);
            verify(source);
            return source;
        }

        function show(source: SseSource): SseStatusIndicator {
            const indicator = createTemporaryObject(plain, root, { source: source });
            verify(indicator);
            return indicator;
        }

        function lampOf(indicator: Item): Item {
            return findChild(indicator, "lamp");
        }

        // Waits for the status and compares what goes with it.
        function compareStatus(indicator: var, status: int, text: string) {
            tryCompare(indicator, "status", status);
            compare(indicator.text, text);
            compare(indicator.Accessible.name, "Connection: " + text);
            compare(findChild(indicator, "label").text, text);
        }

        function test_takesSourcesOfCpp() {
            const indicator = createTemporaryObject(plain, root, { source: cppSource });
            compareStatus(indicator, SseStatusIndicator.Closed, "Closed");
            compare(indicator.source, cppSource);
        }

        function test_withoutASourceItSaysSo() {
            const indicator = show(null);
            compareStatus(indicator, SseStatusIndicator.NoSource, "No source");
            compare(indicator.Accessible.role, Accessible.StaticText);
            mouseClick(indicator);
        }

        function test_aSourceThatWasNotOpenedIsClosed() {
            const indicator = show(create({ active: false }));
            compareStatus(indicator, SseStatusIndicator.Closed, "Closed");
            compare(indicator.errorMessage, "");
        }

        function test_itFollowsAConnection() {
            server.silence("/");
            server.stream("/open", "", "stall");
            const source = create({});
            const indicator = show(source);
            source.url = server.url("/");
            compareStatus(indicator, SseStatusIndicator.Connecting, "Connecting");
            tryCompare(indicator, "text", "Waiting for the answer");
            compare(indicator.status, SseStatusIndicator.Connecting);
            source.url = server.url("/open");
            compareStatus(indicator, SseStatusIndicator.Connected, "Connected");
            source.pause();
            compareStatus(indicator, SseStatusIndicator.Paused, "Paused");
            source.resume();
            compareStatus(indicator, SseStatusIndicator.Connected, "Connected");
            source.close();
            compareStatus(indicator, SseStatusIndicator.Closed, "Closed");
            compare(indicator.Accessible.description, "");
        }

        function test_aFailureForGoodTellsItsError() {
            server.reply("/", 404, "");
            const source = create({});
            const indicator = show(source);
            source.url = server.url("/");
            compareStatus(indicator, SseStatusIndicator.Failed, "Failed");
            verify(indicator.errorMessage.includes("404"), indicator.errorMessage);
            compare(indicator.Accessible.description, indicator.errorMessage);
            // It does not wait: a click is nobody's.
            mouseClick(indicator);
            compare(server.requests.length, 1);

            server.stream("/", "", "stall");
            source.reconnectNow();
            compareStatus(indicator, SseStatusIndicator.Connected, "Connected");
            compare(indicator.errorMessage, "");
        }

        function test_aStreamThatHasEndedIsClosed() {
            server.stream("/", "", "stall");
            const source = create({ endOnData: ["[DONE]"] });
            const indicator = show(source);
            source.url = server.url("/");
            tryCompare(indicator, "status", SseStatusIndicator.Connected);
            server.send("data: [DONE]\n\n");
            compareStatus(indicator, SseStatusIndicator.Closed, "Closed");
        }

        function test_theCountdownGoesDown() {
            server.stream("/", "", "cut");
            const source = create({ reconnectInterval: 3000 });
            const indicator = show(source);
            source.url = server.url("/");
            tryCompare(indicator, "text", "Attempt 1 in 3 s");
            compare(indicator.status, SseStatusIndicator.Waiting);
            verify(indicator.Accessible.description.includes(indicator.errorMessage));
            verify(indicator.errorMessage !== "");
            compare(indicator.Accessible.role, Accessible.Button);
            tryCompare(indicator, "text", "Attempt 1 in 2 s");
            compare(indicator.Accessible.name, "Connection: Attempt 1 in 2 s");
            tryCompare(indicator, "text", "Attempt 1 in 1 s");
        }

        function test_longTimesAreMinutes() {
            server.stream("/", "", "cut");
            const source = create({ reconnectInterval: 300000, "reconnectPolicy.maximumDelay": 300000 });
            const indicator = show(source);
            source.url = server.url("/");
            tryCompare(indicator, "text", "Attempt 1 in 5 min");
        }

        function test_aClickReconnectsWhenItWaits() {
            server.stream("/", "", "cut");
            const source = create({});
            const indicator = show(source);
            source.url = server.url("/");
            compareStatus(indicator, SseStatusIndicator.Waiting, "Attempt 1 in 60 s");
            server.stream("/", "", "stall");
            mouseClick(indicator);
            compareStatus(indicator, SseStatusIndicator.Connected, "Connected");
            compare(server.requests.length, 2);
            mouseClick(indicator);
            wait(20);
            compare(server.requests.length, 2);
        }

        function test_keysReconnectWhenItWaits_data() {
            return [
                { tag: "Space", key: Qt.Key_Space },
                { tag: "Return", key: Qt.Key_Return },
                { tag: "Enter", key: Qt.Key_Enter }
            ];
        }

        function test_keysReconnectWhenItWaits(data: var) {
            server.stream("/", "", "cut");
            const source = create({});
            const indicator = show(source);
            compare(indicator.focusPolicy, Qt.NoFocus);
            source.url = server.url("/");
            tryCompare(indicator, "status", SseStatusIndicator.Waiting);
            compare(indicator.focusPolicy, Qt.StrongFocus);
            indicator.forceActiveFocus(Qt.TabFocusReason);
            verify(indicator.visualFocus);
            server.stream("/", "", "stall");
            keyClick(data.key);
            tryCompare(indicator, "status", SseStatusIndicator.Connected);
            keyClick(data.key);
            wait(20);
            compare(server.requests.length, 2);
        }

        function test_eachStatusHasALampOfItsOwn() {
            server.silence("/silent");
            server.stream("/open", "", "stall");
            server.stream("/cut", "", "cut");
            server.reply("/failing", 404, "");
            const source = create({});
            const indicator = show(null);
            const lamp = lampOf(indicator);
            const shapes = [lamp.path];
            const note = status => {
                tryCompare(indicator, "status", status);
                compare(`${lamp.color}`, `${indicator.color}`);
                shapes.push(lamp.path);
            };
            indicator.source = source;
            note(SseStatusIndicator.Closed);
            source.url = server.url("/silent");
            note(SseStatusIndicator.Connecting);
            source.url = server.url("/open");
            note(SseStatusIndicator.Connected);
            source.pause();
            note(SseStatusIndicator.Paused);
            source.resume();
            source.url = server.url("/cut");
            note(SseStatusIndicator.Waiting);
            source.url = server.url("/failing");
            note(SseStatusIndicator.Failed);
            compare(new Set(shapes).size, 7);
        }

        function test_aSourceThatIsDestroyedIsNone() {
            server.stream("/", "", "stall");
            const source = sourceComponent.createObject(root, { url: server.url("/") });
            const indicator = show(source);
            compareStatus(indicator, SseStatusIndicator.Connected, "Connected");
            source.destroy();
            compareStatus(indicator, SseStatusIndicator.NoSource, "No source");
        }

        function test_anotherSourceHasItsOwnStatus() {
            server.reply("/failing", 404, "");
            server.stream("/", "", "stall");
            const failing = create({});
            const indicator = show(failing);
            failing.url = server.url("/failing");
            tryCompare(indicator, "status", SseStatusIndicator.Failed);
            const other = create({ active: false });
            indicator.source = other;
            compareStatus(indicator, SseStatusIndicator.Closed, "Closed");
            compare(indicator.errorMessage, "");
            other.url = server.url("/");
            other.open();
            compareStatus(indicator, SseStatusIndicator.Connected, "Connected");
            failing.reconnectNow();
            tryVerify(() => server.requests.length === 3);
            compare(indicator.status, SseStatusIndicator.Connected);
        }

        function test_compactHasItsTextInTheToolTip() {
            const indicator = show(create({ active: false }));
            const wide = indicator.implicitWidth;
            const label = findChild(indicator, "label");
            verify(label.visible);
            indicator.compact = true;
            verify(!label.visible);
            tryVerify(() => indicator.implicitWidth < wide);
            const tip = findChild(indicator, "toolTip");
            mouseMove(indicator, 4, 4);
            tryVerify(() => tip.visible);
            compare(tip.text, "Closed");
            compare(tip.contentItem.textFormat, Text.PlainText);
        }

        function test_whatServersSayIsNoMarkup() {
            server.reply("/", 404, "<b>bold</b>");
            const source = create({});
            const indicator = show(source);
            source.url = server.url("/");
            tryCompare(indicator, "status", SseStatusIndicator.Failed);
            const tip = findChild(indicator, "toolTip");
            mouseMove(indicator, 4, 4);
            tryVerify(() => tip.visible);
            compare(tip.text, indicator.errorMessage);
            compare(tip.contentItem.textFormat, Text.PlainText);
        }

        function test_coloursFollowTheText() {
            const indicator = show(create({ active: false }));
            const light = `${indicator.color}`;
            indicator.palette.windowText = "white";
            verify(`${indicator.color}` !== light);
        }
    }
}
