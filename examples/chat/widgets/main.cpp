// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "arguments.h"
#include "conversations.h"
#include "exampleprogram.h"
#include "look.h"
#include "mainwindow.h"
#include "profiles.h"
#include "scriptedrun.h"

#include <SseQt/SseDemoServer>

#include <QtCore/QSettings>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtWidgets/QApplication>

#include <cstdlib>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

QString folderOfConversations()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/conversations"_L1;
}

} // namespace

int main(int argc, char *argv[])
{
    const std::unique_ptr<QCoreApplication> app =
        ExampleProgram::makeApplication<QApplication>(argc, argv, u"sseqt-widgets-chat"_s);
    const Arguments arguments = Arguments::parse();
    Look::setTheme(arguments.theme);
    if (arguments.direction != Qt::LayoutDirectionAuto)
        QApplication::setLayoutDirection(arguments.direction);

    SseDemoServer demoServer;
    if (!demoServer.listen()) {
        ExampleProgram::complain(u"the demo server cannot listen: "_s + demoServer.errorString());
        return EXIT_FAILURE;
    }
    // The services are those of the chat in QML, too.
    Profiles profiles(std::make_unique<QSettings>(u"SseQt"_s, u"sseqt-chat"_s));
    arguments.choose(&profiles, demoServer.url(u"/v1/chat/completions"_s));

    std::unique_ptr<QTemporaryDir> temporary;
    QString folder = arguments.folder;
    if (folder.isEmpty() && arguments.isScripted) {
        temporary = std::make_unique<QTemporaryDir>();
        if (!temporary->isValid()) {
            ExampleProgram::complain(u"there is no room for conversations: "_s
                                     + temporary->errorString());
            return EXIT_FAILURE;
        }
        folder = temporary->path();
    } else if (folder.isEmpty()) {
        folder = folderOfConversations();
    }
    Conversations conversations(folder);

    WindowOptions options;
    options.showsInspector = arguments.showsInspector;
    if (!arguments.isScripted)
        options.settings = std::make_unique<QSettings>(u"SseQt"_s, u"sseqt-widgets-chat"_s);
    MainWindow window(&conversations, &profiles, std::move(options));
    window.show();

    std::unique_ptr<ScriptedRun> run;
    if (arguments.isScripted)
        run = std::make_unique<ScriptedRun>(&window, arguments);
    return QApplication::exec();
}
