// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_TEST_AGENTCAPTURE_H
#define SSEQT_TEST_AGENTCAPTURE_H

#include <SseQt/ChatModel>
#include <SseQt/SseEvent>

#include <QtCore/qfile.h>
#include <QtCore/qjsonarray.h>
#include <QtCore/qjsonobject.h>
#include <QtTest/QtTest>

#include <algorithm>

// Event streams of servers of agents, as they were recorded, and what such a server would answer.
namespace AgentCapture {

struct Event
{
    QString type;
    QJsonObject properties;
    QByteArray data; // as it came
};

// The body of a response in a file of tests/data/agents, without its head.
inline QByteArray body(const QString &name)
{
    QFile file(QStringLiteral(SSEQT_TEST_DATA "/agents/%1.txt").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qWarning("%s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
        return QByteArray();
    }
    const QByteArray text = file.readAll();
    return text.sliced(qMax(qsizetype(0), text.indexOf("data: ")));
}

inline Event eventOf(const SseEvent &event)
{
    const QJsonObject json = event.json().toObject();
    return { json.value(QLatin1String("type")).toString(),
             json.value(QLatin1String("properties")).toObject(), event.dataUtf8() };
}

// Keeps what it is told, as the server does: fragments alone are nothing to it until their part is
// told whole.
class Store
{
public:
    void apply(const Event &event)
    {
        const QJsonObject info = event.properties.value(QLatin1String("info")).toObject();
        if (event.type == QLatin1String("session.created")
            || event.type == QLatin1String("session.updated")) {
            upsert(m_sessions, info);
        } else if (event.type == QLatin1String("session.status")) {
            m_statuses.insert(event.properties.value(QLatin1String("sessionID")).toString(),
                              event.properties.value(QLatin1String("status")));
        } else if (event.type == QLatin1String("message.updated")) {
            upsert(m_infos, info);
        } else if (event.type == QLatin1String("message.part.updated")) {
            upsert(m_parts, event.properties.value(QLatin1String("part")).toObject());
        }
    }

    [[nodiscard]] QJsonArray sessions() const { return arrayOf(m_sessions); }
    [[nodiscard]] QJsonObject statuses() const
    {
        QJsonObject busy;
        for (auto it = m_statuses.begin(); it != m_statuses.end(); ++it) {
            if (it.value()[QLatin1String("type")] != QLatin1String("idle"))
                busy.insert(it.key(), it.value());
        }
        return busy;
    }
    [[nodiscard]] QJsonArray messages() const
    {
        QJsonArray list;
        for (const QJsonObject &info : m_infos) {
            QJsonArray parts;
            for (const QJsonObject &part : m_parts) {
                if (part.value(QLatin1String("messageID")) == info.value(QLatin1String("id")))
                    parts.append(part);
            }
            list.append(QJsonObject{ { QStringLiteral("info"), info },
                                     { QStringLiteral("parts"), parts } });
        }
        return list;
    }

private:
    static void upsert(QList<QJsonObject> &list, const QJsonObject &object)
    {
        const auto found = std::find_if(list.begin(), list.end(), [&](const QJsonObject &other) {
            return other.value(QLatin1String("id")) == object.value(QLatin1String("id"));
        });
        if (found == list.end())
            list.append(object);
        else
            *found = object;
    }
    static QJsonArray arrayOf(const QList<QJsonObject> &list)
    {
        QJsonArray array;
        for (const QJsonObject &object : list)
            array.append(object);
        return array;
    }

    QList<QJsonObject> m_sessions;
    QList<QJsonObject> m_infos;
    QList<QJsonObject> m_parts;
    QJsonObject m_statuses;
};

// All that the model holds, but how long it took.
inline QJsonObject contentOf(const ChatModel *model)
{
    QJsonObject json = model->toJson();
    QJsonArray messages = json.value(QLatin1String("messages")).toArray();
    for (qsizetype i = 0; i < messages.size(); ++i) {
        QJsonObject message = messages.at(i).toObject();
        QJsonArray parts = message.value(QLatin1String("parts")).toArray();
        for (qsizetype k = 0; k < parts.size(); ++k) {
            QJsonObject part = parts.at(k).toObject();
            part.remove(QLatin1String("duration"));
            parts[k] = part;
        }
        message.insert(QLatin1String("parts"), parts);
        messages[i] = message;
    }
    json.insert(QLatin1String("messages"), messages);
    return json;
}

} // namespace AgentCapture

#endif
