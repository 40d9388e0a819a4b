// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssedemostream_p.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonDocument>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
// A client that does not read makes the stream wait, not the memory grow.
constexpr qint64 HighWaterMark = 256 * 1024;
} // namespace

void SseDemoStream::start(SseTestExchange *exchange, Step step)
{
    exchange->startEventStream();
    if (exchange->request().method == "HEAD") {
        exchange->finish();
        return;
    }
    auto *stream = new SseDemoStream(exchange, std::move(step));
    stream->advance();
}

SseDemoStream::SseDemoStream(SseTestExchange *exchange, Step step)
    : QObject(exchange)
    , m_exchange(exchange)
    , m_step(std::move(step))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SseDemoStream::advance);
    connect(exchange, &SseTestExchange::disconnected, &m_timer, &QTimer::stop);
}

void SseDemoStream::advance()
{
    if (!m_exchange->isOpen())
        return;
    if (m_exchange->bytesToWrite() > HighWaterMark) {
        connect(m_exchange, &SseTestExchange::bytesWritten, this, &SseDemoStream::advance,
                static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
        return;
    }
    if (const auto wait = m_step(m_next++)) {
        if (m_exchange->isOpen())
            m_timer.start(*wait);
    } else {
        m_exchange->finish();
    }
}

QByteArray SseDemo::json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

// The data is one line, as compact JSON is.
QByteArray SseDemo::event(const QByteArray &type, const QByteArray &data, const QByteArray &id)
{
    QByteArray bytes;
    if (!id.isNull())
        bytes += "id: " + id + '\n';
    if (!type.isEmpty())
        bytes += "event: " + type + '\n';
    return bytes + "data: " + data + "\n\n";
}

QByteArray SseDemo::complete(int total)
{
    return event("complete",
                 json({ { u"message"_s, u"Stream completed"_s }, { u"total"_s, total } }));
}

QString SseDemo::timestamp()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
}

std::optional<int> SseDemo::number(SseTestExchange *exchange, const QString &name, int fallback,
                                   int minimum, int maximum)
{
    const QUrlQuery &query = exchange->request().query;
    if (!query.hasQueryItem(name))
        return fallback;
    bool isNumber = false;
    const int value = query.queryItemValue(name, QUrl::FullyDecoded).toInt(&isNumber);
    if (isNumber && value >= minimum && value <= maximum)
        return value;
    exchange->reply(400,
                    u"%1 must be a whole number from %2 to %3.\n"_s.arg(name)
                        .arg(minimum)
                        .arg(maximum)
                        .toUtf8());
    return std::nullopt;
}

std::optional<int> SseDemo::interval(SseTestExchange *exchange, int fallback)
{
    return number(exchange, u"interval"_s, fallback, 0, 3'600'000);
}
