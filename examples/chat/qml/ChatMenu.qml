// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls.Basic
import ExampleShared

// A menu in the colours of the window.
Menu {
    id: menu

    padding: 6
    margins: 8
    background: Rectangle {
        implicitWidth: 260
        radius: 10
        color: Theme.surface
        border.color: Theme.border
    }
}
