// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_BACKOFF_H
#define SSEQT_BACKOFF_H

#include <chrono>
#include <cstdint>

namespace sse {

class Backoff
{
public:
    using Milliseconds = std::chrono::milliseconds;

    struct Options
    {
        // Before the first attempt that follows a failure.
        Milliseconds interval{ 3000 };
        // No delay is shorter.
        Milliseconds minimum{ 100 };
        // Delays do not grow beyond it. An interval that is longer is kept, and does not grow.
        Milliseconds maximum{ 30000 };
        // By how much each failure in a row lengthens the delay; at least 1.
        double factor = 2;
        // By what part of it a delay is shortened or lengthened at random; from 0 to 1.
        double jitter = 0.2;
    };

    explicit Backoff(std::uint64_t seed) noexcept
        : m_random(seed)
    { }
    Backoff(const Options &options, std::uint64_t seed) noexcept
        : m_options(options)
        , m_random(seed)
    { }

    [[nodiscard]] const Options &options() const noexcept { return m_options; }
    void setOptions(const Options &options) noexcept { m_options = options; }

    [[nodiscard]] int failures() const noexcept { return m_failures; }
    void reset() noexcept { m_failures = 0; }

    [[nodiscard]] Milliseconds next() noexcept;
    [[nodiscard]] Milliseconds nextFrom(Milliseconds interval) noexcept;
    [[nodiscard]] Milliseconds nextExactly(Milliseconds delay) noexcept;

private:
    [[nodiscard]] double grown(Milliseconds interval) const noexcept;
    [[nodiscard]] Milliseconds settle(double delay) noexcept;
    [[nodiscard]] double random() noexcept;

    Options m_options;
    std::uint64_t m_random;
    int m_failures = 0;
};

} // namespace sse

#endif
