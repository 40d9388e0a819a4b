// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSECAT_SESSION_H
#define SSECAT_SESSION_H

#include "ending.h"
#include "exitstatus.h"
#include "interruption.h"
#include "log.h"
#include "output.h"
#include "printer.h"

#include <SseQt/SseSource>

#include <QtCore/qobject.h>
#include <QtCore/qtimer.h>

#include <memory>

struct Figures;

// What a run over the network and one over a file have in common: they print what they come upon,
// end when the user has seen enough, and have an exit status.
//
// The run tells what happens. It stops when endRequested() is emitted, at the latest before it
// reports anything more, and then tells that it has closed.
class Session : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Session)
public:
    explicit Session(const Options &options);
    ~Session() override;

    void start();

    void takeOpened(const QUrl &url);
    void takeEvent(const SseEvent &event);
    void takeDropped(const SseEvent &event);
    void takeComment(const QString &text);
    void takeRetry(int milliseconds);
    void takeError(const SseError &error);
    void takeClosed(SseSource::CloseReason reason, const QString &lastEventId,
                    const Figures &figures);

    [[nodiscard]] bool wantsComments() const { return m_printer->wantsComments(); }
    [[nodiscard]] const Log &log() const { return m_log; }

Q_SIGNALS:
    void endRequested();
    void finished(int exitStatus);

private:
    void checkEnding(const SseEvent &event, bool isPrinted);
    void requestEnd();
    void checkOutput();
    [[nodiscard]] ExitStatus exitStatus(SseSource::CloseReason reason) const;

    const QStringList m_types;
    const std::optional<std::chrono::milliseconds> m_maximumTime;
    const bool m_printsFigures;
    const Log m_log;
    Output m_output;
    const std::unique_ptr<Printer> m_printer;
    Ending m_ending;
    bool m_isReached = false; // the end that was asked for
    bool m_isEndRequested = false;
    QTimer m_clock;
    Interruption m_interruption;
};

#endif
