// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_EVENTSTREAMPARSER_H
#define SSEQT_EVENTSTREAMPARSER_H

#include <SseQt/sseutf8.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sse {

class EventStreamParser
{
public:
    static constexpr std::size_t defaultLimit = std::size_t(16) * 1024 * 1024;

    struct Options
    {
        // The most bytes a line may have, its end not counted.
        std::size_t maximumLineSize = defaultLimit;
        // The most bytes that the data, type and id of one event may have together.
        std::size_t maximumEventSize = defaultLimit;
        // Whether comments are reported; if not, they are not kept either.
        bool reportComments = false;
        // Whether what the standard tells clients to ignore or to repair is an error.
        bool strict = false;
    };

    enum class Token : std::uint8_t {
        NeedMore, // the bytes are used up
        Event, // event()
        Comment, // comment()
        Retry, // retry()
        Id, // lastEventId(): a block without data has set it
        Error, // error(); nothing follows until reset()
    };

    struct Event
    {
        std::string_view type; // "message" when the stream named none
        std::string_view data;
        std::string_view id; // the event's own, empty when it had none
        std::string_view lastEventId; // the newest committed one
    };

    enum class ErrorCode : std::uint8_t {
        None,
        LineTooLong,
        EventTooLong,
        // In strict mode only:
        NoColon,
        UnknownField,
        NulInId,
        BadRetry,
        MalformedUtf8,
    };

    struct Error
    {
        ErrorCode code = ErrorCode::None;
        std::uint64_t line = 0; // counted from 1
        std::string excerpt; // how the line begins; empty when a limit was passed
        std::size_t limit = 0; // the limit that was passed, in bytes

        // One sentence for people: what was wrong, where, and what the line said.
        [[nodiscard]] std::string message() const;
    };

    EventStreamParser() = default;
    explicit EventStreamParser(const Options &options)
        : m_options(options)
    { }

    [[nodiscard]] const Options &options() const noexcept { return m_options; }

    void reset();
    void reset(const Options &options);
    void setReportComments(bool report) noexcept { m_options.reportComments = report; }
    void setLastEventId(std::string_view id) { m_lastEventId.assign(id); }

    void feed(std::string_view bytes) noexcept;
    [[nodiscard]] Token next();
    [[nodiscard]] std::string_view takeUnread();

    [[nodiscard]] const Event &event() const noexcept { return m_event; }
    [[nodiscard]] std::string_view comment() const noexcept { return m_comment; }
    [[nodiscard]] std::uint64_t commentCount() const noexcept { return m_commentCount; }
    [[nodiscard]] std::int64_t retry() const noexcept { return m_retry; }
    [[nodiscard]] std::string_view lastEventId() const noexcept { return m_lastEventId; }
    [[nodiscard]] const Error &error() const noexcept { return m_error; }

private:
    enum class State : std::uint8_t { StreamStart, Name, ValueStart, Value, Ignored };
    enum class Field : std::uint8_t { Unknown, Comment, Data, Event, Id, Retry };

    bool matchByteOrderMark();
    bool readName();
    bool readValue();
    bool take(std::string_view bytes);
    void inspect(std::string_view bytes);
    bool appendData(std::string_view piece);
    bool checkEventSize(std::size_t dataSize);
    Token endLine();
    Token applyField(std::string_view value);
    [[nodiscard]] ErrorCode faultOf(std::string_view value) const;
    Token endBlock();
    void beginLine();
    void clearBlock();
    void detachFromChunk();
    bool fail(ErrorCode code, std::size_t limit = 0);

    [[nodiscard]] std::size_t dataSize() const noexcept;
    static Field fieldOf(std::string_view name) noexcept;

    Options m_options;

    // The chunk being read; the caller's memory.
    const char *m_position = nullptr;
    const char *m_end = nullptr;

    // The line being read.
    State m_state = State::StreamStart;
    Field m_field = Field::Unknown;
    bool m_skipLineFeed = false; // the last line ended in CR
    std::uint8_t m_bomMatched = 0;
    std::uint8_t m_nameSize = 0;
    char m_name[5] = {};
    std::size_t m_lineSize = 0;
    std::uint64_t m_line = 1;
    std::string m_value; // what earlier chunks held of the value; data goes to m_data instead
    std::string_view m_piece; // the value, when it lies whole in the chunk

    // The line being read, as strict mode sees it.
    bool m_hasColon = false;
    bool m_isMalformed = false;
    std::string m_excerpt;
    Utf8Checker m_utf8;

    // The block being read.
    std::string m_type;
    std::string m_id;
    std::string m_data;
    std::string_view
        m_dataView; // the data so far, while they are one line that lies whole in the chunk
    bool m_dataIsView = false;
    bool m_insideDataLine = false;
    bool m_hasData = false;
    bool m_hasId = false;
    bool m_blockReported = false; // to be cleared before reading on

    // What was reported last.
    Event m_event;
    std::string m_commentText;
    std::string_view m_comment;
    std::uint64_t m_commentCount = 0;
    std::int64_t m_retry = 0;
    std::string m_lastEventId;
    Error m_error;
};

} // namespace sse

#endif
