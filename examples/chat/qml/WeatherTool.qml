// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import SSE.Chat

// A tool for the model to call. Its weather is made up, and the same each time.
ChatTool {
    id: tool

    readonly property list<string> skies: ["sunny", "cloudy", "windy", "foggy", "rainy"]

    function weather(city: string): var {
        let sum = 0;
        for (const letter of city)
            sum += letter.codePointAt(0);
        return {
            sky: skies[sum % skies.length],
            temperature: sum % 31 - 4,
            unit: "°C",
            wind: sum % 12 + 2,
            windUnit: "m/s"
        };
    }

    // As long as a service would take to look.
    readonly property Component answer: Component {
        Timer {
            id: timer

            required property ChatPendingCall call // null when nobody waits any more

            interval: 800
            running: true
            onTriggered: {
                const city = call?.arguments.city;
                if (typeof city === "string" && city !== "")
                    call.answer(tool.weather(city));
                else
                    call?.fail("Which city?");
                timer.destroy();
            }
        }
    }

    name: "get_weather"
    description: "The weather in a city, as it is now"
    parameters: ({
            type: "object",
            properties: {
                city: {
                    type: "string",
                    description: "The name of the city, as in Oslo"
                }
            },
            required: ["city"]
        })
    onCalled: call => answer.createObject(tool, {
            call: call
        })
}
