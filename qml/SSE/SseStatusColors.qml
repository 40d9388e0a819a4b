// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick

// The colours of states, that can be told from the background in light and in dark.
QtObject {
    // What the style writes in; it tells light from dark in every style, which palettes do not.
    required property color text

    readonly property bool dark: text.hslLightness > 0.5
    readonly property color good: dark ? "#4cc38a" : "#18794e"
    readonly property color busy: dark ? "#ffb84d" : "#b06500"
    readonly property color bad: dark ? "#ff9592" : "#c62a2f"
    readonly property color held: dark ? "#70b8ff" : "#0b68cb"
    readonly property color idle: Qt.alpha(text, 0.65)
}
