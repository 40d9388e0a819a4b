// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE.Chat

// One part of a message, in the element for its kind.
Loader {
    id: loader

    required property int index
    required property ChatPart part
    required property ChatMessage message
    required property ViewState view

    function file(): string {
        switch (part.type) {
        case Chat.PartType.Text:
            return message.role === Chat.Role.Assistant ? "TextPart.qml" : "QuestionPart.qml";
        case Chat.PartType.Reasoning:
            return "ReasoningPart.qml";
        case Chat.PartType.Refusal:
            return "RefusalPart.qml";
        case Chat.PartType.ToolCall:
            return "ToolCard.qml";
        case Chat.PartType.Error:
            return "ErrorPart.qml";
        case Chat.PartType.Unknown:
            return "UnknownPart.qml";
        default:
            return "";
        }
    }

    // Nothing is to be seen of where a round ends.
    visible: source != ""
    height: status === Loader.Ready ? (item as Item).implicitHeight : 0

    Component.onCompleted: {
        const name = file();
        if (name !== "")
            setSource(name, {
                view: view,
                message: message,
                part: part
            });
    }
}
