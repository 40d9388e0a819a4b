// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssevaluefeed.h"

#include "sseqmlvalue.h"

#include <QtCore/qpointer.h>

#include <algorithm>

SseValueFeed *SseValueFeed::of(SseSource *source)
{
    auto *feed = source->findChild<SseValueFeed *>(QString(), Qt::FindDirectChildrenOnly);
    return feed ? feed : new SseValueFeed(source);
}

SseValueFeed::SseValueFeed(SseSource *source)
    : QObject(source)
    , m_source(source)
    , m_pacer(this, [this] { update(); })
{
    connect(source, &SseSource::eventReceived, this, &SseValueFeed::take);
    connect(source, &SseSource::readyStateChanged, this, &SseValueFeed::onReadyStateChanged);
}

SseValueFeed::~SseValueFeed() = default;

void SseValueFeed::add(SseQmlValue *value)
{
    m_values.append(value);
}

void SseValueFeed::remove(SseQmlValue *value)
{
    m_values.removeOne(value);
}

void SseValueFeed::take(const SseEvent &event)
{
    // Another handler of the same event may have closed the source.
    if (m_source->readyState() != SseSource::ReadyState::Open)
        return;
    const QByteArray type = event.typeUtf8();
    const auto isWanted = [&type](const SseQmlValue *value) { return value->wants(type); };
    if (std::none_of(m_values.cbegin(), m_values.cend(), isWanted))
        return;
    const QJsonValue json = event.json();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (SseQmlValue *const value : std::as_const(m_values)) {
        if (isWanted(value))
            value->take(event, json, now);
    }
    m_pacer.request();
}

void SseValueFeed::onReadyStateChanged(SseSource::ReadyState state)
{
    if (state != SseSource::ReadyState::Open)
        forEach([](SseQmlValue *value) { value->loseTrack(); });
}

void SseValueFeed::update()
{
    forEach([](SseQmlValue *value) { value->announce(); });
}

template<typename Action>
void SseValueFeed::forEach(Action action)
{
    QList<QPointer<SseQmlValue>> values;
    values.reserve(m_values.size());
    for (SseQmlValue *const value : std::as_const(m_values))
        values.append(value);
    for (const QPointer<SseQmlValue> &value : std::as_const(values)) {
        if (value)
            action(value.data());
    }
}

#include "moc_ssevaluefeed.cpp"
