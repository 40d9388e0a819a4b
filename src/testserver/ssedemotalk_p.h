// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEDEMOTALK_P_H
#define SSEDEMOTALK_P_H

#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

// What the coding agents of the demo say, event by event, as OpenCode's bus has it.
namespace SseDemo {

struct BusEvent
{
    QString type;
    QJsonObject properties;
};

struct AgentTool
{
    QString name;
    QJsonObject input;
    QString output;
    QString title;
    bool asksFirst = false; // whether the user has to allow it
};

struct AgentTalk
{
    QString prompt;
    QStringList reasoning; // each entry is a fragment as it goes over the wire
    AgentTool tool;
    QStringList answer;
};

struct AgentPlace
{
    QString sessionId;
    QString agent;
    QString directory;
    QString title;
    qint64 created = 0;
    bool separateDeltas = false; // as newer servers send them; older ones put them beside the part
};

// The events of a talk until the session is idle again. A tool that asks first has two ways on.
struct AgentScript
{
    QList<BusEvent> events; // up to the question, if there is one
    QList<BusEvent> allowed; // from there
    QList<BusEvent> refused;
};

// The number tells the talks of a session apart.
[[nodiscard]] AgentScript script(const AgentPlace &place, const AgentTalk &talk, int number);
// How it ends when it is aborted after \a events, the newest last.
[[nodiscard]] QList<BusEvent> abortion(const AgentPlace &place, const QJsonObject &answer,
                                       const QList<QJsonObject> &parts);
[[nodiscard]] QJsonObject sessionInfo(const AgentPlace &place, qint64 updated);

// The two that talk at once, and what any of them answers to a prompt.
[[nodiscard]] QList<std::pair<AgentPlace, AgentTalk>> firstTalks();
[[nodiscard]] AgentTalk answerTo(const QString &prompt);

} // namespace SseDemo

#endif // SSEDEMOTALK_P_H
