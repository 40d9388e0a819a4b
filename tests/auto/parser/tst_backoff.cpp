// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include <SseQt/Backoff>

#include <doctest/doctest.h>

#include <algorithm>
#include <type_traits>
#include <vector>

using sse::Backoff;
using Milliseconds = Backoff::Milliseconds;

namespace {

std::vector<long long> delays(Backoff backoff, int count)
{
    std::vector<long long> result;
    for (int i = 0; i < count; ++i)
        result.push_back(backoff.next().count());
    return result;
}

Backoff withoutJitter(Backoff::Options options = {})
{
    options.jitter = 0;
    return Backoff(options, 1);
}

} // namespace

static_assert(std::is_nothrow_copy_constructible_v<Backoff>);
static_assert(std::is_nothrow_copy_assignable_v<Backoff>);

TEST_CASE("delays double from three seconds to half a minute")
{
    CHECK(delays(withoutJitter(), 6)
          == std::vector<long long>{ 3000, 6000, 12000, 24000, 30000, 30000 });
}

TEST_CASE("a success begins anew")
{
    Backoff backoff = withoutJitter();
    CHECK(backoff.next() == Milliseconds(3000));
    CHECK(backoff.next() == Milliseconds(6000));
    CHECK(backoff.failures() == 2);
    backoff.reset();
    CHECK(backoff.failures() == 0);
    CHECK(backoff.next() == Milliseconds(3000));
}

TEST_CASE("no delay is shorter than the floor, and the floor grows as well")
{
    Backoff::Options options;
    options.interval = Milliseconds(0);
    CHECK(delays(withoutJitter(options), 4) == std::vector<long long>{ 100, 200, 400, 800 });
    options.jitter = 1;
    for (std::uint64_t seed = 0; seed < 200; ++seed)
        CHECK(Backoff(options, seed).next() >= Milliseconds(100));
}

TEST_CASE("an interval above the ceiling is kept, and does not grow")
{
    Backoff::Options options;
    options.interval = Milliseconds(60000);
    CHECK(delays(withoutJitter(options), 3) == std::vector<long long>{ 60000, 60000, 60000 });
    Backoff asked = withoutJitter();
    CHECK(asked.nextFrom(Milliseconds(60000)) == Milliseconds(60000));
    CHECK(asked.nextFrom(Milliseconds(60000)) == Milliseconds(60000));
}

TEST_CASE("a factor of one does not grow, and a smaller one is no way to shrink")
{
    Backoff::Options options;
    for (const double factor : { 1.0, 0.5, -3.0 }) {
        options.factor = factor;
        CHECK(delays(withoutJitter(options), 3) == std::vector<long long>{ 3000, 3000, 3000 });
    }
}

TEST_CASE("no number of failures overflows")
{
    Backoff::Options options;
    options.factor = 1e300;
    CHECK(delays(withoutJitter(options), 3) == std::vector<long long>{ 3000, 30000, 30000 });
    Backoff backoff = withoutJitter();
    for (int i = 0; i < 100000; ++i)
        CHECK(backoff.next() <= Milliseconds(30000));
}

TEST_CASE("chance stays within its bounds, uses all of them, and favours no side")
{
    long long least = 10000;
    long long most = 0;
    double sum = 0;
    constexpr int count = 10000;
    Backoff backoff(42);
    for (int i = 0; i < count; ++i) {
        backoff.reset();
        const long long delay = backoff.next().count();
        least = std::min(least, delay);
        most = std::max(most, delay);
        sum += double(delay);
    }
    CHECK(least >= 2400);
    CHECK(least < 2420);
    CHECK(most <= 3600);
    CHECK(most > 3580);
    CHECK(sum / count == doctest::Approx(3000).epsilon(0.01));
}

TEST_CASE("what a server asks for is only lengthened")
{
    long long most = 0;
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        Backoff from(seed);
        Backoff exactly(seed);
        const auto first = from.nextFrom(Milliseconds(5000));
        CHECK(first >= Milliseconds(5000));
        CHECK(first <= Milliseconds(6000));
        CHECK(from.nextFrom(Milliseconds(5000)) >= Milliseconds(10000));
        for (int i = 0; i < 3; ++i) {
            const auto delay = exactly.nextExactly(Milliseconds(120000));
            CHECK(delay >= Milliseconds(120000));
            CHECK(delay <= Milliseconds(144000));
            most = std::max<long long>(most, delay.count());
        }
        CHECK(exactly.failures() == 3);
    }
    CHECK(most > 143000);
}

TEST_CASE("the seed is all the chance there is")
{
    CHECK(delays(Backoff(7), 20) == delays(Backoff(7), 20));
    CHECK(delays(Backoff(7), 20) != delays(Backoff(8), 20));
    // Also where seeds are neighbours, as a poor source's would be.
    std::vector<long long> firsts;
    for (std::uint64_t seed = 0; seed < 20; ++seed)
        firsts.push_back(Backoff(seed).next().count());
    std::sort(firsts.begin(), firsts.end());
    CHECK(std::unique(firsts.begin(), firsts.end()) - firsts.begin() >= 19);
}
