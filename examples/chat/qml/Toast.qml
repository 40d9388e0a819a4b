// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import ExampleShared

// A word on what was just done, for a moment.
Rectangle {
    id: toast

    property real room

    function show(text: string) {
        words.text = text;
        visible = true;
        end.restart();
    }

    objectName: "toast"
    visible: false
    width: words.width + 32
    height: words.height + 20
    radius: 12
    color: Theme.text
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words.text

    Text {
        id: words

        objectName: "toastText"
        anchors.centerIn: parent
        width: Math.min(implicitWidth, toast.room - 32)
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        font.pixelSize: 13
        color: Theme.background
        Accessible.ignored: true
    }
    Timer {
        id: end

        interval: 4000
        onTriggered: toast.visible = false
    }
}
