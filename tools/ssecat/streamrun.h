// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSECAT_STREAMRUN_H
#define SSECAT_STREAMRUN_H

#include <SseQt/SseSource>
#include <SseQt/SseStatistics>

#include <QtCore/qobject.h>

#include <optional>

class Session;
struct Options;

// A run over the network.
class StreamRun : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StreamRun)
public:
    StreamRun(const Options &options, Session &session);
    ~StreamRun() override;

    void start();

private:
    void setUpRequest(const Options &options);
    void setUpLimits(const Options &options);
    void follow(Session &session);

    SseSource m_source;
    std::optional<SseStatistics> m_statisticsAtEnd; // that was asked for
};

#endif
