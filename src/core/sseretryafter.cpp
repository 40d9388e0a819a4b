// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseretryafter_p.h"

#include <QtCore/qdatetime.h>
#include <QtCore/qlocale.h>
#include <QtCore/qtimezone.h>

#include <algorithm>

namespace {

// RFC 9110, section 5.6.7: the form that is sent today, and two that recipients have to take still.
QDateTime toDate(const QByteArray &text)
{
    using namespace Qt::StringLiterals;
    const QLocale c = QLocale::c();
    // The name of the day says nothing new, and a wrong one does no harm.
    const QString value = QString::fromLatin1(text).simplified();
    const QString rest = value.section(u", "_s, -1);
    QDateTime date = c.toDateTime(rest, u"dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!date.isValid())
        date = c.toDateTime(value.section(u' ', 1), u"MMM d hh:mm:ss yyyy"_s);
    if (!date.isValid()) {
        date = c.toDateTime(rest, u"dd-MMM-yy hh:mm:ss 'GMT'"_s);
        // "interpret a timestamp that appears to be more than 50 years in the future as
        // representing the most recent year in the past that had the same last two digits"
        const int current = QDate::currentDate().year();
        const int year = current / 100 * 100 + date.date().year() % 100;
        if (date.isValid())
            date.setDate(QDate(year > current + 50 ? year - 100 : year, date.date().month(),
                               date.date().day()));
    }
    return date.isValid() ? QDateTime(date.date(), date.time(), QTimeZone::utc()) : date;
}

} // namespace

std::optional<std::chrono::milliseconds> SseHttp::retryAfter(const QByteArray &retryAfter,
                                                             const QByteArray &date, qint64 now)
{
    const QByteArray value = retryAfter.trimmed();
    std::chrono::milliseconds delay{ 0 };
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (!value.isEmpty() && std::all_of(value.begin(), value.end(), isDigit)) {
        // More digits than these are as good as for ever.
        constexpr qsizetype mostDigits = 9;
        delay = std::chrono::seconds(value.size() > mostDigits ? 999999999 : value.toLongLong());
    } else if (const QDateTime then = toDate(value); then.isValid()) {
        const QDateTime sent = toDate(date);
        delay = std::chrono::milliseconds(then.toMSecsSinceEpoch()
                                          - (sent.isValid() ? sent.toMSecsSinceEpoch() : now));
    }
    return delay.count() > 0 ? std::optional(delay) : std::nullopt;
}
