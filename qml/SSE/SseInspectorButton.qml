// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls

// A tool button with an icon, drawn in the style's colour for icons. Its text is its name for screen
// readers, and its tool tip.
ToolButton {
    id: button

    required property string path
    property bool filled: false

    function press() {
        if (checkable) {
            toggle();
            toggled();
        }
        clicked();
    }

    display: AbstractButton.IconOnly
    focusPolicy: Qt.TabFocus
    Accessible.name: text
    ToolTip.visible: hovered || visualFocus
    ToolTip.delay: 600
    ToolTip.text: text
    Keys.onReturnPressed: button.press()
    Keys.onEnterPressed: button.press()

    contentItem: Item {
        implicitWidth: 18
        implicitHeight: 18

        SseIcon {
            anchors.centerIn: parent
            path: button.path
            filled: button.filled
            // Not every style has a colour for icons.
            color: button.icon.color.a > 0 ? button.icon.color : button.palette.buttonText
            opacity: button.enabled ? 1 : 0.4
        }
    }
}
