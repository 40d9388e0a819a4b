// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chattoolcalls_p.h"

#include "chatdecoding_p.h"

#include <QtCore/qjsondocument.h>

#include <algorithm>
#include <utility>

namespace {

ChatDelta makeDelta(ChatDelta::Type type, const QString &id, const QString &text = QString())
{
    ChatDelta delta = ChatDecoding::make(type);
    delta.toolCallId = id;
    delta.text = text;
    return delta;
}

} // namespace

bool ChatToolCalls::contains(const QString &key) const
{
    return std::any_of(m_calls.begin(), m_calls.end(),
                       [&](const Call &call) { return call.key == key; });
}

QString ChatToolCalls::keyOf(const QString &id) const
{
    const auto found = std::find_if(m_calls.begin(), m_calls.end(),
                                    [&](const Call &call) { return call.id == id; });
    return found != m_calls.end() ? found->key : QString();
}

void ChatToolCalls::begin(const QString &key, const QString &id, const QString &name,
                          QList<ChatDelta> *deltas)
{
    Call *call = find(key);
    if (!call) {
        if (m_calls.size() >= MaximumCalls) {
            if (!std::exchange(m_hasTooMany, true))
                deltas->append(ChatDecoding::makeError(
                    Chat::ErrorCode::MalformedStream,
                    QStringLiteral(
                        "The answer has more than %1 tool calls. The others are left out.")
                        .arg(MaximumCalls)));
            return;
        }
        m_calls.append(Call());
        call = &m_calls.last();
        call->key = key;
    }
    if (call->isAnnounced)
        return;
    if (call->id.isEmpty() && keyOf(id).isEmpty())
        call->id = id;
    if (call->name.isEmpty())
        call->name = name;
    if (!call->name.isEmpty())
        announce(call, deltas);
}

void ChatToolCalls::append(const QString &key, const QString &fragment, QList<ChatDelta> *deltas)
{
    Call *const call = find(key);
    if (!call || call->isComplete || fragment.isEmpty() || m_isTooLong)
        return;
    m_size += fragment.size();
    if (m_size > MaximumArguments) {
        m_isTooLong = true;
        deltas->append(ChatDecoding::makeError(
            Chat::ErrorCode::MalformedStream,
            QStringLiteral("The arguments of tool calls are longer than %1 characters.")
                .arg(MaximumArguments)));
        return;
    }
    call->arguments += fragment;
    if (call->isAnnounced)
        deltas->append(makeDelta(ChatDelta::Type::ToolArguments, call->id, fragment));
}

void ChatToolCalls::complete(const QString &key, QList<ChatDelta> *deltas, const QString &whole)
{
    Call *const call = find(key);
    if (!call || call->isComplete)
        return;
    if (whole.startsWith(call->arguments))
        append(key, whole.sliced(call->arguments.size()), deltas);
    else if (!whole.isEmpty())
        call->arguments = whole; // fragments that say something else were not the server's meaning
    complete(call, deltas);
}

void ChatToolCalls::completeWhole(QList<ChatDelta> *deltas)
{
    for (Call &call : m_calls) {
        if (!call.isComplete && QJsonDocument::fromJson(call.arguments.toUtf8()).isObject())
            complete(&call, deltas);
    }
}

void ChatToolCalls::completeAll(QList<ChatDelta> *deltas)
{
    for (Call &call : m_calls) {
        if (!call.isComplete)
            complete(&call, deltas);
    }
}

void ChatToolCalls::abandonAll(QList<ChatDelta> *deltas)
{
    for (Call &call : m_calls) {
        if (!call.isComplete)
            abandon(&call, deltas);
    }
}

ChatToolCalls::Call *ChatToolCalls::find(const QString &key)
{
    const auto found = std::find_if(m_calls.begin(), m_calls.end(),
                                    [&](const Call &call) { return call.key == key; });
    return found != m_calls.end() ? &*found : nullptr;
}

QString ChatToolCalls::newId(const Call *call) const
{
    qsizetype number = call - m_calls.constData();
    QString id;
    do
        id = QStringLiteral("call-%1").arg(++number);
    while (!keyOf(id).isEmpty());
    return id;
}

void ChatToolCalls::announce(Call *call, QList<ChatDelta> *deltas)
{
    if (call->id.isEmpty())
        call->id = newId(call);
    call->isAnnounced = true;
    ChatDelta delta = makeDelta(ChatDelta::Type::ToolBegin, call->id);
    delta.toolName = call->name;
    deltas->append(delta);
    if (!call->arguments.isEmpty())
        deltas->append(makeDelta(ChatDelta::Type::ToolArguments, call->id, call->arguments));
}

void ChatToolCalls::complete(Call *call, QList<ChatDelta> *deltas)
{
    // Some may have been left out, and what is there would not be what the model meant.
    if (m_isTooLong) {
        abandon(call, deltas);
        return;
    }
    if (!call->isAnnounced)
        announce(call, deltas);
    call->isComplete = true;
    const QString arguments =
        call->arguments.trimmed().isEmpty() ? QStringLiteral("{}") : call->arguments;
    ChatDelta delta = makeDelta(ChatDelta::Type::ToolComplete, call->id, arguments);
    delta.toolName = call->name;
    deltas->append(delta);
    call->arguments = QString(); // nobody asks for them again
}

void ChatToolCalls::abandon(Call *call, QList<ChatDelta> *deltas)
{
    call->isComplete = true;
    if (!call->isAnnounced)
        return;
    ChatDelta delta = makeDelta(ChatDelta::Type::ToolState, call->id);
    delta.toolName = call->name;
    delta.toolState = Chat::ToolState::Error;
    delta.value = m_isTooLong ? QStringLiteral("The arguments are too long.")
                              : QStringLiteral("The answer ended before the call was whole.");
    deltas->append(delta);
}
