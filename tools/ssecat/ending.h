// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSECAT_ENDING_H
#define SSECAT_ENDING_H

#include <QtCore/qstring.h>

#include <optional>

class SseEvent;

// The events after which the user has seen enough. Several may be asked for; one suffices.
class Ending
{
public:
    struct Wishes
    {
        std::optional<int> count;
        std::optional<QString> type;
        std::optional<QString> data;
    };

    explicit Ending(const Wishes &wishes)
        : m_wishes(wishes)
    { }

    [[nodiscard]] bool isAskedFor() const
    {
        return m_wishes.count || m_wishes.type || m_wishes.data;
    }
    [[nodiscard]] bool isReachedBy(const SseEvent &event, bool isPrinted);

private:
    Wishes m_wishes;
    int m_printed = 0;
};

#endif
