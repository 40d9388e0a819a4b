// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_AGENTSESSION_H
#define SSEQT_AGENTSESSION_H

#include <SseQt/sseqtchatglobal.h>

#include <QtCore/qdatetime.h>
#include <QtCore/qjsonobject.h>
#include <QtCore/qlist.h>
#include <QtCore/qmetatype.h>
#include <QtCore/qobjectdefs.h>
#include <QtCore/qstring.h>

class SSEQT_CHAT_EXPORT AgentPermission
{
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString sessionId MEMBER sessionId)
    Q_PROPERTY(QString kind MEMBER kind)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString toolCallId MEMBER toolCallId)
    Q_PROPERTY(QJsonObject details MEMBER details)
public:
    enum class Answer {
        Once,
        Always,
        Reject,
    };
    Q_ENUM(Answer)

    QString id;
    QString sessionId;
    QString kind;
    QString title;
    QString toolCallId;
    QJsonObject details;

    friend bool operator==(const AgentPermission &lhs, const AgentPermission &rhs)
    {
        return lhs.isEqual(rhs);
    }
    friend bool operator!=(const AgentPermission &lhs, const AgentPermission &rhs)
    {
        return !lhs.isEqual(rhs);
    }

private:
    [[nodiscard]] bool isEqual(const AgentPermission &other) const;
};

class SSEQT_CHAT_EXPORT AgentSession
{
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString parentId MEMBER parentId)
    Q_PROPERTY(QString directory MEMBER directory)
    Q_PROPERTY(QString agent MEMBER agent)
    Q_PROPERTY(Status status MEMBER status)
    Q_PROPERTY(int retryAttempt MEMBER retryAttempt)
    Q_PROPERTY(QString retryMessage MEMBER retryMessage)
    Q_PROPERTY(QDateTime retryTime MEMBER retryTime)
    Q_PROPERTY(QString error MEMBER error)
    Q_PROPERTY(QDateTime created MEMBER created)
    Q_PROPERTY(QDateTime updated MEMBER updated)
    Q_PROPERTY(QList<AgentPermission> permissions MEMBER permissions)
public:
    enum class Status {
        Idle,
        Busy,
        Retrying,
    };
    Q_ENUM(Status)

    QString id;
    QString title;
    QString parentId;
    QString directory;
    QString agent;
    Status status = Status::Idle;
    int retryAttempt = 0;
    QString retryMessage;
    QDateTime retryTime;
    QString error;
    QDateTime created;
    QDateTime updated;
    QList<AgentPermission> permissions;

    friend bool operator==(const AgentSession &lhs, const AgentSession &rhs)
    {
        return lhs.isEqual(rhs);
    }
    friend bool operator!=(const AgentSession &lhs, const AgentSession &rhs)
    {
        return !lhs.isEqual(rhs);
    }

private:
    [[nodiscard]] bool isEqual(const AgentSession &other) const;
};

#endif
