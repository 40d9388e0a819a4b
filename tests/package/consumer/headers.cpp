// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Every public header, by each of its names.
#include <SseQt/Backoff>
#include <SseQt/EventStreamParser>
#include <SseQt/SseDemoServer>
#include <SseQt/SseError>
#include <SseQt/SseEvent>
#include <SseQt/SseEventFilterModel>
#include <SseQt/SseEventModel>
#include <SseQt/SsePendingAttempt>
#include <SseQt/SseReconnectPolicy>
#include <SseQt/SseSource>
#include <SseQt/SseStatistics>
#include <SseQt/SseTestExchange>
#include <SseQt/SseTestRequest>
#include <SseQt/SseTestScript>
#include <SseQt/SseTestServer>

#include <SseQt/backoff.h>
#include <SseQt/eventstreamparser.h>
#include <SseQt/sseerror.h>
#include <SseQt/sseevent.h>
#include <SseQt/sseeventchannel.h>
#include <SseQt/sseeventfiltermodel.h>
#include <SseQt/sseeventmodel.h>
#include <SseQt/ssependingattempt.h>
#include <SseQt/ssereconnectpolicy.h>
#include <SseQt/ssesource.h>
#include <SseQt/ssestatistics.h>
#include <SseQt/ssetestserver.h>
#include <SseQt/sseutf8.h>

int main()
{
    sse::EventStreamParser parser;
    parser.feed("data: x\n\n");
    return parser.next() == sse::EventStreamParser::Token::Event && parser.event().data == "x" ? 0
                                                                                               : 1;
}
