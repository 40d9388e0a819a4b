// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// However a stream is cut, it says the same. The first bytes choose the options and the cuts.

#include <SseQt/EventStreamParser>

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

using sse::EventStreamParser;
using Token = EventStreamParser::Token;

namespace {

// All that the parser reports, as one text.
class Transcript
{
public:
    explicit Transcript(const EventStreamParser::Options &options)
        : m_parser(options)
    { }

    void feed(std::string_view bytes)
    {
        // Of its own, so that AddressSanitizer sees a view that outlives it.
        const auto chunk = std::make_unique<char[]>(bytes.size());
        bytes.copy(chunk.get(), bytes.size());
        if (m_failed)
            return;
        m_parser.feed({ chunk.get(), bytes.size() });
        for (Token token = m_parser.next(); token != Token::NeedMore; token = m_parser.next()) {
            write(token);
            if (token == Token::Error) {
                m_failed = true;
                return;
            }
        }
    }

    [[nodiscard]] const std::string &text() const { return m_text; }

private:
    void write(Token token)
    {
        m_text += static_cast<char>('0' + static_cast<int>(token));
        if (token == Token::Event) {
            const auto &event = m_parser.event();
            for (const std::string_view part :
                 { event.type, event.data, event.id, event.lastEventId }) {
                m_text += part;
                m_text += '|';
                const std::string repaired = sse::repairedUtf8(part);
                if (!sse::isValidUtf8(repaired) || (sse::isValidUtf8(part) && repaired != part))
                    std::abort();
            }
        } else if (token == Token::Comment) {
            m_text += m_parser.comment();
        } else if (token == Token::Retry) {
            m_text += std::to_string(m_parser.retry());
        } else if (token == Token::Id) {
            m_text += m_parser.lastEventId();
        } else if (token == Token::Error) {
            m_text += m_parser.error().message();
        }
        m_text += '\n';
    }

    EventStreamParser m_parser;
    bool m_failed = false;
    std::string m_text;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const unsigned choice = data[0];
    const std::size_t step = 1 + data[1] % 17;
    const std::string_view stream(reinterpret_cast<const char *>(data) + 2, size - 2);

    EventStreamParser::Options options;
    options.reportComments = (choice & 1) != 0;
    options.strict = (choice & 2) != 0;
    if ((choice & 4) != 0) {
        options.maximumLineSize = 1 + choice / 8;
        options.maximumEventSize = 1 + choice / 16;
    }

    Transcript whole(options);
    whole.feed(stream);
    Transcript cut(options);
    for (std::size_t i = 0; i < stream.size(); i += step)
        cut.feed(stream.substr(i, step));
    if (whole.text() != cut.text())
        std::abort();
    return 0;
}
