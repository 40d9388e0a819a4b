// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef EXAMPLEPROGRAM_H
#define EXAMPLEPROGRAM_H

#include <QtCore/QString>

#include <chrono>
#include <memory>

QT_FORWARD_DECLARE_CLASS(QCommandLineParser)
QT_FORWARD_DECLARE_CLASS(QCoreApplication)
QT_FORWARD_DECLARE_CLASS(QQmlApplicationEngine)
QT_FORWARD_DECLARE_CLASS(QQuickWindow)

// What the programs of the examples do alike.
namespace ExampleProgram {

// A QGuiApplication of that name, or less when the arguments only ask for help, which needs no
// display.
[[nodiscard]] std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv,
                                                                const QString &name);

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

// Loads the element Main of the module, and returns the window; null if it cannot be loaded.
[[nodiscard]] QQuickWindow *load(QQmlApplicationEngine *engine, const QString &module);

// Writes what the window shows. Returns an empty text, or what went wrong.
[[nodiscard]] QString savePicture(QQuickWindow *window, const QString &file);

} // namespace ExampleProgram

#endif
