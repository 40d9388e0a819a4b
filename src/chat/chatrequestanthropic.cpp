// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The request of Anthropic's Messages: user and assistant in turn, each with a list of blocks.

#include "chatrequest_p.h"

#include "chattranscript_p.h"

#include <QtCore/qjsonarray.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int DefaultMaximumTokens = 4096; // the service has no default of its own

QJsonObject textBlock(const QString &text)
{
    return { { u"type"_s, u"text"_s }, { u"text"_s, text } };
}

QJsonObject callBlock(const ChatTranscript::Item &item)
{
    return { { u"type"_s, u"tool_use"_s },
             { u"id"_s, item.callId },
             { u"name"_s, item.toolName },
             { u"input"_s, item.arguments } };
}

QJsonObject resultBlock(const ChatTranscript::Item &item)
{
    QJsonObject block{ { u"type"_s, u"tool_result"_s },
                       { u"tool_use_id"_s, item.callId },
                       { u"content"_s, item.resultText() } };
    if (item.isError)
        block.insert(u"is_error"_s, true);
    return block;
}

// Signed by the service, which wants it back unchanged while its calls are being answered.
QJsonObject thinkingBlock(const ChatTranscript::Item &item)
{
    if (item.type == Chat::PartType::Unknown) {
        const bool isThought = item.extra.value("type"_L1) == QJsonValue("redacted_thinking"_L1);
        return isThought ? item.extra : QJsonObject();
    }
    const QString signature = item.extra.value("signature"_L1).toString();
    if (signature.isEmpty())
        return {};
    return { { u"type"_s, u"thinking"_s },
             { u"thinking"_s, item.text },
             { u"signature"_s, signature } };
}

QJsonArray blocksOf(const ChatTranscript::Entry &entry)
{
    QJsonArray blocks;
    for (const ChatTranscript::Item &item : entry.items) {
        if (item.isSaid()) {
            blocks.append(textBlock(item.text));
        } else if (item.isCall()) {
            blocks.append(callBlock(item));
        } else if (entry.isOfTurn) {
            if (const QJsonObject block = thinkingBlock(item); !block.isEmpty())
                blocks.append(block);
        }
    }
    return blocks;
}

QJsonArray resultsOf(const ChatTranscript::Entry &entry)
{
    QJsonArray blocks;
    for (const ChatTranscript::Item &item : entry.items) {
        if (item.isCall())
            blocks.append(resultBlock(item));
    }
    return blocks;
}

} // namespace

QJsonObject ChatRequestBody::anthropicMessages(const ChatRequestSettings &settings,
                                               const ChatTranscript &transcript)
{
    QJsonArray messages;
    const QList<ChatTranscript::Entry> entries = transcript.dialogue();
    for (const ChatTranscript::Entry &entry : entries) {
        appendInTurn(&messages, entry.role == Chat::Role::User ? u"user"_s : u"assistant"_s,
                     u"content"_s, blocksOf(entry));
        appendInTurn(&messages, u"user"_s, u"content"_s, resultsOf(entry));
    }

    QJsonObject body{ { u"model"_s, settings.model },
                      { u"max_tokens"_s, DefaultMaximumTokens },
                      { u"messages"_s, messages },
                      { u"stream"_s, true } };
    const QString system = transcript.systemText(settings.systemPrompt);
    if (!system.isEmpty())
        body.insert(u"system"_s, system);
    QJsonArray tools;
    for (const ChatToolDeclaration &tool : settings.tools) {
        tools.append(QJsonObject{ { u"name"_s, tool.name },
                                  { u"description"_s, tool.description },
                                  { u"input_schema"_s, tool.parameters } });
    }
    if (!tools.isEmpty())
        body.insert(u"tools"_s, tools);
    return body;
}
