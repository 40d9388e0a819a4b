// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssechataccessible_p.h"

#include "ssechataccessibleblock_p.h"
#include "ssechataccessibletarget_p.h"
#include "ssechatview_p.h"

#include <algorithm>
#include <utility>

namespace {

constexpr int NoNumber = -1; // of a block itself

} // namespace

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

SseChatViewAccessible *SseChatViewAccessible::of(SseChatView *view)
{
    // A program may have one of its own.
    return dynamic_cast<SseChatViewAccessible *>(QAccessible::queryAccessibleInterface(view));
}

void SseChatViewAccessible::tellFocus(SseChatView *view)
{
    SseChatViewAccessible *const self = QAccessible::isActive() ? of(view) : nullptr;
    if (QAccessibleInterface *const focused = self ? self->focusChild() : nullptr) {
        QAccessibleEvent event(focused, QAccessible::Focus);
        QAccessible::updateAccessibility(&event);
    }
}

void SseChatViewAccessible::tellSelection(SseChatView *view)
{
    SseChatViewAccessible *const self = QAccessible::isActive() ? of(view) : nullptr;
    SseChatViewPrivate *const d = privateOf(view);
    SseChatBlock *const block = d->selection.cursor().block;
    if (!self || !block)
        return;
    d->layout.update();
    const int length = d->layout.lengthOf(block);
    const auto [from, to] = d->selection.rangeIn(block);
    QAccessibleTextSelectionEvent event(self->blockAt(block->index), std::min(from, length),
                                        std::min(to, length));
    event.setCursorPosition(std::min(d->selection.cursor().offset, length));
    QAccessible::updateAccessibility(&event);
}

void SseChatViewAccessible::tellFolded(SseChatView *view, const SseChatBlock *block)
{
    SseChatViewAccessible *const self = QAccessible::isActive() ? of(view) : nullptr;
    if (!self)
        return;
    QAccessible::State changed;
    changed.expanded = true;
    changed.collapsed = true;
    QAccessibleStateChangeEvent event(self->blockAt(block->index), changed);
    QAccessible::updateAccessibility(&event);
}

SseChatView *SseChatViewAccessible::chatView() const
{
    return static_cast<SseChatView *>(widget());
}

QAccessibleInterface *SseChatViewAccessible::blockAt(int index) const
{
    QAccessible::Id &id = m_interfaces[{ index, NoNumber }];
    if (id == 0) {
        id =
            QAccessible::registerAccessibleInterface(new SseChatBlockAccessible(chatView(), index));
    }
    return QAccessible::accessibleInterface(id);
}

QAccessibleInterface *SseChatViewAccessible::targetAt(int index, int number) const
{
    QAccessible::Id &id = m_interfaces[{ index, number }];
    if (id == 0) {
        id = QAccessible::registerAccessibleInterface(
            new SseChatTargetAccessible(chatView(), index, number));
    }
    return QAccessible::accessibleInterface(id);
}

int SseChatViewAccessible::childCount() const
{
    return privateOf(chatView())->content.count();
}

QAccessibleInterface *SseChatViewAccessible::child(int index) const
{
    return index >= 0 && index < childCount() ? blockAt(index) : nullptr;
}

QAccessibleInterface *SseChatViewAccessible::childAt(int x, int y) const
{
    SseChatViewPrivate *const view = privateOf(chatView());
    const QPoint point = chatView()->viewport()->mapFromGlobal(QPoint(x, y));
    if (!chatView()->viewport()->rect().contains(point))
        return nullptr;
    view->settle();
    return child(view->layout.indexAt(view->toContent(point).y()));
}

int SseChatViewAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    for (const auto &[key, id] : m_interfaces) {
        if (key.second == NoNumber && QAccessible::accessibleInterface(id) == child)
            return key.first;
    }
    return -1;
}

QAccessibleInterface *SseChatViewAccessible::focusChild() const
{
    SseChatViewPrivate *const view = privateOf(chatView());
    const SseChatTarget &focused = view->focused;
    if (!focused.block || !chatView()->hasFocus())
        return nullptr;
    view->layout.update();
    return focused.block->kind == SseChatBlock::Kind::Fold
        ? blockAt(focused.block->index)
        : targetAt(focused.block->index, focused.number);
}
