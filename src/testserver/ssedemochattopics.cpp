// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssedemochatanswer_p.h"

#include <QtCore/QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Topic
{
    QStringList words; // whole words, lower case; any of them in the prompt chooses the topic
    QStringList answers;
};

// The first topic that fits wins, so the particular come before the general.
const QList<Topic> &topics()
{
    static const QList<Topic> all{
        { { u"reconnect"_s, u"reconnects"_s, u"reconnecting"_s, u"retry"_s, u"last-event-id"_s,
            u"resume"_s, u"lost"_s, u"breaks"_s, u"broken"_s },
          { u"## When a stream breaks\n\nThe client waits for the *reconnection time* and asks "
            "again, with the id of the last event in a header:\n\n```http\nGET /events HTTP/1.1\n"
            "Last-Event-ID: 42\n```\n\nA server that keeps a little history can then go on exactly "
            "where it stopped. 🔁\n\n1. The server sets the waiting time with a line such as "
            "`retry: 3000`.\n2. `SseSource` adds a back-off on top, so that a server in trouble is "
            "not flooded.\n3. A **POST** is never repeated by itself."_s,
            u"Reconnecting is built in:\n\n| Request | Is repeated |\n|:--------|:----------------"
            "-|\n| `GET` | by itself, with Last-Event-ID |\n| `POST` | only if you say so |\n\n"
            "Nobody wants to pay for the same prompt twice. Try the route `/reconnect-test` of "
            "this server and watch the counter go on after each drop."_s } },
        { { u"websocket"_s, u"websockets"_s, u"polling"_s, u"grpc"_s },
          { u"| | WebSocket | Event stream |\n|:--|:---------:|:------------:|\n| Who talks | both "
            "| the server |\n| Protocol | its own | plain HTTP |\n| Reconnecting | by hand | in "
            "the standard |\n\nSo proxies, cookies, compression and HTTP/2 just work. If the "
            "client mostly listens, as a dashboard or this chat does, an event stream is the "
            "simpler tool. 📡"_s,
            u"Choose by direction:\n\n- both sides talk a lot: a **WebSocket**;\n- the server "
            "tells and the client listens: an **event stream**.\n\nPrompts go out as an ordinary "
            "POST, and the answer comes back as the stream you are reading right now."_s } },
        { { u"token"_s, u"tokens"_s, u"llm"_s, u"openai"_s, u"model"_s, u"chat"_s, u"prompt"_s,
            u"gpt"_s, u"ai"_s },
          { u"You are watching it happen: each piece of this answer is one event whose data is a "
            "small JSON object with a `delta` in it.\n\n```json\n{\"choices\": [{\"index\": 0, "
            "\"delta\": {\"content\": \" happen\"}}]}\n```\n\nThe first one names the role, the "
            "last one says `\"finish_reason\": \"stop\"`, and then comes `data: [DONE]`. 🤖"_s,
            u"I am only a demo and know a handful of topics by heart, but I speak the wire format "
            "of *Chat Completions* faithfully:\n\n- reasoning before the answer,\n- tool calls, "
            "if you declare `get_weather` and ask for the weather,\n- usage, if you ask for "
            "it.\n\nPoint the same client at a real model and nothing in it has to change."_s } },
        { { u"qml"_s, u"quick"_s, u"dashboard"_s },
          { u"In QML it takes one object:\n\n```qml\nimport SSE\n\nSseSource {\n    url: "
            "\"http://127.0.0.1:8080/events\"\n    active: true\n    onEventReceived: event => "
            "console.log(event.data)\n}\n```\n\nBind `readyState` to a little lamp and your "
            "dashboard shows at a glance whether it is live. 🟢"_s,
            u"The QML module is thin on purpose: the work happens in C++, and your bindings only "
            "see events that are complete.\n\n```qml\nComponent.onCompleted: "
            "source.addEventListener(\"alarm\", event => show(event.json))\n```\n\nCall "
            "`addEventListener` for the types you care about and ignore the rest."_s } },
        { { u"unicode"_s, u"utf-8"_s, u"emoji"_s, u"emojis"_s, u"language"_s, u"languages"_s },
          { u"Event streams are **always UTF-8**, whatever the charset in the Content-Type says. "
            "So grüße, здравствуйте, こんにちは and 👩‍🚀 all travel fine – even when "
            "a "
            "chunk "
            "ends "
            "in "
            "the middle of a character, because a good parser decodes whole fields and never half "
            "ones. ✨"_s,
            u"Here is a small parade:\n\n- ä ö ü ß, ñ, ç\n- Ω, ж, 水, 한글\n- 🦊, "
            u"🏳️‍🌈\n\nIf any of "
            "these shows up as a question mark, someone decoded a chunk before it was whole."_s } },
        { { u"error"_s, u"errors"_s, u"timeout"_s, u"fail"_s, u"fails"_s, u"failure"_s },
          { u"Errors are **values** here: a code, a message for people, the HTTP status, and "
            "whether a retry follows. See how your program takes them:\n\n| Write | and I will "
            "|\n|:------|:----------|\n| `/error` | fail in the middle, with an error in the "
            "stream |\n| `/drop` | cut the connection in the middle |\n| `/busy` | refuse with 429 "
            "and ask you to wait |\n\n🧯"_s,
            u"A stream that ends too early is reported as *truncated* and never as success. Send "
            "`/drop` and see: the text stays, and the message says that it is incomplete."_s } },
        { { u"qt"_s, u"signal"_s, u"signals"_s, u"slot"_s, u"c++"_s, u"widgets"_s },
          { u"In C++ an `SseSource` is a `QObject` like any other: set its url, connect, call "
            "`open()`.\n\n```cpp\nSseSource source(url);\nconnect(&source, "
            "&SseSource::eventReceived, this, &Board::show);\nsource.open();\n```\n\nIt lives on "
            "QNetworkAccessManager, so proxies, cookies and TLS work as in the rest of your "
            "program. 🧩"_s,
            u"Qt ships WebSockets, gRPC and MQTT, but nothing for event streams. SseQt fills that "
            "gap in Qt's own manner:\n\n- signals in the past tense,\n- properties with NOTIFY,\n- "
            "no surprises with ownership."_s } },
        { { u"sse"_s, u"event"_s, u"events"_s, u"eventsource"_s, u"server-sent"_s, u"stream"_s,
            u"streams"_s, u"streaming"_s },
          { u"## Server-Sent Events\n\nThey are an HTTP answer that does not end. The server "
            "writes a few lines and a blank one, and the client has an event:\n\n```\nid: 7\n"
            "event: reading\ndata: {\"level\": 41.5}\n\n```\n\nThat is nearly all of it, and it is "
            "why the [format](https://html.spec.whatwg.org/multipage/server-sent-events.html) has "
            "aged so well. 🌊"_s,
            u"An event stream is text:\n\n1. every line is a *field*,\n2. every blank line "
            "dispatches what came before,\n3. a line that begins with a colon is a comment that "
            "keeps the connection warm.\n\nAnything that speaks HTTP can serve it, even a shell "
            "script."_s } },
        { { u"thanks"_s, u"thank"_s, u"thx"_s, u"great"_s, u"nice"_s },
          { u"You are welcome! 😊 If you would like to see something break, try `/error` or "
            "`/drop`."_s,
            u"With pleasure. Ask me about reconnecting next – it is my favourite part."_s } },
        { { u"help"_s, u"who"_s, u"what can you do"_s },
          { u"I am the demo behind this chat, and I know a few things by heart:\n\n- **event "
            "streams** and how they reconnect\n- **Qt**, QML and this library\n- **tokens** and "
            "chat formats\n- **Unicode** and emoji 🎈\n- the **weather**, if you declare a tool "
            "for it\n\nAnd some commands:\n\n| Command | What happens |\n|:--------|:-----------"
            "--|\n| `/tour` | everything that Markdown can |\n| `/long 5000` | so many tokens, "
            "fast |\n| `/error` | an error in the middle of the stream |\n| `/drop` | the "
            "connection drops in the middle |\n| `/busy` | 429, and a wait of a few seconds |"_s } },
        { { u"hello"_s, u"hi"_s, u"hey"_s, u"hallo"_s, u"moin"_s, u"servus"_s },
          { u"Hello! 👋 I am the SseQt demo. My answers come over an event stream, one token at a "
            "time. Ask me\n\n- what an **event stream** is,\n- how **reconnecting** works,\n- or "
            "what **Qt** has to do with it.\n\nOr write `/tour`."_s,
            u"Hi again! 🙂 What shall it be this time: *streams*, *QML*, or a tour through "
            "*Unicode*?"_s } },
    };
    return all;
}

} // namespace

QString SseDemo::chatTopic(const QString &prompt, int turn)
{
    static const QRegularExpression separators(u"[^\\p{L}\\p{N}+-]+"_s,
                                               QRegularExpression::UseUnicodePropertiesOption);
    const QString text = prompt.toLower();
    const QStringList words = text.split(separators, Qt::SkipEmptyParts);
    for (const Topic &topic : topics()) {
        const bool fits =
            std::any_of(topic.words.begin(), topic.words.end(), [&](const QString &wanted) {
                return wanted.contains(u' ') ? text.contains(wanted) : words.contains(wanted);
            });
        if (fits)
            return topic.answers.at(turn % topic.answers.size());
    }
    return {};
}
