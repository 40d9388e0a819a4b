// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Moving code that is wider than its frame.

#include "ssechatview_p.h"

#include <QtGui/qevent.h>

#include <algorithm>
#include <cstdlib>

using Kind = SseChatBlock::Kind;

void SseChatViewPrivate::moveSideways(const SseChatBlock *block, int by)
{
    if (layout.moveSideways(block, by))
        q->viewport()->update();
}

// Whether code takes it.
bool SseChatViewPrivate::turnSideways(const QWheelEvent *event)
{
    const bool isTurned = event->modifiers() & Qt::ShiftModifier;
    const QPoint angle = event->angleDelta();
    if (!isTurned && std::abs(angle.x()) <= std::abs(angle.y()))
        return false;
    const SseChatBlock *const block = blockAt(event->position().toPoint());
    if (!block || layout.maximumSideways(block) == 0)
        return false;
    const auto along = [](const QPoint &delta) { return delta.x() != 0 ? delta.x() : delta.y(); };
    const int pixels = along(event->pixelDelta());
    const int step = 4 * layout.style().em;
    moveSideways(block,
                 pixels != 0 ? -pixels : -along(angle) * step / QWheelEvent::DefaultDeltasPerStep);
    return true;
}

bool SseChatViewPrivate::focusesCode() const
{
    return focused.block && focused.block->kind == Kind::Code;
}

void SseChatViewPrivate::moveByKey(int direction)
{
    layout.update();
    moveSideways(focused.block, direction * 4 * layout.style().em);
}

bool SseChatViewPrivate::pressBar(const QPoint &viewportPoint)
{
    const SseChatBlock *const block = blockAt(viewportPoint);
    // As high as all of the frame's edge: the bar is thin.
    const QRect bar = block ? layout.barRect(block) : QRect();
    const int reach = layout.style().padding / 2;
    if (bar.isEmpty() || !bar.adjusted(0, -reach, 0, reach).contains(toContent(viewportPoint)))
        return false;
    barBlock = block;
    barStart = block->sideways;
    return true;
}

void SseChatViewPrivate::dragBar(const QPoint &viewportPoint)
{
    const int room = layout.barRect(barBlock).width() - layout.thumbRect(barBlock).width();
    const qint64 distance = viewportPoint.x() - pressedAt.x();
    const qint64 moved = distance * layout.maximumSideways(barBlock) / std::max(room, 1);
    moveSideways(barBlock, barStart + int(moved) - barBlock->sideways);
}

// How far a point is beyond an edge of the code that is selected in.
int SseChatViewPrivate::beyondCode(const QPoint &viewportPoint) const
{
    const SseChatBlock *const block = selection.cursor().block;
    if (!block || layout.maximumSideways(block) == 0)
        return 0;
    const QRect frame = layout.frameRect(block);
    if (viewportPoint.x() < frame.left())
        return viewportPoint.x() - frame.left();
    return std::max(viewportPoint.x() - frame.right(), 0);
}
