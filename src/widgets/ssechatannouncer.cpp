// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssechatannouncer_p.h"

#include "ssechataccessible_p.h"
#include "ssechatview_p.h"

#include <QtCore/qcoreevent.h>

#include <algorithm>
#include <utility>

namespace {

constexpr int Interval = 500;

} // namespace

SseChatAnnouncer::SseChatAnnouncer(SseChatViewPrivate *view)
    : m_view(view)
{ }

// What was there when the conversation was opened is no news.
void SseChatAnnouncer::takeInsertion(int first, int count)
{
    if (!QAccessible::isActive())
        return;
    for (int i = first; i < first + count; ++i) {
        SseChatBlock *const block = m_view->content.at(i);
        if (block->section->message()->isStreaming())
            m_growing.insert(block->section);
        if (m_growing.contains(block->section))
            take(block);
    }
}

void SseChatAnnouncer::takeChange(int first, int last)
{
    if (!QAccessible::isActive())
        return;
    for (int i = first; i <= last; ++i) {
        m_growing.insert(m_view->content.at(i)->section);
        take(m_view->content.at(i));
    }
}

void SseChatAnnouncer::take(SseChatBlock *block)
{
    m_changed.insert(block);
    if (!m_timer.isActive())
        m_timer.start(Interval, this);
}

void SseChatAnnouncer::forget(const SseChatBlock *block)
{
    m_changed.remove(const_cast<SseChatBlock *>(block));
    m_told.remove(block);
    m_growing.remove(block->section);
}

void SseChatAnnouncer::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId()) {
        QObject::timerEvent(event);
        return;
    }
    m_timer.stop();
    m_view->layout.update();
    QList<SseChatBlock *> changed = std::exchange(m_changed, {}).values();
    std::sort(changed.begin(), changed.end(),
              [](const auto *a, const auto *b) { return a->index < b->index; });
    for (SseChatBlock *const block : std::as_const(changed))
        tell(block);
}

void SseChatAnnouncer::tell(SseChatBlock *block)
{
    const SseChatViewAccessible *const view = SseChatViewAccessible::of(m_view->q);
    if (!view)
        return;
    QAccessibleInterface *const item = view->child(block->index);
    if (!block->hasText()) {
        QAccessibleEvent event(item, QAccessible::NameChanged);
        QAccessible::updateAccessibility(&event);
        return;
    }
    const QString text = m_view->layout.document(block)->characters();
    const QString before = std::exchange(m_told[block], text);
    const auto [oldEnd, newEnd] =
        std::mismatch(before.cbegin(), before.cend(), text.cbegin(), text.cend());
    const int same = int(std::distance(before.cbegin(), oldEnd));
    if (oldEnd != before.cend()) {
        // Markdown may turn out to mean something else.
        QAccessibleTextUpdateEvent event(item, same, before.mid(same), text.mid(same));
        QAccessible::updateAccessibility(&event);
    } else if (newEnd != text.cend()) {
        QAccessibleTextInsertEvent event(item, same, text.mid(same));
        QAccessible::updateAccessibility(&event);
    }
}
