// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls
import SSE.Chat

// Code, or a part of it: what goes on with the row before has no heading.
Rectangle {
    id: block

    required property ChatMarkdownBlock row

    readonly property ChatMarkdownStyle style: row.style
    readonly property string code: row.display
    readonly property string language: row.language
    readonly property bool continues: row.continues
    readonly property bool isContinued: row.row + 1 < row.markdown.count && Boolean(row.markdown.data(row.markdown.index(row.row + 1, 0), ChatMarkdownModel.ContinuesRole))

    function copy() {
        ChatClipboard.put(row.markdown.codeAt(row.row));
        copied.restart();
    }

    implicitHeight: column.implicitHeight
    color: style.shade
    radius: continues || isContinued ? 0 : 6

    Column {
        id: column

        width: parent.width

        Item {
            visible: !block.continues
            width: parent.width
            height: visible ? button.implicitHeight : 0

            Text {
                anchors.left: parent.left
                anchors.leftMargin: 10
                anchors.right: button.left
                anchors.verticalCenter: parent.verticalCenter
                text: block.language
                textFormat: Text.PlainText
                elide: Text.ElideRight
                maximumLineCount: 1
                font: block.style.font
                color: block.style.muted
            }
            AbstractButton {
                id: button

                objectName: "copyButton"
                anchors.right: parent.right
                padding: 6
                rightPadding: 10
                leftPadding: 10
                text: copied.running ? qsTr("Copied") : qsTr("Copy")
                font: block.style.font
                focusPolicy: Qt.TabFocus
                hoverEnabled: true
                Accessible.role: Accessible.Button
                Accessible.name: block.language === "" ? qsTr("Copy the code") : qsTr("Copy the code, %1").arg(block.language)
                Keys.onReturnPressed: block.copy()
                Keys.onEnterPressed: block.copy()
                onClicked: block.copy()
                onActiveFocusChanged: {
                    if (activeFocus)
                        block.style.focused(button);
                }

                contentItem: Text {
                    text: button.text
                    textFormat: Text.PlainText
                    font: button.font
                    color: button.hovered || button.visualFocus ? block.style.color : block.style.muted
                }
                background: Rectangle {
                    radius: 6
                    color: button.hovered ? block.style.shade : "transparent"
                    border.width: button.visualFocus ? 2 : 0
                    border.color: block.style.linkColor
                }

                Timer {
                    id: copied

                    interval: 1500
                }
            }
        }
        Flickable {
            id: view

            width: parent.width
            height: edit.implicitHeight
            contentWidth: edit.width
            contentHeight: height
            clip: contentWidth > width
            interactive: contentWidth > width
            flickableDirection: Flickable.HorizontalFlick
            boundsBehavior: Flickable.StopAtBounds
            ScrollBar.horizontal: ScrollBar {
                policy: view.interactive ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
            }

            TextEdit {
                id: edit

                objectName: "code"
                width: block.style.wrapCode ? view.width : Math.max(view.width, implicitWidth)
                text: block.code
                textFormat: TextEdit.PlainText
                wrapMode: block.style.wrapCode ? TextEdit.WrapAnywhere : TextEdit.NoWrap
                readOnly: true
                selectByMouse: true
                activeFocusOnTab: false
                leftPadding: 10
                rightPadding: 10
                topPadding: block.continues ? 0 : 2
                bottomPadding: view.interactive ? 12 : 0
                font: block.style.fixedFont
                color: block.style.color
                selectionColor: block.style.selectionColor
                selectedTextColor: block.style.selectedTextColor
                Accessible.role: Accessible.StaticText
                Accessible.name: block.code
            }
        }
        Item {
            width: 1
            height: block.isContinued ? 0 : 8
        }
    }
}
