// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls
import QtTest
import SSE.Chat

Item {
    id: scene

    width: 600
    height: 500

    property string answer: ""

    Component {
        id: plain

        ChatMarkdownView {
            width: 560
            openLinks: true
        }
    }
    // As a chat has it: a list whose rows are answers.
    Component {
        id: listed

        ListView {
            id: list

            property ChatPart part
            property string text
            property Item view: null

            width: 600
            height: 500
            model: ["before", "answer", "after"]
            delegate: ChatMarkdownView {
                id: answer

                required property string modelData

                Component.onCompleted: {
                    if (modelData === "answer")
                        list.view = answer;
                }

                width: ListView.view.width
                part: modelData === "answer" ? list.part : null
                text: modelData === "answer" ? list.text : modelData
            }
        }
    }

    TestCase {
        id: test

        name: "ChatMarkdownView"
        when: windowShown

        function init() {
            failOnWarning(/.?/);
            desk.reset();
        }

        function create(component, properties) {
            const view = createTemporaryObject(component, scene, properties);
            verify(view);
            waitForRendering(view);
            return view;
        }

        // All items below, by a property that tells their kind.
        function descendants(item, matches) {
            let found = [];
            for (let i = 0; i < item.children.length; ++i) {
                const child = item.children[i];
                if (matches(child))
                    found.push(child);
                found = found.concat(descendants(child, matches));
            }
            return found;
        }

        function textBlocks(item) {
            return descendants(item, child => child.hasLinks !== undefined && child.getText !== undefined);
        }

        function codes(item) {
            return descendants(item, child => child.objectName === "code");
        }

        function links(item) {
            return descendants(item, child => child.objectName === "link");
        }

        function shownTexts(item) {
            return textBlocks(item).map(block => block.getText(0, block.length));
        }

        function test_showsBlocks() {
            const view = create(plain, {
                text: "# Title\n\nText with *marks*\n\n```js\nlet a;\n```\n\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |"
            });
            compare(view.markdown.count, 5);
            compare(shownTexts(view).slice(0, 2), ["Title", "Text with marks"]);
            compare(codes(view)[0].text, "let a;");
            verify(view.implicitHeight > 100);
            compare(view.height, view.implicitHeight);
        }

        function test_followsAPart() {
            const part = desk.beginAnswer("one\n\ntw");
            const view = create(plain, {
                part: part
            });
            compare(shownTexts(view), ["one", "tw"]);
            const height = view.height;
            desk.grow("o\n\nthree\n-");
            compare(shownTexts(view), ["one", "two", "three"]);
            tryVerify(() => view.height > height);
            desk.grow(" item");
            compare(shownTexts(view)[3], "\u2022\u00a0item");
            view.part = null;
            compare(shownTexts(view), []);
        }

        function test_aPartThatGoes() {
            const view = create(plain, {
                part: desk.beginAnswer("one")
            });
            compare(shownTexts(view), ["one"]);
            desk.conversation.clear();
            tryCompare(view.markdown, "count", 0);
        }

        function test_textThatGrows() {
            const view = create(plain, {
                streaming: true
            });
            view.text = "one\n\n*two";
            compare(shownTexts(view), ["one", "*two"]);
            const first = textBlocks(view)[0];
            view.text = "one\n\n*two*\n-";
            compare(shownTexts(view), ["one", "two"]);
            compare(textBlocks(view)[0], first);
            view.streaming = false;
            compare(view.markdown.text, "one\n\n*two*\n-");
            view.text = "other";
            compare(shownTexts(view), ["other"]);
        }

        function test_aBlockThatBecomesAnother() {
            const view = create(plain, {
                streaming: true
            });
            view.text = "| a | b |\n";
            compare(textBlocks(view).length, 1);
            view.text += "|---|---|\n| 1 | 2 |";
            verify(textBlocks(view)[0].html.startsWith("<table"));
            view.text = "``` a";
            compare(codes(view).length, 1);
            view.text += "`";
            compare(codes(view).length, 0);
        }

        function test_textWraps() {
            const text = "word ".repeat(200) + "x".repeat(3000);
            const view = create(plain, {
                text: text
            });
            for (const block of textBlocks(view)) {
                verify(block.contentWidth <= block.width);
                verify(block.lineCount > 3);
            }
            const height = view.height;
            view.width = 280;
            tryVerify(() => view.height > height * 1.5);
        }

        function test_textIsSelected() {
            const view = create(plain, {
                text: "some words"
            });
            const block = textBlocks(view)[0];
            mouseDoubleClickSequence(block, 5, block.height / 2);
            compare(block.selectedText, "some");
            keySequence(StandardKey.Copy);
            compare(desk.clipboard, "some");
        }

        function test_linksOpenWhenClicked() {
            const view = create(plain, {
                text: "[a link](https://a.example/b?c=1&d=2) and text"
            });
            const block = textBlocks(view)[0];
            const activations = createTemporaryQmlObject("import QtTest; SignalSpy { signalName: 'linkActivated' }", scene);
            activations.target = view;
            mouseClick(block, 100, block.height / 2);
            compare(activations.count, 0);
            mouseClick(block, 10, block.height / 2);
            compare(activations.count, 1);
            compare(activations.signalArguments[0][0], "https://a.example/b?c=1&d=2");
            compare(desk.opened, ["https://a.example/b?c=1&d=2"]);
            view.openLinks = false;
            mouseClick(block, 10, block.height / 2);
            compare(activations.count, 2);
            compare(desk.opened.length, 1);
        }

        function test_theAddressIsShownBefore() {
            const view = create(plain, {
                text: "[a link](https://a.example/) and text"
            });
            const block = textBlocks(view)[0];
            mouseMove(block, 10, block.height / 2);
            tryCompare(block, "hoveredLink", "https://a.example/");
            tryVerify(() => block.ToolTip.visible);
            compare(block.ToolTip.text, "https://a.example/");
            mouseMove(block, 300, block.height / 2);
            tryVerify(() => !block.ToolTip.visible);
        }

        function test_linksByTheKeyboard() {
            const view = create(plain, {
                text: "same words, [same words](https://a.example/) and\n[**b** `c`](mailto:d@e.example)\n\n[script](javascript:f)"
            });
            tryVerify(() => links(view).length === 2);
            const stops = links(view);
            compare(stops.map(stop => stop.Accessible.name), ["same words", "b c"]);
            compare(stops[0].Accessible.role, Accessible.Link);
            verify(stops[0].x > 60);
            compare(textBlocks(view)[0].linkAt(stops[0].x + stops[0].width - 2, stops[0].y + 5), "https://a.example/");
            keyClick(Qt.Key_Tab);
            verify(stops[0].activeFocus);
            keyClick(Qt.Key_Tab);
            verify(stops[1].activeFocus);
            keyClick(Qt.Key_Return);
            compare(desk.opened, ["mailto:d@e.example"]);
        }

        function test_theMouseReachesTextUnderStops() {
            const view = create(plain, {
                text: "[a link](https://a.example/)"
            });
            tryVerify(() => links(view).length === 1);
            mouseClick(textBlocks(view)[0], 10, 8);
            compare(desk.opened, ["https://a.example/"]);
        }

        function test_codeIsCopied() {
            const code = "if (a < b)\n\tc();\n".repeat(400);
            const view = create(plain, {
                text: "```cpp\n" + code + "```"
            });
            verify(view.markdown.count > 1);
            const buttons = descendants(view, child => child.objectName === "copyButton" && child.visible);
            compare(buttons.length, 1);
            compare(buttons[0].Accessible.name, "Copy the code, cpp");
            mouseClick(buttons[0]);
            compare(desk.clipboard, code.slice(0, -1));
            compare(buttons[0].text, "Copied");
            tryCompare(buttons[0], "text", "Copy");
            buttons[0].forceActiveFocus(Qt.TabFocusReason);
            desk.reset();
            keyClick(Qt.Key_Return);
            compare(desk.clipboard, code.slice(0, -1));
        }

        function test_codeLooksLikeOneBlock() {
            const view = create(plain, {
                text: "```\n" + "line\n".repeat(200) + "```"
            });
            tryVerify(() => codes(view).length === 2);
            const first = codes(view)[0];
            const second = codes(view)[1];
            const end = first.mapToItem(view, 0, first.height).y;
            compare(second.mapToItem(view, 0, 0).y, end);
            compare(first.font.family, second.font.family);
        }

        function test_theFontOfCodeFollowsThatOfText() {
            const view = create(plain, {
                text: "```\na\n```"
            });
            view.font.pixelSize = 30;
            compare(codes(view)[0].font.pixelSize, 28);
            view.font.pixelSize = 15;
            compare(codes(view)[0].font.pixelSize, 14);
        }

        function test_longLinesOfCodeAreScrolledOrWrapped() {
            const view = create(plain, {
                text: "```\n" + "word ".repeat(100) + "\n```"
            });
            const code = codes(view)[0];
            verify(code.width > view.width);
            compare(code.lineCount, 1);
            view.wrapCode = true;
            verify(code.lineCount > 4);
            verify(code.width <= view.width);
        }

        function test_nothingIsLoaded() {
            const view = create(plain, {
                text: "![a](http://127.0.0.1:1/b.png) <img src='file:///etc/hostname'> <b>c</b>\n\n![](qrc:/d.png)"
            });
            compare(shownTexts(view)[0], "a <img src='file:///etc/hostname'> <b>c</b>");
            for (const block of textBlocks(view))
                verify(!block.text.includes("<img"));
        }

        function test_onlyWhatIsNearHasItems() {
            const paragraphs = [];
            for (let i = 0; i < 5000; ++i)
                paragraphs.push(`Paragraph *${i}* of a long answer.`);
            const list = create(listed, {
                text: paragraphs.join("\n\n")
            });
            tryVerify(() => !list.view.markdown.busy);
            compare(list.view.markdown.count, 5000);
            const shown = () => textBlocks(list.view).length;
            tryVerify(() => shown() >= 16);
            verify(shown() < 150);
            verify(list.view.height > 5000 * 20);

            // Wherever one goes there is text.
            for (const part of [0.5, 0.9, 0.1]) {
                list.contentY = list.view.height * part;
                tryVerify(() => {
                    const y = list.contentY - list.view.y + 250;
                    return textBlocks(list.view).some(block => {
                        const top = block.mapToItem(list.view, 0, 0).y;
                        return top <= y + 12 && top + block.height >= y - 12;
                    });
                });
                verify(shown() < 250);
            }
        }

        function test_theHeightOfWhatWasSeenIsKept() {
            const text = "A paragraph of *some* length, that needs several lines in such a window as this. ".repeat(5);
            const list = create(listed, {
                text: (text + "\n\n").repeat(200)
            });
            tryVerify(() => textBlocks(list.view).length > 0);
            list.contentY = 3000;
            waitForRendering(list);
            const height = list.view.height;
            list.contentY = 9000;
            waitForRendering(list);
            list.contentY = 3000;
            waitForRendering(list);
            verify(Math.abs(list.view.height - height) < height * 0.2);
        }

        function test_whatIsSeenStaysWhereItIs() {
            const unit = "# Title\n\nSome *words* of a paragraph that are enough for two lines or three of the view, or so.\n\n```\ncode\nand code\n```\n\n- item\n- item\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n";
            const list = create(listed, {
                text: unit.repeat(200)
            });
            tryVerify(() => textBlocks(list.view).length > 0);
            list.contentY = Math.round(list.view.height * 0.7);
            wait(100);
            const seen = () => textBlocks(list.view).filter(block => {
                const y = block.mapToItem(list, 0, 0).y;
                return y > 0 && y < 100;
            })[0];
            for (let i = 0; i < 20; ++i) {
                tryVerify(() => seen() !== undefined);
                const block = seen();
                const y = block.mapToItem(list, 0, 0).y;
                list.contentY -= 300;
                fuzzyCompare(block.mapToItem(list, 0, 0).y - y, 300, 2);
                wait(60);
                fuzzyCompare(block.mapToItem(list, 0, 0).y - y, 300, 2);
            }
        }

        function test_aListMayLetGoOfAViewThatGrows_data() {
            return [
                {
                    tag: "by scrolling",
                    grow: list => list.contentY = 6000
                },
                {
                    tag: "by another width",
                    grow: list => list.width = 300
                },
                {
                    tag: "by more text",
                    grow: list => list.text += "and more. ".repeat(300)
                },
                {
                    tag: "by another stream",
                    grow: list => {
                        list.view.streaming = true;
                        list.text = "Something else.";
                    }
                },
                {
                    tag: "by another font",
                    grow: list => list.view.font.pixelSize = 40
                }
            ];
        }

        function test_aListMayLetGoOfAViewThatGrows(data) {
            const text = "A paragraph of *some* length, that needs several lines in such a window as this. ".repeat(5);
            const list = create(listed, {
                text: (text + "\n\n").repeat(200)
            });
            tryVerify(() => textBlocks(list.view).length > 0);
            list.contentY = 3000;
            wait(50);
            list.view.heightChanged.connect(() => list.model = []);
            data.grow(list);
            tryCompare(list, "count", 0);
            wait(50);
        }

        function test_followsAStream() {
            const part = desk.beginAnswer("# Answer\n\n");
            const list = create(listed, {
                part: part
            });
            for (let i = 0; i < 300; ++i) {
                desk.grow(`Token *${i}* of the answer.` + (i % 3 ? " " : "\n\n"));
                list.positionViewAtEnd();
            }
            desk.endAnswer();
            tryVerify(() => {
                list.positionViewAtEnd();
                return textBlocks(list.view).some(block => block.row.display.includes("299"));
            });
            verify(textBlocks(list.view).length < 100);
        }

        function test_aMebibyteHoldsNothingUp_data() {
            return [
                {
                    tag: "a word",
                    text: "x".repeat(1024 * 1024)
                },
                {
                    tag: "a line",
                    text: "word ".repeat(200000)
                },
                {
                    tag: "a list",
                    text: "- item\n".repeat(100000)
                },
                {
                    tag: "code",
                    text: "```\n" + "int a;\n".repeat(100000)
                },
                {
                    tag: "directions",
                    text: "\u202Eabc ".repeat(200000)
                },
                {
                    tag: "quotes",
                    text: ">".repeat(1024 * 1024)
                },
                {
                    tag: "rules",
                    text: "---\n".repeat(20000)
                }
            ];
        }

        function test_aMebibyteHoldsNothingUp(data) {
            const list = create(listed, {});
            const heartbeat = createTemporaryQmlObject("import QtQuick; Timer { property double last: 0; property double longest: 0; interval: 1; repeat: true; onTriggered: { const now = Date.now(); if (last > 0) longest = Math.max(longest, now - last); last = now; } }", scene);
            heartbeat.start();
            heartbeat.last = Date.now();
            list.text = data.text;
            tryVerify(() => !list.view.markdown.busy, 60000);
            waitForRendering(list, 500); // it may be drawn already
            verify(list.view.markdown.count > 100);
            list.contentY = list.view.height / 2;
            waitForRendering(list);
            verify(heartbeat.longest < (desk.isSanitized() ? 10000 : 1500), `${heartbeat.longest} ms`);
        }
    }
}
