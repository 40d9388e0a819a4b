// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// sse-contract-service: lets an outside harness drive SseSource. README.md tells the protocol.

#include "contractservice.h"

#include <QtCore/qcommandlineparser.h>
#include <QtCore/qcoreapplication.h>
#include <QtNetwork/qnetworkproxy.h>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

enum ExitCode { Failure = 1, Usage = 2 };

constexpr quint16 defaultPort = 8000;

void printLine(FILE *stream, const QString &text)
{
    std::fputs(qPrintable(text + u'\n'), stream);
    std::fflush(stream);
}

int usageError(const QString &text)
{
    printLine(stderr, u"sse-contract-service: "_s + text);
    printLine(stderr, u"Try: sse-contract-service --help"_s);
    return Usage;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"sse-contract-service"_s);

    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Lets a harness for event-stream clients drive SseSource over REST. It listens on "
        "127.0.0.1 only: a harness in a container has to share the network of the host."_s);
    // addHelpOption() would bring --help-all, which has nothing to add.
    const QCommandLineOption help({ u"h"_s, u"help"_s }, u"Displays help."_s);
    const QCommandLineOption port(
        u"port"_s,
        u"Listen on port N of 127.0.0.1; 0 takes any free one. Default: %1."_s.arg(defaultPort),
        u"N"_s, QString::number(defaultPort));
    parser.addOptions({ help, port });

    // process() would end the program with 1 on a wrong option, too.
    if (!parser.parse(QCoreApplication::arguments()))
        return usageError(parser.errorText());
    if (parser.isSet(help)) {
        std::fputs(qPrintable(parser.helpText()), stdout);
        return 0;
    }
    if (!parser.positionalArguments().isEmpty())
        return usageError(u"unexpected argument '%1'"_s.arg(parser.positionalArguments().first()));
    bool isPort = false;
    const quint16 wantedPort = parser.value(port).toUShort(&isPort);
    if (!isPort) {
        return usageError(
            u"'%1' is not a port; it takes a number from 0 to 65535"_s.arg(parser.value(port)));
    }

    // A harness is near: no proxy of the environment's belongs between it and the service.
    QNetworkProxyFactory::setUseSystemConfiguration(false);

    ContractService service;
    QObject::connect(&service, &ContractService::stopRequested, &app, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    if (!service.listen(wantedPort)) {
        printLine(stderr,
                  u"sse-contract-service: cannot listen on 127.0.0.1:%1: %2. Choose another port "
                  "with --port N, or any free one with --port 0."_s.arg(wantedPort)
                      .arg(service.errorString()));
        return Failure;
    }
    printLine(stdout, u"listening on http://127.0.0.1:%1"_s.arg(service.port()));
    return QCoreApplication::exec();
}
