// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEEVENTROWS_P_H
#define SSEQT_SSEEVENTROWS_P_H

#include <SseQt/sseeventfiltermodel.h>

#include <QtCore/qabstractproxymodel.h>

#include <deque>
#include <vector>

// The rows of a filter in words, and in the order that the reader wants.
//
// Rows come at the end of the filter's and go at its beginning, many at once. In the order of
// arrival that is all. In any other order the rows that come are sorted alone and put into their
// places in one go, and those that go are taken out in one go: n rows and k new ones take O(k log
// n) comparisons and O(n) moves, of which views hear twice, however many there are. What a row is
// sorted by is read once, and no longer than what is displayed. Which rows are kept is not up to
// their order: the oldest go.
class SseEventRows : public QAbstractProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseEventRows)
public:
    enum Column {
        KindColumn,
        ReceivedColumn,
        TypeColumn,
        IdColumn,
        DataColumn,
        ColumnCount,
    };

    SseEventRows(SseEventFilterModel *filter, QObject *parent);

    // The columns that the model below has to have.
    [[nodiscard]] static QStringList columns();
    [[nodiscard]] bool isSorted() const { return m_isSorted; }
    // Whether the newest rows stand together, at the end or at the top.
    [[nodiscard]] bool isByTime() const { return !m_isSorted || m_column == ReceivedColumn; }
    void retranslate() { Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1); }

    void sort(int column, Qt::SortOrder order) override;
    [[nodiscard]] QModelIndex mapToSource(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex mapFromSource(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    // What a row is sorted by: numbers before texts.
    struct Key
    {
        bool isText;
        double number;
        QString text;

        // Less than 0, 0, or more, as it comes before the other, with it, or after it.
        [[nodiscard]] int compare(const Key &other) const;
    };

    void beginInsertion(int first, int last);
    void endInsertion(int first, int last);
    void beginRemoval(int first, int last);
    void endRemoval(int first, int last);
    void endReset();
    void collect();
    void append(int first, int last);
    void merge(int first);
    [[nodiscard]] Key readKey(int sourceRow) const;
    [[nodiscard]] const Key &keyOf(qint64 place) const
    {
        return m_keys[std::size_t(place - m_firstPlace)];
    }
    [[nodiscard]] bool isBefore(qint64 a, qint64 b) const;
    [[nodiscard]] auto order() const
    {
        return [this](qint64 a, qint64 b) { return isBefore(a, b); };
    }
    [[nodiscard]] int rowOf(qint64 place) const;
    template<typename Change>
    void rearrange(Change change);

    int m_column = ReceivedColumn;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    bool m_isSorted = false;
    bool m_isResetting = false;
    // A row's place counts the rows that came at the end of the filter's. What follows is empty in
    // the order of arrival.
    qint64 m_firstPlace = 0; // of the filter's first row
    std::deque<Key> m_keys; // from that row on
    std::vector<qint64> m_places; // in the order that is shown
    std::size_t m_kept = 0; // behind these are those that are about to go
};

#endif
