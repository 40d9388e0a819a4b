// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef CHATWIDGETS_CONVERSATIONFILTER_H
#define CHATWIDGETS_CONVERSATIONFILTER_H

#include "conversationtimes.h"

#include <QtCore/QSortFilterProxyModel>

// The conversations whose titles have what is searched, with the words that go with each.
class ConversationFilter : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConversationFilter)
public:
    enum Role {
        TimeRole = Qt::UserRole + 100, // in words
        StateRole, // in words, if there is something to say
        // The name of the group that begins with this conversation, or nothing.
        GroupRole,
    };

    explicit ConversationFilter(QObject *parent = nullptr);

    void setSearch(const QString &text);
    // The words for times change with the day.
    void setNow(const QDateTime &now);

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] QDateTime timeOf(const QModelIndex &index) const;
    [[nodiscard]] QString groupOf(const QModelIndex &index) const;
    [[nodiscard]] static QString accessibleText(const QModelIndex &index);
    [[nodiscard]] static QString stateOf(const QModelIndex &index);

    QDateTime m_now;
};

#endif
