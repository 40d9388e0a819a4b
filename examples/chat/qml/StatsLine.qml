// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE.Chat
import ExampleShared

// The model, how fast it speaks, and how much it has said.
Text {
    id: line

    required property ChatSession session
    property string warning

    function inWords(number: real, digits: int): string {
        return Number(number).toLocaleString(Qt.locale(), "f", digits);
    }

    leftPadding: 6
    text: {
        const pieces = [];
        if (session.model !== "")
            pieces.push(session.model);
        if (warning !== "")
            pieces.push(warning);
        if (session.tokensPerSecond > 0)
            pieces.push(qsTr("%1 tokens/s").arg(inWords(session.tokensPerSecond, 0)));
        if (session.timeToFirstToken >= 0)
            pieces.push(qsTr("first after %1 s").arg(inWords(session.timeToFirstToken / 1000, 1)));
        if (session.usage.totalTokens >= 0)
            pieces.push(qsTr("%1 in, %2 out").arg(inWords(Math.max(0, session.usage.inputTokens), 0)).arg(inWords(Math.max(0, session.usage.outputTokens), 0)));
        return pieces.join("  ·  ");
    }
    textFormat: Text.PlainText
    elide: Text.ElideRight
    font.pixelSize: Theme.smallTextSize
    color: warning === "" ? Theme.mutedText : Theme.warning
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
