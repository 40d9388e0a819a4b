// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE.Chat
import ChatExample

// What went wrong, in the place where it did.
Notice {
    id: notice

    required property ChatMessage message

    readonly property int code: part?.error.code ?? Chat.ErrorCode.NoError
    readonly property ChatSession session: view.session
    readonly property bool isLast: session !== null && session.messages.count > 0 && session.messages.messageAt(session.messages.count - 1) === message
    readonly property bool waiting: isLast && session?.phase === Chat.Phase.WaitingToRetry
    readonly property bool scheduled: session?.retryScheduled ?? false
    readonly property bool concernsProfile: {
        switch (code) {
        case Chat.ErrorCode.InvalidRequest:
        case Chat.ErrorCode.MissingKey:
        case Chat.ErrorCode.Unauthorized:
        case Chat.ErrorCode.Forbidden:
        case Chat.ErrorCode.NotFound:
            return true;
        default:
            return false;
        }
    }

    objectName: "errorPart"
    severe: code !== Chat.ErrorCode.Truncated
    title: {
        switch (code) {
        case Chat.ErrorCode.MissingKey:
            return qsTr("There is no key");
        case Chat.ErrorCode.Unauthorized:
            return qsTr("The key was refused");
        case Chat.ErrorCode.RateLimited:
            return qsTr("Too many requests");
        case Chat.ErrorCode.QuotaExceeded:
            return qsTr("The quota is used up");
        case Chat.ErrorCode.Overloaded:
            return qsTr("The service is overloaded");
        case Chat.ErrorCode.ContentFiltered:
            return qsTr("The service's filter ended the answer");
        case Chat.ErrorCode.Truncated:
            return qsTr("The answer was cut off");
        case Chat.ErrorCode.ConnectionFailed:
            return qsTr("No connection");
        case Chat.ErrorCode.TimedOut:
            return qsTr("No answer in time");
        default:
            return (message?.text ?? "") === "" ? qsTr("No answer") : qsTr("An error ended the answer");
        }
    }
    text: part?.error.message ?? ""
    advice: part?.error.advice ?? ""
    actionable: isLast && ((session?.canRetry ?? false) || waiting || concernsProfile)

    PillButton {
        objectName: "retryButton"
        visible: notice.isLast && (notice.session?.canRetry ?? false)
        text: {
            if (!notice.waiting)
                return qsTr("Retry");
            const seconds = Math.ceil((notice.session?.retryCountdown ?? 0) / 1000);
            return notice.scheduled ? qsTr("Retry now, or in %1 s").arg(seconds) : qsTr("Retry in %1 s").arg(seconds);
        }
        // Not each second another one.
        Accessible.name: !notice.waiting ? qsTr("Retry") : notice.scheduled ? qsTr("Retry now") : qsTr("Retry when the service allows it")
        ink: notice.ink
        onClicked: {
            if (notice.waiting && !notice.scheduled)
                notice.session.scheduleRetry();
            else
                notice.session.retry();
        }
    }
    PillButton {
        objectName: "cancelRetryButton"
        visible: notice.waiting && notice.scheduled
        text: qsTr("Cancel")
        Accessible.name: qsTr("Do not retry")
        ink: notice.ink
        onClicked: notice.session.cancelRetry()
    }
    PillButton {
        objectName: "editProfileButton"
        visible: notice.isLast && notice.concernsProfile
        text: qsTr("Edit profile")
        ink: notice.ink
        onClicked: notice.view.profileRequested()
    }
}
