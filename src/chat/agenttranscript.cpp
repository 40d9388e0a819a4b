// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "agenttranscript_p.h"

#include "agentpart_p.h"
#include "chatmessage_p.h"
#include "chatmodel_p.h"

#include <QtCore/qpointer.h>
#include <QtCore/qset.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

// More than these are not kept while the state is on its way, or their message is.
constexpr int MaximumHeld = 100'000;
constexpr int MaximumEarly = 10'000;

QDateTime createdAt(const QJsonObject &info)
{
    const QDateTime time = AgentPart::timeOf(info.value("time"_L1)["created"_L1]);
    return time.isValid() ? time.toUTC() : QDateTime::currentDateTimeUtc();
}

} // namespace

AgentTranscript::AgentTranscript(QObject *parent)
    : m_model(new ChatModel(parent))
{ }

AgentTranscript::~AgentTranscript()
{
    if (m_model)
        m_model->deleteLater(); // views may still have it in their hands
}

void AgentTranscript::take(const QString &type, const QJsonObject &properties)
{
    if (!m_isHeld)
        apply(type, properties);
    else if (m_held.size() < MaximumHeld)
        m_held.append({ type, properties });
}

// What has come until now is in an answer that is asked for from now on. To apply it to that would
// take back what has happened since, of which the stream may not tell: it may be another one.
void AgentTranscript::hold()
{
    m_isHeld = true;
    m_held.clear();
    m_early.clear();
    m_earlyCount = 0;
}

void AgentTranscript::release(const QJsonArray &messages)
{
    const QPointer<ChatModel> alive(m_model);
    merge(messages);
    if (alive)
        release();
}

void AgentTranscript::release()
{
    m_isHeld = false;
    const QPointer<ChatModel> alive(m_model);
    const QList<Event> held = std::exchange(m_held, {});
    for (const auto &[type, properties] : held) {
        apply(type, properties);
        if (!alive)
            return;
    }
    m_model->flush();
}

void AgentTranscript::settle()
{
    if (m_isHeld) {
        take(u"session.idle"_s, {});
        return;
    }
    apply(u"session.idle"_s, {});
}

void AgentTranscript::clear()
{
    m_held.clear();
    m_early.clear();
    m_earlyCount = 0;
    m_model->clear();
}

void AgentTranscript::apply(const QString &type, const QJsonObject &properties)
{
    if (type == "message.updated"_L1) {
        applyInfo(properties.value("info"_L1).toObject());
    } else if (type == "message.part.updated"_L1) {
        applyPart(properties);
    } else if (type == "message.part.delta"_L1) {
        applyFragment(properties);
    } else if (type == "message.part.removed"_L1) {
        applyPartRemoval(properties.value("messageID"_L1).toString(),
                         properties.value("partID"_L1).toString());
    } else if (type == "message.removed"_L1) {
        const int row =
            m_model->rowOf(m_model->message(properties.value("messageID"_L1).toString()));
        if (row >= 0)
            m_model->remove(row);
    } else if (type == "session.idle"_L1) {
        const QPointer<ChatModel> alive(m_model);
        for (int row = m_model->count() - 1; alive && row >= 0; --row) {
            if (m_model->messageAt(row)->isStreaming())
                m_model->end(m_model->messageAt(row), Chat::FinishReason::Stopped);
        }
    }
}

void AgentTranscript::applyInfo(const QJsonObject &info)
{
    const QPointer<ChatModel> alive(m_model);
    ChatMessage *const message = messageFor(info);
    if (!alive || !message)
        return;
    ChatMessagePrivate *const d = message->d.get();
    if (const QString model = info.value("modelID"_L1).toString(); !model.isEmpty()) {
        ChatDelta delta;
        delta.type = ChatDelta::Type::MessageBegin;
        delta.model = model;
        m_model->apply(message, delta);
    }
    d->mergeUsage(AgentPart::usageOf(info));
    if (info.value("error"_L1).isObject()) {
        d->merge(AgentPart::errorOf(info));
        if (!alive)
            return;
    }
    d->mergeEnd(AgentPart::isOpen(info), AgentPart::finishReasonOf(info));
    m_model->d->schedule(message);
    const QString id = info.value("id"_L1).toString();
    const QList<Event> early = m_early.take(id);
    m_earlyCount -= int(early.size());
    for (const auto &[type, properties] : early) {
        if (alive)
            apply(type, properties);
    }
}

void AgentTranscript::applyPart(const QJsonObject &properties)
{
    const QJsonObject part = properties.value("part"_L1).toObject();
    const QString messageId = part.value("messageID"_L1).toString();
    ChatMessage *const message = m_model->message(messageId);
    if (!message) {
        keepEarly(messageId, u"message.part.updated"_s, properties);
        return;
    }
    const QPointer<ChatModel> alive(m_model);
    message->d->merge(AgentPart::stateOf(part));
    if (alive)
        m_model->d->schedule(message);
}

// Of the newer generation. A part that has ended had all of its fragments.
void AgentTranscript::applyFragment(const QJsonObject &properties)
{
    const QString messageId = properties.value("messageID"_L1).toString();
    ChatMessage *const message = m_model->message(messageId);
    if (!message) {
        keepEarly(messageId, u"message.part.delta"_s, properties);
        return;
    }
    if (properties.value("field"_L1).toString(u"text"_s) != "text"_L1)
        return;
    const QString partId = properties.value("partID"_L1).toString();
    const QString fragment = properties.value("delta"_L1).toString();
    ChatDelta delta;
    delta.partId = partId;
    delta.text = fragment;
    if (message->d->isOpenPart(Chat::PartType::Reasoning, partId))
        delta.type = ChatDelta::Type::Reasoning;
    else if (message->d->isOpenPart(Chat::PartType::Text, partId))
        delta.type = ChatDelta::Type::Text;
    else
        return;
    m_model->apply(message, delta);
}

void AgentTranscript::applyPartRemoval(const QString &messageId, const QString &partId)
{
    ChatMessage *const message = m_model->message(messageId);
    if (!message)
        return;
    const QPointer<ChatModel> alive(m_model);
    message->d->removeMerged(partId);
    if (alive)
        m_model->d->schedule(message);
}

// What is there and not among them is no longer there.
void AgentTranscript::merge(const QJsonArray &messages)
{
    const QPointer<ChatModel> alive(m_model);
    QSet<QString> there;
    for (const QJsonValue &entry : messages)
        there.insert(entry["info"_L1]["id"_L1].toString());
    for (int row = m_model->count() - 1; alive && row >= 0; --row) {
        if (!there.contains(m_model->messageAt(row)->messageId()))
            m_model->remove(row);
    }
    for (const QJsonValue &entry : messages) {
        const QJsonObject info = entry["info"_L1].toObject();
        ChatMessage *const message = alive ? messageFor(info) : nullptr;
        if (!alive)
            return;
        if (!message)
            continue;
        QList<ChatPartState> states;
        const QJsonArray parts = entry["parts"_L1].toArray();
        for (const QJsonValue &part : parts)
            states.append(AgentPart::stateOf(part.toObject()));
        if (info.value("error"_L1).isObject())
            states.append(AgentPart::errorOf(info));
        applyInfo(info); // whether parts can be open follows from it
        if (alive)
            message->d->merge(states);
        if (alive)
            m_model->d->schedule(message);
        if (!alive)
            return;
    }
}

ChatMessage *AgentTranscript::messageFor(const QJsonObject &info)
{
    const QString id = info.value("id"_L1).toString();
    if (id.isEmpty())
        return nullptr;
    if (ChatMessage *const known = m_model->message(id))
        return known;
    const QDateTime created = createdAt(info);
    // Most come at the end.
    int row = m_model->count();
    while (row > 0 && m_model->messageAt(row - 1)->created() > created)
        --row;
    const bool isUser = info.value("role"_L1).toString() == "user"_L1;
    return m_model->insert(row, isUser ? Chat::Role::User : Chat::Role::Assistant, id, created);
}

void AgentTranscript::keepEarly(const QString &messageId, const QString &type,
                                const QJsonObject &properties)
{
    if (messageId.isEmpty() || m_earlyCount >= MaximumEarly)
        return;
    m_early[messageId].append({ type, properties });
    ++m_earlyCount;
}
