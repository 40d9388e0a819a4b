// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef ARGUMENTS_H
#define ARGUMENTS_H

#include "chatarguments.h"

// What the command line says. Reading it refuses what cannot be meant, and ends the program then.
struct Arguments : ChatArguments
{
    QString folder; // of the conversations; empty for the user's own
    bool showsInspector = false;
    Qt::LayoutDirection direction = Qt::LayoutDirectionAuto; // that of the language

    [[nodiscard]] static Arguments parse();
};

#endif
