// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls.Basic
import ExampleShared

// A round button with an icon. Its text is its name for screen readers, and its tool tip.
AbstractButton {
    id: button

    property string iconPath
    property bool iconFilled: false
    property bool highlighted: false
    property bool outlined: false

    implicitWidth: 38
    implicitHeight: 38
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    opacity: enabled ? 1 : 0.4
    Accessible.name: text
    Keys.onReturnPressed: button.clicked()
    Keys.onEnterPressed: button.clicked()

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            path: button.iconPath
            filled: button.iconFilled
            color: button.highlighted ? Theme.accentText : Theme.text
        }
    }
    background: Rectangle {
        radius: height / 2
        color: {
            if (button.highlighted)
                return button.down ? Qt.darker(Theme.accent, 1.2) : button.hovered && button.enabled ? Qt.lighter(Theme.accent, 1.1) : Theme.accent;
            return button.down ? Theme.border : button.hovered ? Theme.hover : button.outlined ? Theme.surface : "transparent";
        }
        border.color: Theme.border
        border.width: button.outlined ? 1 : 0

        Rectangle {
            anchors.fill: parent
            anchors.margins: -3
            visible: button.visualFocus
            radius: height / 2
            color: "transparent"
            border.color: Theme.accent
            border.width: 2
        }
    }

    ToolTip {
        id: tip

        visible: button.hovered && button.enabled
        delay: 600
        text: button.text
        contentItem: Text {
            text: tip.text
            textFormat: Text.PlainText
            font.pixelSize: Theme.smallTextSize
            color: Theme.background
        }
        background: Rectangle {
            radius: 5
            color: Theme.text
        }
    }
}
