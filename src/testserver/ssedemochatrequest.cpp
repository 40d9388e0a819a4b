// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssedemochatrequest_p.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using SseDemo::ChatProblem;
using SseDemo::ChatPrompt;
using SseDemo::ChatRequest;
using SseDemo::ChatToolResult;

bool isAbsent(const QJsonValue &value)
{
    return value.isNull() || value.isUndefined();
}

// The text of a message: a string, or the text parts of a list.
std::optional<QString> contentText(const QJsonValue &content)
{
    if (content.isString())
        return content.toString();
    if (!content.isArray())
        return std::nullopt;
    QString text;
    const QJsonArray parts = content.toArray();
    for (const QJsonValue &part : parts) {
        if (!part.isObject() || !part["type"_L1].isString())
            return std::nullopt;
        if (part["type"_L1].toString() == "text"_L1)
            text += part["text"_L1].toString();
    }
    return text;
}

// Reads one message after the other, and knows which tool calls still want an answer.
class ConversationReader
{
public:
    [[nodiscard]] std::optional<ChatProblem> read(qsizetype index, const QJsonValue &message);
    [[nodiscard]] std::optional<ChatProblem> finish(qsizetype count) const;

    ChatPrompt prompt;

private:
    struct Call
    {
        QString id;
        ChatToolResult result; // without its content
    };

    [[nodiscard]] std::optional<ChatProblem> readCalls(const QString &path,
                                                       const QJsonValue &calls);
    [[nodiscard]] std::optional<ChatProblem> readResult(const QString &path,
                                                        const QJsonObject &message,
                                                        const QString &text);
    [[nodiscard]] std::optional<ChatProblem> unanswered(const QString &path) const;

    QList<Call> m_open;
    int m_userMessages = 0;
};

std::optional<ChatProblem> ConversationReader::read(qsizetype index, const QJsonValue &message)
{
    static const QStringList roles{ u"system"_s, u"developer"_s, u"user"_s, u"assistant"_s,
                                    u"tool"_s };
    const QString path = u"messages[%1]"_s.arg(index);
    if (!message.isObject())
        return ChatProblem{ u"'%1' must be an object with 'role' and 'content'."_s.arg(path),
                            path };
    const QJsonObject object = message.toObject();
    const QString role = object["role"_L1].toString();
    if (!roles.contains(role)) {
        const QString param = path + u".role"_s;
        return ChatProblem{ u"'%1' must be one of: %2."_s.arg(param, roles.join(u", "_s)), param };
    }
    if (role != "tool"_L1) {
        if (auto problem = unanswered(path))
            return problem;
    }

    const QJsonValue calls = object["tool_calls"_L1];
    const bool hasCalls = role == "assistant"_L1 && !isAbsent(calls);
    const QJsonValue content = object["content"_L1];
    const std::optional<QString> text =
        hasCalls && isAbsent(content) ? QString() : contentText(content);
    if (!text) {
        const QString param = path + u".content"_s;
        return ChatProblem{ u"'%1' must be a string or an array of parts."_s.arg(param), param };
    }
    prompt.tokens += SseDemo::countChatTokens(*text);
    if (role == "user"_L1) {
        prompt.text = *text;
        prompt.turn = m_userMessages++;
        prompt.results.clear();
    }
    if (hasCalls)
        return readCalls(path + u".tool_calls"_s, calls);
    return role == "tool"_L1 ? readResult(path, object, *text) : std::nullopt;
}

std::optional<ChatProblem> ConversationReader::readCalls(const QString &path,
                                                         const QJsonValue &calls)
{
    const ChatProblem problem{
        u"'%1' must be an array of calls, each with 'id', 'type' and 'function'."_s.arg(path), path
    };
    if (!calls.isArray() || calls.toArray().isEmpty())
        return problem;
    const QJsonArray array = calls.toArray();
    for (const QJsonValue &call : array) {
        const QJsonObject function = call["function"_L1].toObject();
        const QString id = call["id"_L1].toString();
        if (id.isEmpty() || call["type"_L1].toString() != "function"_L1
            || function["name"_L1].toString().isEmpty() || !function["arguments"_L1].isString()) {
            return problem;
        }
        m_open.append(
            { id, { function["name"_L1].toString(), function["arguments"_L1].toString(), {} } });
        prompt.tokens += SseDemo::countChatTokens(m_open.constLast().result.arguments);
    }
    return std::nullopt;
}

std::optional<ChatProblem> ConversationReader::readResult(const QString &path,
                                                          const QJsonObject &message,
                                                          const QString &text)
{
    const QString id = message["tool_call_id"_L1].toString();
    const auto call = std::find_if(m_open.begin(), m_open.end(),
                                   [&id](const Call &open) { return open.id == id; });
    if (call == m_open.end()) {
        const QString param = path + u".tool_call_id"_s;
        return ChatProblem{
            u"'%1' must name a call of the message before that has no answer yet."_s.arg(param),
            param
        };
    }
    ChatToolResult result = call->result;
    result.content = text;
    prompt.results.append(result);
    m_open.erase(call);
    return std::nullopt;
}

std::optional<ChatProblem> ConversationReader::unanswered(const QString &path) const
{
    if (m_open.isEmpty())
        return std::nullopt;
    QStringList ids;
    for (const Call &call : m_open)
        ids.append(call.id);
    return ChatProblem{ u"'tool_calls' must be followed by a message of the role 'tool' for each "
                        "'tool_call_id'. These have none before '%1': %2."_s.arg(path,
                                                                                 ids.join(u", "_s)),
                        path };
}

std::optional<ChatProblem> ConversationReader::finish(qsizetype count) const
{
    return unanswered(u"messages[%1]"_s.arg(count));
}

std::optional<ChatProblem> readMessages(ChatRequest *request, const QJsonValue &value)
{
    const QJsonArray messages = value.toArray();
    if (messages.isEmpty())
        return ChatProblem{
            u"'messages' is required and must be an array with at least one message."_s,
            u"messages"_s
        };
    ConversationReader reader;
    for (qsizetype i = 0; i < messages.size(); ++i) {
        if (auto problem = reader.read(i, messages.at(i)))
            return problem;
    }
    request->prompt = reader.prompt;
    return reader.finish(messages.size());
}

std::optional<ChatProblem> readStreaming(ChatRequest *request, const QJsonObject &object)
{
    const QJsonValue stream = object["stream"_L1];
    if (!isAbsent(stream) && !stream.isBool())
        return ChatProblem{ u"'stream' must be true or false."_s, u"stream"_s };
    request->stream = stream.toBool();
    const QJsonValue options = object["stream_options"_L1];
    if (isAbsent(options))
        return std::nullopt;
    if (!options.isObject() || !request->stream)
        return ChatProblem{ u"'stream_options' must be an object, and goes with 'stream': true."_s,
                            u"stream_options"_s };
    request->includeUsage = options["include_usage"_L1].toBool();
    return std::nullopt;
}

std::optional<ChatProblem> readTools(ChatRequest *request, const QJsonObject &object)
{
    const QJsonValue tools = object["tools"_L1];
    if (isAbsent(tools))
        return std::nullopt;
    if (!tools.isArray())
        return ChatProblem{ u"'tools' must be an array."_s, u"tools"_s };
    const QJsonArray array = tools.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QJsonValue tool = array.at(i);
        const QJsonObject function = tool["function"_L1].toObject();
        if (tool["type"_L1].toString() != "function"_L1
            || function["name"_L1].toString().isEmpty()) {
            const QString param = u"tools[%1]"_s.arg(i);
            return ChatProblem{
                u"'%1' must have the 'type' \"function\" and a 'function' with a 'name'."_s.arg(
                    param),
                param
            };
        }
        request->tools.append(function);
    }
    if (object["tool_choice"_L1].toString() == "none"_L1)
        request->tools.clear();
    return std::nullopt;
}

std::optional<ChatProblem> readLimits(ChatRequest *request, const QJsonObject &object)
{
    for (const QString &name : { u"max_tokens"_s, u"max_completion_tokens"_s }) {
        const QJsonValue limit = object[name];
        if (isAbsent(limit))
            continue;
        if (limit.toInt() < 1)
            return ChatProblem{ u"'%1' must be a whole number from 1 on."_s.arg(name), name };
        request->maximumTokens = limit.toInt();
    }
    return std::nullopt;
}

std::optional<ChatProblem> readModel(ChatRequest *request, const QJsonObject &object)
{
    const QJsonValue model = object["model"_L1];
    if (isAbsent(model))
        return std::nullopt;
    if (model.toString().isEmpty())
        return ChatProblem{ u"'model' must be a string, and not an empty one."_s, u"model"_s };
    request->model = model.toString();
    return std::nullopt;
}

std::optional<ChatProblem> readRequest(ChatRequest *request, const QByteArray &body)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError)
        return ChatProblem{ u"The body of the request is not valid JSON: %1, at offset %2."_s
                                .arg(error.errorString())
                                .arg(error.offset),
                            {} };
    if (!document.isObject())
        return ChatProblem{ u"The body of the request must be a JSON object."_s, {} };
    const QJsonObject object = document.object();
    if (auto problem = readMessages(request, object["messages"_L1]))
        return problem;
    for (const auto read : { readModel, readStreaming, readTools, readLimits }) {
        if (auto problem = read(request, object))
            return problem;
    }
    request->reasoning = object["reasoning_effort"_L1].toString() != "none"_L1;
    return std::nullopt;
}

} // namespace

const QJsonObject *SseDemo::ChatRequest::tool(const QString &name) const
{
    const auto tool = std::find_if(tools.begin(), tools.end(), [&name](const QJsonObject &each) {
        return each["name"_L1].toString() == name;
    });
    return tool == tools.end() ? nullptr : &*tool;
}

SseDemo::ChatRequest SseDemo::parseChatRequest(const QByteArray &body)
{
    ChatRequest request;
    request.problem = readRequest(&request, body);
    return request;
}

int SseDemo::countChatTokens(const QString &text)
{
    return text.isEmpty() ? 0 : int(text.size() / 4 + 1);
}
