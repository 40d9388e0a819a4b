// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "conversationdelegate.h"

#include "conversationfilter.h"
#include "conversations.h"

#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QStyle>

#include <algorithm>

namespace {

constexpr int Margin = 8;
constexpr int Gap = 5; // above and below the lines
constexpr int MarkWidth = 16;
constexpr qreal MutedOpacity = 0.7;

enum class Mark { None, Busy, Failed, Unread };

QFont titleFont(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    QFont font = option.font;
    font.setBold(index.data(Conversations::UnreadRole).toBool());
    return font;
}

// Small text, in sizes of points or of pixels as the font has them.
QFont smallFont(const QStyleOptionViewItem &option)
{
    QFont font = option.font;
    constexpr qreal Factor = 0.85;
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * Factor);
    else
        font.setPixelSize(std::max(1, int(font.pixelSize() * Factor)));
    return font;
}

QFont groupFont(const QStyleOptionViewItem &option)
{
    QFont font = smallFont(option);
    font.setBold(true);
    return font;
}

int groupHeight(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    return index.data(ConversationFilter::GroupRole).toString().isEmpty()
        ? 0
        : QFontMetrics(groupFont(option)).height() + 2 * Gap;
}

int titleHeight(const QStyleOptionViewItem &option)
{
    return option.fontMetrics.height();
}

QRect itemRect(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    return option.rect.adjusted(0, groupHeight(option, index), 0, 0);
}

Mark markOf(const QModelIndex &index)
{
    if (index.data(Conversations::BusyRole).toBool())
        return Mark::Busy;
    if (index.data(Conversations::FailedRole).toBool())
        return Mark::Failed;
    return index.data(Conversations::UnreadRole).toBool() ? Mark::Unread : Mark::None;
}

// Another shape for each, for those who do not see the colours.
void paintMark(QPainter *painter, Mark mark, const QRectF &rect, const QColor &ink)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(rect.center());
    painter->setPen(QPen(ink, 2, Qt::SolidLine, Qt::RoundCap));
    painter->setBrush(ink);
    switch (mark) {
    case Mark::Busy:
        painter->setPen(Qt::NoPen);
        for (const int x : { -5, 0, 5 })
            painter->drawEllipse(QPointF(x, 0), 1.5, 1.5);
        break;
    case Mark::Failed:
        painter->drawLine(QPointF(0, -5), QPointF(0, 1));
        painter->drawPoint(QPointF(0, 5));
        break;
    case Mark::Unread:
        painter->drawEllipse(QPointF(0, 0), 3, 3);
        break;
    case Mark::None:
        break;
    }
    painter->restore();
}

void drawLine(QPainter *painter, const QStyleOptionViewItem &option, const QRect &rect,
              const QFont &font, const QString &text)
{
    painter->setFont(font);
    // A line begins where its language does, and stands where the window's does.
    painter->setLayoutDirection(Qt::LayoutDirectionAuto);
    const Qt::Alignment alignment =
        QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter);
    painter->drawText(rect, int(alignment) | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
}

} // namespace

void ConversationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given,
                                 const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const QPalette::ColorGroup group = !(option.state & QStyle::State_Enabled) ? QPalette::Disabled
        : option.state & QStyle::State_Active                                  ? QPalette::Active
                                                                               : QPalette::Inactive;
    const bool isSelected = option.state & QStyle::State_Selected;
    const QColor plain = option.palette.color(group, QPalette::Text);
    const QColor ink =
        option.palette.color(group, isSelected ? QPalette::HighlightedText : QPalette::Text);
    const auto visual = [&option](const QRect &rect, const QRect &within) {
        return QStyle::visualRect(option.direction, within, rect);
    };

    painter->save();
    if (const int height = groupHeight(option, index); height > 0) {
        const QRect rect = option.rect.adjusted(Margin, 0, -Margin, 0);
        painter->setPen(plain);
        painter->setOpacity(MutedOpacity);
        drawLine(painter, option, { rect.topLeft(), QSize(rect.width(), height) },
                 groupFont(option), index.data(ConversationFilter::GroupRole).toString());
        painter->setOpacity(1);
    }

    // The style draws what is behind, and the frame of the one that has the focus.
    option.rect = itemRect(given, index);
    option.text.clear();
    const QStyle *const style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);

    const QRect whole = option.rect.adjusted(Margin, Gap, -Margin, -Gap);
    QRect lines = whole;
    if (const Mark mark = markOf(index); mark != Mark::None) {
        lines.setWidth(whole.width() - MarkWidth);
        const QRect room(lines.right() + 1, whole.top(), MarkWidth, titleHeight(option));
        const QColor color = isSelected || mark == Mark::Failed
            ? ink
            : option.palette.color(group, QPalette::Highlight);
        paintMark(painter, mark, visual(room, whole), color);
    }
    const QRect title(lines.topLeft(), QSize(lines.width(), titleHeight(option)));
    const QRect below(lines.left(), title.bottom() + 1, lines.width(),
                      lines.bottom() - title.bottom());
    painter->setPen(ink);
    drawLine(painter, option, visual(title, whole), titleFont(option, index),
             index.data(Conversations::TitleRole).toString());
    painter->setOpacity(MutedOpacity);
    const QString state = index.data(ConversationFilter::StateRole).toString();
    const QString time = index.data(ConversationFilter::TimeRole).toString();
    drawLine(painter, option, visual(below, whole), smallFont(option),
             state.isEmpty() ? time : tr("%1 – %2").arg(time, state));
    painter->restore();
}

QSize ConversationDelegate::sizeHint(const QStyleOptionViewItem &option,
                                     const QModelIndex &index) const
{
    return { option.rect.width(),
             groupHeight(option, index) + titleHeight(option)
                 + QFontMetrics(smallFont(option)).height() + 2 * Gap };
}

// The view tells of every change of the conversation: it shall not undo what is being written.
void ConversationDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    const auto *const edit = qobject_cast<QLineEdit *>(editor);
    if (!edit || !edit->isModified())
        QStyledItemDelegate::setEditorData(editor, index);
}

void ConversationDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                                const QModelIndex &index) const
{
    const QRect item = itemRect(option, index);
    const int height = std::min(item.height(), editor->sizeHint().height());
    editor->setGeometry(item.left(), item.top(), item.width(), height);
}
