// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "arguments.h"

#include "exampleprogram.h"

#include <QtCore/QCommandLineParser>

using namespace Qt::StringLiterals;

namespace {

struct Options : ChatOptions
{
    using ChatOptions::ChatOptions;

    QCommandLineOption agents{ u"agents"_s,
                               u"Show the page of agents, whose server is at URL. Default: the "
                               "demonstration's. User name and password are taken from "
                               "SSEQT_AGENTS_USER and SSEQT_AGENTS_PASSWORD."_s };
    QCommandLineOption eventPath{
        u"event-path"_s,
        u"With --agents: the path of the event stream at that server. Default: /event."_s,
        u"PATH"_s, u"/event"_s
    };
    QCommandLineOption measure{
        u"measure"_s,
        u"Send the prompt, count frames for up to so many seconds, print what they cost, and end."_s,
        u"SECONDS"_s
    };
};

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
    ChatOptions::describe(&parser);
    const Options options(u"chat.png, with --agents agents.png"_s);
    parser.addPositionalArgument(u"url"_s, u"With --agents: where the server of agents is."_s,
                                 u"[URL]"_s);
    parser.addOptions({ options.agents, options.eventPath });
    parser.addOptions(options.all());
    parser.addOption(options.measure);
    ExampleProgram::parse(&parser, 1);

    Arguments arguments;
    static_cast<ChatArguments &>(arguments) = options.read(parser);
    arguments.showsAgents = parser.isSet(options.agents);
    arguments.agentsEventPath = parser.value(options.eventPath);
    const QStringList places = parser.positionalArguments();
    if (!places.isEmpty() && !arguments.showsAgents)
        ExampleProgram::refuse(u"unexpected argument '%1'"_s.arg(places.constFirst()));
    if (!places.isEmpty())
        arguments.agentsServer = serverFrom(places.constFirst());
    ChatOptions::require(parser, options.agents, { options.eventPath });
    if (arguments.showsAgents && arguments.isScripted
        && (!places.isEmpty() || parser.isSet(options.prompt))) {
        ExampleProgram::refuse(
            u"with --agents, what --scripted does is written for the demonstration"_s);
    }
    if (parser.isSet(options.measure) && arguments.showsAgents)
        ExampleProgram::refuse(u"--measure and --agents do not go together"_s);
    if (!parser.isSet(options.picture))
        arguments.picture = arguments.showsAgents ? u"agents.png"_s : u"chat.png"_s;
    if (!parser.isSet(options.measure)) {
        ChatOptions::require(parser, options.scripted, { options.prompt });
        return arguments;
    }
    if (arguments.isScripted)
        ExampleProgram::refuse(u"--measure and --scripted do not go together"_s);
    arguments.measuring = ExampleProgram::seconds(parser.value(options.measure));
    return arguments;
}
