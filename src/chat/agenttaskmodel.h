// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_AGENTTASKMODEL_H
#define SSEQT_AGENTTASKMODEL_H

#include <SseQt/sseqtchatglobal.h>
#include <SseQt/ssesource.h>

#include <QtCore/qabstractitemmodel.h>

#include <memory>

class AgentTaskModelPrivate;

class SSEQT_CHAT_EXPORT AgentTaskModel : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AgentTaskModel)
    Q_PROPERTY(SseSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(int maximumCount READ maximumCount WRITE setMaximumCount NOTIFY maximumCountChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int runningCount READ runningCount NOTIFY progressChanged)
    Q_PROPERTY(int finishedCount READ finishedCount NOTIFY progressChanged)
    Q_PROPERTY(bool complete READ isComplete NOTIFY progressChanged)
    Q_PROPERTY(QString message READ message NOTIFY progressChanged)
public:
    enum class State {
        Waiting,
        Running,
        Completed,
        Failed,
    };
    Q_ENUM(State)

    enum Role {
        TaskRole = Qt::UserRole + 1,
        StateRole,
        StatusRole,
        MessageRole,
        AgentRole,
        StartedRole,
        UpdatedRole,
        FinishedRole,
        JsonRole,
    };
    Q_ENUM(Role)

    explicit AgentTaskModel(QObject *parent = nullptr);
    ~AgentTaskModel() override;

    [[nodiscard]] SseSource *source() const;
    void setSource(SseSource *source);
    [[nodiscard]] int maximumCount() const;
    void setMaximumCount(int count);
    [[nodiscard]] int count() const;
    [[nodiscard]] int runningCount() const;
    [[nodiscard]] int finishedCount() const;
    [[nodiscard]] bool isComplete() const;
    [[nodiscard]] QString message() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

public Q_SLOTS:
    void clear();

Q_SIGNALS:
    void sourceChanged();
    void maximumCountChanged(int count);
    void countChanged(int count);
    void progressChanged();

private:
    friend class AgentTaskModelPrivate;
    const std::unique_ptr<AgentTaskModelPrivate> d;
};

#endif
