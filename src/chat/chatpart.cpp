// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatpart_p.h"

#include "chatdecoding_p.h"
#include "sseclock_p.h"

#include <QtCore/qjsonarray.h>
#include <QtCore/qpointer.h>

#include <algorithm>
#include <limits>
#include <utility>

/*!
    \class ChatPart
    \inmodule SseQt
    \inheaderfile SseQt/ChatPart
    \brief A part of a message: a text, reasoning, a tool call, an error.

    Parts belong to their ChatMessage, and change while an answer is streamed: at most once a frame,
    all that has come meanwhile together. Getters give what has been told by signals. A slot may do
    anything, also destroy the model.

    A view of a growing text reads \l text once and follows textAppended(), which costs the same for
    the last fragment of a long answer as for its first. Text is whole UTF-16 always: where a
    service cuts a character in two, the first half is held back until the other half comes, and
    halves that stand alone become U+FFFD.

    \since 0.1
    \sa ChatMessage, ChatModel, ChatMarkdownModel
*/

/*!
    \fn void ChatPart::textAppended(const QString &fragment)

    The text has grown by \a fragment at its end. At most once a frame, and textChanged() follows.
*/

/*!
    \fn void ChatPart::textReset()

    The text was replaced: by a service that at a part's end has sent another text than its
    fragments were, or because it stands for a tool call that has changed. textChanged() follows.
*/

namespace {

// Qt reads JSON of 1024 levels, and a value is saved inside of others.
constexpr int MaximumDepth = 512;

bool isDeeper(const QJsonValue &value, int depth)
{
    if (!value.isArray() && !value.isObject())
        return false;
    if (depth == 0)
        return true;
    const auto isDeeperInside = [depth](const QJsonValue &inner) {
        return isDeeper(inner, depth - 1);
    };
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        return std::any_of(array.begin(), array.end(), isDeeperInside);
    }
    const QJsonObject object = value.toObject();
    return std::any_of(object.begin(), object.end(), isDeeperInside);
}

int milliseconds(qint64 from, qint64 to)
{
    return int(std::clamp<qint64>(to - from, 0, std::numeric_limits<int>::max()));
}

} // namespace

ChatPart::ChatPart(Chat::PartType type, const QString &partId, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<ChatPartPrivate>(this, type, partId))
{ }

ChatPart::~ChatPart() = default;

/*!
    \property ChatPart::type
    \brief what it is; it never changes.
*/
Chat::PartType ChatPart::type() const
{
    return d->type;
}

/*!
    \property ChatPart::partId
    \brief what the service calls it; empty where the format names no parts.

    Two parts of a message may have the same: some services count anew in each round.
*/
QString ChatPart::partId() const
{
    return d->partId;
}

/*!
    \property ChatPart::text
    \brief the text: of text, reasoning and refusals all fragments joined, and of others what stands
    for them in plain text.
*/
QString ChatPart::text() const
{
    switch (d->type) {
    case Chat::PartType::ToolCall: {
        const QString call = d->toolName + u'(' + arguments() + u')';
        return d->result.isUndefined() ? call : call + u'\n' + result();
    }
    case Chat::PartType::Error:
        return d->error.message;
    case Chat::PartType::Unknown:
        return d->name;
    default:
        return d->text.text();
    }
}

/*!
    \property ChatPart::streaming
    \brief whether more is expected: fragments of the text, or of a tool call's arguments.

    A part that has ended may stream again: where a format names no parts, the answer goes on and
    reasoning may follow.
*/
bool ChatPart::isStreaming() const
{
    return d->isStreaming;
}

/*!
    \property ChatPart::duration
    \brief milliseconds from the first fragment to the end of the part, and until now while it has
    not ended; -1 where nobody has measured.

    Of a tool call it is the time from the moment when its arguments were whole to its result. The
    change is announced at the end alone: who wants to show seconds as they pass asks each second.
*/
int ChatPart::duration() const
{
    if (d->measured >= 0 || d->started < 0)
        return d->measured;
    return milliseconds(d->started, SseClock::system()->steady());
}

/*!
    \property ChatPart::toolName
    \brief the name of the tool that is called.
*/
QString ChatPart::toolName() const
{
    return d->toolName;
}

/*!
    \property ChatPart::toolCallId
    \brief the ID of the tool call, by which its result is sent.
*/
QString ChatPart::toolCallId() const
{
    return d->toolCallId;
}

/*!
    \property ChatPart::toolState
    \brief how far the tool call is; Pending for parts that are none.
*/
Chat::ToolState ChatPart::toolState() const
{
    return d->toolState;
}

/*!
    \property ChatPart::arguments
    \brief the tool call's arguments: JSON as text, as far as it has come.
*/
QString ChatPart::arguments() const
{
    return d->arguments.text();
}

/*!
    \property ChatPart::result
    \brief the tool call's result, or why it failed: text as it is, all else as compact JSON.
*/
QString ChatPart::result() const
{
    return d->result.isString() ? d->result.toString() : ChatDecoding::toJson(d->result);
}

/*!
    Returns the tool call's result as the service or the tool gave it; undefined before.
*/
QJsonValue ChatPart::resultValue() const
{
    return d->result;
}

/*!
    \property ChatPart::error
    \brief what went wrong, of a part that is an error.
*/
ChatError ChatPart::error() const
{
    return d->error;
}

/*!
    \property ChatPart::name
    \brief what a part of an unknown type calls itself.
*/
QString ChatPart::name() const
{
    return d->name;
}

/*!
    Returns the whole of a part of an unknown type, or what came last with a tool call's state;
    undefined for others. What is nested deeper than 512 levels is kept as a string of JSON.
*/
QJsonValue ChatPart::value() const
{
    return d->value;
}

/*!
    Returns what the service wants to have back with this part in the next request, as signatures of
    reasoning are; mostly empty.
*/
QJsonObject ChatPart::extra() const
{
    return d->extra;
}

ChatPartPrivate::ChatPartPrivate(ChatPart *part, Chat::PartType kind, const QString &id)
    : q(part)
    , type(kind)
    , partId(id)
{ }

bool ChatPartPrivate::isProse() const
{
    return type == Chat::PartType::Text || type == Chat::PartType::Reasoning
        || type == Chat::PartType::Refusal;
}

bool ChatPartPrivate::isOpenCall() const
{
    return type == Chat::PartType::ToolCall
        && (toolState == Chat::ToolState::Pending || toolState == Chat::ToolState::Running);
}

void ChatPartPrivate::begin(qint64 at)
{
    isStreaming = true;
    measured = -1;
    if (started < 0)
        started = at;
}

void ChatPartPrivate::end(qint64 at)
{
    text.finish();
    arguments.finish();
    pause(at);
}

void ChatPartPrivate::pause(qint64 at)
{
    if (std::exchange(isStreaming, false) && started >= 0 && type != Chat::PartType::ToolCall)
        measured = milliseconds(started, at);
}

void ChatPartPrivate::addText(const QString &fragment)
{
    text.add(fragment);
}

void ChatPartPrivate::takeWholeText(const QString &whole)
{
    text.finish();
    if (whole.isEmpty() || whole == text.whole())
        return;
    text.replace(whole);
    m_wasReplaced = true;
}

void ChatPartPrivate::takeExtra(const QJsonValue &given)
{
    const QJsonObject object = given.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        extra.insert(it.key(), kept(it.value()));
}

void ChatPartPrivate::takeToolName(const QString &newName)
{
    if (newName.isEmpty() || newName == toolName)
        return;
    toolName = newName;
    m_hasToolNews = true;
}

void ChatPartPrivate::addArguments(const QString &fragment)
{
    arguments.add(fragment);
}

void ChatPartPrivate::completeArguments(const QString &whole, qint64 at)
{
    arguments.finish();
    if (!whole.isEmpty() && whole != arguments.whole()) {
        arguments.replace(whole);
        m_hasToolNews = true;
    }
    isStreaming = false;
    startRunning(at);
}

// Waiting for the arguments is not the tool's time.
void ChatPartPrivate::startRunning(qint64 at)
{
    if (!std::exchange(m_isRunning, true))
        started = at;
}

void ChatPartPrivate::takeToolState(Chat::ToolState state, const QJsonValue &newValue, qint64 at)
{
    if (state == Chat::ToolState::Completed || state == Chat::ToolState::Error) {
        takeResult(state, newValue, at);
        return;
    }
    if (state == Chat::ToolState::Running) {
        isStreaming = false;
        startRunning(at);
    }
    if (!newValue.isUndefined())
        value = kept(newValue);
    m_hasToolNews |= toolState != state || !newValue.isUndefined();
    toolState = state;
}

void ChatPartPrivate::takeResult(Chat::ToolState state, const QJsonValue &newResult, qint64 at)
{
    end(at);
    toolState = state;
    if (!newResult.isUndefined())
        result = kept(newResult);
    if (started >= 0)
        measured = milliseconds(started, at);
    m_hasToolNews = true;
}

void ChatPartPrivate::interrupt(qint64 at)
{
    takeResult(Chat::ToolState::Error, QStringLiteral("interrupted"), at);
}

void ChatPartPrivate::takeState(const ChatPartState &state, bool isOpen, qint64 at)
{
    if (isOpen)
        begin(at);
    // Servers that tell fragments apart know an open part's text when it is whole, and until then
    // less of it than is shown.
    if (!text.extendTo(state.text) && !(isOpen && text.whole().startsWith(state.text)))
        takeWholeText(state.text);
    takeExtra(state.extra);
    if (!state.value.isUndefined())
        value = kept(state.value);
    if (type == Chat::PartType::ToolCall) {
        takeToolName(state.toolName);
        if (arguments.whole() != state.arguments) {
            arguments.replace(state.arguments);
            m_hasToolNews = true;
        }
        if (toolState != state.toolState || result != state.result)
            takeToolState(state.toolState, state.result, at);
    }
    if (!isOpen)
        end(at);
}

bool ChatPartPrivate::hasNewText() const
{
    return m_wasReplaced || text.hasAdded() || m_hasToolNews || arguments.hasAdded();
}

bool ChatPartPrivate::hasNews() const
{
    return hasNewText() || m_toldStreaming != isStreaming || m_toldMeasured != measured;
}

void ChatPartPrivate::commit()
{
    text.commit();
    arguments.commit();
    m_wasReplaced = false;
    m_hasToolNews = false;
    m_toldStreaming = isStreaming;
    m_toldMeasured = measured;
}

void ChatPartPrivate::tell()
{
    const QPointer<ChatPart> self(q);
    const bool hasToolNews = m_hasToolNews || arguments.hasAdded();
    const bool wasReplaced = m_wasReplaced || hasToolNews;
    const bool isStreamingNews = m_toldStreaming != isStreaming;
    const bool isDurationNews = m_toldMeasured != measured;
    const QString fragment = text.commit();
    commit();

    if (wasReplaced)
        Q_EMIT q->textReset();
    else if (!fragment.isEmpty())
        Q_EMIT q->textAppended(fragment);
    if (self && (wasReplaced || !fragment.isEmpty()))
        Q_EMIT q->textChanged();
    if (self && hasToolNews)
        Q_EMIT q->toolChanged();
    if (self && isStreamingNews)
        Q_EMIT q->streamingChanged();
    if (self && isDurationNews)
        Q_EMIT q->durationChanged();
}

QJsonValue ChatPartPrivate::kept(const QJsonValue &any)
{
    return isDeeper(any, MaximumDepth) ? QJsonValue(ChatDecoding::toJson(any)) : any;
}
