// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "eventstreamparser.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <limits>

namespace sse {

/*!
    \class sse::EventStreamParser
    \inmodule SseQt
    \inheaderfile SseQt/EventStreamParser
    \brief Reads an event stream as it arrives, in pieces cut anywhere.

    The parser is pulled: feed() hands it a chunk, and next() is called until it returns
    Token::NeedMore. Whoever has seen enough simply stops calling.

    \code
    sse::EventStreamParser parser;
    parser.feed(chunk);
    for (auto token = parser.next(); token != Token::NeedMore; token = parser.next()) {
        if (token == Token::Event)
            handle(parser.event());
        else if (token == Token::Error)
            return report(parser.error());
    }
    \endcode

    It follows the HTML standard, section 9.2.6 "Interpreting an event stream". Every byte is looked
    at once; the data of an event that are one line and arrived whole in one chunk are not copied.
    Views returned by event() and comment() point into the chunk or into the parser, and hold until
    the next call of next(), feed(), takeUnread() or reset(). The values are the bytes as they came:
   valid UTF-8 is for the caller to ensure, with isValidUtf8() and repairedUtf8(); in strict mode it
   is ensured already.

    Memory is bounded by Options::maximumLineSize and Options::maximumEventSize, 16 MiB each unless
    set otherwise. Going over one is Token::Error at the byte that goes over. Comments that nobody
    wants and unknown fields are counted against the line's limit, but not kept. commentCount() tells
    how many comments the stream has had, wanted or not.

    The parser knows no time, no transport and no Qt. It may be used in any thread, by one thread at
    a time.

    \since 0.1
*/

namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t excerptLimit = 200;
// Buffers that one large event has made larger than this are given back after it.
constexpr std::size_t keptCapacity = 256 * 1024;

constexpr bool isLineEnd(char byte) noexcept
{
    return byte == '\n' || byte == '\r';
}

// The first CR or LF, eight bytes at a time. U+2028, NEL and the like end no line.
const char *findLineEnd(const char *from, const char *to) noexcept
{
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t highBits = 0x8080808080808080U;
    std::uint64_t word;
    while (static_cast<std::size_t>(to - from) >= sizeof word) {
        std::memcpy(&word, from, sizeof word);
        // A byte that equals the one sought becomes zero, and a zero byte shows in its high bit.
        const std::uint64_t lf = word ^ (ones * std::uint64_t('\n'));
        const std::uint64_t cr = word ^ (ones * std::uint64_t('\r'));
        if (((((lf - ones) & ~lf) | ((cr - ones) & ~cr)) & highBits) != 0)
            break;
        from += sizeof word;
    }
    return std::find_if(from, to, isLineEnd);
}

constexpr bool isDigit(char byte) noexcept
{
    return byte >= '0' && byte <= '9';
}

bool isNumber(std::string_view value) noexcept
{
    return !value.empty() && std::all_of(value.begin(), value.end(), isDigit);
}

// The number that \a digits spell; one that is too large stays at the largest there is.
std::int64_t saturatedNumber(std::string_view digits) noexcept
{
    constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
    std::int64_t number = 0;
    for (const char byte : digits) {
        const std::int64_t digit = byte - '0';
        if (number > (largest - digit) / 10)
            return largest;
        number = number * 10 + digit;
    }
    return number;
}

void clearAndTrim(std::string &buffer)
{
    buffer.clear();
    if (buffer.capacity() > keptCapacity)
        buffer.shrink_to_fit();
}

} // namespace

/*!
    Hands the parser the next \a bytes of the stream. They have to stay where they are until next()
    has returned Token::NeedMore, or until the parser is reset.

    The bytes of the previous call have to be used up. Whoever stops early takes what is left
    with takeUnread(), and feeds it again later.
*/
void EventStreamParser::feed(std::string_view bytes) noexcept
{
    assert(m_position == m_end);
    m_position = bytes.data();
    m_end = bytes.data() + bytes.size();
}

/*!
    Ends the chunk early, and returns the bytes of it that next() has not looked at yet. Its memory
    is the caller's again.
*/
std::string_view EventStreamParser::takeUnread()
{
    detachFromChunk();
    const char *const from = m_position;
    m_position = m_end;
    return { from, static_cast<std::size_t>(m_end - from) };
}

/*!
    Prepares for a new stream: whatever line or block was begun is dropped, as the standard demands
    at the end of a body. The last event ID stays.
*/
void EventStreamParser::reset()
{
    m_position = m_end = nullptr;
    beginLine();
    clearBlock();
    m_state = State::StreamStart;
    m_bomMatched = 0;
    m_skipLineFeed = false;
    m_line = 1;
    m_event = {};
    m_commentText.clear();
    m_comment = {};
    m_commentCount = 0;
    m_error = {};
}

/*!
    \overload
    Prepares for a new stream that is read with other \a options.
*/
void EventStreamParser::reset(const Options &options)
{
    m_options = options;
    reset();
}

/*!
    Reads on, and returns what it came upon.

    A block is reported as soon as its blank line has ended, also when that is a lone CR at the end
    of the chunk; a LF that follows it later is swallowed. After Token::Error every further call
    returns Token::Error, until reset().
*/
EventStreamParser::Token EventStreamParser::next()
{
    if (m_error.code != ErrorCode::None)
        return Token::Error;
    if (m_blockReported)
        clearBlock();

    while (m_position != m_end) {
        if (m_skipLineFeed) {
            m_skipLineFeed = false;
            if (*m_position == '\n') {
                ++m_position;
                continue;
            }
        }
        if (m_state != State::StreamStart && isLineEnd(*m_position)) {
            m_skipLineFeed = *m_position++ == '\r';
            const Token token = endLine();
            if (token != Token::NeedMore)
                return token;
            continue;
        }
        const bool withinLimits = m_state == State::StreamStart ? matchByteOrderMark()
            : m_state == State::Name                            ? readName()
                                                                : readValue();
        if (!withinLimits)
            return Token::Error;
    }

    detachFromChunk();
    return Token::NeedMore;
}

// One mark at the start of the stream is dropped, in however many chunks its bytes arrive.
bool EventStreamParser::matchByteOrderMark()
{
    if (*m_position == byteOrderMark[m_bomMatched]) {
        ++m_position;
        if (++m_bomMatched == byteOrderMark.size())
            m_state = State::Name;
        return true;
    }
    if (m_bomMatched == 0) {
        m_state = State::Name;
        return true;
    }
    // No mark after all, but the start of a name that no field has.
    m_state = State::Ignored;
    return take(byteOrderMark.substr(0, m_bomMatched));
}

bool EventStreamParser::readName()
{
    const char *const from = m_position;
    while (m_state == State::Name && m_position != m_end && !isLineEnd(*m_position)) {
        const char byte = *m_position++;
        if (byte != ':') {
            if (m_nameSize == sizeof m_name)
                m_state = State::Ignored; // longer than any field's name
            else
                m_name[m_nameSize++] = byte;
            continue;
        }
        m_field = m_nameSize == 0 ? Field::Comment : fieldOf({ m_name, m_nameSize });
        if (m_field == Field::Comment) {
            ++m_commentCount;
            m_state = m_options.reportComments ? State::Value : State::Ignored;
        } else {
            m_state = m_field == Field::Unknown ? State::Ignored : State::ValueStart;
        }
    }
    return take({ from, static_cast<std::size_t>(m_position - from) });
}

bool EventStreamParser::readValue()
{
    if (m_state == State::ValueStart) {
        m_state = State::Value;
        if (*m_position == ' ') // one space belongs to the colon, and no more than one
            return take({ m_position++, 1 });
    }

    const char *const from = m_position;
    m_position = findLineEnd(m_position, m_end);
    const std::string_view piece(from, static_cast<std::size_t>(m_position - from));
    if (m_state == State::Value && m_field == Field::Data) {
        // Of the two limits the one that is passed first counts, however the line was cut.
        return appendData(piece.substr(0, m_options.maximumLineSize - m_lineSize)) && take(piece);
    }
    if (!take(piece))
        return false;
    if (m_state == State::Ignored)
        return true;

    if (m_value.empty() && m_position != m_end)
        m_piece = piece;
    else
        m_value.append(piece);
    return true;
}

// Accounts for bytes of the current line.
bool EventStreamParser::take(std::string_view bytes)
{
    const std::size_t room = m_options.maximumLineSize - m_lineSize;
    if (m_options.strict)
        inspect(bytes.substr(0, room));
    if (bytes.size() > room)
        return fail(ErrorCode::LineTooLong, m_options.maximumLineSize);
    m_lineSize += bytes.size();
    return true;
}

// Strict mode: remembers how the line begins, and whether it has a colon and is UTF-8.
void EventStreamParser::inspect(std::string_view bytes)
{
    m_excerpt.append(bytes.substr(0, excerptLimit - m_excerpt.size()));
    m_hasColon = m_hasColon || bytes.find(':') != std::string_view::npos;
    for (const char byte : bytes) {
        const auto step = m_utf8.step(static_cast<unsigned char>(byte));
        m_isMalformed = m_isMalformed || step == Utf8Checker::Step::Malformed
            || step == Utf8Checker::Step::Interrupted;
    }
}

// Adds to the data what the chunk holds of a data line.
bool EventStreamParser::appendData(std::string_view piece)
{
    const bool continues = m_insideDataLine;
    const bool separates = m_hasData && !continues;
    if (!checkEventSize(dataSize() + (separates ? 1 : 0) + piece.size()))
        return false;

    const bool isWholeLine = !continues && m_position != m_end;
    m_insideDataLine = true;
    if (!m_hasData && isWholeLine) {
        m_dataView = piece;
        m_dataIsView = true;
    } else {
        detachFromChunk();
        if (separates)
            m_data.push_back('\n');
        m_data.append(piece);
    }
    m_hasData = true;
    return true;
}

std::size_t EventStreamParser::dataSize() const noexcept
{
    return m_dataIsView ? m_dataView.size() : m_data.size();
}

bool EventStreamParser::checkEventSize(std::size_t dataSize)
{
    if (dataSize + m_type.size() + m_id.size() > m_options.maximumEventSize)
        return fail(ErrorCode::EventTooLong, m_options.maximumEventSize);
    return true;
}

// Copies what still lies in the chunk, whose memory is the caller's again.
void EventStreamParser::detachFromChunk()
{
    if (m_dataIsView) {
        m_data.assign(m_dataView);
        m_dataIsView = false;
    }
}

EventStreamParser::Token EventStreamParser::endLine()
{
    Token token = Token::NeedMore;
    if (m_state == State::Name && m_nameSize == 0) {
        token = endBlock();
    } else {
        if (m_state == State::Name) // no colon: the line is a name, the value empty
            m_field = fieldOf({ m_name, m_nameSize });
        const std::string_view value = m_value.empty() ? m_piece : std::string_view(m_value);
        const ErrorCode fault = m_options.strict ? faultOf(value) : ErrorCode::None;
        if (fault != ErrorCode::None)
            fail(fault);
        else
            token = applyField(value);
    }
    if (m_error.code != ErrorCode::None)
        return Token::Error;
    beginLine();
    ++m_line;
    return token;
}

EventStreamParser::ErrorCode EventStreamParser::faultOf(std::string_view value) const
{
    if (m_isMalformed || m_utf8.isInsideCharacter())
        return ErrorCode::MalformedUtf8;
    if (m_field == Field::Unknown)
        return m_hasColon ? ErrorCode::UnknownField : ErrorCode::NoColon;
    if (m_field == Field::Id && value.find('\0') != std::string_view::npos)
        return ErrorCode::NulInId;
    if (m_field == Field::Retry && !isNumber(value))
        return ErrorCode::BadRetry;
    return ErrorCode::None;
}

EventStreamParser::Token EventStreamParser::applyField(std::string_view value)
{
    switch (m_field) {
    case Field::Unknown:
        break;
    case Field::Comment:
        if (m_state != State::Value) // nobody wanted it when it began
            break;
        m_comment = value;
        if (!m_value.empty()) { // the line's buffer is about to be cleared
            m_commentText.swap(m_value);
            m_comment = m_commentText;
        }
        return Token::Comment;
    case Field::Data:
        if (!m_insideDataLine)
            appendData({});
        break;
    case Field::Event:
        m_type.assign(value);
        checkEventSize(dataSize());
        break;
    case Field::Id:
        // "If the field value does not contain U+0000 NULL, then set the last event ID buffer"
        if (value.find('\0') == std::string_view::npos) {
            m_id.assign(value);
            m_hasId = true;
            checkEventSize(dataSize());
        }
        break;
    case Field::Retry:
        if (!isNumber(value))
            break;
        m_retry = saturatedNumber(value);
        return Token::Retry;
    }
    return Token::NeedMore;
}

EventStreamParser::Token EventStreamParser::endBlock()
{
    // The id counts even when there is nothing to dispatch.
    if (m_hasId)
        m_lastEventId.assign(m_id);
    if (!m_hasData) {
        const bool hadId = m_hasId;
        clearBlock();
        return hadId ? Token::Id : Token::NeedMore;
    }

    m_event.type = m_type.empty() ? std::string_view("message") : std::string_view(m_type);
    m_event.data = m_dataIsView ? m_dataView : std::string_view(m_data);
    m_event.id = m_id;
    m_event.lastEventId = m_lastEventId;
    m_blockReported = true;
    return Token::Event;
}

EventStreamParser::Field EventStreamParser::fieldOf(std::string_view name) noexcept
{
    if (name == "data")
        return Field::Data;
    if (name == "event")
        return Field::Event;
    if (name == "id")
        return Field::Id;
    if (name == "retry")
        return Field::Retry;
    return Field::Unknown;
}

void EventStreamParser::beginLine()
{
    m_state = State::Name;
    m_field = Field::Unknown;
    m_nameSize = 0;
    m_lineSize = 0;
    clearAndTrim(m_value);
    m_piece = {};
    m_insideDataLine = false;
    m_hasColon = false;
    m_isMalformed = false;
    m_excerpt.clear();
    m_utf8.reset();
}

void EventStreamParser::clearBlock()
{
    clearAndTrim(m_type);
    clearAndTrim(m_id);
    clearAndTrim(m_data);
    m_dataView = {};
    m_dataIsView = false;
    m_hasData = false;
    m_hasId = false;
    m_blockReported = false;
}

bool EventStreamParser::fail(ErrorCode code, std::size_t limit)
{
    m_error = { code, m_line, limit == 0 ? repairedUtf8(m_excerpt) : std::string(), limit };
    return false;
}

std::string EventStreamParser::Error::message() const
{
    std::string text;
    switch (code) {
    case ErrorCode::None:
        return text;
    case ErrorCode::LineTooLong:
        text = "the line is longer than " + std::to_string(limit) + " bytes";
        break;
    case ErrorCode::EventTooLong:
        text = "the event is larger than " + std::to_string(limit) + " bytes";
        break;
    case ErrorCode::NoColon:
        text = "the line has no colon and is no field name";
        break;
    case ErrorCode::UnknownField:
        text = "the field is none of data, event, id and retry";
        break;
    case ErrorCode::NulInId:
        text = "the id contains a NUL character";
        break;
    case ErrorCode::BadRetry:
        text = "the retry value is not a number of milliseconds";
        break;
    case ErrorCode::MalformedUtf8:
        text = "the line is not valid UTF-8";
        break;
    }
    text = "line " + std::to_string(line) + ": " + text;
    if (!excerpt.empty())
        text += ": \"" + excerpt + '"';
    return text;
}

} // namespace sse
