// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_TEST_FULLDISK_H
#define SSEQT_TEST_FULLDISK_H

#include <QtCore/qglobal.h>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

// While it lives, files find no room for more than their first bytes.
class FullDisk
{
    Q_DISABLE_COPY_MOVE(FullDisk)
public:
#ifdef Q_OS_UNIX
    static constexpr bool IsPossible = true;

    FullDisk()
        : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        getrlimit(RLIMIT_FSIZE, &m_usual);
        rlimit small = m_usual;
        small.rlim_cur = 16;
        setrlimit(RLIMIT_FSIZE, &small);
    }

    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_usual);
        std::signal(SIGXFSZ, m_handler);
    }

private:
    using Handler = void (*)(int);

    const Handler m_handler;
    rlimit m_usual = {};
#else
    static constexpr bool IsPossible = false;

    FullDisk() = default;
#endif
};

#endif
