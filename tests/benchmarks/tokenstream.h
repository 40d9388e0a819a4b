// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_BENCHMARK_TOKENSTREAM_H
#define SSEQT_BENCHMARK_TOKENSTREAM_H

#include <SseQt/ChatModel>

#include <QtCore/qcoreapplication.h>
#include <QtCore/qelapsedtimer.h>
#include <QtCore/qobject.h>

#include <ctime>
#include <functional>
#include <utility>

// Tokens come when they are due, in whatever turn of the event loop.
class TokenStream : public QObject
{
public:
    static constexpr int TokensPerSecond = 500;
    static constexpr int TokenLength = 4;

    // The share of a core that the program takes while so much of an answer comes. more() makes
    // text when there is none left.
    static double shareOf(ChatModel *model, ChatMessage *answer, int seconds,
                          std::function<QString()> more)
    {
        QElapsedTimer clock;
        clock.start();
        const std::clock_t before = std::clock();
        const TokenStream stream(model, answer, seconds, std::move(more));
        while (stream.m_sent < stream.m_tokens)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        const double taken = double(std::clock() - before) / CLOCKS_PER_SEC;
        return taken / (double(clock.nsecsElapsed()) / 1e9);
    }

protected:
    void timerEvent(QTimerEvent *) override
    {
        const qint64 due = m_clock.elapsed() * TokensPerSecond / 1000;
        for (; m_sent < m_tokens && m_sent < due; ++m_sent) {
            if (m_text.size() - m_place < TokenLength) {
                m_text = m_text.mid(m_place) + m_more();
                m_place = 0;
            }
            m_delta.text = m_text.mid(m_place, TokenLength);
            m_place += TokenLength;
            m_model->apply(m_answer, m_delta);
        }
    }

private:
    TokenStream(ChatModel *model, ChatMessage *answer, int seconds, std::function<QString()> more)
        : m_model(model)
        , m_answer(answer)
        , m_tokens(seconds * TokensPerSecond)
        , m_more(std::move(more))
    {
        m_delta.type = ChatDelta::Type::Text;
        m_clock.start();
        startTimer(2, Qt::PreciseTimer);
    }

    ChatModel *const m_model;
    ChatMessage *const m_answer;
    const int m_tokens;
    const std::function<QString()> m_more;
    QElapsedTimer m_clock;
    ChatDelta m_delta;
    QString m_text;
    qsizetype m_place = 0;
    int m_sent = 0;
};

#endif
