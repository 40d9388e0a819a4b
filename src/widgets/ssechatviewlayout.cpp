// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Where the view stands in the conversation.

#include "ssechatview_p.h"

#include <QtCore/qscopedvaluerollback.h>
#include <QtGui/qaccessible.h>
#include <QtWidgets/qscrollbar.h>

#include <algorithm>
#include <limits>
#include <utility>

SseChatViewPrivate::SseChatViewPrivate(SseChatView *view)
    : q(view)
    , layout(&content, SseChatStyle(view, 1))
    , selection(&content, &layout)
    , announcer(this)
{
    connectContent();
}

void SseChatViewPrivate::connectContent()
{
    QObject::connect(&content, &SseChatContent::blocksInserted, q, [this](int first, int count) {
        updateFrom(first);
        announcer.takeInsertion(first, count);
        announce(QAccessible::ObjectReorder);
    });
    QObject::connect(&content, &SseChatContent::blocksAboutToBeRemoved, q,
                     [this](int first, int count) {
                         for (int i = first; i < first + count; ++i)
                             forget(content.at(i));
                     });
    QObject::connect(&content, &SseChatContent::blocksRemoved, q, [this](int first) {
        updateFrom(first);
        announce(QAccessible::ObjectReorder);
    });
    QObject::connect(&content, &SseChatContent::blocksChanged, q, [this](int first, int last) {
        updateFrom(first);
        announcer.takeChange(first, last);
    });
    QObject::connect(&content, &SseChatContent::messageEnded, q,
                     [this] { announce(QAccessible::DocumentContentChanged); });
}

void SseChatViewPrivate::updateFrom(int index)
{
    layout.invalidateFrom(index);
    m_dirtyFrom = std::min(m_dirtyFrom, std::max(index - 1, 0));
    scheduleLayout();
}

void SseChatViewPrivate::announce(QAccessible::Event type)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(q, type);
    QAccessible::updateAccessibility(&event);
}

void SseChatViewPrivate::forget(SseChatBlock *block)
{
    layout.forget(block);
    announcer.forget(block);
    const bool hadSelection = !selection.isEmpty();
    selection.forget(block);
    for (SseChatBlock **const known : { &pressedBlock, &hoveredBlock }) {
        if (*known == block)
            *known = nullptr;
    }
    if (focused.block == block)
        focused = {};
    if (barBlock == block)
        barBlock = nullptr;
    if (m_anchor == block)
        m_anchor = nullptr;
    // Handlers may do anything, so they are told when this is over.
    if (hadSelection && selection.isEmpty())
        QMetaObject::invokeMethod(q, &SseChatView::selectionChanged, Qt::QueuedConnection);
}

void SseChatViewPrivate::restyle()
{
    SseChatStyle style(q, zoom);
    style.wrapsCode = wrapsCode;
    layout.setStyle(style);
    q->verticalScrollBar()->setSingleStep(layout.style().em * 2);
    m_dirtyFrom = 0;
    scheduleLayout();
}

void SseChatViewPrivate::scheduleLayout()
{
    if (q->isVisible() && !layoutTimer.isActive())
        layoutTimer.start(0, q);
}

void SseChatViewPrivate::settle()
{
    if (layoutTimer.isActive())
        layOutNow();
    else
        layout.update();
}

void SseChatViewPrivate::layOutNow()
{
    layoutTimer.stop();
    const QSize size = q->viewport()->size();
    const int before = scrolled();
    layout.setGeometry(size.width(), q->layoutDirection());
    place();
    keepPlace();
    // A view of height above and below, so that scrolling finds it ready.
    layout.releaseOutside(scrolled() - 2 * size.height(), scrolled() + 3 * size.height());
    QRect dirty = q->viewport()->rect();
    if (before == scrolled()) {
        const SseChatBlock *const first = content.valueAt(m_dirtyFrom);
        const int top = first ? first->top : layout.height();
        dirty.setTop(std::max(top - scrolled(), 0));
    }
    m_dirtyFrom = std::numeric_limits<int>::max();
    if (!dirty.isEmpty())
        q->viewport()->update(dirty);
}

// Laying out what is visible can change the size of what is above, and so what is visible; guesses
// get fewer each time.
void SseChatViewPrivate::place()
{
    const QScopedValueRollback placing(m_isPlacing, true);
    const int height = q->viewport()->height();
    bool hasChanged = true;
    for (int round = 0; hasChanged && round < 16; ++round) {
        layout.update();
        q->verticalScrollBar()->setPageStep(height);
        q->verticalScrollBar()->setRange(0, std::max(layout.height() - height, 0));
        restoreAnchor();
        hasChanged = layout.layOut(scrolled() - height / 2, scrolled() + height + height / 2);
    }
}

// Who is at the end by whatever way follows it.
void SseChatViewPrivate::keepPlace()
{
    const QScrollBar *const bar = q->verticalScrollBar();
    if (followsEnd)
        return;
    if (!m_anchor)
        anchorAt(content.valueAt(layout.indexAt(bar->value())));
    setFollowsEnd(bar->value() >= bar->maximum());
}

void SseChatViewPrivate::anchorAt(SseChatBlock *block)
{
    m_anchor = block;
    m_anchorOffset = block ? scrolled() - block->top : 0;
}

void SseChatViewPrivate::restoreAnchor()
{
    if (followsEnd)
        setBarValue(q->verticalScrollBar()->maximum());
    else if (m_anchor)
        setBarValue(m_anchor->top + m_anchorOffset);
}

void SseChatViewPrivate::setBarValue(int value)
{
    q->verticalScrollBar()->setValue(value);
}

// The user has scrolled.
void SseChatViewPrivate::takeScrolling()
{
    if (m_isPlacing)
        return;
    const QScrollBar *const bar = q->verticalScrollBar();
    layout.update();
    const bool isAtEnd = bar->value() >= bar->maximum();
    anchorAt(content.valueAt(layout.indexAt(bar->value())));
    m_dirtyFrom = 0;
    setFollowsEnd(isAtEnd);
    layOutNow();
}

void SseChatViewPrivate::scrollTo(const QRect &rect)
{
    const int height = q->viewport()->height();
    const int margin = layout.style().em;
    if (rect.top() < scrolled())
        setBarValue(rect.top() - margin);
    else if (rect.bottom() > scrolled() + height)
        setBarValue(std::min(rect.bottom() - height + margin, rect.top() - margin));
}

int SseChatViewPrivate::scrolled() const
{
    return q->verticalScrollBar()->value();
}

QPoint SseChatViewPrivate::toContent(const QPoint &point) const
{
    return { point.x(), point.y() + scrolled() };
}

SseChatBlock *SseChatViewPrivate::blockAt(const QPoint &viewportPoint) const
{
    return content.valueAt(layout.indexAt(toContent(viewportPoint).y()));
}

QRect SseChatViewPrivate::toViewport(const QRect &rect) const
{
    return rect.translated(0, -scrolled());
}

void SseChatViewPrivate::setFollowsEnd(bool follows)
{
    if (followsEnd == follows)
        return;
    followsEnd = follows;
    // It happens in the middle of painting, where no handler may do anything.
    const auto tell = [this] {
        if (std::exchange(m_toldFollowsEnd, followsEnd) != followsEnd)
            Q_EMIT q->followsEndChanged(followsEnd);
    };
    QMetaObject::invokeMethod(q, tell, Qt::QueuedConnection);
}
