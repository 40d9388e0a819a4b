// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Every public header of the component Coro, by each of its names.
#include <SseQt/SseStreamEnd>
#include <SseQt/SseStreamReader>

#include <SseQt/ssecoroglobal.h>
#include <SseQt/ssestreamend.h>
#include <SseQt/ssestreamreader.h>

int main()
{
    SseStreamReader *reader = nullptr;
    return reader || SseStreamEnd().reason() != SseStreamEnd::Reason::NotEnded;
}
