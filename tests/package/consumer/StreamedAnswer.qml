import QtQuick
import SSE

Text {
    id: answer

    function ask(question: string) {
        answer.text = "";
        source.jsonBody = { model: "small", stream: true, messages: [{ role: "user", content: question }] };
        source.open();
    }

    SseSource {
        id: source
        active: false // until there is something to ask
        url: "https://api.example.org/v1/chat/completions"
        method: "POST"
        endOnData: ["[DONE]"] // without it the answer is truncated, which is an error
        onEventReceived: event => answer.text += event.json?.choices[0]?.delta.content ?? ""
        onErrorOccurred: error => answer.text += error.message
    }
}
