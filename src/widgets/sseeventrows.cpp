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

int SseEventRows::Key::compare(const Key &other) const
{
    if (isText != other.isText)
        return isText ? 1 : -1;
    if (isText)
        return text.compare(other.text, Qt::CaseInsensitive);
    return number < other.number ? -1 : number > other.number ? 1 : 0;
}

// What is the same stands in the order of its arrival.
bool SseEventRows::isBefore(qint64 a, qint64 b) const
{
    const int difference = m_column == ReceivedColumn ? 0 : keyOf(a).compare(keyOf(b));
    const bool isLess = difference == 0 ? a < b : difference < 0;
    return m_order == Qt::AscendingOrder ? isLess : a != b && !isLess;
}

SseEventRows::Key SseEventRows::readKey(int sourceRow) const
{
    Key key{ false, 0, {} };
    const QModelIndex source = sourceModel()->index(sourceRow, m_column);
    const auto kind = [&source] { return source.data(SseEventModel::KindRole).value<Kind>(); };
    switch (m_column) {
    case ReceivedColumn:
        return key; // places are in the order of time
    case KindColumn:
        key.number = int(kind());
        return key;
    case TypeColumn:
        key.isText = true;
        key.text = kind() == Kind::Event ? source.data(Qt::DisplayRole).toString()
                                         : SseEventWords::kind(kind());
        return key;
    default:
        break;
    }
    const QString text = source.data(Qt::DisplayRole).toString();
    bool isNumber = false;
    key.number = text.toDouble(&isNumber);
    // There is one that is not equal to itself, which nothing can be sorted by.
    key.isText = !isNumber || !std::isfinite(key.number);
    if (key.isText)
        key.text = text;
    return key;
}

int SseEventRows::rowOf(qint64 place) const
{
    const auto middle = m_places.begin() + std::ptrdiff_t(m_kept);
    auto found = std::lower_bound(m_places.begin(), middle, place, order());
    if (found == middle || *found != place)
        found = std::lower_bound(middle, m_places.end(), place, order());
    return found != m_places.end() && *found == place ? int(std::distance(m_places.begin(), found))
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
    m_keys.clear();
    m_places.clear();
    m_firstPlace = 0;
    if (m_isSorted)
        append(0, sourceModel()->rowCount() - 1);
    m_kept = m_places.size();
}

// Sorts the rows that have come behind the others.
void SseEventRows::append(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        m_keys.push_back(readKey(row));
        m_places.push_back(m_firstPlace + row);
    }
    std::sort(m_places.begin() + first, m_places.end(), order());
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
    m_isResetting = m_isSorted && first != int(m_places.size());
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
    append(first, last);
    endInsertRows();
    rearrange([this, first] {
        merge(first);
        m_kept = m_places.size();
    });
}

// Puts the rows from \a first on, sorted among themselves, among those before. They are few: it is
// comparisons that have to be saved.
void SseEventRows::merge(int first)
{
    const std::vector<qint64> come(m_places.begin() + first, m_places.end());
    auto end = m_places.begin() + first;
    auto out = m_places.end();
    for (auto place = come.crbegin(); place != come.crend(); ++place) {
        const auto position = std::upper_bound(m_places.begin(), end, *place, order());
        out = std::move_backward(position, end, out);
        *--out = *place;
        end = position;
    }
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
        const auto middle = std::stable_partition(m_places.begin(), m_places.end(),
                                                  [end](qint64 place) { return place > end; });
        m_kept = std::size_t(std::distance(m_places.begin(), middle));
    });
    beginRemoveRows({}, int(m_kept), int(m_places.size()) - 1);
}

void SseEventRows::endRemoval(int first, int last)
{
    if (m_isResetting) {
        endReset();
        return;
    }
    if (m_isSorted) {
        const int count = last - first + 1;
        m_places.resize(m_kept);
        m_keys.erase(m_keys.begin(), m_keys.begin() + count);
        m_firstPlace += count;
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
        m_isSorted ? int(m_places.at(std::size_t(index.row())) - m_firstPlace) : index.row();
    return sourceModel()->index(row, index.column());
}

QModelIndex SseEventRows::mapFromSource(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const int row = m_isSorted ? rowOf(m_firstPlace + index.row()) : index.row();
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
    return m_isSorted ? int(m_places.size()) : sourceModel()->rowCount();
}

int SseEventRows::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}
