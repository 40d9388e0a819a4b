// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE.Chat
import ChatExample
import ExampleShared

// A text as it is: nothing in it is markup. It can be selected, and shows what was searched for.
TextEdit {
    id: edit

    required property ViewState view
    required property ChatPart part
    property int field: Search.Text
    readonly property bool isHit: part !== null && view.search.part === part && view.search.field === field

    function showHit() {
        if (!isHit) {
            deselect();
            return;
        }
        const begin = view.search.position;
        select(begin, begin + view.search.length);
        if (view.revealing)
            view.placeFound(edit, positionToRectangle(begin));
        view.revealing = false;
    }

    readOnly: true
    selectByMouse: true
    persistentSelection: true
    activeFocusOnTab: false
    textFormat: TextEdit.PlainText
    wrapMode: TextEdit.Wrap
    font.pixelSize: Theme.textSize
    color: Theme.text
    selectionColor: Theme.selection
    selectedTextColor: Theme.text
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    onIsHitChanged: showHit()
    Component.onCompleted: {
        if (isHit)
            showHit();
    }

    Connections {
        target: edit.view.search
        enabled: edit.isHit

        function onHitChanged() {
            edit.showHit();
        }
    }
}
