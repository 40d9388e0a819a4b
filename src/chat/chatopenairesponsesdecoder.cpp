// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatopenairesponsesdecoder_p.h"

#include "chatdecoding_p.h"
#include "chatserviceerror_p.h"

#include <algorithm>
#include <utility>

using Type = ChatDelta::Type;

namespace {

// Texts of open parts are kept up to this many characters. Longer ones are not compared.
constexpr qsizetype LongestKept = 16 * 1024 * 1024;

QString textOf(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString();
}

int indexOf(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toInt(0);
}

QString keyOf(int outputIndex)
{
    return QString::number(outputIndex);
}

// A kind of text that parts are made of: how its events and its contents are called.
struct TextKind
{
    const char *events; // what stands before ".delta" and ".done"
    const char *content; // the type of a content that holds it whole
    const char *member; // the name of the whole text
    const char *index; // the member that tells texts of one item apart
    const char *id; // for part IDs
    Type type;
};

constexpr TextKind TextKinds[] = {
    { "response.output_text", "output_text", "text", "content_index", "text", Type::Text },
    { "response.refusal", "refusal", "refusal", "content_index", "refusal", Type::Refusal },
    { "response.reasoning_text", "reasoning_text", "text", "content_index", "reasoning",
      Type::Reasoning },
    { "response.reasoning_summary_text", "summary_text", "text", "summary_index", "summary",
      Type::Reasoning },
};

const TextKind *kindOfEvent(const QString &type)
{
    const auto *const found =
        std::find_if(std::begin(TextKinds), std::end(TextKinds), [&](const TextKind &kind) {
            return type.left(type.lastIndexOf(QLatin1Char('.'))) == QLatin1String(kind.events);
        });
    return found != std::end(TextKinds) ? found : nullptr;
}

const TextKind *kindOfContent(const QString &type)
{
    const auto *const found =
        std::find_if(std::begin(TextKinds), std::end(TextKinds),
                     [&](const TextKind &kind) { return type == QLatin1String(kind.content); });
    return found != std::end(TextKinds) ? found : nullptr;
}

QString partIdOf(const TextKind &kind, int outputIndex, int index)
{
    return QStringLiteral("%1.%2.%3").arg(outputIndex).arg(QLatin1String(kind.id)).arg(index);
}

QString partIdOf(const TextKind &kind, const QJsonObject &event)
{
    return partIdOf(kind, indexOf(event, "output_index"), indexOf(event, kind.index));
}

bool isFunctionCall(const QJsonObject &item)
{
    return textOf(item, "type") == QLatin1String("function_call");
}

QString callIdOf(const QJsonObject &call)
{
    const QString id = textOf(call, "call_id");
    return id.isEmpty() ? textOf(call, "id") : id;
}

bool isText(const QJsonObject &item)
{
    const QString type = textOf(item, "type");
    return type == QLatin1String("message") || type == QLatin1String("reasoning");
}

// The response's own word counts, and the name of the event where it says none.
QString statusOf(const QJsonObject &event, const QJsonObject &response)
{
    const QString status = textOf(response, "status");
    if (!status.isEmpty() && status != QLatin1String("in_progress"))
        return status;
    const QString type = textOf(event, "type");
    return type.sliced(type.lastIndexOf(QLatin1Char('.')) + 1);
}

Chat::FinishReason finishReason(const QString &status, const QJsonObject &response, bool hasCalls)
{
    if (status == QLatin1String("completed"))
        return hasCalls ? Chat::FinishReason::ToolCalls : Chat::FinishReason::Stop;
    if (status == QLatin1String("failed"))
        return Chat::FinishReason::Error;
    const QJsonObject details = response.value(QLatin1String("incomplete_details")).toObject();
    const QString reason = textOf(details, "reason");
    if (reason == QLatin1String("max_output_tokens"))
        return Chat::FinishReason::Length;
    return reason == QLatin1String("content_filter") ? Chat::FinishReason::ContentFilter
                                                     : Chat::FinishReason::Other;
}

ChatDelta failureOf(const QJsonObject &response)
{
    const QJsonValue error = response.value(QLatin1String("error"));
    return ChatDecoding::isNothing(error)
        ? ChatDecoding::makeError(Chat::ErrorCode::ServerFailed,
                                  QStringLiteral("The service has failed without saying why."))
        : ChatDecoding::makeError(ChatServiceError::fromJson(error));
}

} // namespace

QList<ChatDelta> ChatOpenAiResponsesDecoder::decode(const SseEvent &event)
{
    // Gateways that speak both formats send [DONE] here, too, and it means nothing.
    if (m_isOver || ChatDecoding::isDone(event))
        return {};
    auto object = ChatDecoding::readObject(event, &m_deltas);
    if (object && !isRepeated(*object)) {
        const QLatin1String type("type");
        if (object->value(type).toString().isEmpty())
            object->insert(type, event.type());
        if (const Reader reader = readerOf(object->value(type).toString()))
            (this->*reader)(*object);
        else if (!ChatDecoding::isNothing(object->value(QLatin1String("error"))))
            readError(*object);
        else
            keep(*object);
    }
    return std::exchange(m_deltas, {});
}

QList<ChatDelta> ChatOpenAiResponsesDecoder::finish()
{
    if (!std::exchange(m_isOver, true)) {
        endAll(false);
        m_deltas.append(ChatDecoding::makeTruncation(QStringLiteral("response.completed")));
    }
    return std::exchange(m_deltas, {});
}

// What a server sends anew, as after it has lost its own connection, is not said twice. Gateways
// that do not count give all events the number 0.
bool ChatOpenAiResponsesDecoder::isRepeated(const QJsonObject &event)
{
    const qint64 number = event.value(QLatin1String("sequence_number")).toInteger(-1);
    const qint64 newest = std::exchange(m_sequenceNumber, qMax(number, m_sequenceNumber));
    return number >= 0 && newest > 0 && number <= newest;
}

ChatOpenAiResponsesDecoder::Reader ChatOpenAiResponsesDecoder::readerOf(const QString &type)
{
    using Self = ChatOpenAiResponsesDecoder;
    struct Route
    {
        const char *type;
        Reader reader;
    };
    static constexpr Route routes[] = {
        { "response.created", &Self::beginResponse },
        { "response.queued", &Self::beginResponse },
        { "response.in_progress", &Self::beginResponse },
        { "response.output_item.added", &Self::beginItem },
        { "response.output_item.done", &Self::endItem },
        { "response.content_part.added", &Self::beginContent },
        { "response.content_part.done", &Self::endContent },
        { "response.reasoning_summary_part.added", &Self::beginContent },
        { "response.reasoning_summary_part.done", &Self::endContent },
        { "response.function_call_arguments.delta", &Self::readArguments },
        { "response.function_call_arguments.done", &Self::endArguments },
        { "response.completed", &Self::endResponse },
        { "response.incomplete", &Self::endResponse },
        { "response.failed", &Self::endResponse },
        { "error", &Self::readError },
    };
    const auto *const found =
        std::find_if(std::begin(routes), std::end(routes),
                     [&](const Route &route) { return type == QLatin1String(route.type); });
    if (found != std::end(routes))
        return found->reader;
    if (kindOfEvent(type) && type.endsWith(QLatin1String(".delta")))
        return &Self::readText;
    if (kindOfEvent(type) && type.endsWith(QLatin1String(".done")))
        return &Self::endText;
    return nullptr;
}

void ChatOpenAiResponsesDecoder::beginResponse(const QJsonObject &event)
{
    const QJsonObject response = event.value(QLatin1String("response")).toObject();
    if (!std::exchange(m_hasBegun, true))
        m_deltas.append(
            ChatDecoding::makeMessageBegin(textOf(response, "id"), textOf(response, "model")));
}

void ChatOpenAiResponsesDecoder::beginItem(const QJsonObject &event)
{
    const QJsonObject item = event.value(QLatin1String("item")).toObject();
    if (isFunctionCall(item)) {
        const QString key = keyOf(indexOf(event, "output_index"));
        m_calls.begin(key, callIdOf(item), textOf(item, "name"), &m_deltas);
        m_calls.append(key, textOf(item, "arguments"), &m_deltas);
    } else if (!isText(item)) {
        keep(event);
    }
}

void ChatOpenAiResponsesDecoder::endItem(const QJsonObject &event)
{
    const QJsonObject item = event.value(QLatin1String("item")).toObject();
    const int index = indexOf(event, "output_index");
    if (isFunctionCall(item))
        completeCall(keyOf(index), item);
    else if (!isText(item) || !completeContents(index, item))
        keep(event);
}

void ChatOpenAiResponsesDecoder::beginContent(const QJsonObject &event)
{
    const QJsonObject content = event.value(QLatin1String("part")).toObject();
    const TextKind *const kind = kindOfContent(textOf(content, "type"));
    if (!kind || !complete(kind->type, partIdOf(*kind, event), textOf(content, kind->member)))
        keep(event);
}

void ChatOpenAiResponsesDecoder::endContent(const QJsonObject &event)
{
    beginContent(event);
    const QJsonObject content = event.value(QLatin1String("part")).toObject();
    if (const TextKind *const kind = kindOfContent(textOf(content, "type")))
        endPart(find(partIdOf(*kind, event)));
}

void ChatOpenAiResponsesDecoder::readText(const QJsonObject &event)
{
    const TextKind *const kind = kindOfEvent(textOf(event, "type"));
    if (!append(kind->type, partIdOf(*kind, event), textOf(event, "delta")))
        keep(event);
}

void ChatOpenAiResponsesDecoder::endText(const QJsonObject &event)
{
    const TextKind *const kind = kindOfEvent(textOf(event, "type"));
    const QString partId = partIdOf(*kind, event);
    if (!complete(kind->type, partId, textOf(event, kind->member)))
        keep(event);
    endPart(find(partId));
}

void ChatOpenAiResponsesDecoder::readArguments(const QJsonObject &event)
{
    const QString key = keyOf(indexOf(event, "output_index"));
    if (m_calls.contains(key))
        m_calls.append(key, textOf(event, "delta"), &m_deltas);
    else
        keep(event);
}

void ChatOpenAiResponsesDecoder::endArguments(const QJsonObject &event)
{
    // Nothing is known of a call whose item has not been announced; the item's end will tell it.
    m_calls.complete(keyOf(indexOf(event, "output_index")), &m_deltas, textOf(event, "arguments"));
}

void ChatOpenAiResponsesDecoder::endResponse(const QJsonObject &event)
{
    beginResponse(event);
    const QJsonObject response = event.value(QLatin1String("response")).toObject();
    const QString status = statusOf(event, response);
    completeOutput(response.value(QLatin1String("output")).toArray());
    endAll(status == QLatin1String("completed"));
    if (status == QLatin1String("failed"))
        m_deltas.append(failureOf(response));
    m_deltas.append(ChatDecoding::makeFinish(finishReason(status, response, !m_calls.isEmpty())));
    const ChatUsage usage =
        ChatDecoding::readUsage(response.value(QLatin1String("usage")).toObject(),
                                QStringLiteral("input_tokens"), QStringLiteral("output_tokens"));
    if (!usage.isEmpty())
        m_deltas.append(ChatDecoding::makeUsage(usage));
    end();
}

void ChatOpenAiResponsesDecoder::readError(const QJsonObject &event)
{
    endAll(false);
    m_deltas.append(ChatDecoding::makeError(ChatServiceError::fromJson(event)));
    end();
}

void ChatOpenAiResponsesDecoder::keep(const QJsonObject &event)
{
    const QString item =
        event.value(QLatin1String("item")).toObject().value(QLatin1String("type")).toString();
    m_deltas.append(
        ChatDecoding::makeUnknown(item.isEmpty() ? textOf(event, "type") : item, event));
}

ChatOpenAiResponsesDecoder::Part *ChatOpenAiResponsesDecoder::find(const QString &partId)
{
    // The newest is mostly the one that is asked for.
    const auto found = std::find_if(m_parts.rbegin(), m_parts.rend(),
                                    [&](const Part &part) { return part.id == partId; });
    return found != m_parts.rend() ? &*found : nullptr;
}

bool ChatOpenAiResponsesDecoder::append(ChatDelta::Type type, const QString &partId,
                                        const QString &fragment)
{
    if (fragment.isEmpty())
        return true;
    Part *part = find(partId);
    if (!part) {
        if (m_parts.size() >= ChatDecoding::MaximumParts)
            return false;
        m_parts.append({ partId, QString(), true, false });
        part = &m_parts.last();
    }
    if (part->hasEnded)
        return false;
    if (part->isKept && m_size + fragment.size() > LongestKept) {
        part->isKept = false;
        m_size -= std::exchange(part->text, QString()).size();
    }
    if (part->isKept) {
        part->text += fragment;
        m_size += fragment.size();
    }
    m_deltas.append(ChatDecoding::makeText(type, partId, fragment));
    return true;
}

// Appends what the fragments lack of the whole. Where they have said something else, as when one of
// them is lost in between, it is too late to change it.
bool ChatOpenAiResponsesDecoder::complete(ChatDelta::Type type, const QString &partId,
                                          const QString &whole)
{
    const Part *const part = find(partId);
    if (!part)
        return append(type, partId, whole);
    if (part->hasEnded || !part->isKept || whole.isEmpty())
        return true;
    return whole.startsWith(part->text) && append(type, partId, whole.sliced(part->text.size()));
}

void ChatOpenAiResponsesDecoder::endPart(Part *part)
{
    if (!part || std::exchange(part->hasEnded, true))
        return;
    m_size -= std::exchange(part->text, QString()).size();
    m_deltas.append(ChatDecoding::makePartEnd(part->id));
}

bool ChatOpenAiResponsesDecoder::completeContents(int outputIndex, const QJsonObject &item)
{
    bool isComplete = true;
    for (const char *const name : { "summary", "content" }) {
        const QJsonArray contents = item.value(QLatin1String(name)).toArray();
        for (int i = 0; i < contents.size(); ++i) {
            const QJsonObject content = contents.at(i).toObject();
            const TextKind *const kind = kindOfContent(textOf(content, "type"));
            if (!kind)
                continue; // it was kept when it came by itself
            const QString partId = partIdOf(*kind, outputIndex, i);
            isComplete &= complete(kind->type, partId, textOf(content, kind->member));
            endPart(find(partId));
        }
    }
    return isComplete;
}

void ChatOpenAiResponsesDecoder::completeCall(const QString &key, const QJsonObject &item)
{
    m_calls.begin(key, callIdOf(item), textOf(item, "name"), &m_deltas);
    if (textOf(item, "status") != QLatin1String("incomplete"))
        m_calls.complete(key, &m_deltas, textOf(item, "arguments"));
}

// Places in the output are not relied on, as some gateways leave items out. Calls have IDs; texts
// are taken from here only where none has come before.
void ChatOpenAiResponsesDecoder::completeOutput(const QJsonArray &output)
{
    const bool hasParts = !m_parts.isEmpty();
    for (int i = 0; i < output.size(); ++i) {
        const QJsonObject item = output.at(i).toObject();
        if (isFunctionCall(item)) {
            const QString key = m_calls.keyOf(callIdOf(item));
            completeCall(key.isEmpty() ? QStringLiteral("output %1").arg(i) : key, item);
        } else if (!hasParts && isText(item) && !completeContents(i, item)) {
            keep(item);
        }
    }
}

void ChatOpenAiResponsesDecoder::endAll(bool isWhole)
{
    for (Part &part : m_parts)
        endPart(&part);
    if (isWhole)
        m_calls.completeAll(&m_deltas);
    else
        m_calls.abandonAll(&m_deltas);
}

void ChatOpenAiResponsesDecoder::end()
{
    m_deltas.append(ChatDecoding::make(Type::End));
    m_hasEnded = true;
    m_isOver = true;
}
