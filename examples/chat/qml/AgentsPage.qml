// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Layouts
import SSE.Chat
import ChatExample
import ExampleShared

// The sessions of a server of agents, and what is said in one of them.
Item {
    id: page

    required property url server
    required property string eventPath

    readonly property bool narrow: width < 720
    readonly property bool connected: client.state === AgentClient.State.Live || client.state === AgentClient.State.Fetching
    property string unsent // a prompt that the server has not taken yet

    signal chatRequested
    signal themeToggled

    function takeFocus() {
        composer.takeFocus();
    }

    function choose(id: string) {
        drawer.close();
        choice.show(id);
        takeFocus();
    }

    function createSession() {
        drawer.close();
        client.createSession();
        takeFocus();
    }

    function send(text: string) {
        if (unsent !== "")
            return;
        unsent = text;
        composer.clear();
        client.prompt(choice.current, text);
        list.follow();
    }

    function stop() {
        if (choice.busy)
            client.abort(choice.current);
        takeFocus();
    }

    // What the stream has to say is seen at its lamp.
    function takeError(error: chatError, sessionId: string) {
        if (sessionId === "" && !connected)
            return;
        if (unsent !== "" && composer.text === "")
            composer.text = unsent;
        unsent = "";
        permission.answered = false;
        toast.show(error.message);
    }

    function openSearch() {
        searchBar.open();
    }

    // Search first: it lies above, and its hint says so.
    function takeEscape() {
        if (searchBar.visible)
            searchBar.close();
        else
            stop();
    }

    function showFocus(item: Item) {
        list.showFocus(item);
    }

    Component.onCompleted: takeFocus()

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        // Keys that the item with the focus has no use for, as those of somebody who goes on typing.
        Keys.onEscapePressed: page.takeEscape()
        Keys.onPressed: event => event.accepted = list.takeKey(event) || composer.takeKey(event)

        AgentsHeader {
            Layout.fillWidth: true
            server: page.server
            source: client.source
            choice: choice
            look: look
            listHidden: page.narrow
            onListRequested: drawer.open()
            onChatRequested: page.chatRequested()
            onSearchRequested: page.openSearch()
            onThemeToggled: page.themeToggled()
        }
        // Placed by hand: a layout does not always follow when what it has comes and goes.
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            SessionList {
                id: side

                objectName: "sessionList"
                width: page.width < 1000 ? 264 : 312
                height: parent.height
                visible: !page.narrow
                sessions: client.sessions
                current: choice.current
                connected: page.connected
                onChosen: sessionId => page.choose(sessionId)
                onNewRequested: page.createSession()
            }
            Rectangle {
                x: side.width
                width: 1
                height: parent.height
                visible: side.visible
                color: Theme.border
            }
            ColumnLayout {
                x: page.narrow ? 0 : side.width + 1
                width: parent.width - x
                height: parent.height
                spacing: 0

                SearchBar {
                    id: searchBar

                    objectName: "searchBar"
                    Layout.fillWidth: true
                    search: search
                    onClosed: composer.takeFocus()
                }
                AgentsProblem {
                    Layout.fillWidth: true
                    Layout.margins: 12
                    client: client
                }
                Item {
                    Layout.fillWidth: true
                    Layout.fillHeight: true

                    MessageList {
                        id: list

                        anchors.fill: parent
                        view: view
                    }
                    Text {
                        objectName: "nothingYet"
                        anchors.centerIn: parent
                        width: Math.min(parent.width - 2 * Theme.margin, 420)
                        visible: client.state === AgentClient.State.Live && choice.messages.count === 0
                        text: choice.made ? qsTr("Nothing has been said here yet. Tell the agent what to do.") : qsTr("Begin a session, and tell the agent what to do.")
                        textFormat: Text.PlainText
                        horizontalAlignment: Text.AlignHCenter
                        wrapMode: Text.Wrap
                        font.pixelSize: 14
                        color: Theme.mutedText
                    }
                    Toast {
                        id: toast

                        anchors.bottom: parent.bottom
                        anchors.bottomMargin: 12
                        anchors.horizontalCenter: parent.horizontalCenter
                        room: parent.width - 40
                    }
                }
                PermissionCard {
                    id: permission

                    Layout.alignment: Qt.AlignHCenter
                    Layout.preferredWidth: Math.min(parent.width - 2 * Theme.margin, Theme.columnWidth)
                    Layout.bottomMargin: 8
                    visible: choice.asks
                    permissions: choice.session.permissions
                    onAnswerGiven: (permissionId, answer) => {
                        client.answerPermission(choice.current, permissionId, answer);
                        page.takeFocus();
                    }
                }
                Composer {
                    id: composer

                    Layout.fillWidth: true
                    enabled: choice.made
                    placeholder: choice.made ? qsTr("Tell the agent what to do") : qsTr("No session is chosen")
                    busy: choice.busy
                    searching: searchBar.visible
                    onSubmitted: text => page.send(text)
                    onStopRequested: page.stop()
                }
            }
        }
    }
    SessionDrawer {
        id: drawer

        objectName: "sessionDrawer"
        width: Math.min(page.width - 56, 320)
        height: page.height
        sessions: client.sessions
        current: choice.current
        connected: page.connected
        onChosen: sessionId => page.choose(sessionId)
        onNewRequested: page.createSession()
    }
    SessionAnnouncer {
        objectName: "agentsAnnouncer"
        client: client
        choice: choice
    }
    // Last, because what is declared first goes first, and views look at these until they go.
    SessionStatus {
        id: look

        status: choice.session.status
        retryIn: choice.retryIn
        error: choice.session.error
        asks: choice.asks
    }
    ViewState {
        id: view

        messages: choice.messages
        search: search
    }
    Search {
        id: search

        messages: choice.messages
    }
    SessionChoice {
        id: choice

        client: client
        onShown: {
            permission.answered = false;
            list.follow();
        }
    }
    AgentClient {
        id: client

        objectName: "agentClient"
        baseUrl: page.server
        eventPath: page.eventPath
        onPromptAccepted: page.unsent = ""
        onErrorOccurred: (error, sessionId) => page.takeError(error, sessionId)
    }
}
