// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "parsing.h"

#include <memory>

using sse::EventStreamParser;

std::ostream &operator<<(std::ostream &out, const ParsedEvent &event)
{
    return out << '[' << event.type << " | " << event.data << " | " << event.lastEventId << ']';
}

void parseInto(Parsed &result, EventStreamParser &parser, const Chunks &chunks)
{
    for (const std::string &chunk : chunks) {
        // A heap block of exactly this size, so that AddressSanitizer sees any reading past it and
        // any view that outlives it.
        const auto memory = std::make_unique<char[]>(chunk.size());
        chunk.copy(memory.get(), chunk.size());
        parser.feed({ memory.get(), chunk.size() });
        for (;;) {
            const auto token = parser.next();
            if (token == EventStreamParser::Token::NeedMore)
                break;
            switch (token) {
            case EventStreamParser::Token::Event: {
                const auto &event = parser.event();
                result.events.push_back(
                    { sse::repairedUtf8(event.type), sse::repairedUtf8(event.data),
                      sse::repairedUtf8(event.lastEventId), sse::repairedUtf8(event.id) });
                break;
            }
            case EventStreamParser::Token::Comment:
                result.comments.push_back(sse::repairedUtf8(parser.comment()));
                break;
            case EventStreamParser::Token::Retry:
                result.retries.push_back(parser.retry());
                break;
            case EventStreamParser::Token::Id:
                result.committedIds.push_back(sse::repairedUtf8(parser.lastEventId()));
                break;
            case EventStreamParser::Token::Error:
                result.error = parser.error();
                result.lastEventId = sse::repairedUtf8(parser.lastEventId());
                return;
            case EventStreamParser::Token::NeedMore:
                break;
            }
        }
        result.eventsAfterChunk.push_back(result.events.size());
    }
    result.lastEventId = sse::repairedUtf8(parser.lastEventId());
}

Parsed parse(const Chunks &chunks, const EventStreamParser::Options &options)
{
    EventStreamParser parser(options);
    Parsed result;
    parseInto(result, parser, chunks);
    return result;
}

EventStreamParser::Options verbose()
{
    EventStreamParser::Options options;
    options.reportComments = true;
    return options;
}

Chunks byteByByte(const std::string &bytes)
{
    Chunks chunks;
    for (const char byte : bytes)
        chunks.emplace_back(1, byte);
    return chunks;
}
