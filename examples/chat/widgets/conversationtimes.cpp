// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "conversationtimes.h"

#include <QtCore/QCoreApplication>

namespace {

constexpr int DaysOfWeek = 7;

QString tr(const char *text)
{
    return QCoreApplication::translate("ConversationTimes", text);
}

} // namespace

ConversationTimes::Day ConversationTimes::dayOf(const QDateTime &time, const QDateTime &now)
{
    const qint64 days = time.date().daysTo(now.date());
    return days <= 0 ? Day::Today : days == 1 ? Day::Yesterday : Day::Earlier;
}

QString ConversationTimes::nameOf(Day day)
{
    switch (day) {
    case Day::Today:
        return tr("Today");
    case Day::Yesterday:
        return tr("Yesterday");
    case Day::Earlier:
        break;
    }
    return tr("Earlier");
}

QString ConversationTimes::inShort(const QDateTime &time, const QDateTime &now,
                                   const QLocale &locale)
{
    const QString clock = locale.toString(time.time(), QLocale::ShortFormat);
    switch (dayOf(time, now)) {
    case Day::Today:
        return clock;
    case Day::Yesterday:
        return tr("Yesterday, %1").arg(clock);
    case Day::Earlier:
        break;
    }
    if (time.date().daysTo(now.date()) < DaysOfWeek)
        return tr("%1, %2").arg(locale.dayName(time.date().dayOfWeek()), clock);
    return locale.toString(time.date(), QLocale::ShortFormat);
}
