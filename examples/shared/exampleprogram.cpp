// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "exampleprogram.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QDir>
#include <QtGui/QImage>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

bool ExampleProgram::isQuestion(int argc, char **argv)
{
    return std::any_of(argv + 1, argv + argc, [](const char *argument) {
        const QLatin1StringView text(argument);
        return text == "--help"_L1 || text == "-h"_L1 || text == "--version"_L1 || text == "-v"_L1;
    });
}

void ExampleProgram::name(const QString &name)
{
    QCoreApplication::setApplicationName(name);
    QCoreApplication::setApplicationVersion(QStringLiteral(EXAMPLE_VERSION));
}

void ExampleProgram::complain(const QString &text)
{
    std::fputs(qPrintable(u"%1: %2\n"_s.arg(QCoreApplication::applicationName(), text)), stderr);
}

void ExampleProgram::refuse(const QString &text)
{
    complain(text + u"\nTry: %1 --help"_s.arg(QCoreApplication::applicationName()));
    std::exit(2);
}

void ExampleProgram::parse(QCommandLineParser *parser, qsizetype positional)
{
    if (!parser->parse(QCoreApplication::arguments()))
        refuse(parser->errorText());
    if (parser->isSet(u"help"_s))
        parser->showHelp();
    if (parser->isSet(u"version"_s))
        parser->showVersion();
    const QStringList arguments = parser->positionalArguments();
    if (arguments.size() > positional)
        refuse(u"unexpected argument '%1'"_s.arg(arguments.at(positional)));
}

QString ExampleProgram::theme(const QString &text)
{
    if (!QStringList{ u"light"_s, u"dark"_s, u"auto"_s }.contains(text))
        refuse(u"'%1' is no theme; there are light, dark and auto"_s.arg(text));
    return text;
}

int ExampleProgram::number(const QString &text, const QString &what, int minimum, int maximum)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    if (!isNumber || number < minimum || number > maximum) {
        refuse(
            u"'%1' is no number of %2 from %3 to %4"_s.arg(text, what).arg(minimum).arg(maximum));
    }
    return number;
}

std::chrono::seconds ExampleProgram::seconds(const QString &text)
{
    return std::chrono::seconds(number(text, u"seconds"_s, 1, 24 * 60 * 60));
}

QString ExampleProgram::savePicture(const QImage &image, const QString &file)
{
    if (image.isNull())
        return u"the window cannot be drawn"_s;
    if (!image.save(file))
        return u"cannot write the picture %1"_s.arg(QDir::toNativeSeparators(file));
    return {};
}
