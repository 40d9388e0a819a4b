// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEDURATION_P_H
#define SSEQT_SSEDURATION_P_H

#include <QtCore/qloggingcategory.h>

#include <algorithm>
#include <chrono>
#include <limits>

Q_DECLARE_LOGGING_CATEGORY(lcSseSource)

// A duration as the int of milliseconds that properties are.
inline int toMilliseconds(std::chrono::milliseconds duration)
{
    return int(std::clamp<std::chrono::milliseconds::rep>(duration.count(), -1,
                                                          std::numeric_limits<int>::max()));
}

// Refuses what no property of its kind can be, and says so.
template<typename Number>
bool isWithin(Number minimum, Number value, Number maximum, const char *property,
              const char *owner = "SseSource")
{
    const bool isGood = value >= minimum && value <= maximum; // and so no NaN
    if (!isGood)
        qCWarning(lcSseSource).nospace().noquote()
            << owner << ": " << property << " cannot be " << value << "; it stays as it was";
    return isGood;
}

inline bool isAtLeast(int minimum, int value, const char *property,
                      const char *owner = "SseSource")
{
    return isWithin(minimum, value, std::numeric_limits<int>::max(), property, owner);
}

#endif
