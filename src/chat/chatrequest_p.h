// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATREQUEST_P_H
#define SSEQT_CHATREQUEST_P_H

#include "chat.h"
#include "sseqtchatglobal.h"

#include <QtCore/qjsonobject.h>
#include <QtCore/qlist.h>
#include <QtCore/qstring.h>
#include <QtCore/qurl.h>
#include <QtNetwork/qnetworkreply.h>

class ChatModel;

// A tool as the service is told of it.
struct ChatToolDeclaration
{
    QString name;
    QString description;
    QJsonObject parameters;
};

// What a request is made of, beside the conversation.
struct ChatRequestSettings
{
    using Header = QNetworkReply::RawHeaderPair;

    Chat::Format format = Chat::Format::OpenAiChat;
    QUrl endpoint;
    QString model;
    QString systemPrompt;
    QJsonObject options;
    QList<Header> headers; // the user's own
    QList<ChatToolDeclaration> tools;
    QString conversationId;
    bool isRegeneration = false;
    QString replacedMessageId; // of the answer that is asked for again
};

// One request in the words of a service. It has no key in it: that is put in when it is sent.
struct ChatRequest
{
    using Header = ChatRequestSettings::Header;

    QUrl url;
    QList<Header> headers;
    QJsonObject body;

    // Of the conversation as it is; what answers are still to say is left out.
    [[nodiscard]] static SSEQT_CHAT_EXPORT ChatRequest build(const ChatRequestSettings &settings,
                                                             const ChatModel &conversation);
    // Why the settings cannot be sent, if they cannot.
    [[nodiscard]] static SSEQT_CHAT_EXPORT QString fault(const ChatRequestSettings &settings);
    // The header by which the format sends a key.
    [[nodiscard]] static SSEQT_CHAT_EXPORT Header keyHeader(Chat::Format format,
                                                            const QByteArray &key);
};

struct ChatTranscript;

// The bodies, one format each, without the user's options.
namespace ChatRequestBody {

[[nodiscard]] QJsonObject openAiChat(const ChatRequestSettings &settings,
                                     const ChatTranscript &transcript);
[[nodiscard]] QJsonObject openAiResponses(const ChatRequestSettings &settings,
                                          const ChatTranscript &transcript);
[[nodiscard]] QJsonObject anthropicMessages(const ChatRequestSettings &settings,
                                            const ChatTranscript &transcript);
[[nodiscard]] QJsonObject gemini(const ChatRequestSettings &settings,
                                 const ChatTranscript &transcript);
[[nodiscard]] QJsonObject uiMessageStream(const ChatRequestSettings &settings,
                                          const ChatTranscript &transcript);

// Appends a message of that role, whose \a member has the pieces; to the newest one where that is
// of the same role, as some formats want roles to alternate. Nothing where there are none.
void appendInTurn(QJsonArray *messages, const QString &role, const QString &member,
                  const QJsonArray &pieces);

} // namespace ChatRequestBody

#endif
