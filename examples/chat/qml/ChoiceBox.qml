// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import ExampleShared

// One of several, in the colours of the window.
ComboBox {
    id: choice

    implicitHeight: 36
    leftPadding: 12
    font.pixelSize: 14
    hoverEnabled: true

    contentItem: Text {
        text: choice.displayText
        textFormat: Text.PlainText
        elide: Text.ElideRight
        verticalAlignment: Text.AlignVCenter
        font: choice.font
        color: choice.enabled ? Theme.text : Theme.mutedText
        Accessible.ignored: true
    }
    indicator: Icon {
        x: choice.width - width - 10
        anchors.verticalCenter: parent.verticalCenter
        width: 16
        height: 16
        color: Theme.mutedText
        path: "M6 9l6 6l6 -6"
    }
    background: Rectangle {
        radius: 8
        color: choice.enabled ? Theme.background : "transparent"
        border.color: choice.activeFocus ? Theme.accent : Theme.border
        border.width: choice.activeFocus ? 2 : 1
    }
    delegate: ItemDelegate {
        id: line

        required property int index
        required property string modelData

        width: ListView.view.width
        text: modelData
        highlighted: choice.highlightedIndex === index
        contentItem: Text {
            text: line.text
            textFormat: Text.PlainText
            elide: Text.ElideRight
            font: choice.font
            color: Theme.text
            Accessible.ignored: true
        }
        background: Rectangle {
            radius: 6
            color: line.highlighted ? Theme.hover : "transparent"
        }
    }
    popup: Popup {
        y: choice.height + 2
        width: choice.width
        padding: 6
        contentItem: ListView {
            implicitHeight: contentHeight
            clip: true
            model: choice.popup.visible ? choice.delegateModel : null
            currentIndex: choice.highlightedIndex
        }
        background: Rectangle {
            radius: 10
            color: Theme.surface
            border.color: Theme.border
        }
    }
}
