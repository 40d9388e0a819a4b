// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseretryafter_p.h"

#include <QtCore/qdatetime.h>
#include <QtCore/qlocale.h>
#include <QtCore/qstringlist.h>
#include <QtCore/qtimezone.h>

#include <algorithm>

namespace {

// RFC 9110, section 5.6.7: the form that is sent today, and two that recipients have to take still.
QDateTime toDate(const QByteArray &text)
{
    using namespace Qt::StringLiterals;
    // The name of the day says nothing new, and a wrong one does no harm. Date and time are read
    // apart: together they would be local time, some hours of which do not exist.
    const QString value = QString::fromLatin1(text).simplified();
    const QStringList parts = value.section(u", "_s, -1).split(u' ');
    QString date;
    QString time;
    if (parts.size() == 5 && parts.at(4) == "GMT"_L1) { // 06 Nov 1994 08:49:37 GMT
        date = parts.mid(0, 3).join(u' ');
        time = parts.at(3);
    } else if (parts.size() == 3 && parts.at(2) == "GMT"_L1) { // 06-Nov-94 08:49:37 GMT
        QStringList fields = parts.at(0).split(u'-');
        const int current = QDate::currentDate().year();
        const int year = current / 100 * 100 + fields.constLast().toInt();
        // "interpret a timestamp that appears to be more than 50 years in the future as
        // representing the most recent year in the past that had the same last two digits"
        fields.last() = QString::number(year > current + 50 ? year - 100 : year);
        date = fields.join(u' ');
        time = parts.at(1);
    } else if (parts.size() == 5) { // Sun Nov 6 08:49:37 1994
        date = QStringList{ parts.at(2), parts.at(1), parts.at(4) }.join(u' ');
        time = parts.at(3);
    }
    const QLocale c = QLocale::c();
    const QDate day = c.toDate(date, u"d MMM yyyy"_s);
    const QTime hour = c.toTime(time, u"hh:mm:ss"_s);
    return day.isValid() && hour.isValid() ? QDateTime(day, hour, QTimeZone::utc()) : QDateTime();
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
