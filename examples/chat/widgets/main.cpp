// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "exampleprogram.h"
#include "mainwindow.h"

#include <SseQt/ChatSession>
#include <SseQt/SseDemoServer>

#include <QtCore/QCommandLineParser>
#include <QtWidgets/QApplication>

#include <cstdlib>
#include <memory>

using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    const std::unique_ptr<QCoreApplication> app =
        ExampleProgram::makeApplication<QApplication>(argc, argv, u"sseqt-widgets-chat"_s);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addVersionOption();
    ExampleProgram::parse(&parser);

    SseDemoServer demoServer;
    if (!demoServer.listen()) {
        ExampleProgram::complain(u"the demo server cannot listen: "_s + demoServer.errorString());
        return EXIT_FAILURE;
    }
    ChatSession session;
    session.setEndpoint(demoServer.url(u"/v1/chat/completions"_s));
    session.setModel(u"demo-1"_s);

    MainWindow window;
    window.chat()->setSession(&session);
    window.show();
    return QApplication::exec();
}
