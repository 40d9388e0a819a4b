// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef CHATARGUMENTS_H
#define CHATARGUMENTS_H

#include "profile.h"

#include <QtCore/QCommandLineOption>

#include <chrono>
#include <optional>

QT_FORWARD_DECLARE_CLASS(QCommandLineParser)
class Profiles;

// What the command lines of both chats say alike.
struct ChatArguments
{
    QString profile; // the name of one that is saved; empty for the last one
    std::optional<Profile> commandLine; // one for this run
    QString model; // in place of the profile's
    QString theme;
    bool isScripted = false;
    QString picture;
    QStringList prompts;
    std::chrono::seconds timeLimit{ 0 };

    // Adds the demo server's profile and makes the one that is meant the current one, or ends the
    // program where there is none. What it warns of is said.
    void choose(Profiles *profiles, const QUrl &demoEndpoint) const;
};

// The options that say it.
struct ChatOptions
{
    explicit ChatOptions(const QString &pictures); // by default, for people

    QCommandLineOption profile;
    QCommandLineOption endpoint;
    QCommandLineOption format;
    QCommandLineOption model;
    QCommandLineOption keyVariable;
    QCommandLineOption theme;
    QCommandLineOption scripted;
    QCommandLineOption prompt;
    QCommandLineOption picture;
    QCommandLineOption timeLimit;

    // Says what the program is, and gives it --help and --version.
    static void describe(QCommandLineParser *parser);
    [[nodiscard]] QList<QCommandLineOption> all() const;

    // What \a parser has read. It refuses what cannot be meant, and ends the program then. The
    // picture is empty unless the user named one.
    [[nodiscard]] ChatArguments read(const QCommandLineParser &parser) const;

    // Refuses those of \a options that are set where \a other is not.
    static void require(const QCommandLineParser &parser, const QCommandLineOption &other,
                        const QList<QCommandLineOption> &options);
};

#endif
