// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chateventdecoder.h"

#include "chatanthropicdecoder_p.h"
#include "chatgeminidecoder_p.h"
#include "chatopenaichatdecoder_p.h"
#include "chatopenairesponsesdecoder_p.h"
#include "chatuimessagedecoder_p.h"

/*!
    \class ChatEventDecoder
    \inmodule SseQt
    \inheaderfile SseQt/ChatEventDecoder
    \brief Turns the events of one answer into deltas that are alike in every format.

    A decoder knows no network and no clock: the same events give the same deltas. It serves one
    answer; the next one takes a new decoder. ChatSession has its own, and programs that send
    requests themselves feed one from SseSource::eventReceived():

    \code
    const auto decoder = ChatEventDecoder::create(Chat::Format::OpenAiChat);
    ChatMessage *const answer = model->beginAnswer();
    connect(source, &SseSource::eventReceived, model, [&](const SseEvent &event) {
        const QList<ChatDelta> deltas = decoder->decode(event);
        for (const ChatDelta &delta : deltas)
            model->apply(answer, delta);
    });
    \endcode

    Nothing that a server sends is fatal. Data that are no JSON object give a delta of type Error
    and the code MalformedStream, and the next event is read as if nothing had been. What a decoder
    does not know is kept in a delta of type Unknown. Members of a wrong type count as absent.

    What an answer may take is bounded: 128 tool calls, whose arguments are together no longer than
    16 Mi characters, and 4,096 parts. Beyond that an error says so or deltas are Unknown.

    An answer may be whole without the last word of its format: in Chat Completions a finish_reason
    is enough, since some gateways leave \c [DONE] out.

    Tool calls to which the service has given no ID, or that of another call, get one that is made
    up. It tells calls apart within one answer, not between answers.

    The class is reentrant.

    \since 0.1
    \sa ChatDelta, ChatModel::apply(), ChatSession
*/

ChatEventDecoder::ChatEventDecoder() = default;
ChatEventDecoder::~ChatEventDecoder() = default;

/*!
    Returns a decoder for one answer in the \a format, which the caller owns; null where the value
    is no format.
*/
std::unique_ptr<ChatEventDecoder> ChatEventDecoder::create(Chat::Format format)
{
    switch (format) {
    case Chat::Format::OpenAiChat:
        return std::make_unique<ChatOpenAiChatDecoder>();
    case Chat::Format::OpenAiResponses:
        return std::make_unique<ChatOpenAiResponsesDecoder>();
    case Chat::Format::AnthropicMessages:
        return std::make_unique<ChatAnthropicDecoder>();
    case Chat::Format::Gemini:
        return std::make_unique<ChatGeminiDecoder>();
    case Chat::Format::UiMessageStream:
        return std::make_unique<ChatUiMessageDecoder>();
    }
    return nullptr;
}

/*!
    \fn QList<ChatDelta> ChatEventDecoder::decode(const SseEvent &event)

    Returns what the \a event says, in order. It is nothing for events that only keep a connection
    alive, and for those that follow the format's own end.
*/

/*!
    \fn QList<ChatDelta> ChatEventDecoder::finish()

    Returns what is left to say when the stream has ended: parts and tool calls that were still
    open, and an error of code Truncated if the end that the format owes has not come. An error that
    the service has told of is an end too. It is to be called once; a second call says nothing.
*/

/*!
    \fn bool ChatEventDecoder::isComplete() const

    Returns whether the format's own end has come.
*/
