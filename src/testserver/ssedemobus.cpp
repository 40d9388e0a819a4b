// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssedemobus_p.h"
#include "ssedemostream_p.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

struct ToolCall
{
    QString tool;
    QJsonObject input;
    QString output;
    QString title;
};

struct Talk
{
    QString sessionId;
    QString agent;
    QString directory;
    QString title;
    QString prompt;
    QStringList reasoning; // each entry is a fragment as it goes over the wire
    ToolCall tool;
    QStringList answer;
    bool separateDeltas; // as newer servers send them; older ones put them beside the part
};

// The events of one session from its creation until it is idle again.
class Conversation
{
public:
    Conversation(const Talk &talk, qint64 start, int pace)
        : m_talk(talk)
        , m_start(start)
        , m_pace(pace)
    {
        play();
    }

    [[nodiscard]] const QList<QByteArray> &events() const { return m_events; }

private:
    void play();
    void add(const QString &type, QJsonObject properties);
    void addStatus(const QString &status);
    void addSession(const QString &type);
    void addAssistant(bool isDone);
    void addPart(QJsonObject part, const QString &delta = {});
    void addText(const QString &type, const QString &name, const QStringList &fragments);
    void addTool();

    [[nodiscard]] QString messageId(const QString &role) const
    {
        return "msg_"_L1 + m_talk.sessionId.sliced(4) + u'_' + role;
    }
    [[nodiscard]] QString partId(const QString &name) const
    {
        return "prt_"_L1 + m_talk.sessionId.sliced(4) + u'_' + name;
    }
    // When the next event is due: two sessions take turns.
    [[nodiscard]] qint64 now() const { return m_start + 2 * m_events.size() * m_pace; }

    const Talk &m_talk;
    const qint64 m_start;
    const int m_pace;
    QList<QByteArray> m_events;
};

QByteArray busEvent(const QString &type, const QJsonObject &properties = {})
{
    return SseDemo::event({},
                          SseDemo::json({ { u"type"_s, type }, { u"properties"_s, properties } }));
}

void Conversation::play()
{
    addSession(u"session.created"_s);
    const QString user = messageId(u"user"_s);
    add(u"message.updated"_s,
        { { u"info"_s,
            QJsonObject{ { u"id"_s, user },
                         { u"sessionID"_s, m_talk.sessionId },
                         { u"role"_s, u"user"_s },
                         { u"time"_s, QJsonObject{ { u"created"_s, now() } } },
                         { u"agent"_s, m_talk.agent } } } });
    addPart({ { u"id"_s, partId(u"prompt"_s) },
              { u"messageID"_s, user },
              { u"type"_s, u"text"_s },
              { u"text"_s, m_talk.prompt } });
    addStatus(u"busy"_s);
    addAssistant(false);
    addPart({ { u"id"_s, partId(u"start"_s) }, { u"type"_s, u"step-start"_s } });
    addText(u"reasoning"_s, u"reasoning"_s, m_talk.reasoning);
    addTool();
    addText(u"text"_s, u"answer"_s, m_talk.answer);
    addPart({ { u"id"_s, partId(u"finish"_s) },
              { u"type"_s, u"step-finish"_s },
              { u"reason"_s, u"stop"_s } });
    addAssistant(true);
    addSession(u"session.updated"_s);
    addStatus(u"idle"_s);
    add(u"session.idle"_s, {});
}

void Conversation::add(const QString &type, QJsonObject properties)
{
    properties.insert("sessionID"_L1, m_talk.sessionId);
    m_events.append(busEvent(type, properties));
}

void Conversation::addStatus(const QString &status)
{
    add(u"session.status"_s, { { u"status"_s, QJsonObject{ { u"type"_s, status } } } });
}

void Conversation::addSession(const QString &type)
{
    add(type,
        { { u"info"_s,
            QJsonObject{
                { u"id"_s, m_talk.sessionId },
                { u"title"_s, m_talk.title },
                { u"directory"_s, m_talk.directory },
                { u"agent"_s, m_talk.agent },
                { u"time"_s,
                  QJsonObject{ { u"created"_s, m_start }, { u"updated"_s, now() } } } } } });
}

void Conversation::addAssistant(bool isDone)
{
    QJsonObject time{ { u"created"_s, m_start } };
    QJsonObject info{
        { u"id"_s, messageId(u"assistant"_s) }, { u"parentID"_s, messageId(u"user"_s) },
        { u"sessionID"_s, m_talk.sessionId },   { u"role"_s, u"assistant"_s },
        { u"agent"_s, m_talk.agent },           { u"modelID"_s, u"demo-1"_s },
        { u"providerID"_s, u"demo"_s }
    };
    if (isDone) {
        time.insert("completed"_L1, now());
        info.insert("finish"_L1, u"stop"_s);
    }
    info.insert("time"_L1, time);
    add(u"message.updated"_s, { { u"info"_s, info } });
}

void Conversation::addPart(QJsonObject part, const QString &delta)
{
    part.insert("sessionID"_L1, m_talk.sessionId);
    if (!part.contains("messageID"_L1))
        part.insert("messageID"_L1, messageId(u"assistant"_s));
    QJsonObject properties{ { u"part"_s, part } };
    if (!delta.isEmpty())
        properties.insert("delta"_L1, delta);
    add(u"message.part.updated"_s, properties);
}

void Conversation::addText(const QString &type, const QString &name, const QStringList &fragments)
{
    const qint64 start = now();
    const auto part = [&](const QString &text, const QJsonObject &time) {
        return QJsonObject{
            { u"id"_s, partId(name) }, { u"type"_s, type }, { u"text"_s, text }, { u"time"_s, time }
        };
    };
    QString text;
    if (m_talk.separateDeltas)
        addPart(part(text, { { u"start"_s, start } }));
    for (const QString &fragment : fragments) {
        text += fragment;
        if (m_talk.separateDeltas) {
            add(u"message.part.delta"_s,
                { { u"messageID"_s, messageId(u"assistant"_s) },
                  { u"partID"_s, partId(name) },
                  { u"field"_s, u"text"_s },
                  { u"delta"_s, fragment } });
        } else {
            addPart(part(text, { { u"start"_s, start } }), fragment);
        }
    }
    addPart(part(text, { { u"start"_s, start }, { u"end"_s, now() } }));
}

void Conversation::addTool()
{
    const ToolCall &tool = m_talk.tool;
    const qint64 start = now();
    const auto part = [&](const QJsonObject &state) {
        return QJsonObject{ { u"id"_s, partId(u"tool"_s) },
                            { u"type"_s, u"tool"_s },
                            { u"tool"_s, tool.tool },
                            { u"callID"_s, "call_"_L1 + m_talk.sessionId.sliced(4) },
                            { u"state"_s, state } };
    };
    addPart(part({ { u"status"_s, u"pending"_s }, { u"input"_s, QJsonObject() } }));
    addPart(part({ { u"status"_s, u"running"_s },
                   { u"input"_s, tool.input },
                   { u"time"_s, QJsonObject{ { u"start"_s, start } } } }));
    addPart(part({ { u"status"_s, u"completed"_s },
                   { u"input"_s, tool.input },
                   { u"output"_s, tool.output },
                   { u"title"_s, tool.title },
                   { u"time"_s, QJsonObject{ { u"start"_s, start }, { u"end"_s, now() } } } }));
}

// One of the two splits an emoji between two fragments, as models' tokens do: the halves are lone
// surrogates until they are put together.
const QList<Talk> &talks()
{
    static const QList<Talk> all{
        { u"ses_demo_1"_s,
          u"build"_s,
          u"/home/demo/garden"_s,
          u"Which plants need water?"_s,
          u"Which of my plants need water today?"_s,
          { u"The readings are in "_s, u"a file. "_s, u"I should look "_s, u"at it first."_s },
          { u"bash"_s,
            { { u"command"_s, u"cat moisture.csv"_s },
              { u"description"_s, u"Read the moisture sensors"_s } },
            u"basil,18\ntomato,55\nmint,21\n"_s,
            u"cat moisture.csv"_s },
          { u"Two of them "_s, u"are dry: "_s, u"the basil (18 %) "_s, u"and the mint "_s,
            u"(21 %). "_s, u"The tomato "_s, u"is fine "_s, QString(QChar(0xd83c)),
            QString(QChar(0xdf31)) + u" until "_s, u"tomorrow."_s },
          true },
        { u"ses_demo_2"_s,
          u"plan"_s,
          u"/home/demo/harbour"_s,
          u"A timetable for the ferry"_s,
          u"When does the next ferry leave, and can I still catch it?"_s,
          { u"I need the timetable "_s, u"and how far "_s, u"the pier is."_s },
          { u"read"_s,
            { { u"filePath"_s, u"/home/demo/harbour/timetable.txt"_s } },
            u"09:30 Sankt Pölten Ost\n10:15 Île-aux-Moines\n11:00 函館\n"_s,
            u"timetable.txt"_s },
          { u"The next one "_s, u"leaves at 10:15 "_s, u"for Île-aux-Moines. "_s,
            u"From where you are "_s, u"it is a walk "_s, u"of ten minutes, "_s,
            u"so you will catch it "_s, u"with time to spare ⛴️."_s },
          false },
    };
    return all;
}

} // namespace

void SseDemo::bus(SseTestExchange *exchange)
{
    const auto pace = interval(exchange, 120);
    const auto heartbeat =
        pace ? number(exchange, u"heartbeat"_s, 10'000, 1, 3'600'000) : std::nullopt;
    if (!heartbeat)
        return;

    const QUrlQuery &query = exchange->request().query;
    const auto isWanted = [&query](const QString &name, const QString &actual) {
        const QString wanted = query.queryItemValue(name, QUrl::FullyDecoded);
        return wanted.isEmpty() || wanted == actual;
    };
    const qint64 start = QDateTime::currentMSecsSinceEpoch();
    QList<QList<QByteArray>> conversations;
    for (const Talk &talk : talks()) {
        if (isWanted(u"session_id"_s, talk.sessionId) && isWanted(u"agent_id"_s, talk.agent)
            && isWanted(u"directory"_s, talk.directory)) {
            conversations.append(Conversation(talk, start, *pace).events());
        }
    }

    // One event of each in turn: two sessions that talk at once.
    QList<QByteArray> events{ busEvent(u"server.connected"_s) };
    qsizetype longest = 0;
    for (const QList<QByteArray> &conversation : std::as_const(conversations))
        longest = std::max(longest, conversation.size());
    for (qsizetype i = 0; i < longest; ++i) {
        for (const QList<QByteArray> &conversation : std::as_const(conversations)) {
            if (i < conversation.size())
                events.append(conversation.at(i));
        }
    }

    SseDemoStream::start(exchange, [=](int n) -> std::optional<milliseconds> {
        if (n >= events.size()) {
            exchange->write(busEvent(u"server.heartbeat"_s));
            return milliseconds(*heartbeat);
        }
        exchange->write(events.at(n));
        return milliseconds(n + 1 < events.size() ? *pace : *heartbeat);
    });
}
