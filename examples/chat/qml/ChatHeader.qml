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
                    objectName: "profilesItem"
                    text: qsTr("Profiles…")
                    keys: "Ctrl+,"
                    onTriggered: header.profilesRequested()
                }
            }
        }
        IconButton {
            objectName: "themeButton"
            text: Theme.dark ? qsTr("Light theme") : qsTr("Dark theme")
            // A sun in the dark, a moon in the light.
            iconPath: Theme.dark ? "M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0 -8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6l1.4 1.4M5 19l1.4 -1.4M17.6 6.4l1.4 -1.4" : "M20 14.5A8.5 8.5 0 0 1 9.5 4A8.5 8.5 0 1 0 20 14.5Z"
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
