// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef WEATHERTOOL_H
#define WEATHERTOOL_H

#include <SseQt/ChatTool>

// A tool for the model to call. Its weather is made up, and the same each time.
class WeatherTool : public ChatTool
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WeatherTool)
public:
    explicit WeatherTool(QObject *parent = nullptr);
    ~WeatherTool() override;
};

#endif
