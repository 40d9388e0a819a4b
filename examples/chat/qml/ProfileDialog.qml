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

    // Calls what leads away from the form, when nothing is lost by it that somebody wants to keep.
    function leave(next: var) {
        if (!form.changed) {
            next();
            return;
        }
        changes.next = next;
        changes.ask(row < 0 ? qsTr("Save the new profile?") : qsTr("Save the changes to \"%1\"?").arg(name()));
    }

    function name(): string {
        return profiles.data(profiles.index(row, 0), Profiles.NameRole);
    }

    anchors.centerIn: parent
    width: Math.min(parent ? parent.width - 32 : 0, 720)
    height: Math.min(parent ? parent.height - 32 : 0, 600)
    padding: 20
    modal: true
    focus: true
    // A form with changes in it asks first.
    closePolicy: form.changed ? Popup.NoAutoClose : Popup.CloseOnEscape | Popup.CloseOnPressOutside

    background: Rectangle {
        radius: 16
        color: Theme.surface
        border.color: Theme.border
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 14
        Keys.onEscapePressed: event => {
            event.accepted = form.changed;
            if (form.changed)
                dialog.leave(() => dialog.close());
        }

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
                onClicked: dialog.leave(() => dialog.close())
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
                            dialog.leave(() => dialog.choose(dialog.row - 1));
                    }
                    Keys.onDownPressed: {
                        if (dialog.row < count - 1)
                            dialog.leave(() => dialog.choose(dialog.row + 1));
                    }

                    ScrollBar.vertical: ScrollBar {}
                    delegate: ProfileLine {
                        width: list.width
                        current: index === dialog.row
                        focused: list.activeFocus
                        inUse: index === dialog.profiles.current
                        onClicked: dialog.leave(() => dialog.choose(index))
                    }
                }
                PillButton {
                    objectName: "addProfileButton"
                    text: qsTr("Add a profile")
                    onClicked: dialog.leave(() => {
                        dialog.choose(-1);
                        form.takeFocus();
                    })
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
                onRemoveRequested: loss.ask(qsTr("Remove \"%1\"? It cannot be brought back.").arg(dialog.name()))
            }
        }
    }

    LossQuestion {
        id: loss

        loseText: qsTr("Remove")
        onLose: {
            if (dialog.profiles.remove(dialog.row))
                dialog.choose(Math.min(dialog.row, dialog.profiles.count - 1));
        }
    }

    LossQuestion {
        id: changes

        property var next: null

        function goOn() {
            const go = next;
            go();
        }

        keepText: qsTr("Save")
        loseText: qsTr("Discard")
        onKeep: {
            if (form.store())
                goOn();
        }
        onLose: {
            form.load();
            goOn();
        }
    }
}
