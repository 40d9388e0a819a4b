// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import SSE.Chat
import ChatExample
import ExampleShared

// One message: a question in a bubble at the right, or an answer in full width, part by part. The
// view may live for a frame longer than what it shows, which is null then.
Item {
    id: entry

    required property int index
    required property ChatMessage message
    required property ViewState view
    property bool last: false

    readonly property bool isAnswer: message?.role === Chat.Role.Assistant
    readonly property bool isQuestion: message?.role === Chat.Role.User
    readonly property bool streaming: message?.streaming ?? false
    readonly property bool edited: message !== null && view.edited === message
    readonly property real columnWidth: Math.min(width - 2 * Theme.margin, Theme.columnWidth)
    readonly property string speaker: {
        switch (message?.role) {
        case Chat.Role.User:
            return qsTr("You");
        case Chat.Role.System:
            return qsTr("System");
        case Chat.Role.Tool:
            return qsTr("Tool");
        default:
            return qsTr("Assistant");
        }
    }
    readonly property ChatPart lastPart: message?.partAt(message.count - 1) ?? null
    // Something is to come, and nothing shows it.
    readonly property bool waiting: streaming && (lastPart === null || !lastPart.streaming) && (lastPart?.type !== Chat.PartType.ToolCall || lastPart?.toolState === Chat.ToolState.Completed)
    readonly property string note: {
        if (streaming || !isAnswer)
            return "";
        switch (message?.finishReason) {
        case Chat.FinishReason.Stopped:
            return qsTr("Stopped");
        case Chat.FinishReason.Length:
            return qsTr("The answer ends here because it reached the model's limit.");
        case Chat.FinishReason.ContentFilter:
            return qsTr("The service's filter ended the answer.");
        default:
            return message?.count === 0 ? qsTr("The answer has no text.") : "";
        }
    }

    implicitHeight: column.y + column.height + 18
    Accessible.role: Accessible.ListItem
    Accessible.name: speaker

    Avatar {
        x: column.x
        y: column.y
        visible: entry.isAnswer
    }
    Column {
        id: column

        readonly property int indent: entry.width < 520 ? 38 : 44

        x: (entry.width - width) / 2
        y: entry.index === 0 ? 24 : 0
        width: entry.columnWidth
        spacing: 10

        Text {
            objectName: "speaker"
            x: column.indent
            visible: !entry.isAnswer && !entry.isQuestion
            text: entry.speaker
            textFormat: Text.PlainText
            font.pixelSize: Theme.smallTextSize
            font.bold: true
            color: Theme.mutedText
        }
        Repeater {
            model: entry.edited ? null : entry.message

            PartView {
                x: column.indent
                width: column.width - column.indent
                message: entry.message
                view: entry.view
            }
        }
        Loader {
            x: column.indent
            width: column.width - column.indent
            visible: entry.edited
            height: status === Loader.Ready ? (item as Item).implicitHeight : 0
            onVisibleChanged: load()
            Component.onCompleted: load()

            function load() {
                if (!visible)
                    source = "";
                else if (status === Loader.Null)
                    setSource("EditBox.qml", {
                        view: entry.view
                    });
            }
        }
        TypingDots {
            objectName: "typingDots"
            x: column.indent
            visible: entry.waiting
        }
        Text {
            objectName: "messageNote"
            x: column.indent
            visible: text !== ""
            width: column.width - column.indent
            text: entry.note
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            font.pixelSize: Theme.smallTextSize
            font.italic: true
            color: Theme.mutedText
        }
        MessageActions {
            x: column.indent
            width: column.width - column.indent
            visible: !entry.edited && !entry.streaming
            message: entry.message
            view: entry.view
            last: entry.last
        }
    }
}
