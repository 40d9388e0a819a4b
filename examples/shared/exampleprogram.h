// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef EXAMPLEPROGRAM_H
#define EXAMPLEPROGRAM_H

#include <QtCore/QCoreApplication>
#include <QtCore/QString>

#include <chrono>
#include <memory>

QT_FORWARD_DECLARE_CLASS(QCommandLineParser)
QT_FORWARD_DECLARE_CLASS(QImage)

// What the programs of the examples do alike.
namespace ExampleProgram {

// Whether the arguments only ask for help or for the version.
[[nodiscard]] bool isQuestion(int argc, char **argv);
// Gives the application its name, and the version.
void name(const QString &name);

// An application of that kind and name, or less for a question, which needs no display.
template<typename Application>
[[nodiscard]] std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv,
                                                                const QString &name)
{
    std::unique_ptr<QCoreApplication> application;
    if (isQuestion(argc, argv))
        application = std::make_unique<QCoreApplication>(argc, argv);
    else
        application = std::make_unique<Application>(argc, argv);
    ExampleProgram::name(name);
    return application;
}

// Says it on the standard error output, after the program's name.
void complain(const QString &text);

// Complains about the command line, and ends the program.
[[noreturn]] void refuse(const QString &text);

// Reads the command line, which may have so many arguments that are no options, and answers --help
// and --version, which \a parser has.
void parse(QCommandLineParser *parser, qsizetype positional = 0);

// What options say, or else the program refuses.
[[nodiscard]] QString theme(const QString &text);
[[nodiscard]] int number(const QString &text, const QString &what, int minimum, int maximum);
[[nodiscard]] std::chrono::seconds seconds(const QString &text);

// Writes the picture of a window. Returns an empty text, or what went wrong.
[[nodiscard]] QString savePicture(const QImage &image, const QString &file);

} // namespace ExampleProgram

#endif
