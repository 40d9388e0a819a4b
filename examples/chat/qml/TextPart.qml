// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE.Chat
import ChatExample

// What the model says.
MessageText {
    required property ChatMessage message

    objectName: "messageText"
}
