// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQml
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import ChatExample
import ExampleShared

// The service that answers, and the choice of another.
AbstractButton {
    id: button

    required property Profiles profiles

    signal manageRequested

    leftPadding: 6
    rightPadding: 4
    topPadding: 2
    bottomPadding: 2
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    text: profiles.name
    Accessible.name: qsTr("Service: %1").arg(text)
    Accessible.description: qsTr("Choose another service")
    Keys.onReturnPressed: button.clicked()
    Keys.onEnterPressed: button.clicked()
    onClicked: menu.popup(button, 0, button.height)

    contentItem: RowLayout {
        spacing: 4

        Text {
            Layout.fillWidth: true
            text: button.text
            textFormat: Text.PlainText
            elide: Text.ElideRight
            font.pixelSize: 16
            font.bold: true
            color: Theme.text
            Accessible.ignored: true
        }
        Icon {
            implicitWidth: 16
            implicitHeight: 16
            visible: button.enabled
            color: Theme.mutedText
            path: "M6 9l6 6l6 -6"
        }
    }
    background: Rectangle {
        radius: 7
        color: button.down ? Theme.border : button.hovered ? Theme.hover : "transparent"
        border.color: Theme.accent
        border.width: button.visualFocus ? 2 : 0
    }

    ChatMenu {
        id: menu

        objectName: "profileMenu"

        MenuSeparator {
            contentItem: Rectangle {
                implicitHeight: 1
                color: Theme.border
            }
        }
        ChatMenuItem {
            objectName: "manageItem"
            text: qsTr("Profiles…")
            onTriggered: button.manageRequested()
        }
    }
    Instantiator {
        model: button.profiles
        onObjectAdded: (index, object) => menu.insertItem(index, object as MenuItem)
        onObjectRemoved: (index, object) => menu.removeItem(object as MenuItem)

        ChatMenuItem {
            required property int index
            required property string name
            required property string model
            required property string host

            objectName: "profileItem"
            text: name
            note: model === "" ? host : model + "  ·  " + host
            checkable: true
            checked: index === button.profiles.current
            onTriggered: {
                button.profiles.current = index;
                // Choosing the current one again unchooses nothing.
                checked = Qt.binding(() => index === button.profiles.current);
            }
        }
    }
}
