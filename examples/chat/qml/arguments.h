// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef ARGUMENTS_H
#define ARGUMENTS_H

#include "chatarguments.h"

#include <QtCore/QUrl>

// What the command line says. Reading it refuses what cannot be meant, and ends the program then.
struct Arguments : ChatArguments
{
    bool showsAgents = false;
    QUrl agentsServer; // empty for the demo's
    QString agentsEventPath;
    std::chrono::seconds measuring{ 0 }; // 0 for not at all

    [[nodiscard]] static Arguments parse();
};

#endif
