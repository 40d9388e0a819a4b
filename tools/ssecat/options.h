// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSECAT_OPTIONS_H
#define SSECAT_OPTIONS_H

#include "ending.h"
#include "request.h"

#include <QtCore/qstringlist.h>

#include <chrono>
#include <optional>

// What the command line asks for, checked.
struct Options
{
    enum class Command { Stream, Parse, Help, Version };
    enum class Format { Text, Data, JsonLines };

    Command command = Command::Stream;

    // Streams
    Request request;
    bool reconnects = true;
    bool isResilient = false;
    bool dropsRepetitions = false;
    std::optional<int> reconnectInterval;
    std::optional<int> maximumReconnectAttempts;
    std::optional<int> connectTimeout;
    std::optional<int> responseTimeout;
    std::optional<int> idleTimeout;

    // --parse
    QString fileName;
    int chunkSize = 64 * 1024;

    // Both
    QString lastEventId;
    std::optional<int> maximumEventSize;
    bool isStrict = false;
    Ending::Wishes ending;
    std::optional<std::chrono::milliseconds> maximumTime;
    QStringList types; // that are printed; all when empty
    Format format = Format::Text;
    bool isVerbose = false;
    bool printsFigures = false;
};

struct CommandLine
{
    Options options;
    QString error; // what is wrong with the command line; empty when nothing is
};

[[nodiscard]] CommandLine readCommandLine(const QStringList &arguments);
[[nodiscard]] QString helpText(const QStringList &arguments);

#endif
