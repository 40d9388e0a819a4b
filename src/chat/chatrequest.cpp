// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatrequest_p.h"

#include "chattranscript_p.h"

#include <QtCore/qjsonarray.h>
#include <QtCore/qset.h>
#include <QtCore/qurlquery.h>

namespace {

bool needsModel(const ChatRequestSettings &settings)
{
    switch (settings.format) {
    case Chat::Format::OpenAiChat:
    case Chat::Format::OpenAiResponses:
    case Chat::Format::AnthropicMessages:
        return !settings.options.contains(QLatin1String("model"));
    case Chat::Format::Gemini:
    case Chat::Format::UiMessageStream:
        break;
    }
    return false;
}

bool namesModel(const QUrl &endpoint)
{
    return endpoint.path(QUrl::FullyDecoded).contains(QLatin1String("{model}"));
}

QUrl urlOf(const ChatRequestSettings &settings)
{
    QUrl url = settings.endpoint;
    if (namesModel(url)) {
        QString path = url.path(QUrl::FullyEncoded);
        const QString model = QString::fromLatin1(QUrl::toPercentEncoding(settings.model));
        path.replace(QLatin1String("%7Bmodel%7D"), model, Qt::CaseInsensitive);
        url.setPath(path, QUrl::TolerantMode);
    }
    // Without it the service answers with one JSON array.
    if (settings.format == Chat::Format::Gemini) {
        QUrlQuery query(url);
        query.removeQueryItem(QStringLiteral("alt"));
        query.addQueryItem(QStringLiteral("alt"), QStringLiteral("sse"));
        url.setQuery(query);
    }
    return url;
}

QList<ChatRequest::Header> headersOf(const ChatRequestSettings &settings)
{
    QList<ChatRequest::Header> headers;
    const auto isGiven = [&settings](const QByteArray &name) {
        for (const ChatRequest::Header &header : settings.headers) {
            if (header.first.compare(name, Qt::CaseInsensitive) == 0)
                return true;
        }
        return false;
    };
    if (settings.format == Chat::Format::AnthropicMessages && !isGiven("anthropic-version"))
        headers.append(ChatRequest::Header("anthropic-version", "2023-06-01"));
    return headers + settings.headers;
}

QJsonObject bodyOf(const ChatRequestSettings &settings, const ChatTranscript &transcript)
{
    switch (settings.format) {
    case Chat::Format::OpenAiChat:
        return ChatRequestBody::openAiChat(settings, transcript);
    case Chat::Format::OpenAiResponses:
        return ChatRequestBody::openAiResponses(settings, transcript);
    case Chat::Format::AnthropicMessages:
        return ChatRequestBody::anthropicMessages(settings, transcript);
    case Chat::Format::Gemini:
        return ChatRequestBody::gemini(settings, transcript);
    case Chat::Format::UiMessageStream:
        break;
    }
    return ChatRequestBody::uiMessageStream(settings, transcript);
}

// What every format can be told, however little was given.
ChatRequestSettings completed(ChatRequestSettings settings)
{
    if (settings.systemPrompt.trimmed().isEmpty())
        settings.systemPrompt.clear();
    for (ChatToolDeclaration &tool : settings.tools) {
        if (!tool.parameters.contains(QLatin1String("type")))
            tool.parameters.insert(QStringLiteral("type"), QStringLiteral("object"));
        if (!tool.parameters.contains(QLatin1String("properties")))
            tool.parameters.insert(QStringLiteral("properties"), QJsonObject());
    }
    return settings;
}

// Without these there would be another conversation, or no stream.
bool isOwn(Chat::Format format, const QString &name)
{
    switch (format) {
    case Chat::Format::OpenAiChat:
    case Chat::Format::AnthropicMessages:
        return name == QLatin1String("messages") || name == QLatin1String("stream");
    case Chat::Format::OpenAiResponses:
        return name == QLatin1String("input") || name == QLatin1String("stream");
    case Chat::Format::Gemini:
        return name == QLatin1String("contents");
    case Chat::Format::UiMessageStream:
        break;
    }
    return name == QLatin1String("messages") || name == QLatin1String("trigger");
}

void addOptions(QJsonObject *body, const ChatRequestSettings &settings)
{
    const QJsonObject &options = settings.options;
    for (auto option = options.begin(); option != options.end(); ++option) {
        if (isOwn(settings.format, option.key()))
            continue;
        // Tools that the service runs by itself stand beside those that are declared.
        if (option.key() == QLatin1String("tools") && body->contains(option.key())) {
            QJsonArray tools = body->value(option.key()).toArray();
            const QJsonArray further = option.value().toArray();
            for (const QJsonValue &tool : further)
                tools.append(tool);
            body->insert(option.key(), tools);
            continue;
        }
        body->insert(option.key(), option.value());
    }
}

} // namespace

void ChatRequestBody::appendInTurn(QJsonArray *messages, const QString &role, const QString &member,
                                   const QJsonArray &pieces)
{
    if (pieces.isEmpty())
        return;
    QJsonObject message = messages->isEmpty() ? QJsonObject() : messages->last().toObject();
    if (message.value(QLatin1String("role")).toString() != role) {
        messages->append(QJsonObject{ { QStringLiteral("role"), role }, { member, pieces } });
        return;
    }
    QJsonArray all = message.value(member).toArray();
    for (const QJsonValue &piece : pieces)
        all.append(piece);
    message.insert(member, all);
    messages->replace(messages->size() - 1, message);
}

ChatRequest ChatRequest::build(const ChatRequestSettings &given, const ChatModel &conversation)
{
    const ChatRequestSettings settings = completed(given);
    ChatRequest request;
    request.url = urlOf(settings);
    request.headers = headersOf(settings);
    request.body = bodyOf(settings, ChatTranscript(conversation));
    addOptions(&request.body, settings);
    return request;
}

QString ChatRequest::fault(const ChatRequestSettings &settings)
{
    if (settings.endpoint.isEmpty())
        return QStringLiteral("No endpoint is set.");
    if (settings.model.isEmpty() && (needsModel(settings) || namesModel(settings.endpoint)))
        return QStringLiteral("No model is set.");
    QSet<QString> names;
    for (const ChatToolDeclaration &tool : settings.tools) {
        if (tool.name.isEmpty())
            return QStringLiteral("A tool has no name.");
        if (names.contains(tool.name))
            return QStringLiteral("Two tools have the name %1.").arg(tool.name);
        names.insert(tool.name);
    }
    return QString();
}

ChatRequest::Header ChatRequest::keyHeader(Chat::Format format, const QByteArray &key)
{
    switch (format) {
    case Chat::Format::AnthropicMessages:
        return { "x-api-key", key };
    case Chat::Format::Gemini:
        return { "x-goog-api-key", key };
    case Chat::Format::OpenAiChat:
    case Chat::Format::OpenAiResponses:
    case Chat::Format::UiMessageStream:
        break;
    }
    return { "Authorization", "Bearer " + key };
}
