// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The request of Gemini: user and model in turn. Model and streaming are said by the URL.

#include "chatrequest_p.h"

#include "chattranscript_p.h"

#include <QtCore/qjsonarray.h>

using namespace Qt::StringLiterals;

namespace {

QJsonObject callPart(const ChatTranscript::Item &item)
{
    QJsonObject part{ { u"functionCall"_s,
                        QJsonObject{ { u"id"_s, item.callId },
                                     { u"name"_s, item.toolName },
                                     { u"args"_s, item.arguments } } } };
    // What the model has thought before it called, which only the service can read.
    const QJsonValue signature = item.extra.value("thoughtSignature"_L1);
    if (signature.isString())
        part.insert(u"thoughtSignature"_s, signature);
    return part;
}

// A result has to be an object here.
QJsonObject responseOf(const ChatTranscript::Item &item)
{
    if (item.isError)
        return { { u"error"_s, item.result } };
    return item.result.isObject() ? item.result.toObject()
                                  : QJsonObject{ { u"result"_s, item.result } };
}

QJsonObject resultPart(const ChatTranscript::Item &item)
{
    return { { u"functionResponse"_s,
               QJsonObject{ { u"id"_s, item.callId },
                            { u"name"_s, item.toolName },
                            { u"response"_s, responseOf(item) } } } };
}

QJsonObject textPart(const ChatTranscript::Item &item)
{
    QJsonObject part{ { u"text"_s, item.text } };
    const QJsonValue signature = item.extra.value("thoughtSignature"_L1);
    if (signature.isString())
        part.insert(u"thoughtSignature"_s, signature);
    return part;
}

QJsonArray partsOf(const ChatTranscript::Entry &entry)
{
    QJsonArray parts;
    for (const ChatTranscript::Item &item : entry.items) {
        if (item.isSaid())
            parts.append(textPart(item));
        else if (item.isCall())
            parts.append(callPart(item));
    }
    return parts;
}

QJsonArray resultsOf(const ChatTranscript::Entry &entry)
{
    QJsonArray parts;
    for (const ChatTranscript::Item &item : entry.items) {
        if (item.isCall())
            parts.append(resultPart(item));
    }
    return parts;
}

} // namespace

QJsonObject ChatRequestBody::gemini(const ChatRequestSettings &settings,
                                    const ChatTranscript &transcript)
{
    QJsonArray contents;
    const QList<ChatTranscript::Entry> entries = transcript.dialogue();
    for (const ChatTranscript::Entry &entry : entries) {
        appendInTurn(&contents, entry.role == Chat::Role::User ? u"user"_s : u"model"_s, u"parts"_s,
                     partsOf(entry));
        appendInTurn(&contents, u"user"_s, u"parts"_s, resultsOf(entry));
    }

    QJsonObject body{ { u"contents"_s, contents } };
    const QString system = transcript.systemText(settings.systemPrompt);
    if (!system.isEmpty())
        body.insert(
            u"systemInstruction"_s,
            QJsonObject{ { u"parts"_s, QJsonArray{ QJsonObject{ { u"text"_s, system } } } } });
    QJsonArray declarations;
    for (const ChatToolDeclaration &tool : settings.tools) {
        QJsonObject declaration{ { u"name"_s, tool.name }, { u"description"_s, tool.description } };
        // An object without properties is refused.
        if (!tool.parameters.value("properties"_L1).toObject().isEmpty())
            declaration.insert(u"parametersJsonSchema"_s, tool.parameters);
        declarations.append(declaration);
    }
    if (!declarations.isEmpty())
        body.insert(u"tools"_s,
                    QJsonArray{ QJsonObject{ { u"functionDeclarations"_s, declarations } } });
    return body;
}
