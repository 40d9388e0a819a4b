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

inline QByteArray end()
{
    return event(R"({"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})")
        + event("[DONE]");
}

inline QByteArray error(const QByteArray &message)
{
    return R"({"error":{"message":")" + message
        + R"(","type":"server_error","param":null,"code":null}})";
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
