// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "parsing.h"

#include <doctest/doctest.h>

#include <memory>
#include <type_traits>

using sse::EventStreamParser;
using Token = EventStreamParser::Token;

static_assert(std::is_default_constructible_v<EventStreamParser>);

TEST_CASE("a single data line that arrived whole is not copied")
{
    const std::string chunk = "event: t\ndata: payload\nid: 1\n\n";
    EventStreamParser parser;
    parser.feed(chunk);
    REQUIRE(parser.next() == Token::Event);
    CHECK(parser.event().data.data() == chunk.data() + chunk.find("payload"));
    CHECK(parser.event().data == "payload");
    CHECK(parser.next() == Token::NeedMore);
}

TEST_CASE("data are copied when the chunk ends before their block does")
{
    std::string chunk = "data: payload\n";
    EventStreamParser parser;
    parser.feed(chunk);
    REQUIRE(parser.next() == Token::NeedMore);
    chunk.assign(chunk.size(), '#');
    parser.feed("\n");
    REQUIRE(parser.next() == Token::Event);
    CHECK(parser.event().data == "payload");
}

TEST_CASE("whoever stops early can take what is unread, and feed it again later")
{
    EventStreamParser parser(verbose());
    std::string rest;
    {
        const auto chunk = std::make_unique<std::string>("data: 1\n:c\ndata: 2\n\ndata: 3\n\n");
        parser.feed(*chunk);
        REQUIRE(parser.next() == Token::Comment); // in the middle of a block
        rest = parser.takeUnread();
    }
    CHECK(rest == "data: 2\n\ndata: 3\n\n");
    CHECK(parser.takeUnread().empty());
    CHECK(parser.next() == Token::NeedMore);
    parser.feed(rest);
    REQUIRE(parser.next() == Token::Event);
    CHECK(parser.event().data == "1\n2");
    REQUIRE(parser.next() == Token::Event);
    CHECK(parser.event().data == "3");
}

TEST_CASE("a comment that nobody wanted when it began is not reported in part")
{
    EventStreamParser parser;
    parser.feed(": hel");
    REQUIRE(parser.next() == Token::NeedMore);
    parser.setReportComments(true);
    parser.feed("lo\n: next\n");
    REQUIRE(parser.next() == Token::Comment);
    CHECK(parser.comment() == " next");
}

TEST_CASE("comments are reported when wanted, with the text as it came")
{
    CHECK(parse({ ":a\n: b \n:\n:c", "d\n" }, verbose()).comments
          == std::vector<std::string>{ "a", " b ", "", "cd" });
    CHECK(parse({ ":a\n" }).comments.empty());
}

TEST_CASE("comments are counted, wanted or not, until the stream is another")
{
    EventStreamParser parser;
    parser.feed(":a\nx:b\n:");
    REQUIRE(parser.next() == Token::NeedMore);
    CHECK(parser.commentCount() == 2);
    parser.setReportComments(true);
    parser.feed("c\n:d\n");
    REQUIRE(parser.next() == Token::Comment);
    CHECK(parser.commentCount() == 3);
    parser.reset();
    CHECK(parser.commentCount() == 0);
}

TEST_CASE("an id without data is committed and reported, at the blank line only")
{
    const Parsed result = parse({ "id: 1\n\nid: 2\n" });
    CHECK(result.committedIds == std::vector<std::string>{ "1" });
    CHECK(result.lastEventId == "1");
}

TEST_CASE("an empty id resets the last event ID")
{
    const Parsed result = parse({ "id: 1\ndata: a\n\nid\ndata: b\n\n" });
    REQUIRE(result.events.size() == 2);
    CHECK(result.events[1].lastEventId.empty());
    CHECK(result.lastEventId.empty());
}

TEST_CASE("a reset keeps the last event ID and drops all else")
{
    EventStreamParser parser;
    Parsed result;
    parseInto(result, parser, { "id: 1\ndata: a\n\nid: 2\nevent: lost\ndata: lost\r" });
    parser.reset();
    parseInto(result, parser, { "\ndata: b\n\n" });
    REQUIRE(result.events.size() == 2);
    CHECK(result.events[1] == ParsedEvent{ "message", "b", "1", "" });
}

TEST_CASE("feeding nothing is harmless")
{
    CHECK(parse({ "", "data: a", "", "\n", "", "\n", "" }).events.size() == 1);
    CHECK(parse({ "\xEF", "", "\xBB", "", "\xBF", "", "data: a\n\n" }).events.size() == 1);
}
