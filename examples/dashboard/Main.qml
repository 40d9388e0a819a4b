// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls.Basic
import ExampleShared
import DashboardExample

// The window: a header, the gauges, the chart beside the alarms, and the log.
ApplicationWindow {
    id: window

    required property url endpoint
    property string theme: "auto"

    // The sensors in the chart, by their lines.
    property list<string> charted: ["speed", "temperature", "vibration"]
    property int nextLine: 0

    // One more line takes the place of the oldest.
    function toggleLine(name: string) {
        const lines = Array.from(charted);
        const line = lines.indexOf(name);
        if (line >= 0) {
            lines[line] = "";
            if (lines.every(other => other === ""))
                return;
        } else {
            const free = lines.indexOf("");
            const place = free < 0 ? nextLine : free;
            lines[place] = name;
            nextLine = (place + 1) % 3;
        }
        charted = lines;
    }

    function toggleTheme() {
        Theme.choice = Theme.dark ? "light" : "dark";
    }

    // Keys that the item with the focus has no use for.
    function takeKey(event: var): bool {
        const key = event.text.toUpperCase();
        if (event.modifiers & (Qt.ControlModifier | Qt.AltModifier | Qt.MetaModifier))
            return false;
        if (key >= "1" && key <= "8")
            toggleLine(station.sensors[Number(key) - 1].name);
        else if (key === "G")
            gauges.go(gauges.current);
        else if (key === "C")
            chart.forceActiveFocus(Qt.ShortcutFocusReason);
        else if (key === "A")
            alarmList.forceActiveFocus(Qt.ShortcutFocusReason);
        else if (key === "L")
            logView.forceActiveFocus(Qt.ShortcutFocusReason);
        else if (key === "P")
            logView.togglePause();
        else if (key === "+" || key === "-")
            chart.zoom(key === "+");
        else if (key === "R")
            station.reconnectNow();
        else if (key === "T")
            toggleTheme();
        else if (key === "?")
            help.open();
        else
            return false;
        return true;
    }

    width: 800
    height: 480
    minimumWidth: 640
    minimumHeight: 400
    visible: true
    title: qsTr("SseQt Dashboard")
    color: Theme.background
    // For the views of the module SSE, which take their colours from it.
    palette.windowText: Theme.text
    palette.text: Theme.text
    palette.highlight: Theme.accent

    Component.onCompleted: {
        Theme.choice = theme;
        gauges.go(0);
    }

    // In large windows there is more to see, and not only larger.
    Binding {
        readonly property real zoom: Math.min(window.width / 800, window.height / 480)

        target: Look
        property: "unit"
        value: zoom < 1 ? zoom : 1 + (zoom - 1) * 0.55
    }
    Station {
        id: station

        objectName: "station"
        url: window.endpoint
    }

    Item {
        anchors.fill: parent
        Keys.onPressed: event => event.accepted = window.takeKey(event)

        Header {
            id: header

            width: parent.width
            station: station
            onThemeToggled: window.toggleTheme()
            onHelpRequested: help.open()
        }
        Item {
            id: body

            // What is left for three rows.
            readonly property real rest: height - 2 * Look.gap

            anchors.fill: parent
            anchors.topMargin: header.height + Look.gap
            anchors.leftMargin: Look.gap
            anchors.rightMargin: Look.gap
            anchors.bottomMargin: Look.gap

            GaugeRow {
                id: gauges

                objectName: "gauges"
                width: parent.width
                height: Math.round(body.rest * 0.36)
                station: station
                charted: window.charted
                onToggled: name => window.toggleLine(name)
            }
            Chart {
                id: chart

                objectName: "chart"
                anchors.top: gauges.bottom
                anchors.topMargin: Look.gap
                width: Math.round((parent.width - Look.gap) * 0.59)
                height: Math.round(body.rest * 0.38)
                station: station
                charted: window.charted
            }
            AlarmList {
                id: alarmList

                objectName: "alarms"
                anchors.left: chart.right
                anchors.leftMargin: Look.gap
                anchors.right: parent.right
                anchors.top: chart.top
                height: chart.height
                alarms: station.alarms
                live: station.live
            }
            LogView {
                id: logView

                objectName: "log"
                anchors.top: chart.bottom
                anchors.topMargin: Look.gap
                anchors.bottom: parent.bottom
                width: parent.width
                model: station.log
                live: station.live
            }
        }
    }
    HelpSheet {
        id: help

        objectName: "help"
    }
}
