// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE.Chat
import ChatExample

// Tells a screen reader, without pushing in, when an agent asks, and when that of the session in
// sight is done.
Item {
    id: announcer

    required property AgentClientBase client
    required property SessionChoice choice
    property bool wasBusy: false

    function say(text: string) {
        Accessible.name = text;
        Announcements.say(announcer, text);
    }

    width: 1
    height: 1
    Accessible.role: Accessible.StaticText

    Connections {
        target: announcer.client

        function onPermissionAsked(permission: agentPermission) {
            if (permission.sessionId === announcer.choice.current)
                announcer.say(qsTr("The agent asks to use %1").arg(permission.kind));
            else
                announcer.say(qsTr("An agent of another session asks to use %1").arg(permission.kind));
        }
    }
    Connections {
        target: announcer.choice

        function onShown() {
            announcer.wasBusy = false;
        }
        function onSessionChanged() {
            const choice = announcer.choice;
            if (announcer.wasBusy && !choice.busy)
                announcer.say(choice.session.error === "" ? qsTr("The agent is done") : qsTr("The agent has failed: %1").arg(choice.session.error));
            else if (choice.busy && !announcer.wasBusy)
                announcer.Accessible.name = ""; // what is said a second time is a change again
            announcer.wasBusy = choice.busy;
        }
    }
}
