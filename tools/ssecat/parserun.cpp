// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "parserun.h"

#include "figures.h"
#include "options.h"
#include "session.h"
#include "sseparsererror_p.h"
#include "text.h"

#include <SseQt/SseError>
#include <SseQt/SseEvent>

#include <algorithm>
#include <limits>

using sse::EventStreamParser;
using Code = SseError::Code;

namespace {

constexpr int readSize = 64 * 1024;

EventStreamParser::Options parserOptions(const Options &options, const Session &session)
{
    EventStreamParser::Options result;
    if (options.maximumEventSize)
        result.maximumEventSize = std::size_t(*options.maximumEventSize);
    result.reportComments = session.wantsComments();
    result.strict = options.isStrict;
    return result;
}

// Malformed UTF-8 is repaired where events are made, and nowhere else.
QString repairedText(std::string_view utf8)
{
    return SseEvent({}, Text::toBytes(utf8)).data();
}

} // namespace

ParseRun::ParseRun(const Options &options, Session &session)
    : m_session(session)
    , m_inputName(options.fileName == QLatin1String("-")
                      ? QStringLiteral("standard input")
                      : QStringLiteral("'%1'").arg(options.fileName))
    , m_chunkSize(options.chunkSize)
    , m_input(options.fileName)
    , m_parser(parserOptions(options, session))
{
    m_parser.setLastEventId(Text::toView(options.lastEventId.toUtf8()));
    connect(&m_input, &Input::readyRead, this, &ParseRun::readOn);
    connect(&session, &Session::endRequested, this,
            [this] { close(SseSource::CloseReason::Requested); });
}

ParseRun::~ParseRun() = default;

bool ParseRun::start(QString *error)
{
    if (!m_input.open()) {
        *error = QStringLiteral("Cannot read %1: %2.").arg(m_inputName, m_input.errorString());
        return false;
    }
    m_session.log().note(QStringLiteral("reading %1").arg(m_inputName));
    m_input.start();
    return true;
}

void ParseRun::readOn()
{
    // As many whole pieces as are worth a call of the system.
    const auto bytes = m_input.read(m_chunkSize * std::max(1, readSize / m_chunkSize));
    if (!bytes) {
        fail(SseError(Code::ConnectionLost,
                      QStringLiteral("Reading %1 failed before its end: %2.")
                          .arg(m_inputName, m_input.errorString())));
        return;
    }
    if (bytes->isEmpty()) // the block that was begun is not dispatched
        close(SseSource::CloseReason::Ended);
    for (qsizetype i = 0; i < bytes->size() && !m_isOver; i += m_chunkSize)
        parse(Text::toView(*bytes).substr(std::size_t(i), std::size_t(m_chunkSize)));
}

void ParseRun::parse(std::string_view piece)
{
    m_bytes += double(piece.size());
    m_parser.feed(piece);
    while (!m_isOver) {
        const auto token = m_parser.next();
        if (token == EventStreamParser::Token::NeedMore)
            return;
        report(token);
    }
}

void ParseRun::report(EventStreamParser::Token token)
{
    switch (token) {
    case EventStreamParser::Token::NeedMore:
    case EventStreamParser::Token::Id: // told by the next event, and in the end
        break;
    case EventStreamParser::Token::Event: {
        ++m_events;
        const auto &event = m_parser.event();
        m_session.takeEvent(SseEvent(Text::toBytes(event.type), Text::toBytes(event.data),
                                     Text::toBytes(event.id), Text::toBytes(event.lastEventId)));
        break;
    }
    case EventStreamParser::Token::Comment:
        m_session.takeComment(repairedText(m_parser.comment()));
        break;
    case EventStreamParser::Token::Retry:
        m_session.takeRetry(
            int(std::min<std::int64_t>(m_parser.retry(), std::numeric_limits<int>::max())));
        break;
    case EventStreamParser::Token::Error:
        fail(SseError(codeOf(m_parser.error().code),
                      QStringLiteral("The event stream cannot be read: %1.")
                          .arg(QString::fromStdString(m_parser.error().message()))));
        break;
    }
}

void ParseRun::fail(SseError error)
{
    error.setPhase(SseError::Phase::Streaming);
    m_session.takeError(error);
    close(SseSource::CloseReason::Failed);
}

void ParseRun::close(SseSource::CloseReason reason)
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_input.stop();
    // What follows the end was given to the parser, and not looked at.
    const double bytes = m_bytes - double(m_parser.takeUnread().size());
    m_session.takeClosed(reason, repairedText(m_parser.lastEventId()),
                         Figures::ofInput(bytes, m_events, double(m_parser.commentCount())));
}
