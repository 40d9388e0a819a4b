// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Layouts
import SSE.Chat
import ChatExample
import ExampleShared

// Who is talking and how fast, whether the line is open, and what can be done with the whole.
Rectangle {
    id: header

    required property ChatSession session
    required property Profiles profiles
    required property bool failed
    readonly property bool narrow: width < 620

    signal agentsRequested
    signal themeToggled
    signal profilesRequested
    signal searchRequested
    signal newRequested
    signal copyRequested
    signal saveRequested

    implicitHeight: 64
    color: Theme.surface

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: header.narrow ? 10 : Theme.margin
        anchors.rightMargin: header.narrow ? 4 : Theme.margin - 6
        spacing: header.narrow ? 2 : 10

        Avatar {
            visible: !header.narrow
            implicitWidth: 36
            implicitHeight: 36
        }
        ColumnLayout {
            spacing: 0

            ProfileButton {
                objectName: "profileButton"
                Layout.maximumWidth: parent.width
                enabled: !header.session.busy
                profiles: header.profiles
                onManageRequested: header.profilesRequested()
            }
            StatsLine {
                objectName: "statsLine"
                Layout.fillWidth: true
                session: header.session
                warning: header.profiles.warning
            }
        }
        StateBadge {
            objectName: "stateBadge"
            phase: header.session.phase
            failed: header.failed
            retryScheduled: header.session.retryScheduled
            compact: header.narrow
        }
        IconButton {
            objectName: "searchButton"
            text: qsTr("Search")
            iconPath: "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0 -13M15.3 15.3l5 5"
            onClicked: header.searchRequested()
        }
        IconButton {
            objectName: "agentsButton"
            visible: !header.narrow
            text: qsTr("Agents")
            iconPath: "M7 8h10a2 2 0 0 1 2 2v7a2 2 0 0 1 -2 2H7a2 2 0 0 1 -2 -2v-7a2 2 0 0 1 2 -2M12 8V4.5M9.5 13v0.8M14.5 13v0.8M2.5 12.5v3M21.5 12.5v3"
            onClicked: header.agentsRequested()
        }
        IconButton {
            id: moreButton

            objectName: "moreButton"
            text: qsTr("More")
            iconPath: "M12 5v0.01M12 12v0.01M12 19v0.01"
            onClicked: menu.popup(moreButton, moreButton.width - menu.width, moreButton.height)

            ChatMenu {
                id: menu

                objectName: "moreMenu"

                ChatMenuItem {
                    objectName: "newItem"
                    text: qsTr("New conversation")
                    keys: "Ctrl+N"
                    onTriggered: header.newRequested()
                }
                ChatMenuItem {
                    objectName: "copyItem"
                    enabled: header.session.messages.count > 0
                    text: qsTr("Copy as Markdown")
                    keys: "Ctrl+Shift+C"
                    onTriggered: header.copyRequested()
                }
                ChatMenuItem {
                    objectName: "saveItem"
                    enabled: header.session.messages.count > 0
                    text: qsTr("Save as Markdown…")
                    keys: "Ctrl+S"
                    onTriggered: header.saveRequested()
                }
                ChatMenuItem {
                    objectName: "agentsItem"
                    text: qsTr("Agents")
                    keys: "Ctrl+2"
                    onTriggered: header.agentsRequested()
                }
                ChatMenuItem {
                    objectName: "profilesItem"
                    text: qsTr("Profiles…")
                    keys: "Ctrl+,"
                    onTriggered: header.profilesRequested()
                }
            }
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
