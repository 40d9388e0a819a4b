// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_AGENTSESSIONMODEL_H
#define SSEQT_AGENTSESSIONMODEL_H

#include <SseQt/agentsession.h>
#include <SseQt/sseqtchatglobal.h>

#include <QtCore/qabstractitemmodel.h>

#include <memory>

class AgentSessionModelPrivate;

class SSEQT_CHAT_EXPORT AgentSessionModel : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AgentSessionModel)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
public:
    enum Role {
        SessionRole = Qt::UserRole + 1,
        IdRole,
        TitleRole,
        StatusRole,
        RetryInRole,
        ErrorRole,
        DirectoryRole,
        AgentRole,
        ParentIdRole,
        CreatedRole,
        UpdatedRole,
        PermissionsRole,
    };
    Q_ENUM(Role)

    ~AgentSessionModel() override;

    [[nodiscard]] int count() const;
    [[nodiscard]] Q_INVOKABLE AgentSession sessionAt(int row) const;
    [[nodiscard]] Q_INVOKABLE AgentSession session(const QString &sessionId) const;
    [[nodiscard]] Q_INVOKABLE int rowOf(const QString &sessionId) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged(int count);
    void sessionChanged(const QString &sessionId);

private:
    friend class AgentClientPrivate;
    explicit AgentSessionModel(QObject *parent);
    void set(const AgentSession &session);
    void remove(const QString &sessionId);

    const std::unique_ptr<AgentSessionModelPrivate> d;
};

#endif
