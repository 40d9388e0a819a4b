// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "exampleprogram.h"
#include "measurement.h"
#include "quickprogram.h"
#include "scriptedrun.h"

#include <SseQt/SseDemoServer>
#include <SseQt/SseSource>

#include <QtCore/QCommandLineParser>
#include <QtCore/QUrl>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlApplicationEngine>
#include <QtQml/qqmlextensionplugin.h>
#include <QtQuick/QQuickWindow>

#include <cstdlib>
#include <memory>

Q_IMPORT_QML_PLUGIN(DashboardExamplePlugin)

using namespace Qt::StringLiterals;

namespace {

struct Arguments
{
    QUrl url; // empty for the demo server
    int rate = 0; // of the demo server
    QString theme;
    bool isScripted = false;
    ScriptedRun::Plan plan;
    std::chrono::seconds measuring{ 0 }; // 0 for not at all
};

Arguments parseArguments()
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"A dashboard of a pumping station, whose readings, alarms and log stream in as "
        "server-sent events. Started without a URL it talks to a server of its own, offline."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption url(
        u"url"_s, u"Show the station at URL, as in http://127.0.0.1:8080/metrics?rate=100"_s,
        u"URL"_s);
    const QCommandLineOption rate(
        u"rate"_s, u"Events a second of the program's own server, 1 to 1000. Default: 20."_s,
        u"N"_s, u"20"_s);
    const QCommandLineOption theme(
        u"theme"_s, u"light, dark, or auto, which follows the system. Default: auto."_s, u"THEME"_s,
        u"auto"_s);
    const QCommandLineOption scripted(
        u"scripted"_s,
        u"Watch for a while, print what happens, take a picture, and end. Needs no display with "
        "QT_QPA_PLATFORM=offscreen."_s);
    const QCommandLineOption picture(
        u"picture"_s, u"With --scripted: write the picture to FILE. Default: dashboard.png."_s,
        u"FILE"_s, u"dashboard.png"_s);
    const QCommandLineOption duration(u"duration"_s,
                                      u"With --scripted: watch for so many seconds. Default: 15."_s,
                                      u"SECONDS"_s, u"15"_s);
    const QCommandLineOption timeLimit(
        u"time-limit"_s,
        u"With --scripted: fail after so many seconds. Default: 45 more than --duration."_s,
        u"SECONDS"_s);
    const QCommandLineOption measure(
        u"measure"_s,
        u"Count frames and events for so many seconds, print what they cost, and end."_s,
        u"SECONDS"_s);
    parser.addOptions({ url, rate, theme, scripted, picture, duration, timeLimit, measure });

    ExampleProgram::parse(&parser);

    Arguments arguments;
    arguments.url = QUrl(parser.value(url));
    if (parser.isSet(url) && arguments.url.isEmpty())
        ExampleProgram::refuse(u"--url needs a URL"_s);
    if (parser.isSet(url) && parser.isSet(rate))
        ExampleProgram::refuse(u"--rate is for the program's own server, --url for another"_s);
    arguments.rate = ExampleProgram::number(parser.value(rate), u"events"_s, 1, 1000);
    arguments.theme = ExampleProgram::theme(parser.value(theme));
    arguments.isScripted = parser.isSet(scripted);
    for (const QCommandLineOption &option : { picture, duration, timeLimit }) {
        if (!arguments.isScripted && parser.isSet(option)) {
            ExampleProgram::refuse(u"--%1 goes with --scripted"_s.arg(option.names().constFirst()));
        }
    }
    const auto watched = ExampleProgram::seconds(parser.value(duration));
    arguments.plan = { parser.value(picture), watched,
                       parser.isSet(timeLimit) ? ExampleProgram::seconds(parser.value(timeLimit))
                                               : watched + std::chrono::seconds(45) };
    if (parser.isSet(measure)) {
        if (arguments.isScripted)
            ExampleProgram::refuse(u"--measure and --scripted do not go together"_s);
        arguments.measuring = ExampleProgram::seconds(parser.value(measure));
    }
    return arguments;
}

} // namespace

int main(int argc, char *argv[])
{
    const std::unique_ptr<QCoreApplication> app =
        ExampleProgram::makeApplication<QGuiApplication>(argc, argv, u"sseqt-dashboard"_s);
    const Arguments arguments = parseArguments();

    SseDemoServer demoServer;
    QUrl url = arguments.url;
    if (url.isEmpty()) {
        if (!demoServer.listen()) {
            ExampleProgram::complain(u"the demo server cannot listen: "_s
                                     + demoServer.errorString());
            return EXIT_FAILURE;
        }
        url = demoServer.url(u"/metrics"_s);
        url.setQuery(u"rate=%1"_s.arg(arguments.rate));
    }

    QQmlApplicationEngine engine;
    engine.setInitialProperties({ { u"endpoint"_s, url }, { u"theme"_s, arguments.theme } });
    QQuickWindow *const window = QuickProgram::load(&engine, u"DashboardExample"_s);
    auto *const station = window ? window->findChild<SseSource *>(u"station"_s) : nullptr;
    if (!station) {
        ExampleProgram::complain(u"the user interface cannot be loaded"_s);
        return EXIT_FAILURE;
    }

    std::unique_ptr<QObject> task;
    if (arguments.isScripted)
        task = std::make_unique<ScriptedRun>(window, station, arguments.plan);
    else if (arguments.measuring.count() > 0)
        task = std::make_unique<Measurement>(window, station, arguments.measuring);
    return QGuiApplication::exec();
}
