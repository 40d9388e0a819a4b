// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef CHATWIDGETS_CONVERSATIONTIMES_H
#define CHATWIDGETS_CONVERSATIONTIMES_H

#include <QtCore/QDateTime>
#include <QtCore/QLocale>

// When a conversation was updated, in words and in the manner of a locale.
namespace ConversationTimes {

enum class Day { Today, Yesterday, Earlier };

// Both in local time. What comes from a clock that was ahead is of today.
[[nodiscard]] Day dayOf(const QDateTime &time, const QDateTime &now);
[[nodiscard]] QString nameOf(Day day);
// The time of today and yesterday, the day of the week within a week, the date of what is older.
[[nodiscard]] QString inShort(const QDateTime &time, const QDateTime &now, const QLocale &locale);

} // namespace ConversationTimes

#endif
