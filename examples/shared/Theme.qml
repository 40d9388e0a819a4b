// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma Singleton

import QtQuick
import ExampleShared

// The colours and measures of the examples, light and dark.
QtObject {
    // "auto" follows the system; "light" and "dark" do not.
    property string choice: "auto"
    readonly property bool dark: choice === "dark" || (choice !== "light" && system.dark)

    readonly property SystemScheme system: SystemScheme {}

    readonly property color background: dark ? "#15181d" : "#f6f7f9"
    readonly property color surface: dark ? "#1d2128" : "#ffffff"
    readonly property color hover: dark ? "#262c35" : "#eef1f4"
    readonly property color border: dark ? "#333a45" : "#dde1e7"
    readonly property color text: dark ? "#e8ebf0" : "#1c2128"
    readonly property color mutedText: dark ? "#9ea8b6" : "#5a6472"

    readonly property color accent: dark ? "#3ccfb4" : "#0b7a69"
    readonly property color accentText: dark ? "#06251f" : "#ffffff"
    readonly property color bubble: dark ? "#1d423d" : "#d9f0eb"
    readonly property color selection: dark ? "#2b7f72" : "#a9ded3"

    readonly property color warning: dark ? "#f3c26b" : "#8a5207"
    readonly property color warningSurface: dark ? "#2f2614" : "#fdf4e1"
    readonly property color danger: dark ? "#ff9c93" : "#b3261e"
    readonly property color dangerSurface: dark ? "#371f1e" : "#fdeeec"

    readonly property int textSize: 15
    readonly property int lineHeight: 23
    readonly property int smallTextSize: 12
    readonly property int margin: 20
    readonly property int columnWidth: 760
}
