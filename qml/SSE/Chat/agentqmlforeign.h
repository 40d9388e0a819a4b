// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_AGENTQMLFOREIGN_H
#define SSEQT_AGENTQMLFOREIGN_H

#include <SseQt/AgentClient>
#include <SseQt/AgentSession>
#include <SseQt/AgentSessionModel>
#include <SseQt/AgentTaskModel>

#include <QtCore/qobject.h>
// qqmlregistration.h alone does not bring QML_FOREIGN in 6.4.
#include <QtQml/qqml.h>

// What QML knows of the library's agents.

// The base of the element AgentClient: a property of this type takes the QML element and a C++
// object alike.
struct AgentClientForeign
{
    Q_GADGET
    QML_FOREIGN(AgentClient)
    QML_NAMED_ELEMENT(AgentClientBase)
    QML_UNCREATABLE("AgentClientBase is the type of properties; the element is AgentClient")
    QML_ADDED_IN_VERSION(1, 0)
};

struct AgentSessionModelForeign
{
    Q_GADGET
    QML_FOREIGN(AgentSessionModel)
    QML_NAMED_ELEMENT(AgentSessionModel)
    QML_UNCREATABLE("Sessions belong to an AgentClient")
    QML_ADDED_IN_VERSION(1, 0)
};

// The base of the element AgentTaskModel.
struct AgentTaskModelForeign
{
    Q_GADGET
    QML_FOREIGN(AgentTaskModel)
    QML_ANONYMOUS
    QML_ADDED_IN_VERSION(1, 0)
};

struct AgentSessionForeign
{
    Q_GADGET
    QML_FOREIGN(AgentSession)
    QML_VALUE_TYPE(agentSession)
    QML_ADDED_IN_VERSION(1, 0)
};

// A value type's enums need a name that begins with a capital: AgentSession.Busy. That the type
// behind it is an object is for qmllint of 6.4.
class AgentSessionEnums : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(AgentSession)
    QML_UNCREATABLE("AgentSession holds the enums of sessions")
    QML_EXTENDED_NAMESPACE(AgentSession)
    QML_ADDED_IN_VERSION(1, 0)
};

struct AgentPermissionForeign
{
    Q_GADGET
    QML_FOREIGN(AgentPermission)
    QML_VALUE_TYPE(agentPermission)
    QML_ADDED_IN_VERSION(1, 0)
};

class AgentPermissionEnums : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(AgentPermission)
    QML_UNCREATABLE("AgentPermission holds the enums of permissions")
    QML_EXTENDED_NAMESPACE(AgentPermission)
    QML_ADDED_IN_VERSION(1, 0)
};

struct AgentPermissionListForeign
{
    Q_GADGET
    QML_FOREIGN(QList<AgentPermission>)
    QML_ANONYMOUS
    QML_SEQUENTIAL_CONTAINER(AgentPermission)
    QML_ADDED_IN_VERSION(1, 0)
};

#endif
