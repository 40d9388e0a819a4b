// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls
import SSE

// Lets one type of events through, of those that the model has.
ComboBox {
    id: filter

    required property SseEventModel events
    required property SseInspectorWords words
    readonly property var types: chosen === "" ? [] : [chosen]
    property string chosen: ""
    property var choices: [qsTr("All types")]

    // Looks for types only when somebody chooses, so that events cost nothing. What is chosen stays,
    // whether rows have it or not.
    function refresh() {
        const found = new Set(chosen === "" ? [] : [chosen]);
        for (let row = events.count - 1, end = Math.max(0, row - 10000); row >= end && found.size < 100; --row) {
            const type = events.data(events.index(row, 0), SseEventModel.TypeRole);
            if (type !== undefined)
                found.add(type);
        }
        const sorted = Array.from(found).sort();
        choices = [choices[0]].concat(sorted);
        currentIndex = chosen === "" ? 0 : choices.indexOf(chosen, 1);
    }

    model: choices
    displayText: words.brief(currentText)
    Accessible.name: qsTr("Type")
    onActivated: index => chosen = index > 0 ? choices[index] : ""
    onActiveFocusChanged: {
        if (activeFocus && !popup.visible)
            refresh();
    }

    delegate: ItemDelegate {
        id: choice

        required property int index
        required property string modelData

        width: ListView.view.width
        text: modelData
        highlighted: filter.highlightedIndex === index
        // In the style's own label a type would be markup.
        contentItem: Label {
            text: filter.words.brief(choice.text)
            textFormat: Text.PlainText
            elide: Text.ElideRight
            verticalAlignment: Text.AlignVCenter
            font.bold: filter.currentIndex === choice.index
        }
    }

    Connections {
        target: filter.popup

        function onAboutToShow() {
            filter.refresh();
        }
    }
}
