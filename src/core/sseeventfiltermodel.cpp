// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseeventfiltermodel.h"

#include <QtCore/qpointer.h>
#include <QtCore/qsavefile.h>

#include <utility>

/*!
    \class SseEventFilterModel
    \inmodule SseQt
    \inheaderfile SseQt/SseEventFilterModel
    \brief Shows some rows of an SseEventModel: by their kind, by the event's type, by a text.

    All that it hides is still there, and is shown again when the filter changes. The roles and
    columns are those of the \l model. A proxy stands on rows that come and go; to collect fewer
    from the start, set SseEventModel::types.

    It owns nothing. In QML it is the element \l [QML] {SseEventFilterModel}.

    \since 0.1
*/

class SseEventFilterModelPrivate
{
public:
    QStringList types;
    QString text;
    SseEventModel::Contents contents =
        SseEventModel::Events | SseEventModel::Connection | SseEventModel::Comments;
    int announcedCount = 0;
};

/*!
    Constructs a filter with \a parent that shows nothing until it has a model.
*/
SseEventFilterModel::SseEventFilterModel(QObject *parent)
    : QSortFilterProxyModel(parent)
    , d(std::make_unique<SseEventFilterModelPrivate>())
{
    const auto announceCount = [this] {
        const int rows = count();
        if (std::exchange(d->announcedCount, rows) != rows)
            Q_EMIT countChanged(rows);
    };
    connect(this, &QAbstractItemModel::rowsInserted, this, announceCount);
    connect(this, &QAbstractItemModel::rowsRemoved, this, announceCount);
    connect(this, &QAbstractItemModel::modelReset, this, announceCount);
}

SseEventFilterModel::~SseEventFilterModel() = default;

/*!
    \property SseEventFilterModel::model
    \brief the model whose rows it shows; none by default.
*/
SseEventModel *SseEventFilterModel::model() const
{
    return qobject_cast<SseEventModel *>(sourceModel());
}

void SseEventFilterModel::setModel(SseEventModel *model)
{
    setSourceModel(model);
}

/*!
    Shows the rows of \a model, which is an SseEventModel.
*/
void SseEventFilterModel::setSourceModel(QAbstractItemModel *model)
{
    if (model == sourceModel())
        return;
    if (model && !qobject_cast<SseEventModel *>(model)) {
        qWarning("SseEventFilterModel: the model must be an SseEventModel, not a %s",
                 model->metaObject()->className());
        return;
    }
    if (sourceModel())
        sourceModel()->disconnect(this);
    QSortFilterProxyModel::setSourceModel(model);
    if (model) {
        // Qt's own proxy leaves its views with rows that are gone.
        connect(model, &QObject::destroyed, this, [this] {
            beginResetModel();
            endResetModel();
            Q_EMIT modelChanged();
        });
    }
    Q_EMIT modelChanged();
}

// Whether there is a change, after which the filter lives on.
template<typename Value>
bool SseEventFilterModel::change(Value &field, const Value &value)
{
    if (field == value)
        return false;
    field = value;
    const QPointer<SseEventFilterModel> self(this);
    invalidateFilter();
    return !self.isNull();
}

/*!
    \property SseEventFilterModel::types
    \brief the types of the events that it shows; all by default.

    Rows that are no events are not touched by it.
*/
QStringList SseEventFilterModel::types() const
{
    return d->types;
}

void SseEventFilterModel::setTypes(const QStringList &types)
{
    if (change(d->types, types))
        Q_EMIT typesChanged(types);
}

/*!
    \property SseEventFilterModel::text
    \brief what the type, the ID or the data must contain, in whatever case; everything by default.
*/
QString SseEventFilterModel::text() const
{
    return d->text;
}

void SseEventFilterModel::setText(const QString &text)
{
    if (change(d->text, text))
        Q_EMIT textChanged(text);
}

/*!
    \property SseEventFilterModel::contents
    \brief which kinds of rows it shows; all by default.
*/
SseEventModel::Contents SseEventFilterModel::contents() const
{
    return d->contents;
}

void SseEventFilterModel::setContents(SseEventModel::Contents contents)
{
    if (change(d->contents, contents))
        Q_EMIT contentsChanged(contents);
}

/*!
    \property SseEventFilterModel::count
    \brief the number of rows that it shows.
*/
int SseEventFilterModel::count() const
{
    return rowCount();
}

/*!
    Returns the event in \a row, as SseEventModel::eventAt() does.
*/
SseEvent SseEventFilterModel::eventAt(int row) const
{
    return model() ? model()->eventAt(mapToSource(index(row, 0)).row()) : SseEvent();
}

/*!
    Returns the whole text of \a row, as SseEventModel::textAt() does.
*/
QString SseEventFilterModel::textAt(int row) const
{
    return model() ? model()->textAt(mapToSource(index(row, 0)).row()) : QString();
}

/*!
    Returns the text of \a row for people, as SseEventModel::prettyTextAt() does.
*/
QString SseEventFilterModel::prettyTextAt(int row) const
{
    return model() ? model()->prettyTextAt(mapToSource(index(row, 0)).row()) : QString();
}

/*!
    Writes the rows that it shows to \a device, as one line of JSON each. Returns whether all could
    be written.
*/
bool SseEventFilterModel::writeJsonLines(QIODevice *device) const
{
    for (int row = 0; row < count(); ++row) {
        const QByteArray line = model()->jsonLineAt(mapToSource(index(row, 0)).row()) + '\n';
        if (device->write(line) != line.size())
            return false;
    }
    return true;
}

/*!
    Saves the rows that it shows in \a file, as one line of JSON each. Returns an empty string, or
    what went wrong, and then a file that was there is as it was.
*/
QString SseEventFilterModel::save(const QUrl &file) const
{
    if (!file.isLocalFile())
        return tr("\"%1\" is no local file.").arg(file.toDisplayString());
    QSaveFile target(file.toLocalFile());
    // A commit does not notice when there is no room for what it flushes itself.
    if (target.open(QIODevice::WriteOnly) && writeJsonLines(&target) && target.flush()
        && target.commit()) {
        return {};
    }
    return tr("Cannot write \"%1\": %2").arg(target.fileName(), target.errorString());
}

bool SseEventFilterModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    const auto contains = [&](int role) {
        return index.data(role).toString().contains(d->text, Qt::CaseInsensitive);
    };
    const auto kind = index.data(SseEventModel::KindRole).value<SseEventModel::Kind>();
    const auto content = kind == SseEventModel::Kind::Event ? SseEventModel::Events
        : kind == SseEventModel::Kind::Comment              ? SseEventModel::Comments
                                                            : SseEventModel::Connection;
    if (!d->contents.testFlag(content))
        return false;
    if (content == SseEventModel::Events && !d->types.isEmpty()
        && !d->types.contains(index.data(SseEventModel::TypeRole).toString())) {
        return false;
    }
    return d->text.isEmpty() || contains(SseEventModel::TypeRole) || contains(SseEventModel::IdRole)
        || contains(SseEventModel::DataRole);
}

#include "moc_sseeventfiltermodel.cpp"
