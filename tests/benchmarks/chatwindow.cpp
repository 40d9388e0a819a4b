// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What the chat makes of a long answer that comes faster than anyone reads.
//
//     bench_chatwindow PROGRAM [tokens [rate]]
//
// PROGRAM is sseqt-chat, in a process of its own; 20000 tokens come at 500 a second unless told
// otherwise. Fails when the picture stands still or words are lost, which no machine is too slow
// for.

#include <SseQt/SseTestExchange>
#include <SseQt/SseTestServer>

#include <QtCore/qcoreapplication.h>
#include <QtCore/qelapsedtimer.h>
#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>
#include <QtCore/qprocess.h>
#include <QtCore/qregularexpression.h>
#include <QtCore/qstringlist.h>
#include <QtCore/qtemporarydir.h>
#include <QtCore/qtimer.h>

#include <cstdio>

namespace {

// In a second, whatever else the machine does.
constexpr double LeastFrames = 2;

// What a model writes: paragraphs, a list, code, and a table.
QString chapter(int number)
{
    return QStringLiteral(
               "## Chapter %1\n\n"
               "An event stream is an HTTP answer that **does not end**: the server writes a few "
               "lines and a blank one, and the client has an event. That is nearly all of it, and "
               "it is why the [format](https://html.spec.whatwg.org/) has aged so well.\n\n"
               "- one thing, with `code` in it\n- another thing\n- and a third\n\n"
               "```cpp\nvoid onEvent(const SseEvent &event)\n{\n    qDebug() << event.data();\n}\n"
               "```\n\n"
               "| What | Value |\n|:-----|------:|\n| level | 41.5 |\n| flow | 119.9 |\n\n")
        .arg(number);
}

// Words with the space before them, as models give them.
QStringList tokens(int count)
{
    static const QRegularExpression cut(QStringLiteral("(?<=\\S)(?=\\s)"));
    QStringList list;
    for (int number = 1; list.size() < count; ++number)
        list += chapter(number).split(cut);
    return list.mid(0, count);
}

QByteArray chunk(const QJsonObject &delta, const QJsonValue &reason = {})
{
    const QJsonObject choice{ { QStringLiteral("delta"), delta },
                              { QStringLiteral("finish_reason"), reason } };
    const QJsonObject object{ { QStringLiteral("choices"), QJsonArray{ choice } } };
    return "data: " + QJsonDocument(object).toJson(QJsonDocument::Compact) + "\n\n";
}

// Writes as many tokens as are due, as often as a timer can.
class Answer : public QObject
{
public:
    Answer(SseTestExchange *exchange, const QStringList &tokens, int rate)
        : QObject(exchange)
        , m_exchange(exchange)
        , m_tokens(tokens)
        , m_rate(rate)
    {
        exchange->startEventStream();
        m_clock.start();
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(2);
        connect(&m_timer, &QTimer::timeout, this, &Answer::write);
        m_timer.start();
    }

private:
    void write()
    {
        const qsizetype due = qMin<qsizetype>(m_tokens.size(), m_clock.elapsed() * m_rate / 1000);
        while (m_written < due) {
            m_exchange->write(chunk({ { QStringLiteral("content"), m_tokens.at(m_written) } }));
            ++m_written;
        }
        if (m_written < m_tokens.size())
            return;
        m_timer.stop();
        m_exchange->write(chunk({}, QStringLiteral("stop")) + "data: [DONE]\n\n");
    }

    SseTestExchange *const m_exchange;
    const QStringList m_tokens;
    const int m_rate;
    qsizetype m_written = 0;
    QElapsedTimer m_clock;
    QTimer m_timer;
};

// The figure after this name, -1 if there is none.
double figure(const QByteArray &output, const QByteArray &name)
{
    const qsizetype place = output.indexOf(name + ": ");
    if (place < 0)
        return -1;
    const qsizetype begin = place + name.size() + 2;
    return output.mid(begin, output.indexOf('\n', begin) - begin).split(' ').value(0).toDouble();
}

bool fail(const char *reason)
{
    std::fprintf(stderr, "bench_chatwindow: %s\n", reason);
    return false;
}

bool measure(const QString &program, int count, int rate)
{
    const QStringList list = tokens(count);
    SseTestServer server;
    if (!server.listen())
        return fail("the server does not start");
    server.route(QStringLiteral("/chat"),
                 [&](SseTestExchange *exchange) { new Answer(exchange, list, rate); });

    const QTemporaryDir folder; // no user's settings
    QProcess chat;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), folder.path());
    chat.setProcessEnvironment(environment);
    chat.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QEventLoop loop;
    QObject::connect(&chat, &QProcess::finished, &loop, &QEventLoop::quit);
    const int limit = count / rate + 60; // seconds, for a machine that is busy
    QTimer::singleShot(limit * 1000, &loop, &QEventLoop::quit);
    chat.start(program,
               { QStringLiteral("--measure"), QString::number(limit), QStringLiteral("--endpoint"),
                 server.url(QStringLiteral("/chat")).toString(), QStringLiteral("--model"),
                 QStringLiteral("m") });
    loop.exec();
    const QByteArray output = chat.readAllStandardOutput();
    std::printf("%s", output.constData());
    std::fflush(stdout);
    const bool isDone = chat.state() == QProcess::NotRunning;
    chat.kill();
    chat.waitForFinished();
    if (!isDone || chat.exitStatus() != QProcess::NormalExit || chat.exitCode() != 0)
        return fail("the chat did not end as it should");
    if (figure(output, "characters") != double(list.join(QString()).size()))
        return fail("words were lost");
    if (figure(output, "frames per second") < LeastFrames)
        return fail("the picture stands still");
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int count = arguments.value(2, QStringLiteral("20000")).toInt();
    const int rate = arguments.value(3, QStringLiteral("500")).toInt();
    if (arguments.size() < 2 || count < 1 || rate < 1)
        return 2;
    return measure(arguments.at(1), count, rate) ? 0 : 1;
}
