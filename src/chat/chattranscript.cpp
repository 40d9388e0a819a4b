// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chattranscript_p.h"

#include "chatdecoding_p.h"
#include "chatmodel.h"

#include <QtCore/qjsondocument.h>
#include <QtCore/qset.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace {

// An answer that was stopped in the middle of a character ends in half of one, which no UTF-8 can
// say.
QString wellFormed(const QString &text)
{
    return text.isValidUtf16() ? text : QString::fromUtf8(text.toUtf8());
}

// None where they have not all come, or are no object.
std::optional<QJsonObject> argumentsOf(const ChatPart &part)
{
    const QString text = part.arguments();
    if (text.trimmed().isEmpty()) {
        return part.toolState() == Chat::ToolState::Pending ? std::nullopt
                                                            : std::optional(QJsonObject());
    }
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

// A call without a result would make the whole request invalid.
void giveResult(ChatTranscript::Item *item, const ChatPart &part)
{
    switch (part.toolState()) {
    case Chat::ToolState::Completed:
        item->result = part.resultValue();
        break;
    case Chat::ToolState::Error:
        item->result = part.resultValue();
        item->isError = true;
        break;
    case Chat::ToolState::Pending:
    case Chat::ToolState::Running:
        item->result = QStringLiteral("Not run: the answer was stopped.");
        item->isError = true;
        break;
    }
    if (item->result.isUndefined())
        item->result = QJsonValue::Null;
    else if (item->result.isString())
        item->result = wellFormed(item->result.toString());
}

std::optional<ChatTranscript::Item> itemOf(const ChatPart &part)
{
    ChatTranscript::Item item;
    item.type = part.type();
    item.extra = part.extra();
    switch (part.type()) {
    case Chat::PartType::Text:
    case Chat::PartType::Refusal:
        item.text = wellFormed(part.text());
        if (item.text.trimmed().isEmpty())
            return std::nullopt;
        return item;
    case Chat::PartType::Reasoning:
        item.text = wellFormed(part.text());
        if (item.text.trimmed().isEmpty() && item.extra.isEmpty())
            return std::nullopt;
        return item;
    case Chat::PartType::ToolCall:
        item.callId = part.toolCallId();
        item.toolName = part.toolName();
        if (const auto arguments = argumentsOf(part))
            item.arguments = *arguments;
        else
            item.isMalformed = true;
        giveResult(&item, part);
        return item;
    case Chat::PartType::Unknown:
        item.extra = part.value().toObject();
        return item;
    case Chat::PartType::Error:
    case Chat::PartType::Step:
        break;
    }
    return std::nullopt;
}

} // namespace

QString ChatTranscript::Item::argumentsText() const
{
    return ChatDecoding::toJson(arguments);
}

QString ChatTranscript::Item::resultText() const
{
    return result.isString() ? result.toString() : ChatDecoding::toJson(result);
}

QString ChatTranscript::Entry::text() const
{
    QStringList texts;
    for (const Item &item : items) {
        if (item.isSaid())
            texts.append(item.text);
    }
    return texts.join(QLatin1String("\n\n"));
}

bool ChatTranscript::Entry::hasCalls() const
{
    return std::any_of(items.begin(), items.end(), [](const Item &item) { return item.isCall(); });
}

bool ChatTranscript::Entry::isUnderstood() const
{
    return std::any_of(items.begin(), items.end(),
                       [](const Item &item) { return item.type != Chat::PartType::Unknown; });
}

ChatTranscript::ChatTranscript(const ChatModel &conversation)
{
    for (int row = 0; row < conversation.count(); ++row)
        add(*conversation.messageAt(row));
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        if (entry->role == Chat::Role::User)
            break;
        entry->isOfTurn = true;
    }
    leaveOutMalformedCalls();
    tellCallsApart();
}

void ChatTranscript::add(const ChatMessage &message)
{
    // Results stand with their calls. A message of a tool's own belongs to no call.
    if (message.role() == Chat::Role::Tool)
        return;
    Entry entry;
    entry.role = message.role();
    entry.messageId = message.messageId();
    bool hasFailed = false;
    const QList<ChatPart *> parts = message.parts();
    for (const ChatPart *const part : parts) {
        if (part->type() == Chat::PartType::Step) {
            // A round that has failed, and was tried again, says nothing of its own.
            if (!std::exchange(hasFailed, false))
                close(&entry);
            entry.items.clear();
        } else if (part->type() == Chat::PartType::Error) {
            hasFailed = true;
        } else if (const auto item = itemOf(*part)) {
            entry.items.append(*item);
        }
    }
    close(&entry);
}

// The model has to learn of its mistake, and then need not be told of it again. Most of them are
// calls that were stopped half-way.
void ChatTranscript::leaveOutMalformedCalls()
{
    for (Entry &entry : entries) {
        if (!entry.isOfTurn)
            entry.items.removeIf([](const Item &item) { return item.isMalformed; });
    }
    entries.removeIf([](const Entry &entry) { return !entry.isUnderstood(); });
}

// IDs that were made up are those of one answer, and services want each to be there once.
void ChatTranscript::tellCallsApart()
{
    QSet<QString> known;
    for (Entry &entry : entries) {
        for (Item &item : entry.items) {
            const QString id = item.callId;
            for (int i = 2; item.isCall() && known.contains(item.callId); ++i)
                item.callId = id + QLatin1Char('-') + QString::number(i);
            known.insert(item.callId);
        }
    }
}

void ChatTranscript::close(Entry *entry)
{
    if (entry->isUnderstood())
        entries.append(*entry);
}

QString ChatTranscript::systemText(const QString &prompt) const
{
    QStringList texts;
    if (!prompt.trimmed().isEmpty())
        texts.append(wellFormed(prompt));
    for (const Entry &entry : entries) {
        if (entry.role == Chat::Role::System)
            texts.append(entry.text());
    }
    return texts.join(QLatin1String("\n\n"));
}

QList<ChatTranscript::Entry> ChatTranscript::dialogue() const
{
    QList<Entry> result;
    for (const Entry &entry : entries) {
        if (entry.role == Chat::Role::User
            || (entry.role == Chat::Role::Assistant && !result.isEmpty()))
            result.append(entry);
    }
    return result;
}
