// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseutf8.h"

#include <cstddef>
#include <cstring>

namespace sse {

Utf8Checker::Step Utf8Checker::step(unsigned char byte) noexcept
{
    if (m_missing != 0) {
        const bool fits = byte >= m_lower && byte <= m_upper;
        m_lower = 0x80;
        m_upper = 0xBF;
        if (!fits) {
            m_missing = 0;
            return Step::Interrupted;
        }
        return --m_missing == 0 ? Step::Complete : Step::Partial;
    }

    if (byte < 0x80)
        return Step::Complete;
    if (byte >= 0xC2 && byte <= 0xDF) {
        m_missing = 1;
    } else if (byte >= 0xE0 && byte <= 0xEF) {
        m_missing = 2;
        if (byte == 0xE0)
            m_lower = 0xA0; // below lie the overlong forms
        else if (byte == 0xED)
            m_upper = 0x9F; // above lie the surrogates
    } else if (byte >= 0xF0 && byte <= 0xF4) {
        m_missing = 3;
        if (byte == 0xF0)
            m_lower = 0x90;
        else if (byte == 0xF4)
            m_upper = 0x8F; // above lies what Unicode does not have
    } else {
        return Step::Malformed;
    }
    return Step::Partial;
}

namespace {

// The first byte that is not ASCII, at most one word early.
std::size_t skipAscii(std::string_view bytes, std::size_t from) noexcept
{
    constexpr std::uint64_t highBits = 0x8080808080808080U;
    std::uint64_t word;
    while (bytes.size() - from >= sizeof word) {
        std::memcpy(&word, bytes.data() + from, sizeof word);
        if ((word & highBits) != 0)
            break;
        from += sizeof word;
    }
    return from;
}

} // namespace

bool isValidUtf8(std::string_view bytes) noexcept
{
    Utf8Checker checker;
    std::size_t i = 0;
    while (i < bytes.size()) {
        if (!checker.isInsideCharacter()) {
            i = skipAscii(bytes, i);
            if (i == bytes.size())
                break;
        }
        const auto step = checker.step(static_cast<unsigned char>(bytes[i++]));
        if (step == Utf8Checker::Step::Malformed || step == Utf8Checker::Step::Interrupted)
            return false;
    }
    return !checker.isInsideCharacter();
}

std::string repairedUtf8(std::string_view bytes)
{
    constexpr std::string_view replacement = "\xEF\xBF\xBD";
    std::string result;
    result.reserve(bytes.size() + replacement.size());

    Utf8Checker checker;
    std::size_t character = 0; // where the character being read began
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        switch (checker.step(static_cast<unsigned char>(bytes[i]))) {
        case Utf8Checker::Step::Complete:
            result.append(bytes, character, i + 1 - character);
            character = i + 1;
            break;
        case Utf8Checker::Step::Partial:
            break;
        case Utf8Checker::Step::Malformed:
            result.append(replacement);
            character = i + 1;
            break;
        case Utf8Checker::Step::Interrupted:
            result.append(replacement);
            character = i;
            --i; // this byte begins something of its own
            break;
        }
    }
    if (checker.isInsideCharacter())
        result.append(replacement);
    return result;
}

} // namespace sse
