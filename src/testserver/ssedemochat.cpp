// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssedemochat_p.h"
#include "ssedemostream_p.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>
#include <QtCore/QTextBoundaryFinder>

#include <algorithm>
#include <array>
#include <atomic>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

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
            u"resume"_s, u"lost"_s },
          { u"When a stream breaks, the client waits for the reconnection time and asks again, "
            "with the id of the last event in the Last-Event-ID header. A server that keeps a "
            "little history can then go on exactly where it stopped. 🔁\n\nThe server sets the "
            "waiting time with a line such as retry: 3000; SseSource adds a back-off on top, so "
            "that a server in trouble is not flooded."_s,
            u"Reconnecting is built in: SseSource does it by itself for GET requests and never "
            "for a POST, because nobody wants to pay for the same prompt twice. Try the route "
            "/reconnect-test of this server and watch the counter go on after each drop."_s } },
        { { u"websocket"_s, u"websockets"_s, u"polling"_s, u"grpc"_s },
          { u"A WebSocket talks both ways and needs a protocol of its own; an event stream talks "
            "one way and is plain HTTP. So proxies, cookies, compression and HTTP/2 just work, "
            "and reconnecting is part of the standard. If the client mostly listens, as a "
            "dashboard or this chat does, an event stream is the simpler tool. 📡"_s,
            u"Choose by direction: both sides talk a lot – WebSocket; the server tells and the "
            "client listens – event stream. Prompts go out as an ordinary POST, and the answer "
            "comes back as the stream you are reading right now."_s } },
        { { u"token"_s, u"tokens"_s, u"llm"_s, u"openai"_s, u"model"_s, u"chat"_s, u"prompt"_s,
            u"gpt"_s, u"ai"_s },
          { u"You are watching it happen: each piece of this answer is one event whose data is a "
            "small JSON object with a delta in it. The first one names the role, the last one says "
            "finish_reason \"stop\", and then comes data: [DONE]. 🤖\n\nThe chat layer "
            "of SseQt decodes several such formats into the same message model."_s,
            u"I am only a demo and know a handful of topics by heart, but I speak the wire format "
            "of Chat Completions faithfully. Point the same client at a real model and nothing "
            "in it has to change."_s } },
        { { u"qml"_s, u"quick"_s, u"dashboard"_s },
          { u"In QML it takes one object: import SSE, an SseSource with a url and active: "
            "true, and a handler onEventReceived. Bind the readyState to a little lamp and "
            "your dashboard shows at a glance whether it is live. 🟢"_s,
            u"The QML module is thin on purpose: the work happens in C++, and your bindings only "
            "see events that are complete. Call addEventListener for the types you care about and "
            "ignore the rest."_s } },
        { { u"unicode"_s, u"utf-8"_s, u"emoji"_s, u"emojis"_s, u"language"_s, u"languages"_s },
          { u"Event streams are always UTF-8, whatever the charset in the Content-Type says. So "
            "grüße, здравствуйте, こんにちは and 👩‍🚀 "
            "all travel fine – even when a chunk ends in the middle of a character, because a "
            "good parser decodes whole fields and never half ones. ✨"_s,
            u"Here is a small parade: ä ö ü ß, ñ, ç, Ω, ж, 水, 한글, "
            "🦊, 🏳️‍🌈. If any of these shows up as a question mark, "
            "someone decoded a chunk before it was whole."_s } },
        { { u"error"_s, u"errors"_s, u"timeout"_s, u"fail"_s, u"fails"_s, u"failure"_s },
          { u"Errors are values here: a code, a message for people, the HTTP status, and whether a "
            "retry follows. Write /error to see how your program shows a refusal, or /drop to see "
            "an answer that breaks off in the middle. 🧯"_s,
            u"A stream that ends too early is reported as truncated and never as success. Send "
            "/drop and see: the text stays, and the message says that it is incomplete."_s } },
        { { u"qt"_s, u"signal"_s, u"signals"_s, u"slot"_s, u"c++"_s, u"widgets"_s },
          { u"In C++ an SseSource is a QObject like any other: set its url, connect to "
            "eventReceived, call open(). It lives on QNetworkAccessManager, so proxies, "
            "cookies and TLS work as in the rest of your program. 🧩"_s,
            u"Qt ships WebSockets, gRPC and MQTT, but nothing for event streams. SseQt fills that "
            "gap in Qt's own manner: signals in the past tense, properties with NOTIFY, and no "
            "surprises with ownership."_s } },
        { { u"sse"_s, u"event"_s, u"events"_s, u"eventsource"_s, u"server-sent"_s, u"stream"_s,
            u"streams"_s, u"streaming"_s },
          { u"Server-Sent Events are an HTTP answer that does not end. The server writes a few "
            "lines – id:, event:, data: – and a blank line, and the client has an event. "
            "That is nearly all of it, and it is why the format has aged so well. 🌊"_s,
            u"An event stream is text: every line is a field, every blank line dispatches what "
            "came before, and a line that begins with a colon is a comment that keeps the "
            "connection warm. Anything that speaks HTTP can serve it, even a shell script."_s } },
        { { u"thanks"_s, u"thank"_s, u"thx"_s, u"great"_s, u"nice"_s },
          { u"You are welcome! 😊 If you would like to see something break, try /error or /drop."_s,
            u"With pleasure. Ask me about reconnecting next – it is my favourite part."_s } },
        { { u"help"_s, u"who"_s, u"what can you do"_s },
          { u"I am the demo behind this chat, and I know a few things by heart:\n\n- event "
            "streams and how they reconnect\n- Qt, QML and this library\n- tokens and chat "
            "formats\n- Unicode and emoji 🎈\n\nWrite /error or /drop to see how the program "
            "takes bad news."_s } },
        { { u"hello"_s, u"hi"_s, u"hey"_s, u"hallo"_s, u"moin"_s, u"servus"_s },
          { u"Hello! 👋 I am the SseQt demo. My answers come over an event stream, one token at a "
            "time. Ask me what an event stream is, how reconnecting works, or what Qt has to do "
            "with it."_s,
            u"Hi again! 🙂 What shall it be this time: streams, QML, or a tour through Unicode?"_s } },
    };
    return all;
}

const QStringList &fallbacks()
{
    static const QStringList all{
        u"You asked about “%1”. I am a small demo and have no wise words on that, but every one "
        "of these reached you as an event of its own. 🙂 Ask me about event streams, "
        "reconnecting or Qt and I will do better."_s,
        u"“%1” – a good question for a larger model. What I can tell you is how this "
        "answer travels: as data: lines in one long HTTP response, in the very shape that "
        "OpenAI's API uses. ✨"_s,
        u"About “%1” I would only be guessing. Let me offer something I know instead: type help, "
        "and I will list my topics. 📚"_s,
    };
    return all;
}

struct Prompt
{
    QString text; // of the last message of the user
    int turn = 0; // how many the user has had before
    int tokens = 0; // of all messages together, roughly
};

// The text of a message: a string, or the text parts of a list.
std::optional<QString> contentText(const QJsonValue &content)
{
    if (content.isString())
        return content.toString();
    if (content.isNull() || content.isUndefined())
        return QString(); // what an assistant's message with nothing but tool calls has
    if (!content.isArray())
        return std::nullopt;
    QString text;
    const QJsonArray parts = content.toArray();
    for (const QJsonValue &part : parts) {
        if (!part.isObject())
            return std::nullopt;
        if (part["type"_L1].toString() == "text"_L1)
            text += part["text"_L1].toString();
    }
    return text;
}

// Rough as any count of tokens that does not know the model.
int countTokens(const QString &text)
{
    return text.isEmpty() ? 0 : int(text.size() / 4 + 1);
}

// The request body, or the reason why it is none.
struct ChatRequest
{
    QString model = u"demo-1"_s;
    bool stream = false;
    bool includeUsage = false;
    Prompt prompt;
    QString error;
};

ChatRequest parseRequest(const QByteArray &body)
{
    ChatRequest request;
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(body, &parseError);
    if (parseError.error != QJsonParseError::NoError) {
        request.error = u"The body of the request is not valid JSON: %1, at offset %2."_s
                            .arg(parseError.errorString())
                            .arg(parseError.offset);
        return request;
    }
    if (!document.isObject()) {
        request.error = u"The body of the request must be a JSON object."_s;
        return request;
    }
    const QJsonObject object = document.object();
    if (!object["messages"_L1].isArray() || object["messages"_L1].toArray().isEmpty()) {
        request.error = u"'messages' is required and must be an array with at least one message."_s;
        return request;
    }
    const QJsonArray messages = object["messages"_L1].toArray();
    int userMessages = 0;
    for (qsizetype i = 0; i < messages.size(); ++i) {
        const QJsonValue message = messages.at(i);
        const std::optional<QString> text =
            message.isObject() ? contentText(message["content"_L1]) : std::nullopt;
        if (!text || message["role"_L1].toString().isEmpty()) {
            request.error = u"'messages[%1]' must be an object with 'role' and 'content'."_s.arg(i);
            return request;
        }
        request.prompt.tokens += countTokens(*text);
        if (message["role"_L1].toString() == "user"_L1) {
            request.prompt.text = *text;
            request.prompt.turn = userMessages++;
        }
    }
    const QJsonValue stream = object["stream"_L1];
    if (!stream.isBool() && !stream.isNull() && !stream.isUndefined()) {
        request.error = u"'stream' must be true or false."_s;
        return request;
    }
    request.stream = stream.toBool();
    request.includeUsage = object["stream_options"_L1].toObject()["include_usage"_L1].toBool();
    if (const QString model = object["model"_L1].toString(); !model.isEmpty())
        request.model = model;
    return request;
}

QByteArray errorBody(const QString &message, const QString &type, const QJsonValue &code = {})
{
    return SseDemo::json({ { u"error"_s,
                             QJsonObject{ { u"message"_s, message },
                                          { u"type"_s, type },
                                          { u"param"_s, QJsonValue::Null },
                                          { u"code"_s, code } } } });
}

// True when the prompt has the command as a word of its own: a path such as /var/error is none.
bool hasCommand(const QString &prompt, QLatin1StringView command)
{
    const QStringList words = prompt.simplified().split(u' ');
    return words.contains(command, Qt::CaseInsensitive);
}

QString gist(const QString &prompt)
{
    constexpr qsizetype MaximumLength = 60;
    const QString text = prompt.simplified();
    if (text.size() <= MaximumLength)
        return text;
    // Not through the middle of a character, and rather between two words.
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    finder.setPosition(MaximumLength);
    const qsizetype end = finder.isAtBoundary() ? MaximumLength : finder.toPreviousBoundary();
    const qsizetype space = text.lastIndexOf(u' ', end - 1);
    return text.first(space > MaximumLength / 2 ? space : end) + u'…';
}

QString answerFor(const Prompt &prompt)
{
    const auto choose = [&prompt](const QStringList &variants) {
        return variants.at(prompt.turn % variants.size());
    };
    static const QRegularExpression separators(u"[^\\p{L}\\p{N}+-]+"_s,
                                               QRegularExpression::UseUnicodePropertiesOption);
    const QString text = prompt.text.toLower();
    const QStringList words = text.split(separators, Qt::SkipEmptyParts);
    if (words.isEmpty())
        return u"I heard nothing but silence. 🍃 Ask me about event streams, Qt or emoji."_s;
    for (const Topic &topic : topics()) {
        const bool fits =
            std::any_of(topic.words.begin(), topic.words.end(), [&](const QString &wanted) {
                return wanted.contains(u' ') ? text.contains(wanted) : words.contains(wanted);
            });
        if (fits)
            return choose(topic.answers);
    }
    return choose(fallbacks()).arg(gist(prompt.text));
}

// Pieces of about the size that models give: a word with the space before it, long words in two.
QStringList tokenize(const QString &text)
{
    constexpr qsizetype LongWord = 8;
    QStringList tokens;
    const auto append = [&tokens](const QString &word) {
        if (word.size() <= LongWord) {
            tokens.append(word);
            return;
        }
        QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
        finder.setPosition(word.size() / 2);
        const qsizetype middle =
            finder.isAtBoundary() ? finder.position() : finder.toNextBoundary();
        tokens.append(word.first(middle));
        if (middle < word.size())
            tokens.append(word.sliced(middle));
    };
    qsizetype start = 0;
    for (qsizetype i = 1; i < text.size(); ++i) {
        const bool startsToken =
            text.at(i) == u' ' || text.at(i) == u'\n' || text.at(i - 1) == u'\n';
        if (startsToken) {
            append(text.sliced(start, i - start));
            start = i;
        }
    }
    if (start < text.size())
        append(text.sliced(start));
    return tokens;
}

// A little unevenness, the same each time, and a breath after a sentence.
milliseconds paceAfter(const QString &token, qsizetype index, int interval)
{
    static constexpr std::array<int, 8> percents{ 80, 115, 95, 60, 130, 100, 75, 125 };
    int percent = percents.at(static_cast<size_t>(index) % percents.size());
    if (token.endsWith(u'.') || token.endsWith(u'!') || token.endsWith(u'?')
        || token.endsWith(u'\n')) {
        percent *= 3;
    }
    return milliseconds(qint64(interval) * percent / 100);
}

QJsonObject usage(const Prompt &prompt, int completionTokens)
{
    return { { u"prompt_tokens"_s, prompt.tokens },
             { u"completion_tokens"_s, completionTokens },
             { u"total_tokens"_s, prompt.tokens + completionTokens } };
}

QString nextId()
{
    static std::atomic<int> last = 0; // servers may live in several threads
    return u"chatcmpl-demo%1"_s.arg(++last, 6, 10, QLatin1Char('0'));
}

QJsonObject envelope(const ChatRequest &request, const QString &object)
{
    return { { u"id"_s, nextId() },
             { u"object"_s, object },
             { u"created"_s, QDateTime::currentSecsSinceEpoch() },
             { u"model"_s, request.model } };
}

void replyWhole(SseTestExchange *exchange, const ChatRequest &request, const QString &answer)
{
    QJsonObject completion = envelope(request, u"chat.completion"_s);
    completion.insert(
        "choices"_L1,
        QJsonArray{ QJsonObject{ { u"index"_s, 0 },
                                 { u"message"_s,
                                   QJsonObject{ { u"role"_s, u"assistant"_s },
                                                { u"content"_s, answer },
                                                { u"refusal"_s, QJsonValue::Null } } },
                                 { u"logprobs"_s, QJsonValue::Null },
                                 { u"finish_reason"_s, u"stop"_s } } });
    completion.insert("usage"_L1, usage(request.prompt, int(tokenize(answer).size())));
    exchange->reply(200, SseDemo::json(completion), "application/json");
}

void streamAnswer(SseTestExchange *exchange, const ChatRequest &request, const QString &answer,
                  int interval)
{
    const QStringList tokens = tokenize(answer);
    const qsizetype cut =
        hasCommand(request.prompt.text, "/drop"_L1) ? tokens.size() / 2 : tokens.size() + 1;
    QJsonObject chunk = envelope(request, u"chat.completion.chunk"_s);
    if (request.includeUsage)
        chunk.insert("usage"_L1, QJsonValue::Null);

    const auto write = [exchange, chunk](const QJsonObject &delta, const QJsonValue &finish) {
        QJsonObject object = chunk;
        object.insert("choices"_L1,
                      QJsonArray{ QJsonObject{ { u"index"_s, 0 },
                                               { u"delta"_s, delta },
                                               { u"logprobs"_s, QJsonValue::Null },
                                               { u"finish_reason"_s, finish } } });
        exchange->write(SseDemo::event({}, SseDemo::json(object)));
    };

    // Step 0 names the role, then one step for each token, and the last one ends.
    SseDemoStream::start(exchange, [=](int n) -> std::optional<milliseconds> {
        if (n == 0) {
            write({ { u"role"_s, u"assistant"_s }, { u"content"_s, u""_s } }, {});
            return milliseconds(interval * 4); // as long as a thought
        }
        const qsizetype index = n - 1;
        if (index == cut) {
            exchange->closeConnection();
            return std::nullopt;
        }
        if (index < tokens.size()) {
            const QString &token = tokens.at(index);
            write({ { u"content"_s, token } }, {});
            return paceAfter(token, index, interval);
        }
        write({}, u"stop"_s);
        if (request.includeUsage) {
            QJsonObject last = chunk;
            last.insert("choices"_L1, QJsonArray());
            last.insert("usage"_L1, usage(request.prompt, int(tokens.size())));
            exchange->write(SseDemo::event({}, SseDemo::json(last)));
        }
        exchange->write(SseDemo::event({}, "[DONE]"));
        return std::nullopt;
    });
}

} // namespace

void SseDemo::chatCompletions(SseTestExchange *exchange)
{
    const auto refuse = [exchange](int status, const QByteArray &body,
                                   const SseTestExchange::Headers &headers = {}) {
        exchange->reply(status, body, "application/json", headers);
    };
    if (exchange->request().method != "POST") {
        refuse(405, errorBody(u"Only POST is answered here."_s, u"invalid_request_error"_s),
               { { "Allow", "POST" } });
        return;
    }
    const auto interval = SseDemo::interval(exchange, 25);
    if (!interval)
        return;
    const ChatRequest request = parseRequest(exchange->request().body);
    if (!request.error.isEmpty()) {
        refuse(400, errorBody(request.error, u"invalid_request_error"_s));
        return;
    }
    const QString &prompt = request.prompt.text;
    if (hasCommand(prompt, "/error"_L1)) {
        refuse(429,
               errorBody(u"Rate limit reached, as you asked for. Try again in 5 seconds."_s,
                         u"rate_limit_error"_s, u"rate_limit_exceeded"_s),
               { { "Retry-After", "5" } });
        return;
    }
    const QString answer = answerFor(request.prompt);
    if (request.stream)
        streamAnswer(exchange, request, answer, *interval);
    else
        replyWhole(exchange, request, answer);
}
