// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The request of the UI message stream: the messages as a view has them. The service has a model
// and tools of its own.

#include "chatrequest_p.h"

#include "chattranscript_p.h"

#include <QtCore/qjsonarray.h>

using namespace Qt::StringLiterals;

namespace {

QJsonObject callPart(const ChatTranscript::Item &item)
{
    QJsonObject part{ { u"type"_s, "tool-"_L1 + item.toolName },
                      { u"toolCallId"_s, item.callId },
                      { u"state"_s, item.isError ? u"output-error"_s : u"output-available"_s },
                      { u"input"_s, item.arguments } };
    if (item.isError)
        part.insert(u"errorText"_s, item.resultText());
    else
        part.insert(u"output"_s, item.result);
    return part;
}

QJsonObject partOf(const ChatTranscript::Item &item)
{
    if (item.isCall())
        return callPart(item);
    const bool isReasoning = item.type == Chat::PartType::Reasoning;
    QJsonObject part{ { u"type"_s, isReasoning ? u"reasoning"_s : u"text"_s },
                      { u"text"_s, item.text } };
    const QJsonValue metadata = item.extra.value("providerMetadata"_L1);
    if (metadata.isObject())
        part.insert(u"providerMetadata"_s, metadata);
    return part;
}

QString nameOf(Chat::Role role)
{
    switch (role) {
    case Chat::Role::Assistant:
        return u"assistant"_s;
    case Chat::Role::System:
        return u"system"_s;
    case Chat::Role::User:
    case Chat::Role::Tool:
        break;
    }
    return u"user"_s;
}

QJsonObject message(const QString &id, Chat::Role role, const QJsonArray &parts)
{
    return { { u"id"_s, id }, { u"role"_s, nameOf(role) }, { u"parts"_s, parts } };
}

// All rounds of an answer are one message.
QJsonArray messagesOf(const QList<ChatTranscript::Entry> &entries)
{
    QJsonArray messages;
    QJsonArray parts;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const ChatTranscript::Entry &entry = entries.at(i);
        if (entry.role == Chat::Role::Assistant)
            parts.append(QJsonObject{ { u"type"_s, u"step-start"_s } });
        for (const ChatTranscript::Item &item : entry.items) {
            if (item.type != Chat::PartType::Unknown)
                parts.append(partOf(item));
        }
        if (i + 1 < entries.size() && entries.at(i + 1).messageId == entry.messageId)
            continue;
        messages.append(message(entry.messageId, entry.role, parts));
        parts = {};
    }
    return messages;
}

} // namespace

QJsonObject ChatRequestBody::uiMessageStream(const ChatRequestSettings &settings,
                                             const ChatTranscript &transcript)
{
    QJsonArray messages = messagesOf(transcript.entries);
    if (!settings.systemPrompt.isEmpty()) {
        const QJsonObject text{ { u"type"_s, u"text"_s }, { u"text"_s, settings.systemPrompt } };
        messages.prepend(message(u"system"_s, Chat::Role::System, { text }));
    }
    QJsonObject body{ { u"id"_s, settings.conversationId },
                      { u"messages"_s, messages },
                      { u"trigger"_s,
                        settings.isRegeneration ? u"regenerate-message"_s : u"submit-message"_s } };
    if (settings.isRegeneration && !settings.replacedMessageId.isEmpty())
        body.insert(u"messageId"_s, settings.replacedMessageId);
    return body;
}
