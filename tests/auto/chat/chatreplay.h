// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_TEST_CHATREPLAY_H
#define SSEQT_TEST_CHATREPLAY_H

#include "chatnames.h"

#include <SseQt/ChatEventDecoder>
#include <SseQt/EventStreamParser>

#include <QtCore/qfile.h>
#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qset.h>
#include <QtTest/QtTest>

#include <algorithm>
#include <random>

// Plays the bytes of an event stream to a decoder, and tells what it has said.
namespace ChatReplay {

using Deltas = QList<ChatDelta>;
using Events = QList<SseEvent>;

// The body of a response in a file of tests/data/chat: without the lines in which the recording
// speaks of itself, and without the head. Empty, after a warning, where there is no such file.
inline QByteArray capturedBody(const QString &name)
{
    QFile file(QStringLiteral(SSEQT_TEST_DATA "/chat/%1.txt").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qWarning("%s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
        return QByteArray();
    }
    const QByteArray text = file.readAll();
    const qsizetype head = text.indexOf("\r\n\r\n") + 4;
    const qsizetype end = text.lastIndexOf("### curl exit"); // not all recordings speak of it
    QByteArray body = text.sliced(head, (end < 0 ? text.size() : end) - head);
    const qsizetype complaint = body.lastIndexOf("\ncurl: (");
    if (complaint >= 0)
        body.truncate(complaint + 1);
    return body;
}

// The body as SseSource would pass it on, had it come in these chunks.
inline Events parsed(const QByteArrayList &chunks)
{
    const auto bytes = [](std::string_view view) {
        return QByteArray(view.data(), qsizetype(view.size()));
    };
    Events events;
    sse::EventStreamParser parser;
    for (const QByteArray &chunk : chunks) {
        parser.feed({ chunk.constData(), std::size_t(chunk.size()) });
        using Token = sse::EventStreamParser::Token;
        for (Token token = parser.next(); token != Token::NeedMore; token = parser.next()) {
            const auto &event = parser.event();
            if (token == Token::Event)
                events.append(SseEvent(bytes(event.type), bytes(event.data), bytes(event.id),
                                       bytes(event.lastEventId)));
        }
    }
    return events;
}

// All deltas, those of the stream's end included.
inline Deltas decoded(Chat::Format format, const Events &events)
{
    Deltas deltas;
    const auto decoder = ChatEventDecoder::create(format);
    for (const SseEvent &event : events)
        deltas += decoder->decode(event);
    return deltas + decoder->finish();
}

// Events without names, each with that data.
inline Events eventsOf(const QByteArrayList &data)
{
    Events events;
    for (const QByteArray &json : data)
        events.append(SseEvent(QByteArray(), json));
    return events;
}

inline QByteArrayList byteByByte(const QByteArray &body)
{
    QByteArrayList chunks;
    for (const char byte : body)
        chunks.append(QByteArray(1, byte));
    return chunks;
}

// In up to nine chunks, the places made up by chance.
inline QByteArrayList randomlyCut(const QByteArray &body, std::mt19937 &random)
{
    QList<qsizetype> cuts = { 0, body.size() };
    for (std::size_t count = 1 + random() % 8; count > 0; --count)
        cuts.append(qsizetype(random() % std::size_t(body.size() + 1)));
    std::sort(cuts.begin(), cuts.end());
    QByteArrayList chunks;
    for (qsizetype i = 1; i < cuts.size(); ++i)
        chunks.append(body.sliced(cuts.at(i - 1), cuts.at(i) - cuts.at(i - 1)));
    return chunks;
}

// One line for each delta: its type, then what it says.
inline QByteArrayList linesOf(const Deltas &deltas)
{
    QByteArrayList lines;
    for (const ChatDelta &delta : deltas) {
        QStringList words = { nameOf(delta.type) };
        words << delta.messageId << delta.model << delta.partId << delta.toolCallId
              << delta.toolName << delta.name << delta.text;
        if (delta.type == ChatDelta::Type::ToolState || delta.type == ChatDelta::Type::ToolResult)
            words << nameOf(delta.toolState);
        if (delta.type == ChatDelta::Type::Finish)
            words << nameOf(delta.finishReason);
        if (delta.type == ChatDelta::Type::Error)
            words << nameOf(delta.error.code);
        if (delta.type == ChatDelta::Type::Usage) {
            for (const int count : { delta.usage.inputTokens, delta.usage.outputTokens,
                                     delta.usage.reasoningTokens, delta.usage.cachedTokens })
                words << QString::number(count);
        }
        words.removeAll(QString());
        lines << words.join(QLatin1Char(' ')).toUtf8();
    }
    return lines;
}

// Compact, of any value.
inline QByteArray jsonOf(const QJsonValue &value)
{
    const QByteArray array = QJsonDocument(QJsonArray{ value }).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

// What came along.
inline QByteArrayList valuesOf(const Deltas &deltas)
{
    QByteArrayList values;
    for (const ChatDelta &delta : deltas) {
        if (!delta.value.isUndefined())
            values << jsonOf(delta.value);
    }
    return values;
}

// Joined, as a reader of the answer gets it.
struct Answer
{
    QString text;
    QString reasoning;
    QString refusal;
    QStringList tools; // "id name arguments", of those that are complete
    QStringList results; // "id value", and of those that failed "id failed"
    QList<Chat::FinishReason> finishes;
    QList<Chat::ErrorCode> errors;
    QStringList unknown;
    ChatUsage usage;
    int parts = 0; // that have ended
    bool isWhole = false; // the format's end has come
};

inline Answer answerOf(const Deltas &deltas)
{
    using Type = ChatDelta::Type;
    Answer answer;
    for (const ChatDelta &delta : deltas) {
        switch (delta.type) {
        case Type::Text:
            answer.text += delta.text;
            break;
        case Type::Reasoning:
            answer.reasoning += delta.text;
            break;
        case Type::Refusal:
            answer.refusal += delta.text;
            break;
        case Type::PartEnd:
            ++answer.parts;
            break;
        case Type::ToolComplete:
            answer.tools.append(delta.toolCallId + QLatin1Char(' ') + delta.toolName
                                + QLatin1Char(' ') + delta.text);
            break;
        case Type::ToolResult:
            answer.results.append(delta.toolCallId + QLatin1Char(' ')
                                  + (delta.toolState == Chat::ToolState::Error
                                         ? QStringLiteral("failed")
                                         : QString::fromUtf8(jsonOf(delta.value))));
            break;
        case Type::Usage:
            answer.usage.update(delta.usage);
            break;
        case Type::Finish:
            answer.finishes.append(delta.finishReason);
            break;
        case Type::Error:
            answer.errors.append(delta.error.code);
            break;
        case Type::Unknown:
            answer.unknown.append(delta.name);
            break;
        case Type::End:
            answer.isWhole = true;
            break;
        case Type::MessageBegin:
        case Type::ToolBegin:
        case Type::ToolArguments:
        case Type::ToolState:
        case Type::Step:
            break;
        }
    }
    return answer;
}

inline void compareAnswers(const Answer &answer, const Answer &meant)
{
    QCOMPARE(answer.errors, meant.errors);
    QCOMPARE(answer.text, meant.text);
    QCOMPARE(answer.reasoning, meant.reasoning);
    QCOMPARE(answer.refusal, meant.refusal);
    QCOMPARE(answer.tools, meant.tools);
    QCOMPARE(answer.results, meant.results);
    QCOMPARE(answer.finishes, meant.finishes);
    QCOMPARE(answer.unknown, meant.unknown);
    QCOMPARE(answer.usage, meant.usage);
    QCOMPARE(answer.parts, meant.parts);
    QCOMPARE(answer.isWhole, meant.isWhole);
}

// What must hold of the deltas of any stream, however broken; empty, or what does not.
inline QString brokenLaw(const Deltas &deltas)
{
    using Type = ChatDelta::Type;
    QSet<QString> open;
    QSet<QString> ended;
    QSet<QString> calls;
    for (qsizetype i = 0; i < deltas.size(); ++i) {
        const ChatDelta &delta = deltas.at(i);
        switch (delta.type) {
        case Type::End:
            if (i != deltas.size() - 1)
                return QStringLiteral("something follows the end");
            break;
        case Type::Text:
        case Type::Reasoning:
        case Type::Refusal:
            if (ended.contains(delta.partId))
                return QStringLiteral("a fragment of a part that has ended: ") + delta.partId;
            if (delta.text.isEmpty())
                return QStringLiteral("a fragment of nothing");
            open.insert(delta.partId);
            break;
        case Type::PartEnd:
            // What the next request has to bring back may come without a text.
            if (!open.remove(delta.partId) && delta.value.isUndefined())
                return QStringLiteral("the end of a part that is not open: ") + delta.partId;
            ended.insert(delta.partId);
            break;
        case Type::ToolBegin:
            calls.insert(delta.toolCallId);
            break;
        case Type::ToolArguments:
        case Type::ToolComplete:
            if (!calls.contains(delta.toolCallId))
                return QStringLiteral("a call that has not begun: ") + delta.toolCallId;
            break;
        case Type::Error:
            if (!delta.error.isError() || delta.error.message.isEmpty())
                return QStringLiteral("an error that says nothing");
            break;
        default:
            break;
        }
    }
    return open.isEmpty() ? QString() : QStringLiteral("a part that never ends");
}

// Whole, byte by byte and at a thousand random cuts, the same bytes give the same deltas.
inline void verifyAnyCut(Chat::Format format, const QByteArray &body)
{
    const Deltas whole = decoded(format, parsed({ body }));
    QCOMPARE(brokenLaw(whole), QString());
    QCOMPARE(decoded(format, parsed(byteByByte(body))), whole);
    std::mt19937 random(1);
    for (int i = 0; i < 1000; ++i)
        QCOMPARE(decoded(format, parsed(randomlyCut(body, random))), whole);
}

} // namespace ChatReplay

#endif
