// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import SSE

// The row that was chosen, at length. It stays when the row has gone.
FocusScope {
    id: details

    required property SseEventFilterModel rows
    required property SseInspectorStyle style
    required property SseInspectorWords words
    property bool shown: false
    readonly property bool isEvent: kind === SseEventModel.Kind.Event
    property int kind: SseEventModel.Kind.Event
    property sseEvent event
    property string time: ""
    property string type: ""
    property string text: ""

    signal closeRequested
    signal copyRequested

    // By the columns of the table.
    function show(row: int) {
        kind = Number(rows.data(rows.index(row, 0)));
        time = words.time(rows.data(rows.index(row, 1)));
        event = rows.eventAt(row);
        type = isEvent ? event.type : words.kind(kind);
        text = rows.prettyTextAt(row);
        shown = true;
    }

    function clear() {
        shown = false;
        text = "";
    }

    function wholeText(): string {
        return isEvent ? event.data : text;
    }

    function rowText(): string {
        return `${time}\t${type}\t${isEvent ? event.id : ""}\t${wholeText()}`;
    }

    function beginning(): string {
        return words.brief(`${words.brief(type)} ${text.slice(0, 200)}`);
    }

    function summary(): string {
        if (!isEvent)
            return time;
        const isCut = text.length >= 65536 && text.endsWith("…");
        const id = event.id === "" ? "" : qsTr("ID %1").arg(words.brief(event.id)) + "  ·  ";
        const size = qsTr("%1 characters").arg(words.number(event.data.length)) + (isCut ? qsTr(", the beginning of which is shown") : "");
        return `${time}  ·  ${id}${size}`;
    }

    Keys.onEscapePressed: closeRequested()

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Rectangle {
            Layout.fillWidth: true
            implicitHeight: heading.implicitHeight + details.style.margin
            color: details.style.shade

            RowLayout {
                id: heading

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.leftMargin: details.style.margin
                anchors.verticalCenter: parent.verticalCenter
                spacing: 4

                ColumnLayout {
                    spacing: 0

                    Label {
                        objectName: "detailsType"
                        Layout.fillWidth: true
                        text: details.words.brief(details.type)
                        textFormat: Text.PlainText
                        elide: Text.ElideRight
                        maximumLineCount: 1
                        font.bold: true
                    }
                    Label {
                        objectName: "detailsSummary"
                        Layout.fillWidth: true
                        text: details.shown ? details.summary() : ""
                        textFormat: Text.PlainText
                        elide: Text.ElideRight
                        maximumLineCount: 1
                        color: details.style.muted
                    }
                }
                SseInspectorButton {
                    objectName: "closeButton"
                    text: qsTr("Close the details")
                    path: "M6 6l12 12M18 6l-12 12"
                    onClicked: details.closeRequested()
                }
            }
            Rectangle {
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.bottom: parent.bottom
                height: 1
                color: details.style.line
            }
        }
        ScrollView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            background: Rectangle {
                color: details.style.base
            }
            ScrollBar.horizontal.policy: ScrollBar.AlwaysOff

            TextArea {
                objectName: "detailsText"
                focus: true
                text: details.words.plain(details.text)
                textFormat: TextEdit.PlainText
                wrapMode: TextEdit.Wrap
                readOnly: true
                selectByMouse: true
                persistentSelection: true
                font.family: details.style.fixedFamily
                leftPadding: details.style.margin
                rightPadding: details.style.margin
                background: null
                Accessible.name: qsTr("Details")
                // Without a selection the field would take the key and copy nothing.
                Keys.onPressed: event => {
                    event.accepted = selectedText === "" && event.matches(StandardKey.Copy);
                    if (event.accepted)
                        details.copyRequested();
                }
            }
        }
    }
}
