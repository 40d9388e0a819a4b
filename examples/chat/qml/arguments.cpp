// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "arguments.h"

#include "exampleprogram.h"

#include <QtCore/QCommandLineParser>

using namespace Qt::StringLiterals;

namespace {

const QString defaultKeyVariable = u"SSEQT_API_KEY"_s;

struct Options
{
    QCommandLineOption profile{ u"profile"_s, u"Talk to the service of the saved profile NAME."_s,
                                u"NAME"_s };
    QCommandLineOption endpoint{ u"endpoint"_s, u"Talk to the service at URL, for this run."_s,
                                 u"URL"_s };
    QCommandLineOption format{ u"format"_s,
                               u"With --endpoint: what the service speaks: %1. Default: %2."_s.arg(
                                   Profile::formatKeys().join(", "_L1),
                                   Profile::formatKeys().constFirst()),
                               u"NAME"_s, Profile::formatKeys().constFirst() };
    QCommandLineOption model{ u"model"_s, u"Ask the service for the model NAME."_s, u"NAME"_s };
    QCommandLineOption keyVariable{
        u"key-variable"_s,
        u"With --endpoint: the environment variable that has the API key. Default: %1, if it is "
        "set."_s.arg(defaultKeyVariable),
        u"NAME"_s
    };
    QCommandLineOption agents{ u"agents"_s,
                               u"Show the page of agents, whose server is at URL. Default: the "
                               "demonstration's. User name and password are taken from "
                               "SSEQT_AGENTS_USER and SSEQT_AGENTS_PASSWORD."_s };
    QCommandLineOption eventPath{
        u"event-path"_s,
        u"With --agents: the path of the event stream at that server. Default: /event."_s,
        u"PATH"_s, u"/event"_s
    };
    QCommandLineOption theme{ u"theme"_s,
                              u"light, dark, or auto, which follows the system. Default: auto."_s,
                              u"THEME"_s, u"auto"_s };
    QCommandLineOption scripted{
        u"scripted"_s,
        u"Type a few prompts, print the conversation, take a picture, and end. Needs no display "
        "with QT_QPA_PLATFORM=offscreen."_s
    };
    QCommandLineOption prompt{ u"prompt"_s,
                               u"With --scripted: type TEXT. May be given several times."_s,
                               u"TEXT"_s };
    QCommandLineOption picture{ u"picture"_s,
                                u"With --scripted: write the picture to FILE. Default: chat.png, "
                                "with --agents agents.png."_s,
                                u"FILE"_s };
    QCommandLineOption timeLimit{ u"time-limit"_s,
                                  u"With --scripted: fail after so many seconds. Default: 60."_s,
                                  u"SECONDS"_s, u"60"_s };
    QCommandLineOption measure{
        u"measure"_s,
        u"Send the prompt, count frames for up to so many seconds, print what they cost, and end."_s,
        u"SECONDS"_s
    };
};

Profile commandLineProfile(const QCommandLineParser &parser, const Options &options)
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

QUrl serverFrom(const QString &text)
{
    QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || !url.scheme().startsWith("http"_L1) || url.host().isEmpty())
        ExampleProgram::refuse(u"'%1' is no URL of a server"_s.arg(text));
    const auto take = [&url](const char *variable, auto set) {
        if (const QString value = qEnvironmentVariable(variable).trimmed(); !value.isEmpty())
            (url.*set)(value, QUrl::DecodedMode);
    };
    take("SSEQT_AGENTS_USER", &QUrl::setUserName);
    take("SSEQT_AGENTS_PASSWORD", &QUrl::setPassword);
    return url;
}

} // namespace

Arguments Arguments::parse()
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"A chat whose answers stream in as server-sent events. Without a profile or an endpoint "
        "it talks to a server of its own, offline.\n\n"
        "API keys are taken from the environment, or typed into the window; they are never "
        "saved."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const Options options;
    parser.addPositionalArgument(u"url"_s, u"With --agents: where the server of agents is."_s,
                                 u"[URL]"_s);
    parser.addOptions({ options.agents, options.eventPath, options.profile, options.endpoint,
                        options.format, options.model, options.keyVariable, options.theme,
                        options.scripted, options.prompt, options.picture, options.timeLimit,
                        options.measure });
    ExampleProgram::parse(&parser, 1);

    Arguments arguments;
    arguments.profile = parser.value(options.profile);
    arguments.model = parser.value(options.model);
    arguments.theme = ExampleProgram::theme(parser.value(options.theme));
    arguments.isScripted = parser.isSet(options.scripted);
    arguments.showsAgents = parser.isSet(options.agents);
    arguments.agentsEventPath = parser.value(options.eventPath);
    const QStringList places = parser.positionalArguments();
    if (!places.isEmpty() && !arguments.showsAgents)
        ExampleProgram::refuse(u"unexpected argument '%1'"_s.arg(places.constFirst()));
    if (!places.isEmpty())
        arguments.agentsServer = serverFrom(places.constFirst());
    if (parser.isSet(options.eventPath) && !arguments.showsAgents)
        ExampleProgram::refuse(u"--event-path goes with --agents"_s);
    if (arguments.showsAgents && arguments.isScripted
        && (!places.isEmpty() || parser.isSet(options.prompt))) {
        ExampleProgram::refuse(
            u"with --agents, what --scripted does is written for the demonstration"_s);
    }
    if (parser.isSet(options.measure) && arguments.showsAgents)
        ExampleProgram::refuse(u"--measure and --agents do not go together"_s);
    if (parser.isSet(options.profile) && parser.isSet(options.endpoint))
        ExampleProgram::refuse(u"--profile and --endpoint do not go together"_s);
    for (const QCommandLineOption &option : { options.format, options.keyVariable }) {
        if (parser.isSet(option) && !parser.isSet(options.endpoint))
            ExampleProgram::refuse(u"--%1 goes with --endpoint"_s.arg(option.names().constFirst()));
    }
    for (const QCommandLineOption &option : { options.picture, options.timeLimit }) {
        if (parser.isSet(option) && !arguments.isScripted)
            ExampleProgram::refuse(u"--%1 goes with --scripted"_s.arg(option.names().constFirst()));
    }
    if (parser.isSet(options.endpoint))
        arguments.commandLine = commandLineProfile(parser, options);
    arguments.picture = parser.value(options.picture);
    if (!parser.isSet(options.picture))
        arguments.picture = arguments.showsAgents ? u"agents.png"_s : u"chat.png"_s;
    arguments.prompts = parser.values(options.prompt);
    arguments.timeLimit = ExampleProgram::seconds(parser.value(options.timeLimit));
    if (parser.isSet(options.measure)) {
        if (arguments.isScripted)
            ExampleProgram::refuse(u"--measure and --scripted do not go together"_s);
        arguments.measuring = ExampleProgram::seconds(parser.value(options.measure));
    } else if (!arguments.prompts.isEmpty() && !arguments.isScripted) {
        ExampleProgram::refuse(u"--prompt goes with --scripted"_s);
    }
    return arguments;
}
