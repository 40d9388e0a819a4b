// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Every case of data/parser-vectors.json, as given and cut in every other way. The file's own notes
// explain its format.

#include "parsing.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <limits>

using nlohmann::json;
using sse::EventStreamParser;

namespace {

constexpr std::size_t doubleCutLimit = 60;

std::string unpacked(const json &packed)
{
    if (packed.is_string())
        return packed.get<std::string>();
    std::string bytes;
    if (packed.is_array()) {
        for (const json &part : packed)
            bytes += unpacked(part);
    } else if (packed.contains("x")) {
        const auto hex = packed["x"].get<std::string>();
        for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
            bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    } else {
        const auto text = packed["t"].get<std::string>();
        for (std::size_t n = packed["n"].get<std::size_t>(); n > 0; --n)
            bytes += text;
    }
    return bytes;
}

Chunks chunksOf(const json &list)
{
    Chunks chunks;
    for (const json &chunk : list)
        chunks.push_back(unpacked(chunk));
    return chunks;
}

std::string joined(const Chunks &chunks)
{
    std::string bytes;
    for (const std::string &chunk : chunks)
        bytes += chunk;
    return bytes;
}

// The retry value as a parser may report it that stays at the largest number it knows.
std::int64_t clampedNumber(const std::string &digits)
{
    try {
        return std::stoll(digits);
    } catch (const std::out_of_range &) {
        return std::numeric_limits<std::int64_t>::max();
    }
}

struct Case
{
    explicit Case(const json &source)
        : id(source["id"].get<std::string>())
        , initialLastEventId(source.contains("initialLastEventId")
                                 ? unpacked(source["initialLastEventId"])
                                 : std::string())
        , lastEventId(unpacked(source["lastEventId"]))
        , isBig(source.value("big", false))
    {
        if (source.contains("streams")) {
            for (const json &stream : source["streams"])
                streams.push_back(chunksOf(stream));
        } else {
            streams.push_back(chunksOf(source["chunks"]));
        }
        for (const json &event : source["events"])
            events.push_back({ unpacked(event[0]), unpacked(event[1]), unpacked(event[2]), {} });
        for (const json &retry : source["retries"])
            retries.push_back(clampedNumber(retry.get<std::string>()));
        if (source.contains("comments")) {
            hasComments = true;
            for (const json &comment : source["comments"])
                comments.push_back(unpacked(comment));
        }
        if (source.contains("commentCount"))
            commentCount = source["commentCount"].get<int>();
        if (source.contains("eventsAfterChunk"))
            eventsAfterChunk = source["eventsAfterChunk"].get<std::vector<std::size_t>>();
    }

    std::string id;
    std::string initialLastEventId;
    std::string lastEventId;
    bool isBig;
    bool hasComments = false;
    int commentCount = -1;
    std::vector<Chunks> streams;
    std::vector<ParsedEvent> events;
    std::vector<std::int64_t> retries;
    std::vector<std::string> comments;
    std::vector<std::size_t> eventsAfterChunk;
};

std::vector<Case> loadCases()
{
    std::ifstream file(SSEQT_TEST_DATA "/parser-vectors.json");
    REQUIRE(file.is_open());
    const json vectors = json::parse(file);
    std::vector<Case> cases;
    for (const json &source : vectors["cases"])
        cases.emplace_back(source);
    return cases;
}

const std::vector<Case> &allCases()
{
    static const std::vector<Case> cases = loadCases();
    return cases;
}

void check(const Case &expected, const std::vector<Chunks> &streams)
{
    EventStreamParser parser(verbose());
    parser.setLastEventId(expected.initialLastEventId);
    Parsed result;
    for (const Chunks &stream : streams) {
        parser.reset();
        parseInto(result, parser, stream);
    }
    CHECK(result.error.code == EventStreamParser::ErrorCode::None);
    CHECK(result.events == expected.events);
    CHECK(result.lastEventId == expected.lastEventId);
    CHECK(result.retries == expected.retries);
    if (expected.hasComments)
        CHECK(result.comments == expected.comments);
    if (expected.commentCount >= 0)
        CHECK(int(result.comments.size()) == expected.commentCount);
}

// Cuts one stream of the case in each way that \a cut returns, the others left whole.
template<typename Cut>
void checkEachStream(const Case &expected, Cut cut)
{
    std::vector<Chunks> whole;
    for (const Chunks &stream : expected.streams)
        whole.push_back({ joined(stream) });
    for (std::size_t i = 0; i < whole.size(); ++i) {
        cut(whole[i].front(), [&](const Chunks &chunks) {
            auto streams = whole;
            streams[i] = chunks;
            check(expected, streams);
        });
    }
}

} // namespace

TEST_CASE("all vectors are there")
{
    CHECK(allCases().size() == 305);
}

TEST_CASE("vectors as given")
{
    for (const Case &expected : allCases()) {
        CAPTURE(expected.id);
        check(expected, expected.streams);
    }
}

TEST_CASE("vectors deliver each event in the chunk that completes it")
{
    std::size_t checked = 0;
    for (const Case &expected : allCases()) {
        if (expected.eventsAfterChunk.empty())
            continue;
        CAPTURE(expected.id);
        CHECK(parse(expected.streams.front()).eventsAfterChunk == expected.eventsAfterChunk);
        ++checked;
    }
    CHECK(checked == 53);
}

TEST_CASE("vectors whole")
{
    for (const Case &expected : allCases()) {
        CAPTURE(expected.id);
        checkEachStream(expected, [](const std::string &bytes, auto run) { run({ bytes }); });
    }
}

TEST_CASE("vectors byte by byte")
{
    for (const Case &expected : allCases()) {
        CAPTURE(expected.id);
        checkEachStream(expected,
                        [](const std::string &bytes, auto run) { run(byteByByte(bytes)); });
    }
}

TEST_CASE("vectors cut once, at every place")
{
    for (const Case &expected : allCases()) {
        if (expected.isBig)
            continue;
        CAPTURE(expected.id);
        checkEachStream(expected, [](const std::string &bytes, auto run) {
            for (std::size_t i = 0; i <= bytes.size(); ++i)
                run({ bytes.substr(0, i), bytes.substr(i) });
        });
    }
}

TEST_CASE("short vectors cut twice, at every two places")
{
    std::size_t checked = 0;
    for (const Case &expected : allCases()) {
        CAPTURE(expected.id);
        checkEachStream(expected, [&checked](const std::string &bytes, auto run) {
            if (bytes.size() > doubleCutLimit)
                return;
            ++checked;
            for (std::size_t i = 0; i <= bytes.size(); ++i) {
                for (std::size_t j = i; j <= bytes.size(); ++j)
                    run({ bytes.substr(0, i), bytes.substr(i, j - i), bytes.substr(j) });
            }
        });
    }
    CHECK(checked > 200);
}
