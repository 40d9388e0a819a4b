// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE.Chat
import ChatExample
import ExampleShared

// A tool that the model calls: what for, how far it is, and what came of it.
Rectangle {
    id: card

    required property ViewState view
    required property ChatMessage message
    required property ChatPart part

    readonly property string toolName: ShownText.label(part?.toolName ?? "")
    readonly property bool pending: part?.toolState === Chat.ToolState.Pending
    readonly property bool running: part?.toolState === Chat.ToolState.Running
    readonly property bool failed: part?.toolState === Chat.ToolState.Error
    // Nobody works on it any more.
    readonly property bool abandoned: (pending || running) && !message?.streaming
    readonly property color ink: failed ? Theme.danger : abandoned ? Theme.mutedText : pending || running ? Theme.warning : Theme.accent
    readonly property string stateText: failed ? qsTr("Failed") : abandoned ? qsTr("Not finished") : pending ? qsTr("Preparing") : running ? qsTr("Running") : qsTr("Done")

    objectName: "toolCard"
    implicitHeight: content.height + 24
    radius: 12
    color: Theme.surface
    border.color: Theme.border
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Tool %1: %2").arg(toolName).arg(stateText)

    Column {
        id: content

        x: 14
        y: 12
        width: parent.width - 28
        spacing: 10

        Item {
            width: parent.width
            height: Math.max(name.height, badge.height)

            Icon {
                id: icon

                anchors.verticalCenter: parent.verticalCenter
                width: 18
                height: 18
                color: card.ink
                path: card.failed ? "M6 6l12 12M18 6l-12 12" : card.pending || card.running ? "M12 3a9 9 0 1 0 9 9" : "M4.5 12.5l5 5l10 -11"

                RotationAnimator on rotation {
                    running: (card.pending || card.running) && !card.abandoned
                    loops: Animation.Infinite
                    from: 0
                    to: 360
                    duration: 1100
                    onRunningChanged: {
                        if (!running)
                            icon.rotation = 0;
                    }
                }
            }
            PlainText {
                id: name

                objectName: "toolName"

                anchors.left: icon.right
                anchors.leftMargin: 9
                anchors.right: badge.left
                anchors.rightMargin: 10
                anchors.verticalCenter: parent.verticalCenter
                view: card.view
                part: card.part
                field: Search.Name
                text: card.toolName
                font.family: "monospace"
                font.pixelSize: 14
                font.bold: true
            }
            Rectangle {
                id: badge

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                width: word.implicitWidth + 18
                height: 22
                radius: 11
                color: Qt.alpha(card.ink, 0.14)

                Text {
                    id: word

                    objectName: "toolState"
                    anchors.centerIn: parent
                    text: card.stateText
                    textFormat: Text.PlainText
                    font.pixelSize: Theme.smallTextSize
                    color: card.ink
                    Accessible.ignored: true
                }
            }
        }
        CodeText {
            objectName: "toolArguments"
            width: parent.width
            view: card.view
            part: card.part
            field: Search.Arguments
            title: qsTr("Arguments")
            source: card.part?.arguments ?? ""
        }
        CodeText {
            objectName: "toolResult"
            width: parent.width
            view: card.view
            part: card.part
            field: Search.Result
            title: card.failed ? qsTr("What went wrong") : qsTr("Result")
            source: card.part?.result ?? ""
            ink: card.failed ? Theme.danger : Theme.text
        }
    }
}
