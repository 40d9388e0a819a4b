// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef CHATSTREAM_H
#define CHATSTREAM_H

#include <QtCore/QByteArray>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QString>

// What a service writes that speaks Chat Completions.
namespace ChatStream {

inline QByteArray event(const QByteArray &data)
{
    return "data: " + data + "\n\n";
}

// A chunk whose content is given as it stands between the quotes of JSON.
inline QByteArray rawToken(const QByteArray &content)
{
    return event(R"({"choices":[{"index":0,"delta":{"content":")" + content
                 + R"("},"finish_reason":null}]})");
}

inline QByteArray token(const QString &content)
{
    const QByteArray list = QJsonDocument(QJsonArray{ content }).toJson(QJsonDocument::Compact);
    return rawToken(list.mid(2, list.size() - 4));
}

inline QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

inline QByteArray delta(const QJsonObject &delta)
{
    const QJsonObject choice{ { QLatin1String("index"), 0 }, { QLatin1String("delta"), delta } };
    return event(json({ { QLatin1String("choices"), QJsonArray{ choice } } }));
}

inline QByteArray reasoning(const QString &thought)
{
    return delta({ { QLatin1String("reasoning_content"), thought } });
}

inline QByteArray refusal(const QString &text)
{
    return delta({ { QLatin1String("refusal"), text } });
}

// The first piece of a call names the tool, the others carry its arguments.
inline QByteArray toolCall(const QString &id, const QString &name, const QString &arguments)
{
    QJsonObject function{ { QLatin1String("arguments"), arguments } };
    QJsonObject call{ { QLatin1String("index"), 0 } };
    if (!name.isEmpty()) {
        function.insert(QLatin1String("name"), name);
        call.insert(QLatin1String("id"), id);
        call.insert(QLatin1String("type"), QLatin1String("function"));
    }
    call.insert(QLatin1String("function"), function);
    return delta({ { QLatin1String("tool_calls"), QJsonArray{ call } } });
}

inline QByteArray end(const QByteArray &reason)
{
    return event(R"({"choices":[{"index":0,"delta":{},"finish_reason":")" + reason + R"("}]})")
        + event("[DONE]");
}

inline QByteArray end()
{
    return end("stop");
}

inline QByteArray error(const QByteArray &message)
{
    return R"({"error":{"message":")" + message + R"(","param":null,"code":null}})";
}

// "user: …" and "assistant: …", one for each message of a request.
inline QStringList turns(const QByteArray &requestBody)
{
    QStringList list;
    const QJsonArray messages =
        QJsonDocument::fromJson(requestBody).object().value(QLatin1String("messages")).toArray();
    for (const QJsonValue &message : messages) {
        list.append(message[QLatin1String("role")].toString() + QLatin1String(": ")
                    + message[QLatin1String("content")].toString());
    }
    return list;
}

} // namespace ChatStream

#endif
