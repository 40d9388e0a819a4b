// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "arguments.h"

#include "exampleprogram.h"

#include <QtCore/QCommandLineParser>

using namespace Qt::StringLiterals;

namespace {

Qt::LayoutDirection direction(const QString &text)
{
    if (text == "ltr"_L1)
        return Qt::LeftToRight;
    if (text == "rtl"_L1)
        return Qt::RightToLeft;
    if (text != "auto"_L1)
        ExampleProgram::refuse(u"'%1' is no direction; there are ltr, rtl and auto"_s.arg(text));
    return Qt::LayoutDirectionAuto;
}

} // namespace

Arguments Arguments::parse()
{
    QCommandLineParser parser;
    ChatOptions::describe(&parser);
    const ChatOptions options(u"widgets-chat.png"_s);
    const QCommandLineOption folder(
        u"folder"_s,
        u"Keep the conversations in DIR. Default: a folder of the user's, with --scripted one that "
        "is gone when the program ends."_s,
        u"DIR"_s);
    const QCommandLineOption inspector(u"inspector"_s, u"Show the inspector."_s);
    const QCommandLineOption direction(
        u"direction"_s, u"ltr, rtl, or auto, which is that of the language. Default: auto."_s,
        u"DIRECTION"_s, u"auto"_s);
    parser.addOptions(options.all());
    parser.addOptions({ folder, inspector, direction });
    ExampleProgram::parse(&parser);

    Arguments arguments;
    static_cast<ChatArguments &>(arguments) = options.read(parser);
    ChatOptions::require(parser, options.scripted, { options.prompt });
    if (arguments.picture.isEmpty())
        arguments.picture = u"widgets-chat.png"_s;
    arguments.folder = parser.value(folder);
    arguments.showsInspector = parser.isSet(inspector);
    arguments.direction = ::direction(parser.value(direction));
    return arguments;
}
