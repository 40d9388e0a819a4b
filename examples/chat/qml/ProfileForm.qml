// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls.Basic
import ChatExample
import ExampleShared

// What a profile consists of. A typed key is for this run; all else is saved.
Flickable {
    id: form

    required property Profiles profiles
    required property int row

    readonly property bool editable: row < 0 || profiles.data(profiles.index(row, 0), Profiles.EditableRole) === true
    property var problems: ({})
    property bool changed: false

    signal stored(int row)
    signal used
    signal removeRequested

    function load() {
        fill(profiles.values(row));
    }

    function fill(values: var) {
        name.text = values.name;
        format.currentIndex = values.format;
        endpoint.text = values.endpoint;
        model.text = values.model;
        keyVariable.text = values.keyVariable;
        key.text = "";
        problems = {};
        changed = false;
        contentY = 0;
    }

    function store(): bool {
        const values = {
            name: name.text,
            format: format.currentIndex,
            endpoint: endpoint.text,
            model: model.text,
            keyVariable: keyVariable.text
        };
        problems = profiles.problems(values, row);
        const place = Object.keys(problems).length > 0 ? -1 : editable ? profiles.store(values, row) : row;
        if (place < 0) {
            takeFocus();
            return false;
        }
        if (key.text !== "")
            profiles.setKey(place, key.text);
        stored(place);
        return true;
    }

    // The first that is wrong, or the first.
    function takeFocus() {
        for (const box of [name, endpoint, model, keyVariable]) {
            if (box.problem !== "") {
                box.takeFocus();
                return;
            }
        }
        if (editable)
            name.takeFocus();
        else
            useButton.forceActiveFocus(Qt.TabFocusReason);
    }

    function touch() {
        changed = true;
        problems = {};
    }

    // What has the focus is seen.
    function showFocus(item: Item) {
        for (let parent = item; parent; parent = parent.parent) {
            if (parent === contentItem) {
                const top = item.mapToItem(contentItem, 0, 0).y;
                if (top - 24 < contentY)
                    contentY = Math.max(0, top - 24);
                else if (top + item.height + 8 > contentY + height)
                    contentY = top + item.height + 8 - height;
                return;
            }
        }
    }

    contentHeight: column.height
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    ScrollBar.vertical: ScrollBar {}

    Connections {
        target: form.Window.window

        function onActiveFocusItemChanged() {
            const item = form.Window.window.activeFocusItem;
            if (item)
                form.showFocus(item);
        }
    }

    Column {
        id: column

        width: form.width - 12
        spacing: 14

        Text {
            width: parent.width
            visible: !form.editable
            text: qsTr("This server is inside the program, and needs neither a network nor a key.")
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            font.pixelSize: 13
            color: Theme.mutedText
        }
        LabeledBox {
            id: name

            objectName: "profileName"
            width: parent.width
            label: qsTr("Name")
            readOnly: !form.editable
            problem: form.problems.name ?? ""
            onEdited: form.touch()
        }
        Column {
            width: parent.width
            spacing: 4

            Text {
                text: qsTr("Format")
                textFormat: Text.PlainText
                font.pixelSize: 13
                font.bold: true
                color: Theme.text
                Accessible.ignored: true
            }
            ChoiceBox {
                id: format

                objectName: "profileFormat"
                width: parent.width
                enabled: form.editable
                model: form.profiles.formatNames
                Accessible.name: qsTr("Format")
                onActivated: form.touch()
            }
        }
        LabeledBox {
            id: endpoint

            objectName: "profileEndpoint"
            width: parent.width
            label: qsTr("Endpoint")
            placeholder: "https://example.org/v1/chat/completions"
            readOnly: !form.editable
            problem: form.problems.endpoint ?? ""
            onEdited: form.touch()
        }
        LabeledBox {
            id: model

            objectName: "profileModel"
            width: parent.width
            label: qsTr("Model")
            readOnly: !form.editable
            problem: form.problems.model ?? ""
            onEdited: form.touch()
        }
        LabeledBox {
            id: keyVariable

            objectName: "profileKeyVariable"
            width: parent.width
            visible: form.editable
            label: qsTr("Environment variable with the key")
            placeholder: "OPENAI_API_KEY"
            help: qsTr("Empty where the service needs no key.")
            problem: form.problems.keyVariable ?? ""
            onEdited: form.touch()
        }
        LabeledBox {
            id: key

            objectName: "profileKey"
            width: parent.width
            visible: form.editable
            label: qsTr("Key for this run")
            echoMode: TextInput.Password
            help: qsTr("In place of the variable's. It is forgotten when the program ends.")
            onEdited: form.changed = true
        }
        Flow {
            width: parent.width
            spacing: 8

            PillButton {
                objectName: "saveProfileButton"
                visible: form.editable
                enabled: form.changed
                text: qsTr("Save")
                onClicked: form.store()
            }
            PillButton {
                id: useButton

                objectName: "useProfileButton"
                text: qsTr("Use")
                Accessible.name: qsTr("Use this profile")
                onClicked: {
                    if (!form.changed || form.store())
                        form.used();
                }
            }
            PillButton {
                objectName: "removeProfileButton"
                visible: form.editable && form.row >= 0
                text: qsTr("Remove")
                Accessible.name: qsTr("Remove this profile")
                ink: Theme.danger
                onClicked: form.removeRequested()
            }
        }
    }
}
