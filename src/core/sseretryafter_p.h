// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSERETRYAFTER_P_H
#define SSEQT_SSERETRYAFTER_P_H

#include "sseqtglobal.h"

#include <QtCore/qbytearray.h>

#include <chrono>
#include <optional>

namespace SseHttp {

// How long a response with this \a retryAfter asks to wait. The time now is the response's \a date,
// so that a clock that is wrong here does no harm; \a now, in milliseconds since the epoch, where
// it has none. Nothing when it is neither seconds nor a date, or is over.
[[nodiscard]] SSEQT_CORE_EXPORT std::optional<std::chrono::milliseconds> retryAfter(
    const QByteArray &retryAfter, const QByteArray &date, qint64 now);

} // namespace SseHttp

#endif
