// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssejsontext_p.h"

#include <algorithm>

namespace {

// Deeper levels stand below one another: a hostile text must not become many times as long.
constexpr int DeepestIndentation = 16;

bool isSpace(char character)
{
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
}

// Where the string that begins at \a start ends, behind its quotation mark.
qsizetype endOfString(const QByteArray &json, qsizetype start)
{
    qsizetype at = start + 1;
    while (at < json.size() && json.at(at) != '"')
        at += json.at(at) == '\\' ? 2 : 1;
    return std::min(at + 1, json.size());
}

qsizetype skipSpace(const QByteArray &json, qsizetype at)
{
    while (at < json.size() && isSpace(json.at(at)))
        ++at;
    return at;
}

} // namespace

QByteArray SseJsonText::pretty(const QByteArray &json, qsizetype bytes)
{
    QByteArray result;
    result.reserve(std::min(json.size() * 2, bytes));
    int depth = 0;
    const auto breakLine = [&] {
        result += '\n';
        result.append(4 * std::clamp(depth, 0, DeepestIndentation), ' ');
    };
    for (qsizetype at = skipSpace(json, 0); at < json.size() && result.size() <= bytes;
         at = skipSpace(json, at)) {
        const char character = json.at(at);
        if (character == '"') {
            const qsizetype end = endOfString(json, at);
            result += json.sliced(at, end - at);
            at = end;
            continue;
        }
        ++at;
        if (character == '{' || character == '[') {
            result += character;
            const qsizetype next = skipSpace(json, at);
            if (next < json.size() && json.at(next) == (character == '{' ? '}' : ']')) {
                result += json.at(next);
                at = next + 1;
            } else {
                ++depth;
                breakLine();
            }
        } else if (character == '}' || character == ']') {
            --depth;
            breakLine();
            result += character;
        } else if (character == ',') {
            result += ',';
            breakLine();
        } else if (character == ':') {
            result += ": ";
        } else {
            result += character;
        }
    }
    return result;
}
