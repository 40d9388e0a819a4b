import QtQuick
import SSE

Text {
    id: status
    text: {
        if (source.readyState === SseSource.Open)
            return "Connected";
        if (source.waitsForNetwork)
            return "Offline";
        if (source.nextReconnectIn >= 0)
            return `Attempt ${source.reconnectAttempt} in ${Math.ceil(source.nextReconnectIn / 1000)} s`;
        return source.readyState === SseSource.Closed ? "Closed" : "Connecting …";
    }

    TapHandler {
        onTapped: source.reconnectNow()
    }

    SseSource {
        id: source
        url: "https://example.org/events"
        reconnectPolicy.retryStatuses: [429, 503]
        reconnectPolicy.maximumDelay: 120000
    }
}
