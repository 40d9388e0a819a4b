// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What can be pressed in a view.

#include "ssechatview_p.h"

#include "ssechataccessible_p.h"

#include <QtGui/qclipboard.h>
#include <QtGui/qguiapplication.h>
#include <QtWidgets/qtooltip.h>

#include <algorithm>

using Kind = SseChatBlock::Kind;

QString SseChatViewPrivate::buttonLabel(const SseChatBlock *block) const
{
    switch (block->kind) {
    case Kind::Fold:
        return block->text;
    case Kind::Code:
        return layout.isFrameStart(block) ? SseChatView::tr("Copy code") : QString();
    case Kind::Error:
        return canRetry && content.isLastMessage(block->section) ? q->retryText() : QString();
    default:
        return {};
    }
}

QRect SseChatViewPrivate::buttonRect(const SseChatBlock *block) const
{
    const QString label = buttonLabel(block);
    return label.isEmpty() ? QRect() : layout.buttonRect(block, label);
}

SseChatBlock *SseChatViewPrivate::buttonAt(const QPoint &viewportPoint) const
{
    SseChatBlock *const block = blockAt(viewportPoint);
    return block && buttonRect(block).contains(toContent(viewportPoint)) ? block : nullptr;
}

int SseChatViewPrivate::targetCount(SseChatBlock *block)
{
    if (block->kind == Kind::Rich)
        return int(layout.linksOf(block).size());
    return buttonLabel(block).isEmpty() ? 0 : 1;
}

SseChatDocument::Link SseChatViewPrivate::linkOf(const SseChatTarget &target)
{
    return layout.linksOf(target.block).value(target.number, { 0, 0, {} });
}

QList<QRect> SseChatViewPrivate::rectsOf(const SseChatTarget &target)
{
    if (target.block->kind != Kind::Rich)
        return { buttonRect(target.block) };
    const SseChatDocument::Link link = linkOf(target);
    return link.address.isEmpty() ? QList<QRect>()
                                  : layout.rectsOf(target.block, link.from, link.to);
}

void SseChatViewPrivate::press(const SseChatTarget &target)
{
    layout.update();
    if (target.block->kind != Kind::Rich) {
        pressButton(target.block);
        return;
    }
    // Text that has grown may have fewer of them.
    const QString address = linkOf(target).address;
    if (!address.isEmpty())
        open(address);
}

void SseChatViewPrivate::pressButton(SseChatBlock *block)
{
    SseChatSection *const section = block->section;
    if (block->kind == Kind::Error) {
        Q_EMIT q->retryRequested();
    } else if (block->kind == Kind::Code) {
        const int index = block->index - content.firstOf(section);
        QGuiApplication::clipboard()->setText(section->codeAt(index));
    } else if (block->kind == Kind::Fold) {
        // What was pressed stays where it is.
        anchorAt(block);
        setFollowsEnd(false);
        section->setFolded(!section->isFolded());
        layOutNow();
        SseChatViewAccessible::tellFolded(q, block);
    }
}

// Whether there was a further one.
bool SseChatViewPrivate::focusNext(bool forwards)
{
    setFocused(nextTarget(forwards));
    return focused.block;
}

// Whoever comes begins with what is visible.
SseChatTarget SseChatViewPrivate::nextTarget(bool forwards)
{
    layout.update();
    const int step = forwards ? 1 : -1;
    const int top = scrolled();
    const int bottom = top + q->viewport()->height();
    const bool comes = !focused.block;
    const auto isPassed = [&](const SseChatTarget &target) {
        const QList<QRect> rects = comes ? rectsOf(target) : QList<QRect>();
        return !rects.isEmpty()
            && (forwards ? rects.constLast().bottom() < top : rects.constFirst().top() > bottom);
    };
    int index = comes ? layout.indexAt(forwards ? top : bottom) : focused.block->index;
    for (; SseChatBlock *const block = content.valueAt(index); index += step) {
        const int count = targetCount(block);
        int number = forwards ? 0 : count - 1;
        if (block == focused.block)
            number = focused.number + step;
        for (; number >= 0 && number < count; number += step) {
            if (!isPassed({ block, number }))
                return { block, number };
        }
    }
    return {};
}

void SseChatViewPrivate::setFocused(const SseChatTarget &target)
{
    if (focused == target)
        return;
    focused = target;
    if (target.block)
        showFocused();
    else
        QToolTip::hideText();
    q->viewport()->update();
}

void SseChatViewPrivate::showFocused()
{
    // What is above is measured when it comes near, and may move the target.
    QRect rect;
    for (int round = 0; round < 4; ++round) {
        layout.update();
        rect = {};
        for (const QRect &part : rectsOf(focused))
            rect |= part;
        scrollTo(rect);
    }
    // It must not be opened unseen.
    const QString address = linkOf(focused).address;
    const QRect visible = toViewport(rect);
    if (!address.isEmpty())
        showAddress(address, q->viewport()->mapToGlobal(visible.bottomLeft()));
    else
        QToolTip::hideText();
    SseChatViewAccessible::tellFocus(q);
}
