// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseclock_p.h"

#include <QtCore/qdatetime.h>
#include <QtCore/qpointer.h>
#include <QtCore/qtimer.h>

#include <chrono>
#include <utility>

namespace {

class TimerAlarm final : public SseAlarm
{
public:
    TimerAlarm(QObject *context, std::function<void()> ring)
        : m_timer(new QTimer(context))
    {
        m_timer->setSingleShot(true);
        QObject::connect(m_timer, &QTimer::timeout, context, std::move(ring));
    }
    ~TimerAlarm() override { delete m_timer; }

    void start(int milliseconds) override { m_timer->start(milliseconds); }
    void stop() override { m_timer->stop(); }
    [[nodiscard]] bool isActive() const override { return m_timer->isActive(); }

private:
    const QPointer<QTimer> m_timer; // the context may go first, and takes it along
};

class SystemClock final : public SseClock
{
public:
    [[nodiscard]] qint64 steady() const override
    {
        using namespace std::chrono;
        return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
    }
    [[nodiscard]] qint64 wall() const override { return QDateTime::currentMSecsSinceEpoch(); }
    [[nodiscard]] std::unique_ptr<SseAlarm> createAlarm(QObject *context,
                                                        std::function<void()> ring) override
    {
        return std::make_unique<TimerAlarm>(context, std::move(ring));
    }
};

} // namespace

SseAlarm::~SseAlarm() = default;
SseClock::~SseClock() = default;

SseClock *SseClock::system()
{
    static SystemClock clock;
    return &clock;
}
