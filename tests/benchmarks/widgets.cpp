// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// How much of a core a view takes while 500 tokens a second are appended to a long conversation,
// beyond what the model takes without one.
//
//     bench_widgets [seconds]
//
// It fails where the view takes more than a quarter.

#include <SseQt/ChatModel>
#include <SseQt/SseChatView>

#include <QtCore/qelapsedtimer.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qscrollbar.h>

#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;

namespace {

constexpr int Messages = 200;
constexpr int TokensPerSecond = 500;
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

// Tokens come when they are due, in whatever turn of the event loop.
class Stream : public QObject
{
public:
    Stream(ChatModel *model, int seconds)
        : m_model(model)
        , m_answer(model->beginAnswer())
        , m_tokens(seconds * TokensPerSecond)
    {
        m_delta.type = ChatDelta::Type::Text;
        m_clock.start();
        startTimer(2, Qt::PreciseTimer);
    }

    [[nodiscard]] bool isFinished() const { return m_sent == m_tokens; }

protected:
    void timerEvent(QTimerEvent *) override
    {
        const qint64 due = m_clock.elapsed() * TokensPerSecond / 1000;
        for (; m_sent < m_tokens && m_sent < due; ++m_sent) {
            if (m_text.size() - m_place < 4) {
                m_text = m_text.mid(m_place) + paragraph(++m_paragraph);
                m_place = 0;
            }
            m_delta.text = m_text.mid(m_place, 4); // as long as tokens are
            m_place += 4;
            m_model->apply(m_answer, m_delta);
        }
    }

private:
    ChatModel *const m_model;
    ChatMessage *const m_answer;
    const int m_tokens;
    QElapsedTimer m_clock;
    ChatDelta m_delta;
    QString m_text;
    qsizetype m_place = 0;
    int m_paragraph = 0;
    int m_sent = 0;
};

// The share of a core that the program takes while the answer comes.
double shareOf(ChatModel *model, int seconds)
{
    QElapsedTimer clock;
    clock.start();
    const std::clock_t before = std::clock();
    Stream stream(model, seconds);
    while (!stream.isFinished())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    const double taken = double(std::clock() - before) / CLOCKS_PER_SEC;
    return taken / (double(clock.nsecsElapsed()) / 1e9);
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
        Messages, static_cast<long long>(shown), TokensPerSecond, seconds, without * 100,
        share * 100);
    return isShown && share < MaximumShare ? 0 : 1;
}
