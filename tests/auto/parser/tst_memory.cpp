// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What the parser keeps, by what it allocates.

#include "allocations.h"

#include <SseQt/EventStreamParser>

#include <doctest/doctest.h>

using sse::EventStreamParser;
using Token = EventStreamParser::Token;

namespace {

constexpr std::size_t kibibyte = 1024;
constexpr std::size_t mebibyte = 1024 * kibibyte;

} // namespace

TEST_CASE("unwanted comments and unknown fields are not kept, however long")
{
    const std::string piece(64 * kibibyte, 'x');
    EventStreamParser::Options options;
    options.maximumLineSize = 65 * mebibyte;
    EventStreamParser parser(options);

    const AllocationWatch watch;
    for (const char *const start : { ":", "unknown:", "unknown" }) {
        parser.feed(start);
        REQUIRE(parser.next() == Token::NeedMore);
        for (int i = 0; i < 1024; ++i) {
            parser.feed(piece);
            REQUIRE(parser.next() == Token::NeedMore);
        }
        parser.feed("\n");
        REQUIRE(parser.next() == Token::NeedMore);
    }
    CHECK(watch.count() == 0);
}

TEST_CASE("events that arrive whole in a chunk cost no allocation once the first has been read")
{
    std::string chunk;
    for (int i = 0; i < 100; ++i)
        chunk += "event: a type of some length\nid: an id that is not short\ndata: "
            + std::string(500, 'd') + "\n\n";
    EventStreamParser parser;
    parser.feed(chunk);
    REQUIRE(parser.next() == Token::Event);

    const AllocationWatch watch;
    int events = 1;
    while (parser.next() == Token::Event)
        ++events;
    CHECK(events == 100);
    CHECK(watch.count() == 0);
}

TEST_CASE("what one large event needed is given back after it")
{
    EventStreamParser parser;
    parser.feed("data: ");
    REQUIRE(parser.next() == Token::NeedMore);
    const std::string piece(mebibyte, 'x');
    for (int i = 0; i < 8; ++i) {
        parser.feed(piece);
        REQUIRE(parser.next() == Token::NeedMore);
    }
    parser.feed("\n\ndata: small\n\n");
    REQUIRE(parser.next() == Token::Event);
    CHECK(parser.event().data.size() == 8 * mebibyte);
    REQUIRE(parser.next() == Token::Event);

    // A buffer that had stayed large would take these without allocating.
    const AllocationWatch watch;
    const std::string medium(300 * kibibyte, 'y');
    parser.feed("\ndata: ");
    REQUIRE(parser.next() == Token::NeedMore);
    parser.feed(medium);
    REQUIRE(parser.next() == Token::NeedMore);
    CHECK(watch.largest() >= medium.size());
}

TEST_CASE("a line that never ends grows no buffer beyond twice the limit")
{
    const std::string piece(64 * kibibyte, 'x');
    EventStreamParser parser;
    const AllocationWatch watch;
    parser.feed("data:");
    Token token = parser.next();
    std::size_t fed = 0;
    while (token == Token::NeedMore && fed < 64 * mebibyte) {
        parser.feed(piece);
        token = parser.next();
        fed += piece.size();
    }
    CHECK(token == Token::Error);
    CHECK(fed <= EventStreamParser::defaultLimit + piece.size());
    CHECK(watch.largest() <= 2 * EventStreamParser::defaultLimit);
}
