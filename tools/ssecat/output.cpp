// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "output.h"

#include <cerrno>
#include <cstdio>

#ifdef Q_OS_UNIX
#include <csignal>
#endif
#ifdef Q_OS_WIN
#include <fcntl.h>
#include <io.h>
#endif

Output::Output()
{
#ifdef Q_OS_UNIX
    // A reader that has gone is an error of the write, not the end of the process.
    std::signal(SIGPIPE, SIG_IGN);
#endif
#ifdef Q_OS_WIN
    // A line ends in LF on all systems, and data are printed as they came.
    _setmode(_fileno(stdout), _O_BINARY);
#endif
}

void Output::writeLine(const QByteArray &line)
{
    if (hasFailed())
        return;
    errno = 0;
    const QByteArray bytes = line + '\n';
    const std::size_t size = std::size_t(bytes.size());
    if (std::fwrite(bytes.constData(), 1, size, stdout) != size || std::fflush(stdout) != 0)
        m_error = errno != 0 ? errno : EIO;
}

bool Output::isBrokenPipe() const
{
#ifdef Q_OS_WIN
    return m_error == EPIPE || m_error == EINVAL;
#else
    return m_error == EPIPE;
#endif
}

QString Output::errorString() const
{
    return qt_error_string(m_error);
}
