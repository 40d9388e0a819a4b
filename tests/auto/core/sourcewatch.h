// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_TEST_SOURCEWATCH_H
#define SSEQT_TEST_SOURCEWATCH_H

#include <SseQt/SseSource>

#include <QtCore/qmetaobject.h>
#include <QtCore/qstringlist.h>

// Makes a source wait for exactly so many milliseconds, however often it fails and however few they
// are.
inline void setExactDelay(SseSource &source, int milliseconds)
{
    SseReconnectPolicy policy = source.reconnectPolicy();
    policy.setMinimumDelay(1);
    policy.setInterval(milliseconds);
    policy.setFactor(1);
    policy.setJitter(0);
    source.setReconnectPolicy(policy);
}

// Writes down all that a source announces, in order.
class SourceWatch : public QObject
{
public:
    explicit SourceWatch(SseSource &source)
    {
        connect(&source, &SseSource::opened, this, [this] {
            log.append(QStringLiteral("opened"));
            ++openedCount;
        });
        connect(&source, &SseSource::eventReceived, this, [this](const SseEvent &event) {
            log.append(QStringLiteral("event ") + event.data());
            events.append(event);
        });
        connect(&source, &SseSource::errorOccurred, this, [this](const SseError &error) {
            log.append(QStringLiteral("error ") + codeName(error));
            errors.append(error);
        });
        connect(&source, &SseSource::closed, this, [this](SseSource::CloseReason reason) {
            log.append(QStringLiteral("closed ") + nameOf(reason));
            closed.append(reason);
        });
        connect(&source, &SseSource::phaseChanged, this,
                [this](SseSource::Phase phase) { phases.append(phase); });
        connect(&source, &SseSource::readyStateChanged, this,
                [this](SseSource::ReadyState state) { states.append(state); });
    }

    template<typename Enum>
    static QString nameOf(Enum value)
    {
        return QString::fromLatin1(QMetaEnum::fromType<Enum>().valueToKey(int(value)));
    }
    static QString codeName(const SseError &error) { return nameOf(error.code()); }

    [[nodiscard]] QStringList data() const
    {
        QStringList list;
        for (const SseEvent &event : events)
            list.append(event.data());
        return list;
    }

    QStringList log;
    int openedCount = 0;
    QList<SseEvent> events;
    QList<SseError> errors;
    QList<SseSource::CloseReason> closed;
    QList<SseSource::Phase> phases;
    QList<SseSource::ReadyState> states;
};

#endif
