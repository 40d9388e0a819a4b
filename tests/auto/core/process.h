// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_TEST_PROCESS_H
#define SSEQT_TEST_PROCESS_H

#include <QtCore/qbytearray.h>
#include <QtCore/qdir.h>
#include <QtCore/qfile.h>

#include <ctime>

// What this process takes of the system, as Linux tells it; 0 elsewhere.
namespace Process {

// A line of /proc/self/status: a number, or KiB.
inline qint64 status(const QByteArray &name)
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(name + ':'))
            return line.simplified().split(' ').value(1).toLongLong();
    }
    return 0;
}

inline qint64 openFiles()
{
    return QDir(QStringLiteral("/proc/self/fd"))
        .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot)
        .size();
}

// From here on VmHWM tells the peak anew.
inline void resetPeak()
{
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    if (file.open(QIODevice::WriteOnly))
        file.write("5");
}

// Of all threads, in seconds.
inline double cpuTime()
{
    return double(std::clock()) / CLOCKS_PER_SEC;
}

} // namespace Process

#endif
