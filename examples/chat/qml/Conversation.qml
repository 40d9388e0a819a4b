// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE
import ChatExample

// What was said so far, and the event stream that brings the next answer.
//
// Messages come in pairs: a question, and its answer, whose status is "waiting", "streaming",
// "done", "stopped", "cut" or "failed".
Item {
    id: conversation

    required property ChatService service

    readonly property ListModel messages: ListModel {}
    readonly property alias phase: source.phase
    readonly property bool busy: source.readyState !== SseSource.Closed
    property bool failed: false

    signal asked(string question)
    signal tokenReceived(string text)
    signal answered(string status, string note)

    // What the service is told of the conversation. It changes while the source is closed: a body
    // that changes under way would be sent anew.
    property var history: []
    property string answer: ""
    property string finishReason: ""

    function send(text: var): bool {
        const question = text.trim();
        if (busy || question === "")
            return false;
        messages.append({
            role: "user",
            text: question,
            status: "done",
            note: ""
        });
        messages.append({
            role: "assistant",
            text: "",
            status: "waiting",
            note: ""
        });
        asked(question);
        requestAnswer();
        return true;
    }

    function retry() {
        if (busy || !failed)
            return;
        messages.set(messages.count - 1, {
            text: "",
            status: "waiting",
            note: ""
        });
        requestAnswer();
    }

    function stop() {
        end("stopped", "");
    }

    function requestAnswer() {
        answer = "";
        finishReason = "";
        failed = false;
        history = turns();
        source.open();
    }

    // The body of the next request: every question with its answer, and the newest question. One
    // that got no answer is left out; services want the turns to alternate.
    function turns(): var {
        const list = [];
        for (let i = 0; i < messages.count; i += 2) {
            const isNewest = i + 2 === messages.count;
            const reply = messages.get(i + 1).text;
            if (!isNewest && reply === "")
                continue;
            list.push({
                role: "user",
                content: messages.get(i).text
            });
            if (!isNewest)
                list.push({
                    role: "assistant",
                    content: reply
                });
        }
        return list;
    }

    function receive(chunk: var) {
        if (chunk?.error || chunk?.object === "error") {
            end("failed", errorMessage(chunk) || qsTr("The service reported an error and did not say which."));
            return;
        }
        const choice = chunk?.choices?.[0];
        finishReason = choice?.finish_reason ?? finishReason;
        const token = choice?.delta?.content ?? choice?.delta?.refusal;
        if (typeof token !== "string" || token === "")
            return;
        if (answer === "")
            update("status", "streaming");
        answer += token;
        if (!refresh.running)
            refresh.start();
        tokenReceived(token);
    }

    function finish() {
        if (finishReason === "length")
            end("done", qsTr("The answer ends here because it reached the model's limit."));
        else
            end("done", answer === "" ? qsTr("The answer has no text.") : "");
    }

    // What the error object says that services send, in the stream or in place of it.
    function errorMessage(json: var): string {
        const error = json?.object === "error" ? json : json?.error;
        const text = error?.message ?? error;
        return typeof text === "string" ? text : "";
    }

    // The last words on an answer; what comes later changes nothing.
    function end(status: string, note: var) {
        const last = messages.get(messages.count - 1)?.status;
        if (last !== "waiting" && last !== "streaming")
            return;
        const words = note.slice(0, 500);
        source.close();
        refresh.stop();
        failed = status === "failed" || status === "cut";
        update("text", answer);
        update("note", words);
        update("status", status);
        answered(status, words);
    }

    function update(role: string, value: string) {
        messages.setProperty(messages.count - 1, role, value);
    }

    SseSource {
        id: source

        url: conversation.service.endpoint
        method: "POST"
        jsonBody: ({
                model: conversation.service.model || undefined,
                stream: true,
                messages: conversation.history
            })
        active: false

        Component.onCompleted: conversation.service.applyTo(source)

        onEventReceived: event => {
            if (event.data === "[DONE]")
                conversation.finish();
            else
                conversation.receive(event.json);
        }
        onErrorOccurred: error => {
            if (error.code === SseError.ConnectionLost && error.httpStatus === 200) {
                conversation.end("cut", error.message);
                return;
            }
            let body;
            try {
                body = JSON.parse(error.responseText);
            } catch (e) {
                // A page for people, or nothing: the error's own message says more.
            }
            conversation.end("failed", conversation.errorMessage(body) || error.message);
        }
        // Only [DONE] is a good end; after that the source is closed from here.
        onClosed: reason => {
            if (reason === SseSource.Ended)
                conversation.end("cut", "");
        }
    }

    // Answers come in faster than anyone reads, and laying text out takes time.
    Timer {
        id: refresh

        interval: 33
        onTriggered: conversation.update("text", conversation.answer)
    }
}
