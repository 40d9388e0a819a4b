// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The request of OpenAI's Chat Completions, and of the many servers that speak it.

#include "chatrequest_p.h"

#include "chattranscript_p.h"

#include <QtCore/qjsonarray.h>

using namespace Qt::StringLiterals;

namespace {

QJsonObject callOf(const ChatTranscript::Item &item)
{
    return { { u"id"_s, item.callId },
             { u"type"_s, u"function"_s },
             { u"function"_s,
               QJsonObject{ { u"name"_s, item.toolName },
                            { u"arguments"_s, item.argumentsText() } } } };
}

// The format has no mark for a result that is an error.
QString contentOf(const ChatTranscript::Item &item)
{
    return item.isError ? "Error: "_L1 + item.resultText() : item.resultText();
}

QJsonObject assistantMessage(const ChatTranscript::Entry &entry)
{
    QJsonArray calls;
    QStringList reasoning;
    for (const ChatTranscript::Item &item : entry.items) {
        if (item.isCall())
            calls.append(callOf(item));
        else if (item.type == Chat::PartType::Reasoning)
            reasoning.append(item.text);
    }
    const QString text = entry.text();
    QJsonObject message{ { u"role"_s, u"assistant"_s },
                         { u"content"_s, text.isEmpty() ? QJsonValue() : QJsonValue(text) } };
    if (!calls.isEmpty()) {
        message.insert(u"tool_calls"_s, calls);
        // Services that reason between calls want it back until the answer is whole, and refuse it
        // later.
        if (entry.isOfTurn && !reasoning.isEmpty())
            message.insert(u"reasoning_content"_s, reasoning.join("\n\n"_L1));
    }
    return message;
}

void addAnswer(QJsonArray *messages, const ChatTranscript::Entry &entry)
{
    if (!entry.hasCalls() && entry.text().isEmpty())
        return; // reasoning alone
    messages->append(assistantMessage(entry));
    for (const ChatTranscript::Item &item : entry.items) {
        if (!item.isCall())
            continue;
        messages->append(QJsonObject{ { u"role"_s, u"tool"_s },
                                      { u"tool_call_id"_s, item.callId },
                                      { u"content"_s, contentOf(item) } });
    }
}

} // namespace

QJsonObject ChatRequestBody::openAiChat(const ChatRequestSettings &settings,
                                        const ChatTranscript &transcript)
{
    QJsonArray messages;
    const auto add = [&messages](const QString &role, const QString &text) {
        messages.append(QJsonObject{ { u"role"_s, role }, { u"content"_s, text } });
    };
    if (!settings.systemPrompt.isEmpty())
        add(u"system"_s, settings.systemPrompt);
    for (const ChatTranscript::Entry &entry : transcript.entries) {
        if (entry.role == Chat::Role::Assistant)
            addAnswer(&messages, entry);
        else
            add(entry.role == Chat::Role::System ? u"system"_s : u"user"_s, entry.text());
    }

    QJsonObject body{ { u"model"_s, settings.model },
                      { u"messages"_s, messages },
                      { u"stream"_s, true },
                      { u"stream_options"_s, QJsonObject{ { u"include_usage"_s, true } } } };
    QJsonArray tools;
    for (const ChatToolDeclaration &tool : settings.tools) {
        tools.append(QJsonObject{ { u"type"_s, u"function"_s },
                                  { u"function"_s,
                                    QJsonObject{ { u"name"_s, tool.name },
                                                 { u"description"_s, tool.description },
                                                 { u"parameters"_s, tool.parameters } } } });
    }
    if (!tools.isEmpty())
        body.insert(u"tools"_s, tools);
    return body;
}
