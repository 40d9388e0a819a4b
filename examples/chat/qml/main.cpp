// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "agentsrun.h"
#include "arguments.h"
#include "exampleprogram.h"
#include "measurement.h"
#include "profiles.h"
#include "quickprogram.h"
#include "scriptedrun.h"

#include <SseQt/AgentClient>
#include <SseQt/ChatSession>
#include <SseQt/SseDemoServer>

#include <QtCore/QSettings>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlApplicationEngine>
#include <QtQml/qqmlextensionplugin.h>
#include <QtQuick/QQuickWindow>

#include <cstdlib>
#include <memory>

Q_IMPORT_QML_PLUGIN(ChatExamplePlugin)
#ifdef EXAMPLE_STATIC_SSE
Q_IMPORT_QML_PLUGIN(SSEChatPlugin)
#endif

using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    const std::unique_ptr<QCoreApplication> app =
        ExampleProgram::makeApplication<QGuiApplication>(argc, argv, u"sseqt-chat"_s);
    const Arguments arguments = Arguments::parse();

    SseDemoServer demoServer;
    if (!demoServer.listen()) {
        ExampleProgram::complain(u"the demo server cannot listen: "_s + demoServer.errorString());
        return EXIT_FAILURE;
    }
    Profiles profiles(std::make_unique<QSettings>(u"SseQt"_s, u"sseqt-chat"_s));
    arguments.choose(&profiles, demoServer.url(u"/v1/chat/completions"_s));

    QQmlApplicationEngine engine;
    QVariantMap properties{
        { u"profiles"_s, QVariant::fromValue(&profiles) },
        { u"theme"_s, arguments.theme },
        { u"agentsServer"_s,
          arguments.agentsServer.isEmpty() ? demoServer.url(QString()) : arguments.agentsServer },
        { u"agentsEventPath"_s, arguments.agentsEventPath },
    };
    if (arguments.showsAgents) {
        properties.insert(u"showsAgents"_s, true);
        // There is more beside each other.
        properties.insert(u"width"_s, 1120);
        properties.insert(u"height"_s, 760);
    }
    engine.setInitialProperties(properties);
    QQuickWindow *const window = QuickProgram::load(&engine, u"ChatExample"_s);
    auto *const session = window ? window->findChild<ChatSession *>(u"session"_s) : nullptr;
    auto *const agents = window ? window->findChild<AgentClient *>(u"agentClient"_s) : nullptr;
    if (!session || (arguments.showsAgents && !agents)) {
        ExampleProgram::complain(u"the user interface cannot be loaded"_s);
        return EXIT_FAILURE;
    }

    std::unique_ptr<QObject> task;
    if (arguments.isScripted && agents)
        task = std::make_unique<AgentsRun>(window, agents, arguments);
    else if (arguments.isScripted)
        task = std::make_unique<ScriptedRun>(window, session, arguments);
    else if (arguments.measuring.count() > 0)
        task = std::make_unique<Measurement>(window, session, arguments);
    return QGuiApplication::exec();
}
