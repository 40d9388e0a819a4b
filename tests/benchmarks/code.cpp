// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// How much of a core a view takes while 500 tokens of code come a second, with the colours of a
// language and without, at the beginning of a piece of code and after 5000 lines.
//
//     bench_code [seconds]
//
// It fails where that is more than half of it: colours that begin anew with each token take all.

#include "tokenstream.h"

#include <SseQt/ChatModel>
#include <SseQt/SseChatView>

#include <QtWidgets/qapplication.h>
#include <QtWidgets/qscrollbar.h>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr int Lines = 5000;
constexpr int LinesOfFunction = 8;
constexpr double MaximumShare = 0.5;

// A comment over lines is in it, which pieces of the code go on in.
QString function(int number)
{
    return u"/* The next function has\n   number %1. */\nstatic int function%1(const char "
           "*name)\n{\n    if (length(name) > %1) // too long\n        return "
           "message(\"No name: %s\\n\", name);\n    return 0x%1;\n}\n"_s.arg(number);
}

bool measure(const QString &language, int seconds)
{
    ChatModel model;
    SseChatView view;
    view.resize(800, 900);
    view.setModel(&model);
    view.show();
    ChatMessage *const answer = model.beginAnswer();
    const auto append = [&model, answer](const QString &text) {
        ChatDelta delta;
        delta.type = ChatDelta::Type::Text;
        delta.text = text;
        model.apply(answer, delta);
    };
    int number = 0;
    const auto more = [&number] { return function(++number); };
    append(u"```%1\n"_s.arg(language));
    (void)TokenStream::shareOf(&model, answer, 1, more); // languages are loaded once

    const double first = TokenStream::shareOf(&model, answer, seconds, more);
    QString text;
    while (number < Lines / LinesOfFunction)
        text += more();
    append(text);
    (void)TokenStream::shareOf(&model, answer, 1, more);
    const double last = TokenStream::shareOf(&model, answer, seconds, more);
    std::printf("%s: %.1f %% of a core at the beginning, %.1f %% after %d lines\n",
                qPrintable(language), first * 100, last * 100, Lines);
    return view.verticalScrollBar()->value() == view.verticalScrollBar()->maximum()
        && first < MaximumShare && last < MaximumShare;
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int seconds = arguments.size() > 1 ? arguments.at(1).toInt() : 10;
    if (seconds < 1)
        return 2;
    const bool isPlainCheap = measure(u"text"_s, seconds);
    return measure(u"cpp"_s, seconds) && isPlainCheap ? 0 : 1;
}
