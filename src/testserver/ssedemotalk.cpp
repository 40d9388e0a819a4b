// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssedemotalk_p.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

using SseDemo::AgentPlace;
using SseDemo::AgentScript;
using SseDemo::AgentTalk;
using SseDemo::AgentTool;
using SseDemo::BusEvent;

qint64 now()
{
    return QDateTime::currentMSecsSinceEpoch();
}

BusEvent busEvent(const AgentPlace &place, const QString &type, QJsonObject properties)
{
    properties.insert("sessionID"_L1, place.sessionId);
    return { type, properties };
}

BusEvent status(const AgentPlace &place, const QString &word)
{
    return busEvent(place, u"session.status"_s,
                    { { u"status"_s, QJsonObject{ { u"type"_s, word } } } });
}

// Writes one talk.
class Writer
{
public:
    Writer(const AgentPlace &place, const AgentTalk &talk, int number)
        : m_place(place)
        , m_talk(talk)
        , m_prefix(place.sessionId.sliced(4) + u"_%1_"_s.arg(number, 3, 10, QChar(u'0')))
    { }

    [[nodiscard]] AgentScript write();

private:
    void open();
    void call();
    void callAllowed();
    void callRefused();
    void close();
    void add(const QString &type, const QJsonObject &properties)
    {
        m_events.append(busEvent(m_place, type, properties));
    }
    void addMessage(const QString &role, const QString &name, bool isDone);
    void addPart(QJsonObject part, const QString &message, const QString &delta = {});
    void addText(const QString &type, const QString &name, const QStringList &fragments);
    void addTool(const QJsonObject &state);
    [[nodiscard]] QList<BusEvent> taken() { return std::exchange(m_events, {}); }

    [[nodiscard]] QString messageId(const QString &name) const
    {
        return "msg_"_L1 + m_prefix + name;
    }
    [[nodiscard]] QString partId(const QString &name) const { return "prt_"_L1 + m_prefix + name; }

    const AgentPlace &m_place;
    const AgentTalk &m_talk;
    const QString m_prefix;
    const qint64 m_start = now();
    QList<BusEvent> m_events;
};

AgentScript Writer::write()
{
    AgentScript script;
    open();
    call();
    if (!m_talk.tool.asksFirst) {
        callAllowed();
        addText(u"text"_s, u"d_answer"_s, m_talk.answer);
        close();
        script.events = taken();
        return script;
    }
    script.events = taken();
    callAllowed();
    addText(u"text"_s, u"d_answer"_s, m_talk.answer);
    close();
    script.allowed = taken();
    callRefused();
    addText(u"text"_s, u"d_answer"_s, { u"Then I leave "_s, u"it as it is."_s });
    close();
    script.refused = taken();
    return script;
}

void Writer::open()
{
    addMessage(u"user"_s, u"a_user"_s, false);
    addPart({ { u"id"_s, partId(u"a_prompt"_s) },
              { u"type"_s, u"text"_s },
              { u"text"_s, m_talk.prompt } },
            u"a_user"_s);
    m_events.append(status(m_place, u"busy"_s));
    addMessage(u"assistant"_s, u"b_assistant"_s, false);
    addPart({ { u"id"_s, partId(u"a_start"_s) }, { u"type"_s, u"step-start"_s } },
            u"b_assistant"_s);
    addText(u"reasoning"_s, u"b_reasoning"_s, m_talk.reasoning);
}

void Writer::call()
{
    addTool({ { u"status"_s, u"pending"_s }, { u"input"_s, QJsonObject() } });
    addTool({ { u"status"_s, u"running"_s },
              { u"input"_s, m_talk.tool.input },
              { u"time"_s, QJsonObject{ { u"start"_s, m_start } } } });
    if (!m_talk.tool.asksFirst)
        return;
    add(u"permission.updated"_s,
        { { u"id"_s, "per_"_L1 + m_prefix + u"tool"_s },
          { u"type"_s, m_talk.tool.name },
          { u"messageID"_s, messageId(u"b_assistant"_s) },
          { u"callID"_s, "call_"_L1 + m_prefix + u"tool"_s },
          { u"title"_s, m_talk.tool.title },
          { u"metadata"_s, m_talk.tool.input },
          { u"time"_s, QJsonObject{ { u"created"_s, m_start } } } });
}

void Writer::callAllowed()
{
    addTool({ { u"status"_s, u"completed"_s },
              { u"input"_s, m_talk.tool.input },
              { u"output"_s, m_talk.tool.output },
              { u"title"_s, m_talk.tool.title },
              { u"time"_s, QJsonObject{ { u"start"_s, m_start }, { u"end"_s, now() } } } });
}

void Writer::callRefused()
{
    addTool({ { u"status"_s, u"error"_s },
              { u"input"_s, m_talk.tool.input },
              { u"error"_s, u"The user does not allow it."_s },
              { u"time"_s, QJsonObject{ { u"start"_s, m_start }, { u"end"_s, now() } } } });
}

void Writer::close()
{
    addPart({ { u"id"_s, partId(u"e_finish"_s) },
              { u"type"_s, u"step-finish"_s },
              { u"reason"_s, u"stop"_s } },
            u"b_assistant"_s);
    addMessage(u"assistant"_s, u"b_assistant"_s, true);
    add(u"session.updated"_s, { { u"info"_s, SseDemo::sessionInfo(m_place, now()) } });
    m_events.append(status(m_place, u"idle"_s));
    add(u"session.idle"_s, {});
}

void Writer::addMessage(const QString &role, const QString &name, bool isDone)
{
    QJsonObject time{ { u"created"_s, m_start } };
    QJsonObject info{ { u"id"_s, messageId(name) },
                      { u"sessionID"_s, m_place.sessionId },
                      { u"role"_s, role },
                      { u"agent"_s, m_place.agent } };
    if (role == "assistant"_L1) {
        info.insert("parentID"_L1, messageId(u"a_user"_s));
        info.insert("modelID"_L1, u"demo-1"_s);
        info.insert("providerID"_L1, u"demo"_s);
    }
    if (isDone) {
        time.insert("completed"_L1, now());
        info.insert("finish"_L1, u"stop"_s);
    }
    info.insert("time"_L1, time);
    add(u"message.updated"_s, { { u"info"_s, info } });
}

void Writer::addPart(QJsonObject part, const QString &message, const QString &delta)
{
    part.insert("sessionID"_L1, m_place.sessionId);
    part.insert("messageID"_L1, messageId(message));
    QJsonObject properties{ { u"part"_s, part } };
    if (!delta.isEmpty())
        properties.insert("delta"_L1, delta);
    add(u"message.part.updated"_s, properties);
}

void Writer::addText(const QString &type, const QString &name, const QStringList &fragments)
{
    const qint64 start = now();
    const QString message = u"b_assistant"_s;
    const auto part = [&](const QString &text, const QJsonObject &time) {
        return QJsonObject{
            { u"id"_s, partId(name) }, { u"type"_s, type }, { u"text"_s, text }, { u"time"_s, time }
        };
    };
    QString text;
    if (m_place.separateDeltas)
        addPart(part(text, { { u"start"_s, start } }), message);
    for (const QString &fragment : fragments) {
        text += fragment;
        if (m_place.separateDeltas) {
            add(u"message.part.delta"_s,
                { { u"messageID"_s, messageId(message) },
                  { u"partID"_s, partId(name) },
                  { u"field"_s, u"text"_s },
                  { u"delta"_s, fragment } });
        } else {
            addPart(part(text, { { u"start"_s, start } }), message, fragment);
        }
    }
    addPart(part(text, { { u"start"_s, start }, { u"end"_s, now() } }), message);
}

void Writer::addTool(const QJsonObject &state)
{
    addPart({ { u"id"_s, partId(u"c_tool"_s) },
              { u"type"_s, u"tool"_s },
              { u"tool"_s, m_talk.tool.name },
              { u"callID"_s, "call_"_L1 + m_prefix + u"tool"_s },
              { u"state"_s, state } },
            u"b_assistant"_s);
}

QStringList words(const QString &text)
{
    QStringList fragments;
    for (const QStringView word : QStringView(text).tokenize(u' '))
        fragments.append((fragments.isEmpty() ? QString() : u" "_s) + word.toString());
    return fragments;
}

} // namespace

SseDemo::AgentScript SseDemo::script(const AgentPlace &place, const AgentTalk &talk, int number)
{
    return Writer(place, talk, number).write();
}

QList<SseDemo::BusEvent> SseDemo::abortion(const AgentPlace &place, const QJsonObject &answer,
                                           const QList<QJsonObject> &parts)
{
    QList<BusEvent> events;
    for (QJsonObject part : parts) {
        QJsonObject state = part["state"_L1].toObject();
        const QString word = state["status"_L1].toString();
        if (word != "pending"_L1 && word != "running"_L1)
            continue;
        state.insert("status"_L1, u"error"_s);
        state.insert("error"_L1, u"Tool execution aborted"_s);
        part.insert("state"_L1, state);
        events.append(busEvent(place, u"message.part.updated"_s, { { u"part"_s, part } }));
    }
    const QJsonObject error{ { u"name"_s, u"MessageAbortedError"_s },
                             { u"data"_s, QJsonObject{ { u"message"_s, u"It was stopped."_s } } } };
    if (!answer.isEmpty()) {
        QJsonObject info = answer;
        QJsonObject time = info["time"_L1].toObject();
        time.insert("completed"_L1, now());
        info.insert("time"_L1, time);
        info.insert("error"_L1, error);
        events.append(busEvent(place, u"message.updated"_s, { { u"info"_s, info } }));
    }
    events.append(busEvent(place, u"session.error"_s, { { u"error"_s, error } }));
    events.append(status(place, u"idle"_s));
    events.append(busEvent(place, u"session.idle"_s, {}));
    return events;
}

QJsonObject SseDemo::sessionInfo(const AgentPlace &place, qint64 updated)
{
    return { { u"id"_s, place.sessionId },
             { u"title"_s, place.title },
             { u"directory"_s, place.directory },
             { u"agent"_s, place.agent },
             { u"time"_s,
               QJsonObject{ { u"created"_s, place.created }, { u"updated"_s, updated } } } };
}

// One of the two splits an emoji between two fragments, as models' tokens do: the halves are lone
// surrogates until they are put together.
QList<std::pair<SseDemo::AgentPlace, SseDemo::AgentTalk>> SseDemo::firstTalks()
{
    const qint64 created = now();
    return {
        { { u"ses_demo_1"_s, u"build"_s, u"/home/demo/garden"_s, u"Which plants need water?"_s,
            created, true },
          { u"Which of my plants need water today?"_s,
            { u"The readings are in "_s, u"a file. "_s, u"I should look "_s, u"at it first."_s },
            { u"bash"_s,
              { { u"command"_s, u"cat moisture.csv"_s },
                { u"description"_s, u"Read the moisture sensors"_s } },
              u"basil,18\ntomato,55\nmint,21\n"_s,
              u"cat moisture.csv"_s },
            { u"Two of them "_s, u"are dry: "_s, u"the basil (18 %) "_s, u"and the mint "_s,
              u"(21 %). "_s, u"The tomato "_s, u"is fine "_s, QString(QChar(0xd83c)),
              QString(QChar(0xdf31)) + u" until "_s, u"tomorrow."_s } } },
        { { u"ses_demo_2"_s, u"plan"_s, u"/home/demo/harbour"_s, u"A timetable for the ferry"_s,
            created - 1, false },
          { u"When does the next ferry leave, and can I still catch it?"_s,
            { u"I need the timetable "_s, u"and how far "_s, u"the pier is."_s },
            { u"read"_s,
              { { u"filePath"_s, u"/home/demo/harbour/timetable.txt"_s } },
              u"09:30 Sankt Pölten Ost\n10:15 Île-aux-Moines\n11:00 函館\n"_s,
              u"timetable.txt"_s },
            { u"The next one "_s, u"leaves at 10:15 "_s, u"for Île-aux-Moines. "_s,
              u"From where you are "_s, u"it is a walk "_s, u"of ten minutes, "_s,
              u"so you will catch it "_s, u"with time to spare ⛴️."_s } } },
    };
}

SseDemo::AgentTalk SseDemo::answerTo(const QString &prompt)
{
    return {
        prompt,
        words(
            u"I cannot know that without looking. The notes may say more, and to read them I have to ask."_s),
        { u"bash"_s,
          { { u"command"_s, u"cat notes.md"_s }, { u"description"_s, u"Read the notes"_s } },
          u"# Notes\n\nEverything here is a demonstration.\n"_s,
          u"cat notes.md"_s,
          true },
        words(u"I have read the notes. They say that **everything here is a demonstration**, "
              "so that this is all there is to find:\n\n- the question was yours,\n- the "
              "answer came in fragments,\n- and the command was run after you allowed it."_s)
    };
}
