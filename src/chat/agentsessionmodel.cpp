// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "agentsessionmodel.h"

#include <QtCore/qpointer.h>
#include <QtCore/qtimer.h>

#include <algorithm>
#include <limits>

/*!
    \class AgentSessionModel
    \inmodule SseQt
    \inheaderfile SseQt/AgentSessionModel
    \brief The sessions of an AgentClient as a list, the newest first.

    It belongs to its client. A session keeps its place while it lives.

    \since 0.1
    \sa AgentClient::sessions, AgentSession
*/

/*!
    \enum AgentSessionModel::Role

    \value SessionRole \c session: all of it, an AgentSession
    \value IdRole \c sessionId
    \value TitleRole \c title
    \value StatusRole \c status: an AgentSession::Status
    \value RetryInRole \c retryIn: milliseconds to the next attempt while the status is Retrying,
           told once a second; else -1
    \value ErrorRole \c error: what went wrong last, in words
    \value DirectoryRole \c directory
    \value AgentRole \c agent
    \value ParentIdRole \c parentId: of a session that another has begun
    \value CreatedRole \c created
    \value UpdatedRole \c updated
    \value PermissionsRole \c permissions: questions that wait for an answer, each an
   AgentPermission
*/

/*!
    \fn void AgentSessionModel::sessionChanged(const QString &sessionId)
    Something about the session has changed, or it is new, or gone.
*/

class AgentSessionModelPrivate
{
public:
    QList<AgentSession> sessions;
    QTimer seconds; // while a session counts down
};

AgentSessionModel::AgentSessionModel(QObject *parent)
    : QAbstractListModel(parent)
    , d(new AgentSessionModelPrivate)
{
    d->seconds.setInterval(1000);
    connect(&d->seconds, &QTimer::timeout, this, [this] {
        const QPointer<AgentSessionModel> alive(this);
        bool isNeeded = false;
        for (int row = 0; alive && row < count(); ++row) {
            if (d->sessions.at(row).status == AgentSession::Status::Retrying) {
                isNeeded = true;
                Q_EMIT dataChanged(index(row), index(row), { RetryInRole });
            }
        }
        if (alive && !isNeeded)
            d->seconds.stop();
    });
}

AgentSessionModel::~AgentSessionModel() = default;

/*!
    \property AgentSessionModel::count
    \brief the number of sessions.
*/
int AgentSessionModel::count() const
{
    return int(d->sessions.size());
}

/*!
    Returns the session in \a row, an empty one if there is none.
*/
AgentSession AgentSessionModel::sessionAt(int row) const
{
    return d->sessions.value(row);
}

/*!
    Returns the session with the ID \a sessionId, an empty one if it is not known.
*/
AgentSession AgentSessionModel::session(const QString &sessionId) const
{
    return sessionAt(rowOf(sessionId));
}

/*!
    Returns the row of the session with the ID \a sessionId, -1 if it is not known.
*/
int AgentSessionModel::rowOf(const QString &sessionId) const
{
    const auto found =
        std::find_if(d->sessions.cbegin(), d->sessions.cend(),
                     [&](const AgentSession &session) { return session.id == sessionId; });
    return found == d->sessions.cend() ? -1 : int(found - d->sessions.cbegin());
}

void AgentSessionModel::set(const AgentSession &session)
{
    const QPointer<AgentSessionModel> alive(this);
    const int row = rowOf(session.id);
    if (row >= 0) {
        if (d->sessions.at(row) == session)
            return;
        d->sessions[row] = session;
    } else {
        const auto place =
            std::find_if(d->sessions.cbegin(), d->sessions.cend(), [&](const AgentSession &other) {
                return other.created < session.created;
            });
        const int newRow = int(place - d->sessions.cbegin());
        beginInsertRows({}, newRow, newRow);
        d->sessions.insert(newRow, session);
        endInsertRows();
    }
    if (!alive)
        return;
    if (session.status == AgentSession::Status::Retrying && !d->seconds.isActive())
        d->seconds.start();
    if (row >= 0)
        Q_EMIT dataChanged(index(row), index(row));
    else
        Q_EMIT countChanged(count());
    if (alive)
        Q_EMIT sessionChanged(session.id);
}

void AgentSessionModel::remove(const QString &sessionId)
{
    const int row = rowOf(sessionId);
    if (row < 0)
        return;
    const QPointer<AgentSessionModel> alive(this);
    beginRemoveRows({}, row, row);
    d->sessions.removeAt(row);
    endRemoveRows();
    if (alive)
        Q_EMIT countChanged(count());
    if (alive)
        Q_EMIT sessionChanged(sessionId);
}

int AgentSessionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant AgentSessionModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    const AgentSession &session = d->sessions.at(index.row());
    switch (role) {
    case SessionRole:
        return QVariant::fromValue(session);
    case IdRole:
        return session.id;
    case Qt::DisplayRole:
    case TitleRole:
        return session.title;
    case StatusRole:
        return QVariant::fromValue(session.status);
    case RetryInRole:
        if (session.status != AgentSession::Status::Retrying || !session.retryTime.isValid())
            return -1;
        return int(std::clamp<qint64>(QDateTime::currentDateTime().msecsTo(session.retryTime), 0,
                                      std::numeric_limits<int>::max()));
    case ErrorRole:
        return session.error;
    case DirectoryRole:
        return session.directory;
    case AgentRole:
        return session.agent;
    case ParentIdRole:
        return session.parentId;
    case CreatedRole:
        return session.created;
    case UpdatedRole:
        return session.updated;
    case PermissionsRole:
        return QVariant::fromValue(session.permissions);
    default:
        return {};
    }
}

QHash<int, QByteArray> AgentSessionModel::roleNames() const
{
    return {
        { Qt::DisplayRole, "display" },
        { SessionRole, "session" },
        { IdRole, "sessionId" },
        { TitleRole, "title" },
        { StatusRole, "status" },
        { RetryInRole, "retryIn" },
        { ErrorRole, "error" },
        { DirectoryRole, "directory" },
        { AgentRole, "agent" },
        { ParentIdRole, "parentId" },
        { CreatedRole, "created" },
        { UpdatedRole, "updated" },
        { PermissionsRole, "permissions" },
    };
}

#include "moc_agentsessionmodel.cpp"
