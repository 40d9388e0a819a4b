// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls
import SSE

// The rows. The view follows what comes in, unless the reader has scrolled away from the end.
FocusScope {
    id: table

    required property SseEventFilterModel rows
    required property SseInspectorStyle style
    required property SseInspectorWords words
    property int currentRow: -1
    property string currentText: ""
    property bool following: true

    // The reader has chosen the row.
    signal chosen(int row)
    signal menuRequested

    // What is read is not to run away.
    function select(row: int) {
        if (rows.count === 0)
            return;
        currentRow = Math.max(0, Math.min(row, rows.count - 1));
        following = currentRow === rows.count - 1;
        place();
        chosen(currentRow);
    }

    // Where the view belongs: at the end, or where the chosen row can be seen.
    function place() {
        const top = currentRow * style.rowHeight;
        if (following)
            view.contentY = view.end;
        else if (currentRow >= 0)
            view.contentY = Math.max(top + style.rowHeight - view.height, Math.min(view.contentY, top));
    }

    function follow() {
        following = true;
        place();
    }

    function takeKey(event: var): bool {
        const page = Math.max(1, Math.floor(view.height / style.rowHeight) - 1);
        const row = currentRow < 0 ? rows.count : currentRow;
        switch (event.key) {
        case Qt.Key_Up:
            select(row - 1);
            return true;
        case Qt.Key_Down:
            select(row + 1);
            return true;
        case Qt.Key_PageUp:
            select(row - page);
            return true;
        case Qt.Key_PageDown:
            select(row + page);
            return true;
        case Qt.Key_Home:
            select(0);
            return true;
        case Qt.Key_End:
            select(rows.count - 1);
            return true;
        case Qt.Key_Menu:
            menuRequested();
            return true;
        }
        return false;
    }

    SseInspectorHeader {
        id: header

        anchors.left: parent.left
        anchors.right: parent.right
        style: table.style
        onTypeWidthChanged: view.layOut()
        onIdWidthChanged: view.layOut()
    }
    Rectangle {
        anchors.fill: view
        color: table.style.base
    }
    TableView {
        id: view

        // The reader is at it: nothing else moves the view now.
        readonly property bool scrolled: moving || scrollBar.pressed
        readonly property real end: Math.max(0, contentHeight - height)

        function layOut() {
            if (width > 0)
                forceLayout();
        }

        // After it was scrolled by the reader.
        function settle() {
            table.following = contentY > end - table.style.rowHeight;
        }

        objectName: "view"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: header.bottom
        anchors.bottom: parent.bottom
        focus: true
        activeFocusOnTab: true
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: false
        pointerNavigationEnabled: false
        model: table.rows
        // Every row is as high as the others. So the end is where it is before anything is laid out.
        contentHeight: table.rows.count * table.style.rowHeight
        contentWidth: width
        rowHeightProvider: () => table.style.rowHeight
        columnWidthProvider: column => {
            switch (column) {
            case 0:
                return table.style.rowHeight;
            case 1:
                return table.style.timeWidth;
            case 2:
                return header.typeWidth;
            case 3:
                return header.idWidth;
            }
            return Math.max(1, width - table.style.rowHeight - table.style.timeWidth - header.typeWidth - header.idWidth - scrollBar.room);
        }
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Events")
        Accessible.description: table.currentText
        Accessible.focusable: true

        onWidthChanged: layOut()
        onHeightChanged: table.place()
        onEndChanged: contentY = table.following && !scrolled ? end : Math.min(contentY, end)
        onContentYChanged: {
            if (scrolled)
                settle();
        }
        onScrolledChanged: {
            if (!scrolled && table.following)
                contentY = end;
        }
        Keys.onPressed: event => event.accepted = table.takeKey(event)

        delegate: SseInspectorCell {
            style: table.style
            words: table.words
            selected: row === table.currentRow
        }

        ScrollBar.vertical: ScrollBar {
            id: scrollBar

            readonly property real room: policy === ScrollBar.AlwaysOn ? width : 0

            policy: view.contentHeight > view.height ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
            onRoomChanged: view.layOut()
        }

        // One for all the cells of the row.
        Rectangle {
            y: table.currentRow * table.style.rowHeight
            z: -1
            width: view.width
            height: table.style.rowHeight
            visible: table.currentRow >= 0
            color: table.style.selection
        }
        TapHandler {
            acceptedButtons: Qt.LeftButton | Qt.RightButton
            onTapped: (point, button) => {
                view.forceActiveFocus(Qt.MouseFocusReason);
                const row = Math.floor(point.position.y / table.style.rowHeight);
                if (row < 0 || row >= table.rows.count)
                    return;
                table.select(row);
                if (button === Qt.RightButton)
                    table.menuRequested();
            }
        }
    }
    Rectangle {
        anchors.fill: view
        visible: view.activeFocus
        color: "transparent"
        border.color: table.style.selection
    }
    Label {
        anchors.centerIn: view
        width: Math.min(implicitWidth, view.width - 2 * table.style.margin)
        visible: table.rows.count === 0
        text: table.rows.model && table.rows.model.count > 0 ? qsTr("The filter hides all rows.") : qsTr("No events yet.")
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
        color: table.style.muted
    }
    Button {
        objectName: "latestButton"
        anchors.bottom: view.bottom
        anchors.bottomMargin: table.style.margin
        anchors.horizontalCenter: view.horizontalCenter
        visible: !table.following && view.contentHeight > view.height
        text: qsTr("Jump to latest")
        onClicked: {
            table.follow();
            view.forceActiveFocus(Qt.OtherFocusReason);
        }
    }

    // The oldest rows go: what the reader looks at stays where it is.
    Connections {
        target: table.rows

        function onRowsAboutToBeRemoved(parent, first, last) {
            const count = last - first + 1;
            if (!table.following && !view.scrolled && last * table.style.rowHeight < view.contentY)
                view.contentY = Math.max(0, view.contentY - count * table.style.rowHeight);
            if (table.currentRow > last)
                table.currentRow -= count;
            else if (table.currentRow >= first)
                table.currentRow = -1;
        }
        function onRowsInserted(parent, first, last) {
            if (table.currentRow >= first)
                table.currentRow += last - first + 1;
        }
        function onModelReset() {
            table.currentRow = -1;
        }
    }
}
