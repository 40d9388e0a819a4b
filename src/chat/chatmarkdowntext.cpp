// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatmarkdowntext_p.h"

#include <QtCore/qhash.h>
#include <QtCore/qurl.h>

#include <algorithm>

namespace {

constexpr qsizetype MaximumAddressLength = 2048;

bool isShown(QChar character)
{
    const char16_t code = character.unicode();
    if (code == u'\t' || code == u'\n')
        return true;
    if (code < 0x20 || (code >= 0x7F && code < 0xA0))
        return false;
    const bool turns =
        code == 0x061C || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    return !turns;
}

// Those that answers write. HTML has two thousand; what is not here is shown as it is written.
const QHash<QString, QString> &namedReferences()
{
    static const QHash<QString, QString> names{
        { QStringLiteral("amp"), QStringLiteral("&") },
        { QStringLiteral("lt"), QStringLiteral("<") },
        { QStringLiteral("gt"), QStringLiteral(">") },
        { QStringLiteral("quot"), QStringLiteral("\"") },
        { QStringLiteral("apos"), QStringLiteral("'") },
        { QStringLiteral("nbsp"), QStringLiteral(u"\u00A0") },
        { QStringLiteral("copy"), QStringLiteral(u"\u00A9") },
        { QStringLiteral("reg"), QStringLiteral(u"\u00AE") },
        { QStringLiteral("deg"), QStringLiteral(u"\u00B0") },
        { QStringLiteral("plusmn"), QStringLiteral(u"\u00B1") },
        { QStringLiteral("middot"), QStringLiteral(u"\u00B7") },
        { QStringLiteral("frac12"), QStringLiteral(u"\u00BD") },
        { QStringLiteral("times"), QStringLiteral(u"\u00D7") },
        { QStringLiteral("divide"), QStringLiteral(u"\u00F7") },
        { QStringLiteral("ndash"), QStringLiteral(u"\u2013") },
        { QStringLiteral("mdash"), QStringLiteral(u"\u2014") },
        { QStringLiteral("lsquo"), QStringLiteral(u"\u2018") },
        { QStringLiteral("rsquo"), QStringLiteral(u"\u2019") },
        { QStringLiteral("ldquo"), QStringLiteral(u"\u201C") },
        { QStringLiteral("rdquo"), QStringLiteral(u"\u201D") },
        { QStringLiteral("bull"), QStringLiteral(u"\u2022") },
        { QStringLiteral("hellip"), QStringLiteral(u"\u2026") },
        { QStringLiteral("euro"), QStringLiteral(u"\u20AC") },
        { QStringLiteral("trade"), QStringLiteral(u"\u2122") },
        { QStringLiteral("larr"), QStringLiteral(u"\u2190") },
        { QStringLiteral("uarr"), QStringLiteral(u"\u2191") },
        { QStringLiteral("rarr"), QStringLiteral(u"\u2192") },
        { QStringLiteral("darr"), QStringLiteral(u"\u2193") },
        { QStringLiteral("minus"), QStringLiteral(u"\u2212") },
        { QStringLiteral("infin"), QStringLiteral(u"\u221E") },
        { QStringLiteral("ne"), QStringLiteral(u"\u2260") },
        { QStringLiteral("le"), QStringLiteral(u"\u2264") },
        { QStringLiteral("ge"), QStringLiteral(u"\u2265") },
    };
    return names;
}

QString ofNumber(QStringView digits)
{
    const bool isHexadecimal = digits.startsWith(u'x') || digits.startsWith(u'X');
    bool isNumber = false;
    const uint code =
        isHexadecimal ? digits.sliced(1).toUInt(&isNumber, 16) : digits.toUInt(&isNumber);
    // CommonMark 2.5: what no character has as its number is U+FFFD.
    if (!isNumber || code == 0 || code > QChar::LastValidCodePoint || QChar::isSurrogate(code))
        return QString(QChar(QChar::ReplacementCharacter));
    const char32_t character = code;
    return QString::fromUcs4(&character, 1);
}

} // namespace

QString ChatMarkdownText::shown(QStringView text)
{
    QString result = wellFormed(text.toString());
    for (qsizetype i = 0; i < result.size(); ++i) {
        if (!isShown(std::as_const(result)[i]))
            result[i] = QChar(QChar::ReplacementCharacter);
    }
    return result;
}

QString ChatMarkdownText::wellFormed(const QString &text)
{
    if (text.isValidUtf16())
        return text;
    QString result = text;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPair =
            i + 1 < text.size() && text[i].isHighSurrogate() && text[i + 1].isLowSurrogate();
        if (isPair)
            ++i;
        else if (text[i].isSurrogate())
            result[i] = QChar(QChar::ReplacementCharacter);
    }
    return result;
}

QString ChatMarkdownText::resolved(QStringView reference)
{
    if (reference.size() < 3)
        return reference.toString();
    const QStringView name = reference.sliced(1).chopped(1);
    if (name.startsWith(u'#'))
        return ofNumber(name.sliced(1));
    return namedReferences().value(name.toString(), reference.toString());
}

QString ChatMarkdownText::escaped(QStringView text)
{
    return shown(text).toHtmlEscaped();
}

QString ChatMarkdownText::address(const QString &target)
{
    const bool isClean = std::all_of(target.begin(), target.end(), [](QChar c) {
        return isShown(c) && c != u'\t' && c != u'\n';
    });
    if (!isClean || target.size() > MaximumAddressLength)
        return {};
    const QUrl url(target, QUrl::TolerantMode);
    const QString scheme = url.scheme();
    const bool isWeb = scheme == QLatin1String("http") || scheme == QLatin1String("https");
    const bool isMail = scheme == QLatin1String("mailto") && !url.path().isEmpty();
    if (!url.isValid() || !(isMail || (isWeb && !url.host().isEmpty())))
        return {};
    return QString::fromUtf8(url.toEncoded());
}
