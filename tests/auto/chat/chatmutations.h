// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_TEST_CHATMUTATIONS_H
#define SSEQT_TEST_CHATMUTATIONS_H

#include "chatreplay.h"

#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>

// Breaks streams in every way, to see that their decoder keeps the laws all the same.
namespace ChatMutations {

using ChatReplay::Events;

inline SseEvent withData(const SseEvent &event, const QByteArray &data)
{
    return SseEvent(event.typeUtf8(), data, event.idUtf8(), event.lastEventIdUtf8());
}

// Events dropped, repeated, exchanged and cut off, by chance.
inline Events disturbed(Events events, std::mt19937 &random)
{
    const auto any = [&] { return qsizetype(random() % std::size_t(events.size())); };
    for (std::size_t count = 1 + random() % 6; count > 0 && !events.isEmpty(); --count) {
        const qsizetype at = any();
        switch (random() % 4) {
        case 0:
            events.removeAt(at);
            break;
        case 1:
            events.insert(any(), SseEvent(events.at(at)));
            break;
        case 2:
            events.swapItemsAt(at, any());
            break;
        default: {
            const QByteArray data = events.at(at).dataUtf8();
            events[at] = withData(events.at(at),
                                  data.left(qsizetype(random() % std::size_t(data.size() + 1))));
        }
        }
    }
    return events;
}

inline QList<QJsonValue> wrongValues()
{
    const QJsonObject object = { { QStringLiteral("type"), QStringLiteral("x") },
                                 { QStringLiteral("index"), 1 } };
    return { QJsonValue::Null,
             true,
             -7,
             1e300,
             QString(),
             QStringLiteral("x"),
             QJsonArray(),
             QJsonArray{ object, QJsonValue::Null },
             object };
}

inline QList<QJsonValue> variantsOf(const QJsonValue &value);

// The container with each of its values replaced, and changed inside, in turn.
template<typename Container, typename Key>
void addVariants(QList<QJsonValue> *variants, const Container &container, const Key &key,
                 const QJsonValue &value)
{
    const QList<QJsonValue> replacements = wrongValues() + variantsOf(value);
    for (const QJsonValue &replacement : replacements) {
        Container changed = container;
        changed[key] = replacement;
        variants->append(changed);
    }
}

inline QList<QJsonValue> variantsOf(const QJsonValue &value)
{
    QList<QJsonValue> variants;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        QJsonObject without = object;
        without.remove(it.key());
        variants.append(without);
        addVariants(&variants, object, it.key(), it.value());
    }
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i)
        addVariants(&variants, array, i, array.at(i));
    return variants;
}

inline void verifyDisturbed(Chat::Format format, const Events &events)
{
    std::mt19937 random(2);
    for (int i = 0; i < 2000; ++i) {
        const auto deltas = ChatReplay::decoded(format, disturbed(events, random));
        QCOMPARE(ChatReplay::brokenLaw(deltas), QString());
    }
}

inline void verifyWrongTypes(Chat::Format format, const Events &events)
{
    for (qsizetype i = 0; i < events.size(); ++i) {
        const QList<QJsonValue> variants = variantsOf(events.at(i).json());
        for (const QJsonValue &variant : variants) {
            Events changed = events;
            changed[i] = withData(events.at(i), QJsonDocument(variant.toObject()).toJson());
            const auto deltas = ChatReplay::decoded(format, changed);
            QVERIFY2(ChatReplay::brokenLaw(deltas).isEmpty(), changed.at(i).dataUtf8().constData());
        }
    }
}

} // namespace ChatMutations

#endif
