// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_TEST_PARSING_H
#define SSEQT_TEST_PARSING_H

#include <SseQt/EventStreamParser>

#include <ostream>
#include <string>
#include <vector>

struct ParsedEvent
{
    std::string type;
    std::string data;
    std::string lastEventId;
    std::string id;

    friend bool operator==(const ParsedEvent &a, const ParsedEvent &b)
    {
        return a.type == b.type && a.data == b.data && a.lastEventId == b.lastEventId;
    }
    friend std::ostream &operator<<(std::ostream &out, const ParsedEvent &event);
};

// All that a parser reported.
struct Parsed
{
    std::vector<ParsedEvent> events;
    std::vector<std::string> comments;
    std::vector<std::int64_t> retries;
    std::vector<std::string> committedIds; // of blocks without data
    std::vector<std::size_t> eventsAfterChunk;
    std::string lastEventId;
    sse::EventStreamParser::Error error;
};

using Chunks = std::vector<std::string>;

// Feeds \a chunks, each from memory of its own that is gone when the next one is fed.
void parseInto(Parsed &result, sse::EventStreamParser &parser, const Chunks &chunks);

Parsed parse(const Chunks &chunks, const sse::EventStreamParser::Options &options = {});

// Options that report everything there is.
sse::EventStreamParser::Options verbose();

Chunks byteByByte(const std::string &bytes);

#endif
