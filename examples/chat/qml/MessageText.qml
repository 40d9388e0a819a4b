// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import ChatExample
import ExampleShared

// The text of a message, as it is: nothing in it is markup. It can be selected, also while more of
// it comes in.
TextEdit {
    id: edit

    property string message: ""
    property bool growing: false
    property string shown: ""

    readOnly: true
    selectByMouse: true
    textFormat: TextEdit.PlainText
    wrapMode: TextEdit.Wrap
    font.pixelSize: Theme.textSize
    color: Theme.text
    selectionColor: Theme.selection
    selectedTextColor: Theme.text

    // What is new is added, so that the rest keeps its layout and its selection.
    onMessageChanged: {
        if (!message.startsWith(shown)) {
            remove(0, length);
            shown = "";
        }
        insert(length, message.slice(shown.length));
        shown = message;
    }
    Component.onCompleted: MessageStyle.setLineHeight(textDocument, Theme.lineHeight)

    Rectangle {
        readonly property rect place: edit.growing ? edit.positionToRectangle(edit.length) : Qt.rect(0, 0, 0, 0)

        x: place.x + 2
        y: place.y + 2
        width: 8
        height: place.height - 4
        radius: 2
        visible: edit.growing
        color: Theme.accent

        SequentialAnimation on opacity {
            running: edit.growing
            loops: Animation.Infinite

            PauseAnimation {
                duration: 350
            }
            NumberAnimation {
                to: 0.1
                duration: 150
            }
            PauseAnimation {
                duration: 200
            }
            NumberAnimation {
                to: 1
                duration: 150
            }
        }
    }
}
