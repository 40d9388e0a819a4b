// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sserecentevents_p.h"

#include <QtCore/qcryptographichash.h>

#include <utility>

namespace {

// An ID as it is kept: a long one by its digest, which no server makes another ID for.
QByteArray keyOf(const QByteArray &id)
{
    constexpr qsizetype longest = 64;
    return id.size() <= longest
        ? id
        : "sha256:" + QCryptographicHash::hash(id, QCryptographicHash::Sha256) + ':'
            + QByteArray::number(id.size());
}

} // namespace

void SseRecentEvents::setWindow(int count)
{
    m_window = count;
    m_ids.clear();
    m_order.clear();
    m_oldest = 0;
}

void SseRecentEvents::setKeepsLast(bool keeps)
{
    if (std::exchange(m_keepsLast, keeps) != keeps)
        m_last.reset();
}

void SseRecentEvents::clear()
{
    setWindow(m_window);
    m_last.reset();
}

SseRecentEvents::Repetition SseRecentEvents::check(const SseEvent &event)
{
    const bool isFirst = std::exchange(m_isFirst, false);
    if (!event.idUtf8().isEmpty() && m_ids.contains(keyOf(event.idUtf8())))
        return Repetition::OfId;
    if (isFirst && m_last && m_last->typeUtf8() == event.typeUtf8()
        && m_last->dataUtf8() == event.dataUtf8())
        return Repetition::OfData;
    return Repetition::None;
}

void SseRecentEvents::remember(const SseEvent &event)
{
    if (m_keepsLast)
        m_last = event;
    if (event.idUtf8().isEmpty() || m_window == 0)
        return;
    const QByteArray id = keyOf(event.idUtf8());
    if (m_ids.contains(id))
        return;
    m_ids.insert(id);
    if (m_order.size() < m_window) {
        m_order.append(id);
    } else {
        m_ids.remove(std::exchange(m_order[m_oldest], id));
        m_oldest = (m_oldest + 1) % m_window;
    }
}
