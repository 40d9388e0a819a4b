// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Layouts
import SSE.Chat
import ChatExample
import ExampleShared

// What is not as it should be, where it happened, and the ways out: buttons are its children.
Rectangle {
    id: notice

    required property ViewState view
    required property ChatPart part
    property bool severe: true
    property string title
    property string text
    property string advice
    property bool actionable: false // a button is to be seen
    readonly property color ink: severe ? Theme.danger : Theme.warning
    default property alias buttons: buttonRow.data

    implicitHeight: content.implicitHeight + 24
    radius: 12
    color: severe ? Theme.dangerSurface : Theme.warningSurface
    Accessible.role: Accessible.AlertMessage
    Accessible.name: title
    Accessible.description: advice === "" ? text : text + " " + advice

    RowLayout {
        id: content

        anchors.fill: parent
        anchors.margins: 12
        spacing: 12

        Icon {
            Layout.alignment: Qt.AlignTop
            path: "M12 3.5L22 20.5H2ZM12 10v4M12 17.3v0.01"
            color: notice.ink
        }
        ColumnLayout {
            Layout.alignment: Qt.AlignVCenter
            spacing: 3

            Text {
                objectName: "noticeTitle"
                Layout.fillWidth: true
                text: notice.title
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                font.pixelSize: 14
                font.bold: true
                color: notice.ink
                Accessible.ignored: true
            }
            PlainText {
                objectName: "noticeText"
                Layout.fillWidth: true
                visible: text !== ""
                view: notice.view
                part: notice.part
                text: notice.text.slice(0, 2000)
                font.pixelSize: 13
            }
            PlainText {
                objectName: "noticeAdvice"
                Layout.fillWidth: true
                visible: text !== ""
                view: notice.view
                part: notice.part
                field: Search.Advice
                text: notice.advice.slice(0, 2000)
                font.pixelSize: 13
                color: Theme.mutedText
            }
            Flow {
                id: buttonRow

                Layout.fillWidth: true
                Layout.topMargin: visible ? 6 : 0
                visible: notice.actionable
                spacing: 8
            }
        }
    }
}
