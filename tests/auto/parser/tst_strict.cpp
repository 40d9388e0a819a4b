// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "parsing.h"

#include <doctest/doctest.h>

using sse::EventStreamParser;
using ErrorCode = EventStreamParser::ErrorCode;
using namespace std::string_literals;

namespace {

Parsed parseStrict(const std::string &bytes)
{
    EventStreamParser::Options options = verbose();
    options.strict = true;
    const Parsed whole = parse({ bytes }, options);
    const Parsed single = parse(byteByByte(bytes), options);
    CHECK(whole.events == single.events);
    CHECK(whole.error.code == single.error.code);
    CHECK(whole.error.line == single.error.line);
    CHECK(whole.error.excerpt == single.error.excerpt);
    return whole;
}

} // namespace

TEST_CASE("strict mode is off unless asked for")
{
    CHECK_FALSE(EventStreamParser().options().strict);
}

TEST_CASE("strict mode accepts what a well-behaved server sends")
{
    const Parsed result = parseStrict("\xEF\xBB\xBF: hello\n:\n\nretry: 100\nid\ndata\nevent\n\n"
                                      "id: 7\nevent: tick\ndata: \xF0\x9F\x98\x80\r\n\r\n"
                                      "data: a\rdata: b\r\r");
    CHECK(result.error.code == ErrorCode::None);
    CHECK(result.events.size() == 3);
    CHECK(result.comments.size() == 2);
    CHECK(result.retries == std::vector<std::int64_t>{ 100 });
}

TEST_CASE("strict mode rejects a line and quotes it")
{
    struct Row
    {
        std::string line;
        ErrorCode code;
        std::string excerpt;
    };
    const Row rows[] = {
        { "{\"error\"}", ErrorCode::NoColon, "{\"error\"}" },
        { "justsometext", ErrorCode::NoColon, "justsometext" },
        { "Data: x", ErrorCode::UnknownField, "Data: x" },
        { " data: x", ErrorCode::UnknownField, " data: x" },
        { "foo:bar", ErrorCode::UnknownField, "foo:bar" },
        { "longername:bar", ErrorCode::UnknownField, "longername:bar" },
        { std::string(300, 'n') + ':', ErrorCode::UnknownField, std::string(200, 'n') },
        { "id: a\0b"s, ErrorCode::NulInId, "id: a\0b"s },
        { "retry: soon", ErrorCode::BadRetry, "retry: soon" },
        { "retry", ErrorCode::BadRetry, "retry" },
        { "retry: -1", ErrorCode::BadRetry, "retry: -1" },
        { "data: \xFF", ErrorCode::MalformedUtf8, "data: \xEF\xBF\xBD" },
        { ": \xC3(", ErrorCode::MalformedUtf8, ": \xEF\xBF\xBD(" },
        { "data: cut \xE2\x82", ErrorCode::MalformedUtf8, "data: cut \xEF\xBF\xBD" },
        { "\xEF\xBB"
          "data: x",
          ErrorCode::MalformedUtf8,
          "\xEF\xBF\xBD"
          "data: x" },
    };
    for (const Row &row : rows) {
        CAPTURE(row.line);
        const Parsed first = parseStrict(row.line + "\ndata: never\n\n");
        CHECK(first.error.code == row.code);
        CHECK(first.error.line == 1);
        CHECK(first.error.excerpt == row.excerpt);
        CHECK(first.events.empty());
        CHECK(first.error.message().find(row.excerpt) != std::string::npos);

        // Its block is not delivered, the ones before it are.
        const Parsed later =
            parseStrict("data: before\r\n\r\ndata: same block\n" + row.line + "\n\n");
        if (row.line.front() != '\xEF') {
            CHECK(later.error.code == row.code);
            CHECK(later.error.line == 4);
            CHECK(later.events.size() == 1);
        }
    }
}

TEST_CASE("the default takes the same lines as the standard does")
{
    const Parsed result =
        parse({ "justsometext\nfoo:bar\nid: a\0b\nretry: soon\ndata: \xFF\n\n"s });
    CHECK(result.error.code == ErrorCode::None);
    CHECK(result.events == std::vector<ParsedEvent>{ { "message", "\xEF\xBF\xBD", "", "" } });
}
