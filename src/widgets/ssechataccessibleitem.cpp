// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssechataccessibleitem_p.h"

#include "ssechataccessible_p.h"
#include "ssechatview_p.h"

#include <QtGui/qwindow.h>

SseChatItemAccessible::SseChatItemAccessible(SseChatView *view, int index, int number)
    : m_index(index)
    , m_number(number)
    , m_view(view)
{ }

SseChatBlock *SseChatItemAccessible::block() const
{
    if (!m_view)
        return nullptr;
    SseChatViewPrivate *const d = SseChatViewAccessible::privateOf(m_view);
    d->settle();
    return d->content.valueAt(m_index);
}

QRect SseChatItemAccessible::toGlobal(const QRect &rect) const
{
    const QRect visible = SseChatViewAccessible::privateOf(m_view)->toViewport(rect);
    return { m_view->viewport()->mapToGlobal(visible.topLeft()), visible.size() };
}

QObject *SseChatItemAccessible::object() const
{
    return nullptr;
}

QWindow *SseChatItemAccessible::window() const
{
    return m_view ? m_view->window()->windowHandle() : nullptr;
}

void SseChatItemAccessible::setText(QAccessible::Text, const QString &) { }

QAccessible::State SseChatItemAccessible::state() const
{
    QAccessible::State state;
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    const QRect visible(m_view->viewport()->mapToGlobal(QPoint()), m_view->viewport()->size());
    state.offscreen = !visible.intersects(rect());
    state.invisible = !m_view->isVisible();
    state.disabled = !m_view->isEnabled();
    state.readOnly = true;
    if (canPress()) {
        const SseChatTarget target{ block(), m_number };
        state.focusable = true;
        state.focused =
            m_view->hasFocus() && SseChatViewAccessible::privateOf(m_view)->focused == target;
    }
    return state;
}

void *SseChatItemAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::ActionInterface && canPress())
        return static_cast<QAccessibleActionInterface *>(this);
    return nullptr;
}

QStringList SseChatItemAccessible::actionNames() const
{
    if (!canPress())
        return {};
    return { QAccessibleActionInterface::pressAction() };
}

void SseChatItemAccessible::doAction(const QString &name)
{
    if (name == QAccessibleActionInterface::pressAction() && canPress())
        SseChatViewAccessible::privateOf(m_view)->press({ block(), m_number });
}

QStringList SseChatItemAccessible::keyBindingsForAction(const QString &) const
{
    return {};
}
