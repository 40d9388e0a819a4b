// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEEVENTDELEGATE_P_H
#define SSEQT_SSEEVENTDELEGATE_P_H

#include <QtWidgets/qabstractitemdelegate.h>

// Draws a cell: one line of text, or in the first column a mark. It does no more, because every
// cell that is visible is drawn anew in each frame of a flood.
class SseEventDelegate : public QAbstractItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseEventDelegate)
public:
    static constexpr int Margin = 4;

    using QAbstractItemDelegate::QAbstractItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;
};

#endif
