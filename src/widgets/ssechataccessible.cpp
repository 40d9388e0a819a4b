// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssechataccessible_p.h"

#include "ssechatview_p.h"

#include <QtGui/qwindow.h>

using Kind = SseChatBlock::Kind;

SseChatViewAccessible::SseChatViewAccessible(SseChatView *view)
    : QAccessibleWidget(view, QAccessible::List)
{ }

SseChatViewAccessible::~SseChatViewAccessible()
{
    for (const auto &known : std::exchange(m_interfaces, {}))
        QAccessible::deleteAccessibleInterface(known.second);
}

void SseChatViewAccessible::install()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory([](const QString &, QObject *object) -> QAccessibleInterface * {
            auto *const chat = qobject_cast<SseChatView *>(object);
            return chat ? new SseChatViewAccessible(chat) : nullptr;
        });
        return true;
    }();
    Q_UNUSED(isInstalled)
}

SseChatViewPrivate *SseChatViewAccessible::privateOf(SseChatView *view)
{
    return view->d.get();
}

SseChatView *SseChatViewAccessible::chatView() const
{
    return static_cast<SseChatView *>(widget());
}

QAccessibleInterface *SseChatViewAccessible::interfaceFor(int index, bool isButton) const
{
    const std::pair key(index, isButton);
    const auto known = m_interfaces.find(key);
    if (known != m_interfaces.end())
        return QAccessible::accessibleInterface(known->second);
    auto *const made = new SseChatBlockAccessible(chatView(), index, isButton);
    m_interfaces.emplace(key, QAccessible::registerAccessibleInterface(made));
    return made;
}

int SseChatViewAccessible::childCount() const
{
    return privateOf(chatView())->content.count();
}

QAccessibleInterface *SseChatViewAccessible::child(int index) const
{
    return index >= 0 && index < childCount() ? interfaceFor(index, false) : nullptr;
}

QAccessibleInterface *SseChatViewAccessible::childAt(int x, int y) const
{
    SseChatViewPrivate *const view = privateOf(chatView());
    const QPoint point = chatView()->viewport()->mapFromGlobal(QPoint(x, y));
    if (!chatView()->viewport()->rect().contains(point))
        return nullptr;
    view->layout.update();
    return child(view->layout.indexAt(view->toContent(point).y()));
}

int SseChatViewAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    for (const auto &[key, id] : m_interfaces) {
        if (!key.second && QAccessible::accessibleInterface(id) == child)
            return key.first;
    }
    return -1;
}

QAccessibleInterface *SseChatViewAccessible::focusChild() const
{
    const SseChatBlock *const focused = privateOf(chatView())->focusedBlock;
    if (!focused || !chatView()->hasFocus())
        return nullptr;
    return interfaceFor(focused->index, focused->kind != Kind::Fold);
}

SseChatBlockAccessible::SseChatBlockAccessible(SseChatView *view, int index, bool isButton)
    : m_view(view)
    , m_index(index)
    , m_isButton(isButton)
{ }

SseChatBlock *SseChatBlockAccessible::block() const
{
    if (!m_view)
        return nullptr;
    SseChatViewPrivate *const d = SseChatViewAccessible::privateOf(m_view);
    d->layout.update();
    return d->content.valueAt(m_index);
}

bool SseChatBlockAccessible::canPress() const
{
    const SseChatBlock *const shown = block();
    return shown && (m_isButton || shown->kind == Kind::Fold)
        && !SseChatViewAccessible::privateOf(m_view)->buttonLabel(shown).isEmpty();
}

SseChatViewAccessible *SseChatBlockAccessible::viewInterface() const
{
    return m_view
        ? static_cast<SseChatViewAccessible *>(QAccessible::queryAccessibleInterface(m_view.data()))
        : nullptr;
}

bool SseChatBlockAccessible::isValid() const
{
    return m_isButton ? canPress() : block() != nullptr;
}

QObject *SseChatBlockAccessible::object() const
{
    return nullptr;
}

QWindow *SseChatBlockAccessible::window() const
{
    return m_view ? m_view->window()->windowHandle() : nullptr;
}

QAccessibleInterface *SseChatBlockAccessible::parent() const
{
    SseChatViewAccessible *const view = viewInterface();
    return view && m_isButton ? view->child(m_index) : view;
}

QAccessibleInterface *SseChatBlockAccessible::child(int index) const
{
    return index == 0 && childCount() > 0 ? viewInterface()->interfaceFor(m_index, true) : nullptr;
}

QAccessibleInterface *SseChatBlockAccessible::childAt(int x, int y) const
{
    QAccessibleInterface *const button = child(0);
    return button && button->rect().contains(x, y) ? button : nullptr;
}

int SseChatBlockAccessible::childCount() const
{
    const SseChatBlock *const shown = block();
    if (m_isButton || !shown || shown->kind == Kind::Fold)
        return 0;
    return SseChatViewAccessible::privateOf(m_view)->buttonLabel(shown).isEmpty() ? 0 : 1;
}

int SseChatBlockAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    return childCount() > 0 && this->child(0) == child ? 0 : -1;
}

QString SseChatBlockAccessible::text(QAccessible::Text text) const
{
    const SseChatBlock *const shown = block();
    if (!shown || text != QAccessible::Name)
        return {};
    return m_isButton ? SseChatViewAccessible::privateOf(m_view)->buttonLabel(shown) : shown->text;
}

void SseChatBlockAccessible::setText(QAccessible::Text, const QString &) { }

QRect SseChatBlockAccessible::rect() const
{
    const SseChatBlock *const shown = block();
    if (!shown)
        return {};
    const SseChatViewPrivate *const d = SseChatViewAccessible::privateOf(m_view);
    const QRect rect = canPress() ? d->buttonRect(shown) : d->layout.textRect(shown);
    const QRect visible = d->toViewport(rect);
    return { m_view->viewport()->mapToGlobal(visible.topLeft()), visible.size() };
}

QAccessible::Role SseChatBlockAccessible::role() const
{
    const SseChatBlock *const shown = block();
    if (!shown)
        return QAccessible::NoRole;
    if (m_isButton || shown->kind == Kind::Fold)
        return QAccessible::Button;
    if (shown->kind == Kind::Speaker)
        return QAccessible::Heading;
    return shown->kind == Kind::Rule ? QAccessible::Separator : QAccessible::Paragraph;
}

QAccessible::State SseChatBlockAccessible::state() const
{
    QAccessible::State state;
    const SseChatBlock *const shown = block();
    if (!shown) {
        state.invalid = true;
        return state;
    }
    const QRect visible(m_view->viewport()->mapToGlobal(QPoint()), m_view->viewport()->size());
    state.offscreen = !visible.intersects(rect());
    state.invisible = !m_view->isVisible();
    state.readOnly = true;
    if (canPress()) {
        state.focusable = true;
        state.focused =
            m_view->hasFocus() && SseChatViewAccessible::privateOf(m_view)->focusedBlock == shown;
    }
    if (shown->kind == Kind::Fold) {
        state.expandable = true;
        state.expanded = !shown->section->isFolded();
        state.collapsed = shown->section->isFolded();
    }
    return state;
}

void *SseChatBlockAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::ActionInterface && canPress())
        return static_cast<QAccessibleActionInterface *>(this);
    return nullptr;
}

QStringList SseChatBlockAccessible::actionNames() const
{
    if (!canPress())
        return {};
    return { QAccessibleActionInterface::pressAction() };
}

void SseChatBlockAccessible::doAction(const QString &name)
{
    if (name == QAccessibleActionInterface::pressAction() && canPress())
        SseChatViewAccessible::privateOf(m_view)->press(block());
}

QStringList SseChatBlockAccessible::keyBindingsForAction(const QString &) const
{
    return {};
}
