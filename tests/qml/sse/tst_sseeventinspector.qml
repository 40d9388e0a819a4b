// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls
import QtTest
import SSE

Item {
    id: root

    width: 900
    height: 560

    Component {
        id: sourceComponent

        SseSource {
            reconnectInterval: 60000
            reconnectPolicy.jitter: 0
        }
    }

    Component {
        id: plain

        SseEventInspector {
            width: 900
            height: 560
        }
    }

    TextEdit {
        id: paper

        textFormat: TextEdit.PlainText
    }

    TestCase {
        id: test

        name: "SseEventInspector"
        when: windowShown

        property SseSource source
        property SseEventInspector inspector
        property Item table
        property Item view
        property Item details

        function init() {
            server.reset();
            failOnWarning(/.?/);
        }

        // An inspector of a stream that says what it is told.
        function open(bytes: string) {
            server.stream("/", "", "stall");
            source = createTemporaryObject(sourceComponent, root, { url: server.url("/") });
            inspector = createTemporaryObject(plain, root, { source: source });
            verify(inspector);
            table = findChild(inspector, "table");
            view = findChild(inspector, "view");
            details = findChild(inspector, "details");
            tryCompare(source, "readyState", SseSource.Open);
            send(bytes, 1);
        }

        // Waits until the rows are there: at least as many as there are events, and those before.
        function send(bytes: string, before: int) {
            server.send(bytes);
            tryVerify(() => inspector.model.count + inspector.model.heldCount >= before + bytes.split("\n\n").length - 1);
        }

        function child(name: string): Item {
            const item = findChild(inspector, name);
            verify(item, name);
            return item;
        }

        function rowCount(): int {
            return table.rows.count;
        }

        function cell(column: int, row: int): Item {
            view.forceLayout();
            const item = view.itemAtCell(Qt.point(column, row));
            verify(item, `${column}, ${row}`);
            return item;
        }

        function textOf(column: int, row: int): string {
            return cell(column, row).text;
        }

        function clickRow(row: int) {
            mouseClick(view, 200, (row + 0.5) * view.contentHeight / rowCount() - view.contentY);
        }

        // The text that is on the clipboard.
        function pasted(): string {
            paper.clear();
            paper.paste();
            return paper.text;
        }

        function numbers(from: int, to: int): string {
            let bytes = "";
            for (let i = from; i < to; ++i)
                bytes += `id: ${i}\ndata: ${i}\n\n`;
            return bytes;
        }

        function test_eventsAreRows() {
            open("event: reading\nid: 7\ndata: {\"a\": 1,\ndata: \"b\": 2}\n\n");
            compare(rowCount(), 2);
            verify(/^\d\d:\d\d:\d\d\.\d\d\d$/.test(textOf(1, 1)), textOf(1, 1));
            compare(textOf(2, 1), "reading");
            compare(textOf(3, 1), "7");
            compare(textOf(4, 1), "{\"a\": 1, \"b\": 2}");
            compare(cell(4, 1).Accessible.role, Accessible.Cell);
            compare(cell(4, 1).Accessible.name, "{\"a\": 1, \"b\": 2}");
            compare(view.Accessible.role, Accessible.Table);
            compare(inspector.Accessible.name, "Event inspector");
        }

        function test_theConnectionHasRowsOfItsOwn() {
            open("retry: 60000\n\n: hello\n\ndata: 1\n\n");
            server.drop();
            tryVerify(() => rowCount() === 4);
            compare([0, 1, 2, 3].map(row => textOf(2, row)), ["opened", "retry", "message", "error"]);
            verify(textOf(4, 3).includes("lost"), textOf(4, 3));
            // They differ in more than their colours.
            verify(cell(4, 0).font.italic);
            verify(!cell(4, 2).font.italic);
            compare(cell(0, 0).Accessible.name, "opened");
            mouseClick(child("connectionButton"));
            tryVerify(() => rowCount() === 1);
            compare(textOf(2, 0), "message");
            compare(child("counts").text, "1 row, 4 hidden");
            mouseClick(child("connectionButton"));
            source.close();
            tryVerify(() => rowCount() === 5);
            compare(textOf(2, 4), "closed");
        }

        function test_commentsAreShownWhenAskedFor() {
            open(": hello\n\ndata: 1\n\n");
            compare(rowCount(), 2);
            compare(child("counts").text, "2 rows, 1 hidden");
            mouseClick(child("commentsButton"));
            tryVerify(() => rowCount() === 3);
            compare(textOf(2, 1), "comment");
            compare(textOf(4, 1), " hello");
            compare(child("counts").text, "3 rows");
        }

        function test_aTextFilters() {
            open("data: apple\n\ndata: pear\n\nevent: apple\ndata: 3\n\n");
            view.forceActiveFocus();
            keyClick(Qt.Key_F, Qt.ControlModifier);
            verify(child("filterField").activeFocus);
            for (const letter of "Apple")
                keyClick(letter);
            tryVerify(() => rowCount() === 2);
            compare(textOf(4, 0), "apple");
            compare(textOf(2, 1), "apple");
            keyClick(Qt.Key_Escape);
            tryVerify(() => rowCount() === 4);
        }

        function test_aTypeFilters() {
            open("event: b\ndata: 1\n\nevent: a\ndata: 2\n\nevent: b\ndata: 3\n\n");
            mouseClick(child("connectionButton"));
            const filter = child("typeFilter");
            filter.forceActiveFocus();
            compare(filter.choices, ["All types", "a", "b"]);
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Down);
            compare(filter.displayText, "b");
            tryVerify(() => rowCount() === 2);
            compare(textOf(4, 1), "3");
            // What is chosen stays chosen, with rows or without.
            view.forceActiveFocus();
            inspector.clear();
            filter.forceActiveFocus();
            compare(filter.choices, ["All types", "b"]);
            compare(filter.displayText, "b");
            send("event: a\ndata: 4\n\n", 0);
            compare(rowCount(), 0);
            filter.popup.open();
            compare(filter.choices, ["All types", "a", "b"]);
            filter.popup.close();
            tryVerify(() => !filter.popup.visible);
            keyClick(Qt.Key_Up);
            keyClick(Qt.Key_Up);
            tryVerify(() => rowCount() === 1);
        }

        function test_typesAreBounded() {
            let bytes = "";
            for (let i = 0; i < 300; ++i)
                bytes += `event: type ${i}\ndata: 1\n\n`;
            open(bytes);
            const filter = child("typeFilter");
            filter.forceActiveFocus();
            compare(filter.choices.length, 101);
        }

        function test_pausingHoldsBack() {
            open("data: 1\n\n");
            view.forceActiveFocus();
            keyClick(Qt.Key_Space);
            verify(inspector.paused);
            verify(child("pauseButton").checked);
            send("data: 2\n\ndata: 3\n\n", 2);
            compare(rowCount(), 2);
            tryCompare(child("counts"), "text", "2 rows, 2 held back");
            mouseClick(child("pauseButton"));
            verify(!inspector.paused);
            tryVerify(() => rowCount() === 4);
            compare(child("counts").text, "4 rows");
            mouseClick(child("pauseButton"));
            verify(inspector.paused);
        }

        function test_clearing() {
            open("data: 1\n\n");
            clickRow(1);
            verify(details.visible);
            mouseClick(child("clearButton"));
            compare(inspector.model.count, 0);
            compare(rowCount(), 0);
            verify(!details.visible);
            compare(child("counts").text, "0 rows");
            send("data: 2\n\n", 0);
            view.forceActiveFocus();
            keyClick(Qt.Key_L, Qt.ControlModifier);
            compare(inspector.model.count, 0);
        }

        function test_aRowIsChosenByMouse() {
            open("data: 1\n\nevent: reading\nid: 5\ndata: {\"b\":[1,2.50],\"a\":null}\n\n");
            verify(!details.visible);
            clickRow(2);
            verify(view.activeFocus);
            compare(table.currentRow, 2);
            verify(cell(2, 2).selected);
            verify(details.visible);
            compare(child("detailsType").text, "reading");
            verify(view.Accessible.description.startsWith("reading {"), view.Accessible.description);
            verify(child("detailsSummary").text.endsWith("ID 5  ·  23 characters"), child("detailsSummary").text);
            // Order and figures as they came.
            compare(child("detailsText").text, "{\n    \"b\": [\n        1,\n        2.50\n    ],\n    \"a\": null\n}");
            clickRow(0);
            compare(child("detailsType").text, "opened");
            verify(child("detailsText").text.startsWith("The stream is open"));
            mouseClick(child("closeButton"));
            verify(!details.visible);
            compare(table.currentRow, -1);
        }

        function test_aRowIsChosenByKeys() {
            open(numbers(1, 100));
            view.forceActiveFocus();
            keyClick(Qt.Key_Home);
            compare(table.currentRow, 0);
            compare(view.contentY, 0);
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Up);
            compare(table.currentRow, 1);
            compare(child("detailsText").text, "1");
            keyClick(Qt.Key_PageDown);
            const page = table.currentRow - 1;
            verify(page > 5);
            keyClick(Qt.Key_PageDown);
            verify(view.contentY > 0);
            keyClick(Qt.Key_PageUp);
            compare(table.currentRow, 1 + page);
            keyClick(Qt.Key_End);
            compare(table.currentRow, 99);
            compare(view.contentY, view.contentHeight - view.height);
            keyClick(Qt.Key_Down);
            compare(table.currentRow, 99);
            keyClick(Qt.Key_Escape);
            compare(table.currentRow, -1);
            keyClick(Qt.Key_Up);
            compare(table.currentRow, 99);
        }

        function test_keysOfAnEmptyTableDoNothing() {
            open("");
            mouseClick(child("connectionButton"));
            compare(rowCount(), 0);
            view.forceActiveFocus();
            for (const key of [Qt.Key_Up, Qt.Key_Down, Qt.Key_Home, Qt.Key_End, Qt.Key_PageDown, Qt.Key_Escape])
                keyClick(key);
            keyClick(Qt.Key_C, Qt.ControlModifier);
            mouseClick(view, 50, 50);
            compare(table.currentRow, -1);
            verify(!details.visible);
        }

        function test_copying() {
            const data = "{\"text\": \"<b>a\u00a0b</b>\u202e\",\n\"n\": 1.0}";
            open(`event: note\nid: 9\n${data.split("\n").map(line => "data: " + line).join("\n")}\n\n`);
            clickRow(1);
            verify(!child("detailsText").text.includes("\u202e"));
            keyClick(Qt.Key_C, Qt.ControlModifier);
            // A text edit shows a space that does not break as one that does.
            compare(pasted(), data.replace("\u00a0", " "));
            keyClick(Qt.Key_C, Qt.ControlModifier | Qt.ShiftModifier);
            verify(pasted().endsWith("\tnote\t9\t" + data.replace("\u00a0", " ")), pasted());
            clickRow(0);
            mouseClick(child("copyButton"));
            verify(pasted().startsWith("The stream is open"));
            compare(child("message").text, "Copied the data.");
        }

        function test_copyingAPart() {
            open("data: one two\n\n");
            clickRow(1);
            const text = child("detailsText");
            verify(text.readOnly);
            text.forceActiveFocus();
            text.select(4, 7);
            keyClick(Qt.Key_C, Qt.ControlModifier);
            compare(pasted(), "two");
        }

        function test_copyingWithoutASelection() {
            open("data: one two\n\n");
            clickRow(1);
            child("detailsText").forceActiveFocus();
            keyClick(Qt.Key_C, Qt.ControlModifier);
            compare(pasted(), "one two");
            compare(child("message").text, "Copied the data.");
        }

        function test_takesSourcesOfCpp() {
            inspector = createTemporaryObject(plain, root, { source: cppSource });
            compare(inspector.source, cppSource);
            compare(inspector.model.source, cppSource);
        }

        function test_longTypesAndIdsAreCut() {
            const word = "x".repeat(300000);
            open(`event: ${word}\u202e\nid: ${word}\ndata: 1\n\n`);
            compare(textOf(2, 1).length, 201);
            compare(textOf(3, 1).length, 201);
            clickRow(1);
            verify(child("detailsType").text.length < 250);
            verify(child("detailsSummary").text.length < 300);
            const filter = child("typeFilter");
            filter.forceActiveFocus();
            keyClick(Qt.Key_Down);
            verify(filter.displayText.length < 250);
            compare(filter.types[0].length, word.length + 1);
            compare(rowCount(), 2); // that it opened, too
        }

        function test_saving() {
            open("event: a\nid: 1\ndata: x\n\nevent: b\ndata: y\n\n");
            child("filterField").text = "x";
            tryVerify(() => rowCount() === 1);
            const file = server.file("events.jsonl");
            compare(inspector.save(file), "");
            compare(child("message").text, "Saved 1 row.");
            const lines = server.contentOf(file).trim().split("\n");
            compare(lines.length, 1);
            const line = JSON.parse(lines[0]);
            compare(line.kind, "event");
            compare(line.data, "x");
        }

        function test_aFileIsAskedForByKey() {
            open("data: 1\n\n");
            table.forceActiveFocus();
            keyClick(Qt.Key_S, Qt.ControlModifier);
            const dialog = child("saveDialog");
            tryVerify(() => dialog.item !== null && dialog.item.visible);
            compare(child("message").text, "");
            dialog.item.selectedFile = server.file("asked.jsonl");
            dialog.item.accepted(); // as the dialog does when its button is clicked
            compare(child("message").text, "Saved 2 rows.");
            compare(server.contentOf(server.file("asked.jsonl")).trim().split("\n").length, 2);
            dialog.item.close();
            tryVerify(() => !dialog.item.visible);
            // Some versions of Qt show it in a window of its own, which had the keyboard.
            root.Window.window.requestActivate();
            tryVerify(() => root.Window.window.active);
        }

        function test_aFailureToSaveIsTold() {
            open("data: 1\n\n");
            const fault = inspector.save(server.file("no/such/folder.jsonl"));
            verify(fault.includes("folder.jsonl"), fault);
            compare(child("message").text, fault);
            compare(child("message").Accessible.name, fault);
        }

        function test_itFollowsTheEndUnlessScrolledAway() {
            open(numbers(0, 100));
            const atEnd = () => view.contentY === view.contentHeight - view.height;
            verify(atEnd());
            send(numbers(100, 150), 101);
            verify(atEnd());
            compare(textOf(4, 150), "149");
            verify(!child("latestButton").visible);

            for (let i = 0; i < 5; ++i)
                mouseWheel(view, 50, 50, 0, 240);
            tryVerify(() => !table.following && !view.moving);
            const place = view.contentY;
            send(numbers(150, 200), 151);
            compare(view.contentY, place);

            mouseClick(child("latestButton"));
            verify(table.following);
            verify(atEnd());
            send(numbers(200, 210), 201);
            verify(atEnd());
        }

        function test_whatIsReadStaysWhenTheOldestGo() {
            open(numbers(0, 100));
            inspector.maximumCount = 120;
            view.forceActiveFocus();
            clickRow(90);
            verify(!table.following);
            const place = view.contentY;
            const height = view.contentHeight / rowCount();
            server.send(numbers(100, 130));
            tryVerify(() => table.rows.textAt(119) === "129");
            compare(rowCount(), 120);
            // Eleven went: the first and ten numbers.
            compare(table.currentRow, 79);
            compare(textOf(4, 79), "89");
            compare(view.contentY, place - 11 * height);
            // What was chosen is shown, though its row has gone.
            server.send(numbers(130, 330));
            tryVerify(() => table.rows.textAt(119) === "329");
            compare(table.currentRow, -1);
            verify(details.visible);
            compare(child("detailsText").text, "89");
        }

        function test_theChosenRowKeepsItsPlaceInTheFilter() {
            open(numbers(0, 20));
            mouseClick(child("connectionButton"));
            clickRow(10);
            child("filterField").text = "1";
            tryVerify(() => rowCount() === 11);
            compare(textOf(4, table.currentRow), "10");
            child("filterField").text = "2";
            tryVerify(() => table.currentRow === -1);
            compare(child("detailsText").text, "10");
        }

        function test_whatServersSayIsPlainText() {
            const html = "<h1>big</h1><img src='http://127.0.0.1:9/x.png'>";
            open(`event: ${html}\nid: ${html}\ndata: ${html}\n\n`);
            for (const column of [2, 3, 4]) {
                compare(textOf(column, 1), html);
                compare(cell(column, 1).textFormat, Text.PlainText);
            }
            clickRow(1);
            compare(child("detailsText").text, html);
            compare(child("detailsText").textFormat, TextEdit.PlainText);
            for (const name of ["detailsType", "detailsSummary", "message"])
                compare(child(name).textFormat, Text.PlainText);
            const filter = child("typeFilter");
            mouseClick(filter);
            tryVerify(() => filter.popup.opened);
            const list = filter.popup.contentItem;
            tryVerify(() => list.itemAtIndex(1) !== null);
            compare(list.itemAtIndex(1).contentItem.text, html);
            compare(list.itemAtIndex(1).contentItem.textFormat, Text.PlainText);
            filter.popup.close();
            tryVerify(() => !filter.popup.visible);
        }

        function test_charactersThatHideOthersAreReplaced() {
            open("data: a\u202eb\u0007c\u2066d\n\n");
            compare(textOf(4, 1).replace(/ /g, "\ufffd"), "a\ufffdb\ufffdc\ufffdd");
            clickRow(1);
            compare(child("detailsText").text, "a\ufffdb\ufffdc\ufffdd");
        }

        function test_anEndlessWordIsShownSoon() {
            open("data: 1\n\n");
            const start = Date.now();
            send(`data: ${"x".repeat(1024 * 1024)}\n\n`, 2);
            clickRow(2);
            compare(child("detailsText").text.length, 64 * 1024 + 1);
            verify(child("detailsSummary").text.match(/1.?048.?576 characters, the beginning of which is shown$/), child("detailsSummary").text);
            verify(textOf(4, 2).length < 300);
            waitForRendering(inspector);
            keyClick(Qt.Key_C, Qt.ControlModifier);
            verify(Date.now() - start < 10000);
        }

        function test_narrowAndWide() {
            open("data: 1\n\n");
            clickRow(1);
            const split = child("splitView");
            compare(split.orientation, Qt.Horizontal);
            tryVerify(() => details.x >= table.width && details.height === table.height);
            inspector.width = 480;
            inspector.height = 320;
            compare(split.orientation, Qt.Vertical);
            tryVerify(() => details.y >= table.height && details.width === table.width);
            verify(table.height >= 60);
            verify(details.height >= 60);
            // Everything is inside.
            for (const name of ["saveButton", "filterField", "typeFilter", "counts", "statusIndicator"]) {
                const item = child(name);
                const corner = item.mapToItem(inspector, item.width, item.height);
                verify(item.visible && corner.x <= 480 && corner.y <= 320, `${name}: ${corner}`);
            }
        }

        function test_columnsCanBeDraggedWider() {
            open("event: reading\ndata: 1\n\n");
            const width = cell(2, 1).width;
            const grip = child("typeGrip");
            mousePress(grip, 4, 8);
            for (const x of [20, 40, 64])
                mouseMove(grip.parent, grip.x + x, 8);
            mouseRelease(grip.parent, grip.x + 64, 8);
            tryVerify(() => cell(2, 1).width > width + 20);
            compare(cell(4, 1).x + cell(4, 1).width, view.width);
        }

        function test_theSourceMayChangeAndGo() {
            open("data: 1\n\n");
            const indicator = child("statusIndicator");
            compare(indicator.text, "Connected");
            const other = createTemporaryObject(sourceComponent, root, { active: false });
            inspector.source = other;
            compare(indicator.text, "Closed");
            compare(rowCount(), 2);
            const brief = sourceComponent.createObject(root, { url: server.url("/") });
            inspector.source = brief;
            tryCompare(indicator, "text", "Connected");
            // The row of its opening is shown with the next frame.
            tryCompare(inspector.model, "count", 3);
            brief.destroy();
            tryCompare(indicator, "text", "No source");
            compare(inspector.model.count, 3);
        }

        function test_itNeedsNoSource() {
            const empty = createTemporaryObject(plain, root);
            verify(empty);
            compare(findChild(empty, "statusIndicator").text, "No source");
            waitForRendering(empty);
            const file = server.file("empty.jsonl");
            compare(empty.save(file), "");
            compare(server.contentOf(file), "");
        }

        function test_everythingHasAName() {
            open("");
            for (const name of ["pauseButton", "clearButton", "connectionButton", "commentsButton", "copyButton", "saveButton", "filterField", "typeFilter"])
                verify(child(name).Accessible.name !== "", name);
            compare(inspector.maximumCount, 1000);
        }

        function test_tabLeadsThroughIt() {
            open("data: 1\n\n");
            clickRow(1);
            child("filterField").forceActiveFocus();
            const seen = [];
            for (let i = 0; i < 20; ++i) {
                keyClick(Qt.Key_Tab);
                seen.push(root.Window.activeFocusItem.objectName);
                if (seen[seen.length - 1] === "filterField")
                    break;
            }
            for (const name of ["typeFilter", "pauseButton", "saveButton", "view", "detailsText"])
                verify(seen.includes(name), `${name}: ${seen}`);
        }
    }
}
