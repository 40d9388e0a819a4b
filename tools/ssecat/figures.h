// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSECAT_FIGURES_H
#define SSECAT_FIGURES_H

#include <QtCore/qjsonvalue.h>
#include <QtCore/qlist.h>
#include <QtCore/qstring.h>
#include <QtCore/qstringlist.h>

class SseStatistics;

// What was seen of a stream, in numbers: by name for programs, and in a few lines for people.
struct Figures
{
    struct Number
    {
        QString name;
        QJsonValue value; // null when what it measures has not happened
    };

    QList<Number> numbers;
    QStringList lines;

    [[nodiscard]] static Figures ofSource(const SseStatistics &statistics);
    [[nodiscard]] static Figures ofInput(double bytes, double events, double comments);
};

#endif
