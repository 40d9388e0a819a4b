// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls.Basic
import ExampleShared

// The box to write in. While an answer comes in one can go on writing, but not send.
Item {
    id: composer

    property bool busy: false
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
        input.forceActiveFocus();
    }

    // With Shift, Enter is the text's own.
    function takeEnter(event: var) {
        event.accepted = !(event.modifiers & Qt.ShiftModifier);
        if (event.accepted)
            submit();
    }

    // A key that was pressed elsewhere, if it is one that writes.
    function takeKey(event: var): bool {
        if (event.text < " " || event.text === "\x7f" || event.modifiers & (Qt.ControlModifier | Qt.AltModifier | Qt.MetaModifier))
            return false;
        takeFocus();
        input.insert(input.cursorPosition, event.text);
        return true;
    }

    implicitHeight: box.height + hint.height + 26

    Rectangle {
        id: box

        x: (parent.width - width) / 2
        y: 4
        width: Math.min(parent.width - 2 * Theme.margin, Theme.columnWidth)
        height: Math.max(54, scroll.height + 12)
        radius: 27
        color: Theme.surface
        border.color: input.activeFocus ? Theme.accent : Theme.border
        border.width: input.activeFocus ? 2 : 1

        ScrollView {
            id: scroll

            anchors.left: parent.left
            anchors.right: button.left
            anchors.leftMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            height: Math.min(input.implicitHeight, 150)

            TextArea {
                id: input

                objectName: "promptInput"
                focus: true
                wrapMode: TextArea.Wrap
                textFormat: TextArea.PlainText
                placeholderText: qsTr("Ask something")
                placeholderTextColor: Theme.mutedText
                font.pixelSize: Theme.textSize
                color: Theme.text
                selectionColor: Theme.selection
                selectedTextColor: Theme.text
                background: null
                Accessible.name: qsTr("Your message")

                Keys.onTabPressed: nextItemInFocusChain().forceActiveFocus(Qt.TabFocusReason)
                Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
                Keys.onReturnPressed: event => composer.takeEnter(event)
                Keys.onEnterPressed: event => composer.takeEnter(event)
            }
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

        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: box.bottom
        anchors.topMargin: 8
        text: composer.busy ? qsTr("Esc stops the answer") : qsTr("Enter sends, Shift+Enter starts a new line")
        font.pixelSize: Theme.smallTextSize
        color: Theme.mutedText
    }
}
