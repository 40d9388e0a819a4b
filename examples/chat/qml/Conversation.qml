// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE.Chat
import ChatExample

// The conversation with the service of the current profile, and the tool that its model may call.
ChatSession {
    id: session

    required property Profiles profiles
    readonly property bool failed: !busy && error.code !== Chat.ErrorCode.NoError

    // Not under way: what is being answered was asked of the old one.
    function applyProfile() {
        if (!busy)
            profiles.applyTo(session);
    }

    Component.onCompleted: applyProfile()
    onPhaseChanged: applyProfile()

    Connections {
        target: session.profiles

        function onCurrentChanged() {
            session.applyProfile();
        }
    }
    WeatherTool {}
}
