// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEJSONTEXT_P_H
#define SSEQT_SSEJSONTEXT_P_H

#include "sseqtglobal.h"

#include <QtCore/qbytearray.h>

namespace SseJsonText {

// JSON with a line for each member and element, for people. Members keep their order and numbers
// their digits, which a tree of values would lose. What is no JSON is taken as it is. It stops soon
// after so many bytes, between two signs or strings.
[[nodiscard]] SSEQT_CORE_EXPORT QByteArray pretty(const QByteArray &json, qsizetype bytes);

} // namespace SseJsonText

#endif
