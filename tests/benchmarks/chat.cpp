// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What a token of a streamed answer costs the model of a conversation, at its beginning and at its
// end.
//
//     bench_chat [tokens]

#include <SseQt/ChatModel>

#include <QtCore/qcoreapplication.h>
#include <QtCore/qelapsedtimer.h>

#include <cstdio>

namespace {

constexpr int TokensPerFrame = 8; // 500 a second

// Nanoseconds a token. A view that appends has its own copy, one that binds reads all in each
// frame.
double stream(ChatModel &model, ChatMessage *answer, int tokens, bool isRead)
{
    ChatDelta delta;
    delta.type = ChatDelta::Type::Text;
    delta.text = QStringLiteral("token ");
    QString read;
    QElapsedTimer clock;
    clock.start();
    for (int i = 1; i <= tokens; ++i) {
        model.apply(answer, delta);
        if (i % TokensPerFrame != 0)
            continue;
        model.flush();
        if (isRead)
            read = answer->text();
    }
    return double(clock.nsecsElapsed()) / tokens;
}

void measure(int tokens, bool isRead)
{
    ChatModel model;
    ChatMessage *const answer = model.beginAnswer();
    const int some = qMax(1, tokens / 20);
    const double first = stream(model, answer, some, isRead);
    (void)stream(model, answer, qMax(0, tokens - 2 * some), isRead);
    const double last = stream(model, answer, some, isRead);
    std::printf("%d tokens, %s: the first %d %.0f ns each, the last %d %.0f ns each\n", tokens,
                isRead ? "read whole in each frame" : "appended", some, first, some, last);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int tokens = arguments.size() > 1 ? arguments.at(1).toInt() : 20'000;
    if (tokens < 1)
        return 2;
    measure(tokens, false);
    measure(tokens, true);
    return 0;
}
