// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Layouts
import SSE
import SSE.Chat
import ChatExample
import ExampleShared

// Which session is shown and what it is at, how the connection is doing, and the ways elsewhere.
Rectangle {
    id: header

    required property url server
    required property SseSourceBase source
    required property SessionChoice choice
    required property SessionStatus look
    property bool listHidden: false
    readonly property bool narrow: width < 620
    // Another session waits for an answer.
    readonly property bool attention: choice.asking > (choice.asks ? 1 : 0)
    readonly property string note: {
        const host = server.toString().replace(/^[a-z]+:\/\/([^\/]*@)?/, "");
        const pieces = choice.made ? [look.word, choice.session.agent, choice.session.directory] : [host];
        return pieces.filter(piece => piece !== "").map(piece => ShownText.label(piece)).join("  ·  ");
    }

    signal listRequested
    signal chatRequested
    signal searchRequested
    signal themeToggled

    implicitHeight: 64
    color: Theme.surface

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: header.narrow ? 6 : Theme.margin - 6
        anchors.rightMargin: header.narrow ? 4 : Theme.margin - 6
        spacing: header.narrow ? 2 : 8

        IconButton {
            objectName: "sessionsButton"
            visible: header.listHidden
            text: header.attention ? qsTr("Sessions. One of them asks") : qsTr("Sessions")
            iconPath: "M4 6h16M4 12h16M4 18h16"
            onClicked: header.listRequested()

            Rectangle {
                x: parent.width - 13
                y: 4
                width: 9
                height: 9
                radius: 5
                visible: header.attention
                color: Theme.warning
            }
        }
        SessionMark {
            visible: !header.narrow && header.choice.made
            implicitWidth: 36
            implicitHeight: 36
            status: header.look
        }
        ColumnLayout {
            Layout.leftMargin: header.narrow ? 6 : 4
            spacing: 1

            Text {
                objectName: "agentsTitle"
                Layout.fillWidth: true
                text: header.choice.made ? ShownText.label(header.choice.session.title) || qsTr("Untitled") : qsTr("Agents")
                textFormat: Text.PlainText
                elide: Text.ElideRight
                font.pixelSize: 16
                font.bold: true
                color: Theme.text
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }
            Text {
                objectName: "agentsNote"
                Layout.fillWidth: true
                text: header.note
                textFormat: Text.PlainText
                elide: Text.ElideRight
                font.pixelSize: Theme.smallTextSize
                color: header.look.asks || header.look.retrying || header.look.failed ? header.look.ink : Theme.mutedText
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
        }
        SseStatusIndicator {
            objectName: "connection"
            source: header.source
            compact: header.narrow
        }
        IconButton {
            objectName: "searchButton"
            text: qsTr("Search")
            iconPath: "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0 -13M15.3 15.3l5 5"
            onClicked: header.searchRequested()
        }
        IconButton {
            objectName: "chatButton"
            text: qsTr("Chat")
            iconPath: "M4 5h16v11h-9l-4 4v-4h-3Z"
            onClicked: header.chatRequested()
        }
        ThemeButton {
            onClicked: header.themeToggled()
        }
    }
    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: 1
        color: Theme.border
    }
}
