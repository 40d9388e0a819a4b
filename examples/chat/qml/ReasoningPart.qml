// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls.Basic
import SSE.Chat
import ChatExample
import ExampleShared

// What the model thought before it spoke: folded, because it is not the answer.
Item {
    id: reasoning

    required property ViewState view
    required property ChatMessage message
    required property ChatPart part

    readonly property bool open: Folds.revision >= 0 && Folds.isOpen(part)
    readonly property string title: {
        if (!part)
            return "";
        if (part.streaming)
            return qsTr("Thinking…");
        if (part.duration < 0)
            return qsTr("Thought");
        const seconds = part.duration / 1000;
        return qsTr("Thought for %1 s").arg(Number(seconds).toLocaleString(Qt.locale(), "f", seconds < 10 ? 1 : 0));
    }

    implicitHeight: fold.height + (open ? body.height + 8 : 0)

    AbstractButton {
        id: fold

        objectName: "reasoningFold"
        leftPadding: 6
        rightPadding: 12
        topPadding: 5
        bottomPadding: 5
        hoverEnabled: true
        focusPolicy: Qt.StrongFocus
        text: reasoning.title
        Accessible.role: Accessible.Button
        Accessible.name: text
        Accessible.description: reasoning.open ? qsTr("Shown. Press to fold") : qsTr("Folded. Press to show")
        Keys.onReturnPressed: fold.clicked()
        Keys.onEnterPressed: fold.clicked()
        onClicked: Folds.setOpen(reasoning.part, !reasoning.open)

        contentItem: Row {
            spacing: 5

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                width: 15
                height: 15
                rotation: reasoning.open ? 90 : 0
                color: Theme.mutedText
                path: "M9 5l7 7l-7 7"
            }
            Text {
                anchors.verticalCenter: parent.verticalCenter
                text: fold.text
                textFormat: Text.PlainText
                font.pixelSize: 13
                color: fold.hovered || fold.visualFocus ? Theme.text : Theme.mutedText
                Accessible.ignored: true

                SequentialAnimation on opacity {
                    running: reasoning.part?.streaming ?? false
                    loops: Animation.Infinite
                    alwaysRunToEnd: true

                    NumberAnimation {
                        to: 0.45
                        duration: 600
                    }
                    NumberAnimation {
                        to: 1
                        duration: 600
                    }
                }
            }
        }
        background: Rectangle {
            radius: 8
            color: fold.down ? Theme.border : fold.hovered ? Theme.hover : "transparent"
            border.color: Theme.accent
            border.width: fold.visualFocus ? 2 : 0
        }
    }
    Rectangle {
        x: 12
        anchors.top: body.top
        anchors.bottom: body.bottom
        width: 2
        radius: 1
        visible: reasoning.open
        color: Theme.border
    }
    Loader {
        id: body

        x: 28
        anchors.top: fold.bottom
        anchors.topMargin: 4
        width: reasoning.width - x
        height: status === Loader.Ready ? (item as Item).implicitHeight : 0

        Component.onCompleted: load()

        function load() {
            if (!reasoning.open)
                source = "";
            else if (status === Loader.Null)
                setSource("MessageText.qml", {
                    objectName: "reasoningText",
                    view: reasoning.view,
                    part: reasoning.part,
                    muted: true
                });
        }
    }
    onOpenChanged: body.load()
}
