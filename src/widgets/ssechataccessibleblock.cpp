// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssechataccessibleblock_p.h"

#include "ssechataccessible_p.h"
#include "ssechatview_p.h"

using Kind = SseChatBlock::Kind;

SseChatBlockAccessible::SseChatBlockAccessible(SseChatView *view, int index)
    : SseChatItemAccessible(view, index, 0)
{ }

bool SseChatBlockAccessible::isValid() const
{
    return block() != nullptr;
}

bool SseChatBlockAccessible::canPress() const
{
    const SseChatBlock *const shown = block();
    return shown && shown->kind == Kind::Fold;
}

QAccessibleInterface *SseChatBlockAccessible::parent() const
{
    return view() ? SseChatViewAccessible::of(view()) : nullptr;
}

QAccessibleInterface *SseChatBlockAccessible::child(int index) const
{
    return index >= 0 && index < childCount()
        ? SseChatViewAccessible::of(view())->targetAt(m_index, index)
        : nullptr;
}

QAccessibleInterface *SseChatBlockAccessible::childAt(int x, int y) const
{
    for (int i = 0; i < childCount(); ++i) {
        if (QAccessibleInterface *const target = child(i); target->rect().contains(x, y))
            return target;
    }
    return nullptr;
}

int SseChatBlockAccessible::childCount() const
{
    SseChatBlock *const shown = block();
    return shown && shown->kind != Kind::Fold
        ? SseChatViewAccessible::privateOf(view())->targetCount(shown)
        : 0;
}

int SseChatBlockAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    for (int i = 0; i < childCount(); ++i) {
        if (this->child(i) == child)
            return i;
    }
    return -1;
}

QString SseChatBlockAccessible::text(QAccessible::Text text) const
{
    const SseChatBlock *const shown = block();
    return shown && text == QAccessible::Name ? shown->text : QString();
}

QRect SseChatBlockAccessible::rect() const
{
    const SseChatBlock *const shown = block();
    if (!shown)
        return {};
    const SseChatViewPrivate *const d = SseChatViewAccessible::privateOf(view());
    return toGlobal(canPress() ? d->buttonRect(shown) : d->layout.textRect(shown));
}

QAccessible::Role SseChatBlockAccessible::role() const
{
    const SseChatBlock *const shown = block();
    if (!shown)
        return QAccessible::NoRole;
    switch (shown->kind) {
    case Kind::Fold:
        return QAccessible::Button;
    case Kind::Speaker:
        return QAccessible::Heading;
    case Kind::Rule:
        return QAccessible::Separator;
    default:
        return QAccessible::Paragraph;
    }
}

QAccessible::State SseChatBlockAccessible::state() const
{
    QAccessible::State state = SseChatItemAccessible::state();
    const SseChatBlock *const shown = block();
    if (shown && shown->kind == Kind::Fold) {
        state.expandable = true;
        state.expanded = !shown->section->isFolded();
        state.collapsed = shown->section->isFolded();
    }
    state.selectableText = shown && shown->hasText();
    state.multiLine = state.selectableText;
    return state;
}

void *SseChatBlockAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TextInterface && textBlock())
        return static_cast<QAccessibleTextInterface *>(this);
    return SseChatItemAccessible::interface_cast(type);
}
