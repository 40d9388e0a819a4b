// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEREADINGTURNS_P_H
#define SSEQT_SSEREADINGTURNS_P_H

#include <QtCore/qdeadlinetimer.h>
#include <QtCore/qlist.h>
#include <QtCore/qobject.h>

#include <memory>

// The turns in which the streams of one thread are read: in each turn of the event loop all of them
// together have so many milliseconds, however many they are, and however fast they are sent. Who
// was not done goes to the end of the line.
class SseReadingTurns : public std::enable_shared_from_this<SseReadingTurns>
{
    Q_DISABLE_COPY_MOVE(SseReadingTurns)
public:
    class Reader
    {
    public:
        // Until then. It is out of the line, and may get into it again.
        virtual void takeTurn(QDeadlineTimer deadline) = 0;

    protected:
        ~Reader() = default;
    };

    [[nodiscard]] static std::shared_ptr<SseReadingTurns> ofThisThread();

    // Until when one may read that nobody stands in front of; expired when it has to wait.
    [[nodiscard]] QDeadlineTimer unasked();
    void add(Reader *reader);
    void remove(Reader *reader) { m_line.removeOne(reader); }

private:
    SseReadingTurns() = default;
    void schedule();
    void turn();

    QList<Reader *> m_line;
    QDeadlineTimer m_end;
    bool m_isScheduled = false;
    QObject m_context; // of the next turn, which does not come without it
};

#endif
