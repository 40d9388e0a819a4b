// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATTEXT_P_H
#define SSEQT_CHATTEXT_P_H

#include <QtCore/qstring.h>

// Text that grows at its end, one fragment after the other. Who reads it may keep what was read:
// adding to a string that is shared would copy all of it each time, so fragments go to a string of
// their own, and both are joined when somebody reads.
class ChatText
{
public:
    // Waits for commit(). A half of a surrogate pair at the end waits for its other half.
    void add(const QString &fragment);
    // No more is to come: a half that waits becomes U+FFFD.
    void finish();
    void replace(const QString &whole);
    // As add(), of what \a whole has beyond what is there; false if it does not begin with that.
    [[nodiscard]] bool extendTo(const QString &whole);

    [[nodiscard]] bool hasAdded() const { return !m_added.isEmpty(); }
    // Makes what was added a part of the text, and returns it.
    QString commit();

    [[nodiscard]] const QString &text() const;
    // With what waits.
    [[nodiscard]] QString whole() const { return text() + m_added; }

private:
    mutable QString m_joined;
    mutable QString m_tail;
    QString m_added;
    QChar m_half;
};

#endif
