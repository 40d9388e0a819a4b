// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ending.h"

#include <SseQt/SseEvent>

// To be asked once for each event, in order. Only printed events are counted; type and data are
// looked at in all.
bool Ending::isReachedBy(const SseEvent &event, bool isPrinted)
{
    m_printed += isPrinted ? 1 : 0;
    return (m_wishes.count && m_printed >= *m_wishes.count)
        || (m_wishes.type && event.type() == *m_wishes.type)
        || (m_wishes.data && event.data() == *m_wishes.data);
}
