// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatsession.h"

#include "chatsession_p.h"

/*!
    \class ChatSession
    \inmodule SseQt
    \inheaderfile SseQt/ChatSession
    \brief Holds a conversation with a service that answers by an event stream.

    A session knows where the service is, which format it speaks, and the key. send() adds a
    question to the conversation, posts it, and fills an answer with what comes; \l messages is the
    model that views show.

    \code
    ChatSession session;
    session.setFormat(Chat::Format::AnthropicMessages);
    session.setEndpoint(QUrl("https://api.anthropic.com/v1/messages"));
    session.setModel("claude-sonnet-4-5");
    session.setApiKey(qEnvironmentVariable("ANTHROPIC_API_KEY"));
    QObject::connect(&session, &ChatSession::finished, context, [](ChatMessage *answer) {
        qInfo().noquote() << answer->text();
    });
    session.send("Why is the sky blue?");
    \endcode

    \section1 Turns

    A turn is what one question leads to. It begins with send(), regenerate(), resend() or retry(),
    and ends in one of finished() and errorOccurred(), unless the conversation is cleared or
    replaced meanwhile, or the answer removed. While it lasts the session is \l busy, and \l phase
    tells what it does.

    Where the answer calls tools, and its stream has come to its end, the tools are asked, and when
    all calls are answered the next request follows: a round. All rounds of a turn are one message,
    with a part of the type Chat::PartType::Step between them.

    A turn uses the properties as they were when it began. Changing them meanwhile is allowed, and
    holds from the next turn on.

    \section1 Requests

    A request is posted once. Nothing is sent again by itself when a connection breaks: what has
    arrived stays in the conversation, with an error behind it, and retry() sends again. What a
    service says that it is too busy has a countdown, see \l retryCountdown.

    An answer whose stream ends without the end that its format owes is Chat::ErrorCode::Truncated.

    \section1 The key

    The key goes to the origin of the endpoint, in the header that the format wants: \c
   Authorization as Bearer, \c x-api-key for AnthropicMessages, \c x-goog-api-key for Gemini. It is
   never shown, logged, or part of an error, and no redirect takes it to another origin, unless
    SseSource::trustedOrigins of \l source names that.

    \section1 Handlers, threads and ownership

    A handler may call anything, destroy the session, and run an event loop. The class is reentrant:
    a session lives in one thread, and is used there. It owns its model and its source, not its
    tools. Destroying a busy session aborts its request.

    \since 0.1
    \sa ChatModel, ChatTool, SseSource
*/

/*!
    \fn void ChatSession::sent()

    Emitted when a request was sent, once in each round.
*/

/*!
    \fn void ChatSession::toolCalled(ChatPendingCall *call)

    Emitted when the model calls a tool that has neither a handler nor a connection, or that nobody
    has added. The \a call belongs to the session, and the conversation shows it already. Where
    nobody is connected, the model is told that there is no such tool.
*/

/*!
    \fn void ChatSession::finished(ChatMessage *answer)

    Emitted when a turn has ended with an \a answer, also after stop():
    ChatMessage::finishReason tells. The model owns the answer.
*/

/*!
    \fn void ChatSession::errorOccurred(const ChatError &error)

    Emitted when a turn has ended with an \a error. All properties have changed already, and a
    handler may retry(), or send().
*/

/*!
    \fn void ChatSession::retryReady()

    Emitted when the countdown is over and no retry was scheduled: retry() makes sense now. A
    service that asks to wait for no time at all has no countdown, and it is emitted at once, after
    errorOccurred().
*/

/*!
    Constructs a session without an endpoint and with the given \a parent.
*/
ChatSession::ChatSession(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<ChatSessionPrivate>(this))
{ }

/*!
    Destroys the session, its model and its source. A request that is under way is aborted.
*/
ChatSession::~ChatSession() = default;

/*!
    \property ChatSession::messages
    \brief the model of the conversation.

    It may be changed, saved and loaded. The object stays the same. Loading replaces the
    conversation: a turn that is under way is given up, and usage and error are forgotten. Removing
    the answer that is being streamed gives up the turn as well, and ChatModel::end() ends it. So
    does an answer that has become too long for a ChatMessage, with Chat::ErrorCode::TooLarge.
*/
ChatModel *ChatSession::messages() const
{
    return d->messages;
}

/*!
    \property ChatSession::source
    \brief the source that does the session's requests.

    It is there for timeouts, limits, TLS, trusted origins, a network access manager. URL, method,
    headers, body and reconnecting are set by the session for each request. Closing it is stop();
    opening it is the session's alone.

    Its timeouts end a turn with Chat::ErrorCode::TimedOut: a service has SseSource::responseTimeout
    for the headers of its answer, one minute by default, and may then be silent for
    SseSource::idleTimeout, five minutes by default. Models that think long before they say anything
    may need more.
*/
SseSource *ChatSession::source() const
{
    return d->source;
}

/*!
    \property ChatSession::busy
    \brief whether a turn is under way.

    A session that waits to retry is not: something else may be sent.
*/
bool ChatSession::isBusy() const
{
    return d->isBusy();
}

/*!
    \property ChatSession::phase
    \brief what the session does.

    A turn begins with Sending. From what arrives it is Thinking, Answering or CallingTool; the last
    it is also while tools are asked. Each further round begins with Sending again.
*/
Chat::Phase ChatSession::phase() const
{
    return d->phase;
}

/*!
    \property ChatSession::usage
    \brief the tokens of the newest answer, all rounds of its turn together.
*/
ChatUsage ChatSession::usage() const
{
    return d->usage;
}

/*!
    \property ChatSession::totalUsage
    \brief the tokens of the conversation: of all answers since it began or was loaded, also of
   those that were removed.
*/
ChatUsage ChatSession::totalUsage() const
{
    ChatUsage total = d->earlierUsage;
    total += d->usage;
    return total;
}

/*!
    \property ChatSession::tokensPerSecond
    \brief how fast the newest answer has come, 0 where that is not known.

    It counts from the first fragment of each round to its last. Until a round is over each fragment
    counts as a token; then it is what the service says, if it does. While an answer comes it
    changes at most four times a second.
*/
double ChatSession::tokensPerSecond() const
{
    return d->meter.tokensPerSecond();
}

/*!
    \property ChatSession::timeToFirstToken
    \brief the milliseconds from sending the first request of the turn to the first fragment of its
    answer, -1 before.
*/
int ChatSession::timeToFirstToken() const
{
    return d->meter.timeToFirstToken();
}

/*!
    \property ChatSession::error
    \brief what the last turn has failed with; no error after others.

    It stays until the next turn begins, or the conversation is cleared.
*/
ChatError ChatSession::error() const
{
    return d->error;
}

/*!
    Adds the question \a text to the conversation and asks it. Returns whether it was taken: not
    while \l busy, which is warned of, and not an empty text.

    What cannot be sent ends the turn at once, before this returns: errorOccurred() tells why.
*/
bool ChatSession::send(const QString &text)
{
    if (d->refuses("send") || text.trimmed().isEmpty())
        return false;
    return d->begin({}, [this, text] { d->messages->append(Chat::Role::User, text); });
}

/*!
    Asks the last question again, in place of its answer and of all that follows it. Returns whether
    it does: not while \l busy, and not where nothing was asked.
*/
bool ChatSession::regenerate()
{
    if (d->refuses("regenerate"))
        return false;
    const int question = d->lastQuestion();
    if (question < 0)
        return false;
    ChatSessionPrivate::Failure from;
    from.isRegeneration = true;
    if (const ChatMessage *const answer = d->messages->messageAt(question + 1))
        from.replacedMessageId = answer->messageId();
    return d->begin(from, [this, question] {
        d->messages->remove(question + 1, d->messages->count() - question - 1);
    });
}

/*!
    Asks the question in \a row changed to \a text, in place of it and of all that follows. Returns
    whether it does: not while \l busy, not with an empty text, and not where the row is no
    question.
*/
bool ChatSession::resend(int row, const QString &text)
{
    if (d->refuses("resend") || text.trimmed().isEmpty())
        return false;
    const ChatMessage *const question = d->messages->messageAt(row);
    if (!question || question->role() != Chat::Role::User)
        return false;
    return d->begin({}, [this, row, text] {
        const ChatSessionPrivate::Course here(d.get());
        d->messages->remove(row, d->messages->count() - row);
        if (here.isKept())
            d->messages->append(Chat::Role::User, text);
    });
}

/*!
    Stops the turn: the request is aborted, calls of tools are no longer pending, and what has
    arrived stays. finished() follows. A countdown ends as by cancelRetry().
*/
void ChatSession::stop()
{
    if (d->turn)
        d->stop();
    else if (d->isCountingDown())
        cancelRetry();
}

/*!
    Begins a new conversation: a turn that is under way is given up without a word, the messages are
    removed, usage and error forgotten. Endpoint, key, prompt and tools stay.
*/
void ChatSession::clear()
{
    const QPointer<ChatSession> self(this);
    if (!d->forget())
        return;
    // Before it is told that the session is idle: what is asked then is of the new conversation.
    d->messages->clear();
    if (self)
        static_cast<void>(d->announce());
}

#include "moc_chatsession.cpp"
