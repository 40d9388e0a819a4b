// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssetestrequestparser_p.h"

#include <QtCore/QUrl>

#include <algorithm>
#include <limits>
#include <utility>

namespace {

// A chunk-size line with more extensions than this is nobody's honest one.
constexpr qsizetype MaximumChunkLine = 1024;

// RFC 9110, 5.6.2: token
bool isToken(QByteArrayView text)
{
    static constexpr QByteArrayView marks = "!#$%&'*+-.^_`|~";
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || marks.contains(c);
    });
}

// RFC 9110, 5.5: a recipient rejects a field value with CR, LF or NUL in it.
bool isFieldValue(QByteArrayView text)
{
    return !text.contains('\r') && !text.contains('\n') && !text.contains('\0');
}

// White space of RFC 9110 is space and tab; QByteArray::trimmed() would take more.
QByteArrayView trimmedWhiteSpace(QByteArrayView text)
{
    const auto isSpace = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.isEmpty() && isSpace(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isSpace(text.back()))
        text.chop(1);
    return text;
}

QList<QByteArray> listElements(const QList<QByteArray> &values)
{
    QList<QByteArray> elements;
    for (const QByteArray &value : values) {
        const QList<QByteArray> parts = value.split(',');
        for (const QByteArray &part : parts) {
            if (const QByteArrayView element = trimmedWhiteSpace(part); !element.isEmpty())
                elements.append(element.toByteArray().toLower());
        }
    }
    return elements;
}

// Digits of the base and nothing else; -1 for anything else, and for what does not fit.
qsizetype parseSize(QByteArrayView text, int base)
{
    if (text.isEmpty())
        return -1;
    qsizetype size = 0;
    for (const char c : text) {
        int digit = -1;
        if (c >= '0' && c <= '9')
            digit = c - '0';
        else if (base == 16 && c >= 'a' && c <= 'f')
            digit = c - 'a' + 10;
        else if (base == 16 && c >= 'A' && c <= 'F')
            digit = c - 'A' + 10;
        if (digit < 0 || size > (std::numeric_limits<qsizetype>::max() - digit) / base)
            return -1;
        size = size * base + digit;
    }
    return size;
}

} // namespace

SseTestRequestParser::SseTestRequestParser(Limits limits)
    : m_limits(limits)
{ }

void SseTestRequestParser::append(const QByteArray &bytes)
{
    m_buffer.remove(0, m_pos);
    m_scanned -= m_pos;
    m_pos = 0;
    m_buffer.append(bytes);
}

SseTestRequestParser::Result SseTestRequestParser::parse()
{
    if (m_errorStatus)
        return Result::Failed;

    while (m_state != State::Done) {
        const bool inHead = m_state == State::RequestLine || m_state == State::Headers
            || m_state == State::Trailers;
        if (inHead || m_state == State::ChunkSize || m_state == State::ChunkEnd) {
            switch (takeLine(inHead ? headerRoom() : MaximumChunkLine)) {
            case Line::Missing:
                return Result::NeedMore;
            case Line::TooLong:
                fail(!inHead ? 400 : m_state == State::RequestLine ? 414 : 431);
                return Result::Failed;
            case Line::There:
                break;
            }
            if (inHead)
                m_headerSize += m_line.size() + 2;
        }

        bool good = true;
        switch (m_state) {
        case State::RequestLine:
            // RFC 9112, 2.2: at least one empty line before the request line is to be ignored.
            good = m_line.isEmpty() || parseRequestLine();
            break;
        case State::Headers:
            good = m_line.isEmpty() ? endHeaders() : parseHeaderLine();
            if (good && m_expectsContinue) {
                m_expectsContinue = false;
                if (m_pos == m_buffer.size())
                    return Result::ExpectsContinue;
            }
            break;
        case State::Body:
            if (!takeBody(State::Done))
                return Result::NeedMore;
            break;
        case State::ChunkSize:
            good = parseChunkSize();
            break;
        case State::ChunkData:
            if (!takeBody(State::ChunkEnd))
                return Result::NeedMore;
            break;
        case State::ChunkEnd:
            good = m_line.isEmpty() || fail(400);
            m_state = State::ChunkSize;
            break;
        case State::Trailers:
            if (m_line.isEmpty())
                m_state = State::Done;
            break;
        case State::Done:
            break;
        }
        if (!good)
            return Result::Failed;
    }
    return Result::Complete;
}

SseTestRequest SseTestRequestParser::takeRequest()
{
    Q_ASSERT(m_state == State::Done);
    m_state = State::RequestLine;
    m_headerSize = 0;
    return std::exchange(m_request, {});
}

SseTestRequestParser::Line SseTestRequestParser::takeLine(qsizetype limit)
{
    const qsizetype end = m_buffer.indexOf('\n', std::max(m_pos, m_scanned));
    if ((end < 0 ? m_buffer.size() : end) - m_pos > limit)
        return Line::TooLong;
    if (end < 0) {
        m_scanned = m_buffer.size();
        return Line::Missing;
    }
    // RFC 9112, 2.2: a recipient may take a single LF for a line terminator.
    qsizetype length = end - m_pos;
    if (length > 0 && m_buffer.at(end - 1) == '\r')
        --length;
    m_line = m_buffer.mid(m_pos, length);
    m_pos = m_scanned = end + 1;
    return Line::There;
}

bool SseTestRequestParser::parseRequestLine()
{
    const QList<QByteArray> parts = m_line.split(' ');
    if (parts.size() != 3 || !isToken(parts[0]) || parts[1].isEmpty() || !isFieldValue(parts[1]))
        return fail(400);
    const QByteArray &version = parts[2];
    if (version.size() != 8 || !version.startsWith("HTTP/") || version.at(6) != '.'
        || version.at(7) < '0' || version.at(7) > '9') {
        return fail(400);
    }
    if (version.at(5) != '1')
        return fail(505);

    m_http10 = version.at(7) == '0';
    m_request.method = parts[0];
    m_request.target = parts[1];
    // Origin form is a path, absolute form a URL; a fragment belongs in neither.
    const QUrl url = QUrl::fromEncoded(m_request.target.startsWith('/')
                                           ? QByteArray("http://localhost") + m_request.target
                                           : m_request.target);
    m_request.path = url.path(QUrl::FullyDecoded);
    m_request.query = QUrlQuery(url);
    m_state = State::Headers;
    return true;
}

bool SseTestRequestParser::parseHeaderLine()
{
    const qsizetype colon = m_line.indexOf(':');
    if (colon < 0)
        return fail(400);
    // No white space before the colon and no folded lines: RFC 9112, 5.1 and 5.2.
    const QByteArrayView name = QByteArrayView(m_line).first(colon);
    const QByteArrayView value = trimmedWhiteSpace(QByteArrayView(m_line).sliced(colon + 1));
    if (!isToken(name) || !isFieldValue(value))
        return fail(400);
    // Non-null also when empty: header() tells sent from not sent by it.
    m_request.headers.append({ name.toByteArray(), QByteArray(value.data(), value.size()) });
    return true;
}

bool SseTestRequestParser::endHeaders()
{
    if (!m_http10 && m_request.headerValues("Host").size() != 1)
        return fail(400);

    const QList<QByteArray> connection = listElements(m_request.headerValues("Connection"));
    m_keepAlive = m_http10 ? connection.contains("keep-alive") : !connection.contains("close");

    const QList<QByteArray> lengths = m_request.headerValues("Content-Length");
    const QList<QByteArray> codings = listElements(m_request.headerValues("Transfer-Encoding"));
    if (!codings.isEmpty()) {
        // Both at once is how requests are smuggled: RFC 9112, 6.1.
        if (!lengths.isEmpty() || m_http10)
            return fail(400);
        if (codings.size() != 1 || codings.first() != "chunked")
            return fail(501);
        m_state = State::ChunkSize;
    } else if (!lengths.isEmpty()) {
        const qsizetype length = parseSize(lengths.first(), 10);
        if (length < 0 || lengths.count(lengths.first()) != lengths.size())
            return fail(400);
        if (length > m_limits.body)
            return fail(413);
        m_remaining = length;
        m_state = State::Body;
    } else {
        m_state = State::Done;
    }

    if (const QByteArray expectation = m_request.header("Expect"); !expectation.isEmpty()) {
        if (expectation.compare("100-continue", Qt::CaseInsensitive) != 0)
            return fail(417);
        m_expectsContinue = !m_http10 && m_state != State::Done;
    }
    return true;
}

bool SseTestRequestParser::parseChunkSize()
{
    const qsizetype semicolon = m_line.indexOf(';');
    const QByteArrayView digits = trimmedWhiteSpace(
        semicolon < 0 ? QByteArrayView(m_line) : QByteArrayView(m_line).first(semicolon));
    const qsizetype size = parseSize(digits, 16);
    if (size < 0)
        return fail(400);
    if (size > m_limits.body - m_request.body.size())
        return fail(413);
    m_remaining = size;
    m_state = size > 0 ? State::ChunkData : State::Trailers;
    return true;
}

// Moves what there is into the body; true once all of it was there, and then in the state next.
bool SseTestRequestParser::takeBody(State next)
{
    const qsizetype size = std::min(m_remaining, m_buffer.size() - m_pos);
    m_request.body.append(QByteArrayView(m_buffer).sliced(m_pos, size));
    m_remaining -= size;
    m_pos += size;
    m_scanned = m_pos;
    if (m_remaining > 0)
        return false;
    m_state = next;
    return true;
}

bool SseTestRequestParser::fail(int status)
{
    m_errorStatus = status;
    m_buffer.clear();
    m_request = {};
    return false;
}
