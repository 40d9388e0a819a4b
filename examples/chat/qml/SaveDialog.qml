// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick.Dialogs

// A file of its own, because not every machine has the module.
FileDialog {
    signal missed

    fileMode: FileDialog.SaveFile
    title: qsTr("Save the conversation")
    defaultSuffix: "md"
    nameFilters: [qsTr("Markdown (*.md)"), qsTr("All files (*)")]
    Component.onCompleted: {
        open();
        // There is neither a dialog of the system nor all that Qt's own needs.
        if (!visible)
            missed();
    }
}
