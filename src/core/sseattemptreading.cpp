// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// How an attempt reads its stream.

#include "sseattempt_p.h"

#include "ssemeter_p.h"
#include "ssenetworkaccess_p.h"
#include "sseparsererror_p.h"
#include "ssesource.h"
#include "ssetext_p.h"

#include <QtCore/qdeadlinetimer.h>

#include <string_view>
#include <utility>

using sse::EventStreamParser;
using SseHttp::hostOf;
using SseText::toBytes;
using SseText::toView;
using Code = SseError::Code;
using Kind = SseOutcome::Kind;
using Token = EventStreamParser::Token;

namespace {

// What may wait to be read beyond one event of the maximum size, where no buffer limits it.
constexpr qint64 backlogReserve = 16 * 1024 * 1024;
constexpr qint64 rejectedBodyLimit = 64 * 1024;

// Makes \a kept the valid UTF-8 of \a view, and leaves it shared with others when it is so already.
void assignIfChanged(QByteArray &kept, std::string_view view)
{
    if (toView(kept) != view)
        kept = SseText::validUtf8(toBytes(view));
}

} // namespace

void SseAttempt::onReadyRead()
{
    if (m_reply && m_isOpen && backlog() > maximumBacklog()) {
        endOverwhelmed();
        return;
    }
    if (m_isReading || m_isHungry)
        return;
    if (m_rejection && m_reply)
        readRejectedBody();
    else if (m_isOpen)
        readUnasked();
}

// Reads if this thread has time for it, or else when it has.
void SseAttempt::readUnasked()
{
    const QDeadlineTimer deadline = m_turns->unasked();
    if (deadline.hasExpired())
        setHungry(true);
    else
        read(deadline);
}

void SseAttempt::read(QDeadlineTimer deadline)
{
    if (readStream(deadline) != Reading::Drained || !m_isFinished)
        return;
    if (m_reply)
        endStream();
    else
        end(Kind::Futile, SseNetworkAccess::destroyedError());
}

// What Qt has taken from the network and nobody has read. A read buffer keeps it small, and there
// is none over HTTP/2. Of what is compressed Qt tells how much it will be, and keeps much less.
qint64 SseAttempt::backlog() const
{
    if (m_reply->readBufferSize() > 0)
        return 0;
    return m_isCompressed ? m_arrived - m_arrivedWhenDrained : m_reply->bytesAvailable();
}

qint64 SseAttempt::maximumBacklog() const
{
    return qint64(m_limits.parsing.maximumEventSize) + backlogReserve;
}

void SseAttempt::endOverwhelmed()
{
    SseError error(
        Code::BacklogTooLong,
        SseSource::tr("%1 sent more over HTTP/2 than was read, and %2 bytes are waiting: "
                      "HTTP/2 cannot hold a server back. Leave http2Allowed off for a "
                      "stream that is paused or read slowly.")
            .arg(hostOf(m_responseUrl), QString::number(backlog())));
    error.setHttpStatus(200);
    end(Kind::Futile, error);
}

// False when the attempt is no more.
bool SseAttempt::readRejectedBody()
{
    m_rejectedBody += m_reply->read(rejectedBodyLimit - m_rejectedBody.size());
    if (m_rejectedBody.size() < rejectedBodyLimit)
        return true;
    endRejected();
    return false;
}

// Reads what has arrived, or a part of it: the event loop has others to serve.
SseAttempt::Reading SseAttempt::readStream(QDeadlineTimer deadline)
{
    const QPointer<SseAttempt> self(this);
    // A handler may run an event loop of its own. What arrives meanwhile is read by the outer call,
    // so that events keep their order.
    m_isReading = true;
    const Reading reading = readUntil(deadline);
    if (!self || reading == Reading::Over)
        return Reading::Over;
    m_isReading = false;
    m_surroundings.meter->endRead();
    if (reading == Reading::Interrupted && !m_isPaused)
        setHungry(true);
    return reading;
}

SseAttempt::Reading SseAttempt::readUntil(QDeadlineTimer deadline)
{
    const QPointer<SseAttempt> self(this);
    do {
        auto token = std::exchange(m_heldToken, Token::NeedMore);
        if (token == Token::NeedMore)
            token = m_parser.next();
        if (token == Token::NeedMore) {
            countComments();
            m_isChunkRead = true;
            if (m_isPaused && hasUnread())
                return Reading::Interrupted;
            if (!readChunk()) {
                askForMore();
                return Reading::Drained;
            }
        } else if (m_isPaused) {
            m_heldToken = token;
            return Reading::Interrupted;
        } else if (!report(token) || !self) {
            return Reading::Over;
        }
    } while (!deadline.hasExpired());
    return Reading::Interrupted;
}

bool SseAttempt::readChunk()
{
    if (!m_reply || isUndecodable())
        return false;
    m_chunk.resize(chunkSize);
    m_chunk.resize(qMax<qint64>(0, m_reply->read(m_chunk.data(), chunkSize)));
    if (m_chunk.isEmpty())
        return false;
    m_isChunkRead = false;
    m_lastRead = m_surroundings.clock->steady();
    m_received += m_chunk.size();
    m_surroundings.meter->takeRead(m_chunk.size(), m_lastRead);
    m_parser.setReportComments(m_client->wantsComments());
    m_parser.feed(toView(m_chunk));
    return true;
}

// After its read buffer was full, Qt goes on by itself, but over the unbuffered sockets of an
// injected manager it may have met the end of a connection that was cut meanwhile, and say nothing.
// It looks once more when it is told of a size, also of the same one. To ask once for all that came
// since the buffer was full is not enough: what Qt still had is passed on after that, and its end
// with it.
void SseAttempt::askForMore()
{
    m_arrivedWhenDrained = m_arrived;
    if (m_isOthersToo && m_reply && m_reply->readBufferSize() > 0)
        m_reply->setReadBufferSize(readBufferSize);
}

// Of the stream, as far as is known.
bool SseAttempt::hasUnread() const
{
    return !m_isChunkRead || (m_reply && !isUndecodable() && m_reply->bytesAvailable() > 0);
}

void SseAttempt::setHungry(bool hungry)
{
    if (m_isHungry == hungry)
        return;
    m_isHungry = hungry;
    if (hungry)
        m_turns->add(this);
    else
        m_turns->remove(this);
}

void SseAttempt::takeTurn(QDeadlineTimer deadline)
{
    m_isHungry = false;
    read(deadline);
}

void SseAttempt::setPaused(bool paused)
{
    m_isPaused = paused;
    if (paused || !m_isOpen)
        return;
    // It was the consumer who was silent.
    m_lastRead = m_lastEvent = m_surroundings.clock->steady();
    if (!m_isReading)
        setHungry(true);
}

// Passes on what the parser has found. False when that was the end; otherwise the attempt may be no
// more all the same.
bool SseAttempt::report(Token token)
{
    switch (token) {
    case Token::NeedMore:
        break;
    case Token::Event: {
        const auto &event = m_parser.event();
        assignIfChanged(m_type, event.type);
        assignIfChanged(m_lastEventId, event.lastEventId);
        countComments();
        m_lastEvent = m_surroundings.clock->steady();
        m_surroundings.meter->takeEvent(m_lastEvent);
        SseEvent received(m_type, toBytes(event.data),
                          event.id.empty() ? QByteArray() : m_lastEventId, m_lastEventId, m_origin);
        received.setStream(m_surroundings.stream);
        m_client->attemptReceivedEvent(received);
        break;
    }
    case Token::Comment:
        m_client->attemptReceivedComment(toBytes(m_parser.comment()));
        break;
    case Token::Retry:
        m_client->attemptReceivedRetry(m_parser.retry());
        break;
    case Token::Id:
        assignIfChanged(m_lastEventId, m_parser.lastEventId());
        m_client->attemptCommittedId(m_lastEventId);
        break;
    case Token::Error: {
        const auto &fault = m_parser.error();
        SseError error(codeOf(fault.code),
                       SseSource::tr("The event stream cannot be read: %1.")
                           .arg(QString::fromStdString(fault.message())));
        error.setHttpStatus(200);
        end(Kind::Futile, error);
        return false;
    }
    }
    return true;
}

void SseAttempt::countComments()
{
    const quint64 count = m_parser.commentCount();
    m_surroundings.meter->takeComments(count - std::exchange(m_countedComments, count));
}

// What is left of a stream that Qt has failed to decode it hands out as it came. Statuses have that
// error too, but an open stream has none.
bool SseAttempt::isUndecodable() const
{
    return m_isOpen && m_reply->error() == QNetworkReply::UnknownContentError;
}
