// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls

// What the keyboard and screen readers find of the links of a block. The mouse finds the text.
Item {
    id: stops

    required property ChatTextBlock block

    readonly property int most: 50
    property var links: []

    // Where each link stands in the text: the same words may stand elsewhere too.
    function find() {
        const found = [];
        const pattern = /<a href="([^"]*)">([\s\S]*?)<\/a>/g;
        const shown = stops.block.getText(0, stops.block.length);
        let from = 0;
        for (let match = pattern.exec(stops.block.html); match && found.length < most; match = pattern.exec(stops.block.html)) {
            const link = unescaped(match[1]);
            const name = unescaped(String(match[2]).replace(/<[^>]*>/g, "")).replace(/\s+/g, " ");
            const at = place(shown, name, link, from);
            if (at >= 0) {
                found.push({
                    link: link,
                    name: name,
                    at: at
                });
                from = at + 1;
            }
        }
        links = found;
    }

    function place(shown: string, name: string, link: string, from: int): int {
        if (name.trim() === "")
            return -1;
        for (let at = shown.indexOf(name, from); at >= 0; at = shown.indexOf(name, at + 1)) {
            const start = stops.block.positionToRectangle(at);
            if (stops.block.linkAt(start.x + 2, start.y + start.height / 2) === link)
                return at;
        }
        return -1;
    }

    function unescaped(html: string): string {
        return html.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, "\"").replace(/&amp;/g, "&");
    }

    Component.onCompleted: find()

    Connections {
        target: stops.block

        function onTextChanged() {
            stops.find();
        }
        function onContentSizeChanged() {
            stops.find();
        }
    }

    Repeater {
        model: stops.links

        Item {
            id: stop

            required property var modelData
            readonly property rect start: stops.block.positionToRectangle(modelData.at)
            readonly property rect end: stops.block.positionToRectangle(modelData.at + modelData.name.length)
            readonly property bool isOnOneLine: end.y === start.y && end.x > start.x

            function activate() {
                stops.block.style.linkActivated(modelData.link);
            }

            objectName: "link"
            x: start.x
            y: start.y
            width: isOnOneLine ? end.x - start.x : Math.max(start.height, stops.width - start.x)
            height: start.height
            activeFocusOnTab: true
            Accessible.role: Accessible.Link
            Accessible.name: modelData.name
            Accessible.description: modelData.link
            Accessible.focusable: true
            Accessible.onPressAction: stop.activate()
            Keys.onReturnPressed: stop.activate()
            Keys.onEnterPressed: stop.activate()
            onActiveFocusChanged: {
                if (activeFocus)
                    stops.block.style.focused(stop);
            }
            // Addresses are encoded: they have no character that could be taken for markup.
            ToolTip.visible: activeFocus
            ToolTip.text: modelData.link

            Rectangle {
                anchors.fill: parent
                anchors.margins: -2
                visible: stop.activeFocus
                color: "transparent"
                radius: 3
                border.width: 2
                border.color: stops.block.style.linkColor
            }
        }
    }
}
