import QtQuick
import SSE

SseSource {
    id: source

    signal tokenNeeded(anew: bool, then: var)

    url: "https://example.org/events"
    reconnectPolicy.retryUnauthorized: true
    onAboutToConnect: attempt => {
        attempt.hold();
        source.tokenNeeded(attempt.previousError.httpStatus === 401, token => {
            attempt.setHeader("Authorization", `Bearer ${token}`);
            attempt.proceed();
        });
    }
}
