// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include <SseQt/sseutf8.h>

#include <doctest/doctest.h>

using namespace std::string_literals;

TEST_CASE("malformed UTF-8 is replaced by maximal subparts")
{
    struct Row
    {
        std::string bytes;
        std::string expected;
    };
    const std::string r = "\xEF\xBF\xBD";
    const Row rows[] = {
        { "", "" },
        { "plain ASCII, longer than one word", "plain ASCII, longer than one word" },
        { "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80", "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80" },
        { "\xEF\xBB\xBFx", "\xEF\xBB\xBFx" },
        { "a\0b"s, "a\0b"s },
        { "\x80", r },
        { "\xFF", r },
        { "\xC0\xAF", r + r },
        { "\xE0\x80\xAF", r + r + r },
        { "\xED\xA0\x80", r + r + r }, // a surrogate
        { "\xF4\x90\x80\x80", r + r + r + r }, // beyond U+10FFFF
        { "\xF0\x80\x80\x80", r + r + r + r },
        { "\xE2\x82", r }, // cut short: one subpart
        { "\xF0\x9F\x98", r },
        { "\xF0\x9F", r },
        { "\xE2\x82x", r + "x" },
        { "\xE2\x82\xE2\x82\xAC", r + "\xE2\x82\xAC" },
        { "\xF0\x9F\x98\xF0\x9F\x98\x80", r + "\xF0\x9F\x98\x80" },
        { "12345678\xC3", "12345678" + r },
        // The example of the Unicode standard, table 3-11.
        { "\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64",
          "a" + r + r + r + "b" + r + "c" + r + r + "d" },
    };
    for (const Row &row : rows) {
        CAPTURE(row.bytes);
        CHECK(sse::repairedUtf8(row.bytes) == row.expected);
        CHECK(sse::isValidUtf8(row.bytes) == (row.bytes == row.expected));
        // Whatever stands around it makes no difference.
        CHECK(sse::repairedUtf8("12345678" + row.bytes + "|") == "12345678" + row.expected + "|");
        CHECK(sse::isValidUtf8(row.bytes + "12345678901") == (row.bytes == row.expected));
    }
}
