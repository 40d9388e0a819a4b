// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef ARGUMENTS_H
#define ARGUMENTS_H

#include "profile.h"

#include <QtCore/QUrl>

#include <chrono>
#include <optional>

// What the command line says. Reading it refuses what cannot be meant, and ends the program then.
struct Arguments
{
    QString profile; // the name of one that is saved; empty for the last one
    std::optional<Profile> commandLine; // one for this run
    QString model; // in place of the profile's
    QString theme;
    bool showsAgents = false;
    QUrl agentsServer; // empty for the demo's
    QString agentsEventPath;
    bool isScripted = false;
    QString picture;
    QStringList prompts;
    std::chrono::seconds timeLimit{ 0 };
    std::chrono::seconds measuring{ 0 }; // 0 for not at all

    [[nodiscard]] static Arguments parse();
};

#endif
