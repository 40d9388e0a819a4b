// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import SSE

/*!
    \qmltype SseEventInspector
    \inqmlmodule SSE
    \inherits Pane
    \brief Shows the events of a source as they come, as the developer tools of browsers do.

    \qml
    SseEventInspector {
        anchors.fill: parent
        source: source
    }
    \endqml

    A table has a row for each event, with its time, type, ID and the beginning of its data, and rows
    for what happens to the connection. It follows the newest, unless the reader scrolls away. The
    row that is chosen is shown at length beside it, or below where that is narrow, JSON with a line
    for each member. Rows can be filtered by a text and by a type, held back, cleared, copied, and
    saved as lines of JSON. It is meant for 480 by 320 pixels and more.

    Saving asks for a file by the module QtQuick.Dialogs. Where that is missing, the inspector says
    so, and does everything else.

    \table
    \header \li Keys \li
    \row \li Arrows, Page Up, Page Down, Home, End \li choose a row
    \row \li Ctrl+F \li filter
    \row \li Ctrl+C, Ctrl+Shift+C \li copy the data, or the whole row
    \row \li Ctrl+S \li save
    \row \li Ctrl+L \li clear
    \row \li Space \li pause, and go on
    \row \li Escape \li close the details, or empty the filter
    \endtable

    What servers send is never taken for markup. Characters that would turn or hide others are
    replaced where they are shown; copied and saved are the events as they came.

    No JavaScript runs for an event that is not on the screen, and no more rows are kept than
    \l maximumCount.

    \since SSE 1.0
    \sa SseStatusIndicator, SseEventModel
*/
Pane {
    id: inspector

    /*!
        \qmlproperty SseSource SseEventInspector::source
        The source whose events it shows; none by default. Rows stay when it changes.
    */
    property SseSourceBase source: null

    /*!
        \qmlproperty int SseEventInspector::maximumCount
        The most rows that it keeps; 1000 by default.
    */
    property alias maximumCount: events.maximumCount

    /*!
        \qmlproperty bool SseEventInspector::paused
        Whether rows stay as they are, and what arrives is held back; false by default.
    */
    property alias paused: events.paused

    /*!
        \qmlproperty SseEventModel SseEventInspector::model
        \readonly
        The rows, whether the filter shows them or not.
    */
    readonly property SseEventModel model: events

    /*!
        \qmlmethod void SseEventInspector::clear()
        Removes all rows.
    */
    function clear() {
        events.clear();
        details.clear();
        statusLine.message = "";
    }

    /*!
        \qmlmethod string SseEventInspector::save(url file)
        Saves the rows that are shown in \a file, as one line of JSON each. Returns an empty string,
        or what went wrong; the inspector shows either.
    */
    function save(file: url): string {
        const fault = filter.save(file);
        statusLine.message = fault === "" ? qsTr("Saved %1.").arg(words.rows(filter.count)) : fault;
        return fault;
    }

    // What keys and buttons do.
    function askForFile() {
        saveDialog.setSource("SseInspectorSaveDialog.qml", {
            inspector: inspector
        });
        if (saveDialog.status === Loader.Error)
            missDialog();
    }

    function missDialog() {
        statusLine.message = qsTr("Saving needs the QML module QtQuick.Dialogs, which is missing.");
    }

    function copyData() {
        if (!details.shown)
            return;
        clipboard.put(details.wholeText());
        statusLine.message = qsTr("Copied the data.");
    }

    function copyRow() {
        if (!details.shown)
            return;
        clipboard.put(details.rowText());
        statusLine.message = qsTr("Copied the row.");
    }

    function closeDetails() {
        details.clear();
        table.currentRow = -1;
        table.forceActiveFocus(Qt.OtherFocusReason);
    }

    // The action of a key that is not for the item with the focus alone.
    function actionOf(event: var): var {
        if (event.key === Qt.Key_C && event.modifiers === (Qt.ControlModifier | Qt.ShiftModifier))
            return copyRow;
        if (event.modifiers !== Qt.ControlModifier)
            return null;
        switch (event.key) {
        case Qt.Key_C:
            return copyData;
        case Qt.Key_F:
            return toolBar.takeFocus;
        case Qt.Key_L:
            return clear;
        case Qt.Key_S:
            return askForFile;
        }
        return null;
    }

    implicitWidth: 640
    implicitHeight: 400
    padding: 0
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Event inspector")
    // Shortcuts of the program that are the same come second while the focus is in here.
    Keys.onShortcutOverride: event => event.accepted = actionOf(event) !== null
    Keys.onPressed: event => {
        const action = actionOf(event);
        event.accepted = action !== null;
        if (action)
            action();
    }

    SseEventModel {
        id: events

        source: inspector.source
        contents: SseEventModel.Events | SseEventModel.Connection | SseEventModel.Comments
        columns: ["kind", "received", "type", "id", "summary"]
    }
    SseEventFilterModel {
        id: filter

        model: events
        text: toolBar.text
        types: toolBar.types
        contents: toolBar.contents
    }
    SseInspectorStyle {
        id: style
    }
    SseInspectorWords {
        id: words
    }
    SseInspectorClipboard {
        id: clipboard
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        SseInspectorToolBar {
            id: toolBar

            Layout.fillWidth: true
            events: events
            rows: filter
            style: style
            words: words
            canCopy: details.shown
            onClearRequested: inspector.clear()
            onCopyRequested: inspector.copyData()
            onSaveRequested: inspector.askForFile()
        }
        SplitView {
            objectName: "splitView"
            Layout.fillWidth: true
            Layout.fillHeight: true
            orientation: inspector.width < 720 ? Qt.Vertical : Qt.Horizontal

            SseInspectorTable {
                id: table

                objectName: "table"
                SplitView.fillWidth: true
                SplitView.fillHeight: true
                SplitView.minimumWidth: 200
                SplitView.minimumHeight: 60
                focus: true
                rows: filter
                style: style
                words: words
                currentText: details.shown ? details.beginning() : ""
                onChosen: row => details.show(row)
                onMenuRequested: menu.popup()
                Keys.onSpacePressed: events.paused = !events.paused
                Keys.onEscapePressed: event => {
                    event.accepted = details.shown;
                    inspector.closeDetails();
                }
            }
            SseInspectorDetails {
                id: details

                objectName: "details"
                SplitView.preferredWidth: inspector.width * 0.4
                SplitView.preferredHeight: inspector.height * 0.4
                SplitView.minimumWidth: 160
                SplitView.minimumHeight: 60
                visible: shown
                rows: filter
                style: style
                words: words
                onCloseRequested: inspector.closeDetails()
                onCopyRequested: inspector.copyData()
            }
        }
        SseInspectorStatusLine {
            id: statusLine

            Layout.fillWidth: true
            source: inspector.source
            events: events
            rows: filter
            style: style
            words: words
        }
    }
    Menu {
        id: menu

        MenuItem {
            text: qsTr("Copy the data")
            onTriggered: inspector.copyData()
        }
        MenuItem {
            text: qsTr("Copy the row")
            onTriggered: inspector.copyRow()
        }
    }
    Loader {
        id: saveDialog

        objectName: "saveDialog"
    }
}
