// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSETESTSOCKETRESET_P_H
#define SSETESTSOCKETRESET_P_H

#include <QtCore/qglobal.h>

// Makes the next close of the socket a reset (RST) in place of a regular end (FIN). Does nothing
// where sockets have no such option: a plain abort is then the nearest thing.
void sseResetOnClose(qintptr socketDescriptor);

#endif // SSETESTSOCKETRESET_P_H
