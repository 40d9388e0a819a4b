// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls.Basic
import ExampleShared

// A line to write in.
TextField {
    id: field

    property bool faulty: false

    function takeFocus() {
        forceActiveFocus();
        selectAll();
    }

    implicitHeight: 36
    leftPadding: 12
    rightPadding: 12
    selectByMouse: true
    font.pixelSize: 14
    color: Theme.text
    placeholderTextColor: Theme.mutedText
    selectionColor: Theme.selection
    selectedTextColor: Theme.text

    background: Rectangle {
        radius: 8
        color: field.readOnly ? "transparent" : Theme.background
        border.color: field.faulty ? Theme.danger : field.activeFocus ? Theme.accent : Theme.border
        border.width: field.activeFocus ? 2 : 1
    }
}
