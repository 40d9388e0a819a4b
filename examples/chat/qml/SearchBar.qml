// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Layouts
import ChatExample
import ExampleShared

// Finds text in the conversation, and goes from one place to the next.
Rectangle {
    id: bar

    required property Search search

    signal closed

    function open() {
        visible = true;
        field.takeFocus();
    }

    function close() {
        visible = false;
        field.text = "";
        closed();
    }

    function takeKey(event: var) {
        event.accepted = true;
        if (event.key === Qt.Key_Escape)
            close();
        else if ((event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && event.modifiers & Qt.ShiftModifier)
            search.previous();
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
            search.next();
        else
            event.accepted = false;
    }

    visible: false
    implicitHeight: visible ? 54 : 0
    color: Theme.surface
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Search")
    Keys.onPressed: event => takeKey(event)

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin - 6
        spacing: 6

        TextBox {
            id: field

            objectName: "searchInput"
            Layout.fillWidth: true
            maximumLength: 1000
            placeholderText: qsTr("Search the conversation")
            Accessible.name: placeholderText
            onTextChanged: bar.search.text = text
        }
        Text {
            objectName: "searchCount"
            Layout.minimumWidth: 64
            horizontalAlignment: Text.AlignHCenter
            text: {
                if (field.text === "")
                    return "";
                if (bar.search.count === 0)
                    return qsTr("Nothing found");
                const count = bar.search.count + (bar.search.isLimited ? "+" : "");
                return qsTr("%1 of %2").arg(bar.search.current + 1).arg(count);
            }
            textFormat: Text.PlainText
            font.pixelSize: 13
            color: Theme.mutedText
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
        IconButton {
            objectName: "previousButton"
            enabled: bar.search.count > 0
            text: qsTr("Previous")
            iconPath: "M6 15l6 -6l6 6"
            onClicked: bar.search.previous()
        }
        IconButton {
            objectName: "nextButton"
            enabled: bar.search.count > 0
            text: qsTr("Next")
            iconPath: "M6 9l6 6l6 -6"
            onClicked: bar.search.next()
        }
        IconButton {
            objectName: "closeSearchButton"
            text: qsTr("Close the search")
            iconPath: "M6 6l12 12M18 6l-12 12"
            onClicked: bar.close()
        }
    }
    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: 1
        color: Theme.border
    }
}
