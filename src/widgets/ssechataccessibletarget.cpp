// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssechataccessibletarget_p.h"

#include "ssechataccessible_p.h"
#include "ssechatview_p.h"

using Kind = SseChatBlock::Kind;

SseChatTargetAccessible::SseChatTargetAccessible(SseChatView *view, int index, int number)
    : SseChatItemAccessible(view, index, number)
{ }

bool SseChatTargetAccessible::isValid() const
{
    SseChatBlock *const shown = block();
    return shown && shown->kind != Kind::Fold
        && m_number < SseChatViewAccessible::privateOf(view())->targetCount(shown);
}

bool SseChatTargetAccessible::isLink() const
{
    return isValid() && block()->kind == Kind::Rich;
}

QAccessibleInterface *SseChatTargetAccessible::parent() const
{
    return view() ? SseChatViewAccessible::of(view())->child(m_index) : nullptr;
}

QAccessibleInterface *SseChatTargetAccessible::child(int) const
{
    return nullptr;
}

QAccessibleInterface *SseChatTargetAccessible::childAt(int, int) const
{
    return nullptr;
}

int SseChatTargetAccessible::childCount() const
{
    return 0;
}

int SseChatTargetAccessible::indexOfChild(const QAccessibleInterface *) const
{
    return -1;
}

QString SseChatTargetAccessible::text(QAccessible::Text text) const
{
    if (!isValid())
        return {};
    SseChatViewPrivate *const d = SseChatViewAccessible::privateOf(view());
    if (text == QAccessible::Name)
        return isLink() ? linkText() : d->buttonLabel(block());
    if (text == QAccessible::Description && isLink())
        return d->linkOf({ block(), m_number }).address;
    return {};
}

QString SseChatTargetAccessible::linkText() const
{
    SseChatViewPrivate *const d = SseChatViewAccessible::privateOf(view());
    const SseChatDocument::Link link = d->linkOf({ block(), m_number });
    return d->layout.document(block())->characters().mid(link.from, link.to - link.from);
}

QRect SseChatTargetAccessible::rect() const
{
    if (!isValid())
        return {};
    QRect rect;
    for (const QRect &part :
         SseChatViewAccessible::privateOf(view())->rectsOf({ block(), m_number }))
        rect |= part;
    return toGlobal(rect);
}

QAccessible::Role SseChatTargetAccessible::role() const
{
    if (!isValid())
        return QAccessible::NoRole;
    return isLink() ? QAccessible::Link : QAccessible::Button;
}

QAccessible::State SseChatTargetAccessible::state() const
{
    QAccessible::State state = SseChatItemAccessible::state();
    state.linked = isLink();
    return state;
}
