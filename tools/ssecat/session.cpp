// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "session.h"

#include "options.h"
#include "ssejsonline_p.h"

#include <SseQt/SseError>
#include <SseQt/SseEvent>

#include <utility>

using namespace Qt::StringLiterals;

Session::Session(const Options &options)
    : m_types(options.types)
    , m_maximumTime(options.maximumTime)
    , m_printsFigures(options.printsFigures)
    , m_log(options.isVerbose)
    , m_printer(Printer::create(options, m_output))
    , m_ending(options.ending)
{
    m_clock.setSingleShot(true);
    m_clock.setTimerType(Qt::PreciseTimer);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        m_log.note(u"time is up"_s);
        requestEnd();
    });
    connect(&m_interruption, &Interruption::interrupted, this, [this] {
        m_log.note(u"interrupted"_s);
        requestEnd();
    });
}

Session::~Session() = default;

void Session::start()
{
    if (m_maximumTime)
        m_clock.start(*m_maximumTime);
}

void Session::takeOpened(const QUrl &url)
{
    m_log.note(u"opened %1"_s.arg(url.toDisplayString(QUrl::RemoveUserInfo)));
    m_printer->printOpened(url);
    checkOutput();
}

void Session::takeEvent(const SseEvent &event)
{
    const bool isPrinted = m_types.isEmpty() || m_types.contains(event.type());
    if (isPrinted)
        m_printer->printEvent(event);
    checkEnding(event, isPrinted);
    checkOutput();
}

// One that has come before, and is not printed again.
void Session::takeDropped(const SseEvent &event)
{
    m_log.note(event.id().isEmpty() ? u"event repeated, dropped"_s
                                    : u"event %1 repeated, dropped"_s.arg(event.id()));
    checkEnding(event, false);
}

void Session::takeComment(const QString &text)
{
    m_printer->printComment(text);
    checkOutput();
}

void Session::takeRetry(int milliseconds)
{
    m_log.note(u"the server asks for %1 ms before reconnecting"_s.arg(milliseconds));
    m_printer->printRetry(milliseconds);
    checkOutput();
}

void Session::takeError(const SseError &error)
{
    // Enough to see what a service says about it.
    constexpr int shownBody = 500;

    QString text = u"error %1"_s.arg(SseJsonLine::keyOf(error.code()));
    if (error.httpStatus() != 0)
        text += u", status %1"_s.arg(error.httpStatus());
    text += error.willReconnect() ? u", next attempt in %1 ms"_s.arg(error.reconnectDelay())
                                  : u", no further attempt"_s;
    m_log.note(text);
    if (!error.responseBody().isEmpty())
        m_log.note(u"response: %1"_s.arg(error.responseText().trimmed().left(shownBody)));
    m_printer->printError(error);
    checkOutput();
}

void Session::takeClosed(SseSource::CloseReason reason, const QString &lastEventId,
                         const Figures &figures)
{
    m_clock.stop();
    if (m_printsFigures)
        m_printer->printFigures(figures);
    m_log.note(u"closed, %1"_s.arg(SseJsonLine::nameOf(reason)));
    m_printer->printClosed(reason, lastEventId);
    if (m_output.hasFailed() && !m_output.isBrokenPipe())
        Log::complain(u"Cannot write to standard output: %1."_s.arg(m_output.errorString()));
    Q_EMIT finished(int(exitStatus(reason)));
}

ExitStatus Session::exitStatus(SseSource::CloseReason reason) const
{
    if (reason == SseSource::CloseReason::Failed)
        return ExitStatus::Failure;
    // Whoever read the output has seen enough. Other errors mean that something was not seen.
    if (m_output.hasFailed())
        return m_output.isBrokenPipe() ? ExitStatus::Success : ExitStatus::Failure;
    return m_isReached || !m_ending.isAskedFor() ? ExitStatus::Success : ExitStatus::EndMissed;
}

void Session::checkEnding(const SseEvent &event, bool isPrinted)
{
    m_isReached = m_ending.isReachedBy(event, isPrinted);
    if (m_isReached)
        requestEnd();
}

void Session::requestEnd()
{
    if (!std::exchange(m_isEndRequested, true))
        Q_EMIT endRequested();
}

void Session::checkOutput()
{
    if (m_output.hasFailed())
        requestEnd();
}
