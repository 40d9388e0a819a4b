// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATSERVICEERROR_P_H
#define SSEQT_CHATSERVICEERROR_P_H

#include "chaterror.h"

#include <QtCore/qjsonvalue.h>

// What services say of their errors, in the body of a response and inside streams.
namespace ChatServiceError {

// From an error as a service wrote it: an object with message, type, code or status, one such
// inside a member "error" or an array, or a text alone. A status of HTTP decides where the names
// say nothing; one inside the error is taken where 0 is given.
[[nodiscard]] ChatError fromJson(const QJsonValue &value, int httpStatus = 0);

// From a status of HTTP alone.
[[nodiscard]] Chat::ErrorCode codeForStatus(int httpStatus);

// Of the code, with its advice.
[[nodiscard]] ChatError make(Chat::ErrorCode code, const QString &message);

// What people can do about it; empty where nothing can be done.
[[nodiscard]] QString advice(Chat::ErrorCode code);

} // namespace ChatServiceError

#endif
