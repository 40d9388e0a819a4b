// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseupdatepacer_p.h"

#include <algorithm>
#include <utility>

SseUpdatePacer::SseUpdatePacer(QObject *context, std::function<void()> update)
    : m_timer(context) // so that it follows to another thread
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, context, [this, update = std::move(update)] {
        m_sinceLast.start();
        update();
    });
}

SseUpdatePacer::~SseUpdatePacer() = default;

void SseUpdatePacer::request()
{
    if (m_timer.isActive())
        return;
    const qint64 passed = m_sinceLast.isValid() ? m_sinceLast.elapsed() : FrameTime;
    m_timer.start(int(std::clamp<qint64>(FrameTime - passed, 0, FrameTime)));
}
