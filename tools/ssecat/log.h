// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSECAT_LOG_H
#define SSECAT_LOG_H

#include <QtCore/qstring.h>

// Standard error: what went wrong, and on demand the life of the connection and its figures.
class Log
{
public:
    explicit Log(bool isVerbose)
        : m_isVerbose(isVerbose)
    { }

    void note(const QString &text) const;
    static void complain(const QString &text);
    static void summarize(const QString &text);

private:
    bool m_isVerbose;
};

#endif
