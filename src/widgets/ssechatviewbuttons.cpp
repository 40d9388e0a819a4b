// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What can be pressed in a view.

#include "ssechatview_p.h"

#include <QtGui/qaccessible.h>
#include <QtGui/qclipboard.h>
#include <QtGui/qguiapplication.h>

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
    const QPoint point = toContent(viewportPoint);
    SseChatBlock *const block = content.valueAt(layout.indexAt(point.y()));
    return block && buttonRect(block).contains(point) ? block : nullptr;
}

void SseChatViewPrivate::press(SseChatBlock *block)
{
    layout.update();
    SseChatSection *const section = block->section;
    if (block->kind == Kind::Error) {
        Q_EMIT q->retryRequested();
    } else if (block->kind == Kind::Code) {
        const int index = block->index - content.firstOf(section);
        QGuiApplication::clipboard()->setText(section->codeAt(index));
    } else if (block->kind == Kind::Fold) {
        // What was pressed stays where it is.
        anchorAt(block);
        followsEnd = false;
        section->setFolded(!section->isFolded());
        layOutNow();
    }
}

// Whether there was a further one.
bool SseChatViewPrivate::focusNextButton(bool forwards)
{
    layout.update();
    const int step = forwards ? 1 : -1;
    int index = forwards ? 0 : content.count() - 1;
    if (focusedBlock)
        index = focusedBlock->index + step;
    for (; index >= 0 && index < content.count(); index += step) {
        if (buttonLabel(content.at(index)).isEmpty())
            continue;
        setFocusedBlock(content.at(index));
        return true;
    }
    setFocusedBlock(nullptr);
    return false;
}

void SseChatViewPrivate::setFocusedBlock(SseChatBlock *block)
{
    if (focusedBlock == block)
        return;
    focusedBlock = block;
    if (block) {
        scrollTo(block);
        if (QAccessible::isActive()) {
            QAccessibleEvent event(q, QAccessible::Focus);
            event.setChild(block->index);
            QAccessible::updateAccessibility(&event);
        }
    }
    q->viewport()->update();
}
