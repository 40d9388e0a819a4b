// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "showntext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

// Deeper levels stay in one line: a text of nothing but brackets would be indented without end.
constexpr int DeepestLine = 8;

constexpr qsizetype LongestLabel = 80;

bool isSpace(QChar c)
{
    return c == u' ' || c == u'\n' || c == u'\r' || c == u'\t';
}

class Printer
{
public:
    QString print(QStringView text)
    {
        for (const QChar c : text) {
            if (m_isInString)
                inString(c);
            else if (!isSpace(c))
                outside(c);
        }
        return m_out;
    }

private:
    void inString(QChar c)
    {
        m_out += c;
        if (m_isEscaped)
            m_isEscaped = false;
        else if (c == u'\\')
            m_isEscaped = true;
        else if (c == u'"')
            m_isInString = false;
    }

    void outside(QChar c)
    {
        const bool isClosing = c == u'}' || c == u']';
        if (isClosing)
            m_depth = std::max(0, m_depth - 1);
        // Nothing between brackets is no line either.
        if (m_wasOpening != isClosing && (m_wasOpening || isClosing))
            breakLine(isClosing ? m_depth + 1 : m_depth);
        m_wasOpening = c == u'{' || c == u'[';
        if (m_wasOpening)
            ++m_depth;
        m_isInString = c == u'"';
        m_out += c;
        if (c == u':')
            m_out += u' ';
        else if (c == u',')
            breakLine(m_depth);
    }

    // The level that was left or entered decides whether there is a line.
    void breakLine(int level)
    {
        if (level <= DeepestLine)
            m_out += u'\n' + QString(2 * m_depth, u' ');
        else if (m_out.endsWith(u','))
            m_out += u' ';
    }

    QString m_out;
    int m_depth = 0;
    bool m_isInString = false;
    bool m_isEscaped = false;
    bool m_wasOpening = false;
};

} // namespace

ShownText::ShownText(QObject *parent)
    : QObject(parent)
{ }

ShownText::~ShownText() = default;

QString ShownText::json(const QString &text)
{
    qsizetype length = std::min<qsizetype>(text.size(), Limit);
    if (length < text.size() && text.at(length - 1).isHighSurrogate())
        --length;
    const QStringView beginning = QStringView(text).first(length);
    const QStringView trimmed = beginning.trimmed();
    const bool isJson = trimmed.startsWith(u'{') || trimmed.startsWith(u'[');
    return isJson ? Printer().print(beginning) : beginning.toString();
}

int ShownText::excess(const QString &text)
{
    return int(std::max<qsizetype>(0, text.size() - Limit));
}

QString ShownText::label(const QString &name)
{
    QString label = name.left(LongestLabel).simplified();
    label.removeIf([](QChar c) {
        return c.category() == QChar::Other_Format || c.category() == QChar::Other_Control;
    });
    return label.size() < name.size() && name.size() > LongestLabel ? label + u'…' : label;
}

QString ShownText::plain(const QString &text)
{
    constexpr QChar Joiner(u'\u200d'); // of emoji
    QString plain;
    for (const QChar c : text) {
        const bool isHidden = c != Joiner && c != u'\n' && c != u'\t'
            && (c.category() == QChar::Other_Format || c.category() == QChar::Other_Control);
        plain += isHidden ? u"<U+%1>"_s.arg(ushort(c.unicode()), 4, 16, QChar(u'0')).toUpper()
                          : QString(c);
    }
    return plain;
}
