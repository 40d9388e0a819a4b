// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatanthropicdecoder_p.h"

#include "chatdecoding_p.h"
#include "chatserviceerror_p.h"

#include <QtCore/qjsondocument.h>

#include <utility>

using Type = ChatDelta::Type;

namespace {

// Of the input of tools that the service runs itself.
constexpr qsizetype MaximumKept = ChatToolCalls::MaximumArguments;

Type fragmentsOf(const QString &blockType)
{
    if (blockType == QLatin1String("text"))
        return Type::Text;
    if (blockType == QLatin1String("thinking"))
        return Type::Reasoning;
    return blockType == QLatin1String("tool_use") ? Type::ToolArguments : Type::Unknown;
}

Chat::FinishReason finishReason(const QString &name)
{
    if (name == QLatin1String("end_turn") || name == QLatin1String("stop_sequence"))
        return Chat::FinishReason::Stop;
    if (name == QLatin1String("max_tokens")
        || name == QLatin1String("model_context_window_exceeded"))
        return Chat::FinishReason::Length;
    if (name == QLatin1String("tool_use"))
        return Chat::FinishReason::ToolCalls;
    return name == QLatin1String("refusal") ? Chat::FinishReason::ContentFilter
                                            : Chat::FinishReason::Other;
}

void update(int *tokens, const QJsonValue &newer)
{
    const int count = ChatDecoding::tokenCount(newer);
    if (count >= 0)
        *tokens = count;
}

// The block as it would have been without streaming.
QJsonObject wholeOf(QJsonObject block, const QString &input)
{
    if (!input.isEmpty()) {
        const QJsonDocument document = QJsonDocument::fromJson(input.toUtf8());
        block.insert(QStringLiteral("input"),
                     document.isObject() ? QJsonValue(document.object()) : QJsonValue(input));
    }
    return block;
}

} // namespace

QList<ChatDelta> ChatAnthropicDecoder::decode(const SseEvent &event)
{
    if (m_isOver)
        return {};
    if (const auto object = ChatDecoding::readObject(event, &m_deltas)) {
        // Both say the same, and where something stands between one may be lost.
        const QString type = object->value(QLatin1String("type")).toString();
        readEvent(type.isEmpty() ? event.type() : type, *object);
    }
    return std::exchange(m_deltas, {});
}

QList<ChatDelta> ChatAnthropicDecoder::finish()
{
    if (std::exchange(m_isOver, true))
        return {};
    endParts();
    m_calls.abandonAll(&m_deltas);
    if (!m_hasFailed)
        m_deltas.append(ChatDecoding::makeTruncation(QStringLiteral("message_stop")));
    return std::exchange(m_deltas, {});
}

void ChatAnthropicDecoder::readEvent(const QString &type, const QJsonObject &event)
{
    const int index = event.value(QLatin1String("index")).toInt();
    if (type == QLatin1String("message_start")) {
        beginMessage(event.value(QLatin1String("message")).toObject());
    } else if (type == QLatin1String("content_block_start")) {
        beginBlock(index, event.value(QLatin1String("content_block")).toObject());
    } else if (type == QLatin1String("content_block_delta")) {
        continueBlock(index, event.value(QLatin1String("delta")).toObject());
    } else if (type == QLatin1String("content_block_stop")) {
        endBlock(index);
    } else if (type == QLatin1String("message_delta")) {
        readUsage(event.value(QLatin1String("usage")).toObject());
        finishMessage(event.value(QLatin1String("delta")).toObject());
    } else if (type == QLatin1String("message_stop")) {
        end();
    } else if (type == QLatin1String("error") || event.value(QLatin1String("error")).isObject()) {
        m_hasFailed = true;
        m_deltas.append(ChatDecoding::makeError(ChatServiceError::fromJson(event)));
    } else {
        m_deltas.append(ChatDecoding::makeUnknown(type, event));
    }
}

void ChatAnthropicDecoder::beginMessage(const QJsonObject &message)
{
    m_deltas.append(
        ChatDecoding::makeMessageBegin(message.value(QLatin1String("id")).toString(),
                                       message.value(QLatin1String("model")).toString()));
    readUsage(message.value(QLatin1String("usage")).toObject());
}

void ChatAnthropicDecoder::beginBlock(int index, const QJsonObject &start)
{
    endBlock(index); // one of that index that has had no end
    const QString type = start.value(QLatin1String("type")).toString();
    if (m_partCount >= ChatDecoding::MaximumParts) {
        m_deltas.append(ChatDecoding::makeUnknown(type, start));
        return;
    }
    Block &block = m_blocks[index];
    block.type = fragmentsOf(type);
    block.partId = QString::number(m_partCount++);
    block.start = start;
    if (block.type == Type::Reasoning)
        block.signature = start.value(QLatin1String("signature")).toString();
    if (block.type == Type::ToolArguments) {
        m_calls.begin(block.partId, start.value(QLatin1String("id")).toString(),
                      start.value(QLatin1String("name")).toString(), &m_deltas);
    } else if (block.type != Type::Unknown) {
        // What blocks of "text" and "thinking" begin with stands in a member of the same name.
        addText(start.value(type).toString(), &block);
    }
}

void ChatAnthropicDecoder::continueBlock(int index, const QJsonObject &fragment)
{
    const auto block = m_blocks.find(index);
    if (block != m_blocks.end() && take(fragment, &*block))
        return;
    // A citation, or what fits no block.
    const QString type = fragment.value(QLatin1String("type")).toString();
    m_deltas.append(ChatDecoding::makeUnknown(type, fragment));
}

// Whether it is a fragment of what such a block consists of.
bool ChatAnthropicDecoder::take(const QJsonObject &fragment, Block *block)
{
    const QString type = fragment.value(QLatin1String("type")).toString();
    if (type == QLatin1String("text_delta") && block->type == Type::Text)
        addText(fragment.value(QLatin1String("text")).toString(), block);
    else if (type == QLatin1String("thinking_delta") && block->type == Type::Reasoning)
        addText(fragment.value(QLatin1String("thinking")).toString(), block);
    else if (type == QLatin1String("signature_delta") && block->type == Type::Reasoning)
        block->signature = fragment.value(QLatin1String("signature")).toString();
    else if (type == QLatin1String("input_json_delta"))
        return addInput(fragment.value(QLatin1String("partial_json")).toString(), block);
    else
        return false;
    return true;
}

void ChatAnthropicDecoder::addText(const QString &text, Block *block)
{
    if (text.isEmpty())
        return;
    block->hasFragments = true;
    m_deltas.append(ChatDecoding::makeText(block->type, block->partId, text));
}

bool ChatAnthropicDecoder::addInput(const QString &json, Block *block)
{
    if (block->type == Type::ToolArguments) {
        m_calls.append(block->partId, json, &m_deltas);
    } else if (block->type == Type::Unknown && json.size() <= MaximumKept - m_keptSize) {
        m_keptSize += json.size();
        block->input += json;
    } else {
        return false;
    }
    block->hasFragments = block->hasFragments || !json.isEmpty();
    return true;
}

void ChatAnthropicDecoder::endBlock(int index)
{
    const auto found = m_blocks.find(index);
    if (found == m_blocks.end())
        return;
    const Block block = *found;
    m_blocks.erase(found);
    if (block.type != Type::ToolArguments) {
        endPart(block);
    } else if (block.hasFragments) {
        // A limit of tokens may have cut them off: that is said after the block's end.
        m_calls.completeWhole(&m_deltas);
    } else {
        // Some gateways have all of the input in the beginning.
        m_calls.complete(block.partId, &m_deltas,
                         ChatDecoding::toJson(block.start.value(QLatin1String("input"))));
    }
}

void ChatAnthropicDecoder::endPart(const Block &block)
{
    if (block.type == Type::Unknown) {
        m_deltas.append(
            ChatDecoding::makeUnknown(block.start.value(QLatin1String("type")).toString(),
                                      wholeOf(block.start, block.input)));
    } else if (block.hasFragments || !block.signature.isEmpty()) {
        ChatDelta end = ChatDecoding::makePartEnd(block.partId);
        if (!block.signature.isEmpty())
            end.value = QJsonObject{ { QStringLiteral("signature"), block.signature } };
        m_deltas.append(end);
    }
}

// Those whose end has not come.
void ChatAnthropicDecoder::endParts()
{
    const QMap<int, Block> blocks = std::exchange(m_blocks, {});
    for (const Block &block : blocks) {
        if (block.type != Type::ToolArguments)
            endPart(block);
    }
}

void ChatAnthropicDecoder::finishMessage(const QJsonObject &delta)
{
    const QString name = delta.value(QLatin1String("stop_reason")).toString();
    if (name.isEmpty())
        return;
    endParts();
    const QString explanation = delta.value(QLatin1String("stop_details"))
                                    .toObject()
                                    .value(QLatin1String("explanation"))
                                    .toString();
    if (!explanation.isEmpty() && m_partCount < ChatDecoding::MaximumParts) {
        const QString partId = QString::number(m_partCount++);
        m_deltas.append(ChatDecoding::makeText(Type::Refusal, partId, explanation));
        m_deltas.append(ChatDecoding::makePartEnd(partId));
    }
    const Chat::FinishReason reason = finishReason(name);
    if (reason == Chat::FinishReason::Length || reason == Chat::FinishReason::ContentFilter)
        m_calls.abandonAll(&m_deltas);
    else
        m_calls.completeAll(&m_deltas);
    m_deltas.append(ChatDecoding::makeFinish(reason));
}

void ChatAnthropicDecoder::readUsage(const QJsonObject &usage)
{
    update(&m_input.fresh, usage.value(QLatin1String("input_tokens")));
    update(&m_input.cacheRead, usage.value(QLatin1String("cache_read_input_tokens")));
    update(&m_input.cacheWritten, usage.value(QLatin1String("cache_creation_input_tokens")));
    ChatUsage known;
    // The service counts apart what inputTokens hold together.
    for (const int tokens : { m_input.fresh, m_input.cacheRead, m_input.cacheWritten }) {
        ChatUsage some;
        some.inputTokens = tokens;
        known += some;
    }
    known.cachedTokens = m_input.cacheRead;
    known.outputTokens = ChatDecoding::tokenCount(usage.value(QLatin1String("output_tokens")));
    known.reasoningTokens =
        ChatDecoding::tokenCount(usage.value(QLatin1String("output_tokens_details"))
                                     .toObject()
                                     .value(QLatin1String("thinking_tokens")));
    ChatUsage newest = m_usage;
    newest.update(known);
    if (newest != m_usage)
        m_deltas.append(ChatDecoding::makeUsage(newest));
    m_usage = newest;
}

void ChatAnthropicDecoder::end()
{
    endParts();
    m_calls.abandonAll(&m_deltas);
    m_deltas.append(ChatDecoding::make(Type::End));
    m_hasEnded = true;
    m_isOver = true;
}
