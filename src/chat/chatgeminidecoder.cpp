// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatgeminidecoder_p.h"

#include "chatdecoding_p.h"
#include "chatserviceerror_p.h"

#include <QtCore/qjsonarray.h>

#include <algorithm>
#include <utility>

using Type = ChatDelta::Type;

namespace {

// Members of a response that are read.
constexpr QLatin1String Known[] = {
    QLatin1String("candidates"), QLatin1String("promptFeedback"), QLatin1String("usageMetadata"),
    QLatin1String("responseId"), QLatin1String("modelVersion"),
};

// Members of a candidate that say where its text is from.
constexpr QLatin1String Sources[] = {
    QLatin1String("citationMetadata"),
    QLatin1String("groundingMetadata"),
    QLatin1String("urlContextMetadata"),
};

// Members of a part that say more of what it holds.
constexpr QLatin1String Flags[] = {
    QLatin1String("thought"),         QLatin1String("thoughtSignature"),
    QLatin1String("partMetadata"),    QLatin1String("mediaResolution"),
    QLatin1String("mediaProcessing"), QLatin1String("speechMetadata"),
    QLatin1String("videoMetadata"),
};

constexpr QLatin1String Filters[] = {
    QLatin1String("SAFETY"),
    QLatin1String("RECITATION"),
    QLatin1String("BLOCKLIST"),
    QLatin1String("PROHIBITED_CONTENT"),
    QLatin1String("SPII"),
    QLatin1String("IMAGE_SAFETY"),
    QLatin1String("IMAGE_PROHIBITED_CONTENT"),
    QLatin1String("IMAGE_RECITATION"),
};

constexpr QLatin1String Faults[] = {
    QLatin1String("MALFORMED_FUNCTION_CALL"),
    QLatin1String("UNEXPECTED_TOOL_CALL"),
    QLatin1String("TOO_MANY_TOOL_CALLS"),
};

template<std::size_t Count>
bool isOneOf(const QString &name, const QLatin1String (&names)[Count])
{
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

// By the member that it has beside its flags.
QString nameOf(const QJsonObject &part)
{
    const QStringList names = part.keys();
    const auto found = std::find_if(names.begin(), names.end(),
                                    [](const QString &name) { return !isOneOf(name, Flags); });
    return found != names.end() ? *found : QString();
}

QJsonValue signatureOf(const QJsonObject &part)
{
    return part.value(QLatin1String("thoughtSignature"));
}

QJsonObject valueOf(const QString &signature)
{
    return { { QStringLiteral("thoughtSignature"), signature } };
}

} // namespace

QList<ChatDelta> ChatGeminiDecoder::decode(const SseEvent &event)
{
    if (m_isOver)
        return {};
    if (const auto response = ChatDecoding::readObject(event, &m_deltas))
        readResponse(*response);
    return std::exchange(m_deltas, {});
}

QList<ChatDelta> ChatGeminiDecoder::finish()
{
    if (std::exchange(m_isOver, true))
        return {};
    endPart();
    if (!m_finishReason.isEmpty())
        end();
    else if (!m_hasFailed)
        m_deltas.append(ChatDecoding::makeTruncation(QStringLiteral("a finishReason")));
    return std::exchange(m_deltas, {});
}

void ChatGeminiDecoder::readResponse(const QJsonObject &response)
{
    if (!ChatDecoding::isNothing(response.value(QLatin1String("error")))) {
        fail(ChatServiceError::fromJson(response));
        return;
    }
    const bool isKnown = std::any_of(std::begin(Known), std::end(Known),
                                     [&](QLatin1String name) { return response.contains(name); });
    if (!isKnown) {
        m_deltas.append(ChatDecoding::makeUnknown(QString(), response));
        return;
    }
    if (!std::exchange(m_hasBegun, true))
        m_deltas.append(ChatDecoding::makeMessageBegin(
            response.value(QLatin1String("responseId")).toString(),
            response.value(QLatin1String("modelVersion")).toString()));
    const QJsonArray candidates = response.value(QLatin1String("candidates")).toArray();
    for (const QJsonValue &candidate : candidates) {
        if (candidate.toObject().value(QLatin1String("index")).toInt() == 0)
            readCandidate(candidate.toObject());
        else
            m_deltas.append(ChatDecoding::makeUnknown(QStringLiteral("candidate"), candidate));
    }
    readPromptFeedback(response.value(QLatin1String("promptFeedback")).toObject());
    readUsage(response.value(QLatin1String("usageMetadata")).toObject());
}

void ChatGeminiDecoder::readCandidate(const QJsonObject &candidate)
{
    const QJsonArray parts = candidate.value(QLatin1String("content"))
                                 .toObject()
                                 .value(QLatin1String("parts"))
                                 .toArray();
    for (const QJsonValue &part : parts)
        readPart(part.toObject());
    for (const QLatin1String name : Sources) {
        const QJsonValue source = candidate.value(name);
        if (!ChatDecoding::isNothing(source))
            m_deltas.append(ChatDecoding::makeUnknown(name, source));
    }
    const QString reason = candidate.value(QLatin1String("finishReason")).toString();
    if (!reason.isEmpty() && reason != QLatin1String("FINISH_REASON_UNSPECIFIED")) {
        m_finishReason = reason;
        m_finishMessage = candidate.value(QLatin1String("finishMessage")).toString();
    }
}

void ChatGeminiDecoder::readPart(const QJsonObject &part)
{
    const QString name = nameOf(part);
    if (part.value(QLatin1String("functionCall")).isObject())
        readCall(part);
    else if (part.value(QLatin1String("text")).isString() || name.isEmpty())
        readText(part);
    else
        keepPart(name, part);
}

void ChatGeminiDecoder::readText(const QJsonObject &part)
{
    const QString text = part.value(QLatin1String("text")).toString();
    const QString signature = signatureOf(part).toString();
    if (!text.isEmpty()) {
        const bool isThought = part.value(QLatin1String("thought")).toBool();
        if (!beginPart(isThought ? Type::Reasoning : Type::Text)) {
            keepPart(QStringLiteral("text"), part);
            return;
        }
        m_deltas.append(ChatDecoding::makeText(m_partType, m_partId, text));
    }
    if (signature.isEmpty())
        return;
    if (m_partType != Type::Unknown)
        m_signature = signature;
    else
        keepPart(QStringLiteral("thoughtSignature"), part);
}

void ChatGeminiDecoder::readCall(const QJsonObject &part)
{
    const QJsonObject call = part.value(QLatin1String("functionCall")).toObject();
    const QString name = call.value(QLatin1String("name")).toString();
    // Arguments in pieces that each have a place of their own come only if the request allows it.
    const bool isPiece = call.contains(QLatin1String("partialArgs"))
        || call.value(QLatin1String("willContinue")).toBool();
    if (name.isEmpty() || isPiece) {
        keepPart(QStringLiteral("functionCall"), part);
        return;
    }
    endPart();
    const QString key = QString::number(m_callCount++);
    m_calls.begin(key, call.value(QLatin1String("id")).toString(), name, &m_deltas);
    const qsizetype before = m_deltas.size();
    m_calls.complete(key, &m_deltas,
                     ChatDecoding::toJson(call.value(QLatin1String("args")).toObject()));
    const QString signature = signatureOf(part).toString();
    if (!signature.isEmpty() && m_deltas.size() > before
        && m_deltas.last().type == Type::ToolComplete)
        m_deltas.last().value = valueOf(signature);
}

// What has no shape among the others, as code, pictures and results of tools of the service.
void ChatGeminiDecoder::keepPart(const QString &name, const QJsonObject &part)
{
    endPart();
    m_deltas.append(ChatDecoding::makeUnknown(name, part));
}

// Whether there is one of that type to add to.
bool ChatGeminiDecoder::beginPart(ChatDelta::Type type)
{
    if (m_partType == type)
        return true;
    endPart();
    if (m_partCount >= ChatDecoding::MaximumParts)
        return false;
    m_partType = type;
    m_partId = QString::number(m_partCount++);
    return true;
}

void ChatGeminiDecoder::endPart()
{
    const QString signature = std::exchange(m_signature, QString());
    if (std::exchange(m_partType, Type::Unknown) == Type::Unknown)
        return;
    ChatDelta end = ChatDecoding::makePartEnd(m_partId);
    if (!signature.isEmpty())
        end.value = valueOf(signature);
    m_deltas.append(end);
}

void ChatGeminiDecoder::readPromptFeedback(const QJsonObject &feedback)
{
    const QString reason = feedback.value(QLatin1String("blockReason")).toString();
    if (reason.isEmpty())
        return;
    const QString message = feedback.value(QLatin1String("blockReasonMessage")).toString();
    ChatError error = ChatServiceError::make(
        Chat::ErrorCode::ContentFiltered,
        message.isEmpty() ? QStringLiteral("The service has blocked the prompt.") : message);
    error.serviceCode = reason;
    fail(error);
}

void ChatGeminiDecoder::readUsage(const QJsonObject &usage)
{
    const auto count = [&](const char *name) {
        return ChatDecoding::tokenCount(usage.value(QLatin1String(name)));
    };
    ChatUsage known;
    known.inputTokens = count("promptTokenCount");
    known.outputTokens = count("candidatesTokenCount");
    known.reasoningTokens = count("thoughtsTokenCount");
    known.cachedTokens = count("cachedContentTokenCount");
    // The service counts apart what inputTokens and outputTokens hold together.
    ChatUsage more;
    more.inputTokens = count("toolUsePromptTokenCount");
    more.outputTokens = known.reasoningTokens;
    known += more;
    ChatUsage newest = m_usage;
    newest.update(known);
    if (newest != m_usage)
        m_deltas.append(ChatDecoding::makeUsage(newest));
    m_usage = newest;
}

void ChatGeminiDecoder::fail(const ChatError &error)
{
    m_hasFailed = true;
    m_deltas.append(ChatDecoding::makeError(error));
}

void ChatGeminiDecoder::end()
{
    const Chat::FinishReason reason = finishReason();
    if (reason == Chat::FinishReason::Error) {
        ChatError error = ChatServiceError::make(
            Chat::ErrorCode::ServerFailed,
            m_finishMessage.isEmpty()
                ? QStringLiteral("The model has called a tool in a way that is not valid.")
                : m_finishMessage);
        error.serviceCode = m_finishReason;
        m_deltas.append(ChatDecoding::makeError(error));
    }
    m_deltas.append(ChatDecoding::makeFinish(reason));
    m_deltas.append(ChatDecoding::make(Type::End));
    m_hasEnded = true;
}

Chat::FinishReason ChatGeminiDecoder::finishReason() const
{
    // A call of a tool has no reason of its own.
    if (m_finishReason == QLatin1String("STOP"))
        return m_calls.isEmpty() ? Chat::FinishReason::Stop : Chat::FinishReason::ToolCalls;
    if (m_finishReason == QLatin1String("FUNCTION_CALL")) // some gateways
        return Chat::FinishReason::ToolCalls;
    if (m_finishReason == QLatin1String("MAX_TOKENS"))
        return Chat::FinishReason::Length;
    if (isOneOf(m_finishReason, Filters))
        return Chat::FinishReason::ContentFilter;
    return isOneOf(m_finishReason, Faults) ? Chat::FinishReason::Error : Chat::FinishReason::Other;
}
