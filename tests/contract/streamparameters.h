// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef STREAMPARAMETERS_H
#define STREAMPARAMETERS_H

#include <SseQt/SseSource>

#include <optional>

// What a harness asks for when it creates a stream.
struct StreamParameters
{
    QUrl streamUrl;
    QUrl callbackUrl;
    QString tag;
    std::optional<int> initialDelay; // milliseconds
    std::optional<int> readTimeout; // milliseconds
    QString lastEventId;
    QList<SseSource::Header> headers;
    QString method;
    QByteArray body;

    // Nothing when the JSON is no such thing, and then fault names what is wrong with it.
    [[nodiscard]] static std::optional<StreamParameters> read(const QByteArray &json,
                                                              QString *fault);
};

// What a harness tells a stream to do.
struct StreamCommand
{
    enum class Kind { Listen, Restart };

    Kind kind = Kind::Restart;
    QString type = {}; // that is listened for

    [[nodiscard]] static std::optional<StreamCommand> read(const QByteArray &json, QString *fault);
};

#endif
