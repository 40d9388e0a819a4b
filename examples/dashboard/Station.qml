// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import SSE
import DashboardExample

// The pumping station: its event stream, and what was learned from that.
SseSource {
    id: station

    readonly property list<Sensor> sensors: [
        Sensor {
            source: station
            name: "speed"
            title: qsTr("Speed")
            unit: "rpm"
            minimum: 0
            maximum: 3000
            highWarning: 2700
        },
        Sensor {
            source: station
            name: "pressure"
            title: qsTr("Pressure")
            unit: "bar"
            decimals: 2
            minimum: 0
            maximum: 10
            highWarning: 7.4
            highCritical: 9
        },
        Sensor {
            source: station
            name: "temperature"
            title: qsTr("Temperature")
            unit: "°C"
            decimals: 1
            minimum: 15
            maximum: 95
            highWarning: 70
            highCritical: 78
        },
        Sensor {
            source: station
            name: "level"
            title: qsTr("Level")
            unit: "%"
            decimals: 1
            minimum: 0
            maximum: 100
            lowWarning: 18
        },
        Sensor {
            source: station
            name: "flow"
            title: qsTr("Flow")
            unit: "l/min"
            decimals: 1
            minimum: 0
            maximum: 120
        },
        Sensor {
            source: station
            name: "power"
            title: qsTr("Power")
            unit: "kW"
            decimals: 2
            minimum: 0
            maximum: 15
            highWarning: 12.5
        },
        Sensor {
            source: station
            name: "vibration"
            title: qsTr("Vibration")
            unit: "mm/s"
            decimals: 2
            minimum: 0
            maximum: 12
            highWarning: 7.1
            highCritical: 11
        },
        Sensor {
            source: station
            name: "voltage"
            title: qsTr("Voltage")
            unit: "V"
            decimals: 1
            minimum: 380
            maximum: 420
            lowWarning: 385
            highWarning: 415
        }
    ]
    readonly property Alarms alarms: Alarms {
        source: station
    }
    readonly property SseEventModel log: SseEventModel {
        source: station
        types: ["log"]
        roles: ({
                level: "level",
                unit: "unit",
                text: "text",
                time: "time"
            })
        order: SseEventModel.NewestFirst
        maximumCount: 500
    }
    readonly property History history: History {
        source: station
        sensors: station.names()
    }

    readonly property bool live: readyState === SseSource.Open
    // Without a user name and password.
    readonly property string host: (`${url}`.split("/")[2] ?? "").split("@").pop()
    // Events a second.
    property int rate: 0

    function names(): list<string> {
        const list = [];
        for (let i = 0; i < sensors.length; ++i)
            list.push(sensors[i].name);
        return list;
    }

    function sensorNamed(name: string): Sensor {
        return sensors[names().indexOf(name)] ?? null;
    }

    // A server that was started anew is found within seconds.
    reconnectInterval: 1000
    reconnectPolicy.maximumDelay: 3000
    // It is never silent for long; a line that is dead says nothing either.
    idleTimeout: 5000

    Timer {
        property double eventsBefore: 0

        interval: 1000
        repeat: true
        running: true
        onTriggered: {
            const events = station.statistics().events;
            station.rate = events - eventsBefore;
            eventsBefore = events;
        }
    }
}
