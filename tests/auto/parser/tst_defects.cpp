// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What other clients are known to get wrong, one test each.

#include "parsing.h"

#include <doctest/doctest.h>

#include <ctime>

using sse::EventStreamParser;

TEST_CASE("a CRLF split between two chunks invents no blank line")
{
    const Parsed result = parse({ "event: a\r", "\ndata: 1\r", "\n\r", "\n" });
    CHECK(result.events == std::vector<ParsedEvent>{ { "a", "1", "", "" } });
}

TEST_CASE("data lines are joined with LF")
{
    const Parsed result = parse({ "data: a\ndata: b\ndata:\n\n" });
    CHECK(result.events == std::vector<ParsedEvent>{ { "message", "a\nb\n", "", "" } });
}

TEST_CASE("neither a comment nor a byte order mark dispatches an event")
{
    CHECK(parse({ ": keep-alive\n\n" }).events.empty());
    CHECK(parse({ "\xEF\xBB\xBF\n\n" }).events.empty());
}

TEST_CASE("200,000 events in one chunk overflow nothing")
{
    std::string bytes;
    for (int i = 0; i < 200000; ++i)
        bytes += "data: x\n\n";
    CHECK(parse({ bytes }).events.size() == 200000);
}

TEST_CASE("a bare CR is not taken for half of a later LF")
{
    const Parsed result = parse({ "data: a\rb\ndata: c\n\n" });
    CHECK(result.events == std::vector<ParsedEvent>{ { "message", "a\nc", "", "" } });
}

TEST_CASE("an event without id keeps the last one and has none of its own")
{
    const Parsed result = parse({ "id: 1\ndata: a\n\ndata: b\n\n" });
    REQUIRE(result.events.size() == 2);
    CHECK(result.events[0].id == "1");
    CHECK(result.events[1].id.empty());
    CHECK(result.events[1].lastEventId == "1");
    CHECK(result.lastEventId == "1");
}

TEST_CASE("retry values that are no numbers are ignored")
{
    const Parsed result = parse({ "retry:-1\nretry:+5\nretry: 3000abc\nretry:  7\nretry:1e3\n"
                                  "retry\nretry:\nretry: 3000 \nretry:\xC2\xB2\n" });
    CHECK(result.retries.empty());
}

TEST_CASE("a retry value that fits no integer stays at the largest one")
{
    const Parsed result = parse({ "retry: 99999999999999999999999\nretry: 9223372036854775807\n" });
    CHECK(result.retries == std::vector<std::int64_t>{ INT64_MAX, INT64_MAX });
}

TEST_CASE("a comment is reported as a comment and never as data")
{
    const Parsed result = parse({ ": OPENROUTER PROCESSING\n\ndata: {}\n\n" }, verbose());
    CHECK(result.comments == std::vector<std::string>{ " OPENROUTER PROCESSING" });
    CHECK(result.events == std::vector<ParsedEvent>{ { "message", "{}", "", "" } });
}

TEST_CASE("two parsers share no buffer")
{
    EventStreamParser first;
    EventStreamParser second;
    Parsed ofFirst;
    Parsed ofSecond;
    parseInto(ofFirst, first, { "data: fi" });
    parseInto(ofSecond, second, { "data: sec" });
    parseInto(ofFirst, first, { "rst\n\n" });
    parseInto(ofSecond, second, { "ond\n\n" });
    CHECK(ofFirst.events == std::vector<ParsedEvent>{ { "message", "first", "", "" } });
    CHECK(ofSecond.events == std::vector<ParsedEvent>{ { "message", "second", "", "" } });
}

TEST_CASE("an event cut off by the end of the stream is not delivered")
{
    CHECK(parse({ "data: {\"answer\": \"half" }).events.empty());
    CHECK(parse({ "data: {}\n" }).events.empty());
}

namespace {

// The seconds of CPU time, whatever else the machine does, that it takes to read one line of \a
// size bytes in pieces of 1 KiB.
double secondsForLine(std::size_t size)
{
    const std::string piece(1024, 'x');
    EventStreamParser::Options options;
    options.maximumLineSize = options.maximumEventSize = size + 16;
    EventStreamParser parser(options);
    const std::clock_t begin = std::clock();
    Parsed result;
    parseInto(result, parser, { "data: " });
    for (std::size_t done = 0; done < size; done += piece.size())
        parseInto(result, parser, { piece });
    parseInto(result, parser, { "\n\n" });
    const double elapsed = double(std::clock() - begin) / CLOCKS_PER_SEC;
    REQUIRE(result.events.size() == 1);
    CHECK(result.events.front().data.size() == size);
    return elapsed;
}

} // namespace

TEST_CASE("a 16 MiB line in 1 KiB pieces takes linear time")
{
    constexpr std::size_t mebibyte = 1024 * 1024;
    secondsForLine(mebibyte); // warms up the allocator
    const double small = secondsForLine(2 * mebibyte);
    const double large = secondsForLine(16 * mebibyte);
    // Eight times the bytes: linear is a ratio of 8, quadratic one of 64.
    CHECK(large / small < 30);
}
