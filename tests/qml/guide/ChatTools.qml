import QtQuick
import SSE.Chat

ChatSession {
    id: session

    required property string key // typed by the user, for this run
    property string server: "http://127.0.0.1:8080"

    format: Chat.Format.AnthropicMessages
    endpoint: `${session.server}/v1/messages`
    model: "a-model"
    onApiKeyRequested: request => request.provide(session.key)

    ChatTool {
        name: "get_size"
        description: "Says how large a building is."
        parameters: ({
            type: "object",
            properties: { building: { type: "string" } },
            required: ["building"]
        })
        onCalled: call => {
            if (call.arguments.building === "barn")
                call.answer({ metres: [12, 30, 8] });
            else
                call.fail("There is no such building.");
        }
    }
}
