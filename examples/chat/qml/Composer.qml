// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import ExampleShared

// The box to write in. While an answer comes in one can go on writing, but not send.
Item {
    id: composer

    property bool busy: false
    property bool searching: false
    property string placeholder: qsTr("Ask something")
    property alias text: input.text
    readonly property bool sendable: !busy && input.text.trim() !== ""

    signal submitted(string text)
    signal stopRequested

    function submit() {
        if (sendable)
            submitted(input.text);
    }

    function clear() {
        input.clear();
    }

    function takeFocus() {
        input.takeFocus();
    }

    // A key that was pressed elsewhere, if it is one that writes.
    function takeKey(event: var): bool {
        if (event.text < " " || event.text === "\x7f" || event.modifiers & (Qt.ControlModifier | Qt.AltModifier | Qt.MetaModifier))
            return false;
        takeFocus();
        input.insert(event.text);
        return true;
    }

    implicitHeight: box.height + hint.height + 26

    Rectangle {
        id: box

        x: (parent.width - width) / 2
        y: 4
        width: Math.min(parent.width - 2 * Theme.margin, Theme.columnWidth)
        height: Math.max(54, input.height + 12)
        radius: 27
        color: Theme.surface
        border.color: input.focused ? Theme.accent : Theme.border
        border.width: input.focused ? 2 : 1

        PromptArea {
            id: input

            objectName: "promptInput"
            anchors.left: parent.left
            anchors.right: button.left
            anchors.leftMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            height: implicitHeight
            placeholder: composer.placeholder
            name: qsTr("Your message")
            onEntered: composer.submit()
        }
        IconButton {
            id: button

            objectName: composer.busy ? "stopButton" : "sendButton"
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.margins: 8
            enabled: composer.busy || composer.sendable
            highlighted: true
            text: composer.busy ? qsTr("Stop") : qsTr("Send")
            iconPath: composer.busy ? "M7 7h10v10h-10Z" : "M12 19V5M6 11l6 -6l6 6"
            iconFilled: composer.busy
            onClicked: composer.busy ? composer.stopRequested() : composer.submit()
        }
    }
    Text {
        id: hint

        objectName: "hint"
        x: box.x
        width: box.width
        anchors.top: box.bottom
        anchors.topMargin: 8
        horizontalAlignment: Text.AlignHCenter
        elide: Text.ElideRight
        text: input.problem !== "" ? input.problem : composer.searching ? qsTr("Esc closes the search") : composer.busy ? qsTr("Esc stops the answer") : qsTr("Enter sends, Shift+Enter starts a new line")
        textFormat: Text.PlainText
        font.pixelSize: Theme.smallTextSize
        color: input.problem !== "" ? Theme.danger : Theme.mutedText
        Accessible.role: input.problem !== "" ? Accessible.AlertMessage : Accessible.StaticText
        Accessible.name: text
    }
}
