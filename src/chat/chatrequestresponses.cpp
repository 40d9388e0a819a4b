// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The request of OpenAI's Responses. The whole conversation goes along: the service need keep
// nothing.

#include "chatrequest_p.h"

#include "chattranscript_p.h"

#include <QtCore/qjsonarray.h>

using namespace Qt::StringLiterals;

namespace {

QJsonObject textItem(const QString &role, const QString &text)
{
    return { { u"role"_s, role }, { u"content"_s, text } };
}

void addCall(QJsonArray *input, const ChatTranscript::Item &item)
{
    input->append(QJsonObject{ { u"type"_s, u"function_call"_s },
                               { u"call_id"_s, item.callId },
                               { u"name"_s, item.toolName },
                               { u"arguments"_s, item.argumentsText() } });
}

// The format has no mark for a result that is an error.
void addResult(QJsonArray *input, const ChatTranscript::Item &item)
{
    const QString text = item.resultText();
    input->append(QJsonObject{ { u"type"_s, u"function_call_output"_s },
                               { u"call_id"_s, item.callId },
                               { u"output"_s, item.isError ? "Error: "_L1 + text : text } });
}

void addAnswer(QJsonArray *input, const ChatTranscript::Entry &entry)
{
    for (const ChatTranscript::Item &item : entry.items) {
        if (item.isSaid())
            input->append(textItem(u"assistant"_s, item.text));
        else if (item.isCall())
            addCall(input, item);
    }
    for (const ChatTranscript::Item &item : entry.items) {
        if (item.isCall())
            addResult(input, item);
    }
}

} // namespace

QJsonObject ChatRequestBody::openAiResponses(const ChatRequestSettings &settings,
                                             const ChatTranscript &transcript)
{
    QJsonArray input;
    for (const ChatTranscript::Entry &entry : transcript.entries) {
        if (entry.role == Chat::Role::Assistant)
            addAnswer(&input, entry);
        else
            input.append(
                textItem(entry.role == Chat::Role::System ? u"system"_s : u"user"_s, entry.text()));
    }

    QJsonObject body{ { u"model"_s, settings.model },
                      { u"input"_s, input },
                      { u"stream"_s, true } };
    if (!settings.systemPrompt.isEmpty())
        body.insert(u"instructions"_s, settings.systemPrompt);
    QJsonArray tools;
    for (const ChatToolDeclaration &tool : settings.tools) {
        // Strict, which is the default here, would make every optional argument a required one.
        tools.append(QJsonObject{ { u"type"_s, u"function"_s },
                                  { u"name"_s, tool.name },
                                  { u"description"_s, tool.description },
                                  { u"parameters"_s, tool.parameters },
                                  { u"strict"_s, false } });
    }
    if (!tools.isEmpty())
        body.insert(u"tools"_s, tools);
    return body;
}
