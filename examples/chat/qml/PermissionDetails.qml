// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import ChatExample
import ExampleShared

// What a permission is for: its title, and each of its details by name.
Column {
    id: list

    property string title
    property var details: ({})
    readonly property var rows: {
        const found = [];
        for (const name of Object.keys(details ?? {})) {
            const value = details[name];
            const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
            found.push({
                name: name,
                text: text
            });
        }
        // The title often says one of them again.
        if (title !== "" && !found.some(row => row.text === title))
            found.unshift({
                name: "",
                text: title
            });
        return found;
    }

    // Nobody reads more, and layout takes its time.
    readonly property int limit: 4000

    spacing: 4

    Repeater {
        model: list.rows

        Item {
            id: row

            required property var modelData

            width: list.width
            height: Math.max(name.height, value.height)

            Text {
                id: name

                width: Math.min(100, row.width / 3)
                visible: text !== ""
                text: ShownText.label(row.modelData.name)
                textFormat: Text.PlainText
                elide: Text.ElideRight
                font.pixelSize: 13
                color: Theme.mutedText
            }
            Text {
                id: value

                objectName: "permissionDetail"
                anchors.right: parent.right
                width: row.width - (name.visible ? name.width + 8 : 0)
                text: ShownText.plain(row.modelData.text.slice(0, list.limit)) + (row.modelData.text.length > list.limit ? "\n" + qsTr("and %1 more characters").arg(row.modelData.text.length - list.limit) : "")
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                font.family: "monospace"
                font.pixelSize: 13
                color: Theme.text
            }
        }
    }
}
