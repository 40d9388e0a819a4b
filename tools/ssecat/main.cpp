// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// ssecat: prints the events of an event stream. The man page, ssecat.1, says what it does.

#include "exitstatus.h"
#include "log.h"
#include "options.h"
#include "output.h"
#include "parserun.h"
#include "session.h"
#include "streamrun.h"

#include <QtCore/qcoreapplication.h>

using namespace Qt::StringLiterals;

namespace {

int usageError(const QString &error)
{
    Log::complain(u"%1 Try 'ssecat --help'."_s.arg(error));
    return int(ExitStatus::Usage);
}

int print(const QString &text)
{
    Output output;
    output.writeLine(text.toUtf8());
    return int(ExitStatus::Success);
}

// Queued: a run may finish while it starts.
void exitWith(Session &session)
{
    QObject::connect(
        &session, &Session::finished, qApp, [](int status) { QCoreApplication::exit(status); },
        Qt::QueuedConnection);
    session.start();
}

int stream(const Options &options)
{
    Session session(options);
    StreamRun run(options, session);
    exitWith(session);
    run.start();
    return QCoreApplication::exec();
}

int parse(const Options &options)
{
    Session session(options);
    ParseRun run(options, session);
    exitWith(session);
    QString error;
    if (!run.start(&error))
        return usageError(error);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"ssecat"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SSEQT_VERSION));

    const CommandLine commandLine = readCommandLine(QCoreApplication::arguments());
    if (!commandLine.error.isEmpty())
        return usageError(commandLine.error);
    const Options &options = commandLine.options;
    switch (options.command) {
    case Options::Command::Stream:
        return stream(options);
    case Options::Command::Parse:
        return parse(options);
    case Options::Command::Help:
        return print(helpText(QCoreApplication::arguments()).trimmed());
    case Options::Command::Version:
        return print(u"ssecat "_s + QCoreApplication::applicationVersion());
    }
    return int(ExitStatus::Usage);
}
