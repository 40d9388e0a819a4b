// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// A turn: the request, the stream of the answer, and the end.

#include "chatmodel_p.h"
#include "chatserviceerror_p.h"
#include "chatsession_p.h"
#include "chatsessionerrors_p.h"

#include <algorithm>
#include <utility>

using Code = Chat::ErrorCode;

namespace {

bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    const auto portOf = [](const QUrl &url) {
        return url.port(url.scheme() == QLatin1String("https") ? 443 : 80);
    };
    return a.scheme() == b.scheme() && a.host() == b.host() && portOf(a) == portOf(b);
}

// A header could carry another one behind a line break.
QString keyFault(const QString &key)
{
    const auto isUnfit = [](QChar c) { return c < u'!' || c > u'~'; };
    if (!std::any_of(key.begin(), key.end(), isUnfit))
        return QString();
    return QStringLiteral("The API key has a character in it that no key can have, such as a line "
                          "break or a space. It was not sent.");
}

// The part of an answer that a delta belongs to makes the phase.
std::optional<Chat::Phase> phaseOf(ChatDelta::Type type)
{
    switch (type) {
    case ChatDelta::Type::Reasoning:
        return Chat::Phase::Thinking;
    case ChatDelta::Type::Text:
    case ChatDelta::Type::Refusal:
        return Chat::Phase::Answering;
    case ChatDelta::Type::ToolBegin:
    case ChatDelta::Type::ToolArguments:
    case ChatDelta::Type::ToolComplete:
        return Chat::Phase::CallingTool;
    default:
        return std::nullopt;
    }
}

} // namespace

// Begins a turn. What was the newest answer before counts among the earlier ones.
bool ChatSessionPrivate::begin(const Failure &given,
                               const std::function<void()> &changeConversation)
{
    const Failure from = given; // it may be the one that is dropped here
    dropRetry();
    ++course;
    const Course here(this);
    turn.emplace();
    freeze();
    turn->settings.isRegeneration = from.isRegeneration;
    turn->settings.replacedMessageId = from.replacedMessageId;
    turn->round = from.round;
    error = {};
    earlierUsage += std::exchange(usage, {});
    meter.beginTurn();
    if (!show(Chat::Phase::Sending))
        return false;
    changeConversation();
    if (!here.isKept())
        return false;
    turn->question = messages->messageAt(lastQuestion());
    if (from.answer) {
        watch(from.answer);
        messages->resume(from.answer);
        if (here.isKept())
            goOn();
        return true;
    }
    ChatMessage *const answer = messages->beginAnswer();
    if (!here.isKept())
        return false;
    if (!answer) {
        abandon();
        return false;
    }
    watch(answer);
    ask();
    return true;
}

void ChatSessionPrivate::freeze()
{
    turn->settings = settings;
    turn->settings.tools = declaredTools();
    turn->apiKey = apiKey;
    turn->keyHandler = keyHandler;
    turn->maximumRounds = maximumToolRounds;
    for (ChatTool *const tool : std::as_const(tools)) {
        if (tool->isEnabled())
            turn->tools.append(tool);
    }
}

// The one place where the phase changes while a turn goes on.
bool ChatSessionPrivate::show(Chat::Phase next)
{
    if (phase == next)
        return true;
    phase = next;
    return announce();
}

// The next round, after all calls of the last one were answered, or after it has failed.
void ChatSessionPrivate::goOn()
{
    ++course;
    const Course here(this);
    turn->earlierUsage += std::exchange(turn->usage, {});
    turn->failure = {};
    turn->finishReason = Chat::FinishReason::None;
    turn->calls.clear();
    ChatDelta step;
    step.type = ChatDelta::Type::Step;
    messages->apply(turn->answer, step);
    if (here.isKept() && show(Chat::Phase::Sending))
        ask();
}

// The key first, as whoever has it may need time.
void ChatSessionPrivate::ask()
{
    if (const QString fault = ChatRequest::fault(turn->settings); !fault.isEmpty()) {
        ChatError invalid = ChatServiceError::make(Code::InvalidRequest, fault);
        invalid.advice = QStringLiteral("Set what is missing.");
        fail(invalid);
        return;
    }
    const ChatSession::KeyHandler handler = turn->keyHandler;
    if (!handler) {
        sendRequest(turn->apiKey);
        return;
    }
    auto *const request = new ChatKeyRequest(q);
    turn->keyRequest = request;
    const Course here(this);
    ChatKeyRequestPrivate::of(*request)->taker =
        [this, here](const ChatKeyRequestPrivate::Answer &answer) {
            if (here.isKept())
                onKey(answer);
        };
    handler(request);
}

void ChatSessionPrivate::onKey(const ChatKeyRequestPrivate::Answer &answer)
{
    if (answer.isKey) {
        sendRequest(answer.key);
        return;
    }
    const QString reason =
        answer.reason.isEmpty() ? QStringLiteral("There is no API key.") : answer.reason;
    fail(ChatServiceError::make(Code::MissingKey, reason));
}

void ChatSessionPrivate::sendRequest(const QString &key)
{
    if (const QString fault = keyFault(key); !fault.isEmpty()) {
        ChatError invalid = ChatServiceError::make(Code::InvalidRequest, fault);
        invalid.advice = QStringLiteral("Enter the key again, without what stands around it.");
        fail(invalid);
        return;
    }
    const Course here(this);
    const auto sendAfterwards = [this, here, key] {
        if (here.isKept())
            sendRequest(key);
    };
    // What was asked or answered while rows change is not in the conversation yet.
    if (ChatModelPrivate::of(*messages)->putsOff(turn->answer, sendAfterwards))
        return;
    turn->key = key.toUtf8();
    messages->flush(); // what is not told yet is not read either
    if (!here.isKept())
        return;
    const ChatRequest request = ChatRequest::build(turn->settings, *messages);
    turn->decoder = ChatEventDecoder::create(turn->settings.format);
    openSource(request);
}

// The key does not become a header of the source, where anybody could read it, but goes into the
// attempt. It is the last to do so, so that it knows where the attempt leads.
void ChatSessionPrivate::openSource(const ChatRequest &request)
{
    QObject::disconnect(m_keyConnection);
    m_keyConnection =
        QObject::connect(source, &SseSource::aboutToConnect, q,
                         [this](const SsePendingAttempt &attempt) { onAboutToConnect(attempt); });
    const Course here(this);
    source->setAutoReconnect(false);
    if (here.isKept())
        source->setMethod(QStringLiteral("POST"));
    if (here.isKept())
        source->setHeaders(request.headers);
    if (here.isKept())
        source->setLastEventId({}); // it was the place in another answer
    if (here.isKept())
        source->setJsonBody(request.body);
    if (!here.isKept())
        return;
    meter.requestSent(m_clock->steady());
    source->open(request.url);
}

void ChatSessionPrivate::onAboutToConnect(const SsePendingAttempt &attempt)
{
    if (!turn || turn->key.isEmpty() || !isSameOrigin(attempt.url(), source->url()))
        return;
    const ChatRequest::Header header = ChatRequest::keyHeader(turn->settings.format, turn->key);
    attempt.setHeader(header.first, header.second);
}

void ChatSessionPrivate::onSourcePhase(SseSource::Phase sourcePhase)
{
    if (turn && turn->decoder && sourcePhase == SseSource::Phase::AwaitingHeaders)
        Q_EMIT q->sent();
}

void ChatSessionPrivate::onEvent(const SseEvent &event)
{
    if (!turn || !turn->decoder)
        return;
    if (!takeAll(turn->decoder->decode(event)))
        return;
    // What comes after an event that nobody can read is worth having.
    const bool hasFailed = turn->failure.isError() && turn->failure.code != Code::MalformedStream;
    if (hasFailed || turn->decoder->isComplete())
        endStream();
}

// Whether the stream has come to its own end is the decoder's to say, however the connection ended.
void ChatSessionPrivate::onSourceClosed(SseSource::CloseReason reason)
{
    if (!turn || !turn->decoder)
        return;
    if (reason == SseSource::CloseReason::Requested) {
        stop(); // somebody has closed the source itself
        return;
    }
    if (takeAll(turn->decoder->finish()))
        endStream();
}

void ChatSessionPrivate::onSourceError(const SseError &sourceError)
{
    if (!turn || !turn->decoder)
        return;
    ChatError reason = ChatSessionErrors::fromSseError(sourceError, m_clock->wall());
    if (reason.code == Code::Unauthorized && turn->key.isEmpty())
        reason.advice = ChatServiceError::advice(Code::MissingKey);
    if (sourceError.phase() == SseError::Phase::Streaming) {
        if (!takeAll(turn->decoder->finish()))
            return;
        if (turn->decoder->isComplete() && !turn->failure.isError()) {
            endStream();
            return;
        }
        // What the format misses says less than what has happened.
        if (turn->failure.isError() && turn->failure.code != Code::Truncated)
            reason = turn->failure;
    }
    fail(reason);
}

void ChatSessionPrivate::endStream()
{
    if (turn->failure.isError())
        fail(turn->failure);
    else if (turn->finishReason == Chat::FinishReason::Error)
        fail(ChatServiceError::make(Code::ServerFailed,
                                    QStringLiteral("The service has failed without saying why.")));
    else
        endRound();
}

void ChatSessionPrivate::endRound()
{
    ++course;
    const Course here(this);
    turn->decoder.reset();
    turn->key.clear(); // whoever has given it is asked again
    meter.endRound(turn->usage.outputTokens);
    source->close();
    if (!here.isKept() || !announce())
        return;
    const bool isCutShort = turn->finishReason == Chat::FinishReason::Length
        || turn->finishReason == Chat::FinishReason::ContentFilter;
    if (!hasOpenCalls() || isCutShort) {
        giveUpCalls();
        if (here.isKept())
            finish(turn->finishReason);
    } else if (turn->round >= turn->maximumRounds) {
        fail(ChatServiceError::make(
            Code::TooManyToolRounds,
            QStringLiteral("The answer has called tools in %1 rounds, and wants to go on.")
                .arg(turn->round)));
    } else {
        runTools();
    }
}

bool ChatSessionPrivate::takeAll(const QList<ChatDelta> &deltas)
{
    for (const ChatDelta &delta : deltas) {
        if (!take(delta))
            return false;
    }
    return true;
}

// Whether the turn goes on.
bool ChatSessionPrivate::take(const ChatDelta &delta)
{
    switch (delta.type) {
    case ChatDelta::Type::Text:
    case ChatDelta::Type::Reasoning:
    case ChatDelta::Type::Refusal:
    case ChatDelta::Type::ToolBegin:
    case ChatDelta::Type::ToolArguments:
    case ChatDelta::Type::ToolComplete:
        return takeFragment(delta);
    case ChatDelta::Type::ToolState:
    case ChatDelta::Type::ToolResult:
        noteCall(delta);
        break;
    case ChatDelta::Type::MessageBegin:
        if (turn->round > 0)
            return true; // the answer has its name
        break;
    case ChatDelta::Type::Usage:
        return takeUsage(delta.usage);
    case ChatDelta::Type::Finish:
        turn->finishReason = delta.finishReason;
        return true; // of the round; the answer may go on
    case ChatDelta::Type::Error:
        if (!turn->failure.isError())
            turn->failure = delta.error;
        return true;
    case ChatDelta::Type::End:
        return true;
    case ChatDelta::Type::PartEnd:
    case ChatDelta::Type::Step:
    case ChatDelta::Type::Unknown:
        break;
    }
    const Course here(this);
    messages->apply(turn->answer, delta);
    return here.isKept();
}

bool ChatSessionPrivate::takeFragment(const ChatDelta &delta)
{
    const Course here(this);
    noteCall(delta);
    messages->apply(turn->answer, delta);
    if (!here.isKept())
        return false;
    const bool isFragment = !delta.text.isEmpty() && delta.type != ChatDelta::Type::ToolComplete;
    const bool isDue = isFragment && meter.takeFragment(m_clock->steady());
    if (const auto next = phaseOf(delta.type); next && !show(*next))
        return false;
    return !isDue || announce();
}

// Services speak of one round at a time, the answer is all of them.
bool ChatSessionPrivate::takeUsage(const ChatUsage &newer)
{
    turn->usage.update(newer);
    ChatUsage sum = turn->earlierUsage;
    sum += turn->usage;
    usage = sum;
    ChatDelta delta;
    delta.type = ChatDelta::Type::Usage;
    delta.usage = sum;
    const Course here(this);
    messages->apply(turn->answer, delta);
    return here.isKept() && announce();
}

// Nothing that was begun goes on, and nobody who was asked is listened to. None where there was no
// turn, or a handler has begun another course.
std::optional<ChatSessionPrivate::Turn> ChatSessionPrivate::leaveTurn()
{
    ++course;
    const Course here(this);
    std::optional<Turn> left = std::exchange(turn, std::nullopt);
    if (!left)
        return std::nullopt;
    if (std::exchange(left->decoder, nullptr))
        meter.endRound(left->usage.outputTokens);
    if (left->keyRequest)
        ChatKeyRequestPrivate::of(*left->keyRequest)->release(left->keyRequest);
    for (const Call &call : std::as_const(left->calls)) {
        if (call.pending)
            ChatPendingCallPrivate::of(*call.pending)->release(call.pending);
    }
    if (here.isKept())
        source->close();
    if (!here.isKept())
        return std::nullopt;
    return left;
}

void ChatSessionPrivate::finish(Chat::FinishReason reason)
{
    const auto left = leaveTurn();
    if (!left)
        return;
    const Course here(this);
    messages->end(left->answer, reason);
    if (!here.isKept())
        return;
    phase = Chat::Phase::Idle;
    if (announce() && left->answer)
        Q_EMIT q->finished(left->answer);
}

void ChatSessionPrivate::stop()
{
    if (turn)
        finish(Chat::FinishReason::Stopped);
}

void ChatSessionPrivate::fail(const ChatError &reason)
{
    ChatDelta delta;
    delta.type = ChatDelta::Type::Error;
    // Before leaving: the reason may be a part of the turn.
    delta.error = ChatSessionErrors::withoutSecret(reason, turn->key);
    for (const ChatRequest::Header &header : std::as_const(turn->settings.headers))
        delta.error = ChatSessionErrors::withoutSecret(
            delta.error, ChatSessionErrors::secretOf(header.first, header.second));
    delta.error.retryAfter = std::min(delta.error.retryAfter, ChatSessionErrors::LongestRetryAfter);
    const auto left = leaveTurn();
    if (!left)
        return;
    const Course here(this);
    const bool hasSaidSo = left->answer && !left->answer->isStreaming();
    if (!hasSaidSo)
        messages->apply(left->answer, delta);
    if (!here.isKept())
        return;
    phase = Chat::Phase::Idle;
    error = delta.error;
    offerRetry(error,
               { left->answer, left->round, left->settings.isRegeneration,
                 left->settings.replacedMessageId, hasSaidSo, left->question });
}

// Without a word to the conversation, which is another one now.
void ChatSessionPrivate::abandon()
{
    if (!leaveTurn())
        return;
    phase = Chat::Phase::Idle;
    static_cast<void>(announce());
}
