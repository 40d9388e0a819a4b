// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEEVENTMODEL_H
#define SSEQT_SSEEVENTMODEL_H

#include <SseQt/sseevent.h>
#include <SseQt/sseqtglobal.h>
#include <SseQt/ssesource.h>

#include <QtCore/qabstractitemmodel.h>
#include <QtCore/qbytearray.h>
#include <QtCore/qstringlist.h>
#include <QtCore/qvariant.h>

#include <memory>

class SseEventModelPrivate;

class SSEQT_CORE_EXPORT SseEventModel : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseEventModel)
    Q_PROPERTY(SseSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(QStringList types READ types WRITE setTypes NOTIFY typesChanged)
    Q_PROPERTY(Contents contents READ contents WRITE setContents NOTIFY contentsChanged)
    Q_PROPERTY(QVariantMap roles READ roles WRITE setRoles NOTIFY rolesChanged)
    Q_PROPERTY(QStringList columns READ columns WRITE setColumns NOTIFY columnsChanged)
    Q_PROPERTY(Order order READ order WRITE setOrder NOTIFY orderChanged)
    Q_PROPERTY(int maximumCount READ maximumCount WRITE setMaximumCount NOTIFY maximumCountChanged)
    Q_PROPERTY(int maximumSize READ maximumSize WRITE setMaximumSize NOTIFY maximumSizeChanged)
    Q_PROPERTY(bool paused READ isPaused WRITE setPaused NOTIFY pausedChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int heldCount READ heldCount NOTIFY heldCountChanged)
public:
    // Not scoped, so that flags can be joined without the name of the class twice.
    enum Content {
        Events = 1,
        Connection = 2,
        Comments = 4,
    };
    Q_DECLARE_FLAGS(Contents, Content)
    Q_FLAG(Contents)

    enum class Kind {
        Event,
        Comment,
        Retry,
        Opened,
        Error,
        Closed,
    };
    Q_ENUM(Kind)

    enum class Order {
        NewestLast,
        NewestFirst,
    };
    Q_ENUM(Order)

    enum Role {
        KindRole = Qt::UserRole + 1,
        EventRole,
        ErrorRole,
        TypeRole,
        IdRole,
        DataRole,
        LastEventIdRole,
        OriginRole,
        JsonRole,
        SummaryRole,
        ReceivedRole,
        NumberRole,
        FirstFieldRole = Qt::UserRole + 100,
    };
    Q_ENUM(Role)

    explicit SseEventModel(QObject *parent = nullptr);
    ~SseEventModel() override;

    [[nodiscard]] SseSource *source() const;
    void setSource(SseSource *source);
    [[nodiscard]] QStringList types() const;
    void setTypes(const QStringList &types);
    [[nodiscard]] Contents contents() const;
    void setContents(Contents contents);
    [[nodiscard]] QVariantMap roles() const;
    void setRoles(const QVariantMap &roles);
    [[nodiscard]] QStringList columns() const;
    void setColumns(const QStringList &columns);
    [[nodiscard]] Order order() const;
    void setOrder(Order order);
    [[nodiscard]] int maximumCount() const;
    void setMaximumCount(int count);
    [[nodiscard]] int maximumSize() const;
    void setMaximumSize(int bytes);
    [[nodiscard]] bool isPaused() const;
    void setPaused(bool paused);
    [[nodiscard]] int count() const;
    [[nodiscard]] int heldCount() const;

    [[nodiscard]] Q_INVOKABLE SseEvent eventAt(int row) const;
    [[nodiscard]] Q_INVOKABLE QString textAt(int row) const;
    [[nodiscard]] QByteArray jsonLineAt(int row) const;
    [[nodiscard]] Q_INVOKABLE QString prettyTextAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

public Q_SLOTS:
    void clear();

Q_SIGNALS:
    void sourceChanged();
    void typesChanged(const QStringList &types);
    void contentsChanged(SseEventModel::Contents contents);
    void rolesChanged();
    void columnsChanged(const QStringList &columns);
    void orderChanged(SseEventModel::Order order);
    void maximumCountChanged(int count);
    void maximumSizeChanged(int bytes);
    void pausedChanged(bool paused);
    void countChanged(int count);
    void heldCountChanged(int count);

private:
    friend class SseEventModelPrivate;
    const std::unique_ptr<SseEventModelPrivate> d;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(SseEventModel::Contents)

#endif
