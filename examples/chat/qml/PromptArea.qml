// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls.Basic
import ChatExample
import ExampleShared

// Where one writes: Enter is told, with Shift it is the text's own. What is too long to be laid out
// in a moment is refused before it comes in.
Item {
    id: area

    property alias text: input.text
    property alias length: input.length
    readonly property bool focused: input.activeFocus
    property real maximumHeight: 150
    property string placeholder
    property string name
    property string problem

    readonly property int limit: 100000

    signal entered

    function takeFocus() {
        input.forceActiveFocus();
    }

    function insert(more: string) {
        input.insert(input.cursorPosition, more);
    }

    function moveToEnd() {
        input.cursorPosition = input.length;
    }

    function clear() {
        input.clear();
    }

    function refuse(count: int) {
        const inWords = number => Number(number).toLocaleString(Qt.locale(), "f", 0);
        problem = qsTr("That would be %1 characters, and a message takes up to %2.").arg(inWords(count)).arg(inWords(limit));
    }

    function takeEnter(event: var) {
        event.accepted = !(event.modifiers & Qt.ShiftModifier);
        if (event.accepted)
            entered();
    }

    // Before the text area sees it.
    function takeKey(event: var) {
        const pastes = event.modifiers & Qt.ControlModifier && event.key === Qt.Key_V || event.modifiers & Qt.ShiftModifier && event.key === Qt.Key_Insert;
        if (!pastes)
            return;
        const count = input.length - (input.selectionEnd - input.selectionStart) + Clipboard.length();
        event.accepted = count > limit;
        if (event.accepted)
            refuse(count);
    }

    implicitHeight: Math.min(input.implicitHeight, maximumHeight)

    ScrollView {
        anchors.fill: parent

        TextArea {
            id: input

            objectName: area.objectName + "Area"
            focus: true
            selectByMouse: true
            wrapMode: TextArea.Wrap
            textFormat: TextArea.PlainText
            placeholderText: area.placeholder
            placeholderTextColor: Theme.mutedText
            font.pixelSize: Theme.textSize
            color: Theme.text
            selectionColor: Theme.selection
            selectedTextColor: Theme.text
            background: null
            Accessible.name: area.name

            // By mouse, too, text comes in.
            onLengthChanged: {
                if (length > area.limit) {
                    area.refuse(length);
                    undo();
                } else {
                    area.problem = "";
                }
            }

            Keys.onTabPressed: nextItemInFocusChain().forceActiveFocus(Qt.TabFocusReason)
            Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
            Keys.onReturnPressed: event => area.takeEnter(event)
            Keys.onEnterPressed: event => area.takeEnter(event)
            Keys.onPressed: event => area.takeKey(event)
        }
    }
}
