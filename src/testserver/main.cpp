// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include <SseQt/SseDemoServer>

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

enum ExitCode { Failure = 1, Usage = 2 };

constexpr quint16 DefaultPort = 8080;

void printLine(FILE *stream, const QString &text)
{
    std::fputs(qPrintable(text + u'\n'), stream);
    std::fflush(stream);
}

int usageError(const QString &text)
{
    printLine(stderr, u"sse-demo-server: "_s + text);
    printLine(stderr, u"Try: sse-demo-server --help"_s);
    return Usage;
}

// An origin as browsers send it: scheme, host and perhaps port, and nothing after that.
bool isOrigin(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && !url.scheme().isEmpty() && !url.host().isEmpty()
        && url.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment
                        | QUrl::RemoveUserInfo)
        == text;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"sse-demo-server"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SSEQT_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Event streams to try clients on. Open the address it prints in a browser for a "
        "list of them."_s);
    // addHelpOption() would bring --help-all, which has nothing to add.
    const QCommandLineOption help({ u"h"_s, u"help"_s }, u"Displays help."_s);
    parser.addOption(help);
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption port(
        u"port"_s,
        u"Listen on port N of 127.0.0.1; 0 takes any free one. Default: %1."_s.arg(DefaultPort),
        u"N"_s, QString::number(DefaultPort));
    const QCommandLineOption allowOrigin(
        u"allow-origin"_s,
        u"Let web pages of ORIGIN, as http://localhost:3000, read the answers; * for pages "
        "of any origin. May be given more than once."_s,
        u"ORIGIN"_s);
    parser.addOptions({ port, allowOrigin });

    // process() would end the program with 1 on a wrong option, too.
    if (!parser.parse(app.arguments()))
        return usageError(parser.errorText());
    if (parser.isSet(help)) {
        std::fputs(qPrintable(parser.helpText()), stdout);
        return 0;
    }
    if (parser.isSet(version)) {
        printLine(stdout, u"sse-demo-server "_s + QCoreApplication::applicationVersion());
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
    const QStringList origins = parser.values(allowOrigin);
    for (const QString &origin : origins) {
        if (origin != "*"_L1 && !isOrigin(origin)) {
            return usageError(
                u"'%1' is not an origin; it takes the form http://host:port"_s.arg(origin));
        }
    }

    SseDemoServer server;
    server.setAllowedOrigins(origins);
    if (!server.listen(wantedPort)) {
        printLine(stderr,
                  u"sse-demo-server: cannot listen on 127.0.0.1:%1: %2. Choose another port "
                  "with --port N, or any free one with --port 0."_s.arg(wantedPort)
                      .arg(server.errorString()));
        return Failure;
    }
    printLine(stdout, u"Listening on http://127.0.0.1:%1"_s.arg(server.port()));
    return QCoreApplication::exec();
}
