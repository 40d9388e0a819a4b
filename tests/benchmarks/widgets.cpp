// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// How much of a core a view takes while 500 tokens a second are appended to a long conversation,
// beyond what the model takes without one.
//
//     bench_widgets [seconds]
//
// It fails where the view takes more than a quarter.

#include "tokenstream.h"

#include <SseQt/ChatModel>
#include <SseQt/SseChatView>

#include <QtCore/qelapsedtimer.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qscrollbar.h>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr int Messages = 200;
constexpr double MaximumShare = 0.25;

// Everything that a view has to draw.
QString paragraph(int number)
{
    return u"## Round %1\n\nThis is a long answer, and *it is made* to be measured: every piece of "
           "it is one event, and no piece is larger than a word of [some](https://example.org) "
           "text.\n\n- one item, which has `code` in it\n- another\n\n```cpp\nint main()\n{\n    "
           "return %1;\n}\n```\n\n| a | b |\n|---|---|\n| %1 | 2 |\n\n"_s.arg(number);
}

void fill(ChatModel *model)
{
    for (int i = 0; i < Messages; ++i) {
        const bool isQuestion = i % 2 == 0;
        model->append(isQuestion ? Chat::Role::User : Chat::Role::Assistant,
                      isQuestion ? u"And then?"_s
                                 : paragraph(i) + paragraph(i + 1) + paragraph(i + 2));
    }
}

// What the program takes while the answer comes.
double shareOf(ChatModel *model, int seconds)
{
    int number = 0;
    return TokenStream::shareOf(model, model->beginAnswer(), seconds,
                                [&number] { return paragraph(++number); });
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int seconds = arguments.size() > 1 ? arguments.at(1).toInt() : 20;
    if (seconds < 1)
        return 2;

    ChatModel unseen;
    fill(&unseen);
    const double without = shareOf(&unseen, seconds);

    ChatModel model;
    fill(&model);
    SseChatView view;
    view.resize(800, 900);
    QElapsedTimer clock;
    clock.start();
    view.setModel(&model);
    view.show();
    QCoreApplication::processEvents();
    const qint64 shown = clock.elapsed();
    const double with = shareOf(&model, seconds);
    const bool isAtEnd = view.verticalScrollBar()->value() == view.verticalScrollBar()->maximum();
    const QString answer = view.toPlainText().section(u"Assistant"_s, -1);
    const bool isShown = isAtEnd && answer.contains(u"Round 1\nThis is a long answer"_s);

    const double share = with - without;
    std::printf(
        "%d messages shown after %lld ms; %d tokens a second for %d s: %.1f %% of a core for "
        "the model, %.1f %% more for the view\n",
        Messages, static_cast<long long>(shown), TokenStream::TokensPerSecond, seconds,
        without * 100, share * 100);
    return isShown && share < MaximumShare ? 0 : 1;
}
