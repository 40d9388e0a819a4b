// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatservice.h"
#include "scriptedrun.h"

#include <SseQt/SseDemoServer>

#include <QtCore/QCommandLineParser>
#include <QtCore/QDir>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlApplicationEngine>
#include <QtQml/qqmlextensionplugin.h>
#include <QtQuick/QQuickWindow>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>

Q_IMPORT_QML_PLUGIN(ChatExamplePlugin)
#ifdef CHAT_STATIC_SSE
Q_IMPORT_QML_PLUGIN(SSEPlugin)
#endif

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

void complain(const QString &text)
{
    std::fputs(qPrintable(u"sseqt-chat: %1\n"_s.arg(text)), stderr);
}

[[noreturn]] void refuse(const QString &text)
{
    complain(text + u"\nTry: chat --help"_s);
    std::exit(2);
}

Arguments parseArguments(const QStringList &list)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"A chat whose answers stream in as server-sent events. Started without an endpoint it "
        "talks to a server of its own, offline.\n\n"
        "The API key of the service is taken from the environment: SSEQT_API_KEY, or else "
        "OPENAI_API_KEY."_s);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
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

    if (!parser.parse(list))
        refuse(parser.errorText());
    if (parser.isSet(help))
        parser.showHelp();
    if (parser.isSet(version))
        parser.showVersion();
    if (!parser.positionalArguments().isEmpty())
        refuse(u"unexpected argument '%1'"_s.arg(parser.positionalArguments().constFirst()));

    Arguments arguments;
    arguments.endpoint = parser.value(endpoint);
    if (parser.isSet(endpoint) && arguments.endpoint.isEmpty())
        refuse(u"--endpoint needs a URL"_s);
    arguments.model = parser.value(model);
    arguments.theme = parser.value(theme);
    if (!QStringList{ u"light"_s, u"dark"_s, u"auto"_s }.contains(arguments.theme))
        refuse(u"'%1' is no theme; there are light, dark and auto"_s.arg(arguments.theme));
    arguments.isScripted = parser.isSet(scripted);
    if (!arguments.isScripted && (parser.isSet(picture) || parser.isSet(timeLimit)))
        refuse(u"--picture and --time-limit go with --scripted"_s);
    arguments.picture = parser.value(picture);
    bool isNumber = false;
    const int seconds = parser.value(timeLimit).toInt(&isNumber);
    if (!isNumber || seconds < 1 || seconds > 24 * 60 * 60)
        refuse(u"'%1' is no number of seconds from 1 to 86400"_s.arg(parser.value(timeLimit)));
    arguments.timeLimit = std::chrono::seconds(seconds);
    return arguments;
}

// Where the module SSE lies as seen from the program, in the build tree and once installed. Qt
// itself looks in its own folder, and a static build carries the module within.
void addImportPaths(QQmlEngine *engine)
{
    const QDir here(QCoreApplication::applicationDirPath());
    for (const QString &path :
         { QStringLiteral(CHAT_QML_BUILT), QStringLiteral(CHAT_QML_INSTALLED) }) {
        if (here.exists(path + "/SSE/qmldir"_L1))
            engine->addImportPath(QDir::cleanPath(here.filePath(path)));
    }
}

} // namespace

int main(int argc, char *argv[])
{
    // Help needs no display.
    const bool isQuestion = std::any_of(argv + 1, argv + argc, [](const char *argument) {
        const QLatin1StringView text(argument);
        return text == "--help"_L1 || text == "-h"_L1 || text == "--version"_L1 || text == "-v"_L1;
    });
    const std::unique_ptr<QCoreApplication> app(isQuestion ? new QCoreApplication(argc, argv)
                                                           : new QGuiApplication(argc, argv));
    QGuiApplication::setApplicationName(u"sseqt-chat"_s);
    QGuiApplication::setApplicationVersion(QStringLiteral(CHAT_VERSION));
    const Arguments arguments = parseArguments(QGuiApplication::arguments());

    SseDemoServer demoServer;
    const bool isDemo = arguments.endpoint.isEmpty();
    if (isDemo && !demoServer.listen()) {
        complain(u"the demo server cannot listen: "_s + demoServer.errorString());
        return EXIT_FAILURE;
    }
    ChatService service(isDemo ? ChatService::Kind::Demo : ChatService::Kind::Remote,
                        isDemo ? demoServer.url(u"/v1/chat/completions"_s)
                               : QUrl(arguments.endpoint),
                        isDemo && arguments.model.isEmpty() ? u"demo-1"_s : arguments.model);
    if (service.exposesApiKey())
        complain(u"the API key goes to %1 unencrypted"_s.arg(service.host()));

    QQmlApplicationEngine engine;
    addImportPaths(&engine);
    engine.setInitialProperties(
        { { u"service"_s, QVariant::fromValue(&service) }, { u"theme"_s, arguments.theme } });
    engine.load(QUrl(QStringLiteral("qrc:" CHAT_RESOURCE_PREFIX "/ChatExample/Main.qml")));
    if (engine.rootObjects().isEmpty()) {
        complain(u"the user interface cannot be loaded"_s);
        return EXIT_FAILURE;
    }

    std::unique_ptr<ScriptedRun> script;
    if (arguments.isScripted) {
        auto *const window = qobject_cast<QQuickWindow *>(engine.rootObjects().constFirst());
        script = std::make_unique<ScriptedRun>(window, arguments.picture, arguments.timeLimit);
    }
    return QGuiApplication::exec();
}
