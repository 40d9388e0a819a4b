// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import ChatExample
import ExampleShared

// The window: a header, the conversation, and the box to write in. Agents have a page of their own.
ApplicationWindow {
    id: window

    required property Profiles profiles
    property string theme: "auto"
    property url agentsServer
    property string agentsEventPath: "/event"
    property bool showsAgents: false

    function send(text: string): bool {
        if (!session.send(text))
            return false;
        list.follow();
        composer.takeFocus();
        return true;
    }

    function newConversation() {
        view.stopEditing();
        session.clear();
        composer.takeFocus();
    }

    function copyTranscript() {
        Clipboard.put(Transcript.markdown(session.messages));
        toast.show(qsTr("Copied as Markdown"));
    }

    function saveTranscript(file: url) {
        const problem = Transcript.save(session.messages, file);
        toast.show(problem === "" ? qsTr("Saved") : problem);
    }

    function editProfiles() {
        profileDialog.show(profiles.current);
    }

    function showChat() {
        showsAgents = false;
        composer.takeFocus();
    }

    function showAgents() {
        showsAgents = true;
        if (agentsLoader.status === Loader.Ready)
            (agentsLoader.item as AgentsPage).takeFocus();
    }

    function toggleTheme() {
        Theme.choice = Theme.dark ? "light" : "dark";
    }

    // Search first: it lies above, and its hint says so.
    function takeEscape() {
        if (searchBar.visible)
            searchBar.close();
        else
            session.stop();
    }

    width: 900
    height: 720
    minimumWidth: 400
    minimumHeight: 420
    visible: true
    title: qsTr("SseQt Chat")
    color: Theme.background
    palette.windowText: Theme.text
    palette.text: Theme.text
    palette.base: Theme.surface
    palette.window: Theme.background
    palette.highlight: Theme.selection
    palette.highlightedText: Theme.text
    palette.link: Theme.accent
    palette.mid: Theme.border

    Component.onCompleted: {
        Theme.choice = theme;
        if (!showsAgents)
            composer.takeFocus();
    }
    onShowsAgentsChanged: agentsLoader.load()
    onActiveFocusItemChanged: {
        if (activeFocusItem && showsAgents)
            (agentsLoader.item as AgentsPage)?.showFocus(activeFocusItem);
        else if (activeFocusItem)
            list.showFocus(activeFocusItem);
    }

    Shortcut {
        sequence: "Ctrl+1"
        onActivated: window.showChat()
    }
    Shortcut {
        sequence: "Ctrl+2"
        onActivated: window.showAgents()
    }
    Shortcut {
        sequence: "Ctrl+F"
        onActivated: window.showsAgents ? (agentsLoader.item as AgentsPage)?.openSearch() : searchBar.open()
    }
    Shortcut {
        sequence: "Ctrl+N"
        onActivated: window.showsAgents ? (agentsLoader.item as AgentsPage)?.createSession() : window.newConversation()
    }
    Shortcut {
        sequence: "Ctrl+S"
        enabled: !window.showsAgents && session.messages.count > 0
        onActivated: saveLoader.open()
    }
    Shortcut {
        sequence: "Ctrl+Shift+C"
        enabled: !window.showsAgents && session.messages.count > 0
        onActivated: window.copyTranscript()
    }
    Shortcut {
        sequence: "Ctrl+,"
        enabled: !window.showsAgents
        onActivated: window.editProfiles()
    }

    ColumnLayout {
        anchors.fill: parent
        visible: !window.showsAgents
        spacing: 0

        // Keys that the item with the focus has no use for. Whoever has clicked into an answer and
        // goes on typing means the box below.
        Keys.onEscapePressed: window.takeEscape()
        Keys.onPressed: event => event.accepted = list.takeKey(event) || composer.takeKey(event)

        ChatHeader {
            Layout.fillWidth: true
            session: session
            profiles: window.profiles
            failed: session.failed
            onAgentsRequested: window.showAgents()
            onThemeToggled: {
                window.toggleTheme();
                composer.takeFocus();
            }
            onProfilesRequested: window.editProfiles()
            onSearchRequested: searchBar.open()
            onNewRequested: window.newConversation()
            onCopyRequested: window.copyTranscript()
            onSaveRequested: saveLoader.open()
        }
        SearchBar {
            id: searchBar

            objectName: "searchBar"
            Layout.fillWidth: true
            search: search
            onClosed: composer.takeFocus()
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            MessageList {
                id: list

                anchors.fill: parent
                view: view
            }
            EmptyState {
                anchors.fill: parent
                visible: session.messages.count === 0
                profiles: window.profiles
                onPromptChosen: prompt => window.send(prompt)
            }
            Toast {
                id: toast

                anchors.bottom: parent.bottom
                anchors.bottomMargin: 12
                anchors.horizontalCenter: parent.horizontalCenter
                room: parent.width - 40
            }
        }
        Composer {
            id: composer

            Layout.fillWidth: true
            busy: session.busy
            searching: searchBar.visible
            onSubmitted: text => {
                if (window.send(text))
                    clear();
            }
            onStopRequested: {
                session.stop();
                takeFocus();
            }
        }
    }
    // Connected when it is first seen, and from then on.
    Loader {
        id: agentsLoader

        property bool complete: false

        anchors.fill: parent
        visible: window.showsAgents
        Component.onCompleted: {
            complete = true;
            load();
        }
        onLoaded: {
            const page = item as AgentsPage;
            page.chatRequested.connect(window.showChat);
            page.themeToggled.connect(window.toggleTheme);
        }

        function load() {
            if (complete && window.showsAgents && status === Loader.Null)
                setSource("AgentsPage.qml", {
                    server: window.agentsServer,
                    eventPath: window.agentsEventPath
                });
        }
    }
    Announcer {
        objectName: "announcer"
        session: session
    }
    ProfileDialog {
        id: profileDialog

        objectName: "profileDialog"
        profiles: window.profiles
        onClosed: composer.takeFocus()
    }
    Loader {
        id: saveLoader

        function open() {
            source = "";
            source = "SaveDialog.qml";
            if (status !== Loader.Ready)
                miss();
        }

        function miss() {
            toast.show(qsTr("This machine has no dialog for files. Copy the conversation instead."));
        }

        onLoaded: {
            const dialog = item as SaveDialog;
            dialog.accepted.connect(() => window.saveTranscript(dialog.selectedFile));
        }
    }
    // Last, because what is declared first goes first, and views look at these until they go.
    ViewState {
        id: view

        messages: session.messages
        session: session
        search: search
        onProfileRequested: window.editProfiles()
        onResent: composer.takeFocus()
    }
    Search {
        id: search

        messages: session.messages
    }
    Conversation {
        id: session

        objectName: "session"
        profiles: window.profiles
    }
}
