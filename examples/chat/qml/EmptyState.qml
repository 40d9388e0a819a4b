// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import ChatExample
import ExampleShared

// What is there before anything was said: a greeting, and something to begin with.
Item {
    id: empty

    required property Profiles profiles

    readonly property var ofDemo: [
        {
            prompt: "/tour",
            title: qsTr("Take the tour"),
            text: qsTr("Reasoning, Markdown, code, a table")
        },
        {
            prompt: qsTr("What is the weather in Oslo and Rome?"),
            title: qsTr("Ask for the weather"),
            text: qsTr("The model calls a tool of this program")
        },
        {
            prompt: "/long",
            title: qsTr("A long answer"),
            text: qsTr("Thousands of tokens, as fast as they come")
        }
    ]
    readonly property var ofServices: [
        {
            prompt: qsTr("What are Server-Sent Events? Show a small example."),
            title: qsTr("Explain something"),
            text: qsTr("What are Server-Sent Events?")
        },
        {
            prompt: qsTr("What is the weather in Oslo and Rome?"),
            title: qsTr("Ask for the weather"),
            text: qsTr("The model calls a tool of this program")
        },
        {
            prompt: qsTr("Compare WebSockets, polling and event streams in a table."),
            title: qsTr("Compare"),
            text: qsTr("WebSockets, polling and event streams, in a table")
        }
    ]

    signal promptChosen(string prompt)

    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(empty.width - 2 * Theme.margin, Theme.columnWidth)
        spacing: 10

        Avatar {
            Layout.alignment: Qt.AlignHCenter
            Layout.bottomMargin: 6
            implicitWidth: 60
            implicitHeight: 60
        }
        Text {
            Layout.fillWidth: true
            text: qsTr("What would you like to know?")
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            font.pixelSize: 24
            font.bold: true
            color: Theme.text
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        Text {
            Layout.fillWidth: true
            Layout.bottomMargin: 18
            text: empty.profiles.isDemo ? qsTr("Answers stream in word by word, from a small server inside this program.") : qsTr("Answers stream in word by word, from %1.").arg(empty.profiles.host)
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            font.pixelSize: 14
            color: Theme.mutedText
        }
        GridLayout {
            Layout.fillWidth: true
            columns: empty.width < 640 ? 1 : 3
            columnSpacing: 12
            rowSpacing: 10

            Repeater {
                model: empty.profiles.isDemo ? empty.ofDemo : empty.ofServices

                AbstractButton {
                    id: card

                    required property var modelData

                    objectName: "suggestion"
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredWidth: 1
                    padding: 14
                    hoverEnabled: true
                    focusPolicy: Qt.StrongFocus
                    text: modelData.title
                    Accessible.name: text
                    Accessible.description: modelData.text
                    Keys.onReturnPressed: card.clicked()
                    Keys.onEnterPressed: card.clicked()
                    onClicked: empty.promptChosen(modelData.prompt)

                    contentItem: Column {
                        spacing: 4

                        Text {
                            width: parent.width
                            text: card.text
                            textFormat: Text.PlainText
                            wrapMode: Text.Wrap
                            font.pixelSize: 14
                            font.bold: true
                            color: Theme.text
                            Accessible.ignored: true
                        }
                        Text {
                            width: parent.width
                            text: card.modelData.text
                            textFormat: Text.PlainText
                            wrapMode: Text.Wrap
                            font.pixelSize: 13
                            color: Theme.mutedText
                            Accessible.ignored: true
                        }
                    }
                    background: Rectangle {
                        radius: 12
                        color: card.down || card.hovered ? Theme.hover : Theme.surface
                        border.color: card.visualFocus || card.hovered ? Theme.accent : Theme.border
                        border.width: card.visualFocus ? 2 : 1
                    }
                }
            }
        }
    }
}
