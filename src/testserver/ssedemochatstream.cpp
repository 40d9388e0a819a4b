// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssedemochatstream_p.h"
#include "ssedemostream_p.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>

#include <algorithm>
#include <array>
#include <atomic>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

using SseDemo::ChatAnswer;
using SseDemo::ChatDeltas;
using SseDemo::ChatPace;
using SseDemo::ChatRequest;

// In one write; between two of them the event loop gets a turn, and a client that does not read is
// noticed.
constexpr qsizetype MaximumBurst = 100;

// What was missed longer ago than this, in milliseconds, is not made up for.
constexpr qint64 MaximumLateness = 100;

constexpr qint64 RatedWritesPerSecond = 200;

QJsonObject envelope(const ChatRequest &request, const QString &object)
{
    static std::atomic<int> last = 0; // servers may live in several threads
    return { { u"id"_s, u"chatcmpl-demo%1"_s.arg(++last, 6, 10, QLatin1Char('0')) },
             { u"object"_s, object },
             { u"created"_s, QDateTime::currentSecsSinceEpoch() },
             { u"model"_s, request.model } };
}

// A little unevenness, the same each time, and a breath after a sentence.
milliseconds paceAfter(const QString &token, qsizetype index, int interval)
{
    static constexpr std::array<int, 8> percents{ 80, 115, 95, 60, 130, 100, 75, 125 };
    int percent = percents.at(static_cast<size_t>(index) % percents.size());
    if (token.endsWith(u'.') || token.endsWith(u'!') || token.endsWith(u'?')
        || token.endsWith(u'\n')) {
        percent *= 3;
    }
    return milliseconds(qint64(interval) * percent / 100);
}

class AnswerStream
{
public:
    AnswerStream(SseTestExchange *exchange, const ChatRequest &request, const ChatAnswer &answer,
                 const ChatPace &pace);

    std::optional<milliseconds> step();

private:
    [[nodiscard]] qsizetype due() const;
    [[nodiscard]] milliseconds wait() const;
    [[nodiscard]] QByteArray event(const QJsonObject &delta, const QJsonValue &finish = {}) const;
    [[nodiscard]] QByteArray ending() const;
    void keepPace();
    void fail();

    SseTestExchange *m_exchange;
    ChatDeltas m_deltas;
    ChatPace m_pace;
    QJsonObject m_chunk;
    bool m_includeUsage;
    bool m_drops;
    qsizetype m_cut = -1; // where it fails, if it does
    qsizetype m_next = -1; // the role comes before the first
    qint64 m_lost = 0; // milliseconds that are not made up for
    QElapsedTimer m_clock;
};

AnswerStream::AnswerStream(SseTestExchange *exchange, const ChatRequest &request,
                           const ChatAnswer &answer, const ChatPace &pace)
    : m_exchange(exchange)
    , m_deltas(answer, request)
    , m_pace(pace)
    , m_chunk(envelope(request, u"chat.completion.chunk"_s))
    , m_includeUsage(request.includeUsage)
    , m_drops(SseDemo::hasChatCommand(request.prompt.text, "/drop"_L1))
{
    if (m_drops || SseDemo::hasChatCommand(request.prompt.text, "/error"_L1))
        m_cut = m_deltas.count() * 3 / 4;
    if (m_includeUsage)
        m_chunk.insert("usage"_L1, QJsonValue::Null);
    m_clock.start();
}

std::optional<milliseconds> AnswerStream::step()
{
    QByteArray bytes;
    if (m_next < 0) {
        m_next = 0;
        bytes = event({ { u"role"_s, u"assistant"_s }, { u"content"_s, u""_s } });
        m_exchange->write(bytes);
        return milliseconds(m_pace.rate > 0 ? 0 : m_pace.interval * 4); // as long as a thought
    }
    keepPace();
    const qsizetype last = m_cut < 0 ? m_deltas.count() : m_cut;
    const qsizetype end = std::min(last, std::min(due(), m_next + MaximumBurst));
    for (; m_next < end; ++m_next)
        bytes += event(m_deltas.at(m_next));
    if (m_next == last && m_cut < 0)
        bytes += ending();
    // Nothing is due when the timer was early, and an empty chunk would be the end.
    if (!bytes.isEmpty())
        m_exchange->write(bytes);
    if (m_next < last)
        return wait();
    if (m_cut >= 0)
        fail();
    return std::nullopt;
}

// How many deltas should have been written by now.
qsizetype AnswerStream::due() const
{
    if (m_pace.rate == 0)
        return m_next + 1;
    return qsizetype((m_clock.elapsed() - m_lost) * m_pace.rate / 1000) + 1;
}

milliseconds AnswerStream::wait() const
{
    if (m_pace.rate == 0)
        return paceAfter(m_deltas.text(m_next - 1), m_next - 1, m_pace.interval);
    const qint64 wanted = m_next + std::max<qint64>(1, m_pace.rate / RatedWritesPerSecond) - 1;
    const qint64 time = m_lost + (wanted * 1000 + m_pace.rate - 1) / m_pace.rate;
    return milliseconds(std::max<qint64>(0, time - m_clock.elapsed()));
}

// A client that has not read for a while gets no flood for it.
void AnswerStream::keepPace()
{
    if (m_pace.rate == 0)
        return;
    const qint64 late = m_clock.elapsed() - m_lost - m_next * 1000 / m_pace.rate;
    m_lost += std::max<qint64>(0, late - MaximumLateness);
}

QByteArray AnswerStream::event(const QJsonObject &delta, const QJsonValue &finish) const
{
    QJsonObject chunk = m_chunk;
    chunk.insert("choices"_L1,
                 QJsonArray{ QJsonObject{ { u"index"_s, 0 },
                                          { u"delta"_s, delta },
                                          { u"logprobs"_s, QJsonValue::Null },
                                          { u"finish_reason"_s, finish } } });
    return SseDemo::event({}, SseDemo::json(chunk));
}

QByteArray AnswerStream::ending() const
{
    QByteArray bytes = event({}, m_deltas.finishReason());
    if (m_includeUsage) {
        QJsonObject last = m_chunk;
        last.insert("choices"_L1, QJsonArray());
        last.insert("usage"_L1, m_deltas.usage());
        bytes += SseDemo::event({}, SseDemo::json(last));
    }
    return bytes + SseDemo::event({}, "[DONE]");
}

void AnswerStream::fail()
{
    if (m_drops) {
        m_exchange->closeConnection();
        return;
    }
    m_exchange->write(SseDemo::event({}, SseDemo::chatFailureBody()));
}

} // namespace

SseDemo::ChatDeltas::ChatDeltas(const ChatAnswer &answer, const ChatRequest &request)
    : m_content(chatTokens(answer.content))
    , m_contentCount(answer.repeatedTokens < 0 ? m_content.size() : answer.repeatedTokens)
    , m_isRepeated(answer.repeatedTokens >= 0)
    , m_promptTokens(request.prompt.tokens)
{
    if (request.reasoning)
        m_reasoning = chatTokens(answer.reasoning);
    for (qsizetype i = 0; i < answer.calls.size(); ++i) {
        const ChatCall &call = answer.calls.at(i);
        const auto make = [index = int(i)](QJsonObject object) {
            object.insert("index"_L1, index);
            return QJsonObject{ { u"tool_calls"_s, QJsonArray{ object } } };
        };
        const auto function = [&call](const QString &arguments) {
            return QJsonObject{ { u"name"_s, call.name }, { u"arguments"_s, arguments } };
        };
        QJsonObject begin{ { u"id"_s, u"call_demo%1_%2"_s.arg(request.prompt.turn + 1).arg(i + 1) },
                           { u"type"_s, u"function"_s } };
        begin.insert("function"_L1, function(call.arguments));
        m_calls.append(begin);
        begin.insert("function"_L1, function({}));
        m_callDeltas.append(make(begin));
        const QStringList fragments = chatTokens(call.arguments);
        for (const QString &fragment : fragments) {
            m_callDeltas.append(
                make({ { u"function"_s, QJsonObject{ { u"arguments"_s, fragment } } } }));
        }
    }
    const qsizetype all = m_reasoning.size() + m_contentCount + m_callDeltas.size();
    m_isCut = request.maximumTokens > 0 && request.maximumTokens < all;
    m_count = m_isCut ? request.maximumTokens : all;
}

QJsonObject SseDemo::ChatDeltas::at(qsizetype index) const
{
    if (index < m_reasoning.size())
        return { { u"reasoning_content"_s, m_reasoning.at(index) } };
    index -= m_reasoning.size();
    if (index < m_contentCount)
        return { { u"content"_s, contentAt(index) } };
    return m_callDeltas.at(index - m_contentCount);
}

QString SseDemo::ChatDeltas::text(qsizetype index) const
{
    const QJsonObject delta = at(index);
    return delta["content"_L1].toString(delta["reasoning_content"_L1].toString());
}

QString SseDemo::ChatDeltas::contentAt(qsizetype index) const
{
    const QString &token = m_content.at(index % m_content.size());
    // Only text that is repeated counts; a prompt may be quoted, and may have the same characters.
    if (!m_isRepeated || !token.contains("%1"_L1))
        return token;
    return token.arg(index / m_content.size() + 1);
}

QString SseDemo::ChatDeltas::finishReason() const
{
    if (m_isCut)
        return u"length"_s;
    return m_calls.isEmpty() ? u"stop"_s : u"tool_calls"_s;
}

QJsonObject SseDemo::ChatDeltas::usage() const
{
    return { { u"prompt_tokens"_s, m_promptTokens },
             { u"completion_tokens"_s, m_count },
             { u"total_tokens"_s, m_promptTokens + m_count },
             { u"completion_tokens_details"_s,
               QJsonObject{ { u"reasoning_tokens"_s, std::min(m_count, m_reasoning.size()) } } } };
}

QJsonObject SseDemo::ChatDeltas::message() const
{
    const qsizetype reasoning = std::min(m_count, m_reasoning.size());
    const qsizetype content = std::min(m_count - reasoning, m_contentCount);
    QString text;
    for (qsizetype i = 0; i < content; ++i)
        text += contentAt(i);
    QJsonObject message{ { u"role"_s, u"assistant"_s },
                         { u"content"_s, content > 0 ? QJsonValue(text) : QJsonValue::Null },
                         { u"refusal"_s, QJsonValue::Null } };
    if (reasoning > 0)
        message.insert("reasoning_content"_L1, m_reasoning.mid(0, reasoning).join(QString()));
    if (!m_calls.isEmpty() && !m_isCut) {
        QJsonArray calls;
        for (const QJsonObject &call : m_calls)
            calls.append(call);
        message.insert("tool_calls"_L1, calls);
    }
    return message;
}

void SseDemo::streamChatAnswer(SseTestExchange *exchange, const ChatRequest &request,
                               const ChatAnswer &answer, const ChatPace &pace)
{
    SseDemoStream::start(exchange,
                         [stream = AnswerStream(exchange, request, answer, pace)](int) mutable {
                             return stream.step();
                         });
}

void SseDemo::replyChatAnswer(SseTestExchange *exchange, const ChatRequest &request,
                              const ChatAnswer &answer)
{
    const ChatDeltas deltas(answer, request);
    QJsonObject completion = envelope(request, u"chat.completion"_s);
    completion.insert("choices"_L1,
                      QJsonArray{ QJsonObject{ { u"index"_s, 0 },
                                               { u"message"_s, deltas.message() },
                                               { u"logprobs"_s, QJsonValue::Null },
                                               { u"finish_reason"_s, deltas.finishReason() } } });
    completion.insert("usage"_L1, deltas.usage());
    exchange->reply(200, json(completion), "application/json");
}

QByteArray SseDemo::chatErrorBody(const QString &message, const QString &type,
                                  const QJsonValue &param, const QJsonValue &code)
{
    return json({ { u"error"_s,
                    QJsonObject{ { u"message"_s, message },
                                 { u"type"_s, type },
                                 { u"param"_s, param },
                                 { u"code"_s, code } } } });
}

QByteArray SseDemo::chatFailureBody()
{
    return chatErrorBody(u"The model has failed in the middle of its answer, as you asked for."_s,
                         u"server_error"_s, {}, u"model_failed"_s);
}
