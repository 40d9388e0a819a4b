// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef DEMOCHAT_H
#define DEMOCHAT_H

#include "demoevent.h"
#include "testclient.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

// What is sent to the demo server's chat, and what its answers come to.
namespace DemoChat {

using namespace Qt::StringLiterals;

constexpr const char *Path = "/v1/chat/completions";
constexpr const char *AtOnce = "/v1/chat/completions?interval=0";

inline QJsonObject message(const QString &role, const QString &content)
{
    return { { u"role"_s, role }, { u"content"_s, content } };
}

inline QByteArray bytes(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

inline QByteArray chatBody(const QString &prompt, bool stream, const QJsonObject &more = {})
{
    QJsonObject object{ { u"model"_s, u"some-model"_s },
                        { u"stream"_s, stream },
                        { u"messages"_s,
                          QJsonArray{ message(u"system"_s, u"Be kind"_s),
                                      message(u"user"_s, prompt) } } };
    for (auto it = more.begin(); it != more.end(); ++it)
        object.insert(it.key(), it.value());
    return bytes(object);
}

inline QJsonObject withUsage()
{
    return { { u"stream_options"_s, QJsonObject{ { u"include_usage"_s, true } } } };
}

inline QJsonObject weatherTool(const QString &parameter = u"location"_s)
{
    return {
        { u"tools"_s,
          QJsonArray{ QJsonObject{
              { u"type"_s, u"function"_s },
              { u"function"_s,
                QJsonObject{
                    { u"name"_s, u"get_weather"_s },
                    { u"parameters"_s,
                      QJsonObject{ { u"type"_s, u"object"_s },
                                   { u"properties"_s, QJsonObject{ { parameter, QJsonObject() } } },
                                   { u"required"_s, QJsonArray{ parameter } } } } } } } } }
    };
}

inline QJsonObject choiceOf(const QJsonObject &object)
{
    return object["choices"_L1].toArray().first().toObject();
}

// What an answer comes to, streamed or not.
struct Answer
{
    QString content;
    QString reasoning;
    QString finishReason;
    QJsonArray calls; // as they are in a message
    QJsonObject usage;
    QJsonObject error;
    qsizetype tokens = 0;
    bool isDone = false;
};

inline void addCall(Answer *answer, const QJsonObject &fragment)
{
    const qsizetype index = fragment["index"_L1].toInt();
    const QJsonObject function = fragment["function"_L1].toObject();
    if (index == answer->calls.size()) {
        QJsonObject call = fragment;
        call.remove("index"_L1);
        answer->calls.append(call);
        return;
    }
    QJsonObject call = answer->calls.at(index).toObject();
    QJsonObject whole = call["function"_L1].toObject();
    whole["arguments"_L1] = whole["arguments"_L1].toString() + function["arguments"_L1].toString();
    call["function"_L1] = whole;
    answer->calls.replace(index, call);
}

inline Answer streamed(const QByteArray &body)
{
    Answer answer;
    const QList<Event> events = parse(body);
    for (const Event &event : events) {
        if (event.data == "[DONE]") {
            answer.isDone = true;
            continue;
        }
        const QJsonObject object = event.json();
        if (object.contains("error"_L1))
            answer.error = object["error"_L1].toObject();
        if (object["usage"_L1].isObject())
            answer.usage = object["usage"_L1].toObject();
        const QJsonObject choice = choiceOf(object);
        const QJsonObject delta = choice["delta"_L1].toObject();
        if (!delta.isEmpty() && !delta.contains("role"_L1))
            ++answer.tokens;
        answer.content += delta["content"_L1].toString();
        answer.reasoning += delta["reasoning_content"_L1].toString();
        const QJsonArray calls = delta["tool_calls"_L1].toArray();
        for (const QJsonValue &call : calls)
            addCall(&answer, call.toObject());
        answer.finishReason += choice["finish_reason"_L1].toString();
    }
    return answer;
}

inline Answer whole(const QByteArray &body)
{
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    const QJsonObject choice = choiceOf(object);
    const QJsonObject message = choice["message"_L1].toObject();
    Answer answer;
    answer.content = message["content"_L1].toString();
    answer.reasoning = message["reasoning_content"_L1].toString();
    answer.finishReason = choice["finish_reason"_L1].toString();
    answer.calls = message["tool_calls"_L1].toArray();
    answer.usage = object["usage"_L1].toObject();
    answer.error = object["error"_L1].toObject();
    return answer;
}

// Whatever it is, to its end.
#define POST(client, target, body)                                                                 \
    TestClient client(server->port());                                                             \
    client.post(target, body);                                                                     \
    QTRY_VERIFY(client.isComplete())

} // namespace DemoChat

#endif // DEMOCHAT_H
