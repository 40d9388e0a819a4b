// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "measurement.h"

#include "exampleprogram.h"

#include <SseQt/SseStatistics>

#include <QtGui/QGuiApplication>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A program that never hears a word has nothing to measure.
constexpr auto Patience = 20s;

} // namespace

Measurement::Measurement(QQuickWindow *window, ChatSession *session, const Arguments &arguments)
    : m_session(session)
    , m_meter(window)
{
    connect(session->source(), &SseSource::eventReceived, this, [this] {
        if (std::exchange(m_isRunning, true))
            return;
        m_events = m_session->source()->statistics().events;
        m_meter.start();
    });
    connect(&m_meter, &FrameMeter::secondPassed, this, [this, limit = arguments.measuring] {
        if (m_meter.count() == int(limit.count()))
            finish();
    });
    // Not within the signal: the last piece is to be drawn, too.
    connect(session, &ChatSession::finished, this, &Measurement::finish, Qt::QueuedConnection);
    connect(session, &ChatSession::errorOccurred, this,
            [this](const ChatError &error) { fail(error.message); });
    QTimer::singleShot(Patience, this, [this] {
        if (!m_isRunning)
            fail(u"nothing came in"_s);
    });
    QTimer::singleShot(0, this, [this, prompts = arguments.prompts] {
        begin(prompts.isEmpty() ? u"/long"_s : prompts.constFirst());
    });
}

Measurement::~Measurement() = default;

void Measurement::begin(const QString &prompt)
{
    if (!m_session->send(prompt))
        fail(u"the prompt cannot be sent"_s);
}

void Measurement::finish()
{
    if (!std::exchange(m_isRunning, false))
        return;
    m_meter.stop();
    m_meter.printFrames();
    const ChatMessage *const answer =
        m_session->messages()->messageAt(m_session->messages()->count() - 1);
    std::printf("events per second: %.1f\n"
                "characters: %lld\n",
                (m_session->source()->statistics().events - m_events) / m_meter.seconds(),
                static_cast<long long>(answer ? answer->text().size() : 0));
    m_meter.printCosts();
    QCoreApplication::exit(EXIT_SUCCESS);
}

void Measurement::fail(const QString &reason)
{
    ExampleProgram::complain(reason);
    QCoreApplication::exit(EXIT_FAILURE);
}
