// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseeventrows_p.h"

#include "sseeventview.h"
#include "sseeventwords_p.h"

#include <QtCore/qdatetime.h>

#include <algorithm>
#include <cmath>
#include <iterator>

using Kind = SseEventModel::Kind;

namespace {

// Two orders of the same rows; views keep their place by it.
constexpr auto SortHint = QAbstractItemModel::VerticalSortHint;

} // namespace

SseEventRows::SseEventRows(SseEventFilterModel *filter, QObject *parent)
    : QAbstractProxyModel(parent)
{
    setSourceModel(filter);
    connect(filter, &QAbstractItemModel::rowsAboutToBeInserted, this,
            [this](const QModelIndex &, int first, int last) { beginInsertion(first, last); });
    connect(filter, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { endInsertion(first, last); });
    connect(filter, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { beginRemoval(first, last); });
    connect(filter, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { endRemoval(first, last); });
    connect(filter, &QAbstractItemModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
    connect(filter, &QAbstractItemModel::modelReset, this, &SseEventRows::endReset);
}

QStringList SseEventRows::columns()
{
    return { QStringLiteral("kind"), QStringLiteral("received"), QStringLiteral("type"),
             QStringLiteral("id"), QStringLiteral("summary") };
}

// In words

QVariant SseEventRows::data(const QModelIndex &index, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return index.isValid() ? mapToSource(index).data(role) : QVariant();
    const QModelIndex source = mapToSource(index);
    const auto kind = [&source] { return source.data(SseEventModel::KindRole).value<Kind>(); };
    switch (index.column()) {
    case KindColumn:
        // A mark is drawn there.
        return role == Qt::DisplayRole ? QVariant() : SseEventWords::kind(kind());
    case ReceivedColumn:
        return SseEventWords::time(source.data(Qt::DisplayRole).toDateTime());
    case TypeColumn:
        if (kind() != Kind::Event)
            return SseEventWords::kind(kind());
        break;
    default:
        break;
    }
    return SseEventWords::plain(source.data(Qt::DisplayRole).toString());
}

QVariant SseEventRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal
        || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    switch (section) {
    case KindColumn:
        return role == Qt::DisplayRole ? QString() : SseEventView::tr("Kind");
    case ReceivedColumn:
        return SseEventView::tr("Time");
    case TypeColumn:
        return SseEventView::tr("Type");
    case IdColumn:
        return SseEventView::tr("ID");
    case DataColumn:
        return SseEventView::tr("Data");
    default:
        return {};
    }
}

// In order

bool SseEventRows::Entry::operator<(const Entry &other) const
{
    if (isText != other.isText)
        return other.isText;
    if (isText) {
        const int difference = text.compare(other.text, Qt::CaseInsensitive);
        if (difference != 0)
            return difference < 0;
    } else if (number < other.number || other.number < number) {
        return number < other.number;
    }
    return place < other.place;
}

SseEventRows::Entry SseEventRows::entryOf(int sourceRow) const
{
    Entry entry{ m_firstPlace + sourceRow, false, 0, {} };
    const QModelIndex source = sourceModel()->index(sourceRow, m_column);
    const auto kind = [&source] { return source.data(SseEventModel::KindRole).value<Kind>(); };
    switch (m_column) {
    case ReceivedColumn:
        return entry; // places are in the order of time
    case KindColumn:
        entry.number = int(kind());
        return entry;
    case TypeColumn:
        entry.isText = true;
        entry.text = kind() == Kind::Event ? source.data(Qt::DisplayRole).toString()
                                           : SseEventWords::kind(kind());
        return entry;
    default:
        break;
    }
    const QString text = source.data(Qt::DisplayRole).toString();
    bool isNumber = false;
    entry.number = text.toDouble(&isNumber);
    // There is one that is not equal to itself, which nothing can be sorted by.
    entry.isText = !isNumber || !std::isfinite(entry.number);
    if (entry.isText)
        entry.text = text;
    return entry;
}

int SseEventRows::rowOf(const Entry &entry) const
{
    const auto before = [this](const Entry &a, const Entry &b) { return isBefore(a, b); };
    const auto middle = m_entries.begin() + std::ptrdiff_t(m_kept);
    auto found = std::lower_bound(m_entries.begin(), middle, entry, before);
    if (found == middle || found->place != entry.place)
        found = std::lower_bound(middle, m_entries.end(), entry, before);
    return found != m_entries.end() && found->place == entry.place
        ? int(std::distance(m_entries.begin(), found))
        : -1;
}

// Moves rows while their number stays.
template<typename Change>
void SseEventRows::rearrange(Change change)
{
    Q_EMIT layoutAboutToBeChanged({}, SortHint);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList sources;
    for (const QModelIndex &index : before)
        sources.append(mapToSource(index));
    change();
    QModelIndexList after;
    for (const QModelIndex &source : std::as_const(sources))
        after.append(mapFromSource(source));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, SortHint);
}

// Reads all anew.
void SseEventRows::collect()
{
    m_entries.clear();
    m_firstPlace = 0;
    if (m_isSorted) {
        const int count = sourceModel()->rowCount();
        m_entries.reserve(std::size_t(count));
        for (int row = 0; row < count; ++row)
            m_entries.push_back(entryOf(row));
        std::sort(m_entries.begin(), m_entries.end(),
                  [this](const Entry &a, const Entry &b) { return isBefore(a, b); });
    }
    m_kept = m_entries.size();
}

void SseEventRows::sort(int column, Qt::SortOrder order)
{
    rearrange([=] {
        m_isSorted = column >= 0 && column < ColumnCount
            && (column != ReceivedColumn || order != Qt::AscendingOrder);
        m_column = m_isSorted ? column : int(ReceivedColumn);
        m_order = m_isSorted ? order : Qt::AscendingOrder;
        collect();
    });
}

void SseEventRows::beginInsertion(int first, int last)
{
    // Only a filter that is changed puts rows between others.
    m_isResetting = m_isSorted && first != int(m_entries.size());
    if (m_isResetting)
        beginResetModel();
    else
        beginInsertRows({}, first, last);
}

void SseEventRows::endInsertion(int first, int last)
{
    if (m_isResetting) {
        endReset();
        return;
    }
    if (!m_isSorted) {
        endInsertRows();
        return;
    }
    for (int row = first; row <= last; ++row)
        m_entries.push_back(entryOf(row));
    const auto before = [this](const Entry &a, const Entry &b) { return isBefore(a, b); };
    std::sort(m_entries.begin() + first, m_entries.end(), before);
    endInsertRows();
    rearrange([this, first, before] {
        std::inplace_merge(m_entries.begin(), m_entries.begin() + first, m_entries.end(), before);
        m_kept = m_entries.size();
    });
}

void SseEventRows::beginRemoval(int first, int last)
{
    m_isResetting = m_isSorted && first != 0;
    if (m_isResetting) {
        beginResetModel();
        return;
    }
    if (!m_isSorted) {
        beginRemoveRows({}, first, last);
        return;
    }
    rearrange([this, last] {
        const qint64 end = m_firstPlace + last;
        const auto middle =
            std::stable_partition(m_entries.begin(), m_entries.end(),
                                  [end](const Entry &entry) { return entry.place > end; });
        m_kept = std::size_t(std::distance(m_entries.begin(), middle));
    });
    beginRemoveRows({}, int(m_kept), int(m_entries.size()) - 1);
}

void SseEventRows::endRemoval(int first, int last)
{
    if (m_isResetting) {
        endReset();
        return;
    }
    if (m_isSorted) {
        m_entries.erase(m_entries.begin() + std::ptrdiff_t(m_kept), m_entries.end());
        m_firstPlace += last - first + 1;
    }
    endRemoveRows();
}

void SseEventRows::endReset()
{
    m_isResetting = false;
    collect();
    endResetModel();
}

QModelIndex SseEventRows::mapToSource(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const int row =
        m_isSorted ? int(m_entries.at(std::size_t(index.row())).place - m_firstPlace) : index.row();
    return sourceModel()->index(row, index.column());
}

QModelIndex SseEventRows::mapFromSource(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const int row = m_isSorted ? rowOf(entryOf(index.row())) : index.row();
    return row < 0 ? QModelIndex() : createIndex(row, index.column());
}

QModelIndex SseEventRows::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex SseEventRows::parent(const QModelIndex &) const
{
    return {};
}

int SseEventRows::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return m_isSorted ? int(m_entries.size()) : sourceModel()->rowCount();
}

int SseEventRows::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}
