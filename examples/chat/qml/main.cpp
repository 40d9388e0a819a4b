// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatservice.h"
#include "exampleprogram.h"
#include "scriptedrun.h"

#include <SseQt/SseDemoServer>

#include <QtCore/QCommandLineParser>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlApplicationEngine>
#include <QtQml/qqmlextensionplugin.h>
#include <QtQuick/QQuickWindow>

#include <cstdlib>
#include <memory>

Q_IMPORT_QML_PLUGIN(ChatExamplePlugin)

using namespace Qt::StringLiterals;

namespace {

struct Arguments
{
    QString endpoint; // empty for the demo server
    QString model;
    QString theme;
    QString picture;
    bool isScripted = false;
    std::chrono::seconds timeLimit{ 0 };
};

Arguments parseArguments()
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"A chat whose answers stream in as server-sent events. Started without an endpoint it "
        "talks to a server of its own, offline.\n\n"
        "The API key of the service is taken from the environment: SSEQT_API_KEY, or else "
        "OPENAI_API_KEY."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption endpoint(
        u"endpoint"_s,
        u"Talk to the service at URL, one that speaks the Chat Completions API: "
        "https://HOST/v1/chat/completions"_s,
        u"URL"_s);
    const QCommandLineOption model(u"model"_s, u"Ask the service for the model NAME."_s, u"NAME"_s);
    const QCommandLineOption theme(
        u"theme"_s, u"light, dark, or auto, which follows the system. Default: auto."_s, u"THEME"_s,
        u"auto"_s);
    const QCommandLineOption scripted(
        u"scripted"_s,
        u"Type a few prompts, print the conversation, take a picture, and end. Needs no display "
        "with QT_QPA_PLATFORM=offscreen."_s);
    const QCommandLineOption picture(
        u"picture"_s, u"With --scripted: write the picture to FILE. Default: chat.png."_s,
        u"FILE"_s, u"chat.png"_s);
    const QCommandLineOption timeLimit(
        u"time-limit"_s, u"With --scripted: fail after so many seconds. Default: 60."_s,
        u"SECONDS"_s, u"60"_s);
    parser.addOptions({ endpoint, model, theme, scripted, picture, timeLimit });

    ExampleProgram::parse(&parser);

    Arguments arguments;
    arguments.endpoint = parser.value(endpoint);
    if (parser.isSet(endpoint) && arguments.endpoint.isEmpty())
        ExampleProgram::refuse(u"--endpoint needs a URL"_s);
    arguments.model = parser.value(model);
    arguments.theme = ExampleProgram::theme(parser.value(theme));
    arguments.isScripted = parser.isSet(scripted);
    if (!arguments.isScripted && (parser.isSet(picture) || parser.isSet(timeLimit)))
        ExampleProgram::refuse(u"--picture and --time-limit go with --scripted"_s);
    arguments.picture = parser.value(picture);
    arguments.timeLimit = ExampleProgram::seconds(parser.value(timeLimit));
    return arguments;
}

} // namespace

int main(int argc, char *argv[])
{
    const std::unique_ptr<QCoreApplication> app =
        ExampleProgram::makeApplication(argc, argv, u"sseqt-chat"_s);
    const Arguments arguments = parseArguments();

    SseDemoServer demoServer;
    const bool isDemo = arguments.endpoint.isEmpty();
    if (isDemo && !demoServer.listen()) {
        ExampleProgram::complain(u"the demo server cannot listen: "_s + demoServer.errorString());
        return EXIT_FAILURE;
    }
    ChatService service(isDemo ? ChatService::Kind::Demo : ChatService::Kind::Remote,
                        isDemo ? demoServer.url(u"/v1/chat/completions"_s)
                               : QUrl(arguments.endpoint),
                        isDemo && arguments.model.isEmpty() ? u"demo-1"_s : arguments.model);
    if (service.exposesApiKey())
        ExampleProgram::complain(u"the API key goes to %1 unencrypted"_s.arg(service.host()));

    QQmlApplicationEngine engine;
    engine.setInitialProperties(
        { { u"service"_s, QVariant::fromValue(&service) }, { u"theme"_s, arguments.theme } });
    QQuickWindow *const window = ExampleProgram::load(&engine, u"ChatExample"_s);
    if (!window) {
        ExampleProgram::complain(u"the user interface cannot be loaded"_s);
        return EXIT_FAILURE;
    }

    std::unique_ptr<ScriptedRun> script;
    if (arguments.isScripted)
        script = std::make_unique<ScriptedRun>(window, arguments.picture, arguments.timeLimit);
    return QGuiApplication::exec();
}
