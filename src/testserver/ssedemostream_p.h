// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEDEMOSTREAM_P_H
#define SSEDEMOSTREAM_P_H

#include "ssetestexchange.h"

#include <QtCore/QJsonObject>
#include <QtCore/QTimer>

#include <functional>
#include <optional>

// An event stream that is written step by step: it starts with the exchange it is made for and
// ends with it.
class SseDemoStream : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseDemoStream)

public:
    // Writes what is due as step n, from 0. Returns how long to wait for the next one; nothing
    // when there is none, and then the answer is finished unless the step closed it otherwise.
    using Step = std::function<std::optional<std::chrono::milliseconds>(int n)>;

    static void start(SseTestExchange *exchange, Step step);

private:
    SseDemoStream(SseTestExchange *exchange, Step step);

    void advance();

    SseTestExchange *const m_exchange;
    const Step m_step;
    QTimer m_timer;
    int m_next = 0;
};

namespace SseDemo {

// Of the events that a query may ask for.
constexpr int MaximumCount = 1'000'000;

QByteArray json(const QJsonObject &object);
QByteArray event(const QByteArray &type, const QByteArray &data, const QByteArray &id = {});
// The last event of a stream that tells when it is over.
QByteArray complete(int total);
QString timestamp();

// The number that the query names, within [minimum, maximum]. Anything else is answered by 400,
// and the caller returns.
std::optional<int> number(SseTestExchange *exchange, const QString &name, int fallback, int minimum,
                          int maximum);
std::optional<int> interval(SseTestExchange *exchange, int fallback);

} // namespace SseDemo

#endif // SSEDEMOSTREAM_P_H
