// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQml
import QtQuick.Dialogs
import SSE

// A file of its own, because not every machine has the module.
FileDialog {
    required property SseEventInspector inspector

    fileMode: FileDialog.SaveFile
    title: qsTr("Save the events")
    defaultSuffix: "jsonl"
    nameFilters: [qsTr("JSON Lines (*.jsonl)"), qsTr("All files (*)")]
    onAccepted: inspector.save(selectedFile)
    Component.onCompleted: {
        open();
        // There is neither a dialog of the system nor all that Qt's own needs.
        if (!visible)
            inspector.missDialog();
    }
}
