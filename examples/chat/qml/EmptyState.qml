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

    required property ChatService service

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
            text: empty.service.isDemo ? qsTr("Answers stream in word by word, from a small server inside this program.") : qsTr("Answers stream in word by word, from %1.").arg(empty.service.host)
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
                model: [qsTr("What are Server-Sent Events?"), qsTr("How do I use them from QML?"), qsTr("What happens when the connection breaks?")]

                AbstractButton {
                    id: card

                    required property string modelData

                    objectName: "suggestion"
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredWidth: 1
                    padding: 14
                    hoverEnabled: true
                    focusPolicy: Qt.StrongFocus
                    text: modelData
                    Accessible.name: text
                    Keys.onReturnPressed: card.clicked()
                    Keys.onEnterPressed: card.clicked()
                    onClicked: empty.promptChosen(text)

                    contentItem: Text {
                        text: card.text
                        textFormat: Text.PlainText
                        wrapMode: Text.Wrap
                        verticalAlignment: Text.AlignVCenter
                        font.pixelSize: 14
                        color: Theme.text
                        Accessible.ignored: true
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
