// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatmodeljson_p.h"

#include "chatmessage_p.h"
#include "chatmodel_p.h"
#include "chatpart_p.h"
#include "ssejsonline_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qfile.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qmetaobject.h>
#include <QtCore/qsavefile.h>

#include <cmath>
#include <limits>
#include <utility>

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ChatModel", text);
}

template<typename Enum>
void writeName(QJsonObject &object, const QString &key, Enum value, Enum otherwise)
{
    if (value != otherwise)
        object.insert(key, SseJsonLine::nameOf(value));
}

void writeText(QJsonObject &object, const QString &key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(key, text);
}

void writeNumber(QJsonObject &object, const QString &key, int number, int otherwise)
{
    if (number != otherwise)
        object.insert(key, number);
}

void writeValue(QJsonObject &object, const QString &key, const QJsonValue &value)
{
    if (!value.isUndefined())
        object.insert(key, value);
}

QJsonObject write(const ChatUsage &usage)
{
    QJsonObject object;
    writeNumber(object, QStringLiteral("inputTokens"), usage.inputTokens, -1);
    writeNumber(object, QStringLiteral("outputTokens"), usage.outputTokens, -1);
    writeNumber(object, QStringLiteral("reasoningTokens"), usage.reasoningTokens, -1);
    writeNumber(object, QStringLiteral("cachedTokens"), usage.cachedTokens, -1);
    return object;
}

QJsonObject write(const ChatError &error)
{
    QJsonObject object;
    object.insert(QStringLiteral("code"), SseJsonLine::nameOf(error.code));
    writeText(object, QStringLiteral("message"), error.message);
    writeText(object, QStringLiteral("advice"), error.advice);
    writeText(object, QStringLiteral("serviceType"), error.serviceType);
    writeText(object, QStringLiteral("serviceCode"), error.serviceCode);
    writeNumber(object, QStringLiteral("httpStatus"), error.httpStatus, 0);
    writeNumber(object, QStringLiteral("retryAfter"), error.retryAfter, -1);
    return object;
}

} // namespace

/*!
    Returns the conversation as JSON: an object with a \c version and \c messages, the same that
    save() writes. Contained is what getters give: call flush() before for what has come within the
    last frame.

    Names of roles, types and states are strings, times are ISO 8601 in UTC. What has its default is
    left out.

    \sa fromJson()
*/
QJsonObject ChatModel::toJson() const
{
    return ChatModelJson::write(d->messages);
}

/*!
    Replaces the messages by those of \a conversation. On an error nothing is changed, and what is
    wrong is returned, with its place; else nothing.

    An answer that was streaming when it was saved has ended with Stopped, and tool calls of it that
    nobody had answered have failed: they were interrupted.
*/
QString ChatModel::fromJson(const QJsonObject &conversation)
{
    if (d->isChanging())
        return tr("Messages cannot be replaced while others are inserted.");
    ChatModelJson json(this);
    const QString fault = json.read(conversation);
    if (fault.isEmpty())
        d->replace(json.takeMessages());
    return fault;
}

/*!
    Writes the conversation to the file \a fileName, which is replaced only when all is written.
    Returns what went wrong, or nothing. What would be larger than 64 MiB is not written, as it
   could not be loaded.

    \sa toJson()
*/
QString ChatModel::save(const QString &fileName) const
{
    const QByteArray json = QJsonDocument(toJson()).toJson();
    if (json.size() > ChatModelJson::MaximumFileSize)
        return tr("Cannot write \"%1\": the conversation has more than 64 MiB.").arg(fileName);
    QSaveFile file(fileName);
    // A commit does not notice when there is no room for what it flushes itself.
    if (file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.flush()
        && file.commit()) {
        return {};
    }
    return tr("Cannot write \"%1\": %2").arg(fileName, file.errorString());
}

/*!
    Replaces the messages by those that save() has written to the file \a fileName. On an error
    nothing is changed, and what is wrong is returned; else nothing. Files of more than 64 MiB are
    refused, and so is JSON that is nested deeper than 1024 levels.

    \sa fromJson()
*/
QString ChatModel::load(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return tr("Cannot read \"%1\": %2").arg(fileName, file.errorString());
    // A device may say nothing of its size.
    const QByteArray json = file.read(ChatModelJson::MaximumFileSize + 1);
    if (json.size() > ChatModelJson::MaximumFileSize)
        return tr("Cannot read \"%1\": it has more than 64 MiB.").arg(fileName);
    if (file.error() != QFile::NoError)
        return tr("Cannot read \"%1\": %2").arg(fileName, file.errorString());
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError) {
        return tr("Cannot read \"%1\": no JSON at byte %2, %3")
            .arg(fileName, QString::number(error.offset), error.errorString());
    }
    if (!document.isObject())
        return tr("Cannot read \"%1\": its JSON is no object.").arg(fileName);
    const QString fault = fromJson(document.object());
    return fault.isEmpty() ? fault : tr("Cannot read \"%1\": %2").arg(fileName, fault);
}

QJsonObject ChatModelJson::write(const QList<ChatMessage *> &messages)
{
    QJsonArray list;
    for (const ChatMessage *message : messages)
        list.append(write(message));
    return { { QStringLiteral("version"), Version }, { QStringLiteral("messages"), list } };
}

QJsonObject ChatModelJson::write(const ChatMessage *message)
{
    QJsonArray parts;
    for (const ChatPart *part : std::as_const(message->d->parts))
        parts.append(write(part));
    QJsonObject object{
        { QStringLiteral("id"), message->messageId() },
        { QStringLiteral("role"), SseJsonLine::nameOf(message->role()) },
        { QStringLiteral("created"), message->created().toUTC().toString(Qt::ISODateWithMs) },
        { QStringLiteral("parts"), parts },
    };
    writeText(object, QStringLiteral("model"), message->modelName());
    writeName(object, QStringLiteral("finishReason"), message->finishReason(),
              Chat::FinishReason::None);
    if (message->isStreaming())
        object.insert(QStringLiteral("streaming"), true);
    if (!message->usage().isEmpty())
        object.insert(QStringLiteral("usage"), ::write(message->usage()));
    return object;
}

QJsonObject ChatModelJson::write(const ChatPart *part)
{
    QJsonObject object{ { QStringLiteral("type"), SseJsonLine::nameOf(part->type()) } };
    writeText(object, QStringLiteral("id"), part->partId());
    writeNumber(object, QStringLiteral("duration"), part->d->measured, -1);
    if (!part->d->extra.isEmpty())
        object.insert(QStringLiteral("extra"), part->d->extra);
    writeText(object, QStringLiteral("name"), part->d->name);
    writeValue(object, QStringLiteral("value"), part->d->value);
    if (part->type() == Chat::PartType::ToolCall)
        writeCall(part, object);
    else if (part->type() == Chat::PartType::Error)
        object.insert(QStringLiteral("error"), ::write(part->error()));
    else
        writeText(object, QStringLiteral("text"), part->d->text.text());
    return object;
}

void ChatModelJson::writeCall(const ChatPart *part, QJsonObject &object)
{
    writeText(object, QStringLiteral("tool"), part->toolName());
    writeText(object, QStringLiteral("callId"), part->toolCallId());
    writeText(object, QStringLiteral("arguments"), part->arguments());
    object.insert(QStringLiteral("state"), SseJsonLine::nameOf(part->toolState()));
    writeValue(object, QStringLiteral("result"), part->resultValue());
}

QString ChatModelJson::read(const QJsonObject &conversation)
{
    const int version = readNumber(conversation, QStringLiteral("version"), 0);
    if (m_fault.isEmpty() && version != Version)
        fault(QStringLiteral("version"), tr("%1 is none that is known; 1 is").arg(version));
    const QJsonArray list = readArray(conversation, QStringLiteral("messages"));
    for (qsizetype i = 0; i < list.size() && m_fault.isEmpty(); ++i) {
        m_place = QStringLiteral("messages[%1]").arg(i);
        if (!list.at(i).isObject())
            fault({}, tr("no object"));
        else if (!readMessage(list.at(i).toObject()))
            break;
    }
    return m_fault;
}

QList<ChatMessage *> ChatModelJson::takeMessages()
{
    QList<ChatMessage *> messages;
    for (std::unique_ptr<ChatMessage> &message : m_messages)
        messages.append(message.release());
    m_messages.clear();
    return messages;
}

bool ChatModelJson::readMessage(const QJsonObject &object)
{
    const QString id = readText(object, QStringLiteral("id"));
    if (m_fault.isEmpty() && id.isEmpty())
        fault(QStringLiteral("id"), tr("missing"));
    if (m_fault.isEmpty() && !object.contains(QStringLiteral("role")))
        fault(QStringLiteral("role"), tr("missing"));
    const auto role = readName(object, QStringLiteral("role"), Chat::Role::User);
    const QString time = readText(object, QStringLiteral("created"));
    const QDateTime created = QDateTime::fromString(time, Qt::ISODateWithMs).toUTC();
    if (m_fault.isEmpty() && !created.isValid())
        fault(QStringLiteral("created"), tr("\"%1\" is no time").arg(time));
    if (!m_fault.isEmpty())
        return false;

    m_messages.emplace_back(new ChatMessage(role, id, created, m_parent));
    ChatMessage *const message = m_messages.back().get();
    message->d->modelName = readText(object, QStringLiteral("model"));
    message->d->finishReason =
        readName(object, QStringLiteral("finishReason"), Chat::FinishReason::None);
    message->d->usage = readUsage(object);
    const bool wasStreaming = readBool(object, QStringLiteral("streaming"));
    const QJsonArray parts = readArray(object, QStringLiteral("parts"));
    if (parts.size() > ChatMessagePrivate::MaximumParts)
        fault(QStringLiteral("parts"), tr("more than %1").arg(ChatMessagePrivate::MaximumParts));
    const QString place = m_place;
    for (qsizetype i = 0; i < parts.size() && m_fault.isEmpty(); ++i) {
        m_place = place + QStringLiteral(".parts[%1]").arg(i);
        if (!parts.at(i).isObject())
            fault({}, tr("no object"));
        else if (!readPart(message, parts.at(i).toObject()))
            break;
    }
    m_place = place;
    if (wasStreaming && message->d->finishReason == Chat::FinishReason::None)
        message->d->finishReason = Chat::FinishReason::Stopped;
    return m_fault.isEmpty();
}

bool ChatModelJson::readPart(ChatMessage *message, const QJsonObject &object)
{
    if (!object.contains(QStringLiteral("type")))
        fault(QStringLiteral("type"), tr("missing"));
    const auto type = readName(object, QStringLiteral("type"), Chat::PartType::Unknown);
    ChatPart *const part = message->d->add(type, readText(object, QStringLiteral("id")));
    part->d->measured = readNumber(object, QStringLiteral("duration"), -1);
    part->d->takeExtra(readObject(object, QStringLiteral("extra")));
    part->d->name = readText(object, QStringLiteral("name"));
    part->d->value = ChatPartPrivate::kept(object.value(QStringLiteral("value")));
    part->d->text.replace(readText(object, QStringLiteral("text")));
    if (type == Chat::PartType::Error && !object.contains(QStringLiteral("error")))
        fault(QStringLiteral("error"), tr("missing"));
    if (type == Chat::PartType::Error)
        part->d->error = readError(object);
    if (type == Chat::PartType::ToolCall)
        return readCall(message, part, object);
    return m_fault.isEmpty();
}

bool ChatModelJson::readCall(ChatMessage *message, ChatPart *part, const QJsonObject &object)
{
    part->d->toolName = readText(object, QStringLiteral("tool"));
    message->d->addCall(part, readText(object, QStringLiteral("callId")));
    part->d->arguments.replace(readText(object, QStringLiteral("arguments")));
    part->d->toolState = readName(object, QStringLiteral("state"), Chat::ToolState::Pending);
    part->d->result = ChatPartPrivate::kept(object.value(QStringLiteral("result")));
    if (part->d->isOpenCall())
        part->d->interrupt(0);
    part->d->commit();
    return m_fault.isEmpty();
}

ChatUsage ChatModelJson::readUsage(const QJsonObject &message)
{
    const QJsonObject object = readObject(message, QStringLiteral("usage"));
    const QString place = std::exchange(m_place, m_place + QLatin1String(".usage"));
    ChatUsage usage;
    usage.inputTokens = readNumber(object, QStringLiteral("inputTokens"), -1);
    usage.outputTokens = readNumber(object, QStringLiteral("outputTokens"), -1);
    usage.reasoningTokens = readNumber(object, QStringLiteral("reasoningTokens"), -1);
    usage.cachedTokens = readNumber(object, QStringLiteral("cachedTokens"), -1);
    m_place = place;
    return usage;
}

ChatError ChatModelJson::readError(const QJsonObject &part)
{
    const QJsonObject object = readObject(part, QStringLiteral("error"));
    const QString place = std::exchange(m_place, m_place + QLatin1String(".error"));
    ChatError error;
    error.code = readName(object, QStringLiteral("code"), Chat::ErrorCode::NoError);
    error.message = readText(object, QStringLiteral("message"));
    error.advice = readText(object, QStringLiteral("advice"));
    error.serviceType = readText(object, QStringLiteral("serviceType"));
    error.serviceCode = readText(object, QStringLiteral("serviceCode"));
    error.httpStatus = readNumber(object, QStringLiteral("httpStatus"), 0);
    error.retryAfter = readNumber(object, QStringLiteral("retryAfter"), -1);
    m_place = place;
    return error;
}

QString ChatModelJson::readText(const QJsonObject &object, const QString &key)
{
    return member(object, key, QJsonValue::String, "a string").toString();
}

int ChatModelJson::readNumber(const QJsonObject &object, const QString &key, int otherwise)
{
    const QJsonValue value = member(object, key, QJsonValue::Double, "a number");
    if (value.isUndefined())
        return otherwise;
    const double number = value.toDouble();
    if (std::trunc(number) != number || number < std::numeric_limits<int>::min()
        || number > std::numeric_limits<int>::max()) {
        fault(key, tr("%1 is no whole number of 32 bits").arg(number));
        return otherwise;
    }
    return int(number);
}

bool ChatModelJson::readBool(const QJsonObject &object, const QString &key)
{
    return member(object, key, QJsonValue::Bool, "true or false").toBool();
}

QJsonObject ChatModelJson::readObject(const QJsonObject &object, const QString &key)
{
    return member(object, key, QJsonValue::Object, "an object").toObject();
}

QJsonArray ChatModelJson::readArray(const QJsonObject &object, const QString &key)
{
    if (!object.contains(key))
        fault(key, tr("missing"));
    return member(object, key, QJsonValue::Array, "an array").toArray();
}

QJsonValue ChatModelJson::member(const QJsonObject &object, const QString &key,
                                 QJsonValue::Type type, const char *typeName)
{
    const QJsonValue value = object.value(key);
    if (value.isUndefined() || value.type() == type)
        return value;
    fault(key, tr("not %1").arg(QLatin1String(typeName)));
    return QJsonValue::Undefined;
}

template<typename Enum>
Enum ChatModelJson::readName(const QJsonObject &object, const QString &key, Enum otherwise)
{
    if (!object.contains(key))
        return otherwise;
    const QString name = readText(object, key);
    const QMetaEnum names = QMetaEnum::fromType<Enum>();
    for (int i = 0; i < names.keyCount(); ++i) {
        if (SseJsonLine::nameOf(Enum(names.value(i))) == name)
            return Enum(names.value(i));
    }
    fault(key, tr("\"%1\" is none that is known").arg(name));
    return otherwise;
}

// The first is what has to be mended.
void ChatModelJson::fault(const QString &key, const QString &what)
{
    if (!m_fault.isEmpty())
        return;
    QString place = m_place;
    if (!place.isEmpty() && !key.isEmpty())
        place += u'.';
    m_fault = place + key + QLatin1String(": ") + what;
}
