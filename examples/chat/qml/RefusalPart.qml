// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE.Chat

// The model's own no.
Notice {
    required property ChatMessage message

    objectName: "refusalPart"
    severe: false
    title: qsTr("The model declined")
    text: part?.text ?? ""
}
