// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls.Basic
import SSE.Chat
import ChatExample
import ExampleShared

// A session in the list: its title, what it is at, and whose it is.
ItemDelegate {
    id: row

    required property int index
    required property string sessionId
    required property string title
    required property int status
    required property int retryIn
    required property string error
    required property string agent
    required property string directory
    required property list<agentPermission> permissions
    property bool chosen: false

    readonly property string shownTitle: ShownText.label(title) || qsTr("Untitled")
    readonly property string folder: ShownText.label(directory.slice(directory.lastIndexOf("/") + 1))

    readonly property SessionStatus look: SessionStatus {
        status: row.status
        retryIn: row.retryIn
        error: row.error
        asks: row.permissions.length > 0
    }

    objectName: "sessionRow"
    implicitHeight: 62
    hoverEnabled: true
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.ListItem
    // Not each second another one.
    Accessible.name: qsTr("%1: %2").arg(shownTitle).arg(look.retrying ? qsTr("Waits to retry") : look.word)
    Accessible.description: error !== "" ? error : qsTr("Agent %1, %2").arg(agent).arg(directory)
    Accessible.selected: chosen

    contentItem: SessionLabel {
        title: row.shownTitle
        note: {
            if (row.look.failed)
                return ShownText.label(row.error);
            const agent = ShownText.label(row.agent);
            return agent === "" || row.folder === "" ? agent + row.folder : agent + "  ·  " + row.folder;
        }
        look: row.look
        chosen: row.chosen
    }
    background: Rectangle {
        radius: 10
        color: row.chosen ? Theme.bubble : row.down ? Theme.border : row.hovered ? Theme.hover : "transparent"
        border.color: Theme.accent
        border.width: row.ListView.isCurrentItem && row.ListView.view.activeFocus ? 2 : 0
    }
}
