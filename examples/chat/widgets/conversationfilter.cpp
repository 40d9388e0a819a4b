// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "conversationfilter.h"

#include "conversations.h"
#include "look.h"

using namespace Qt::StringLiterals;

ConversationFilter::ConversationFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_now(QDateTime::currentDateTime())
{
    setFilterRole(Conversations::TitleRole);
    setFilterCaseSensitivity(Qt::CaseInsensitive);
}

void ConversationFilter::setSearch(const QString &text)
{
    setFilterFixedString(text.simplified());
}

void ConversationFilter::setNow(const QDateTime &now)
{
    const bool isAnotherDay = m_now.date() != now.date();
    m_now = now;
    if (isAnotherDay && rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

QVariant ConversationFilter::data(const QModelIndex &index, int role) const
{
    switch (role) {
    case TimeRole:
        return ConversationTimes::inShort(timeOf(index), m_now, QLocale());
    case StateRole:
        return stateOf(index);
    case GroupRole:
        return groupOf(index);
    case Qt::ToolTipRole:
        return Look::toolTip(index.data(Conversations::TitleRole).toString());
    case Qt::AccessibleTextRole:
        return accessibleText(index);
    default:
        return QSortFilterProxyModel::data(index, role);
    }
}

QString ConversationFilter::accessibleText(const QModelIndex &index)
{
    QStringList words{ index.data(Conversations::TitleRole).toString(),
                       index.data(TimeRole).toString() };
    if (const QString state = stateOf(index); !state.isEmpty())
        words.append(state);
    return words.join(", "_L1);
}

QDateTime ConversationFilter::timeOf(const QModelIndex &index) const
{
    return index.data(Conversations::UpdatedRole).toDateTime().toLocalTime();
}

QString ConversationFilter::groupOf(const QModelIndex &index) const
{
    const ConversationTimes::Day day = ConversationTimes::dayOf(timeOf(index), m_now);
    const bool isFirst = index.row() == 0
        || ConversationTimes::dayOf(timeOf(index.siblingAtRow(index.row() - 1)), m_now) != day;
    return isFirst ? ConversationTimes::nameOf(day) : QString();
}

QString ConversationFilter::stateOf(const QModelIndex &index)
{
    if (index.data(Conversations::BusyRole).toBool())
        return tr("answering");
    if (index.data(Conversations::FailedRole).toBool())
        return tr("failed");
    return index.data(Conversations::UnreadRole).toBool() ? tr("unread") : QString();
}
