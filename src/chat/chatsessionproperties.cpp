// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What a session is told: service, key, prompt, options, tools.

#include "chatsession_p.h"

#include <utility>

/*!
    \property ChatSession::format
    \brief the format that the service speaks; Chat::Format::OpenAiChat by default.
*/
Chat::Format ChatSession::format() const
{
    return d->settings.format;
}

void ChatSession::setFormat(Chat::Format format)
{
    if (d->settings.format == format)
        return;
    d->settings.format = format;
    Q_EMIT formatChanged(format);
}

/*!
    \property ChatSession::endpoint
    \brief the whole URL that requests are posted to, such as
    \c{https://api.openai.com/v1/chat/completions}.

    \c{{model}} in its path stands for the \l model, which Gemini wants there:
    \c{https://generativelanguage.googleapis.com/v1beta/models/{model}:streamGenerateContent}. That
    format also gets \c{alt=sse} in the query.
*/
QUrl ChatSession::endpoint() const
{
    return d->settings.endpoint;
}

void ChatSession::setEndpoint(const QUrl &endpoint)
{
    if (d->settings.endpoint == endpoint)
        return;
    d->settings.endpoint = endpoint;
    Q_EMIT endpointChanged(endpoint);
}

/*!
    \property ChatSession::model
    \brief the name of the model that is to answer.

    OpenAiChat, OpenAiResponses and AnthropicMessages need one. In UiMessageStream it is the
    service's to choose, and is not sent.
*/
QString ChatSession::model() const
{
    return d->settings.model;
}

void ChatSession::setModel(const QString &model)
{
    if (d->settings.model == model)
        return;
    d->settings.model = model;
    Q_EMIT modelChanged(model);
}

/*!
    \property ChatSession::systemPrompt
    \brief what the model is told before the conversation, empty by default.

    It is no message of the model \l messages. It becomes \c system, \c instructions or
    \c systemInstruction, or a first message of the system, as the format has it.
*/
QString ChatSession::systemPrompt() const
{
    return d->settings.systemPrompt;
}

void ChatSession::setSystemPrompt(const QString &prompt)
{
    if (d->settings.systemPrompt == prompt)
        return;
    d->settings.systemPrompt = prompt;
    Q_EMIT systemPromptChanged(prompt);
}

/*!
    \property ChatSession::options
    \brief members of the request's JSON, such as \c temperature; none by default.

    They go beside what the session puts there, and in place of it where both have a name: \c model,
    \c max_tokens, which is 4096 in AnthropicMessages, \c stream_options, \c system. Those without
    which it would be another conversation, or no stream, stay the session's, and an option of that
    name is left out: \c messages, \c input, \c contents, \c stream, and \c trigger in
    UiMessageStream. Where tools are declared, \c tools of the options, as for those that a service
    runs by itself, stand behind them.
*/
QJsonObject ChatSession::options() const
{
    return d->settings.options;
}

void ChatSession::setOptions(const QJsonObject &options)
{
    if (d->settings.options == options)
        return;
    d->settings.options = options;
    Q_EMIT optionsChanged();
}

/*!
    \property ChatSession::hasApiKey
    \brief whether there is a key, or a handler that is asked for one.

    The key itself cannot be read.
*/
bool ChatSession::hasApiKey() const
{
    return !d->apiKey.isEmpty() || d->keyHandler;
}

/*!
    Sets the API \a key; an empty one removes it. One with a character that no key can have, such as
    a line break, is not sent: the turn ends with Chat::ErrorCode::InvalidRequest.

    \sa setApiKeyHandler()
*/
void ChatSession::setApiKey(const QString &key)
{
    const bool had = hasApiKey();
    d->apiKey = key;
    if (had != hasApiKey())
        Q_EMIT hasApiKeyChanged(hasApiKey());
}

/*!
    Sets the \a handler that is asked for the key before each request, in place of the one that was
    set; an empty one removes it. It may answer later. The turn waits for it as long as it takes, in
    the phase Chat::Phase::Sending, and can be stopped.
*/
void ChatSession::setApiKeyHandler(KeyHandler handler)
{
    const bool had = hasApiKey();
    d->keyHandler = std::move(handler);
    if (had != hasApiKey())
        Q_EMIT hasApiKeyChanged(hasApiKey());
}

/*!
    Sets the header \a name of each request to \a value in place of whatever it was. A null value
    removes it. It goes where the key goes, and nowhere else. A header by which the format sends a
    key is replaced by that, where there is a key. Where a service quotes the value in an error, it
    is left out if the name speaks of a key, a token, a secret, a cookie or an authorization.

    \sa SseSource::setHeaders()
*/
void ChatSession::setHeader(const QByteArray &name, const QByteArray &value)
{
    auto &headers = d->settings.headers;
    headers.removeIf([&name](const ChatRequestSettings::Header &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
    if (!value.isNull())
        headers.append({ name, value });
}

/*!
    The tools that the model may call, in the order in which they were added.
*/
QList<ChatTool *> ChatSession::tools() const
{
    return d->tools;
}

/*!
    Adds the \a tool, which is not owned, and leaves when it is destroyed. One that was added
    already stays where it is.

    In UiMessageStream tools are the service's: none is declared there, and those that it leaves to
    its clients are called by their name.
*/
void ChatSession::addTool(ChatTool *tool)
{
    if (!tool || d->tools.contains(tool))
        return;
    d->tools.append(tool);
    connect(tool, &QObject::destroyed, this, [this, tool] { d->forgetTool(tool); });
    Q_EMIT toolsChanged();
}

/*!
    Removes the \a tool. Calls of it that are pending stay so.
*/
void ChatSession::removeTool(ChatTool *tool)
{
    if (!tool || !d->tools.contains(tool))
        return;
    disconnect(tool, &QObject::destroyed, this, nullptr);
    d->forgetTool(tool);
}

/*!
    \property ChatSession::maximumToolRounds
    \brief in how many rounds of one turn tools are called; 8 by default.

    An answer that wants to go on ends with Chat::ErrorCode::TooManyToolRounds. With 0 no tool is
    ever called.
*/
int ChatSession::maximumToolRounds() const
{
    return d->maximumToolRounds;
}

void ChatSession::setMaximumToolRounds(int rounds)
{
    if (rounds < 0) {
        qCWarning(lcSseChat).nospace()
            << "ChatSession: maximumToolRounds cannot be " << rounds << "; it stays as it was";
        return;
    }
    if (d->maximumToolRounds == rounds)
        return;
    d->maximumToolRounds = rounds;
    Q_EMIT maximumToolRoundsChanged(rounds);
}
