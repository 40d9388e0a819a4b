// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import ChatExample
import ExampleShared

// The services, to be added, changed and removed.
Popup {
    id: dialog

    required property Profiles profiles
    property int row: -1 // of the profile in the form; -1 for a new one
    readonly property bool wide: parent ? parent.width >= 640 : false

    function show(which: int) {
        choose(which);
        open();
        form.takeFocus();
    }

    function choose(which: int) {
        row = which;
        form.load();
    }

    anchors.centerIn: parent
    width: Math.min(parent ? parent.width - 32 : 0, 720)
    height: Math.min(parent ? parent.height - 32 : 0, 600)
    padding: 20
    modal: true
    focus: true

    background: Rectangle {
        radius: 16
        color: Theme.surface
        border.color: Theme.border
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 14

        RowLayout {
            Text {
                Layout.fillWidth: true
                text: qsTr("Profiles")
                textFormat: Text.PlainText
                font.pixelSize: 19
                font.bold: true
                color: Theme.text
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }
            IconButton {
                objectName: "closeProfilesButton"
                text: qsTr("Close")
                iconPath: "M6 6l12 12M18 6l-12 12"
                onClicked: dialog.close()
            }
        }
        Item {
            id: body

            Layout.fillWidth: true
            Layout.fillHeight: true

            ColumnLayout {
                id: side

                width: dialog.wide ? 210 : body.width
                height: dialog.wide ? body.height : 150
                spacing: 8

                ListView {
                    id: list

                    objectName: "profileList"
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    clip: true
                    spacing: 2
                    boundsBehavior: Flickable.StopAtBounds
                    activeFocusOnTab: true
                    model: dialog.profiles
                    currentIndex: dialog.row
                    Accessible.role: Accessible.List
                    Accessible.name: qsTr("Profiles")
                    Keys.onUpPressed: {
                        if (dialog.row > 0)
                            dialog.choose(dialog.row - 1);
                    }
                    Keys.onDownPressed: {
                        if (dialog.row < count - 1)
                            dialog.choose(dialog.row + 1);
                    }

                    ScrollBar.vertical: ScrollBar {}
                    delegate: ProfileLine {
                        width: list.width
                        current: index === dialog.row
                        focused: list.activeFocus
                        inUse: index === dialog.profiles.current
                        onClicked: dialog.choose(index)
                    }
                }
                PillButton {
                    objectName: "addProfileButton"
                    text: qsTr("Add a profile")
                    onClicked: {
                        dialog.choose(-1);
                        form.takeFocus();
                    }
                }
            }
            ProfileForm {
                id: form

                x: dialog.wide ? side.width + 20 : 0
                y: dialog.wide ? 0 : side.height + 12
                width: body.width - x
                height: body.height - y
                profiles: dialog.profiles
                row: dialog.row
                onStored: row => dialog.choose(row)
                onUsed: {
                    dialog.profiles.current = dialog.row;
                    dialog.close();
                }
                onRemoved: dialog.choose(Math.min(dialog.row, dialog.profiles.count - 1))
            }
        }
    }
}
