// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSECAT_EXITSTATUS_H
#define SSECAT_EXITSTATUS_H

enum class ExitStatus {
    Success = 0, // the end that was asked for, or a good end when none was
    Failure = 1, // failed for good
    Usage = 2,
    EndMissed = 3, // the stream ended without the end that was asked for
};

#endif
