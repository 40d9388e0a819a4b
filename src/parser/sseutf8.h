// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEUTF8_H
#define SSEQT_SSEUTF8_H

#include <cstdint>
#include <string>
#include <string_view>

namespace sse {

// Walks over UTF-8 one byte at a time and may stop anywhere (WHATWG Encoding, "UTF-8 decoder").
class Utf8Checker
{
public:
    enum class Step : std::uint8_t {
        Complete, // the byte ended a character
        Partial, // a character has begun or goes on
        Malformed, // the byte cannot stand anywhere
        Interrupted, // the byte cut a character short and has to be looked at again
    };

    Step step(unsigned char byte) noexcept;
    [[nodiscard]] bool isInsideCharacter() const noexcept { return m_missing != 0; }
    void reset() noexcept { *this = Utf8Checker(); }

private:
    std::uint8_t m_missing = 0;
    // The range of the next byte: narrower than 80..BF after E0, ED, F0 and F4.
    std::uint8_t m_lower = 0x80;
    std::uint8_t m_upper = 0xBF;
};

// Whether \a bytes are UTF-8 throughout: no surrogates, no overlong forms, nothing cut short.
[[nodiscard]] bool isValidUtf8(std::string_view bytes) noexcept;

// \a bytes with each maximal subpart of an ill-formed sequence replaced by U+FFFD, as the Encoding
// standard's "UTF-8 decode without BOM" does.
[[nodiscard]] std::string repairedUtf8(std::string_view bytes);

} // namespace sse

#endif
