// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import ChatExample
import ExampleShared

// The messages. The view follows what comes in, unless the reader has scrolled away from the end.
Item {
    id: list

    required property Conversation conversation
    property bool following: true

    signal retryRequested

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
        following = view.originY + view.contentHeight - view.contentY - view.height < 40;
    }

    function takeKey(event: var): bool {
        if (event.key !== Qt.Key_PageUp && event.key !== Qt.Key_PageDown)
            return false;
        const step = (event.key === Qt.Key_PageUp ? -0.9 : 0.9) * view.height;
        const bottom = Math.max(view.originY, view.originY + view.contentHeight - view.height);
        view.contentY = Math.max(view.originY, Math.min(view.contentY + step, bottom));
        settle();
        return true;
    }

    ListView {
        id: view

        // The reader is at it: nothing else moves the view now.
        readonly property bool scrolled: moving || scrollBar.pressed

        objectName: "messageView"
        anchors.fill: parent
        model: list.conversation.messages
        // Tall enough that what was read a moment ago keeps its height, and its selection.
        cacheBuffer: 4000
        boundsBehavior: Flickable.StopAtBounds
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

        ScrollBar.vertical: ScrollBar {
            id: scrollBar

            policy: view.contentHeight > view.height ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
            contentItem: Rectangle {
                implicitWidth: 6
                radius: 3
                color: scrollBar.pressed ? Theme.mutedText : Theme.border
            }
        }

        delegate: MessageItem {
            width: view.width
            retryable: index === view.count - 1
            onRetryRequested: list.retryRequested()
        }
    }
    // Once for all that changes in one turn, and when it has been laid out.
    Timer {
        id: toEnd

        interval: 0
        onTriggered: {
            if (list.following && !view.scrolled)
                view.positionViewAtEnd();
        }
    }
    IconButton {
        objectName: "jumpButton"
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 14
        anchors.horizontalCenter: parent.horizontalCenter
        visible: !list.following && view.contentHeight > view.height
        outlined: true
        text: qsTr("Jump to latest")
        iconPath: "M12 5v14M6 13l6 6l6 -6"
        onClicked: list.follow()
    }
}
