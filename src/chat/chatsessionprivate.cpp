// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What a session is between turns, what it tells of itself, and what becomes of it when the
// conversation changes under it.

#include "chatsession_p.h"

#include <QtCore/quuid.h>

#include <utility>

Q_LOGGING_CATEGORY(lcSseChat, "sseqt.chat", QtWarningMsg)

namespace {

QString newConversationId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace

ChatSessionPrivate::ChatSessionPrivate(ChatSession *session)
    : q(session)
    , messages(new ChatModel(session))
    , source(new SseSource(session))
{
    settings.conversationId = newConversationId();
    QObject::connect(messages, &ChatModel::replaced, q, [this] { reset(); });
    QObject::connect(messages, &ChatModel::rowsRemoved, q, [this] { onRowsRemoved(); });
    QObject::connect(source, &SseSource::phaseChanged, q,
                     [this](SseSource::Phase sourcePhase) { onSourcePhase(sourcePhase); });
    QObject::connect(source, &SseSource::eventReceived, q,
                     [this](const SseEvent &event) { onEvent(event); });
    QObject::connect(source, &SseSource::errorOccurred, q,
                     [this](const SseError &sourceError) { onSourceError(sourceError); });
    QObject::connect(source, &SseSource::closed, q,
                     [this](SseSource::CloseReason reason) { onSourceClosed(reason); });
}

ChatSessionPrivate::~ChatSessionPrivate() = default;

void ChatSessionPrivate::giveClock(ChatSession &session, SseClock *clock)
{
    of(session)->m_clock = clock;
}

bool ChatSessionPrivate::isBusy() const
{
    return phase != Chat::Phase::Idle && phase != Chat::Phase::WaitingToRetry;
}

bool ChatSessionPrivate::refuses(const char *what) const
{
    if (isBusy())
        qCWarning(lcSseChat).nospace()
            << "ChatSession::" << what << "() has no effect on a session that is busy";
    return isBusy();
}

// The row of it, -1 where there is none.
int ChatSessionPrivate::lastQuestion() const
{
    int row = messages->count() - 1;
    while (row >= 0 && messages->messageAt(row)->role() != Chat::Role::User)
        --row;
    return row;
}

// Tells what is new since it was told last. False when a handler has taken another course, or there
// is no session any more.
bool ChatSessionPrivate::announce()
{
    const Course here(this);
    if (std::exchange(m_told.phase, phase) != phase)
        Q_EMIT q->phaseChanged(phase);
    if (!here.isKept())
        return false;
    ChatUsage total = earlierUsage;
    total += usage;
    const bool hasUsage = m_told.usage != usage || m_told.totalUsage != total;
    m_told.usage = usage;
    m_told.totalUsage = total;
    if (hasUsage)
        Q_EMIT q->usageChanged();
    if (!here.isKept())
        return false;
    const bool hasRates = m_told.tokensPerSecond != meter.tokensPerSecond()
        || m_told.timeToFirstToken != meter.timeToFirstToken();
    m_told.tokensPerSecond = meter.tokensPerSecond();
    m_told.timeToFirstToken = meter.timeToFirstToken();
    if (hasRates)
        Q_EMIT q->ratesChanged();
    return here.isKept() && announceWaiting();
}

bool ChatSessionPrivate::announceWaiting()
{
    const Course here(this);
    const bool hasError = m_told.error != error || m_told.canRetry != failure.has_value();
    m_told.error = error;
    m_told.canRetry = failure.has_value();
    if (hasError)
        Q_EMIT q->errorChanged();
    if (here.isKept() && std::exchange(m_told.retryCountdown, retryCountdown) != retryCountdown)
        Q_EMIT q->retryCountdownChanged(retryCountdown);
    if (here.isKept()
        && std::exchange(m_told.isRetryScheduled, isRetryScheduled) != isRetryScheduled)
        Q_EMIT q->retryScheduledChanged(isRetryScheduled);
    return here.isKept();
}

// What was of a conversation that is over. Whoever calls it announces it; false when there is no
// session any more.
bool ChatSessionPrivate::forget()
{
    const QPointer<ChatSession> self(q);
    static_cast<void>(leaveTurn());
    if (!self)
        return false;
    dropRetry();
    phase = Chat::Phase::Idle;
    error = {};
    usage = {};
    earlierUsage = {};
    meter.beginTurn();
    settings.conversationId = newConversationId();
    return true;
}

// Another conversation begins.
void ChatSessionPrivate::reset()
{
    if (forget())
        static_cast<void>(announce());
}

// Whoever removes the answer does not want it, and a question that is gone is not to be asked
// again.
void ChatSessionPrivate::onRowsRemoved()
{
    if (turn && turn->answer && messages->rowOf(turn->answer) < 0) {
        abandon();
    } else if (failure && messages->rowOf(failure->question) < 0) {
        dropRetry();
        static_cast<void>(announce());
    }
}

void ChatSessionPrivate::watch(ChatMessage *answer)
{
    turn->answer = answer;
    QObject::disconnect(m_answerConnection);
    m_answerConnection =
        QObject::connect(answer, &ChatMessage::streamingChanged, q, [this] { onAnswerEnded(); });
}

// The turn ends its answer itself, and has left then. Here the answer has become too long, or
// somebody else has ended it, and nobody wants what would follow.
void ChatSessionPrivate::onAnswerEnded()
{
    if (!turn || !turn->answer || turn->answer->isStreaming())
        return;
    const ChatMessage &answer = *turn->answer;
    const ChatPart *const last = answer.partAt(answer.count() - 1);
    const bool hasFailed = answer.finishReason() == Chat::FinishReason::Error && last
        && last->type() == Chat::PartType::Error;
    if (hasFailed)
        fail(last->error());
    else
        finish(answer.finishReason());
}
