// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEJSONPATH_P_H
#define SSEQT_SSEJSONPATH_P_H

#include "sseqtglobal.h"

#include <QtCore/qjsonvalue.h>
#include <QtCore/qlist.h>
#include <QtCore/qstring.h>

// Where a value stands inside a JSON value: names joined by dots, positions in arrays and names
// that hold dots in brackets, as in sensors.temperature, items[0].name, items[-1] or ["a.b"].c. The
// empty path is the whole value.
class SSEQT_CORE_EXPORT SseJsonPath
{
public:
    SseJsonPath() = default;
    explicit SseJsonPath(const QString &text);

    // What is wrong with the text and where; empty when nothing is.
    [[nodiscard]] QString fault() const { return m_fault; }
    [[nodiscard]] bool isValid() const { return m_fault.isEmpty(); }

    // Undefined where there is no such place.
    [[nodiscard]] QJsonValue valueIn(const QJsonValue &root) const;

private:
    struct Step
    {
        bool isName;
        QString name;
        int position; // from the end when it is negative
    };

    void read(const QString &text);
    [[nodiscard]] qsizetype readName(const QString &text, qsizetype start);
    [[nodiscard]] qsizetype readBracket(const QString &text, qsizetype start);
    [[nodiscard]] qsizetype fail(const QString &what, qsizetype position);

    QList<Step> m_steps;
    QString m_fault;
};

#endif
