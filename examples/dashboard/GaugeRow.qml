// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import DashboardExample

// Three dials, a tank and four tiles. Arrow keys go from one to the next, Tab leaves them.
FocusScope {
    id: row

    required property Station station
    required property list<string> charted // the names of sensors, by their lines in the chart
    property int current: 0

    readonly property real part: (width - 5 * Look.gap) / (3 * 119 + 78 + 2 * 153)

    signal toggled(string name)

    function gaugeAt(index: int): Gauge {
        return index < 3 ? dials.itemAt(index) as Gauge : index === 3 ? tank : tiles.itemAt(index - 4) as Gauge;
    }

    function go(index: int) {
        if (index >= 0 && index < 8)
            gaugeAt(index).forceActiveFocus(Qt.OtherFocusReason);
    }

    function goDown() {
        if (current === 4 || current === 5)
            go(current + 2);
    }

    function goUp() {
        if (current === 6 || current === 7)
            go(current - 2);
    }

    Keys.onLeftPressed: go(current - 1)
    Keys.onRightPressed: go(current + 1)
    Keys.onDownPressed: goDown()
    Keys.onUpPressed: goUp()

    Repeater {
        id: dials

        model: 3

        DialGauge {
            required property int index

            x: index * (width + Look.gap)
            width: 119 * row.part
            height: row.height
            sensor: row.station.sensors[index]
            number: index + 1
            slot: row.charted.indexOf(sensor.name)
            focus: row.current === index
            activeFocusOnTab: row.current === index
            onActiveFocusChanged: {
                if (activeFocus)
                    row.current = index;
            }
            onToggled: row.toggled(sensor.name)
        }
    }
    TankGauge {
        id: tank

        x: 3 * (119 * row.part + Look.gap)
        width: 78 * row.part
        height: row.height
        sensor: row.station.sensors[3]
        number: 4
        slot: row.charted.indexOf(sensor.name)
        focus: row.current === 3
        activeFocusOnTab: row.current === 3
        onActiveFocusChanged: {
            if (activeFocus)
                row.current = 3;
        }
        onToggled: row.toggled(sensor.name)
    }
    Repeater {
        id: tiles

        model: 4

        TileGauge {
            required property int index

            x: tank.x + tank.width + Look.gap + (index % 2) * (width + Look.gap)
            y: Math.floor(index / 2) * (height + Look.gap)
            width: 153 * row.part
            height: (row.height - Look.gap) / 2
            sensor: row.station.sensors[index + 4]
            history: row.station.history
            number: index + 5
            slot: row.charted.indexOf(sensor.name)
            focus: row.current === index + 4
            activeFocusOnTab: row.current === index + 4
            onActiveFocusChanged: {
                if (activeFocus)
                    row.current = index + 4;
            }
            onToggled: row.toggled(sensor.name)
        }
    }
}
