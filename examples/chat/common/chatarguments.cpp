// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatarguments.h"

#include "exampleprogram.h"
#include "profiles.h"

#include <QtCore/QCommandLineParser>

using namespace Qt::StringLiterals;

namespace {

const QString defaultKeyVariable = u"SSEQT_API_KEY"_s;

Profile commandLineProfile(const QCommandLineParser &parser, const ChatOptions &options)
{
    Profile profile;
    profile.kind = Profile::Kind::CommandLine;
    profile.name = u"Command line"_s;
    profile.endpoint = parser.value(options.endpoint);
    profile.model = parser.value(options.model);
    const QString format = parser.value(options.format);
    const auto known = Profile::formatFromKey(format);
    if (!known) {
        ExampleProgram::refuse(
            u"'%1' is no format; there are %2"_s.arg(format, Profile::formatKeys().join(", "_L1)));
    }
    profile.format = *known;
    if (parser.isSet(options.keyVariable))
        profile.keyVariable = parser.value(options.keyVariable);
    else if (!qEnvironmentVariable(defaultKeyVariable.toUtf8().constData()).trimmed().isEmpty())
        profile.keyVariable = defaultKeyVariable;
    const QVariantMap problems = profile.problems();
    if (!problems.isEmpty()) {
        ExampleProgram::refuse(
            u"--%1: %2"_s.arg(problems.contains(u"endpoint"_s) ? u"endpoint"_s : u"key-variable"_s,
                              problems.first().toString()));
    }
    return profile;
}

} // namespace

ChatOptions::ChatOptions(const QString &pictures)
    : profile(u"profile"_s, u"Talk to the service of the saved profile NAME."_s, u"NAME"_s)
    , endpoint(u"endpoint"_s, u"Talk to the service at URL, for this run."_s, u"URL"_s)
    , format(u"format"_s,
             u"With --endpoint: what the service speaks: %1. Default: %2."_s.arg(
                 Profile::formatKeys().join(", "_L1), Profile::formatKeys().constFirst()),
             u"NAME"_s, Profile::formatKeys().constFirst())
    , model(u"model"_s, u"Ask the service for the model NAME."_s, u"NAME"_s)
    , keyVariable(u"key-variable"_s,
                  u"With --endpoint: the environment variable that has the API key. Default: %1, "
                  "if it is set."_s.arg(defaultKeyVariable),
                  u"NAME"_s)
    , theme(u"theme"_s, u"light, dark, or auto, which follows the system. Default: auto."_s,
            u"THEME"_s, u"auto"_s)
    , scripted(u"scripted"_s,
               u"Type a few prompts, print the conversation, take a picture, and end. Needs no "
               "display with QT_QPA_PLATFORM=offscreen."_s)
    , prompt(u"prompt"_s, u"With --scripted: type TEXT. May be given several times."_s, u"TEXT"_s)
    , picture(u"picture"_s,
              u"With --scripted: write the picture to FILE. Default: %1."_s.arg(pictures),
              u"FILE"_s)
    , timeLimit(u"time-limit"_s, u"With --scripted: fail after so many seconds. Default: 60."_s,
                u"SECONDS"_s, u"60"_s)
{ }

void ChatOptions::describe(QCommandLineParser *parser)
{
    parser->setApplicationDescription(
        u"A chat whose answers stream in as server-sent events. Without a profile or an endpoint "
        "it talks to a server of its own, offline.\n\n"
        "API keys are taken from the environment, or typed into the window; they are never "
        "saved."_s);
    parser->addHelpOption();
    parser->addVersionOption();
}

QList<QCommandLineOption> ChatOptions::all() const
{
    return { profile, endpoint, format, model,   keyVariable,
             theme,   scripted, prompt, picture, timeLimit };
}

void ChatOptions::require(const QCommandLineParser &parser, const QCommandLineOption &other,
                          const QList<QCommandLineOption> &options)
{
    if (parser.isSet(other))
        return;
    for (const QCommandLineOption &option : options) {
        if (parser.isSet(option)) {
            ExampleProgram::refuse(u"--%1 goes with --%2"_s.arg(option.names().constFirst(),
                                                                other.names().constFirst()));
        }
    }
}

ChatArguments ChatOptions::read(const QCommandLineParser &parser) const
{
    if (parser.isSet(profile) && parser.isSet(endpoint))
        ExampleProgram::refuse(u"--profile and --endpoint do not go together"_s);
    require(parser, endpoint, { format, keyVariable });
    require(parser, scripted, { picture, timeLimit });

    ChatArguments arguments;
    arguments.profile = parser.value(profile);
    arguments.model = parser.value(model);
    arguments.theme = ExampleProgram::theme(parser.value(theme));
    arguments.isScripted = parser.isSet(scripted);
    arguments.picture = parser.value(picture);
    arguments.prompts = parser.values(prompt);
    arguments.timeLimit = ExampleProgram::seconds(parser.value(timeLimit));
    if (parser.isSet(endpoint))
        arguments.commandLine = commandLineProfile(parser, *this);
    return arguments;
}

void ChatArguments::choose(Profiles *profiles, const QUrl &demoEndpoint) const
{
    profiles->setDemo(demoEndpoint, u"demo-1"_s);
    if (commandLine) {
        profiles->use(*commandLine);
    } else {
        int row = profiles->current();
        if (!profile.isEmpty()) {
            row = profiles->indexOf(profile);
            if (row < 0) {
                ExampleProgram::refuse(u"there is no profile '%1'; there are %2"_s.arg(
                    profile, profiles->names().join(", "_L1)));
            }
        }
        profiles->use(row, model);
    }
    if (!profiles->warning().isEmpty())
        ExampleProgram::complain(profiles->warning());
}
