// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import ExampleShared

// Light or dark: a sun in the dark, a moon in the light.
IconButton {
    objectName: "themeButton"
    text: Theme.dark ? qsTr("Light theme") : qsTr("Dark theme")
    iconPath: Theme.dark ? "M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0 -8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6l1.4 1.4M5 19l1.4 -1.4M17.6 6.4l1.4 -1.4" : "M20 14.5A8.5 8.5 0 0 1 9.5 4A8.5 8.5 0 1 0 20 14.5Z"
}
