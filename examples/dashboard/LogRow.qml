// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import ExampleShared
import DashboardExample

// A line of the log: when, how grave, who, what. The server may have left any of it out.
Item {
    id: row

    required property var level
    required property var unit
    required property var text
    required property var time
    required property date received

    readonly property string levelText: Look.words(level)
    readonly property color ink: levelText === "error" ? Theme.danger : levelText === "warning" ? Theme.warning : Theme.mutedText
    readonly property string timeText: {
        const date = new Date(Look.words(time));
        return Qt.formatTime(isNaN(date.getTime()) ? received : date, "hh:mm:ss");
    }

    objectName: "logRow"
    Accessible.role: Accessible.ListItem
    Accessible.name: `${levelText}, ${who.text}: ${what.text}`

    Text {
        id: when

        width: Look.px(58)
        anchors.verticalCenter: parent.verticalCenter
        text: row.timeText
        font.pixelSize: Look.px(11)
        color: Theme.mutedText
        Accessible.ignored: true
    }
    Text {
        id: grade

        x: Look.px(62)
        width: Look.px(66)
        anchors.verticalCenter: parent.verticalCenter
        text: (row.levelText === "error" ? "■ " : row.levelText === "warning" ? "▲ " : "· ") + row.levelText
        textFormat: Text.PlainText
        elide: Text.ElideRight
        font.pixelSize: Look.px(11)
        font.bold: row.levelText === "error"
        color: row.ink
        Accessible.ignored: true
    }
    Text {
        id: who

        x: Look.px(134)
        width: Look.px(60)
        anchors.verticalCenter: parent.verticalCenter
        text: Look.words(row.unit)
        textFormat: Text.PlainText
        elide: Text.ElideRight
        font.pixelSize: Look.px(11)
        color: Theme.mutedText
        Accessible.ignored: true
    }
    Text {
        id: what

        objectName: "logRowText"
        anchors.left: parent.left
        anchors.leftMargin: Look.px(198)
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: Look.words(row.text)
        textFormat: Text.PlainText
        elide: Text.ElideRight
        maximumLineCount: 1
        font.pixelSize: Look.px(11)
        color: Theme.text
        Accessible.ignored: true
    }
}
