// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "interruption.h"

#ifdef Q_OS_UNIX

#include <QtCore/qsocketnotifier.h>

#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr std::array<int, 2> handledSignals = { SIGINT, SIGTERM };

// A handler may do next to nothing, but it may write: the other end belongs to the event loop.
std::array<int, 2> ends = { -1, -1 };

void onSignal(int)
{
    const int before = errno;
    const char byte = 0;
    static_cast<void>(::write(ends[0], &byte, 1) == 1);
    errno = before;
}

} // namespace

Interruption::Interruption(QObject *parent)
    : QObject(parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) != 0)
        return;
    for (const int end : ends)
        ::fcntl(end, F_SETFD, FD_CLOEXEC);

    auto *const notifier = new QSocketNotifier(ends[1], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        static_cast<void>(::read(ends[1], &byte, 1) == 1);
        Q_EMIT interrupted();
    });

    for (const int signal : handledSignals) {
        struct sigaction action = {};
        // Who started the program to go on regardless has its way: a shell's background jobs ignore
        // SIGINT.
        if (::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN)
            continue;
        action = {};
        action.sa_handler = onSignal;
        // A second one ends the process, should the first not do.
        action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
        ::sigaction(signal, &action, nullptr);
    }
}

Interruption::~Interruption()
{
    for (const int signal : handledSignals) {
        struct sigaction action = {};
        if (::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == onSignal)
            std::signal(signal, SIG_DFL);
    }
    for (int &end : ends) {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
}

#else

Interruption::Interruption(QObject *parent)
    : QObject(parent)
{ }

Interruption::~Interruption() = default;

#endif
