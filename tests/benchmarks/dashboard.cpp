// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What the dashboard makes of a thousand events a second, from a server that is another process.
//
//     bench_dashboard PROGRAM SERVER [seconds [rate]]
//
// PROGRAM is sseqt-dashboard, SERVER is sse-demo-server. Fails when the picture stands still or
// memory explodes, which no machine is too slow for.

#include <QtCore/qcoreapplication.h>
#include <QtCore/qprocess.h>
#include <QtCore/qstringlist.h>

#include <cstdio>

namespace {

// In a second, whatever else the machine does.
constexpr double LeastFrames = 2;
constexpr double MostGrowth = 64 * 1024; // KiB

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
    std::fprintf(stderr, "bench_dashboard: %s\n", reason);
    return false;
}

bool measure(const QString &program, const QString &server, int seconds, int rate)
{
    QProcess serving;
    serving.start(server, { QStringLiteral("--port"), QStringLiteral("0") });
    if (!serving.waitForReadyRead())
        return fail("the server does not start");
    const QString address =
        QString::fromUtf8(serving.readLine()).section(QLatin1Char(' '), -1).trimmed();

    QProcess dashboard;
    dashboard.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    dashboard.start(program,
                    { QStringLiteral("--url"),
                      QStringLiteral("%1/metrics?rate=%2").arg(address).arg(rate),
                      QStringLiteral("--measure"), QString::number(seconds) });
    // Warming up takes a while, and more on a machine that is busy.
    const bool isDone = dashboard.waitForFinished((seconds + 60) * 1000);
    const QByteArray output = dashboard.readAllStandardOutput();
    std::printf("%s", output.constData());
    std::fflush(stdout);
    serving.kill();
    serving.waitForFinished();
    if (!isDone || dashboard.exitStatus() != QProcess::NormalExit || dashboard.exitCode() != 0) {
        dashboard.kill();
        dashboard.waitForFinished();
        return fail("the dashboard did not end as it should");
    }
    if (figure(output, "events per second") < rate * 0.5)
        return fail("events were lost, or never came");
    if (figure(output, "frames per second") < LeastFrames)
        return fail("the picture stands still");
    if (figure(output, "memory at the end") - figure(output, "memory at the start") > MostGrowth)
        return fail("memory grows");
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int seconds = arguments.value(3, QStringLiteral("60")).toInt();
    const int rate = arguments.value(4, QStringLiteral("1000")).toInt();
    if (arguments.size() < 3 || seconds < 1 || rate < 1)
        return 2;
    return measure(arguments.at(1), arguments.at(2), seconds, rate) ? 0 : 1;
}
