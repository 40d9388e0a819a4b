// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Layouts
import ChatExample
import ExampleShared

// What went wrong, where it happened, and a way out.
Rectangle {
    id: notice

    property bool severe: true
    property bool retryable: false
    property string title
    property string text
    readonly property color ink: severe ? Theme.danger : Theme.warning

    signal retryRequested

    implicitHeight: content.implicitHeight + 24
    radius: 12
    color: severe ? Theme.dangerSurface : Theme.warningSurface
    Accessible.role: Accessible.AlertMessage
    Accessible.name: title
    Accessible.description: text

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
                Layout.fillWidth: true
                text: notice.title
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                font.pixelSize: 14
                font.bold: true
                color: notice.ink
            }
            Text {
                Layout.fillWidth: true
                visible: text !== ""
                text: notice.text
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                font.pixelSize: 13
                color: Theme.text
            }
        }
        PillButton {
            objectName: "retryButton"
            Layout.alignment: Qt.AlignVCenter
            visible: notice.retryable
            text: qsTr("Retry")
            ink: notice.ink
            onClicked: notice.retryRequested()
        }
    }
}
