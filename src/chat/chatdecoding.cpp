// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatdecoding_p.h"

#include "chatserviceerror_p.h"
#include "ssejsonline_p.h"

#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>

#include <algorithm>

namespace {

constexpr qsizetype ExcerptLength = 60;

QString excerpt(const SseEvent &event)
{
    // Four bytes are the most that one character takes.
    const QString text = QString::fromUtf8(event.dataUtf8().left(ExcerptLength * 4)).simplified();
    return text.size() > ExcerptLength ? text.left(ExcerptLength) + QChar(0x2026) : text;
}

// Qt's reader drops a U+FEFF that stands first in a string, unless it is escaped.
QByteArray withEscapedMarks(const QByteArray &json)
{
    static const QByteArray mark = QByteArrayLiteral("\xEF\xBB\xBF");
    if (json.indexOf(mark, 1) < 0)
        return json;
    QByteArray escaped = json.sliced(1);
    escaped.replace(mark, QByteArrayLiteral("\\uFEFF"));
    return json.at(0) + escaped;
}

bool isKeepAlive(const QString &type)
{
    static const QLatin1String names[] = { QLatin1String("ping"), QLatin1String("keepalive"),
                                           QLatin1String("keep-alive"),
                                           QLatin1String("heartbeat") };
    return std::find(std::begin(names), std::end(names), type) != std::end(names);
}

} // namespace

std::optional<QJsonObject> ChatDecoding::readObject(const SseEvent &event, QList<ChatDelta> *deltas)
{
    const QByteArray json = withEscapedMarks(event.dataUtf8());
    if (json.trimmed().isEmpty() || isKeepAlive(event.type()))
        return std::nullopt;
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(json, &fault);
    if (document.isObject()) {
        QJsonObject object = document.object();
        if (object.isEmpty() || isKeepAlive(object.value(QLatin1String("type")).toString()))
            return std::nullopt;
        return object;
    }
    const QString reason = fault.error == QJsonParseError::NoError
        ? QStringLiteral("they are an array")
        : QStringLiteral("%1 at byte %2").arg(fault.errorString()).arg(fault.offset);
    deltas->append(makeError(Chat::ErrorCode::MalformedStream,
                             QStringLiteral("The data of an event are no JSON object, %1: %2")
                                 .arg(reason, excerpt(event))));
    return std::nullopt;
}

bool ChatDecoding::isDone(const SseEvent &event)
{
    return event.dataUtf8().trimmed() == "[DONE]";
}

ChatDelta ChatDecoding::make(ChatDelta::Type type)
{
    ChatDelta delta;
    delta.type = type;
    return delta;
}

ChatDelta ChatDecoding::makeText(ChatDelta::Type type, const QString &partId, const QString &text)
{
    ChatDelta delta = make(type);
    delta.partId = partId;
    delta.text = text;
    return delta;
}

ChatDelta ChatDecoding::makePartEnd(const QString &partId)
{
    ChatDelta delta = make(ChatDelta::Type::PartEnd);
    delta.partId = partId;
    return delta;
}

ChatDelta ChatDecoding::makeMessageBegin(const QString &messageId, const QString &model)
{
    ChatDelta delta = make(ChatDelta::Type::MessageBegin);
    delta.messageId = messageId;
    delta.model = model;
    return delta;
}

ChatDelta ChatDecoding::makeFinish(Chat::FinishReason reason)
{
    ChatDelta delta = make(ChatDelta::Type::Finish);
    delta.finishReason = reason;
    return delta;
}

ChatDelta ChatDecoding::makeUsage(const ChatUsage &usage)
{
    ChatDelta delta = make(ChatDelta::Type::Usage);
    delta.usage = usage;
    return delta;
}

ChatDelta ChatDecoding::makeUnknown(const QString &name, const QJsonValue &value)
{
    ChatDelta delta = make(ChatDelta::Type::Unknown);
    delta.name = name;
    delta.value = value;
    return delta;
}

ChatDelta ChatDecoding::makeError(const ChatError &error)
{
    ChatDelta delta = make(ChatDelta::Type::Error);
    delta.error = error;
    return delta;
}

ChatDelta ChatDecoding::makeError(Chat::ErrorCode code, const QString &message)
{
    return makeError(ChatServiceError::make(code, message));
}

ChatDelta ChatDecoding::makeTruncation(const QString &owed)
{
    return makeError(
        Chat::ErrorCode::Truncated,
        QStringLiteral("The answer is cut off: the stream ended without %1.").arg(owed));
}

QString ChatDecoding::toJson(const QJsonValue &value)
{
    return value.isUndefined() ? QString() : QString::fromUtf8(SseJsonLine::serialized(value));
}

bool ChatDecoding::isNothing(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return value.toString().isEmpty();
    case QJsonValue::Array:
        return value.toArray().isEmpty();
    case QJsonValue::Object:
        return value.toObject().isEmpty();
    default:
        return value.isNull() || value.isUndefined();
    }
}

int ChatDecoding::tokenCount(const QJsonValue &value)
{
    return qMax(-1, value.toInt(-1));
}

ChatUsage ChatDecoding::readUsage(const QJsonObject &usage, const QString &inputTokens,
                                  const QString &outputTokens)
{
    const QLatin1String details("_details");
    ChatUsage read;
    read.inputTokens = tokenCount(usage.value(inputTokens));
    read.outputTokens = tokenCount(usage.value(outputTokens));
    read.cachedTokens = tokenCount(
        usage.value(inputTokens + details).toObject().value(QLatin1String("cached_tokens")));
    read.reasoningTokens = tokenCount(
        usage.value(outputTokens + details).toObject().value(QLatin1String("reasoning_tokens")));
    return read;
}
