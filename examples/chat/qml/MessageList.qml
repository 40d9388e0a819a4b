// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import SSE.Chat
import ChatExample
import ExampleShared

// The messages. The view follows what comes in, unless the reader has scrolled away from the end.
FocusScope {
    id: list

    required property ViewState view
    property bool following: true
    // The first that is to be seen.
    readonly property int firstRow: Math.max(0, listView.indexAt(listView.width / 2, listView.contentY + 1))

    // And nothing within.
    readonly property bool focused: Window.activeFocusItem === listView

    function follow() {
        following = true;
        toEnd.restart();
    }

    function followIfWanted() {
        if (following)
            toEnd.restart();
    }

    // Follows from here on if the end is near.
    function settle() {
        following = listView.originY + listView.contentHeight - listView.contentY - listView.height < 40;
    }

    function scrollTo(place: real) {
        const bottom = Math.max(listView.originY, listView.originY + listView.contentHeight - listView.height);
        listView.contentY = Math.max(listView.originY, Math.min(place, bottom));
        settle();
    }

    function takeKey(event: var): bool {
        const page = 0.9 * listView.height;
        const end = event.modifiers & Qt.ControlModifier || focused;
        if (event.key === Qt.Key_PageUp) {
            scrollTo(listView.contentY - page);
        } else if (event.key === Qt.Key_PageDown) {
            scrollTo(listView.contentY + page);
        } else if (event.key === Qt.Key_Home && end) {
            listView.positionViewAtBeginning();
            following = listView.contentHeight <= listView.height;
        } else if (event.key === Qt.Key_End && end) {
            follow();
        } else if (event.key === Qt.Key_Up && focused) {
            scrollTo(listView.contentY - 60);
        } else if (event.key === Qt.Key_Down && focused) {
            scrollTo(listView.contentY + 60);
        } else {
            return false;
        }
        return true;
    }

    // Brings what is at that place within an element into sight, if it is not.
    function show(item: Item, place: rect) {
        const top = item.mapToItem(listView.contentItem, place.x, place.y).y;
        if (top < listView.contentY + 10 || top + place.height > listView.contentY + listView.height - 10)
            scrollTo(top - listView.height / 3);
    }

    // What has the focus is seen.
    function showFocus(item: Item) {
        for (let parent = item; parent; parent = parent.parent) {
            if (parent === listView.contentItem) {
                show(item, Qt.rect(0, 0, item.width, Math.min(item.height, listView.height / 2)));
                return;
            }
        }
    }

    ListView {
        id: listView

        // The reader is at it: nothing else moves the view now.
        readonly property bool scrolled: moving || scrollBar.pressed

        objectName: "messageView"
        anchors.fill: parent
        focus: true
        activeFocusOnTab: true
        model: list.view.messages
        // Tall enough that what was read a moment ago keeps its height, and its selection.
        cacheBuffer: 4000
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: false
        // The list would keep the current one for ever.
        currentIndex: -1
        clip: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Conversation")

        onContentHeightChanged: list.followIfWanted()
        onHeightChanged: list.followIfWanted()
        onContentYChanged: {
            if (scrolled)
                list.settle();
        }
        onScrolledChanged: list.followIfWanted()
        Keys.onPressed: event => event.accepted = list.takeKey(event)

        ScrollBar.vertical: ScrollBar {
            id: scrollBar

            policy: listView.contentHeight > listView.height ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
            contentItem: Rectangle {
                implicitWidth: 6
                radius: 3
                color: scrollBar.pressed ? Theme.mutedText : Theme.border
            }
        }

        delegate: MessageItem {
            width: listView.width
            view: list.view
            last: index === listView.count - 1
        }
    }
    Rectangle {
        anchors.fill: parent
        anchors.margins: 1
        objectName: "listFrame"
        visible: list.focused && listView.count > 0
        color: "transparent"
        radius: 4
        border.color: Theme.accent
        border.width: 2
    }
    // Once for all that changes in one turn, and when it has been laid out.
    Timer {
        id: toEnd

        interval: 0
        onTriggered: {
            if (list.following && !listView.scrolled)
                listView.positionViewAtEnd();
        }
    }
    // The element is there before the list has laid it out.
    Timer {
        id: toHit

        property Item item: null
        property rect place

        interval: 30
        onTriggered: {
            if (item)
                list.show(item, place);
            item = null;
        }
    }
    Connections {
        target: list.view

        function onPlaceFound(item: var, place: rect) {
            toHit.item = item;
            toHit.place = place;
            toHit.restart();
        }
        function onResent() {
            list.follow();
        }
    }
    Connections {
        target: list.view.search

        function onRevealed(row: int, part: ChatPart) {
            list.following = false;
            if (!listView.itemAtIndex(row))
                listView.positionViewAtIndex(row, ListView.Center);
        }
    }
    IconButton {
        objectName: "jumpButton"
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 14
        anchors.horizontalCenter: parent.horizontalCenter
        visible: !list.following && listView.contentHeight > listView.height
        outlined: true
        text: qsTr("Jump to latest")
        iconPath: "M12 5v14M6 13l6 6l6 -6"
        onClicked: list.follow()
    }
}
