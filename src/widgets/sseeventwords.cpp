// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseeventwords_p.h"

#include "sseeventview.h"

#include <QtCore/qlocale.h>

using Kind = SseEventModel::Kind;

namespace {

constexpr qsizetype BriefLength = 200;
constexpr qsizetype ToolTipLength = 1000;

// Control characters other than line breaks and tabs, and those that change the direction of
// writing.
bool isUnseen(QChar character)
{
    const char16_t code = character.unicode();
    return (code < 0x20 && code != u'\t' && code != u'\n') || (code >= 0x7f && code <= 0x9f)
        || code == 0x61c || code == 0x200e || code == 0x200f || (code >= 0x202a && code <= 0x202e)
        || (code >= 0x2066 && code <= 0x2069);
}

QString cut(const QString &text, qsizetype length)
{
    return text.size() > length ? text.left(length) + QChar(0x2026) : text;
}

} // namespace

QString SseEventWords::plain(QString text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (isUnseen(text.at(i)))
            text[i] = QChar::ReplacementCharacter;
    }
    return text;
}

QString SseEventWords::brief(const QString &text)
{
    return plain(cut(text, BriefLength));
}

QString SseEventWords::toolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    // Qt takes for markup what looks like it; so it is.
    return QStringLiteral("<p style=\"white-space: pre-wrap\">%1</p>")
        .arg(cut(text, ToolTipLength).toHtmlEscaped());
}

QString SseEventWords::time(const QDateTime &received)
{
    return received.time().toString(QStringLiteral("hh:mm:ss.zzz"));
}

QString SseEventWords::kind(SseEventModel::Kind kind)
{
    switch (kind) {
    case Kind::Event:
        break;
    case Kind::Comment:
        return SseEventView::tr("comment");
    case Kind::Retry:
        return SseEventView::tr("retry");
    case Kind::Opened:
        return SseEventView::tr("opened");
    case Kind::Error:
        return SseEventView::tr("error");
    case Kind::Closed:
        return SseEventView::tr("closed");
    }
    return SseEventView::tr("event");
}

QString SseEventWords::number(qsizetype count)
{
    return QLocale().toString(qlonglong(count));
}

QString SseEventWords::rows(int count)
{
    return count == 1 ? SseEventView::tr("1 row") : SseEventView::tr("%1 rows").arg(number(count));
}

QString SseEventWords::counts(int shown, int all, int held)
{
    QString text = rows(shown);
    if (shown < all)
        text = SseEventView::tr("%1, %2 hidden").arg(text, number(all - shown));
    return held > 0 ? SseEventView::tr("%1, %2 held back").arg(text, number(held)) : text;
}
