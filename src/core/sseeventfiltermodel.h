// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEEVENTFILTERMODEL_H
#define SSEQT_SSEEVENTFILTERMODEL_H

#include <SseQt/sseeventmodel.h>
#include <SseQt/sseqtglobal.h>

#include <QtCore/qsortfilterproxymodel.h>
#include <QtCore/qstringlist.h>
#include <QtCore/qurl.h>

#include <memory>

QT_FORWARD_DECLARE_CLASS(QIODevice)
class SseEventFilterModelPrivate;

class SSEQT_CORE_EXPORT SseEventFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseEventFilterModel)
    Q_PROPERTY(SseEventModel *model READ model WRITE setModel NOTIFY modelChanged)
    Q_PROPERTY(QStringList types READ types WRITE setTypes NOTIFY typesChanged)
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    Q_PROPERTY(
        SseEventModel::Contents contents READ contents WRITE setContents NOTIFY contentsChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
public:
    explicit SseEventFilterModel(QObject *parent = nullptr);
    ~SseEventFilterModel() override;

    [[nodiscard]] SseEventModel *model() const;
    void setModel(SseEventModel *model);
    void setSourceModel(QAbstractItemModel *model) override;
    [[nodiscard]] QStringList types() const;
    void setTypes(const QStringList &types);
    [[nodiscard]] QString text() const;
    void setText(const QString &text);
    [[nodiscard]] SseEventModel::Contents contents() const;
    void setContents(SseEventModel::Contents contents);
    [[nodiscard]] int count() const;

    [[nodiscard]] Q_INVOKABLE SseEvent eventAt(int row) const;
    [[nodiscard]] Q_INVOKABLE QString textAt(int row) const;
    [[nodiscard]] Q_INVOKABLE QString prettyTextAt(int row) const;

    bool writeJsonLines(QIODevice *device) const;
    Q_INVOKABLE QString save(const QUrl &file) const;

Q_SIGNALS:
    void modelChanged();
    void typesChanged(const QStringList &types);
    void textChanged(const QString &text);
    void contentsChanged(SseEventModel::Contents contents);
    void countChanged(int count);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    template<typename Value>
    [[nodiscard]] bool change(Value &field, const Value &value);

    const std::unique_ptr<SseEventFilterModelPrivate> d;
};

#endif
