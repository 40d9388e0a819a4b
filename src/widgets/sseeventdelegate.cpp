// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseeventdelegate_p.h"

#include "sseeventrows_p.h"
#include "sseicon_p.h"

#include <QtGui/qpainter.h>
#include <QtWidgets/qstyleoption.h>

using Kind = SseEventModel::Kind;

namespace {

constexpr qreal RowHeight = 20; // that marks are drawn for

QColor inkOf(Kind kind, const QColor &text)
{
    const SseIcon::StateColors colors(text);
    switch (kind) {
    case Kind::Event:
        return text;
    case Kind::Opened:
        return colors.good;
    case Kind::Error:
        return colors.bad;
    case Kind::Retry:
        return colors.busy;
    case Kind::Comment:
    case Kind::Closed:
        break;
    }
    return colors.idle;
}

// Another shape for each kind, for those who do not see the colours.
void paintMark(QPainter *painter, Kind kind, const QRectF &cell, const QColor &ink)
{
    if (kind == Kind::Event)
        return;
    const bool isHollow = kind == Kind::Retry || kind == Kind::Closed;
    const bool isRound = kind == Kind::Opened || kind == Kind::Retry;
    const QRectF mark = kind == Kind::Comment ? QRectF(-4.5, -1, 9, 2) : QRectF(-3.5, -3.5, 7, 7);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(cell.center());
    const qreal scale = cell.height() / RowHeight;
    painter->scale(scale, scale);
    painter->rotate(kind == Kind::Error ? 45 : 0);
    painter->setPen(kind == Kind::Comment ? QPen(Qt::NoPen) : QPen(ink, 2));
    painter->setBrush(isHollow ? QBrush(Qt::NoBrush) : QBrush(ink));
    if (isRound)
        painter->drawEllipse(mark);
    else
        painter->drawRect(mark);
    painter->restore();
}

} // namespace

void SseEventDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const auto group = !(option.state & QStyle::State_Enabled) ? QPalette::Disabled
        : option.state & QStyle::State_Active                  ? QPalette::Active
                                                               : QPalette::Inactive;
    const bool isSelected = option.state & QStyle::State_Selected;
    if (isSelected)
        painter->fillRect(option.rect, option.palette.brush(group, QPalette::Highlight));
    const QColor text =
        option.palette.color(group, isSelected ? QPalette::HighlightedText : QPalette::Text);
    const auto kind = index.data(SseEventModel::KindRole).value<Kind>();
    QColor ink = isSelected ? text : inkOf(kind, text);
    if (index.column() == SseEventRows::KindColumn) {
        paintMark(painter, kind, option.rect, ink);
        return;
    }
    const QString words = index.data(Qt::DisplayRole).toString();
    if (words.isEmpty())
        return;
    if (index.column() == SseEventRows::ReceivedColumn && kind == Kind::Event && !isSelected)
        ink = SseIcon::muted(text);
    QFont font = option.font;
    font.setItalic(kind != Kind::Event);
    const QFontMetrics metrics(font);
    const QRect room = option.rect.adjusted(Margin, 0, -Margin, 0);
    const QString shown = metrics.elidedText(words, Qt::ElideRight, room.width());
    const bool isMirrored = option.direction == Qt::RightToLeft;
    painter->setFont(font);
    painter->setPen(ink);
    // At the side where lines begin, in the direction of its own text.
    painter->setLayoutDirection(shown.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    painter->drawText(
        isMirrored ? room.right() + 1 - metrics.horizontalAdvance(shown) : room.left(),
        room.top() + (room.height() - metrics.height()) / 2 + metrics.ascent(), shown);
}

QSize SseEventDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return { option.rect.width(), option.fontMetrics.height() + 6 };
}
