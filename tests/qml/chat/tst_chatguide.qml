// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtTest
import SSE.Chat

// What the guide shows of chats does what it says.
TestCase {
    id: test

    name: "ChatGuide"
    when: windowShown
    width: 500
    height: 660
    visible: true

    readonly property string path: "/v1/chat/completions"

    function init() {
        failOnWarning(/.?/);
        server.reset();
        desk.reset();
    }

    function address(): string {
        return server.url("").toString();
    }
    function event(data: var): string {
        return `data: ${JSON.stringify(data)}\n\n`;
    }
    function chunk(delta: var): string {
        return event({ choices: [{ delta: delta }] });
    }
    function end(): string {
        return event({ choices: [{ delta: {}, finish_reason: "stop" }] }) + "data: [DONE]\n\n";
    }

    function create(file: string, properties: var): var {
        const component = Qt.createComponent(`../guide/${file}.qml`);
        compare(component.status, Component.Ready, component.errorString());
        const item = createTemporaryObject(component, test, properties);
        verify(item);
        return item;
    }

    function test_window() {
        server.stream(path, chunk({ reasoning_content: "Hm." }) + chunk({ content: "Because" }), "stall");
        const item = create("ChatWindow", { server: address() });
        item.input.text = "Why?";
        item.input.accepted();
        compare(item.input.text, "");
        compare(item.status.text, "Sending …");
        tryCompare(item.session, "phase", Chat.Phase.Answering);
        tryCompare(item.list, "count", 2);
        tryCompare(item.session.messages.messageAt(1), "text", "Because");
        tryVerify(() => item.list.itemAtIndex(1)?.children.length === 3); // with the Repeater
        const parts = item.list.itemAtIndex(1).children;
        compare(parts[0].text, "Hm.");
        verify(parts[0].font.italic);
        compare(parts[1].text, "Because");
        server.send(chunk({ content: " it is." }) + end());
        tryCompare(item.session, "busy", false);
        compare(parts[1].text, "Because it is.");
        const body = JSON.parse(server.bodyOf(0));
        compare(body.messages, [{ role: "system", content: "Answer in one sentence." }, { role: "user", content: "Why?" }]);
        compare(body.temperature, 0.2);
        compare(body.model, "demo");
    }

    function test_windowSaysWhatWentWrong() {
        server.refuse(path, 429, 60);
        const item = create("ChatWindow", { server: address() });
        verify(item.session.send("Why?"));
        tryCompare(item.session, "phase", Chat.Phase.WaitingToRetry);
        compare(item.status.text, "There were too many requests. 60 s");
        tryVerify(() => item.list.itemAtIndex(1)?.children.length === 2);
        const parts = item.list.itemAtIndex(1).children;
        compare(parts[0].text, "There were too many requests.");
        compare(parts[0].color, "#b3261e");
        server.stream(path, chunk({ content: "Now." }) + end(), "");
        verify(item.session.retry());
        tryCompare(item.session, "phase", Chat.Phase.Idle);
        compare(item.status.text, "");
        compare(item.session.messages.messageAt(1).text, "Now.");
        compare(server.requests.length, 2);
    }

    function test_keysAndTools_data() {
        return [
            { tag: "a barn", building: "barn", content: "{\"metres\":[12,30,8]}", failed: false },
            { tag: "a castle", building: "castle", content: "There is no such building.", failed: true }
        ];
    }

    function test_keysAndTools(data: var) {
        const begin = event({ type: "message_start", message: { id: "m", model: "a-model" } });
        const finish = reason => event({ type: "message_delta", delta: { stop_reason: reason } }) + event({ type: "message_stop" });
        server.streams("/v1/messages", [
            begin + event({ type: "content_block_start", index: 0, content_block: { type: "tool_use", id: "t1", name: "get_size", input: {} } })
                + event({ type: "content_block_delta", index: 0, delta: { type: "input_json_delta", partial_json: JSON.stringify({ building: data.building }) } })
                + event({ type: "content_block_stop", index: 0 }) + finish("tool_use"),
            begin + event({ type: "content_block_start", index: 0, content_block: { type: "text", text: "" } })
                + event({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "I see." } })
                + event({ type: "content_block_stop", index: 0 }) + finish("end_turn")
        ]);
        const session = create("ChatTools", { server: address(), key: "secret-key" });
        verify(session.hasApiKey);
        verify(session.send("How large is it?"));
        tryCompare(session, "busy", false);
        compare(session.error.code, Chat.ErrorCode.NoError);
        compare(session.messages.messageAt(1).text, "I see.");
        compare(server.headerOf(0, "x-api-key"), "secret-key");
        compare(server.headerOf(1, "x-api-key"), "secret-key");
        const last = JSON.parse(server.bodyOf(1)).messages[2];
        compare(last.content[0].content, data.content);
        compare(!!last.content[0].is_error, data.failed);
    }

    function test_text() {
        server.stream(path, chunk({ content: "Some *words*\n\n- a\n- b\n" }) + end(), "");
        const item = create("ChatText", { server: address() });
        verify(item.session.send("List **them**"));
        tryCompare(item.session, "busy", false);
        tryCompare(item, "count", 2);
        tryVerify(() => item.itemAtIndex(1) !== null);
        const view = item.itemAtIndex(1).children[0];
        tryCompare(view.markdown, "count", 2);
        tryVerify(() => view.height > 20);
    }

    function test_blocks() {
        const item = create("ChatBlocks", {});
        tryCompare(item, "count", 2);
        tryVerify(() => item.itemAtIndex(1) !== null);
        compare(item.itemAtIndex(0).textFormat, Text.RichText);
        verify(item.itemAtIndex(0).text.includes("text"));
        compare(item.itemAtIndex(1).textFormat, Text.PlainText);
        compare(item.itemAtIndex(1).text, "ls -l");
        compare(item.markdown.codeAt(1), "ls -l");
        item.itemAtIndex(0).linkActivated("http://127.0.0.1/");
        compare(desk.opened, ["http://127.0.0.1/"]);
    }
}
