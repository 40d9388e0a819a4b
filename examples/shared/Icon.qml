// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import ExampleShared

// A line drawing, given as SVG path data in a square of 24 by 24.
Canvas {
    id: icon

    property string path
    property color color: Theme.text
    property bool filled: false

    implicitWidth: 20
    implicitHeight: 20
    Accessible.ignored: true

    onPathChanged: requestPaint()
    onColorChanged: requestPaint()
    onPaint: {
        const context = getContext("2d");
        context.reset();
        context.scale(width / 24, height / 24);
        context.strokeStyle = color;
        context.fillStyle = color;
        context.lineWidth = 2;
        context.lineCap = "round";
        context.lineJoin = "round";
        context.path = path;
        if (filled)
            context.fill();
        context.stroke();
    }
}
