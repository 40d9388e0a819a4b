// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEPARSERERROR_P_H
#define SSEQT_SSEPARSERERROR_P_H

#include "sseerror.h"

#include <SseQt/EventStreamParser>

// What the parser's errors are called by sources. Inline: ssecat, which reads files, needs it too.
inline SseError::Code codeOf(sse::EventStreamParser::ErrorCode code)
{
    switch (code) {
    case sse::EventStreamParser::ErrorCode::LineTooLong:
        return SseError::Code::LineTooLong;
    case sse::EventStreamParser::ErrorCode::EventTooLong:
        return SseError::Code::EventTooLong;
    default:
        return SseError::Code::MalformedStream;
    }
}

#endif
