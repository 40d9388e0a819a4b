// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "parsing.h"

#include <doctest/doctest.h>

using sse::EventStreamParser;
using ErrorCode = EventStreamParser::ErrorCode;

namespace {

EventStreamParser::Options limits(std::size_t line, std::size_t event)
{
    EventStreamParser::Options options;
    options.maximumLineSize = line;
    options.maximumEventSize = event;
    return options;
}

// Parses whole and byte by byte, which has to make no difference.
Parsed parseBothWays(const std::string &bytes, const EventStreamParser::Options &options)
{
    const Parsed whole = parse({ bytes }, options);
    const Parsed single = parse(byteByByte(bytes), options);
    CHECK(whole.events == single.events);
    CHECK(whole.error.code == single.error.code);
    CHECK(whole.error.line == single.error.line);
    CHECK(whole.error.limit == single.error.limit);
    return whole;
}

} // namespace

TEST_CASE("the limits are 16 MiB unless set")
{
    CHECK(EventStreamParser().options().maximumLineSize == 16777216);
    CHECK(EventStreamParser().options().maximumEventSize == 16777216);
}

TEST_CASE("a line may be as long as the limit, and no byte longer")
{
    const auto options = limits(10, 1000);
    CHECK(parseBothWays("data:12345\n\n", options).events.size() == 1);

    for (const char *const line :
         { "data:123456", ":123456789a", "unknownname", "id: 1234567", "event:12345", "retry:12345",
           "\xEF\xBB"
           "123456789" }) {
        CAPTURE(line);
        const Parsed result = parseBothWays("data:1\n\n" + std::string(line), options);
        CHECK(result.events.size() == 1);
        CHECK(result.error.code == ErrorCode::LineTooLong);
        CHECK(result.error.line == 3);
        CHECK(result.error.limit == 10);
        CHECK(result.error.message() == "line 3: the line is longer than 10 bytes");
    }
}

TEST_CASE("the byte order mark is not part of the first line")
{
    CHECK(parseBothWays("\xEF\xBB\xBF"
                        "data:12345\n\n",
                        limits(10, 1000))
              .events.size()
          == 1);
}

TEST_CASE("an event may be as large as the limit, data, type and id together")
{
    const auto options = limits(100, 10);
    CHECK(parseBothWays("data:1234\ndata:12345\n\n", options).events.size() == 1);
    CHECK(parseBothWays("event:abc\nid:xy\ndata:12345\n\n", options).events.size() == 1);
    // What one event held does not count for the next.
    CHECK(parseBothWays("data:1234567890\n\ndata:1234567890\n\n", options).events.size() == 2);
    // A later field replaces an earlier one of the same name.
    CHECK(parseBothWays("event:abcdef\nevent:x\ndata:123456789\n\n", options).events.size() == 1);

    for (const char *const block :
         { "data:12345678901", "data:1234\ndata:123456", "data:1234567890\ndata",
           "event:abc\nid:xyz\ndata:12345", "data:12345678\nevent:abc", "data:12345678\nid:abc" }) {
        CAPTURE(block);
        const Parsed result = parseBothWays("data:1\n\n" + std::string(block) + "\n\n", options);
        CHECK(result.events.size() == 1);
        CHECK(result.error.code == ErrorCode::EventTooLong);
        CHECK(result.error.message().find("larger than 10 bytes") != std::string::npos);
    }
}

TEST_CASE("going over a limit is found at the byte that goes over, not at the end of the line")
{
    CHECK(parse({ "data:", "123456" }, limits(10, 1000)).error.code == ErrorCode::LineTooLong);
    CHECK(parse({ "data:", "123456" }, limits(1000, 5)).error.code == ErrorCode::EventTooLong);
}

TEST_CASE("of two limits the one that is passed first counts")
{
    CHECK(parseBothWays("data:" + std::string(100, 'x'), limits(50, 20)).error.code
          == ErrorCode::EventTooLong);
    CHECK(parseBothWays("data:" + std::string(100, 'x'), limits(20, 50)).error.code
          == ErrorCode::LineTooLong);
}

TEST_CASE("after an error nothing follows until the parser is reset")
{
    EventStreamParser parser(limits(10, 10));
    Parsed result;
    parseInto(result, parser, { "data:123456789\n\ndata:x\n\n" });
    CHECK(result.error.code == ErrorCode::LineTooLong);
    CHECK(parser.next() == EventStreamParser::Token::Error);
    CHECK(parser.next() == EventStreamParser::Token::Error);

    parser.reset();
    Parsed after;
    parseInto(after, parser, { "data:x\n\n" });
    CHECK(after.error.code == ErrorCode::None);
    CHECK(after.events.size() == 1);
}
