// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssejsonpath_p.h"

#include <QtCore/qjsonarray.h>
#include <QtCore/qjsonobject.h>

#include <algorithm>

SseJsonPath::SseJsonPath(const QString &text)
{
    read(text);
    if (!isValid())
        m_steps.clear();
}

QJsonValue SseJsonPath::valueIn(const QJsonValue &root) const
{
    if (!isValid())
        return QJsonValue(QJsonValue::Undefined);
    QJsonValue value = root;
    for (const Step &step : m_steps) {
        if (step.isName) {
            // An object that is none has no members.
            value = value.toObject().value(step.name);
        } else {
            const QJsonArray array = value.toArray();
            value = array.at(step.position < 0 ? array.size() + step.position : step.position);
        }
    }
    return value;
}

void SseJsonPath::read(const QString &text)
{
    qsizetype at = 0;
    while (at >= 0 && at < text.size()) {
        if (text.at(at) == u'[')
            at = readBracket(text, at + 1);
        else if (at == 0)
            at = readName(text, at);
        else if (text.at(at) == u'.')
            at = readName(text, at + 1);
        else
            at = fail(QStringLiteral("a dot or a bracket is missing"), at);
    }
}

// Returns where the path goes on, or -1.
qsizetype SseJsonPath::readName(const QString &text, qsizetype start)
{
    const auto isEnd = [](QChar character) { return character == u'.' || character == u'['; };
    const auto end = std::find_if(text.cbegin() + start, text.cend(), isEnd) - text.cbegin();
    if (end == start)
        return fail(QStringLiteral("a name is missing"), start);
    m_steps.append({ true, text.sliced(start, end - start), 0 });
    return end;
}

qsizetype SseJsonPath::readBracket(const QString &text, qsizetype start)
{
    const QChar first = start < text.size() ? text.at(start) : QChar();
    if (first == u'"' || first == u'\'') {
        const qsizetype end = text.indexOf(first, start + 1);
        if (end < 0)
            return fail(QStringLiteral("a quotation mark is not closed"), start);
        if (end + 1 >= text.size() || text.at(end + 1) != u']')
            return fail(QStringLiteral("a bracket is not closed"), end + 1);
        m_steps.append({ true, text.sliced(start + 1, end - start - 1), 0 });
        return end + 2;
    }
    const qsizetype end = text.indexOf(u']', start);
    if (end < 0)
        return fail(QStringLiteral("a bracket is not closed"), start);
    bool isNumber = false;
    const int position = text.sliced(start, end - start).toInt(&isNumber);
    if (!isNumber)
        return fail(QStringLiteral("brackets hold a whole number or a name in quotation marks"),
                    start);
    m_steps.append({ false, QString(), position });
    return end + 1;
}

qsizetype SseJsonPath::fail(const QString &what, qsizetype position)
{
    m_fault = QStringLiteral("%1 at position %2").arg(what).arg(position);
    return -1;
}
