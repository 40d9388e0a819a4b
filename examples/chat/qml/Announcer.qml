// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE.Chat
import ChatExample

// Tells a screen reader, once and without pushing in, how an answer has ended.
Item {
    id: announcer

    required property ChatSession session
    property bool wasBusy: false

    function say(text: string) {
        Accessible.name = text;
        Announcements.say(announcer, text);
    }

    width: 1
    height: 1
    Accessible.role: Accessible.StaticText

    Connections {
        target: announcer.session

        function onPhaseChanged() {
            const busy = announcer.session.busy;
            if (announcer.wasBusy && !busy) {
                const error = announcer.session.error;
                const last = announcer.session.messages.messageAt(announcer.session.messages.count - 1);
                if (error.code !== Chat.ErrorCode.NoError)
                    announcer.say(qsTr("No answer: %1").arg(error.message));
                else if (last?.finishReason === Chat.FinishReason.Stopped)
                    announcer.say(qsTr("The answer was stopped"));
                else
                    announcer.say(qsTr("The answer is complete"));
            }
            // What is said a second time is a change again.
            if (busy && !announcer.wasBusy)
                announcer.Accessible.name = "";
            announcer.wasBusy = busy;
        }
    }
}
