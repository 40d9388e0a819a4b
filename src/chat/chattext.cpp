// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chattext_p.h"

#include <utility>

namespace {

// Halves of surrogate pairs that stand alone are no text: they could be neither shown nor saved.
void repair(QString &text, qsizetype begin)
{
    for (qsizetype i = begin; i < text.size(); ++i) {
        if (!text.at(i).isSurrogate())
            continue;
        const bool isPair =
            text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        if (isPair)
            ++i;
        else
            text[i] = QChar::ReplacementCharacter;
    }
}

} // namespace

void ChatText::add(const QString &fragment)
{
    if (fragment.isEmpty())
        return;
    const qsizetype begin = m_added.size();
    if (!m_half.isNull())
        m_added += std::exchange(m_half, QChar());
    m_added += fragment;
    if (m_added.back().isHighSurrogate()) {
        m_half = m_added.back();
        m_added.chop(1);
    }
    repair(m_added, begin);
}

void ChatText::finish()
{
    if (std::exchange(m_half, QChar()).isNull())
        return;
    m_added += QChar::ReplacementCharacter;
}

bool ChatText::extendTo(const QString &longer)
{
    const QString known = whole();
    if (!longer.startsWith(known))
        return false;
    m_half = QChar(); // it comes again
    add(longer.sliced(known.size()));
    return true;
}

void ChatText::replace(const QString &whole)
{
    *this = ChatText();
    add(whole);
    finish();
    commit();
}

QString ChatText::commit()
{
    m_tail += m_added;
    return std::exchange(m_added, QString());
}

const QString &ChatText::text() const
{
    if (m_joined.isEmpty())
        m_joined.swap(m_tail);
    if (!m_tail.isEmpty())
        m_joined += std::exchange(m_tail, QString());
    return m_joined;
}
