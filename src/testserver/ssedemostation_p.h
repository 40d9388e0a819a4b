// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEDEMOSTATION_P_H
#define SSEDEMOSTATION_P_H

#include "ssetestserverglobal.h"

#include <QtCore/QJsonObject>

#include <bitset>

// A pumping station that nobody has built: its sensors, alarms and log.
//
// All of it follows from the time, in milliseconds since the epoch: the streams of all clients tell
// the same story, at whatever rate, and a server that is started anew goes on where the old one
// would be.
namespace SseDemoStation {

constexpr size_t AlarmCount = 4;
using AlarmSet = std::bitset<AlarmCount>;

// What the sensors show at this time, with a little noise that the number decides.
SSEQT_TESTSERVER_EXPORT QJsonObject reading(qint64 time, qint64 number);

SSEQT_TESTSERVER_EXPORT AlarmSet activeAlarms(qint64 time);
QJsonObject alarm(size_t index, bool isActive, qint64 time);

// A line of the log; the number decides which. Those of numbers in a row differ.
QJsonObject log(qint64 time, qint64 number);

} // namespace SseDemoStation

#endif // SSEDEMOSTATION_P_H
