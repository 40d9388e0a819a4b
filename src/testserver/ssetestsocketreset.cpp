// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssetestsocketreset_p.h"

#if defined(Q_OS_WIN)
#include <winsock2.h>
#elif defined(Q_OS_UNIX)
#include <sys/socket.h>
#endif

// Qt has no name for SO_LINGER, and a lingering time of zero is the portable way to send an RST.
void sseResetOnClose(qintptr socketDescriptor)
{
    if (socketDescriptor == -1)
        return;
#if defined(Q_OS_WIN)
    const LINGER option = { 1, 0 };
    ::setsockopt(static_cast<SOCKET>(socketDescriptor), SOL_SOCKET, SO_LINGER,
                 reinterpret_cast<const char *>(&option), sizeof option);
#elif defined(Q_OS_UNIX)
    const struct linger option = { 1, 0 };
    ::setsockopt(static_cast<int>(socketDescriptor), SOL_SOCKET, SO_LINGER, &option, sizeof option);
#endif
}
