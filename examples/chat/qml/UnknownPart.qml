// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE.Chat
import ChatExample
import ExampleShared

// Something that this program does not know. It is there, and disturbs nobody.
PlainText {
    required property ChatMessage message

    objectName: "unknownPart"
    field: Search.Name
    text: ShownText.label(part?.name ?? "")
    font.pixelSize: Theme.smallTextSize
    font.italic: true
    color: Theme.mutedText
    Accessible.name: qsTr("Of a kind that this program does not show: %1").arg(text)
}
