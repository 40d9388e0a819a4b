// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "backoff.h"

#include <algorithm>
#include <cmath>
#include <limits>

/*!
    \class sse::Backoff
    \inmodule SseQt
    \inheaderfile SseQt/Backoff
    \brief How long to wait before the next attempt.

    Delays begin with an interval, and grow by a factor with each failure in a row until they reach
    a maximum. Chance makes each a little shorter or longer, so that the clients of a server that
    has gone down do not all come back in the same moment.

    \code
    sse::Backoff backoff(seed); // of each client's own
    while (!connect())
        std::this_thread::sleep_for(backoff.next());
    backoff.reset();
    \endcode

    It has no clock, and its randomness is the seed: the same seed gives the same delays. The class
    is reentrant, needs no Qt and throws nothing.

    \since 0.1
*/

namespace sse {

/*!
    Counts a failure and returns the delay before the next attempt.

    It is Options::interval times Options::factor for each failure before, at most Options::maximum,
    then made shorter or longer by up to Options::jitter, and never less than Options::minimum.
*/
Backoff::Milliseconds Backoff::next() noexcept
{
    const double delay = grown(m_options.interval);
    return settle(delay * (1 + m_options.jitter * (2 * random() - 1)));
}

/*!
    The same for an \a interval that a server asked for. It grows in the same way, and chance only
    makes it longer: nobody is to come earlier than asked.
*/
Backoff::Milliseconds Backoff::nextFrom(Milliseconds interval) noexcept
{
    return settle(grown(interval) * (1 + m_options.jitter * random()));
}

/*!
    Counts a failure after which a server asked for this very \a delay. It does not grow, and chance
    only makes it longer.
*/
Backoff::Milliseconds Backoff::nextExactly(Milliseconds delay) noexcept
{
    return settle(double(delay.count()) * (1 + m_options.jitter * random()));
}

double Backoff::grown(Milliseconds interval) const noexcept
{
    // The floor grows too: an interval of nothing would never become anything.
    const double base = double(std::max(interval, m_options.minimum).count());
    const double ceiling = std::max(base, double(m_options.maximum.count()));
    return std::min(base * std::pow(std::max(m_options.factor, 1.0), m_failures), ceiling);
}

Backoff::Milliseconds Backoff::settle(double delay) noexcept
{
    if (m_failures < std::numeric_limits<int>::max())
        ++m_failures;
    return std::max(Milliseconds(Milliseconds::rep(delay)), m_options.minimum);
}

// From 0 to 1: SplitMix64 (Steele, Lea and Flood, 2014), which any seed is good for.
double Backoff::random() noexcept
{
    m_random += 0x9E3779B97F4A7C15U;
    std::uint64_t z = m_random;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    z ^= z >> 31;
    return double(z >> 11) / double(std::uint64_t(1) << 53);
}

} // namespace sse
