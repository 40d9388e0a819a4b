// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssestylesheet_p.h"

#include <QtCore/qcoreevent.h>
#include <QtWidgets/qabstractscrollarea.h>
#include <QtWidgets/qstyle.h>
#include <QtWidgets/qstyleoption.h>
#include <QtWidgets/qwidget.h>

#include <utility>

SseStyleSheet::SseStyleSheet(QWidget *widget, const QList<QWidget *> &parts)
    : m_widget(widget)
    , m_parts(parts)
{
    widget->setAttribute(Qt::WA_StyledBackground);
}

bool SseStyleSheet::concerns(const QEvent *event)
{
    switch (event->type()) {
    case QEvent::Polish:
    case QEvent::StyleChange:
    case QEvent::FontChange:
    case QEvent::PaletteChange:
    case QEvent::EnabledChange:
        return true;
    default:
        return false;
    }
}

void SseStyleSheet::update()
{
    const bool isReached = m_widget->testAttribute(Qt::WA_StyleSheetTarget);
    if (!std::exchange(m_isReached, isReached) && !isReached)
        return;
    QMargins margins;
    if (isReached) {
        constexpr int Side = 1000; // more than margins are
        QStyleOptionFrame option;
        option.initFrom(m_widget);
        option.rect = { 0, 0, Side, Side };
        const QRect inside =
            m_widget->style()->subElementRect(QStyle::SE_FrameContents, &option, m_widget);
        margins = { inside.left(), inside.top(), Side - 1 - inside.right(),
                    Side - 1 - inside.bottom() };
    }
    m_widget->setContentsMargins(margins);
    for (QWidget *const part : m_parts) {
        part->ensurePolished();
        // One that a sheet names itself is left to it.
        if (part->testAttribute(Qt::WA_StyleSheetTarget))
            continue;
        give(part);
        if (const auto *const area = qobject_cast<QAbstractScrollArea *>(part))
            give(area->viewport());
    }
}

void SseStyleSheet::give(QWidget *part) const
{
    part->setFont(m_isReached ? m_widget->font() : QFont());
    part->setPalette(m_isReached ? m_widget->palette() : QPalette());
}
